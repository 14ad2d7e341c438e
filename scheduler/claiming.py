"""A page of the ledger: what has come back is recorded, what may go soon is claimed, in one transaction.

It runs where the database likes it: it awaits nothing but its own statements, and of the pace it only asks.
"""

import logging
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from messages import post
from messages.messenger import Capabilities
from scheduler import digest, refused_files
from scheduler.calls import Call, Ready, composed
from scheduler.pacing import Pacing
from scheduler.refused_files import Wording
from scheduler.verdicts import FileRefused, Unreachable, Verdict
from storage import chats, claims, leases, outbox, participants
from storage.claims import START, Letter, Place, Postponed, Returned, Settled
from storage.database import Transaction
from storage.outbox import Lane, State

log = logging.getLogger(__name__)

AHEAD = 0.3
"""Seconds' worth of calls that are claimed before their moment, so that no moment waits for the database."""
FEWEST, MOST = 2, 64
"""Calls that are claimed ahead at the slowest and at the quickest pace."""
WALK = 1000
"""Rows looked at by one walk, however many wait: many in a row may belong to dialogues that are not ready."""
SLACK = 64
"""Rows looked at beyond those wanted, because some of their dialogues may not be ready."""


@dataclass(frozen=True, slots=True)
class Page:
    """What one transaction has to do, under the number of a lease. `now` is programme time, `real_now` real time.

    `recover` names what is open here when all else that is `sending` must be planned again; `waiting` counts the
    calls that are claimed already.
    """

    fence: int
    landed: Sequence[Verdict]
    grounded: Sequence[int]
    now: int
    real_now: int
    may_claim: bool
    recover: frozenset[int] | None
    waiting: Mapping[Lane, int]


@dataclass(frozen=True, slots=True)
class Claimed:
    """Calls that are `sending` now. `wait`: seconds until a dialogue that was not ready is; None if nothing waits so.

    `more` says that more is due than was claimed.
    """

    calls: Sequence[Ready] = ()
    wait: float | None = None
    more: bool = False


@dataclass(slots=True)
class _Search:
    """What was met on the way through the lanes."""

    waits: list[float] = field(default_factory=list)
    more: bool = False


