"""Part `broadcast`: one message to everybody on both messengers, written and sent in the chat, while people tap."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import author, crowd, latency, postgresql, processes, tables
from benchmarks.author import Author, Page
from benchmarks.crowd import AUTHOR, Home
from benchmarks.processes import Load, Running
from benchmarks.sizes import Scale
from benchmarks.tables import Line
from benchmarks.town import SqliteTowns, Store
from messages import buttons
from messages.meanings_of_broadcasts import ClickBroadcast
from scheduler.clock import SystemClock

TITLE = "A broadcast to everybody"
CLOCK = SystemClock()
UNSTEADY = 3.0
"""Seconds at the beginning that do not count."""
PATIENCE = 300.0
LOOK = 0.2
SETTLED = 2.0
"""Seconds after its end in which the last answers come and nothing more of it may."""
CLICK = buttons.encode(ClickBroadcast(1, 0))
FATES = "select count(*) from broadcast_people"
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
    """How it went; times are seconds from the author's tap to the last message on each messenger."""

    share: float
    telegram: float
    vk: float
    refused: int
    waits: list[float]
    edits: int
    figures: dict[str, int]
    reached: int
    messages: int
    stored: int
    memory: float


async def run(folder: Path, scale: Scale) -> list[Line]:
    """On both databases against limits ten times as high; and once against the true ones, for the ratio."""
    numbers = {"telegram": scale.broadcast, "vk": scale.broadcast}
    store = Store(f"sqlite:///{folder}/tenfold.db")
    people = await crowd.made(store.url, numbers)
    lines = await _tenfold(folder, "SQLite", store, people, replicas=1)
    async with postgresql.running(folder) as served, served.empty() as store:
        people = await crowd.made(store.url, numbers)
        lines += await _tenfold(folder, "PostgreSQL, two of us", store, people, replicas=2)
    return lines


@asynccontextmanager
async def _place(folder: Path, store: Store, rates: Rates, replicas: int = 1) -> AsyncIterator[Place]:
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


async def _tenfold(folder: Path, title: str, store: Store, people: dict[Home, int], *, replicas: int) -> list[Line]:
    scale_taps = 5
    async with _place(folder, store, TENFOLD, replicas) as place:
        for load in (place.telegram, place.vk):
            await load.order("press_steadily", rate=scale_taps, data=CLICK)
        went = await _went(place, await place.author.sends())
    return [str(went), title, len(people)]  # type: ignore


async def _went(place: Place, begun: float) -> Went:
    memory = 0.0
    while not (await place.author.report()).startswith(author.ENDED):
        if CLOCK.monotonic() > begun + PATIENCE:
            raise TimeoutError(await place.author.report())
        memory = max(memory, *(each.rss() for each in place.services))
        await CLOCK.pause(LOOK)
    print("ended", CLOCK.monotonic() - begun)
    for load in (place.telegram, place.vk):
        await load.order("press_steadily", rate=0)
    await CLOCK.pause(SETTLED)
    telegram, vk = [await load.order("whole") for load in (place.telegram, place.vk)]
    tb, vb = telegram["bulk"], vk["bulk"]
    times = sorted([*tb, *telegram["edits"], *(at for at, _ in telegram["answers"])])
    since, until = tb[0] + UNSTEADY, tb[-1]
    share = len([at for at in times if since <= at < until]) / (until - since) / TENFOLD.telegram_limit
    waits = sorted(latency.waited([each for each in telegram["written"] if each[1] != int(AUTHOR[1])], telegram["answers"])
                   + latency.waited(vk["written"], vk["answers"]))
    print("p50", latency.percentile(waits, .5), "p95", latency.percentile(waits, .95), "max", waits[-1], len(waits), "cpu", [e.cpu() for e in place.services])
    return Went(share, tb[-1] - begun, vb[-1] - begun, telegram["throttled"] + vk["throttled"], [], len(telegram["edits"]),
                dict(author.figures(await place.author.report())), 0, len(tb) + len(vb), await place.store.number(SENT), memory)
