"""Part `backlog`: what people wrote while the service was away. Nothing lost, doubled or out of order; memory flat."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks import processes, tables
from benchmarks.processes import Running
from benchmarks.sizes import Scale
from benchmarks.tables import Line
from benchmarks.town import FIRST_USER, SqliteTowns, Store
from scheduler.clock import SystemClock

TITLE = "A backlog at the start: people asked numbered questions while nobody listened"
EACH = 30
"""Messages of one person: ten questions of three messages."""
ASK, SEND = "Вопрос", "Отправить"
LOOK = 0.05
FLAT = 10.0
"""MiB that memory may grow by between a fifth of the work and its end."""
CLOCK = SystemClock()
RECEIVED = "select count(*) from inbox"
LEFT = "select count(*) from outbox where lane = 0 and state in ('planned', 'sending')"
EFFECTS = ("select a.user_id, s.body from posts s join addresses a on a.participant = s.author "
           "and a.channel = 'telegram' order by s.id")
ANSWERS = "select user_id, reason, ref, state from outbox where lane = 0 order by id"


@dataclass(frozen=True, slots=True)
class Sums:
    """What a comparison of what was wanted with what is there has found."""

    lost: int
    doubled: int
    reordered: int

    @staticmethod
    def of(wanted: dict[str, list[str]], found: dict[str, list[str]]) -> "Sums":
        """By person; reordered are people whose things stand in another order."""
        lost = doubled = reordered = 0
        for who, own in wanted.items():
            there = found.get(who, [])
            lost += len(set(own) - set(there))
            doubled += len(there) - len(set(there))
            reordered += [each for each in own if each in set(there)] != list(dict.fromkeys(there))
        return Sums(lost, doubled, reordered)

    def line(self, what: str) -> Line:
        """All three must be 0."""
        figure = f"{self.lost} lost, {self.doubled} doubled, {self.reordered} people reordered"
        return Line(what, figure, "", "0, 0, 0", self == Sums(0, 0, 0))


def messages(number: int) -> list[tuple[int, str]]:
    """Everybody's first message, then everybody's second, and so on."""
    people = number // EACH
    return [(FIRST_USER + person, (ASK, f"Вопрос номер {turn // 3}", SEND)[turn % 3])
            for turn in range(EACH) for person in range(people)]


async def run(folder: Path, scale: Scale) -> list[Line]:
    """Once; it is a proof and not a race."""
    town = SqliteTowns(folder)
    await town.prepare(scale.backlog // EACH)
    written = messages(scale.backlog)
    async with processes.load(folder, "benchmarks.telegram_load") as load, town.fresh() as store:
        await load.order("write", messages=written)
        async with processes.service(folder, store.url, load, settings={"TELEGRAM_RATE": 1000}) as service:
            early, taken = await _taken(service, store, len(written))
            late = service.rss()
            await _until(store, LEFT, 0)
            while await store.number(LEFT):
                await CLOCK.pause(LOOK)
            await service.ended()
        return [*await _checked(store, written), Line("updates a second", f"{taken:.0f}/s"),
                Line("messages accepted", f"{await load.number('answers'):.0f}"),
                tables.at_most("memory, MiB more at the end than at 20 %", f"{early:.1f} → {late:.1f} MiB",
                               late - early, FLAT)]


async def _taken(service: Running, store: Store, number: int) -> tuple[float, float]:
    """MiB at a fifth of the work, and updates a second over all of it."""
    await _until(store, RECEIVED, 1)
    begun = CLOCK.monotonic()
    await _until(store, RECEIVED, number // 5)
    early = service.rss()
    await _until(store, RECEIVED, number)
    return early, number / (CLOCK.monotonic() - begun)


async def _until(store: Store, query: str, number: int) -> None:
    async with asyncio.timeout(processes.PATIENCE * 5):
        while await store.number(query) < number:
            await CLOCK.pause(LOOK)


async def _checked(store: Store, written: list[tuple[int, str]]) -> list[Line]:
    asked = _by_person((str(user), text) for user, text in written if text not in (ASK, SEND))
    effects = _by_person((str(user), body) for user, body in await store.rows(EFFECTS))
    rows = await store.rows(ANSWERS)
    answers = _by_person((user, reason) for user, reason, _, _ in rows)
    # An answer's reason carries its update's number: numbers of one person rise, and so must those of their answers.
    due = {user: sorted(own, key=_number) for user, own in answers.items()}
    missing = len(written) - sum(len(set(own)) for own in answers.values())
    order = Sums.of(due, answers)
    sent = _by_person((user, ref) for user, _, ref, state in rows if state == "sent")
    shown = {user: sorted(own, key=int) for user, own in sent.items()}
    unsent = len(rows) - sum(map(len, sent.values()))
    screens = Sums.of(shown, sent)
    return [
        Sums.of(asked, effects).line(f"effects of {len(written)} updates"),
        Sums(order.lost + missing, order.doubled, order.reordered).line("answers in the outbox"),
        Sums(screens.lost + unsent, screens.doubled, screens.reordered).line("answers as people see them"),
    ]


def _by_person(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for who, what in pairs:
        found[who].append(what)
    return dict(found)


def _number(reason: str) -> int:
    return int(reason.split(":")[-2])
