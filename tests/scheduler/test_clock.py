"""Programme time, real time, and time turned by hand."""

import asyncio

from scheduler.clock import AHEAD, HandClock, RehearsalClock, SystemClock, rehearsal
from storage.database import Database

START = 1_527_000_000


class Stage:
    """A rehearsal clock with its memory and the real time beneath it."""

    def __init__(self) -> None:
        self.real = 0.0
        self.kept = 0
        self.clock = self.restarted(START)

    def restarted(self, start: int) -> RehearsalClock:
        self.clock = RehearsalClock(start, 60, keep=self._keep, monotonic=lambda: self.real)
        return self.clock

    async def _keep(self, instant: int) -> None:
        self.kept = instant


def test_the_system_clock_tells_programme_and_real_time_alike() -> None:
    clock = SystemClock()
    assert abs(clock.now() - clock.real()) <= 2
    assert clock.monotonic() <= clock.monotonic()


async def test_a_rehearsal_stands_until_it_is_played() -> None:
    stage = Stage()
    stage.real += 100
    assert stage.clock.now() == START
    await stage.clock.play()
    stage.real += 1
    assert stage.clock.now() == START + 60
    await stage.clock.halt()
    stage.real += 100
    assert stage.clock.now() == START + 60


async def test_a_rehearsal_can_change_its_speed_and_be_advanced() -> None:
    stage = Stage()
    await stage.clock.play(10)
    stage.real += 1
    await stage.clock.play(1000)
    stage.real += 1
    assert stage.clock.now() == START + 1010
    await stage.clock.advance(86400)
    assert stage.clock.now() == START + 1010 + 86400
    await stage.clock.advance(-5)
    assert stage.clock.now() == START + 1010 + 86400


async def test_a_restarted_rehearsal_never_shows_an_earlier_time() -> None:
    stage = Stage()
    await stage.clock.play()
    for step in (0.5, 1.0, 10.0):
        stage.real += step
        shown = stage.clock.now()
        assert stage.restarted(stage.kept).now() >= shown
        await stage.clock.play()


async def test_a_rehearsal_that_is_not_kept_up_waits_rather_than_outrun_its_memory() -> None:
    stage = Stage()
    await stage.clock.play()
    stage.real += 1000
    assert stage.clock.now() == START + 60 * AHEAD == stage.kept
    await stage.clock.keep_up()
    assert stage.clock.now() > START + 60 * AHEAD


async def test_a_halted_rehearsal_begins_exactly_where_it_stood() -> None:
    stage = Stage()
    await stage.clock.play()
    stage.real += 1
    await stage.clock.halt()
    assert stage.kept == START + 60


async def test_the_storage_remembers_a_rehearsal(sqlite_database: Database) -> None:
    clock = await rehearsal(sqlite_database, START)
    await clock.advance(3600)
    assert (await rehearsal(sqlite_database, START)).now() == START + 3600
    assert (await rehearsal(sqlite_database, START + 9999)).now() == START + 9999


async def test_who_pauses_by_hand_wakes_when_it_is_time() -> None:
    clock = HandClock(START)
    woken: list[str] = []

    async def sleeper(name: str, seconds: float) -> None:
        await clock.pause(seconds)
        woken.append(name)

    async def turn() -> None:
        while clock.sleepers < 2:
            await SystemClock().pause(0)
        clock.advance(5)
        while not woken:
            await SystemClock().pause(0)
        assert woken == ["soon"]
        clock.advance(5)

    await asyncio.gather(sleeper("late", 10), sleeper("soon", 5), turn())
    assert woken == ["soon", "late"]
    assert clock.now() == START + 10 == clock.real()


async def test_a_flowing_clock_waits_for_nobody() -> None:
    clock = HandClock(START, flowing=True)
    await clock.pause(3600)
    assert clock.monotonic() == START + 3600
