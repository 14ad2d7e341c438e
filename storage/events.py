"""Events as a programme's files or somebody in the chat define them. Who is invited and who came stands elsewhere.

Of what the file and the chat say the last word holds, value by value: what was changed in the chat stays until the file
says another thing of it than it said last.
"""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from storage.database import Transaction

PATIENCE = 600
"""Seconds in which several changes become one piece of news."""
HURRY = 3_600
"""So many seconds before it begins nobody waits for more changes."""
EARLY = 7_200
"""So many seconds before it begins whoever is there already may be marked."""
FILES, CHAT = "files", "chat"
"""Where an event comes from."""
_TOGETHER = frozenset({"starts_at", "ends_at", "time_zone"})
"""Who moves one of these moves the event: half of the file's time and half of the chat's would be nobody's."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `audience` is JSON, `guests`: people from outside may come too.

    `sequence` counts its changes, as calendars want it; `facts` is what the file said last, JSON. From `tell_at`
    on, if there is such a moment, those who are invited may be told what has changed since it was as in `told`.
    `course` is of which it is a session; with a `share` it is a course itself.
    """

    id: int
    programme: int
    code: str
    source: str
    kind: str
    title: str
    about: str
    starts_at: int
    ends_at: int
    time_zone: str
    place: str
    directions: str
    link: str
    capacity: int | None
    minutes: int
    audience: str
    activity: int | None
    feedback: str
    guests: int
    secret: str = field(repr=False)
    owner: int | None
    sequence: int
    facts: str
    created_at: int
    cancelled_at: int | None
    cancel_reason: str
    day_told_at: int | None
    hour_told_at: int | None
    ended_at: int | None
    gone_at: int | None
    told: str
    tell_at: int | None
    course: int | None = None
    share: int | None = None

    @property
    def is_course(self) -> bool:
        """Whether it consists of sessions; see `courses.py`."""
        return self.share is not None

    @property
    def is_off(self) -> bool:
        """Whether it does not take place."""
        return self.cancelled_at is not None or self.gone_at is not None


@dataclass(frozen=True, slots=True)
class Slot:
    """A line of the agenda. Times are HH:MM of the event's first day; `ends` and `speaker` may be empty."""

    starts: str
    ends: str
    title: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Organiser:
    """Somebody who holds an event."""

    participant: int
    name: str


@dataclass(frozen=True, slots=True)
class Answered:
    """Somebody invited: yes, online, no, `waiting` for a seat, "" while silent; and whether they came."""

    id: int
    answer: str
    came: int


@dataclass(frozen=True, slots=True)
class Organised:
    """An event in the list of those who hold it."""

    id: int
    kind: str
    title: str
    starts_at: int
    ends_at: int
    time_zone: str
    cancelled_at: int | None


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


@dataclass(frozen=True, slots=True)
class Definition:
    """What somebody says that an event is. `organisers` are participants."""

    kind: str
    title: str
    starts_at: int
    ends_at: int
    time_zone: str
    about: str = ""
    place: str = ""
    directions: str = ""
    link: str = ""
    capacity: int | None = None
    minutes: int = 0
    audience: str = "[]"
    activity: int | None = None
    feedback: str = ""
    guests: bool = False
    agenda: tuple[Slot, ...] = ()
    organisers: tuple[int, ...] = ()


async def of_programme(tx: Transaction, programme: int) -> list[Event]:
    """Those of the files and of the chat, the first to begin first; cancelled ones too, but none that is gone."""
    return await tx.all(Event, "events.of_programme", programme=programme)


async def of_files(tx: Transaction, programme: int) -> list[Event]:
    """All that the files have ever had, those that are gone too."""
    return await tx.all(Event, "events.of_files", programme=programme)


async def by_id(tx: Transaction, id: int) -> Event | None:
    return await tx.one(Event, "events.by_id", id=id)


async def definition(tx: Transaction, event: Event) -> Definition:
    """What an event is now: to change a part of it with `dataclasses.replace`, and hand it to `change`."""
    return Definition(
        event.kind, event.title, event.starts_at, event.ends_at, event.time_zone, event.about, event.place,
        event.directions, event.link, event.capacity, event.minutes, event.audience, event.activity, event.feedback,
        bool(event.guests), tuple(await slots(tx, event.id)),
        tuple(each.participant for each in await organisers(tx, event.id)))


