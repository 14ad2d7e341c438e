"""Where it happens: the service, strict messengers, a programme full of people, and one of them who writes to all."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import author, crowd
from benchmarks.author import ENDED, TEXT, Author, Page
from benchmarks.crowd import AUTHOR
from benchmarks.town import Store
from storage import addressees
from storage.addressees import Fate
from storage.database import open_database
from tests.broadcasts.strict import StrictTelegram, StrictVk
from tests.kill import scene as scenes
from tests.kill.cradle import Cradle
from tests.kill.ledger import Home
from tests.kill.scene import CLOCK, PROVE, Scene

BROADCAST = 1
PATIENCE = 600.0 if PROVE else 90.0
LOOK = 0.1


@dataclass(frozen=True, slots=True)
class Measure:
    """So many people on each messenger, what these admit and what ours is told, in calls a second."""

    telegram: int
    vk: int
    telegram_limit: int
    telegram_rate: int
    vk_limit: int
    vk_rate: int


SIZE = Measure(10_000, 10_000, 300, 250, 200, 150) if PROVE else Measure(200, 2000, 60, 50, 20, 15)
"""In the long form the platforms' limits and our own pace, ten times as high: everything takes a tenth of its time."""


@dataclass(frozen=True, slots=True)
class Chatting:
    """The author's dialogue in the loopback."""

    loopback: StrictTelegram

    async def says(self, words: str) -> None:
        self.loopback.says(AUTHOR[1], words)

    async def presses(self, payload: str, ref: str) -> None:
        self.loopback.presses(AUTHOR[1], payload, ref)

    async def screen(self) -> Iterable[Page]:
        return [Page(each.ref, each.text, tuple(button for row in each.buttons for button in row))
                for each in self.loopback.screen(AUTHOR[1])]


@dataclass
class Ground:
    """All of it. `people` are all to whom it goes, its author too."""

    scene: Scene
    telegram: StrictTelegram
    vk: StrictVk
    people: list[Home]
    author: Author = field(init=False)

    def __post_init__(self) -> None:
        self.author = Author(Chatting(self.telegram))
        for channel in ("telegram", "vk"):
            self.messenger(channel).lets_in(self.on(channel))

    def messenger(self, channel: str) -> StrictTelegram | StrictVk:
        return self.telegram if channel == "telegram" else self.vk

    def on(self, channel: str, people: Iterable[Home] | None = None) -> list[str]:
        """Those on a messenger."""
        return [user for where, user in (self.people if people is None else people) if where == channel]

    def copies(self) -> Counter[Home]:
        """How often it stands on each person's screen; the author's look at it before it went does not count."""
        found = Counter({home: sum(text.startswith(TEXT) for text in self.scene.screen(home)) for home in self.people})
        found[AUTHOR] -= 1
        return +found

    async def goes_out(self, sent: int | None = None) -> None:
        """Until the author is told that it has gone out, to so many if that is known."""
        deadline = CLOCK.monotonic() + PATIENCE
        while not (report := await self.author.report()).startswith(ENDED) or (
                sent is not None and author.figures(report)["sent"] != sent):
            assert CLOCK.monotonic() < deadline, (sent, report, self.scene.log[-2000:])
            await CLOCK.pause(LOOK)

    async def until_on_vk(self, number: int) -> None:
        """Until so many have it there."""
        deadline = CLOCK.monotonic() + PATIENCE
        while self.vk.sent < number:
            assert CLOCK.monotonic() < deadline, (self.vk.sent, self.scene.log[-2000:])
            await self.scene.watch.next(LOOK)

    async def fates(self) -> Counter[str]:
        """As the service counts them."""
        database = await open_database(self.scene.ledger.url)
        try:
            async with database.reading() as tx:
                found = await addressees.fates(tx, BROADCAST)
        finally:
            await database.close()
        return +Counter({Fate(fate).value: number for fate, number in found.items()})

    async def states(self) -> dict[Home, list[str]]:
        """What the store says of each person, delivery by delivery."""
        found: dict[Home, list[str]] = {home: [] for home in self.people}
        for channel, user, state in await Store(self.scene.ledger.url).rows(
                f"select channel, user_id, state from outbox where broadcast = {BROADCAST} order by id"):
            found[channel, user].append(state)
        return found


async def make(url: str, folder: Path, telegram: StrictTelegram, vk: StrictVk, cradle: Cradle | None) -> Ground:
    """Over messengers that listen; nothing of ours runs yet."""
    people = await crowd.made(url, {"telegram": SIZE.telegram, "vk": SIZE.vk})
    scene = await scenes.make(url, folder, telegram, vk, replicas=1 if url.startswith("sqlite") else 2,
                              rate=SIZE.telegram_rate, cradle=cradle)
    for replica in scene.replicas:
        replica.service.environment["VK_RATE"] = str(SIZE.vk_rate)
    return Ground(scene, telegram, vk, list(people))
