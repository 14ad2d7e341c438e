"""Part `broadcast`: one message to everybody on both messengers, written and sent in the chat, while people tap."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import author, crowd, latency, postgresql, processes, tables
from benchmarks.author import ENDED, Author, Page
from benchmarks.crowd import AUTHOR
from benchmarks.processes import Load, Running
from benchmarks.sizes import Scale
from benchmarks.tables import Line
from benchmarks.town import Store
from messages import buttons
from messages.meanings_of_broadcasts import ClickBroadcast
from scheduler.clock import SystemClock

TITLE = "A broadcast to everybody on both messengers"
CLOCK = SystemClock()
UNSTEADY = 3.0
"""Seconds at the beginning that do not count."""
PATIENCE = 300.0
LOOK = 0.2
SETTLED = 2.0
"""Seconds after its end in which the last answers come and nothing more of it may."""
CLICK = buttons.encode(ClickBroadcast(1, 0))
SENT = "select count(*) from outbox where broadcast = 1 and state = 'sent'"


@dataclass(frozen=True, slots=True)
class Rates:
    """What the messengers admit and what ours is told, in calls a second."""

    telegram_limit: int
    telegram: int
    vk_limit: int
    vk: int

    @property
    def settings(self) -> dict[str, object]:
        return {"TELEGRAM_RATE": self.telegram, "VK_RATE": self.vk}


TENFOLD = Rates(300, 300, 200, 150)
"""Ten times the platforms' own limits, so that everything takes a tenth of its time."""
TRUE = Rates(30, 25, 20, 15)
"""The platforms' limits and our defaults."""


@dataclass(frozen=True, slots=True)
class Chatting:
    """The author's Telegram on a load server."""

    load: Load
    user: int

    async def says(self, words: str) -> None:
        await self.load.order("write", messages=[(self.user, words)])

    async def presses(self, payload: str, ref: str) -> None:
        await self.load.order("press", user=self.user, data=payload, ref=ref)

    async def screen(self) -> list[Page]:
        found = (await self.load.order("screen", user=self.user))["value"]
        assert isinstance(found, list)
        return [Page(each["ref"], each["text"], tuple(map(tuple, each["buttons"]))) for each in found]


@dataclass(frozen=True, slots=True)
class Place:
    """Both messengers and the processes between them, a composed broadcast, and who wrote it."""

    telegram: Load
    vk: Load
    services: list[Running]
    author: Author
    store: Store


@dataclass(frozen=True, slots=True)
class Went:
    """How it went. `ended`, `telegram` and `vk`: seconds from the author's tap until the report tells the end, and
    until the last person has it on each messenger.
    """

    ended: float
    telegram: float
    vk: float
    share: float
    """Of the calls that Telegram admits, from when it goes steadily until the last person has it."""
    refused: int
    waits: list[float]
    """From each tap to its answer, in milliseconds, shortest first."""
    edits: int
    told: Mapping[str, int]
    seen: tuple[int, int]
    """Messages and people, as the messengers have counted them."""
    stored: int
    memory: float

    @property
    def exact(self) -> bool:
        """Whether report, store and messengers say the same, and nobody has it twice."""
        return self.told == {"sent": self.stored, "total": self.stored} and self.seen == (self.stored, self.stored)


async def run(folder: Path, scale: Scale) -> list[Line]:
    """On both databases against limits ten times as high; and against the true ones, to compare the messengers."""
    lines = _told("SQLite", await sent_tenfold(folder, Store(f"sqlite:///{folder}/tenfold.db"), scale, replicas=1))
    async with postgresql.running(folder) as served, served.empty() as store:
        lines += _told("PostgreSQL, two of us", await sent_tenfold(folder, store, scale, replicas=2))
    return [*lines, await _compared(folder, Store(f"sqlite:///{folder}/true.db"), scale)]


@asynccontextmanager
async def _place(folder: Path, store: Store, rates: Rates, scale: Scale, replicas: int = 1) -> AsyncIterator[Place]:
    """All that it needs; the author is asked whether it shall go."""
    await crowd.made(store.url, {"telegram": scale.broadcast, "vk": scale.broadcast})
    async with AsyncExitStack() as stack:
        telegram = await stack.enter_async_context(processes.load(folder, "benchmarks.telegram_load"))
        vk = await stack.enter_async_context(processes.load(folder, "benchmarks.vk_load"))
        await telegram.order("limit", calls=rates.telegram_limit)
        await vk.order("limit", calls=rates.vk_limit)
        services = [await stack.enter_async_context(processes.service(folder, store.url, telegram, vk, rates.settings))
                    for _ in range(replicas)]
        writer = Author(Chatting(telegram, int(AUTHOR[1])))
        await writer.composes()
        for load in (telegram, vk):
            await load.order("begin", url=load.url)
        yield Place(telegram, vk, services, writer, store)


