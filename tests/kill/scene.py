"""The service between two loopback messengers, its database, and the kills it has suffered."""

import asyncio
import os
import random
import secrets
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from tests.kill.far import FarTelegram, FarVk
from tests.kill.ledger import Home, Ledger
from tests.kill.process import Service
from tests.kill.watch import Heard, Watch
from tests.loopback.contract import Loopback

PROVE = os.environ.get("VEKHA_PROVE") == "1"
KILLS = 10 if PROVE else 2
LATEST = 0.03
"""Seconds after the chosen call within which every other kill falls."""
PATIENCE = 90.0
"""Real seconds for the last life to finish all work."""


@dataclass(frozen=True, slots=True)
class Kill:
    """What a kill met: sends of this life, updates not yet taken in, deliveries waiting and in the air."""

    sends: int
    not_taken: int
    waiting: int
    air: Counter[Home]


@dataclass
class Scene:
    """Everything that one proof needs. `chance` is seeded; the seed is printed with the table."""

    ledger: Ledger
    service: Service
    telegram: FarTelegram
    vk: FarVk
    seed: int
    watch: Watch = field(default_factory=Watch)
    kills: list[Kill] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.telegram.chance = self.vk.chance = random.Random(self.seed)
        self.telegram.calls = Heard(self.watch)
        self.vk.calls = Heard(self.watch)

    def keep_the_pace(self) -> None:
        """Send as fast as real messengers allow, and not as fast as the machine can."""
        for name in ("TELEGRAM_RATE", "VK_RATE"):
            del self.service.environment[name]

    def kill_at(self, send: int) -> None:
        """The next life ends at its send of this number: at once, or a random moment later."""
        delay = self.chance.choice((0.0, self.chance.uniform(0, LATEST)))
        self.watch.at(send, lambda: self._kill_in(delay))

    def _kill_in(self, delay: float) -> None:
        if delay:
            asyncio.get_running_loop().call_later(delay, self.service.kill)
        else:
            self.service.kill()

    async def life(self, said: Callable[[], int]) -> None:
        """Start it, let it run into its kill, and see what is left. `said`: how many updates people have made."""
        await self.service.start()
        assert await self.service.ended() == -9, self.service.log
        states, received = await self.ledger.states(), await self.ledger.received()
        air = await self.ledger.in_the_air()
        self.kills.append(Kill(self.watch.sends, said() - received, states["planned"], air))
        self.watch.begin()

    async def last_life(self, said: int) -> None:
        """Start it once more, let it finish all work and end it in the ordinary way."""
        await self.service.start()
        assert await self.service.ready(), self.service.log
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while await self.ledger.received() < said or await self.open_deliveries():
            late = asyncio.get_running_loop().time() > deadline
            assert not late, (said, await self.ledger.received(), await self.ledger.states(), self.service.log)
            await self.watch.next(0.1)
        self.service.terminate()
        assert await self.service.ended() == 0, self.service.log

    async def open_deliveries(self) -> int:
        """How many have not come to an end."""
        states = await self.ledger.states()
        return states["planned"] + states["sending"]

    def loopback(self, channel: str) -> Loopback:
        """The messenger of a channel."""
        return self.telegram if channel == "telegram" else self.vk

    def screen(self, home: Home) -> list[str]:
        """What a person reads, oldest first."""
        channel, user = home
        return [shown.text for shown in self.loopback(channel).screen(user)]

    def read(self, home: Home) -> list[str]:
        """The same without the doubles, which stand beside each other."""
        return [text for text, _ in groupby(self.screen(home))]

    async def doubles(self) -> Counter[Home]:
        """How many messages more than were planned each person has got."""
        planned = await self.ledger.planned_for()
        return Counter({home: extra for home, number in planned.items() if (extra := len(self.screen(home)) - number)})

    @property
    def air(self) -> Counter[Home]:
        """Deliveries that were in the air, summed over the kills."""
        return sum((kill.air for kill in self.kills), Counter())

    def show(self, title: str, doubles: Counter[Home]) -> None:
        """Print the table."""
        sys.stdout.write("\n".join(["", *self._table(title, doubles), ""]))

    def _table(self, title: str, doubles: Counter[Home]) -> Iterator[str]:
        yield f"{title} ({self.ledger.url.partition(':')[0]}, seed {self.seed})"
        yield f"{'kill':>6}{'sends':>8}{'not taken in':>14}{'waiting':>9}{'in the air: telegram':>22}{'vk':>5}"
        for number, kill in enumerate(self.kills, 1):
            telegram, vk = _by_channel(kill.air)
            yield f"{number:>6}{kill.sends:>8}{kill.not_taken:>14}{kill.waiting:>9}{telegram:>22}{vk:>5}"
        (telegram, vk), (more_telegram, more_vk) = _by_channel(self.air), _by_channel(doubles)
        yield f"{'all':>6}{'':>31}{telegram:>22}{vk:>5}"
        yield f"  doubles: telegram {more_telegram} (of {telegram} in the air), vk {more_vk}"


def _by_channel(counted: Counter[Home]) -> tuple[int, int]:
    telegram = sum(number for (channel, _), number in counted.items() if channel == "telegram")
    return telegram, counted.total() - telegram


def make(url: str, folder: Path, telegram: FarTelegram, vk: FarVk) -> Scene:
    """A scene over loopbacks that listen. VEKHA_SEED repeats an earlier run."""
    environment = {
        "DATABASE_URL": url, "HTTP_PORT": "0",
        "TELEGRAM_TOKEN": telegram.token, "TELEGRAM_API_URL": telegram.url, "TELEGRAM_RATE": "1000",
        "VK_TOKEN": vk.token, "VK_GROUP_ID": str(vk.group_id), "VK_API_URL": vk.url, "VK_RATE": "1000",
    }
    seed = int(os.environ.get("VEKHA_SEED") or secrets.randbelow(10**6))
    return Scene(Ledger(url), Service(environment, folder / "service.log"), telegram, vk, seed)
