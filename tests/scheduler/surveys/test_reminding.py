"""Surveys in the daily digest: on the first day, shortly before the last, on the last, to who has not answered."""

from datetime import date
from typing import Any

import pytest

from scheduler.surveys import reminding
from scheduler.surveys.reminding import rungs
from storage import sheets, surveys
from storage.database import Database
from storage.participants import Role
from storage.surveys import Way
from tests.scheduler.network import execute, reminders_of
from tests.scheduler.test_digest import Morning, at


async def asks(morning: Morning, *, opens: str = "2018-04-09", closes: str = "2018-04-20", code: str = "w",
               catching_up_at: str = "2018-04-02 10:00", **how: Any) -> int:
    settings: dict[str, Any] = {"late": False, "unit": "person", "anonymous": False, **how}
    async with morning.database.transaction() as tx:
        await surveys.put(tx, programme=morning.programme, code=code, title=f"Опрос {code}", version="1",
                          questions="[]", now=1)
        wave = await surveys.put_wave(tx, programme=morning.programme, survey=code, code=code, title="Этап",
                                      opens_on=opens, closes_on=closes, whom=[Way(Role.DIRECTOR)], **settings)
        await reminding.plan_programme(tx, morning.programme, at(catching_up_at))
    return wave


async def finishes(morning: Morning, today: str = "2018-04-10") -> None:
    async with morning.database.transaction() as tx:
        due, = await sheets.due(tx, morning.director, today)
        await sheets.finish(tx, await sheets.begin(tx, due, morning.director, now=1), 1)


@pytest.mark.parametrize(("opens", "closes", "expected"), [
    ("2018-04-09", "2018-04-20", {"opens": "04-09", "soon": "04-17", "last": "04-20"}),
    ("2018-04-14", "2018-04-22", {"opens": "04-16", "soon": "04-19", "last": "04-20"}),
    ("2018-04-09", "2018-04-10", {"opens": "04-09", "last": "04-10"}),
    ("2018-04-09", "2018-04-09", {"opens": "04-09"}), ("2018-04-14", "2018-04-15", {}),
    ("2018-04-13", "2018-04-16", {"opens": "04-13", "last": "04-16"}),
])
def test_rungs_are_working_days_of_the_wave_and_never_two_on_one(opens: str, closes: str,
                                                                 expected: dict[str, str]) -> None:
    found = rungs(date.fromisoformat(opens), date.fromisoformat(closes))
    assert {rung: f"{day:%m-%d}" for rung, day in found.items()} == expected


async def test_it_is_told_on_its_mornings_until_it_is_answered(database: Database) -> None:
    morning = Morning(database)
    await morning.settle()
    await asks(morning)
    assert await morning.tick("2018-04-09 08:59") == 0
    assert await morning.tick("2018-04-09 09:00") == 1
    letter, = await morning.letters()
    assert "Опрос w" in letter["content"]
    assert "survey:wave:" in letter["content"]
    await finishes(morning)
    assert await morning.tick("2018-04-20 09:00") == 0
    assert {row["rung"]: row["outcome"] for row in await reminders_of(database)} == {
        "opens": "digest", "soon": "stale", "last": "stale"}


async def test_it_stands_in_one_message_with_the_tasks(database: Database) -> None:
    morning = Morning(database)
    await morning.settle("2018-04-10")
    for number in range(3):
        await asks(morning, code=f"w{number}", opens="2018-04-03", closes="2018-04-12")
    assert await morning.tick("2018-04-03 09:00") == 1
    letter, = await morning.letters()
    for words in ("Опрос w0", "Опрос w2", "Провести семинар", "Ответить: Опрос w0"):
        assert words in letter["content"]
    assert letter["content"].count("survey:wave:") == 2


async def test_what_comes_too_late_is_not_told(database: Database) -> None:
    morning = Morning(database)
    await morning.settle()
    await asks(morning, closes="2018-04-10")
    assert await morning.tick("2018-04-11 09:00") == 0
    assert await morning.outcomes() == {"stale"}


async def test_whoever_missed_the_opening_hears_of_it_the_next_morning(database: Database) -> None:
    morning = Morning(database)
    await morning.settle()
    await asks(morning, opens="2018-04-02", closes="2018-04-03", catching_up_at="2018-04-02 15:00")
    assert await morning.tick("2018-04-02 15:00") == 0
    assert await morning.tick("2018-04-03 09:00") == 1
    await asks(morning, opens="2018-04-02", closes="2018-04-03", catching_up_at="2018-04-03 15:00")
    assert len(await reminders_of(database)) == 2, "nobody is told twice of the opening, or after the last day"


async def test_another_period_or_audience_moves_and_cancels(database: Database) -> None:
    morning = Morning(database)
    await morning.settle()
    wave = await asks(morning)
    await asks(morning, opens="2018-04-10")
    rows = {row["rung"]: row["fire_at"] for row in await reminders_of(database)}
    assert rows["opens"] == at("2018-04-10 09:00")
    async with database.transaction() as tx:
        await execute(tx, "update roles set ended_at = 1 where participant = :who", who=morning.director)
        await reminding.plan_participant(tx, morning.director, at("2018-04-03 10:00"))
    assert {row["outcome"] for row in await reminders_of(database, wave=wave)} == {"cancelled"}


async def test_a_programme_that_drops_the_wave_drops_its_reminders(database: Database) -> None:
    morning = Morning(database)
    await morning.settle()
    wave = await asks(morning)
    async with database.transaction() as tx:
        await surveys.end_wave(tx, wave, now=1)
        await reminding.plan_programme(tx, morning.programme, at("2018-04-03 10:00"))
    assert await morning.outcomes() == {"cancelled"}