async def put(tx: Transaction, programme: int, code: str, said: Definition, *, now: int) -> int:
    """What a file says of the event of this code; one that was gone is back. Its id.

    A code from the chat that somebody writes into a file makes the event the file's.
    """
    id, facts = await tx.integer("events.hold", programme=programme, code=code), written(said)
    stored = await by_id(tx, id)
    if stored is None:
        return await _add(tx, programme, code, FILES, said, facts=facts, owner=None, now=now)
    if other := _other(stored.facts, facts):
        now_so = await definition(tx, stored)
        await _change(tx, stored, replace(now_so, **{name: getattr(said, name) for name in other}), now)
    if stored.gone_at is not None:
        await tx.run("events.come_back", id=id, told=await _snapshot(tx, stored),
                     tell_at=_tell_at(stored, said.starts_at, now))
    await tx.run("events.said", id=id, facts=facts)
    return id


async def make(tx: Transaction, programme: int, said: Definition, *, owner: int, now: int) -> int:
    """A new event of somebody in the chat."""
    code = f"chat-{secrets.token_hex(6)}"
    return await _add(tx, programme, code, CHAT, said, facts="", owner=owner, now=now)


async def change(tx: Transaction, id: int, said: Definition, *, now: int) -> None:
    """Somebody in the chat says what it is from now on."""
    stored = await by_id(tx, id)
    assert stored
    await _change(tx, stored, said, now)


async def leave(tx: Transaction, id: int, *, now: int) -> None:
    """It is no longer in the files; who was invited and who came stays."""
    if stored := await by_id(tx, id):
        await tx.run("events.leave", id=id, now=now, told=await _snapshot(tx, stored),
                     tell_at=_tell_at(stored, stored.starts_at, now))


async def cancel(tx: Transaction, id: int, reason: str, *, now: int) -> bool:
    """It does not take place; False where that was said before."""
    stored = await by_id(tx, id)
    return stored is not None and await tx.run("events.cancel", id=id, reason=reason, now=now,
                                               told=await _snapshot(tx, stored))


async def allow_guests(tx: Transaction, id: int) -> None:
    """People from outside may come; that is no news to those who are invited."""
    await tx.run("events.allow_guests", id=id)


async def tell_now(tx: Transaction, id: int, *, now: int) -> None:
    """What has changed shall be told without waiting for more."""
    await tx.run("events.tell_now", id=id, now=now)


async def were_told(tx: Transaction, id: int) -> None:
    """Those who are invited know all there is to know."""
    await tx.run("events.were_told", id=id)


async def to_tell(tx: Transaction, *, now: int) -> list[int]:
    """Those of which something is to be told."""
    return [row.id for row in await tx.all(_Id, "events.to_tell", now=now)]


async def before(tx: Transaction, *, now: int, day: int, hour: int) -> list[int]:
    """Those that begin within so many seconds, and of which nobody was reminded so early."""
    return [row.id for row in await tx.all(_Id, "events.before", now=now, day=day, hour=hour)]


async def over(tx: Transaction, *, now: int, grace: int) -> list[int]:
    """Those that have ended so many seconds ago, and of whose end nothing was said."""
    return [row.id for row in await tx.all(_Id, "events.over", now=now, grace=grace)]


async def to_thank(tx: Transaction, *, now: int, patience: int) -> list[int]:
    """Those that are over, and of which somebody who came has not been thanked; marked so many seconds ago."""
    return [row.id for row in await tx.all(_Id, "events.to_thank", now=now, patience=patience)]


async def thanked(tx: Transaction, id: int, *, now: int, patience: int) -> list[int]:
    """Who is to be thanked now; they count as thanked."""
    return sorted(row.id for row in await tx.all(_Id, "events.thanked", event=id, now=now, patience=patience))


async def lock(tx: Transaction, id: int) -> Event | None:
    """For this transaction nobody else speaks of it; None where somebody does."""
    return await by_id(tx, id) if await tx.run("events.lock", id=id) else None


async def day_told(tx: Transaction, id: int, *, now: int) -> None:
    """Everybody was reminded a day before."""
    await tx.run("events.day_told", id=id, now=now)


async def hour_told(tx: Transaction, id: int, *, now: int) -> None:
    """Everybody was reminded an hour before; nobody needs to be told a day before any more."""
    await tx.run("events.hour_told", id=id, now=now)


async def end(tx: Transaction, id: int, *, now: int) -> None:
    """It is over, and what is to be said afterwards was said."""
    await tx.run("events.end", id=id, now=now)


async def next_word(tx: Transaction, *, now: int, day: int, hour: int, grace: int, patience: int) -> int | None:
    """The next moment at which an event may have something to say; so many seconds before it, after it, and after
    somebody was marked.
    """
    at = await tx.value("events.next_word", now=now, day=day, hour=hour, grace=grace, patience=patience)
    return None if at is None else int(at)


async def answered(tx: Transaction, event: int) -> list[Answered]:
    """What everybody said to the invitation."""
    return await tx.all(Answered, "events.answered", event=event)


