"""A .zip that somebody sent: its files with their names as they were meant, and nothing that swells when it is opened.

Nothing is written to a disk, so a path in it is but a name.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from messages.replies import FILE_IN_LIMIT

ENTRIES = 1000
"""Files that an archive may hold."""
SIZE = FILE_IN_LIMIT
"""Bytes of one file, unpacked."""
TOTAL = 3 * FILE_IN_LIMIT
"""Bytes of all of them: documents are packed already, so an honest archive unpacks to little more than itself."""
RATIO = 200
"""How often smaller a file may have become by packing; a bomb is thousands of times smaller."""
SMALL = 1024 * 1024
"""Bytes up to which the ratio does not matter: an empty form packs well."""
ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".arj", ".cab", ".lzh")
"""What an archive is called."""
_UTF8, _LOCKED = 0x800, 0x1
_UNICODE_PATH = 0x7075
"""https://libzip.org/specifications/appnote_iz.txt, 4.6.9"""
_LITTER = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})


class Fault(StrEnum):
    """Why one file of an archive goes to nobody."""

    EMPTY = "empty"
    NESTED = "nested"


class Objection(StrEnum):
    """Why a whole archive is not taken."""

    BROKEN = "broken"
    LOCKED = "locked"
    MANY = "many"
    LARGE = "large"
    BOMB = "bomb"
    NOTHING = "nothing"


class BadArchive(Exception):
    """It is not taken; `file` is the one in it that is to blame, or "" ."""

    def __init__(self, objection: Objection, file: str = "") -> None:
        super().__init__(f"{objection}: {file}")
        self.objection, self.file = objection, file


@dataclass(frozen=True, slots=True)
class Entry:
    """A file; `path` with slashes, as it lies there. The content is empty where there is a fault."""

    path: str
    content: bytes
    fault: Fault | None = None


def is_archive(name: str) -> bool:
    """Whether something is called as archives are."""
    return name.casefold().endswith(ARCHIVES)


def unpack(raw: bytes) -> list[Entry]:
    """Its files, in the order of their names. Raises `BadArchive`."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            infos = _weighed([info for info in archive.infolist() if not info.is_dir() and not _is_litter(info)])
            return sorted(_entries(archive, infos), key=lambda entry: entry.path)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, struct.error,
            RuntimeError):
        raise BadArchive(Objection.BROKEN) from None


def _weighed(infos: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """The same; what is told here of sizes binds the reader below, so a lie in it costs nothing."""
    if not infos:
        raise BadArchive(Objection.NOTHING)
    if len(infos) > ENTRIES:
        raise BadArchive(Objection.MANY)
    for info in infos:
        if info.flag_bits & _LOCKED:
            raise BadArchive(Objection.LOCKED, _path(info))
        if info.file_size > SIZE:
            raise BadArchive(Objection.LARGE, _path(info))
        if info.file_size > SMALL and info.file_size > RATIO * max(1, info.compress_size):
            raise BadArchive(Objection.BOMB, _path(info))
    if sum(info.file_size for info in infos) > TOTAL:
        raise BadArchive(Objection.BOMB)
    return infos


def _entries(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> Iterator[Entry]:
    for info in infos:
        path = _path(info)
        if is_archive(path):
            yield Entry(path, b"", Fault.NESTED)
            continue
        with archive.open(info) as stream:
            content = stream.read(info.file_size + 1)
        yield Entry(path, content, None if content else Fault.EMPTY)


def _path(info: zipfile.ZipInfo) -> str:
    """As its author saw it. Windows writes the letters of DOS without saying so; others forget to say UTF-8."""
    if info.flag_bits & _UTF8:
        name = info.orig_filename
    else:
        written = info.orig_filename.encode("cp437")  # what `zipfile` takes every other name for
        name = _told_apart(info.extra) or _decoded(written)
    steps = (step.strip() for step in PurePosixPath(name.replace("\\", "/").replace("\0", "")).parts)
    return "/".join(step for step in steps if step.strip("./"))


def _decoded(written: bytes) -> str:
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError:
        return written.decode("cp866")


def _told_apart(extra: bytes) -> str:
    """The name in UTF-8 that some archivers write beside the other; "" where there is none."""
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        if kind == _UNICODE_PATH and size > 5:
            return extra[9:4 + size].decode("utf-8", "replace")
        extra = extra[4 + size:]
    return ""


def _is_litter(info: zipfile.ZipInfo) -> bool:
    """What systems and editors leave lying about."""
    *folders, name = info.orig_filename.replace("\\", "/").split("/")
    return "__MACOSX" in folders or name.casefold() in _LITTER or name.startswith(("._", "~$"))
