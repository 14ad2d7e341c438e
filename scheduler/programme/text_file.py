"""Files of text in a programme folder, within a size that a person may have meant."""

from pathlib import Path

from scheduler.programme.mistakes import Found, Kind, Place
from scheduler.programme.words import near

SIZE_LIMIT = 20 * 1024 * 1024


def contents(path: Path, found: Found, missing: Kind = Kind.FILE_MISSING) -> bytes | None:
    """The bytes of a file, or None and a mistake; `missing` is what it is when there is none."""
    place = Place(path.name)
    try:
        if path.stat().st_size > SIZE_LIMIT:
            found.add(Kind.FILE_TOO_LARGE, place, limit=str(SIZE_LIMIT // 1024**2))
            return None
        return path.read_bytes()
    except FileNotFoundError:
        found.add(missing, place, near=_neighbour(path))
    except OSError as problem:
        found.add(Kind.FILE_UNREADABLE, place, detail=problem.strerror or "")
    return None


def text(path: Path, found: Found, missing: Kind = Kind.FILE_MISSING) -> str | None:
    """The text of a file in UTF-8, with or without a byte order mark; or None and a mistake."""
    raw = contents(path, found, missing)
    if raw is None:
        return None
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        found.add(Kind.ENCODING, Place(path.name, line=raw[: problem.start].count(b"\n") + 1))
        return None


def only_remarks(path: Path) -> bool:
    """Whether a file has nothing but remarks: an example that nobody has made their own yet."""
    lines = [line for line in (text(path, Found()) or "").split("\n") if line.strip()]
    return bool(lines) and all(line.startswith("#") for line in lines)


def _neighbour(path: Path) -> str:
    """A file beside it that was probably meant to bear this name."""
    if not path.parent.is_dir():
        return ""
    names = (one.name for one in path.parent.iterdir() if not one.name.startswith("~$"))
    return near(path.name, sorted(names))