async def sent_tenfold(folder: Path, store: Store, scale: Scale, *, replicas: int) -> Went:
    async with _place(folder, store, TENFOLD, scale, replicas) as place:
        begun = await place.author.sends()
        for load in (place.telegram, place.vk):
            await load.order("press_steadily", rate=scale.taps, data=CLICK)
        memory = await _ended(place, begun)
        ended = CLOCK.monotonic() - begun
        for load in (place.telegram, place.vk):
            await load.order("press_steadily", rate=0)
        await CLOCK.pause(SETTLED)
        return await _went(place, begun, ended, memory)


async def _ended(place: Place, begun: float) -> float:
    """Wait for the end as the author does; MiB of the larger of our processes."""
    memory = 0.0
    while not (report := await place.author.report()).startswith(ENDED):
        if CLOCK.monotonic() > begun + PATIENCE:
            raise TimeoutError(report)
        memory = max(memory, *(each.rss() for each in place.services))
        await CLOCK.pause(LOOK)
    return memory


async def _went(place: Place, begun: float, ended: float, memory: float) -> Went:
    telegram, vk = await _heard(place.telegram), await _heard(place.vk)
    since = telegram.bulk[0] + min(UNSTEADY, (telegram.bulk[-1] - telegram.bulk[0]) / 2)
    steady = [at for at in telegram.calls if since <= at < telegram.bulk[-1]]
    return Went(
        ended, telegram.bulk[-1] - begun, vk.bulk[-1] - begun,
        len(steady) / (telegram.bulk[-1] - since) / TENFOLD.telegram_limit, telegram.refused + vk.refused,
        sorted(telegram.waits + vk.waits), telegram.edits, author.figures(await place.author.report()),
        (len(telegram.bulk) + len(vk.bulk), telegram.people + vk.people), await place.store.number(SENT), memory)


@dataclass(frozen=True, slots=True)
class _Heard:
    """What a messenger has seen since the message was composed."""

    bulk: list[float]
    calls: list[float]
    edits: int
    people: int
    refused: int
    waits: list[float]


async def _heard(load: Load) -> _Heard:
    whole, brief = await load.order("whole"), await load.order("brief")
    bulk, edits, answers, written = whole["bulk"], whole["edits"], whole["answers"], whole["written"]
    people, refused = brief["people"], brief["throttled"]
    assert isinstance(bulk, list)
    assert isinstance(edits, list)
    assert isinstance(answers, list)
    assert isinstance(written, list)
    assert isinstance(people, int)
    assert isinstance(refused, int)
    taps = [each for each in written if each[1] != int(AUTHOR[1])]  # the author's own answer is an edit
    return _Heard(bulk, sorted([*bulk, *edits, *(at for at, _ in answers)]), len(edits), people, refused,
                  latency.waited(taps, answers))


async def _compared(folder: Path, store: Store, scale: Scale) -> Line:
    """Until everybody on VK has it, at the pace that we keep by ourselves; meanwhile it goes on on Telegram."""
    async with _place(folder, store, TRUE, scale) as place:
        begun = await place.author.sends()
        while await place.vk.number("bulk") < scale.broadcast:
            if CLOCK.monotonic() > begun + PATIENCE:
                raise TimeoutError(f"{await place.vk.number('bulk'):.0f} on VK have it")
            await CLOCK.pause(LOOK)
        while CLOCK.monotonic() < begun + scale.seconds:
            await CLOCK.pause(LOOK)
        vk, telegram = await _heard(place.vk), await _heard(place.telegram)
    took = vk.bulk[-1] - begun
    rate = (len(telegram.bulk) - 1) / (telegram.bulk[-1] - telegram.bulk[0])
    figure = f"{took:.1f} s, {vk.refused} refused / {scale.broadcast / rate:.0f} s at {rate:.1f}/s"
    return tables.at_least(f"true limits: {scale.broadcast} on VK, from the author's tap / on Telegram", figure,
                           scale.broadcast / rate / took, 50)


def _told(where: str, went: Went) -> list[Line]:
    told = ", ".join(f"{name} {number}" for name, number in went.told.items())
    p50, p95 = (latency.percentile(went.waits, level) for level in (0.5, 0.95))
    return [
        tables.at_least(f"{where}: share of Telegram's limit of {TENFOLD.telegram_limit}/s", f"{went.share:.3f}",
                        went.share, 0.98),
        Line(f"{where}: calls refused, both messengers", str(went.refused), "", "0", went.refused == 0),
        tables.at_most(f"{where}: tap to answer meanwhile, p95, ms",
                       f"{p95:.0f}; p50 {p50:.0f}, {len(went.waits)} taps", p95, 300),
        Line(f"{where}: report; messages and people seen", f"{told}; {went.seen[0]} to {went.seen[1]}", "", "the same",
             went.exact),
        Line(f"{where}: until all have it: VK, Telegram; until its author knows",
             f"{went.vk:.1f} s, {went.telegram:.1f} s; {went.ended:.1f} s"),
        Line(f"{where}: edits of the author's screen", f"{went.edits}, one in {went.ended / went.edits:.1f} s"),
        Line(f"{where}: memory at most, MiB", f"{went.memory:.0f} MiB"),
    ]