class Claiming:
    """The pages of one channel."""

    def __init__(self, channel: str, can: Capabilities, pacing: Pacing, wording: Wording | None = None) -> None:
        self._channel, self._can, self._pacing, self._wording = channel, can, pacing, wording
        self._share = max(can.peers, can.bundle)
        self._places: dict[Lane, Place] = {}

    @property
    def stock(self) -> int:
        """Calls that are claimed ahead."""
        return min(max(math.ceil(self._pacing.rate * AHEAD), FEWEST), MOST)

    async def write(self, tx: Transaction, page: Page, *, only_replies: bool = False) -> Claimed | None:
        """Do what the page says; None if the lease is no longer ours, so that nothing could be claimed.

        With `only_replies` the other lanes are not looked at: somebody waits for this transaction.
        """
        await self._record(tx, page)
        if not page.may_claim:
            return Claimed()
        if not await leases.is_held(tx, self._channel, page.fence):
            return None
        if only_replies and page.recover is None:
            return await self._claim(tx, page, (Lane.REPLY,))
        if page.recover is not None:
            count = await claims.recover(tx, self._channel, still_open=page.recover)
            log.info("%s deliveries on %s are taken up again", count, self._channel)
        expired = await outbox.expire(tx, now=page.now, real_now=page.real_now)
        await digest.reopen(tx, expired, page.now)
        return await self._claim(tx, page, Lane)

    # Recording.

    async def _record(self, tx: Transaction, page: Page) -> None:
        ends: list[Settled] = []
        waits: list[Postponed] = []
        back: list[Returned] = []
        for verdict in page.landed:
            match verdict:
                case Settled():
                    ends.append(verdict)
                case Postponed():
                    waits.append(verdict)
                case Returned():
                    back.append(verdict)
                case FileRefused(letter, detail):
                    ends.append(Settled(letter.id, State.FAILED, detail))
                    if self._wording:
                        await refused_files.say_without(tx, self._channel, letter, self._wording, page.now)
                case Unreachable(letter, detail, left_at):
                    if await participants.seen_since(tx, self._channel, letter.user, left_at):
                        back.append(Returned(letter.id, None, kept=bool(letter.kept)))
                    else:
                        ends.append(Settled(letter.id, State.UNREACHABLE, detail))
                        await self._ask_elsewhere(tx, letter, page.now)
        await claims.settle(tx, ends, fence=page.fence, real_now=page.real_now)
        await claims.postpone(tx, waits, fence=page.fence)
        await claims.release(tx, back, fence=page.fence)
        await claims.ground(tx, page.grounded, fence=page.fence)

    async def _ask_elsewhere(self, tx: Transaction, letter: Letter, now: int) -> None:
        """Close the address; send the same under the same reason where else the person can be reached."""
        if letter.reason.startswith(chats.REASON):
            await chats.leave(tx, self._channel, letter.user, now=now)
        await participants.close_address(tx, self._channel, letter.user, now=now)
        if letter.participant is not None:
            for home in (await participants.open_addresses(tx, letter.participant))[:1]:
                await outbox.forward(tx, letter.id, channel=home.channel, user=home.user,
                                     random_id=post.draw_random_id(), now=now)

    # Claiming.

    async def _claim(self, tx: Transaction, page: Page, lanes: Iterable[Lane]) -> Claimed:
        search, calls = _Search(), list[Call]()
        behind = self.stock - sum(number for lane, number in page.waiting.items() if lane is not Lane.REPLY)
        for lane in lanes:
            # Each lane has a call ready for its own turn, however full the higher ones are.
            room = self.stock if lane is Lane.REPLY else max(behind + page.waiting[lane], 1)
            wanted = room - page.waiting[lane]
            found = await self._lane(tx, page, lane, wanted, search) if wanted > 0 else []
            behind -= 0 if lane is Lane.REPLY else len(found)
            calls += found
        return Claimed(await self._marked(tx, page, calls), min(search.waits, default=None), search.more)

    async def _lane(self, tx: Transaction, page: Page, lane: Lane, wanted: int, search: _Search) -> list[Call]:
        limit = wanted * self._share + SLACK
        rows = await self._due(tx, page, lane, limit)
        ready: list[Letter] = []
        for letter in rows:
            if wait := self._pacing.ready_in(letter.user):
                search.waits.append(wait)
            else:
                ready.append(letter)
        calls = composed(await self._with_batches(tx, ready), self._can)
        search.more |= len(calls) > wanted or len(rows) >= limit
        return calls[:wanted]

    async def _due(self, tx: Transaction, page: Page, lane: Lane, limit: int) -> list[Letter]:
        """From the beginning; and where that is crowded with dialogues that must wait, some more of what is behind."""
        rows = await self._walk(tx, page, lane, limit, START)
        end = None if len(rows) >= limit else await self._walked(tx, page, lane, START)
        if end is not None:
            begin = max(end, self._places.get(lane, START))
            rows += await self._walk(tx, page, lane, limit - len(rows), begin)
            self._places[lane] = await self._walked(tx, page, lane, begin) or START
        return rows

    async def _walk(self, tx: Transaction, page: Page, lane: Lane, limit: int, after: Place) -> list[Letter]:
        return await claims.due(tx, self._channel, lane, limit=limit, now=page.now, real_now=page.real_now, walk=WALK,
                                after=after)

    async def _walked(self, tx: Transaction, page: Page, lane: Lane, after: Place) -> Place | None:
        return await claims.walked(tx, self._channel, lane, now=page.now, walk=WALK, after=after)

    async def _with_batches(self, tx: Transaction, letters: Sequence[Letter]) -> list[Letter]:
        """What goes again as a batch brings all of it along, where its first member stands."""
        numbers = {letter.batch for letter in letters if letter.batch is not None}
        members: dict[int | None, list[Letter]] = {}
        for letter in await claims.batches(tx, numbers) if numbers else []:
            members.setdefault(letter.batch, []).append(letter)
        return [each for letter in letters
                for each in ([letter] if letter.batch is None else members.pop(letter.batch, []))]

    async def _marked(self, tx: Transaction, page: Page, calls: Sequence[Call]) -> list[Ready]:
        if not calls:
            return []
        letters = [letter for call in calls for letter in call.letters]
        ours = await claims.mark(tx, letters, fence=page.fence, real_now=page.real_now)
        words = await claims.words(tx, {letter.body for letter in letters})
        left = (Call(tuple(letter for letter in call.letters if letter.id in ours)) for call in calls)
        return [Ready(call, words) for call in left if call.letters]
