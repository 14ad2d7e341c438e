"""Who may poll a channel and send on it: one process at a time, by a lease that has to be kept alive.

A process that has died is replaced when its lease runs out, and at once by the next on the same machine, which can
see that it is dead.
"""

import asyncio
import logging
import os
import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from scheduler.clock import Clock
from storage import leases
from storage.database import Database, Transaction

log = logging.getLogger(__name__)

BEAT = 2.0
LASTING = 6.0
"""Seconds, by the database's clock, for which a lease is held without a beat."""
SILENT = 3.0
"""Seconds without a beat after which somebody who looks like our own earlier life is not waited for any longer."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A process, as others on the same machine can recognise it. `space` is where its number is valid."""

    host: str
    space: str
    pid: int
    nonce: str

    def __str__(self) -> str:
        return f"{self.host} {self.space} {self.pid} {self.nonce}"

    def may_take_after(self, other: str) -> float:
        """Seconds of silence after which the lease of `other` may be taken, though it has not run out.

        A number of another space says nothing: two containers may have the same name and both be number 1. A lease
        that is still kept alive is never taken from them.
        """
        try:
            host, space, pid, nonce = other.split(" ")
            number = int(pid)
        except ValueError:
            return LASTING
        if nonce == self.nonce or host != self.host:
            return LASTING
        if space == self.space:
            return 0.0 if number == self.pid or not _lives(number) else LASTING
        return SILENT if number == self.pid else LASTING


def myself() -> Holder:
    """This process. Called anew, it is another life of it."""
    return Holder(socket.gethostname().replace(" ", "-"), _space(), os.getpid(), secrets.token_hex(4))


def _space() -> str:
    """The machine's present run and its process space; names of machines are not unique."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot}:{Path('/proc/self/ns/pid').stat().st_ino}"
    except OSError:
        return "-"


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


class Lease:
    """The lease of one channel, as this process has or awaits it. `on_taken` is told when it has become ours."""

    def __init__(self, database: Database, channel: str, clock: Clock, holder: Holder | None = None,
                 on_taken: Callable[[], None] = lambda: None) -> None:
        self._database, self._channel, self._clock = database, channel, clock
        self._holder, self._on_taken = holder or myself(), on_taken
        self._beaten = asyncio.Event()
        self._closing = False
        self._fence = 0
        self._beaten_at = 0.0
        self.is_elsewhere = False
        """Whether another process is known to have it."""

    @property
    def fence(self) -> int:
        """The number under which we hold it; 0 while we do not."""
        return self._fence

    @property
    def is_sure(self) -> bool:
        """Whether nobody can have taken it: our last beat is not too old even if it took its time."""
        return bool(self._fence) and self._clock.monotonic() - self._beaten_at < LASTING

    async def held(self) -> None:
        """Wait until it is surely ours: who was away from the database, or asleep, has to beat first."""
        while not self.is_sure:
            await self._beaten.wait()

    async def run(self) -> None:
        """Take it and keep it, for ever; survives a database that is away."""
        while not self._closing:
            try:
                await self.beat()
            except Exception as problem:
                log.warning("the lease of %s could not be kept: %s", self._channel, type(problem).__name__)
            await self._clock.pause(BEAT if self._fence else BEAT / 2)

    async def beat(self) -> None:
        """Keep it, or take it if nobody holds it."""
        begun = self._clock.monotonic()
        fence = await self._database.work(self._kept if self._fence else self._taken)
        if self._closing or not fence:
            self.lose()
            return
        self.is_elsewhere = False
        self._beaten_at = begun
        if fence != self._fence:
            self._fence = fence
            log.info("%s: this process polls and sends from now on", self._channel)
            self._on_taken()
        self._beaten.set()
        self._beaten = asyncio.Event()

    def lose(self) -> None:
        """Somebody else has it."""
        if self._fence:
            log.warning("%s: another process polls and sends from now on", self._channel)
        self._fence = 0
        self.is_elsewhere = True

    async def free(self) -> None:
        """Give it back, so that others need not wait for it to run out."""
        self._closing = True
        fence, self._fence = self._fence, 0
        if fence:
            await self._database.work(lambda tx: leases.free(tx, self._channel, fence))

    async def _kept(self, tx: Transaction) -> int:
        return self._fence if await leases.keep(tx, self._channel, self._fence, lasting=LASTING) else 0

    async def _taken(self, tx: Transaction) -> int:
        other = await leases.holder(tx, self._channel)
        return await leases.take(tx, self._channel, str(self._holder), lasting=LASTING, given_up=other,
                                 silent=self._holder.may_take_after(other)) or 0
