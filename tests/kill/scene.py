"""The service between two loopback messengers, as one process or several, and the blows it has suffered."""

import os
import random
import secrets
from collections import Counter
from collections.abc import Callable, Collection
from contextlib import nullcontext
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from scheduler.clock import SystemClock
from tests.kill.cradle import Cradle
from tests.kill.far import FarTelegram, FarVk
from tests.kill.ledger import Home, Ledger
from tests.kill.process import Service
from tests.kill.watch import Heard, Watch
from tests.loopback.contract import Loopback

PROVE = os.environ.get("VEKHA_PROVE") == "1"
PATIENCE = 120.0
"""Real seconds for all work to be finished after the last blow, and for the first call of a life."""
PROMISED = 10.0
"""Seconds in which another process takes over."""
FROZEN = 8.0 if PROVE else 6.5
WATCHED = 1.0
"""Seconds for which a process is watched after it has woken: its next beat is due by then."""
CLOCK = SystemClock()


class Blow(StrEnum):
    """What may befall a process. The value stands in the table."""

    KILL = "kill"
    UNSEEN = "kill, unseen"
    """On another machine, so that nobody can see that it is dead: its lease has to run out."""
    STANDBY = "kill of the other"
    FREEZE = "freeze"
    """It is stopped for longer than its lease lasts, and goes on."""


@dataclass(frozen=True, slots=True)
class Replica:
    """A process, and the ports by which it comes to the messengers."""

    service: Service
    doors: frozenset[int]


@dataclass(frozen=True, slots=True)
class Suffered:
    """What a blow met: updates not yet taken in, deliveries waiting and in the air; and how long it took until others
    polled and sent. `afterwards`: polls and sends of one that has woken.
    """

    blow: Blow
    not_taken: int
    waiting: int
    air: Counter[Home]
    waits: dict[str, float]
    afterwards: Counter[str]


