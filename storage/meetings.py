"""Meetings: events that come again and again, with the same people, and that decide something. What all events have
stands in `events.py`, what was decided in `decisions.py`.
"""

from dataclasses import dataclass

from storage.database import Transaction

KIND = "meeting"
"""Of such events."""


@dataclass(frozen=True, slots=True)
class Link:
    """In which series a meeting stands, if in any, and when its minutes were sent last."""

    series: int | None
    minutes_at: int | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A meeting in a list; of so many decisions so many are undone."""

    id: int
    title: str
    starts_at: int
    ends_at: int
    time_zone: str
    cancelled_at: int | None
    decisions: int
    undone: int


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


async def link(tx: Transaction, event: int) -> Link:
    return await tx.one(Link, "meetings.link", event=event) or Link(None, None)


async def join_series(tx: Transaction, event: int, series: int) -> None:
    """It is one of this series, unless it is of one already."""
    await tx.run("meetings.put_series", event=event, series=series)


async def following(tx: Transaction, event: int) -> int | None:
    """The next meeting of its series."""
    return await _one(tx, "meetings.following", event)


async def preceding(tx: Transaction, event: int) -> int | None:
    """The one before it."""
    return await _one(tx, "meetings.preceding", event)


async def minutes_sent(tx: Transaction, event: int, *, before: int, now: int) -> bool:
    """They are being sent; False where they were since `before`, when somebody looked last (0: never)."""
    return await tx.run("meetings.minutes_sent", event=event, before=before, now=now)


async def people(tx: Transaction, event: int) -> list[int]:
    """Who is in its list."""
    return [row.id for row in await tx.all(_Id, "meetings.people", event=event)]


async def hear(tx: Transaction, event: int) -> list[int]:
    """To whom its minutes go."""
    return [row.id for row in await tx.all(_Id, "meetings.hear", event=event)]


async def listed(tx: Transaction, participant: int, *, now: int, size: int, skip: int) -> list[Listed]:
    """A page of the meetings that this person holds or is invited to: those ahead first."""
    return await tx.all(Listed, "meetings.listed", participant=participant, now=now, size=size, skip=skip)


async def _one(tx: Transaction, query: str, event: int) -> int | None:
    id = await tx.value(query, event=event)
    return None if id is None else int(id)
