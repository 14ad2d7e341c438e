"""Takes updates in: what comes together shares a transaction; only then is the platform told.

If a handler fails, its group is undone and each of its updates is taken alone: one that fails there is tried again, and
in the end the person gets an apology with a number that stands in the log.
"""

import logging
import secrets
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial

from bot.fetching import Fetching
from bot.turns import NOTHING, Brought, Catalogues, Taken, Turns
from bot.waiting_line import Line, Waiting
from handlers.router import Router
from messages.messenger import Batch, Messenger
from messages.updates import Pressed, SentFile, Unreadable
from scheduler.clock import Clock
from scheduler.delivery import Claim
from scheduler.nursery import Nursery
from scheduler.watch import NOBODY, Ending, Watch
from storage import inbox
from storage.database import Database, OutOfReach, Transaction

log = logging.getLogger(__name__)

TRIES = 3
"""Runs of a handler before the apology."""


Aboard = Callable[[Collection[str]], AbstractAsyncContextManager[Claim]]


class Reception:
    """Takes in batches. `nudge` wakes delivery after a commit.

    With `aboard`, the deliveries of these channels claim within our transaction what we plan in it: an answer then goes
    as soon as it is committed, and costs one commit instead of two.
    """

    def __init__(self, database: Database, router: Router, catalogues: Catalogues, clock: Clock, nursery: Nursery,
                 nudge: Callable[[], None], watch: Watch = NOBODY, aboard: Aboard | None = None) -> None:
        self._database, self._clock, self._nursery = database, clock, nursery
        self._nudge, self._watch, self._aboard = nudge, watch, aboard or self._ashore
        self._fetching = Fetching(clock)
        self._turns = Turns(router, catalogues, clock, watch)
        self._line = Line(nursery, self._take, self._take_slowly, database.writers)

    async def receive(self, messenger: Messenger, batch: Batch) -> None:
        """All of a batch, durably. Raises when the database is away: the batch must come again then.

        Batches that come at the same time, from webhooks, share their transactions.
        """
        await self._line.through(messenger, batch.updates)
        if batch.keep:
            async with self._database.transaction() as tx:
                await inbox.keep_position(tx, messenger.channel, batch.position)

    async def _take(self, group: Sequence[Waiting]) -> Sequence[Waiting]:
        """Take a group in; what is left must wait for the network. Raises `OutOfReach`."""
        if len(group) > 1:
            try:
                return await self._taken(group)
            except OutOfReach:
                raise
            except Exception as problem:
                log.info("a group of %s updates is taken apart: %s", len(group), type(problem).__name__)
        rest: list[Waiting] = []
        for waiting in group:
            held = any(each.person == waiting.person for each in rest)
            rest += [waiting] if held else await self._tried(waiting)
        return rest

    async def _take_slowly(self, waiting: Waiting) -> None:
        """One that needs the network first."""
        update, messenger = waiting.update, waiting.messenger
        if isinstance(update, SentFile):
            # What came just before it may have begun the question that it answers, or ended it.
            if not await self._tried(waiting):
                return
            brought = Brought(files=await self._fetching.all(messenger, update.files))
        elif isinstance(update, Unreadable):
            brought = NOTHING
        else:
            brought = Brought(profile=await messenger.profile(update.address.user))
        await self._tried(waiting, brought)

    async def _tried(self, waiting: Waiting, brought: Brought | None = None) -> Sequence[Waiting]:
        incident, key = "", waiting.update.key
        for attempt in range(1, TRIES + 1):
            try:
                return await self._taken([waiting], brought)
            except OutOfReach:
                raise
            except Exception:
                incident = incident or secrets.token_hex(4)
                log.exception("incident %s: update %s failed, try %s of %s", incident, key, attempt, TRIES,
                              extra={"incident": incident, "update": key, "attempt": attempt,
                                     "channel": waiting.messenger.channel})
        await self._database.work(partial(self._turns.apologise, waiting.update, incident))
        self._watch.taken_in(waiting.messenger.channel, Ending.APOLOGY)
        self._nudge()
        return ()

    async def _taken(self, group: Sequence[Waiting], brought: Brought | None = None) -> Sequence[Waiting]:
        async with self._aboard({waiting.messenger.channel for waiting in group}) as claim:
            taken = await self._database.work(partial(self._transact, group, brought, claim))
        for waiting, ending in taken.endings:
            self._watch.taken_in(waiting.messenger.channel, ending)
        for waiting, answer in taken.answers:
            press = waiting.update
            if isinstance(press, Pressed) and press.ack:
                self._nursery.once("acknowledge", waiting.messenger.acknowledge, press, answer.notice)
        return taken.rest

    async def _transact(
        self, group: Sequence[Waiting], brought: Brought | None, claim: Claim, tx: Transaction
    ) -> Taken:
        taken = await self._turns.take(group, brought, tx)
        await claim(tx, others=taken.others)
        return taken

    @asynccontextmanager
    async def _ashore(self, channels: Collection[str]) -> AsyncIterator[Claim]:
        """Without anybody aboard, delivery looks for itself."""
        yield _nothing
        self._nudge()


async def _nothing(tx: Transaction, *, others: bool) -> None:
    """Nobody is aboard."""
