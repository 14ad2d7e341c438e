"""What is let in: a Word or Excel file of today, of a size that a person may have meant. All else is refused by name.

A file is looked at from outside first: by its first bytes, then by the list of what its archive holds, and only then
unpacked, counting. Nothing is unpacked that the readers do not need to see.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from enum import StrEnum

from scheduler.programme.mistakes import Found, Kind, Place

SIZE_LIMIT = 20 * 1024**2
_PACKED_LIMIT = 5_000
"""Entries of an archive; a long order with pictures has some hundred."""
_UNPACKED_LIMIT = 150 * 1024**2
_PART_LIMIT = 60 * 1024**2
_RATIO_LIMIT, _RATIO_FROM = 200, 5 * 1024**2
"""Real tables shrink some thirty times; small parts of repeated marks may shrink more."""
_PORTION = 1024**2
_UNREAD = ("word/media/", "xl/media/", "customXml/", "customUI/")

_PDF, _OLE, _ZIP, _RTF = b"%PDF", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"{\\rtf"
_ENTRY = b"PK\x01\x02"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MACROS = (".docm", ".dotm", ".xlsm", ".xltm", ".xlsb")
_OLD = (".doc", ".xls", ".rtf")
_XML = (".xml", ".rels")
_DECLARED = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)[\"']")
_ENCODINGS = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii", b"windows-1251"})
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


class Sort(StrEnum):
    """Which program has made the file."""

    WORD = "word"
    EXCEL = "excel"


class Refused(Exception):
    """Not to be read, and why."""

    def __init__(self, kind: Kind, **facts: str) -> None:
        super().__init__(kind)
        self.kind = kind
        self.facts = facts


def sort_of(name: str, raw: bytes, found: Found) -> Sort | None:
    """What the file is; None and a mistake where it is nothing to be read."""
    try:
        _outside(name, raw)
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _inside(archive)
    except Refused as refused:
        found.add(refused.kind, Place(name), **refused.facts)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError):
        found.add(Kind.PAPER_BROKEN, Place(name))
    return None


def _outside(name: str, raw: bytes) -> None:
    """The first bytes, the size and the ending of the name. Raises `Refused`."""
    ending = name[name.rfind("."):].casefold()
    if len(raw) > SIZE_LIMIT:
        raise Refused(Kind.FILE_TOO_LARGE, limit=str(SIZE_LIMIT // 1024**2))
    if not raw.strip(b"\0 \r\n\t"):
        raise Refused(Kind.PAPER_EMPTY)
    if raw.startswith(_OLE):
        raise Refused(Kind.PAPER_LOCKED if _LOCKED in raw else Kind.PAPER_OLD)
    if _PDF in raw[:1024]:
        raise Refused(Kind.PAPER_PDF)
    if raw.startswith(_RTF) or not raw.startswith(_ZIP):
        old = raw.startswith(_RTF) or ending in _OLD
        raise Refused(Kind.PAPER_OLD if old else Kind.PAPER_BROKEN if ending in (".docx", ".xlsx")
                      else Kind.PAPER_FOREIGN)
    if ending in _MACROS:
        raise Refused(Kind.PAPER_MACRO)
    if raw.count(_ENTRY) > _PACKED_LIMIT:
        raise Refused(Kind.PAPER_BOMB)


def _inside(archive: zipfile.ZipFile) -> Sort:
    """The list of entries, then the entries themselves. Raises `Refused`."""
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if any(name.casefold().endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names):
        raise Refused(Kind.PAPER_MACRO)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(Kind.PAPER_LOCKED)
    _weigh(entries)
    sort = _by_names(names)
    _unpack(archive)
    return sort


def _by_names(names: list[str]) -> Sort:
    for sort, folder in ((Sort.WORD, "word/"), (Sort.EXCEL, "xl/")):
        if any(name.startswith(folder) and name.endswith(".xml") for name in names):
            return sort
    raise Refused(Kind.PAPER_FOREIGN)


def _weigh(entries: list[zipfile.ZipInfo]) -> None:
    """What the list says of sizes, before anything is unpacked."""
    for entry in entries:
        swollen = entry.file_size > max(entry.compress_size, 1) * _RATIO_LIMIT
        if entry.file_size > _PART_LIMIT or (swollen and entry.file_size > _RATIO_FROM):
            raise Refused(Kind.PAPER_BOMB)
    if sum(entry.file_size for entry in entries) > _UNPACKED_LIMIT:
        raise Refused(Kind.PAPER_BOMB)


def _unpack(archive: zipfile.ZipFile) -> None:
    """Go through every part that will be parsed, counting, and refuse what no office program writes."""
    whole = 0
    for entry in archive.infolist():
        if entry.filename.startswith(_UNREAD) or not entry.filename.casefold().endswith(_XML):
            continue
        behind = b""
        for portion in _portions(archive, entry):
            whole += len(portion)
            if whole > _UNPACKED_LIMIT:
                raise Refused(Kind.PAPER_BOMB)
            _look(portion, behind)
            behind = portion[-16:]


def _portions(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as stream:
        while portion := stream.read(_PORTION):
            yield portion


def _look(portion: bytes, behind: bytes) -> None:
    """Declarations could make one word a million; an encoding that is not read here could hide them."""
    if not behind:
        portion = portion.removeprefix(b"\xef\xbb\xbf")
        declared = _DECLARED.match(portion)
        if not portion.lstrip().startswith(b"<") or (declared and declared[1].lower() not in _ENCODINGS):
            raise Refused(Kind.PAPER_ENTITIES)
    if b"\0" in portion or _DECLARATION.search(behind + portion):
        raise Refused(Kind.PAPER_ENTITIES)


def part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One entry, "" where there is none. Raises `Refused`."""
    try:
        entry = archive.getinfo(name)
    except KeyError:
        return b""
    with archive.open(entry) as stream:
        read = stream.read(_PART_LIMIT + 1)
    if len(read) > _PART_LIMIT:
        raise Refused(Kind.PAPER_BOMB)
    return read


def has_pictures(raw: bytes) -> bool:
    """Whether an archive that was let in holds any."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return any(name.startswith(_UNREAD[:2]) for name in archive.namelist())
