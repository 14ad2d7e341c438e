"""Part `scale`: a million stored reminders. What is due is out at once, the start is as quick, memory is small."""

import json
import shutil
import sqlite3
import statistics
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks import inbound, processes, tables
from benchmarks.processes import Load, Running
from benchmarks.sizes import Scale
from benchmarks.tables import Line
from benchmarks.town import FIRST_USER, Store, irkutsk, with_schools
from scheduler import planner
from scheduler.clock import SystemClock
from scheduler.programme import apply
from storage import participants
from storage.database import open_database
from storage.participants import Role

TITLE = "A million stored reminders"
DUE = int(datetime(2018, 5, 16, 10, tzinfo=ZoneInfo("Asia/Irkutsk")).timestamp())
"""A working morning of the example."""
FAR = 4_000_000_000
AT_MOST_WORK = 0.2
AT_MOST_MEMORY = 260.0
LOOK = 0.005
IDLE = 2.5
"""Seconds in which nothing is due: the ticks have found their beat."""
CLOCK = SystemClock()
WRITTEN = "select count(*) from outbox where lane = 2"
WRITES = 200
"""Messages that people write before memory is looked at."""

POSTPONE_ALL = "update reminders set fire_at = :far"
FILL = ("insert into reminders (participant, task, rung, fire_at) select p.id, t.id, 'filler', :far "
        "from tasks t cross join participants p limit max(0, :number - (select count(*) from reminders))")
LET_ONE_FALL_DUE = ("update reminders set fire_at = :due where id in (select min(r.id) from reminders r "
                    "join addresses a on a.participant = r.participant where r.rung <> 'filler' "
                    "group by r.participant order by r.participant limit :number)")


@dataclass(frozen=True, slots=True)
class Out:
    """Seconds for the digests of one moment: of work in the ticks, and as seen from outside with the wait for one."""

    work: float
    seen: float


async def prepare(file: Path, scale: Scale) -> None:
    """A school, a director and the director's address for everybody who will be told; all reminders far away."""
    database = await open_database(f"sqlite:///{file}")
    try:
        async with database.transaction() as tx:
            programme = (await apply.apply(tx, with_schools(irkutsk(), scale.due), now=DUE - 86400)).programme
            listed = await participants.listed(tx, programme)
            directors = [each.participant for each in listed if each.role is Role.DIRECTOR][:scale.due]
            for place, who in enumerate(directors):
                await participants.consent(tx, who, "2018-05", now=DUE - 86400)
                await participants.link(tx, "telegram", str(FIRST_USER + place), who, now=DUE - 86400)
            for place in range(scale.crowd):
                await participants.add(tx, f"Учитель Номер {place}", now=DUE - 86400)
            await planner.plan_programme(tx, programme, DUE - 86400)
    finally:
        await database.close()
    _execute(file, (POSTPONE_ALL, {"far": FAR}), (FILL, {"far": FAR, "number": scale.reminders}))


def let_fall_due(file: Path, people: int) -> None:
    """One reminder of each, at the same moment."""
    _execute(file, (LET_ONE_FALL_DUE, {"due": DUE, "number": people}))


def _execute(file: Path, *statements: tuple[str, dict[str, int]]) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement, facts in statements:
            connection.execute(statement, facts)


async def run(folder: Path, scale: Scale) -> list[Line]:
    """Digests and starts in turn, round by round; memory once."""
    full, due, empty = folder / "full.db", folder / "due.db", folder / "empty.db"
    await prepare(full, scale)
    await (await open_database(f"sqlite:///{empty}")).close()
    outs, starts, bare = [], [], []
    async with processes.load(folder, "benchmarks.telegram_load") as telegram, \
            processes.load(folder, "benchmarks.vk_load") as vk:
        for _ in range(scale.rounds):
            shutil.copy(full, due)
            let_fall_due(due, scale.due)
            outs.append(await told(folder, Store(f"sqlite:///{due}"), scale.due))
            _forget(due)
            starts.append(await start(folder, Store(f"sqlite:///{full}"), telegram))
            bare.append(await start(folder, Store(f"sqlite:///{empty}"), telegram))
        memory = await weighed(folder, Store(f"sqlite:///{full}"), telegram, vk)
    work = [out.work for out in outs]
    return [
        tables.at_most(f"{scale.due} due of {scale.reminders}: seconds of ticks until all are in the outbox",
                       tables.spread(work, ".3f", " s"), statistics.median(work), AT_MOST_WORK),
        Line("the same from the moment they are due, the wait for the tick included",
             tables.spread([out.seen for out in outs], ".2f", " s")),
        tables.at_most("start with it / with an empty database",
                       f"{tables.spread(starts, '.2f', ' s')} / {tables.spread(bare, '.2f', ' s')}",
                       statistics.median(starts) / statistics.median(bare), 1.2),
        tables.at_most(f"memory with Telegram and VK after {WRITES} messages, MiB", f"{memory:.0f} MiB", memory,
                       AT_MOST_MEMORY),
    ]


async def told(folder: Path, store: Store, number: int, idle: float = IDLE) -> Out:
    """From the moment at which so many are due until the last of their digests is committed."""
    async with processes.running(folder, "benchmarks.ticking", store.url, str(DUE - 60), str(DUE),
                                 str(idle)) as ticking:
        fell_due = (await _of_kind(ticking, "due"))["at"]
        while await store.number(WRITTEN) < number:
            if CLOCK.monotonic() > fell_due + processes.PATIENCE:
                raise TimeoutError(f"{await store.number(WRITTEN)} of {number} were told: {ticking.log}")
            await CLOCK.pause(LOOK)
        seen = CLOCK.monotonic() - fell_due
        work = 0.0
        while True:
            tick = await _of_kind(ticking, "tick")
            if tick["begun"] > fell_due + seen:
                return Out(work, seen)
            if tick["begun"] > fell_due:
                work += tick["ended"] - tick["begun"]


async def _of_kind(process: Running, kind: str) -> dict[str, float]:
    while (facts := json.loads(await process.said()))["kind"] != kind:
        pass
    assert isinstance(facts, dict)
    return facts


async def start(folder: Path, store: Store, telegram: Load) -> float:
    """Seconds from the command to the line that says it is up."""
    begun = CLOCK.monotonic()
    async with processes.service(folder, store.url, telegram):
        return CLOCK.monotonic() - begun


async def weighed(folder: Path, store: Store, telegram: Load, vk: Load) -> float:
    """MiB of the service with both messengers after people have written."""
    await telegram.order("begin")
    async with processes.service(folder, store.url, telegram, vk, {"TELEGRAM_RATE": 1000}) as service:
        await telegram.order("write", messages=inbound.texts(WRITES, WRITES))
        while await telegram.number("answers") < WRITES:
            await CLOCK.pause(0.1)
        return service.rss()


def _forget(file: Path) -> None:
    for left in file.parent.glob(f"{file.name}*"):
        left.unlink()
