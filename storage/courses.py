"""Courses: events with sessions, for which schools name their people. Seats and answers are those of `rsvps.py`, who
came to a session stands in `attendance.py`, whom schools name in `nominations.py`, what comes of it in `learning.py`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from storage import events, rsvps
from storage.database import Transaction
from storage.events import Definition

ENTRY, FINAL = "entry", "final"
"""The surveys before and after."""


@dataclass(frozen=True, slots=True)
class Course:
    """A course. `share` is the per cent of the minutes of its sessions that completes it; `nominate_until` is a day.

    `urged_at`: when schools and people were last reminded to answer.
    """

    id: int
    programme: int
    title: str
    starts_at: int
    ends_at: int
    time_zone: str
    place: str
    link: str
    capacity: int | None
    minutes: int
    audience: str
    owner: int | None
    cancelled_at: int | None
    gone_at: int | None
    share: int
    nominate_until: str
    quota_least: int | None
    quota_most: int | None
    urged_at: int | None

    @property
    def is_off(self) -> bool:
        """Whether it does not take place."""
        return self.cancelled_at is not None or self.gone_at is not None


@dataclass(frozen=True, slots=True)
class Terms:
    """What makes a course of an event."""

    share: int
    nominate_until: str
    quota_least: int | None = None
    quota_most: int | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One day of a course; `came` is how many."""

    id: int
    title: str
    starts_at: int
    ends_at: int
    time_zone: str
    minutes: int
    cancelled_at: int | None
    came: int


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody came to a session."""

    session: int
    participant: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who was named or invited. `answer`: yes, waiting, no or empty; `minutes` of sessions they have come to.

    `entry` and `final`: whether they have answered those surveys. `document` is the number of the institute's paper,
    `number` that of our certificate; both may be empty.
    """

    participant: int
    name: str
    organisation: int
    place: str
    municipality: str
    answer: str
    reason: str
    nominated_by: int | None
    reachable: int
    minutes: int
    visits: int
    entry: int
    final: int
    passes: int | None
    completed_at: int | None
    document: str
    number: str

    @property
    def seated(self) -> bool:
        """Whether they have a seat."""
        return self.answer == "yes"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A survey of a course; `part` is `entry` or `final`, days are text."""

    wave: int
    survey: str
    title: str
    opens_on: str
    closes_on: str
    part: str


@dataclass(frozen=True, slots=True)
class Own:
    """A course of somebody's; `minutes` are those they have come to, `planned` those of the whole course."""

    id: int
    title: str
    starts_at: int
    ends_at: int
    time_zone: str
    planned: int
    cancelled_at: int | None
    answer: str
    minutes: int
    completed_at: int | None
    document: str


async def by_id(tx: Transaction, id: int) -> Course | None:
    """None for an event that is no course."""
    return await tx.one(Course, "courses.by_id", id=id)


async def of_programme(tx: Transaction, programme: int, *, since: int) -> list[Course]:
    """Those that end after this instant, the first to begin first."""
    return await tx.all(Course, "courses.of_programme", programme=programme, since=since)


async def make(tx: Transaction, programme: int, said: Definition, terms: Terms, days: Iterable[Definition], *,
               owner: int, now: int) -> int:
    """A new course of somebody in the chat, with its sessions; its id."""
    id = await events.make(tx, programme, said, owner=owner, now=now)
    await tx.run("courses.define", id=id, share=terms.share, nominate_until=terms.nominate_until,
                 quota_least=terms.quota_least, quota_most=terms.quota_most)
    for each in days:
        await add_session(tx, id, programme, each, owner=owner, now=now)
    return id


async def add_session(tx: Transaction, course: int, programme: int, said: Definition, *, owner: int, now: int) -> int:
    """One more day; whoever has a seat is of it at once."""
    id = await events.make(tx, programme, said, owner=owner, now=now)
    await tx.run("courses.attach", session=id, course=course)
    await settle(tx, course, now=now)
    return id


async def settle(tx: Transaction, course: int, *, now: int) -> None:
    """After a session is new, another or off: the course lasts as long as they do, and its people are of all."""
    await rsvps.hold(tx, course)
    await tx.run("courses.span", id=course, now=now)
    await rsvps.follow(tx, course, now)


async def carry(tx: Transaction, course: int, was: Definition, became: Definition, *, now: int) -> None:
    """The course is elsewhere: so are the sessions ahead that were where it was."""
    await tx.run("courses.carry", course=course, now=now, place=became.place, directions=became.directions,
                 link=became.link, was_place=was.place, was_link=was.link)


async def cancel_sessions(tx: Transaction, course: int, reason: str, *, now: int) -> None:
    """With the course."""
    await tx.run("courses.cancel_sessions", course=course, reason=reason, now=now)


async def sessions(tx: Transaction, course: int) -> list[Session]:
    """The first to begin first, cancelled ones too."""
    return await tx.all(Session, "courses.sessions", course=course)


async def visits(tx: Transaction, course: int) -> list[Visit]:
    """Who has come to which session that took place."""
    return await tx.all(Visit, "courses.visits", course=course)


async def members(tx: Transaction, course: int) -> list[Member]:
    """Everybody who was named or invited, by school and name."""
    return await tx.all(Member, "courses.members", course=course)


async def diagnostics(tx: Transaction, course: int) -> dict[str, Diagnostic]:
    """Its surveys by their part."""
    return {each.part: each for each in await tx.all(Diagnostic, "courses.diagnostics", course=course)}


async def urged(tx: Transaction, course: int, *, now: int, pause: int) -> bool:
    """Everybody who is wanted hears of it now; False where they did less than so many seconds ago."""
    return await tx.run("courses.urged", id=course, now=now, pause=pause)


async def own(tx: Transaction, participant: int, *, since: int) -> list[Own]:
    """The courses to which somebody was named or invited, that end after this instant."""
    return await tx.all(Own, "courses.own", participant=participant, since=since)
