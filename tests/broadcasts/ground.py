"""Where it happens: the service, strict messengers, a programme full of people, and one of them who writes to all."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

import psutil

from benchmarks.town import Store
from storage import broadcasts
from storage.database import open_database
from tests.broadcasts import crowd
from tests.broadcasts.crowd import AUTHOR
from tests.broadcasts.people import ENDED, Author, Readers
from tests.broadcasts.strict import StrictTelegram, StrictVk
from tests.kill import scene as scenes
from tests.kill.ledger import Home
from tests.kill.scene import CLOCK, PROVE, Scene

BROADCAST = 1
MIB = 1024 * 1024
PATIENCE = 600.0 if PROVE else 90.0


@dataclass(frozen=True, slots=True)
class Measure:
    """So many people on each messenger, what these admit and what ours is told, in calls a second; and taps."""

    telegram: int
    vk: int
    telegram_limit: int
    vk_limit: int
    vk_rate: int
    taps: float

    @property
    def total(self) -> int:
        return self.telegram + self.vk


LONG = Measure(10_000, 10_000, telegram_limit=300, vk_limit=200, vk_rate=150, taps=10)
"""The limits ten times as high as the platforms' own, so that everything takes a tenth of its time."""
SHORT = Measure(200, 2000, telegram_limit=50, vk_limit=20, vk_rate=15, taps=6)
SIZE = LONG if PROVE else SHORT


@dataclass
class Ground:
    """All of it."""

    scene: Scene
    telegram: StrictTelegram
    vk: StrictVk
    size: Measure
    people: dict[Home, int]
    author: Author = field(init=False)
    readers: Readers = field(init=False)
    peak: float = 0.0
    """MiB of the largest of our processes."""

    def __post_init__(self) -> None:
        self.author, self.readers = Author(self.scene), Readers(self.scene, self.people)
        self.telegram.watched_by(lambda user: self._looks(("telegram", user)))
        self.vk.watched_by(lambda user: self._looks(("vk", user)))
        for channel in ("telegram", "vk"):
            (self.telegram if channel == "telegram" else self.vk).lets_in(
                user for where, user in self.people if where == channel)

    def _looks(self, home: Home) -> None:
        self.readers.looks(home)
        if home == AUTHOR:
            self.author.looks()

    @property
    def acts(self) -> int:
        """Updates that people have made."""
        return self.author.acts + len(self.readers.tapped)

    async def goes_out(self, meanwhile: Callable[[], Awaitable[None]] | None = None) -> float:
        """Until the author is told that it has gone out; people tap as they get it. Seconds."""
        begun = CLOCK.monotonic()
        for channel in cycle(("telegram", "vk")):
            self.readers.taps(channel)
            if meanwhile:
                await meanwhile()
            self._weigh()
            if self.author.report.startswith(ENDED):
                return CLOCK.monotonic() - begun
            assert CLOCK.monotonic() < begun + PATIENCE, (self.author.report, self.scene.log[-2000:])
            await CLOCK.pause(1 / self.size.taps)
        raise AssertionError

    def _weigh(self) -> None:
        pids = [replica.service.pid for replica in self.scene.replicas if replica.service.pid]
        weights = [psutil.Process(pid).memory_info().rss / MIB for pid in pids if psutil.pid_exists(pid)]
        self.peak = max(self.peak, *weights, 0.0)

    async def fates(self) -> dict[str, int]:
        """As the service counts them."""
        database = await open_database(self.scene.ledger.url)
        try:
            async with database.reading() as tx:
                return {fate.value: number for fate, number in (await broadcasts.fates(tx, BROADCAST)).items() if number}
        finally:
            await database.close()

    async def states(self) -> dict[Home, list[str]]:
        """What the store says of each person, delivery by delivery."""
        found: dict[Home, list[str]] = {home: [] for home in self.people}
        for channel, user, state in await Store(self.scene.ledger.url).rows(
                f"select channel, user_id, state from outbox where broadcast = {BROADCAST} order by id"):
            found[channel, user].append(state)
        return found


async def make(url: str, folder: Path, telegram: StrictTelegram, vk: StrictVk, size: Measure) -> Ground:
    """Over messengers that listen; nothing of ours runs yet."""
    people = await crowd.made(url, {"telegram": size.telegram, "vk": size.vk})
    scene = await scenes.make(url, folder, telegram, vk, replicas=1 if url.startswith("sqlite") else 2,
                              rate=size.telegram_limit)
    for replica in scene.replicas:
        replica.service.environment["VK_RATE"] = str(size.vk_rate)
    return Ground(scene, telegram, vk, size, people)


