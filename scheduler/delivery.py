"""Delivery: claims from the outbox what may go soon, lets each call go at its moment, records how it ended.

One for each channel, and only the holder of the channel's lease works. Before a call its rows are `sending` and
committed, so that a crash loses nothing.
"""

import asyncio
import contextlib
import logging
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from typing import Protocol

from messages.messenger import Messenger, Outcome
from scheduler import tidings
from scheduler.calls import Call, Ready
from scheduler.claiming import Claimed, Claiming, Page
from scheduler.clock import Clock
from scheduler.flight import Flights
from scheduler.leases import Lease
from scheduler.nursery import Nursery
from scheduler.pacing import Departure, Pacing
from scheduler.refused_files import Wording
from scheduler.runway import Runway
from scheduler.verdicts import Judge, Verdict
from scheduler.watch import NOBODY, Watch
from storage.claims import Letter
from storage.database import Database, Transaction
from storage.outbox import Lane

log = logging.getLogger(__name__)

IN_THE_AIR = 96
"""Calls that may be under way at once."""
KEPT_FOR_REPLIES = 8
"""Of these, so many that slow calls of other lanes may not fill."""
BEAT = 0.1
"""Seconds in which outcomes gather to be recorded together."""
SETTLING = 0.02
"""Seconds for which the last of them waits: at a steady load the next group of updates takes it along."""
IDLE = 1.0
PATIENCE = 5.0
"""Seconds for which `deliver_due` waits until more may go; a longer wait is somebody else's wish."""
GRACE = 8.0
"""Seconds at the end for what is in the air; less than the nursery's, so that its outcomes are still recorded."""

StoppedCall = Callable[[str, str], Awaitable[None]]


class Claim(Protocol):
    """Claims within a transaction; `others` says that it has planned more than replies."""

    async def __call__(self, tx: Transaction, *, others: bool) -> None:
        """The last thing that the transaction does."""


