"""The way in outlives network, platform and database, and says meanwhile what is wrong."""

from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import TypeVar

import pytest

from bot.catalogues import Catalogues
from bot.intake import Intake
from bot.patience import LONGEST, STOPPED
from bot.reception import Reception
from handlers.router import Returned, Room, Router
from handlers.turn import Answer, Turn
from messages.messenger import Batch, ChannelProblem, ChannelStopped, Unavailable
from messages.updates import Address, Said
from scheduler.leases import LASTING, Lease
from scheduler.nursery import Nursery
from storage import inbox
from storage.database import Database, OutOfReach, Transaction
from tests.loopback.memory import MemoryMessenger
from tests.phone import StageClock
from tests.wording import CATALOGUE

T = TypeVar("T")


class EndOfTest(BaseException):
    """Leaves the loop that runs for ever."""


class Scripted(MemoryMessenger):
    """Polls end as the script says; after it the test is over. `on_poll` is what happens while one waits."""

    on_poll: Callable[[], Awaitable[None]] | None = None

    def __init__(self, openings: list[ChannelProblem | None], polls: list[Batch | ChannelProblem]) -> None:
        super().__init__()
        self._openings, self._polls = deque(openings), deque(polls)
        self.asked: list[str] = []

    async def open(self) -> None:
        if problem := self._openings.popleft():
            raise problem

    async def receive(self, position: str) -> Batch:
        self.asked.append(position)
        if not self._polls:
            raise EndOfTest
        if self.on_poll:
            await self.on_poll()
        poll = self._polls.popleft()
        if isinstance(poll, ChannelProblem):
            raise poll
        return poll


class Clock(StageClock):
    """Remembers every pause and what stood there meanwhile; `beat` is what else the process does in the time."""

    def __init__(self) -> None:
        super().__init__(1_527_000_000)
        self.pauses: list[float] = []
        self.on_pause: Callable[[], None] = lambda: None
        self.beat: Callable[[], Awaitable[None]]

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.on_pause()
        await super().pause(seconds)
        await self.beat()


class Flaky:
    """A database that is away for so many transactions."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.away = 0
        self.url, self.writers, self.signature = database.url, database.writers, database.signature

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        return self._database.transaction()

    async def work(self, deed: Callable[[Transaction], Awaitable[T]]) -> T:
        if self.away:
            self.away -= 1
            raise OutOfReach("the database is away")
        return await self._database.work(deed)

    async def look(self, deed: Callable[[Transaction], Awaitable[T]]) -> T:
        return await self._database.look(deed)

    def reading(self) -> AbstractAsyncContextManager[Transaction]:
        return self._database.reading()

    async def close(self) -> None:
        await self._database.close()


class Echo:
    """Answers nothing."""

    async def answered(self, turn: Turn) -> Answer | None:
        return None

    async def came_with_code(self, turn: Turn, code: str) -> Returned:
        return turn.say("registration/declined")

    not_understood = unknown_button = answered


class Case:
    """An intake, and what it told."""

    def __init__(self, database: Database, openings: list[ChannelProblem | None],
                 polls: list[Batch | ChannelProblem], lease: type[Lease] = Lease) -> None:
        self.clock, self.database = Clock(), Flaky(database)
        self.messenger = Scripted(openings, polls)
        self.told: list[tuple[str, str]] = []
        self.states: list[str] = []
        reception = Reception(self.database, Router([Room()], Echo(), Echo()), Catalogues(CATALOGUE), self.clock,
                              Nursery(self.clock.pause), lambda: None)
        self.lease = lease(database, "memory", self.clock)
        self.intake = Intake(self.database, self.messenger, reception, self.clock, self._stopped, self.lease)
        self.clock.beat = self.lease.beat
        self.clock.on_pause = lambda: self.states.append(self.intake.state)

    async def run(self) -> None:
        await self.lease.beat()
        with pytest.raises(EndOfTest):
            await self.intake.run()

    async def _stopped(self, channel: str, detail: str) -> None:
        self.told.append((channel, detail))


def batch(position: str, key: str = "1") -> Batch:
    return Batch((Said(key=key, address=Address("memory", "7"), text="hello"),), position, keep=True)


async def test_it_asks_on_only_from_where_all_is_stored(sqlite_database: Database) -> None:
    case = Case(sqlite_database, [None], [batch("1", "a"), batch("2", "b")])
    await case.run()
    assert case.messenger.asked == ["", "1", "2"]
    assert (case.intake.state, case.clock.pauses) == ("", [])


async def test_after_a_restart_it_goes_on_from_the_kept_position(sqlite_database: Database) -> None:
    await Case(sqlite_database, [None], [batch("41")]).run()
    case = Case(sqlite_database, [None], [])
    await case.run()
    assert case.messenger.asked == ["41"]


async def test_while_the_messenger_is_away_it_waits_longer_and_longer(sqlite_database: Database) -> None:
    away = Unavailable("no network")
    case = Case(sqlite_database, [away, away, None], [*[away] * 8, batch("1"), away])
    await case.run()
    assert case.clock.pauses == [1, 2, 1, 2, 4, 8, 16, 32, LONGEST, LONGEST, 1]
    assert set(case.states) == {"no network"}
    assert case.messenger.asked[-1] == "1"


async def test_a_wait_that_the_messenger_asks_for_is_kept(sqlite_database: Database) -> None:
    case = Case(sqlite_database, [None], [Unavailable("slowly", after=17), batch("1")])
    await case.run()
    assert case.clock.pauses == [17]


async def test_a_refused_token_is_told_once_and_tried_again_later(sqlite_database: Database) -> None:
    refused = ChannelStopped("the token is wrong")
    case = Case(sqlite_database, [refused, refused, None], [refused, batch("1")])
    await case.run()
    assert case.clock.pauses == [STOPPED] * 3
    assert case.told == [("memory", "the token is wrong")] * 2, "once for each time it broke"
    assert case.intake.state == ""


async def test_while_the_database_is_away_the_batch_waits_and_nothing_is_acknowledged(
    sqlite_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    case = Case(sqlite_database, [None], [batch("1")])
    case.database.away = 2
    await case.run()
    assert case.messenger.asked == ["", "1"]
    assert case.clock.pauses == [1, 2]
    assert len([record for record in caplog.records if "could not be stored" in record.getMessage()]) == 2
    async with sqlite_database.reading() as tx:
        assert await inbox.seen(tx, ["1", "2"]) == {"1"}
        assert await inbox.position(tx, "memory") == "1"


class Sleeper(Lease):
    """Its process falls asleep at each poll; it beats only when somebody waits for it."""

    story: list[str]

    async def held(self) -> None:
        self.story.append("waits")
        await self.beat()
        await super().held()


async def test_who_was_asleep_makes_sure_of_the_lease_before_it_polls_on(sqlite_database: Database) -> None:
    case = Case(sqlite_database, [None, None, None], [batch("1", "a"), batch("2", "b")], Sleeper)
    assert isinstance(case.lease, Sleeper)
    story = case.lease.story = []

    async def sleeps() -> None:
        story.append(case.messenger.asked[-1])
        await StageClock.pause(case.clock, LASTING)

    case.messenger.on_poll = sleeps
    await case.run()
    assert story == ["waits", "", "waits", "1", "waits"]
