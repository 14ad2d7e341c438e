"""Groups of updates: side by side for different people, in order for each, and nobody waits for another's file."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import pytest

from bot import waiting_line
from bot.waiting_line import Line, Waiting
from messages.updates import Address, Said, Unreadable
from scheduler.nursery import Nursery
from tests.loopback.memory import MemoryMessenger
from tests.phone import StageClock


class Counter:
    """Takes groups when it is let; what is slow waits for its own turn."""

    def __init__(self, width: int = 1) -> None:
        self.nursery = Nursery(StageClock(1).pause)
        self.line = Line(self.nursery, self._take, self._take_slowly, width)
        self.messenger = MemoryMessenger()
        self.groups: list[list[str]] = []
        self.taken: list[str] = []
        self.slow: set[str] = set()
        self.broken: set[str] = set()
        self.opened, self.fetched = asyncio.Event(), asyncio.Event()
        self.opened.set()
        self.fetched.set()
        self.begun = asyncio.Semaphore(0)

    async def comes(self, *texts: str) -> None:
        """Each text is written by the person whose name is its first letter."""
        await self.line.through(self.messenger, [
            Said(key=text, address=Address("memory", text[0]), text=text) for text in texts
        ])

    async def _take(self, group: Sequence[Waiting]) -> Sequence[Waiting]:
        self.groups.append([each.update.key for each in group])
        self.begun.release()
        await self.opened.wait()
        rest: list[Waiting] = []
        for each in group:
            if each.update.key in self.broken:
                raise ConnectionError(each.update.key)
            if each.update.key in self.slow or any(other.person == each.person for other in rest):
                rest.append(each)
            else:
                self.taken.append(each.update.key)
        return rest

    async def _take_slowly(self, waiting: Waiting) -> None:
        await self.fetched.wait()
        if waiting.update.key in self.broken:
            raise ConnectionError(waiting.update.key)
        self.taken.append(waiting.update.key)


@pytest.fixture
async def counter() -> AsyncIterator[Counter]:
    counter = Counter()
    yield counter
    await counter.nursery.close()


async def test_what_waits_is_taken_together_each_persons_in_order(counter: Counter) -> None:
    counter.opened.clear()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(counter.comes("a1"))
        await counter.begun.acquire()
        for texts in (["b1", "a2"], ["c1"], ["b2", "a3"]):
            tasks.create_task(counter.comes(*texts))
        await asyncio.wait([tasks.create_task(counter.comes())])
        counter.opened.set()
    assert counter.groups == [["a1"], ["b1", "b2", "a2", "a3", "c1"]]


async def test_a_group_is_bounded(counter: Counter) -> None:
    await counter.comes(*(f"a{number}" for number in range(waiting_line.GROUP + 1)))
    assert [len(group) for group in counter.groups] == [waiting_line.GROUP, 1]
    assert counter.taken == [f"a{number}" for number in range(waiting_line.GROUP + 1)]


async def test_a_database_with_several_writers_gets_several_groups_of_different_people(
    monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting_line, "GROUP", 2)
    counter = Counter(width=3)
    counter.opened.clear()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(counter.comes("a1", "b1", "c1", "a2", "d1", "e1", "a3"))
        for _ in range(3):
            await counter.begun.acquire()
        assert counter.groups == [["a1", "a2"], ["b1", "c1"], ["d1", "e1"]]
        counter.opened.set()
    assert counter.groups[3:] == [["a3"]]
    await counter.nursery.close()


async def test_nobody_waits_for_another_persons_file_and_their_own_words_come_after_it(counter: Counter) -> None:
    counter.slow.add("a1")
    counter.fetched.clear()
    async with asyncio.TaskGroup() as tasks:
        first = tasks.create_task(counter.comes("a1", "a2"))
        await counter.comes("b1")
        await counter.comes("b2")
        assert counter.taken == ["b1", "b2"]
        assert not first.done()
        tasks.create_task(counter.comes("a3"))
        counter.fetched.set()
    assert counter.taken == ["b1", "b2", "a1", "a2", "a3"]


async def test_who_came_with_what_could_not_be_taken_in_is_told_and_may_come_again(counter: Counter) -> None:
    counter.broken.add("a1")
    with pytest.raises(ConnectionError):
        await counter.comes("a1", "b1")
    counter.broken.clear()
    await counter.comes("a1", "b1")
    assert counter.taken == ["a1", "b1"]


async def test_a_slow_one_that_fails_is_told_too(counter: Counter) -> None:
    counter.slow.add("a1")
    counter.fetched.clear()
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(_fails(counter))
        await counter.begun.acquire()
        counter.broken.add("a1")
        counter.fetched.set()
        await task


async def test_what_somebody_did_after_one_that_must_come_again_waits_for_it(counter: Counter) -> None:
    """Else the press after a file would be heard before the file, whenever the database was away for a moment."""
    counter.slow.add("a1")
    counter.fetched.clear()
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(_fails(counter, "a1", "a2", "b1"))
        await counter.begun.acquire()
        counter.broken.add("a1")
        counter.fetched.set()
        await task
    await counter.comes("c1")
    assert counter.taken == ["b1", "c1"]
    counter.broken.clear()
    await counter.comes("a1", "a2", "b1")
    assert counter.taken == ["b1", "c1", "b1", "a1", "a2"]


async def _fails(counter: Counter, *texts: str) -> None:
    with pytest.raises(ConnectionError):
        await counter.comes(*texts or ("a1",))


async def test_all_that_nobody_can_read_is_one_persons(counter: Counter) -> None:
    unreadable = [Unreadable(key="x1", raw=""), Unreadable(key="x2", raw="")]
    await counter.line.through(counter.messenger, unreadable)
    assert counter.taken == ["x1", "x2"]