class Delivery:
    """The sender of one channel. `on_stopped(channel, detail)` is told once each time the channel stops.

    `wording` finds somebody's words, for what their messenger took no file of.
    """

    def __init__(
        self,
        database: Database,
        messenger: Messenger,
        clock: Clock,
        pacing: Pacing,
        nursery: Nursery,
        lease: Lease,
        *,
        chance: Callable[[], float] = random.random,
        on_stopped: StoppedCall | None = None,
        watch: Watch = NOBODY,
        wording: Wording | None = None,
    ) -> None:
        self._database, self._clock, self._pacing, self._nursery = database, clock, pacing, nursery
        self._lease, self._on_stopped, self._watch = lease, on_stopped, watch
        self.channel = self._channel = messenger.channel
        self._judge = Judge(pacing, clock.real, chance)
        self._claiming = Claiming(self._channel, messenger.capabilities, pacing, wording)
        self._flights = Flights(database, messenger)
        self._runway = Runway()
        self._fence = 0
        self._open: set[int] = set()
        self._landed: list[Verdict] = []
        self._grounded: list[int] = []
        self._air = 0
        self._recovered = self._more = self._closing = self._launching = self._carried = False
        self._settling: asyncio.TimerHandle | None = None
        self._turning = asyncio.Lock()
        self._stir, self._still, self._moved = asyncio.Event(), asyncio.Event(), asyncio.Event()
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
            if not self._launching:
                self._launching = True
                self._nursery.once(f"launching {self._channel}", self._launch)
            try:
                wait = await self._turn()
                if self._believes(wait):
                    continue
            except Exception:
                # Whether the claim was committed is unknown: what is `sending` and not in the air comes back.
                log.exception("a turn of delivery on %s has failed", self._channel, extra={"channel": self._channel})
            await self._rest(IDLE if wait is None else max(wait, BEAT))

    async def deliver_due(self) -> None:
        """Deliver until nothing is due, or nothing may go for a while (a wait was asked for, the channel stands)."""
        if not self._lease.fence:
            await self._lease.beat()
        while self._lease.fence and not self._closing:
            if not self._lease.is_sure:
                await self._lease.beat()
            wait = await self._turn()
            if self._runway:
                await self._take_off_by_and_by()
            if self._air:
                await self._still.wait()
            elif self._runway or self._landed or self._believes(wait):
                continue
            elif wait is None or wait > PATIENCE:
                return
            else:
                await self._clock.pause(wait)

    async def drain(self) -> None:
        """Claim no more; let what is in the air land within the grace time, and record it."""
        async with self._turning:
            self._closing = True
            self._ground()
        self._stir.set()
        self._moved.set()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._still.wait(), GRACE)
        self._lands(self._judge.believe())
        await self._turn()

    # Turns: recording and claiming.

    async def _turn(self) -> float | None:
        """Record and claim; seconds until more may go, None if nothing more is due."""
        async with self._turning:
            self._notice_the_lease()
            wait = await self._write_page()
        if (detail := self._judge.alarm()) and self._on_stopped:
            await self._on_stopped(self._channel, detail)
        return wait

    def _notice_the_lease(self) -> None:
        """What was claimed under an earlier number lands and is recorded before anything is claimed under another."""
        if self._fence != self._lease.fence:
            self._ground()
            if not self._air and not self._landed and not self._grounded:
                self._fence, self._recovered = self._lease.fence, False
                self._open.clear()

    async def _write_page(self) -> float | None:
        held = self._pacing.held_for()
        if held:
            self._ground()
        page = self._page(may_claim=not held)
        if page is None:
            return held or IDLE
        with self._written(page):
            claimed = await self._database.work(lambda tx: self._claiming.write(tx, page))
        return self._line_up(claimed) if page.may_claim else held or IDLE

    def _page(self, *, may_claim: bool) -> Page | None:
        """What there is to do now; None if nothing. What has landed goes with it."""
        may_claim = may_claim and bool(self._fence) and self._fence == self._lease.fence and not self._closing
        if self._settling:
            self._settling.cancel()
            self._settling = None
        landed, self._landed = self._landed, []
        grounded, self._grounded = self._grounded, []
        if not may_claim and not landed and not grounded:
            return None
        return Page(self._fence, landed, grounded, self._clock.now(), int(self._clock.real()), may_claim,
                    None if self._recovered else frozenset(self._open), self._runway.counts())

    @contextlib.contextmanager
    def _written(self, page: Page) -> Iterator[None]:
        """Around the transaction of a page: if it fails, what has landed is to be recorded with the next."""
        try:
            yield
        except BaseException:
            self._landed, self._grounded = [*page.landed, *self._landed], [*page.grounded, *self._grounded]
            self._recovered = False
            raise
        self._open.difference_update([verdict.id for verdict in page.landed], page.grounded)

    @contextlib.asynccontextmanager
    async def aboard(self) -> AsyncIterator[Claim | None]:
        """A page within the transaction of somebody who plans replies: they are claimed there, after they are planned,
        and go as soon as it is committed. None while another group carries us, or nothing may be claimed.
        """
        if self._carried or not self._recovered or self._pacing.held_for():
            yield None
            return
        if self._runway.counts()[Lane.REPLY] > self._half:
            async with self._later() as claim:
                yield claim
            return
        async with self._carried_by_one():
            self._notice_the_lease()
            page = self._page(may_claim=self._recovered)
            if page is None:
                yield None
                return
            claimed: Claimed | None = Claimed()

            async def claim(tx: Transaction, *, others: bool) -> None:
                nonlocal claimed
                claimed = await self._claiming.write(tx, page, only_replies=not others)

            with self._written(page):
                yield claim
            if page.may_claim:
                others_wait = self._more
                self._line_up(claimed)
                self._more |= others_wait
                self._take_off()
                self._refill()
            if claimed is None or claimed.wait is not None:
                self._stir.set()

    @contextlib.asynccontextmanager
    async def _later(self) -> AsyncIterator[Claim]:
        """Enough is claimed for now: what is planned is looked for when half of that has gone."""
        others_too = False

        async def noted(tx: Transaction, *, others: bool) -> None:
            nonlocal others_too
            others_too = others

        yield noted
        self._more = True
        self._refill()  # it may have gone meanwhile
        if others_too:
            self._stir.set()

    @contextlib.asynccontextmanager
    async def _carried_by_one(self) -> AsyncIterator[None]:
        """A page of our own that is under way is short, and worth waiting for."""
        self._carried = True
        try:
            async with self._turning:
                yield
        finally:
            self._carried = False

    def _line_up(self, claimed: Claimed | None) -> float | None:
        if claimed is None:
            self._lease.lose()
            return IDLE
        self._recovered, self._more = True, claimed.more
        self._open.update(letter.id for ready in claimed.calls for letter in ready.call.letters)
        self._runway.add(claimed.calls)
        self._moved.set()
        return BEAT if claimed.calls else claimed.wait

    @property
    def _half(self) -> int:
        """Of the calls that are claimed ahead."""
        return self._claiming.stock // 2

    def _refill(self) -> None:
        """Look again when half of what was claimed has gone, and more was due."""
        if self._more and len(self._runway) <= self._half:
            self._more = False
            self._stir.set()

    def _ground(self) -> None:
        self._grounded += [letter.id for ready in self._runway.clear() for letter in ready.call.letters]

    def _believes(self, wait: float | None) -> bool:
        """Whether doubts had to be taken for true, as nothing is left that could clear them."""
        if wait is None and not self._air and not self._landed and not self._runway:
            self._lands(self._judge.believe())
        return bool(self._landed) and not self._air and not self._runway

    async def _rest(self, seconds: float) -> None:
        busy = self._landed or self._air or self._runway
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stir.wait(), min(seconds, BEAT if busy else IDLE))
        self._stir.clear()

    # Calls: each at its moment.

    async def _launch(self) -> None:
        """Let calls go at their moments, until the end. If it fails, the loop starts it again."""
        try:
            while not self._closing:
                wait = self._take_off()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._moved.wait(), wait)
                self._moved.clear()
        finally:
            self._launching = False

    async def _take_off_by_and_by(self) -> None:
        """Wait until some have gone."""
        while (wait := self._take_off()) is not None and not self._air and not self._pacing.held_for():
            await self._clock.pause(wait)

    def _take_off(self) -> float | None:
        """Let all go that may; seconds until the next may, None if that depends on something else."""
        while self._lease.is_sure and self._lease.fence == self._fence:
            evenly = self._pacing.wait(evenly=True)
            any_place = self._pacing.wait(evenly=False)
            others = not evenly and self._air < IN_THE_AIR - KEPT_FOR_REPLIES
            if any_place or self._air >= IN_THE_AIR or (ready := self._runway.next(others=others)) is None:
                return self._next_take_off(any_place, evenly)
            with self._safely(ready):
                self._fly(ready)
        return None

    def _next_take_off(self, any_place: float, evenly: float) -> float | None:
        if self._air >= IN_THE_AIR or not self._runway:
            return None
        if self._runway.has_next(others=False):
            return any_place
        return evenly or None

    def _fly(self, ready: Ready) -> None:
        urgent = ready.call.lane is Lane.REPLY
        departure = self._pacing.take((letter.user for letter in ready.call.letters), urgent=urgent)
        self._watch.took_off(self._channel)
        self._nursery.once(f"delivery {ready.call.letters[0].id}", self._flight, ready, departure)
        self._air += 1
        self._still.clear()
        self._refill()

    async def _flight(self, ready: Ready, departure: Departure) -> None:
        left_at = self._clock.now()
        try:
            with self._safely(ready):
                outcomes = await self._flights.fly(ready, lambda: self._may_leave(departure))
                self._pacing.landed(departure)
                self._answered(ready.call, outcomes, departure, left_at)
        finally:
            self._air -= 1
            self._watch.landed(self._channel)
            self._moved.set()
            if not self._air:
                self._still.set()
                self._settling = self._settling or asyncio.get_running_loop().call_later(SETTLING, self._stir.set)

    def _may_leave(self, departure: Departure) -> bool:
        """Whether the lease is still ours; then the call leaves now."""
        self._pacing.leaves(departure)
        return self._lease.is_sure and self._lease.fence == self._fence

    def _answered(self, call: Call, outcomes: Sequence[Outcome | None], departure: Departure, left_at: int) -> None:
        """What has not left is given back as if it had never been claimed."""
        flown = [(letter, outcome) for letter, outcome in zip(call.letters, outcomes, strict=True)
                 if outcome is not None]
        self._grounded += {letter.id for letter in call.letters} - {letter.id for letter, _ in flown}
        if flown:
            letters, answers = zip(*flown, strict=True)
            self._lands(self._judge.judge(Call(letters), answers, departure, left_at), letters)
            tidings.of_waits(self._watch, self._channel, answers)

    @contextlib.contextmanager
    def _safely(self, ready: Ready) -> Iterator[None]:
        """A call that fails by a bug of ours does not stay `sending` for ever: its letters are taken up again.

        Not at once: a bug that stays shall not keep us spinning.
        """
        try:
            yield
        except BaseException:
            self._open.difference_update(letter.id for letter in ready.call.letters)
            self._recovered = False
            raise

    def _lands(self, verdicts: Sequence[Verdict], letters: Iterable[Letter] = ()) -> None:
        """To be recorded with the next page. `letters` are those of the call."""
        self._landed += verdicts
        tidings.of_ends(self._watch, self._channel, verdicts, letters, self._clock.now())