async def asks(tx: Transaction, wave: int, *, today: str) -> bool:
    """Whether the wave that asks those who were there takes answers on this day."""
    return await tx.run("events.asks", wave=wave, today=today)


async def organised(tx: Transaction, participant: int, *, since: int) -> list[Organised]:
    """What somebody holds, or leads the programme of, that has not ended before `since`; the first to begin first."""
    return await tx.all(Organised, "events.organised", participant=participant, since=since)


async def holds_any(tx: Transaction, participant: int) -> bool:
    """Whether somebody has made an event, or was named as one who holds it."""
    return await tx.run("events.holds_any", participant=participant)


async def slots(tx: Transaction, event: int) -> list[Slot]:
    """The agenda, in its order."""
    return await tx.all(Slot, "events.slots", event=event)


async def put_slots(tx: Transaction, event: int, agenda: Iterable[Slot]) -> None:
    """Replace the agenda by this one."""
    await tx.run("events.forget_slots", event=event)
    await tx.repeat("events.put_slot", [{"event": event, "position": position, **asdict(each)}
                                        for position, each in enumerate(agenda)])


async def organisers(tx: Transaction, event: int) -> list[Organiser]:
    """Who holds it, by name."""
    return await tx.all(Organiser, "events.organisers", event=event)


async def put_organisers(tx: Transaction, event: int, participants: Iterable[int]) -> None:
    """Replace those who hold it by these."""
    await tx.run("events.forget_organisers", event=event)
    await tx.repeat("events.put_organiser", [{"event": event, "participant": each}
                                             for each in dict.fromkeys(participants)])


def knew(event: Event) -> tuple[Definition, bool]:
    """What those who are invited knew before it changed, and whether it was off."""
    facts = json.loads(event.told)
    off = bool(facts.pop("off"))
    facts["agenda"] = tuple(Slot(**each) for each in facts["agenda"])
    facts["organisers"] = tuple(facts["organisers"])
    return Definition(**facts), off


async def _snapshot(tx: Transaction, event: Event) -> str:
    return json.dumps({**asdict(await definition(tx, event)), "off": event.is_off}, ensure_ascii=False)


def written(said: Definition) -> str:
    """As `facts` keeps it."""
    return json.dumps(asdict(said), ensure_ascii=False)


def _other(before: str, after: str) -> frozenset[str]:
    """The names of all that the file says otherwise than before."""
    old, new = json.loads(before or "{}"), json.loads(after)
    names = frozenset(name for name in new if name not in old or old[name] != new[name])
    return names | _TOGETHER if names & _TOGETHER else names


async def _add(tx: Transaction, programme: int, code: str, source: str, said: Definition, *, facts: str,
               owner: int | None, now: int) -> int:
    id = await tx.integer("events.add", programme=programme, code=code, source=source, owner=owner, facts=facts,
                          now=now, secret=secrets.token_hex(16), **_columns(said))
    await put_slots(tx, id, said.agenda)
    await put_organisers(tx, id, said.organisers)
    return id


async def _change(tx: Transaction, stored: Event, said: Definition, now: int) -> None:
    await tx.run("events.change", id=stored.id, now=now, told=await _snapshot(tx, stored),
                 tell_at=_tell_at(stored, said.starts_at, now), **_columns(said))
    await put_slots(tx, stored.id, said.agenda)
    await put_organisers(tx, stored.id, said.organisers)
    await _settle_marks(tx, stored, said, now)


async def _settle_marks(tx: Transaction, stored: Event, said: Definition, now: int) -> None:
    """What is credited to those who came; nobody has been to what is still to come. Who was there early for one that
    has not begun and is put off a little has come all the same.
    """
    if said.starts_at > now and said.starts_at != stored.starts_at:
        before = said.starts_at - EARLY if stored.starts_at > now else now + 1
        await tx.run("events.forget_marks", event=stored.id, before=before)
        await tx.run("events.drop_empty", event=stored.id)
    if said.minutes != stored.minutes:
        await tx.run("events.credit", event=stored.id, minutes=said.minutes)


def _tell_at(stored: Event, starts_at: int, now: int) -> int:
    """When what has changed is told: after a while, but before it begins, and before it was to begin."""
    if stored.tell_at is not None and stored.tell_at <= now:
        return stored.tell_at
    return max(now, min(now + PATIENCE, min(stored.starts_at, starts_at) - HURRY))


def _columns(said: Definition) -> Mapping[str, Any]:
    """What has a column of its own in the table of events."""
    columns = {name: value for name, value in asdict(said).items() if name not in ("agenda", "organisers")}
    return columns | {"guests": int(said.guests)}
