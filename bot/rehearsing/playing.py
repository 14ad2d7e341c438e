"""The rehearsal itself: the same planner, digest, speaking and delivery as in the service, on a copy, without sending.

What can go wrong:
* NothingToRehearse    no such programme, or its days are over, too many, or in the wrong order
"""

import dataclasses
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import App
from bot.capabilities import CAPABILITIES
from bot.rehearsing.recorder import PREFIX, UNHURRIED, Recorder, Tape
from messages import markup, russian, stored
from messages.messenger import Messenger
from scheduler import chasing, planner, unreachable
from scheduler.clock import VirtualClock
from scheduler.foresight.foreseen import LONGEST, Foreseen, Gaps, Heard, Span, Wish, local_day
from scheduler.planner import Ladder
from scheduler.rehearsal import Rehearsal
from scheduler.surveys import reminding
from scheduler.workdays import next_workday
from storage import programmes, rehearsed, reminders, throwaway
from storage.database import Database, Transaction
from storage.programmes import Programme
from storage.rehearsed import Listed, Message

PAGE = 1000
"""Messages that are read at a time."""
BEGINNING = 160
"""Characters of a message that the calendar shows: a greeting alone would tell nobody what it is about."""
Tell = Callable[[float], None]
"""Hears how much is done, from 0 to 1."""


class NothingToRehearse(Exception):
    """`kind`: `unknown`, `none`, `over`, `order` or `long`."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Told:
    """A message, and when it went out."""

    at: int
    message: Message


async def play(file: Path, wish: Wish, *, now: int, real: float, tell: Tell) -> Foreseen:
    """Live through the days of the wish on a copy, which is used up by it. `now` is programme time."""
    async with throwaway.opened(file) as database:
        span = await database.look(partial(span_of, wish, now))
        async with lived(database, span, now=now, real=real, tell=tell) as tape:
            return await _foreseen(database, span, wish, tape)


@asynccontextmanager
async def lived(database: Database, span: Span, *, now: int, real: float, tell: Tell) -> AsyncIterator[Tape]:
    """The copy after all of it. What goes out before the span is lived through as well, and noted."""
    clock = VirtualClock(span.starts_at if span.rewound else now, real)
    await database.work(partial(_prepare, span, clock.now()))
    tape = Tape(clock)
    app = App(database, [_recorder(each, tape) for each in await database.look(rehearsed.channels)], clock)
    began = clock.now()

    async def settle() -> None:
        await unreachable.tell(app.database, app.catalogues.for_participant, clock.now())
        await app.settle()
        tell((clock.now() - began) / max(1, span.ends_at - began))

    try:
        await app.sweep()
        await Rehearsal(app.database, clock, app.digest, settle).live_until(span.ends_at)
        yield tape
    finally:
        await app.stop()


async def told(database: Database, tape: Tape) -> AsyncIterator[Told]:
    """All that went out, in the order in which it was planned."""
    after = 0
    while page := await database.look(partial(rehearsed.messages, prefix=PREFIX, after=after, size=PAGE)):
        for each in page:
            yield Told(tape.moment(each.ref), each)
        after = page[-1].id


async def span_of(wish: Wish, now: int, tx: Transaction) -> Span:
    """The days of the wish; from now to the end of the last ladder where it names none. Raises `NothingToRehearse`."""
    chosen = [each for each in await programmes.all(tx) if wish.programme in ("", each.code)]
    if not chosen:
        raise NothingToRehearse("unknown" if wish.programme else "none")
    zone = chosen[0].time_zone
    first = date.fromisoformat(wish.first) if wish.first else local_day(now, zone)
    starts_at = now if first == local_day(now, zone) else _midnight(first, zone)
    longest = local_day(starts_at, zone) + timedelta(LONGEST - 1)
    last = date.fromisoformat(wish.last) if wish.last else min(max(map(_tail, chosen)), longest)
    ends_at = _midnight(last + timedelta(1), zone) - 1
    if ends_at <= starts_at:
        raise NothingToRehearse("order" if wish.last else "over")
    if ends_at - starts_at > LONGEST * 86400:
        raise NothingToRehearse("long")
    return Span(chosen[0].id if wish.programme else 0, chosen[0].title if len(chosen) == 1 else "", zone,
                starts_at, ends_at, wish.joined_only, starts_at < now)


def _tail(programme: Programme) -> date:
    """The last day on which its ladder may still speak."""
    ladder = Ladder.read(programme.ladder)
    days = max(ladder.every * ladder.times, ladder.coordinator or 0, ladder.curator or 0)
    return next_workday(date.fromisoformat(programme.ends_on) + timedelta(days))


def _midnight(day: date, zone: str) -> int:
    return int(datetime.combine(day, time.min, ZoneInfo(zone)).timestamp())


async def _prepare(span: Span, now: int, tx: Transaction) -> None:
    """People and reminders as they are to be when it begins."""
    if span.rewound:
        await rehearsed.rewind(tx, span.starts_at)
    newcomers = [] if span.joined_only else await rehearsed.expect(tx, now)
    for programme in await programmes.all(tx):
        if span.rewound:
            await planner.plan_programme(tx, programme.id, now)
        elif newcomers:
            await planner.plan_tasks(tx, await reminders.tasks_of_programme(tx, programme.id), now)
    for each in newcomers:  # as if each had joined: the tasks of all were planned together, which is much quicker
        await reminding.plan_participant(tx, each, now)
        await chasing.plan_participant(tx, each, now)


def _recorder(channel: str, tape: Tape) -> Messenger:
    can = CAPABILITIES.get(channel, CAPABILITIES["telegram"])
    return Recorder(channel, dataclasses.replace(can, rate=UNHURRIED, dialog_rate=UNHURRIED, dialog_burst=1000), tape)


async def _foreseen(database: Database, span: Span, wish: Wish, tape: Tape) -> Foreseen:
    people = {each.id: each for each in await database.look(partial(rehearsed.people, programme=span.programme))}
    chats = {(each.channel, each.chat): each.title or each.chat for each in await database.look(
        partial(rehearsed.chats, programme=span.programme))}
    heard = []
    async for each in told(database, tape):
        chat = chats.get((each.message.channel, each.message.user), "")
        if each.at >= span.starts_at and (each.message.participant in people or chat):
            heard.append(_heard(each, chat, people.get(each.message.participant or 0)))
    heard.sort(key=lambda each: each.at)
    return Foreseen(span, people, heard, await database.look(partial(_gaps, span)), wish.rates)


def _heard(told: Told, chat: str, person: Listed | None) -> Heard:
    """Whoever belongs to another programme too keeps the words to themselves."""
    message = told.message
    text = " ".join(markup.plain(stored.read(message.content).text).split())
    line = "" if person is not None and person.shared else russian.cut(text, BEGINNING)
    kind = message.reason.partition(":")[0].partition("/")[0]
    return Heard(told.at, message.participant, chat, message.channel, message.lane, kind, line)


async def _gaps(span: Span, tx: Transaction) -> Gaps:
    one = span.programme
    return Gaps(await rehearsed.deadlines(tx, one, span.first.isoformat(), span.last.isoformat()),
                await rehearsed.dateless(tx, one), await rehearsed.ownerless(tx, one),
                await rehearsed.deserted(tx, one))
