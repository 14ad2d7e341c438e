"""Files on their way in and out, in memory, under opaque refs; the oldest leave when there is too much."""

from dataclasses import dataclass

from messages.updates import FileKind, IncomingFile

CAPACITY = 256 * 1024 * 1024
_RASTER = frozenset({"image/jpeg", "image/png", "image/webp"})
_SPOKEN = frozenset({"audio/ogg", "audio/opus"})
_PHOTO_LIMIT = 10 * 1024 * 1024
"""As in Telegram: a heavier picture travels as a document."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One file with its bytes."""

    kind: FileKind
    ref: str
    name: str
    mime: str
    content: bytes

    def described(self) -> IncomingFile:
        """The same without its bytes."""
        return IncomingFile(self.kind, self.ref, self.name, self.mime, len(self.content))


class Vault:
    """All files of one run of the sandbox."""

    def __init__(self, boot: str, capacity: int = CAPACITY) -> None:
        self._boot = boot
        self._capacity = capacity
        self._taken = 0
        self._count = 0
        self._kept: dict[str, Kept] = {}

    def keep(self, kind: FileKind, name: str, mime: str, content: bytes) -> Kept:
        """Store the bytes under a new ref."""
        self._count += 1
        kept = Kept(kind, f"{self._boot}-file-{self._count}", name, mime, content)
        self._taken += len(content)
        self._kept[kept.ref] = kept
        while self._taken > self._capacity and len(self._kept) > 1:
            self._taken -= len(self._kept.pop(next(iter(self._kept))).content)
        return kept

    def find(self, ref: str) -> Kept | None:
        """The file, unless it is unknown or had to leave."""
        return self._kept.get(ref)


def kind_of(mime: str, size: int) -> FileKind:
    """What a phone would make of a chosen file."""
    if mime in _SPOKEN:
        return FileKind.VOICE
    return FileKind.PHOTO if mime in _RASTER and size <= _PHOTO_LIMIT else FileKind.DOCUMENT
