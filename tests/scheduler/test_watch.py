"""Whoever watches over delivery hears of every call, every end and every wait, and of nobody by name."""

from collections import Counter
from collections.abc import AsyncIterator

import pytest

from messages.messenger import Gone, Rejected, Scope, Stopped, TryLater
from scheduler.delivery import Delivery
from scheduler.pacing import Pacing
from scheduler.watch import Nobody
from storage.database import Database
from storage.outbox import Lane, State
from tests.loopback.memory import LOST_REPLY
from tests.scheduler.office import Office


class Tally(Nobody):
    """Remembers what it is told."""

    def __init__(self) -> None:
        self.ends: Counter[tuple[Lane, State]] = Counter()
        self.waits: list[float] = []
        self.throttles: list[Scope] = []
        self.air = self.calls = 0

    def took_off(self, channel: str) -> None:
        self.air += 1
        self.calls += 1

    def landed(self, channel: str) -> None:
        self.air -= 1

    def throttled(self, channel: str, scope: Scope) -> None:
        self.throttles.append(scope)

    def ended(self, channel: str, lane: Lane, state: State) -> None:
        self.ends[lane, state] += 1

    def sent_after(self, lane: Lane, seconds: float) -> None:
        self.waits.append(seconds)


class WatchedOffice(Office):
    """A delivery with somebody at the window."""

    def __init__(self, database: Database) -> None:
        self.tally = Tally()
        super().__init__(database)

    def opened(self) -> Delivery:
        pacing = Pacing(self.messenger.capabilities, self.clock.monotonic)
        return Delivery(self.database, self.messenger, self.clock, pacing, self.nursery, self.leased(),
                        chance=lambda: 1.0, watch=self.tally)


@pytest.fixture
async def office(sqlite_database: Database) -> AsyncIterator[WatchedOffice]:
    office = WatchedOffice(sqlite_database)
    yield office
    await office.nursery.close()


async def test_each_end_is_told_with_its_lane_and_how_long_it_took(office: WatchedOffice) -> None:
    office.messenger.fail(Rejected("too long"))
    wrong = await office.put(user="1", lane=Lane.REPLY)
    await office.delivered(wrong)
    late = await office.put(user="2", lane=Lane.TALK)
    await office.delivered(late, after=90)
    assert office.tally.ends == {(Lane.REPLY, State.FAILED): 1, (Lane.TALK, State.SENT): 1}
    assert office.tally.waits == [90]
    assert (office.tally.calls, office.tally.air) == (2, 0)


async def test_somebody_gone_is_told_when_it_is_believed(office: WatchedOffice) -> None:
    office.messenger.fail(Gone("blocked"))
    gone = await office.put(lane=Lane.BROADCAST)
    assert await office.delivered(gone) == [State.UNREACHABLE]
    assert office.tally.ends == {(Lane.BROADCAST, State.UNREACHABLE): 1}


async def test_a_wait_that_was_asked_for_is_told_and_our_own_is_not(office: WatchedOffice) -> None:
    office.messenger.fail(TryLater("429", after=1, scope=Scope.TOKEN), LOST_REPLY)
    id = await office.put()
    await office.delivered(id, after=2)
    await office.delivered(id, after=60)
    assert office.tally.throttles == [Scope.TOKEN]


async def test_what_goes_back_has_not_ended(office: WatchedOffice) -> None:
    office.messenger.fail(Stopped("5: token"))
    await office.delivered(await office.put())
    assert not office.tally.ends
    assert office.tally.air == 0