@dataclass
class Scene:
    """Everything that one proof needs. `chance` is seeded; the seed is printed with the table."""

    ledger: Ledger
    replicas: list[Replica]
    telegram: FarTelegram
    vk: FarVk
    seed: int
    watch: Watch = field(default_factory=Watch)
    suffered: list[Suffered] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.telegram.chance = self.vk.chance = random.Random(self.seed)
        self.telegram.calls = Heard(self.watch)
        self.vk.calls = Heard(self.watch)

    @property
    def is_alone(self) -> bool:
        """Whether there is one process, so that it must come back itself."""
        return len(self.replicas) == 1

    async def start(self) -> None:
        """All of them; returns when they are up and it is settled who works which channel."""
        for replica in self.replicas:
            await replica.service.start()
        await self.up()
        while len(await self.ledger.holders()) < 2:
            await CLOCK.pause(0.02)

    async def strike(self, blow: Blow, said: Callable[[], int], meanwhile: Callable[[], None], *,
                     comes_back: bool = True, of: str = "") -> None:
        """Let it happen at this instant; returns when others, or its next life, have taken over.

        `said`: how many updates people have made; `meanwhile`: what they do while nobody knows of it yet; `of`: the
        channel whose holder it hits, if not one by chance.
        """
        victim, lost = await self._victim(blow, of)
        unseen = lost if blow is Blow.UNSEEN else []
        kept = nullcontext() if self.is_alone else self.ledger.leases_held_fast(unseen)
        seen = {channel: len(self.loopback(channel).sights) for channel in lost}
        async with kept:
            begun = CLOCK.monotonic()
            if blow is Blow.FREEZE:
                victim.service.freeze()
            else:
                victim.service.kill()
                assert await victim.service.ended() == -9, victim.service.log
            not_taken = said() - await self.ledger.received()
            states, air = await self.ledger.states(), await self.ledger.in_the_air()
        meanwhile()
        if self.is_alone:
            seen = {channel: len(self.loopback(channel).sights) for channel in lost}
            await victim.service.start()
        waits = await self._taken_over(victim, seen, begun)
        afterwards = await self._woken(victim, lost, begun) if blow is Blow.FREEZE else Counter[str]()
        air = Counter({home: number for home, number in air.items() if home[0] in lost})
        self.suffered.append(Suffered(blow, not_taken, states["planned"], air, waits, afterwards))
        if comes_back and blow is not Blow.FREEZE and not self.is_alone:
            await CLOCK.pause(self.chance.uniform(0, 0.5))
            await victim.service.start()

    async def up(self) -> None:
        """Wait until everybody who was started is up."""
        for replica in self.replicas:
            await replica.service.up()

    async def finish(self, said: int) -> None:
        """Wait until all work is done, and end everybody in the ordinary way."""
        await self.up()
        deadline = CLOCK.monotonic() + PATIENCE
        while await self.ledger.received() < said or await self.open_deliveries():
            assert CLOCK.monotonic() < deadline, (said, await self.ledger.received(), await self.ledger.states())
            await self.watch.next(0.1)
        running = [replica.service for replica in self.replicas if replica.service.pid]
        for service in running:
            service.terminate()
        for service in running:
            assert await service.ended() == 0, service.log

    async def open_deliveries(self) -> int:
        """How many have not come to an end."""
        states = await self.ledger.states()
        return states["planned"] + states["sending"]

    async def clear(self) -> None:
        """Leave no process behind."""
        for replica in self.replicas:
            await replica.service.cleared()

    def loopback(self, channel: str) -> FarTelegram | FarVk:
        """The messenger of a channel."""
        return self.telegram if channel == "telegram" else self.vk

    def screen(self, home: Home) -> list[str]:
        """What a person reads, oldest first."""
        channel, user = home
        loopback: Loopback = self.loopback(channel)
        return [shown.text for shown in loopback.screen(user)]

    async def doubles(self) -> Counter[Home]:
        """How many messages more than were planned each person has got."""
        planned = await self.ledger.planned_for()
        return Counter({home: extra for home, number in planned.items() if (extra := len(self.screen(home)) - number)})

    @property
    def air(self) -> Counter[Home]:
        """Deliveries that were in the air, summed over the blows."""
        return sum((each.air for each in self.suffered), Counter())

    @property
    def log(self) -> str:
        """All that was written by all lives of all processes."""
        return "".join(replica.service.log for replica in self.replicas)

    async def _victim(self, blow: Blow, of: str) -> tuple[Replica, list[str]]:
        """Whom it hits, and the channels that it works."""
        if self.is_alone:
            return self.replicas[0], ["telegram", "vk"]
        holders = await self.ledger.holders()
        pid = holders[of or self.chance.choice(sorted(holders))].pid
        victim = next(each for each in self.replicas if (each.service.pid == pid) != (blow is Blow.STANDBY))
        return victim, [channel for channel, holding in holders.items() if holding.pid == victim.service.pid]

    async def _taken_over(self, victim: Replica, seen: dict[str, int], begun: float) -> dict[str, float]:
        """Seconds until the first poll and the first send of others on each channel."""
        strangers = frozenset[int]() if self.is_alone else victim.doors
        while True:
            waits = {}
            for channel, number in seen.items():
                for sight in reversed(self.loopback(channel).sights[number:]):
                    if sight.door not in strangers and sight.kind != "other" and sight.at > begun:
                        waits[f"{channel} {sight.kind}"] = sight.at - begun
            if len(waits) == 2 * len(seen):
                return waits
            assert CLOCK.monotonic() < begun + PATIENCE, (waits, self.log)
            await CLOCK.pause(0.02)

    async def _woken(self, victim: Replica, channels: Collection[str], begun: float) -> Counter[str]:
        """Wake it and see what it does before it knows that it was asleep."""
        await CLOCK.pause(max(0.0, begun + FROZEN - CLOCK.monotonic()))
        woken = CLOCK.monotonic()
        victim.service.thaw()
        await CLOCK.pause(WATCHED)
        return Counter(f"{channel} {sight.kind}" for channel in channels for sight in self.loopback(channel).sights
                       if sight.at >= woken and sight.door in victim.doors)


async def make(url: str, folder: Path, telegram: FarTelegram, vk: FarVk, *, replicas: int, rate: int,
               cradle: Cradle | None = None) -> Scene:
    """A scene over loopbacks that listen. VEKHA_SEED repeats an earlier run."""
    seed = int(os.environ.get("VEKHA_SEED") or secrets.randbelow(10**6))
    common = {
        "DATABASE_URL": url, "HTTP_PORT": "0", "TELEGRAM_TOKEN": telegram.token, "TELEGRAM_RATE": str(rate),
        "VK_TOKEN": vk.token, "VK_GROUP_ID": str(vk.group_id),
    }
    made = []
    for number in range(replicas):
        doors = {"TELEGRAM_API_URL": await telegram.door(), "VK_API_URL": await vk.door()}
        ports = frozenset(int(door.split(":")[2].split("/")[0]) for door in doors.values())
        made.append(Replica(Service(common | doors, folder / f"service{number}.log", cradle), ports))
    return Scene(Ledger(url), made, telegram, vk, seed)
