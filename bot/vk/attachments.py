"""Names of files that VK already has, so that a file to many people is uploaded once and not for each.

VK asks for whom a file is uploaded. Whether its name then serves everybody is not documented: where VK refuses it,
the sender asks for one uploaded anew, for that very person.
"""

import asyncio
import hashlib
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from messages.messenger import Parcel
from messages.updates import FileKind

KEPT = 3600.0
"""Seconds for which a name is believed."""
MOST = 64
"""Names remembered; the ones unused for longest are forgotten."""

Upload = Callable[[FileKind, str, bytes, int], Awaitable[str]]
"""Kind, name, content and the person it is for; returns what goes into `attachment`."""
Key = tuple[FileKind, str, bytes]


@dataclass(frozen=True, slots=True)
class Name:
    """What goes into `attachment`, "" without a file; `own` if it was uploaded just now for this very person."""

    text: str = ""
    own: bool = False


@dataclass(slots=True)
class _Upload:
    """A file's last upload; the lock lets those who want the same file wait for the one who uploads it."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    name: str = ""
    at: float = 0.0


class Attachments:
    """The uploads of one community."""

    def __init__(self, upload: Upload, now: Callable[[], float] = time.monotonic) -> None:
        self._upload, self._now = upload, now
        self._uploads: dict[Key, _Upload] = {}

    async def name(self, parcel: Parcel) -> Name:
        """The name of the parcel's file, uploaded if need be. Raises what an upload raises."""
        if parcel.reply.attachment is None:
            return Name()
        return await self._named(await _key(parcel), parcel)

    async def anew(self, parcel: Parcel) -> Name:
        """The same, uploaded now for this parcel's person."""
        key = await _key(parcel)
        self._uploads.pop(key, None)
        return await self._named(key, parcel)

    async def _named(self, key: Key, parcel: Parcel) -> Name:
        known = self._known(key)
        async with known.lock:
            if known.name and self._now() < known.at + KEPT:
                return Name(known.name)
            kind, title, _ = key
            known.name = await self._upload(kind, title, parcel.content, int(parcel.user))
            known.at = self._now()
            return Name(known.name, own=True)

    def _known(self, key: Key) -> _Upload:
        """The last upload of this file; it moves to the end, for what is forgotten goes from the front."""
        known = self._uploads[key] = self._uploads.pop(key) if key in self._uploads else _Upload()
        while len(self._uploads) > MOST:
            del self._uploads[next(iter(self._uploads))]
        return known


async def _key(parcel: Parcel) -> Key:
    """By content: a database may give the number of a deleted file to another one."""
    assert parcel.reply.attachment is not None
    # In a thread, since 50 MB take long enough for others to notice.
    digest = await asyncio.to_thread(lambda: hashlib.blake2b(parcel.content, digest_size=16).digest())
    return parcel.reply.attachment.kind, parcel.reply.attachment.name, digest
