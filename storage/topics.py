"""What questions of a programme may be about, and which help it gives. Written by its loading; what has gone
keeps its questions.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Topic:
    """One of them; `subject` is the school subject it belongs to, folded as in the lists, or ""."""

    id: int
    code: str
    title: str
    subject: str
    position: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What the file says of one. With `help` 1 it is a kind of help."""

    code: str
    title: str
    subject: str
    position: int
    help: int = 0


async def of_programme(tx: Transaction, programme: int) -> list[Topic]:
    """Those that may be asked about now, in the order of the file."""
    return await tx.all(Topic, "topics.of_programme", programme=programme)


async def kinds_of_help(tx: Transaction, programme: int) -> list[Topic]:
    """The help that may be asked for now, likewise."""
    return await tx.all(Topic, "topics.kinds_of_help", programme=programme)


async def by_id(tx: Transaction, id: int) -> Topic | None:
    """Also one that has gone: its questions still name it."""
    return await tx.one(Topic, "topics.by_id", id=id)


async def put(tx: Transaction, programme: int, entries: Iterable[Entry]) -> None:
    """Write topics under their codes; one that had gone is back."""
    await tx.repeat("topics.put", [{"programme": programme, **asdict(each)} for each in entries])


async def leave(tx: Transaction, ids: Iterable[int], *, now: int) -> None:
    """These may be asked about no more."""
    await tx.repeat("topics.leave", [{"id": id, "now": now} for id in ids])
