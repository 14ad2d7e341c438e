"""The only starter of tasks: nothing dies unseen, everything stops in order."""

import asyncio
import logging
from itertools import pairwise

import pytest

from scheduler.clock import HandClock, SystemClock
from scheduler.nursery import Nursery, NurseryClosed


@pytest.fixture
def nursery() -> Nursery:
    return Nursery(HandClock(flowing=True).pause, grace=0.05)


async def forever() -> None:
    await asyncio.Event().wait()


async def test_a_loop_that_dies_is_logged_and_started_again(
    nursery: Nursery, caplog: pytest.LogCaptureFixture
) -> None:
    lives: list[int] = []
    alive = asyncio.Event()

    async def loop(fragile: int) -> None:
        lives.append(1)
        if len(lives) <= fragile:
            raise ValueError("a bug")
        alive.set()
        await forever()

    nursery.spawn("intake", loop, 2)
    await alive.wait()
    assert nursery.restarts == {"intake": 2}
    assert caplog.text.count("the loop intake has died") == 2
    assert "a bug" in caplog.text
    await nursery.close()


async def test_the_rest_between_two_lives_grows() -> None:
    clock = HandClock(0, flowing=True)
    nursery = Nursery(clock.pause)
    alive = asyncio.Event()
    times: list[int] = []

    async def loop() -> None:
        times.append(clock.now())
        if len(times) < 9:
            raise ValueError
        alive.set()

    nursery.spawn("loop", loop)
    await alive.wait()
    assert [later - sooner for sooner, later in pairwise(times)] == [1, 2, 4, 8, 16, 32, 60, 60]
    await nursery.close()


async def test_an_errand_that_fails_is_logged(nursery: Nursery, caplog: pytest.LogCaptureFixture) -> None:
    async def errand(*, what: str) -> None:
        raise ValueError(what)

    nursery.once("letter 5", errand, what="a bug")
    await nursery.close()
    assert "the errand letter 5 has failed" in caplog.text


async def test_loops_stop_in_reverse(nursery: Nursery) -> None:
    stopped: list[str] = []
    started = [asyncio.Event(), asyncio.Event()]

    async def loop(name: str, begun: asyncio.Event) -> None:
        begun.set()
        try:
            await forever()
        finally:
            stopped.append(name)

    nursery.spawn("first", loop, "first", started[0])
    nursery.spawn("second", loop, "second", started[1])
    for begun in started:
        await begun.wait()
    await nursery.close()
    await nursery.close()
    assert stopped == ["second", "first"]


class Drained:
    """A loop that comes to its end when it is drained."""

    def __init__(self) -> None:
        self.enough, self.ended = asyncio.Event(), False

    async def run(self) -> None:
        await self.enough.wait()
        self.ended = True

    async def drain(self) -> None:
        self.enough.set()


async def test_a_loop_is_drained_before_it_is_cut_off(nursery: Nursery, caplog: pytest.LogCaptureFixture) -> None:
    loop = Drained()
    nursery.spawn_drained("delivery", loop.run, loop.drain)
    await nursery.close()
    assert loop.ended
    assert not caplog.records


async def test_one_that_hangs_takes_no_time_from_those_of_its_kind(
    nursery: Nursery, caplog: pytest.LogCaptureFixture
) -> None:
    loop = Drained()
    nursery.spawn_drained("delivery one", loop.run, loop.drain)
    nursery.spawn_drained("delivery two", forever, forever)
    await nursery.close()
    assert loop.ended
    assert [record.getMessage() for record in caplog.records] == [
        "the loop delivery two is not done within its grace time"]


async def test_who_does_not_stop_in_time_is_cut_off(nursery: Nursery, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    nursery.spawn_drained("stubborn", forever, forever)
    nursery.once("slow", forever)
    await nursery.close()
    assert "the loop stubborn is not done" in caplog.text
    assert "the errand slow is cut off" in caplog.text


async def test_nothing_starts_after_the_end(nursery: Nursery) -> None:
    await nursery.close()
    with pytest.raises(NurseryClosed):
        nursery.once("late", forever)
    with pytest.raises(NurseryClosed):
        nursery.spawn("late", forever)
    with pytest.raises(NurseryClosed):
        nursery.every(1, forever)


async def test_a_tick_comes_again_even_after_a_failure(caplog: pytest.LogCaptureFixture) -> None:
    nursery = Nursery(SystemClock().pause)
    enough = asyncio.Event()
    ticks: list[int] = []

    async def deed() -> None:
        ticks.append(1)
        if len(ticks) == 3:
            enough.set()
        raise ValueError("a bug")

    nursery.every(0.01, deed, "planner")
    async with asyncio.timeout(5):
        await enough.wait()
    await nursery.close()
    assert caplog.text.count("the errand planner has failed") >= 2


async def test_a_deed_that_has_begun_is_finished_at_the_end() -> None:
    nursery = Nursery(SystemClock().pause)
    begun, may_end = asyncio.Event(), asyncio.Event()
    done: list[str] = []

    async def deed() -> None:
        begun.set()
        await may_end.wait()
        done.append("all of it")

    nursery.every(0.01, deed)
    async with asyncio.timeout(5):
        await begun.wait()
    asyncio.get_running_loop().call_later(0.01, may_end.set)
    await nursery.close()
    assert done == ["all of it"]
