"""Delivery: claims from the outbox what the pace allows, answers first; sends it; records how it ended.

One per channel. Before a call its row is `sending` and committed, so that a crash loses nothing.
"""

import asyncio
import contextlib
import logging
import random
from collections.abc import Awaitable, Callable, Iterable

from messages import post, stored
from messages.messenger import Messenger, Outcome, Parcel, Rejected, TryLater
from scheduler import digest
from scheduler.clock import Clock
from scheduler.nursery import Nursery
from scheduler.pacing import Pacing
from scheduler.verdicts import Judge, Returned, Unreachable, Verdict
from storage import outbox, participants
from storage.database import Database, Transaction
from storage.outbox import CYCLE, Letter, Postponed, Settled, State

log = logging.getLogger(__name__)

IN_THE_AIR = 64
"""Calls that may be under way at once."""
KEPT_FOR_REPLIES = 8
"""Of these, so many that slow calls of other lanes may not fill."""
BEAT = 0.1
"""Seconds in which outcomes gather to be recorded together."""
IDLE = 1.0
PATIENCE = 5.0
"""Seconds for which `deliver_due` waits until more may go; a longer wait is somebody else's wish."""
GRACE = 10.0

StoppedCall = Callable[[str, str], Awaitable[None]]


class Delivery:
    """The sender of one channel. `on_stopped(channel, detail)` is told once each time the channel stops."""

    def __init__(
        self,
        database: Database,
        messenger: Messenger,
        clock: Clock,
        pacing: Pacing,
        nursery: Nursery,
        *,
        chance: Callable[[], float] = random.random,
        on_stopped: StoppedCall | None = None,
    ) -> None:
        self._database, self._messenger, self._clock = database, messenger, clock
        self._pacing, self._nursery, self._on_stopped = pacing, nursery, on_stopped
        self._channel = messenger.channel
        self._judge = Judge(pacing, clock.real, chance)
        self._files = _FileShelf(database)
        self._landed: list[Verdict] = []
        self._air = 0
        self._place = 0
        self._recovered = self._closing = False
        self._turning = asyncio.Lock()
        self._stir, self._still = asyncio.Event(), asyncio.Event()
        self._still.set()

    @property
    def stopped(self) -> str:
        """Why the channel stands still; empty while it works. For /health."""
        return self._judge.stopped

    def nudge(self) -> None:
        """Something was put into the outbox and committed: look at once."""
        self._stir.set()

    @property
    def nudged(self) -> bool:
        """Whether a nudge waits to be followed."""
        return self._stir.is_set()

    async def run(self) -> None:
        """Deliver until `drain`. Survives whatever one turn meets."""
        while not self._closing:
            wait: float | None = IDLE
            try:
                wait = await self._turn()
                if self._believes(wait):
                    continue
            except Exception:
                # Whether the claim was committed is unknown: what is `sending` and not in the air comes back.
                log.exception("a turn of delivery on %s has failed", self._channel)
                self._recovered = False
            await self._rest(IDLE if wait is None else max(wait, BEAT))

    async def deliver_due(self) -> None:
        """Deliver until nothing is due, or nothing may go for a while (a wait was asked for, the channel stands)."""
        while not self._closing:
            wait = await self._turn()
            if self._air:
                await self._still.wait()
            elif self._landed or self._believes(wait):
                continue
            elif wait is None or wait > PATIENCE:
                return
            else:
                await self._clock.pause(wait)

    async def drain(self) -> None:
        """Claim no more; let what is in the air land within the grace time, and record it."""
        async with self._turning:  # what is being claimed now must take off first, to be waited for
            self._closing = True
        self._stir.set()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._still.wait(), GRACE)
        self._landed += self._judge.believe()
        await self._turn()

    async def _turn(self) -> float | None:
        """Record and claim; seconds until more may go, None if nothing more is due."""
        async with self._turning:
            letters, wait = await self._record_and_claim()
            for letter in letters:
                self._take_off(letter)
        if (detail := self._judge.alarm()) and self._on_stopped:
            await self._on_stopped(self._channel, detail)
        return wait

    async def _record_and_claim(self) -> tuple[list[Letter], float | None]:
        real_now = int(self._clock.real())
        landed, self._landed = self._landed, []
        try:
            async with self._database.transaction() as tx:
                await self._record(tx, landed, real_now)
                if not await self._may_claim(tx):
                    return [], BEAT
                return await self._claim(tx, real_now)
        except BaseException:
            self._landed = landed + self._landed
            raise

    async def _may_claim(self, tx: Transaction) -> bool:
        """Not at the end, and not before what an earlier life or a failed turn left `sending` is planned again."""
        if not self._recovered and not self._air:
            count = await outbox.recover(tx, self._channel)
            log.info("%s deliveries on %s are taken up again", count, self._channel)
            self._recovered = True
        return self._recovered and not self._closing

    async def _claim(self, tx: Transaction, real_now: int) -> tuple[list[Letter], float | None]:
        now = self._clock.now()
        await digest.reopen(tx, await outbox.expire(tx, now=now, real_now=real_now), now)
        room, free = self._pacing.room(), IN_THE_AIR - self._air
        limit, behind = min(room.replies, free), min(room.others, free - KEPT_FOR_REPLIES)
        waits: list[float] = [] if behind > 0 else [self._pacing.wait() or BEAT]

        def ready(user: str) -> bool:
            if wait := self._pacing.ready_in(user):
                waits.append(wait)
            return not wait

        if limit < 1:
            return [], min(waits)
        letters = await outbox.claim(tx, channel=self._channel, limit=limit, behind=behind, now=now,
                                     real_now=real_now, place=self._place, ready=ready)
        return letters, 0.0 if letters else min(waits, default=None)

    def _take_off(self, letter: Letter) -> None:
        self._place = (self._place + 1) % CYCLE
        self._pacing.take(letter.user)
        self._air += 1
        self._still.clear()
        self._nursery.once(f"delivery {letter.id}", self._fly, letter)

    async def _fly(self, letter: Letter) -> None:
        try:
            # Not in one line with `+=`: that takes hold of the list before it waits, and turns exchange the list.
            outcome = await self._send(letter)
            self._landed += self._judge.judge(letter, outcome)
        finally:
            self._air -= 1
            if not self._air:
                self._still.set()
            if not self._air or len(self._landed) >= IN_THE_AIR // 2:
                self._stir.set()

    async def _send(self, letter: Letter) -> Outcome:
        try:
            reply = stored.read(letter.content)
            content = b"" if letter.file is None else await self._files.content(letter.file)
        except (ValueError, KeyError, TypeError) as problem:
            return Rejected(f"unreadable: {problem!r}")
        try:
            return await self._messenger.send(
                Parcel(letter.user, reply, letter.random_id, content=content, edits=letter.edits)
            )
        except Exception:
            log.exception("the client of %s broke its promise on delivery %s", self._channel, letter.id)
            return TryLater("the client has failed", unknown=True)

    async def _record(self, tx: Transaction, verdicts: Iterable[Verdict], real_now: int) -> None:
        ends: list[Settled] = []
        waits: list[Postponed] = []
        back: list[int] = []
        for verdict in verdicts:
            match verdict:
                case Settled():
                    ends.append(verdict)
                case Postponed():
                    waits.append(verdict)
                case Returned(id):
                    back.append(id)
                case Unreachable(letter, detail):
                    ends.append(Settled(letter.id, State.UNREACHABLE, detail))
                    await self._ask_elsewhere(tx, letter)
        await outbox.settle(tx, ends, real_now=real_now)
        await outbox.postpone(tx, waits)
        await outbox.release(tx, back)

    async def _ask_elsewhere(self, tx: Transaction, letter: Letter) -> None:
        """Close the address; send the same under the same reason where else the person can be reached."""
        now = self._clock.now()
        await participants.close_address(tx, self._channel, letter.user, now=now)
        if letter.participant is not None:
            for home in (await participants.open_addresses(tx, letter.participant))[:1]:
                await outbox.forward(tx, letter.id, channel=home.channel, user=home.user,
                                     random_id=post.draw_random_id(), now=now)

    def _believes(self, wait: float | None) -> bool:
        """Whether doubts had to be taken for true, as nothing is left that could clear them."""
        if wait is None and not self._air and not self._landed:
            self._landed += self._judge.believe()
        return bool(self._landed) and not self._air

    async def _rest(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stir.wait(), min(seconds, IDLE))
        self._stir.clear()


class _FileShelf:
    """The last file read, because one file mostly goes to many."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = asyncio.Lock()
        self._last: tuple[int, bytes] | None = None

    async def content(self, id: int) -> bytes:
        """The bytes of a stored file. Raises `KeyError` if there is none."""
        async with self._lock:
            if self._last is None or self._last[0] != id:
                async with self._database.reading() as tx:
                    content = await outbox.file_content(tx, id)
                if content is None:
                    raise KeyError(f"file {id}")
                self._last = id, content
            return self._last[1]
