"""Part `latency`: how long a person waits for the answer at a steady load, in quiet times and during a sending."""

import statistics
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import inbound, processes, tables, town
from benchmarks.inbound import ECHO, OURS, Variant
from benchmarks.processes import Load
from benchmarks.sizes import Scale
from benchmarks.tables import Line
from benchmarks.tally import BULK
from benchmarks.town import FIRST_USER, SqliteTowns
from scheduler.clock import SystemClock

TITLE = "From writing to the answer, 100 messages a second"
RATE = 100
"""Messages a second that people write, each on its own, answered or not."""
LIMIT = 150
"""Calls a second that ours keeps to: room for all answers, and a third for the sending beside them."""
SENDING = 10_000
PEOPLE = 3000
"""So many that nobody writes twice within the time in which a messenger takes one message a dialogue."""
CLOCK = SystemClock()
WARM_SECONDS = 3
"""At the beginning that do not count: libraries build at first use what they need."""
QUIET, BUSY, BARE = "Vekha, quiet", "Vekha, during a sending", "aiogram, stores nothing"


@dataclass(frozen=True, slots=True)
class Case:
    """A bot, and whether a sending goes out beside its answers."""

    name: str
    variant: Variant
    sending: bool = False


CASES = (Case(BARE, ECHO), Case(QUIET, OURS), Case(BUSY, OURS, sending=True))


async def run(folder: Path, scale: Scale) -> list[Line]:
    """Bare aiogram, ours, and ours in the midst of a sending, in turn."""
    towns = SqliteTowns(folder)
    await towns.prepare(PEOPLE)
    waits: defaultdict[str, list[list[float]]] = defaultdict(list)
    share: list[float] = []
    async with processes.load(folder, "benchmarks.telegram_load") as load:
        for _ in range(scale.rounds):
            for case in CASES:
                waits[case.name].append(await measure(case, folder, load, towns, scale))
                if case.sending:
                    share.append(await load.number("bulk"))
    return lines(waits, share, scale)


async def measure(case: Case, folder: Path, load: Load, towns: SqliteTowns, scale: Scale) -> list[float]:
    """The waits of all, in milliseconds, shortest first."""
    await load.order("begin")
    warm = RATE * WARM_SECONDS
    everybody = [(FIRST_USER + place % PEOPLE, f"Сообщение номер {place}")
                 for place in range(warm + RATE * scale.seconds)]
    async with towns.fresh() as store:
        if case.sending:
            await town.plan_sending(store, SENDING, channel="telegram", text=BULK)
        async with inbound.started(case.variant, folder, load, store, {"TELEGRAM_RATE": LIMIT}):
            await load.order("write_steadily", messages=everybody, rate=RATE)
            await _answered(load, len(everybody))
            facts = await load.order("whole")
    return sorted(waited(facts["written"], facts["answers"])[warm:])


async def _answered(load: Load, number: int) -> None:
    deadline = CLOCK.monotonic() + processes.PATIENCE
    while await load.number("answers") < number:
        if CLOCK.monotonic() > deadline:
            raise TimeoutError(f"{await load.number('answers'):.0f} of {number} were answered")
        await CLOCK.pause(0.2)


def waited(written: object, answers: object) -> list[float]:
    """Milliseconds from each message to its answer, in the order of writing: first answers go to first messages."""
    assert isinstance(written, list)
    assert isinstance(answers, list)
    came: defaultdict[int, deque[float]] = defaultdict(deque)
    for at, user in answers:
        came[user].append(at)
    return [(came[user].popleft() - at) * 1000 for at, user in written]


def percentile(ordered: Sequence[float], share: float) -> float:
    """The value below which this share of them lies."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def lines(waits: dict[str, list[list[float]]], share: Sequence[float], scale: Scale) -> list[Line]:
    """p50 and p99 of each, and the ratios of p99 within one round."""
    found = [Line(f"{name}, p{level * 100:.0f}, ms", tables.spread([percentile(own, level) for own in runs], ".1f"))
             for name, runs in waits.items() for level in (0.5, 0.99)]
    beside = [each / (scale.seconds + WARM_SECONDS) for each in share]
    found.append(Line("messages of the sending meanwhile", tables.spread(beside, unit="/s")))
    tails = {name: [percentile(own, 0.99) for own in runs] for name, runs in waits.items()}
    for own, peer, target in ((QUIET, BARE, 1.5), (BUSY, QUIET, 2.0)):
        ratios = [one / other for one, other in zip(tails[own], tails[peer], strict=True)]
        found.append(tables.at_most(f"p99: {own} / {peer}", tables.spread(ratios, ".2f"),
                                    statistics.median(ratios), target))
    return found
