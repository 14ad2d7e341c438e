"""Part `delivery`: how much of a messenger's limit a sending uses without being refused, and what a message costs."""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import processes, tables, town
from benchmarks.processes import Load
from benchmarks.sizes import Scale
from benchmarks.tables import Line
from benchmarks.tally import BULK
from benchmarks.town import SqliteTowns
from scheduler.clock import SystemClock

TITLE = "Sendings"
LIMITS = (30, 300)
"""Calls of any one second that Telegram is made to admit; ours is told the same number."""
UNSTEADY = 3
"""Seconds at the beginning that do not count."""
STEADY = 20
LONG_ENOUGH = 60.0
"""Seconds after which what has been sent so far is enough to tell the rate by."""
PLENTY = 5
"""How often a sending of the standard size is sent, to see whether a message costs the same in a large one."""
CLOCK = SystemClock()


@dataclass(frozen=True, slots=True)
class Sending:
    """How a sending went."""

    rate: float
    throttled: int
    calls: int
    cpu: float
    """Milliseconds of processor time for each message."""


@dataclass(frozen=True, slots=True)
class Limited:
    """The part of a limit that was used up, and how often it was broken."""

    share: float
    refused: int


async def run(folder: Path, scale: Scale) -> list[Line]:
    """The limits round by round in turn; the rest once, for seconds of steady sending are many measurements."""
    towns = SqliteTowns(folder)
    await towns.prepare(1)
    steady = STEADY if scale.seconds > 10 else 2
    limited: dict[int, list[Limited]] = {limit: [] for limit in LIMITS}
    async with processes.load(folder, "benchmarks.telegram_load") as telegram:
        for _ in range(scale.rounds):
            for limit, runs in limited.items():
                runs.append(await _limited(folder, towns, telegram, limit, steady))
        default = await _shared(folder, towns, telegram, steady)
    async with processes.load(folder, "benchmarks.vk_load") as vk:
        small, large = [await _to_many(folder, towns, vk, people) for people in
                        (scale.sending, scale.sending * PLENTY)]
    ratio = small.rate / default
    return [
        *(line for limit, runs in limited.items() for line in _used_up(limit, runs)),
        Line("Telegram at the default pace", f"{default:.1f}/s"),
        tables.at_least(f"VK, one text to {scale.sending}, messages a second / Telegram's at the default pace",
                        f"{small.rate:.0f}/s in {small.calls} calls, {small.throttled} refused", ratio, 50),
        tables.at_most(f"VK, CPU of a message, ms: to {scale.sending * PLENTY} / to {scale.sending}",
                       f"{large.cpu:.3f} / {small.cpu:.3f}", large.cpu / small.cpu, 1.2),
    ]


async def _limited(folder: Path, towns: SqliteTowns, load: Load, limit: int, steady: int) -> Limited:
    await load.order("limit", calls=limit)
    counted = await _counted(folder, towns, load, limit * (steady + 2 * UNSTEADY), steady, {"TELEGRAM_RATE": limit})
    return Limited(counted / limit, int(await load.number("throttled")))


def _used_up(limit: int, runs: Sequence[Limited]) -> Iterator[Line]:
    shares, refused = [run.share for run in runs], sum(run.refused for run in runs)
    yield tables.at_least(f"Telegram, share of a limit of {limit}/s", tables.spread(shares, ".3f"),
                          statistics.median(shares), 0.99)
    yield Line(f"Telegram, calls refused at {limit}/s, all rounds", str(refused), "", "0", refused == 0)


async def _shared(folder: Path, towns: SqliteTowns, load: Load, steady: int) -> float:
    """What the default pace comes to, against the real limit."""
    await load.order("limit", calls=LIMITS[0])
    return await _counted(folder, towns, load, LIMITS[0] * (steady + 2 * UNSTEADY), steady, {})


async def _counted(folder: Path, towns: SqliteTowns, load: Load, people: int, steady: int,
                   settings: Mapping[str, object]) -> float:
    """Messages a second of a sending that lasts longer than is looked at."""
    await load.order("begin")
    async with towns.fresh() as store, processes.service(folder, store.url, load, settings=settings):
        await town.plan_sending(store, people, channel="telegram", text=BULK)
        while not await load.number("bulk"):
            await CLOCK.pause(0.05)
        await CLOCK.pause(UNSTEADY + steady)
        facts = await load.order("whole")
    times = facts["bulk"]
    assert isinstance(times, list)
    begun = times[0] + UNSTEADY
    return len([at for at in times if begun <= at < begun + steady]) / steady


async def _to_many(folder: Path, towns: SqliteTowns, load: Load, people: int) -> Sending:
    """One text to so many on VK at the default pace."""
    await load.order("begin", url=load.url)
    async with towns.fresh() as store, processes.service(folder, store.url, vk=load) as service:
        await CLOCK.pause(1.0)
        used = service.cpu()
        await town.plan_sending(store, people, channel="vk", text=BULK)
        deadline = CLOCK.monotonic() + LONG_ENOUGH
        while await load.number("bulk") < people and CLOCK.monotonic() < deadline:
            await CLOCK.pause(0.02)
        used = service.cpu() - used
    sent, first, last, calls, refused = [
        await load.number(name) for name in ("bulk", "bulk_first", "bulk_last", "calls", "throttled")]
    # The first call's messages are where the clock begins, so they do not count.
    return Sending((sent - sent / calls) / (last - first), int(refused), int(calls), used / sent * 1000)
