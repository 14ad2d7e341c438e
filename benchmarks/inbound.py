"""Part `inbound`: updates a second whose effects are on the disk, beside bots as most are written."""

import statistics
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import postgresql, processes, tables
from benchmarks.processes import Load, Running
from benchmarks.sizes import Scale
from benchmarks.tables import Line
from benchmarks.town import FIRST_USER, SqliteTowns, Store
from scheduler.clock import SystemClock

TITLE = "Updates a second, effects on the disk"
PEOPLE = 1000
LOOK = 0.02
"""Seconds between two looks from outside."""
CLOCK = SystemClock()
ANSWERS = "select count(*) from outbox where lane = 0"
"""An update of ours is done when the answer to it is committed, and with it all its effects."""
ROWS = "select count(*) from heard"


@dataclass(frozen=True, slots=True)
class Variant:
    """What is measured. `done` is the query that counts finished updates; without one, accepted answers count."""

    name: str
    kind: str
    ours: bool = False
    stores: bool = True
    talks: bool = True
    done: str = ""


OURS = Variant("Vekha, SQLite", "sqlite", ours=True, done=ANSWERS)
ECHO = Variant("aiogram, stores nothing, answers", "sqlite", stores=False)
COMMIT = Variant("aiogram + SQLite, a commit each, answers", "sqlite")
COMMIT_ONLY = Variant("aiogram + SQLite, a commit each, says nothing", "sqlite", talks=False, done=ROWS)
OURS_PG = Variant("Vekha, PostgreSQL", "postgresql", ours=True, done=ANSWERS)
COMMIT_PG = Variant("aiogram + PostgreSQL, a commit each, answers", "postgresql")
COMMIT_ONLY_PG = Variant("aiogram + PostgreSQL, a commit each, says nothing", "postgresql", talks=False, done=ROWS)
VARIANTS = (OURS, ECHO, COMMIT, COMMIT_ONLY, OURS_PG, COMMIT_PG, COMMIT_ONLY_PG)


@dataclass(frozen=True, slots=True)
class Run:
    """One variant in one round."""

    rate: float
    cpu: float
    """Milliseconds of processor time for each update."""


def texts(number: int, people: int) -> list[tuple[int, str]]:
    """Numbered words of everybody in turn."""
    return [(FIRST_USER + place % people, f"Сообщение номер {place}") for place in range(number)]


@asynccontextmanager
async def started(variant: Variant, folder: Path, load: Load, store: Store,
                  settings: Mapping[str, object] | None = None) -> AsyncIterator[Running]:
    """The bot of a variant, polling; `settings` are for ours."""
    if variant.ours:
        async with processes.service(folder, store.url, load, settings=settings) as bot:
            yield bot
        return
    kept = store.url if variant.stores else "none"
    async with processes.running(folder, "benchmarks.peers", load.url, kept,
                                 "talks" if variant.talks else "silent") as bot:
        yield bot


async def finished(variant: Variant, load: Load, store: Store, number: int) -> float:
    """Wait for so many updates to be done; when the last one was."""
    deadline = CLOCK.monotonic() + processes.PATIENCE * 3
    while CLOCK.monotonic() < deadline:
        if variant.done:
            if await store.number(variant.done) >= number:
                return CLOCK.monotonic()
        elif await load.number("answers") >= number:
            return await load.number("answered")
        await CLOCK.pause(LOOK)
    raise TimeoutError(f"{variant.name}: {number} updates are not done")


async def measure(variant: Variant, folder: Path, load: Load, store: Store, scale: Scale) -> Run:
    """Warm up, then all at once."""
    await load.order("begin")
    async with started(variant, folder, load, store) as bot:
        await load.order("write", messages=texts(scale.warm_up, PEOPLE))
        await finished(variant, load, store, scale.warm_up)
        await CLOCK.pause(scale.rest)
        used = bot.cpu()
        written = await load.order("write", messages=texts(scale.updates, PEOPLE))
        done = await finished(variant, load, store, scale.warm_up + scale.updates)
        used = bot.cpu() - used
    begun = written["value"]
    assert isinstance(begun, float)
    return Run(scale.updates / (done - begun), used / scale.updates * 1000)


async def run(folder: Path, scale: Scale) -> list[Line]:
    """All variants in turn, round by round."""
    runs: dict[Variant, list[Run]] = defaultdict(list)
    async with postgresql.running(folder) as server, processes.load(folder, "benchmarks.telegram_load") as load:
        towns: dict[str, SqliteTowns | postgresql.PostgresqlTowns] = {
            "sqlite": SqliteTowns(folder), "postgresql": server}
        for town in towns.values():
            await town.prepare(PEOPLE)
        for _ in range(scale.rounds):
            for variant in VARIANTS:
                async with towns[variant.kind].fresh() as store:
                    runs[variant].append(await measure(variant, folder, load, store, scale))
    return lines(runs)


def lines(runs: dict[Variant, list[Run]]) -> list[Line]:
    """Ratios of one round are compared with each other, and their median is what counts."""
    rates = {variant: [run.rate for run in found] for variant, found in runs.items()}
    found = [Line(variant.name, tables.spread(values, unit="/s")) for variant, values in rates.items()]
    for ours, peer, target in ((OURS, ECHO, 2.0), (OURS, COMMIT, 5.0), (OURS, COMMIT_ONLY, 0.0),
                               (OURS_PG, COMMIT_PG, 4.0), (OURS_PG, COMMIT_ONLY_PG, 0.0)):
        name = f"{ours.name} / {peer.name}"
        ratios = [own / other for own, other in zip(rates[ours], rates[peer], strict=True)]
        middle = statistics.median(ratios)
        found.append(tables.at_least(name, tables.spread(ratios, ".2f"), middle, target) if target
                     else Line(name, tables.spread(ratios, ".2f"), f"{middle:.2f}"))
    return found + [_cpu(variant, found) for variant, found in runs.items()]


def _cpu(variant: Variant, runs: Sequence[Run]) -> Line:
    values = [run.cpu for run in runs]
    name, figure = f"CPU of an update, ms: {variant.name}", tables.spread(values, ".3f")
    return tables.at_most(name, figure, statistics.median(values), 0.4) if variant is OURS else Line(name, figure)
