"""Sheets, results and errands as both databases keep them: who is asked, who sees what, what anonymity leaves."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from storage import errands, reminders, results, sheets, surveys
from storage.database import Database, Transaction, open_database
from storage.participants import Role
from storage.reminders import StandingWave
from storage.results import Rate
from storage.sheets import Given
from storage.surveys import Before, Way
from tests.scheduler import network
from tests.scheduler.network import Network, execute

TODAY, LATER = "2018-05-20", "2018-06-20"
ASKED = {"title": "Опрос", "opens_on": "2018-05-16", "closes_on": "2018-05-31", "late": False, "unit": "person",
         "anonymous": False, "whom": [Way(Role.TEACHER)]}


@dataclass
class Region:
    """Two municipalities, a school in each, two teachers in the first."""

    net: Network
    here: int
    there: int
    school: int
    other: int
    anna: int
    vera: int
    far: int
    director: int
    coordinator: int
    curator: int
    mentor: int
    observer: int

    async def wave(self, code: str = "w", **facts: object) -> int:
        await surveys.put(self.net.tx, programme=self.net.programme, code="s", title="Опрос", version="1",
                          questions='[{"name":"q","kind":"text","label":"Что?"}]', now=1)
        return await surveys.put_wave(self.net.tx, programme=self.net.programme, survey="s", code=code,
                                      **(ASKED | facts))  # type: ignore[arg-type]

    async def begun(self, participant: int, number: int = 0) -> int:
        """The sheet that somebody begins."""
        due = await sheets.due(self.net.tx, participant, TODAY)
        return await sheets.begin(self.net.tx, due[number], participant, now=5)


@pytest.fixture
async def region(database: Database) -> AsyncIterator[Region]:
    async with database.transaction() as tx:
        net = await network.found(tx)
        institute = await net.organisation("institute")
        here, there = await net.organisation("municipality", title="А"), await net.organisation("municipality",
                                                                                               title="Б")
        school, other = await net.organisation("school", here, "Школа 1"), await net.organisation("school", there,
                                                                                                  "Школа 2")
        yield Region(
            net, here, there, school, other, await net.person("teacher", school, name="Анна"),
            await net.person("teacher", school, name="Вера"), await net.person("teacher", other, name="Даль"),
            await net.person("director", school), await net.person("coordinator", here),
            await net.person("curator", institute, territory=here), await net.person("mentor", school),
            await net.person("observer", institute))


def tx_of(region: Region) -> Transaction:
    return region.net.tx


async def test_a_person_is_asked_once_whatever_their_roles(region: Region) -> None:
    wave = await region.wave(whom=[Way(Role.TEACHER), Way(Role.DIRECTOR)])
    await region.net.role(region.anna, "teacher", region.other)
    await region.net.role(region.anna, "director", region.school)
    found = await sheets.due(tx_of(region), region.anna, TODAY)
    assert [(each.wave, each.unit, each.organisation) for each in found] == [
        (wave, f"p{region.anna}", region.school)]
    assert await sheets.waiting(tx_of(region), region.anna, TODAY) == 1
    assert await sheets.waiting(tx_of(region), region.mentor, TODAY) == 0


@pytest.mark.parametrize(("late", "today", "number"), [
    (False, "2018-05-15", 0), (False, "2018-05-16", 1), (False, "2018-05-31", 1), (False, "2018-06-01", 0),
    (True, "2018-06-01", 1), (True, "2018-12-31", 1), (True, "2019-01-01", 0),
])
async def test_a_wave_has_its_days_and_lateness_ends_with_the_programme(region: Region, late: bool, today: str,
                                                                       number: int) -> None:
    await region.wave(late=late)
    assert len(await sheets.due(tx_of(region), region.anna, today)) == number
    assert await sheets.waiting(tx_of(region), region.anna, today) == number


async def test_places_subjects_and_earlier_answers_narrow_down_who_is_asked(region: Region) -> None:
    tx = tx_of(region)
    await region.net.change("participants", region.vera, search_subjects=";химия;математика;")

    async def called(wave: int) -> set[int]:
        return {each.participant for each in await reminders.called(tx, programme=region.net.programme)
                if each.wave == wave}

    teachers = {region.anna, region.vera, region.far}
    assert await called(await region.wave("a")) == teachers
    assert await called(await region.wave("b", whom=[Way(Role.TEACHER, place=region.here)])) == teachers - {region.far}
    assert await called(await region.wave("c", whom=[Way(Role.TEACHER, place=region.other)])) == {region.far}
    assert await called(await region.wave("d", whom=[Way(Role.TEACHER, subject="математика")])) == {region.vera}
    assert await called(await region.wave("e", whom=[Way(Role.TEACHER, subject="мат")])) == set()
    answered = await region.wave("f", answered=Before("s", "q", '"n"'))
    assert await called(answered) == set()
    for who, value in ((region.anna, '"n"'), (region.vera, '["y", "n"]'), (region.far, '"nn"')):
        await sheets.answer(tx, await region.begun(who), Given("q", value, None))
    assert await called(answered) == {region.anna, region.vera}


async def test_a_sheet_is_begun_once_and_its_last_answers_count(region: Region) -> None:
    tx = tx_of(region)
    wave = await region.wave()
    sheet = await region.begun(region.anna)
    assert await region.begun(region.anna) == sheet
    await sheets.answer(tx, sheet, Given("q", '"а"', None))
    await sheets.answer(tx, sheet, Given("q", '"б"', None))
    await sheets.answer(tx, sheet, Given("r", "5", None))
    await sheets.count(tx, sheet, ["q"])
    assert {each.question: each.value for each in await sheets.answers(tx, sheet)} == {"q": '"б"', "r": "5"}
    assert [each.question for each in await results.answers(tx, wave)] == ["q"]
    await sheets.finish(tx, sheet, 9)
    assert await sheets.waiting(tx, region.anna, TODAY) == 0
    stored = await sheets.held(tx, sheet)
    assert stored
    assert (stored.finished_at, stored.takes_until, stored.edition) == (9, "2018-05-31", 1)
    assert await sheets.is_asked(tx, stored, region.anna)
    assert not await sheets.is_asked(tx, stored, region.vera)
    assert await sheets.held(tx, 1) is None


async def test_one_sheet_for_a_school_goes_from_hand_to_hand(region: Region) -> None:
    tx = tx_of(region)
    await region.wave(unit="organisation")
    sheet = await region.begun(region.anna)
    assert await region.begun(region.vera) == sheet
    assert await sheets.waiting(tx, region.vera, TODAY) == 0
    await sheets.take(tx, sheet, region.vera)
    stored = await sheets.held(tx, sheet)
    assert stored
    assert stored.participant == region.anna
    await sheets.hand(tx, sheet, region.mentor)
    assert await sheets.waiting(tx, region.mentor, TODAY) == 1, "a colleague who was not asked"
    assert await sheets.waiting(tx, region.anna, TODAY) == 0


async def test_whom_one_judges_are_those_one_looks_after(region: Region) -> None:
    tx = tx_of(region)
    await region.wave("schools", unit="about_schools", whom=[Way(Role.COORDINATOR), Way(Role.CURATOR)])
    await region.wave("teachers", unit="about_teachers", whom=[Way(Role.MENTOR), Way(Role.COORDINATOR)])
    for who in (region.coordinator, region.curator):
        due = [each for each in await sheets.due(tx, who, TODAY) if each.kind == "about_schools"]
        assert [each.organisation_title for each in due] == ["Школа 1"]
    for who in (region.mentor, region.coordinator):
        due = [each for each in await sheets.due(tx, who, TODAY) if each.kind == "about_teachers"]
        assert [each.about_name for each in due] == ["Анна", "Вера"]


async def test_an_anonymous_sheet_leaves_only_that_somebody_took_part(region: Region) -> None:
    tx = tx_of(region)
    wave = await region.wave(anonymous=True)
    for who in (region.vera, region.anna):
        sheet = await region.begun(who)
        await sheets.answer(tx, sheet, Given("q", f'"{who}"', None))
        await sheets.answer(tx, sheet, Given("r", "1", None))
        await sheets.count(tx, sheet, ["q"])
        stored = await sheets.held(tx, sheet)
        assert stored
        await sheets.send(tx, stored, who)
    rows = await execute(tx, "select participant, organisation, about, begun_at, finished_at from sheets")
    assert rows == [{"participant": None, "organisation": None, "about": None, "begun_at": None, "finished_at": 0}] * 2
    assert sorted(each.value for each in await results.answers(tx, wave)) == sorted(
        f'"{who}"' for who in (region.anna, region.vera))
    assert [each.sent for each in await sheets.due(tx, region.anna, TODAY)] == [1]
    await sheets.shuffle(tx, before="2018-05-01")
    taken = await execute(tx, "select participant from participations")
    assert [row["participant"] for row in taken] == [region.anna, region.vera]
    assert [(each.organisation, each.asked, each.done) for each in await results.municipalities(
        tx, wave, region.observer)] == [(region.here, 2, 2), (region.there, 1, 0)]


async def test_drafts_of_anonymous_waves_go_after_the_closing(region: Region) -> None:
    tx = tx_of(region)
    await region.wave(anonymous=True)
    await sheets.answer(tx, await region.begun(region.anna), Given("q", '"а"', None))
    await sheets.forget_drafts(tx, before="2018-05-31")
    assert len(await execute(tx, "select * from sheets")) == 1
    await sheets.forget_drafts(tx, before="2018-06-01")
    assert await execute(tx, "select * from sheets") == await execute(tx, "select * from answers") == []


async def test_everybody_sees_their_part_of_the_results(region: Region) -> None:
    tx = tx_of(region)
    wave = await region.wave()
    for who in (region.anna, region.far):
        sheet = await region.begun(who)
        await sheets.answer(tx, sheet, Given("q", '"а"', None))
        await sheets.finish(tx, sheet, 9)
    here, there = Rate(region.here, "А", 2, 1), Rate(region.there, "Б", 1, 1)
    seen = {region.observer: [here, there], region.curator: [here], region.coordinator: [here],
            region.director: [here], region.anna: []}
    for who, rates in seen.items():
        assert await results.municipalities(tx, wave, who) == rates
        assert [each.wave for each in await results.waves(tx, who, TODAY)] == [wave] * bool(rates)
        assert await results.any_wave(tx, who, TODAY) == bool(rates)
        counted = sum(each.number for each in await results.tallies(tx, wave, who))
        assert counted == sum(each.done for each in rates) == await results.finished(tx, wave, who)
    assert await results.tallies(tx, wave, region.observer, region.here, "q") == await results.tallies(
        tx, wave, region.curator)
    assert await results.tallies(tx, wave, region.observer, region.school, "z") == []
    assert [await results.sees(tx, wave, who) for who in seen] == [0, 2, 1, 1, -1]
    assert [each.name for each in await results.missing(tx, wave, region.coordinator)] == ["Вера"]
    assert await results.missing(tx, wave, region.observer) == []
    assert await results.missing(tx, wave, region.curator, region.other) == []
    assert [(each.person, each.place) for each in await results.sheets(tx, wave, region.curator)] == [
        ("Анна", "Школа 1")]
    assert await results.sheets(tx, wave, region.director) == []
    assert await results.schools(tx, wave, region.curator, region.here) == [Rate(region.school, "Школа 1", 2, 1)]
    assert await results.schools(tx, wave, region.curator, region.there) == []
    survey = await results.survey(tx, (await results.waves(tx, region.curator, TODAY))[0].survey)
    assert survey
    assert survey.code == "s"
    assert [each.wave for each in await results.waves_of_survey(tx, survey.id, TODAY)] == [wave]


async def test_reminders_of_waves_fire_for_those_who_have_not_finished(region: Region) -> None:
    tx = tx_of(region)
    wave = await region.wave()
    called = await reminders.called(tx, programme=region.net.programme)
    assert {each.participant for each in called} == {region.anna, region.vera, region.far}
    assert [each.wave for each in await reminders.called(tx, participant=region.anna)] == [wave]
    for _ in range(2):
        await reminders.stand_waves(tx, [StandingWave(who, wave, "opens", 10) for who in (region.anna, region.vera)])
    await sheets.finish(tx, await region.begun(region.vera), 9)
    due = await reminders.due_waves(tx, [region.anna, region.vera, region.far], now=10)
    assert {who: [each.waiting for each in rows] for who, rows in due.items()} == {region.anna: [1], region.vera: [0]}
    assert await reminders.due_participants(tx, now=10, limit=9) == [region.anna, region.vera]
    assert await reminders.due(tx, [region.anna], now=10) == {region.anna: []}
    assert len(await reminders.of_waves(tx, programme=region.net.programme)) == 2
    assert [row.wave for row in await reminders.of_waves(tx, participant=region.anna)] == [wave]
    assert await reminders.tasks_of_participant(tx, region.anna) == []


async def test_an_errand_is_taken_by_one_and_by_another_when_left(database: Database) -> None:
    async with database.transaction() as tx:
        net = await network.found(tx)
        who = await net.person("curator", await net.organisation("institute"))
        id = await errands.put(tx, participant=who, channel="vk", user="5", kind="chart", facts="{}")
        assert await errands.any_free(tx, stale=0)
        taken = await errands.take(tx, real_now=100, stale=50)
        assert taken
        assert (taken.id, taken.channel, taken.user, taken.tries) == (id, "vk", "5", 1)
        assert await errands.take(tx, real_now=101, stale=51) is None
        assert not await errands.any_free(tx, stale=51)
        again = await errands.take(tx, real_now=500, stale=200)
        assert again
        assert again.tries == 2
        await errands.free(tx, id)
        assert await errands.any_free(tx, stale=0)
        assert await errands.waiting(tx, who) == 1
        assert await errands.end(tx, id)
        assert not await errands.end(tx, id)


def test_who_is_asked_is_found_from_the_person_or_the_wave(tmp_path: Path) -> None:
    """SQLite once began with everybody of a role: 73 s for ten thousand teachers where it takes 0.05."""
    asyncio.run(_migrated(f"sqlite:///{tmp_path}/plan.db"))
    with closing(sqlite3.connect(tmp_path / "plan.db")) as connection:
        def plan(condition: str) -> list[str]:
            return [row[3] for row in connection.execute(f"explain query plan select * from asked where {condition}")]

        assert not [step for step in plan("participant = 5") if "roles_programme" in step]
        assert not [step for step in plan("participant = 5 and wave = 3") if "roles_programme" in step]
        assert not [step for step in plan("1 = 1") if step == "SCAN t"]


async def _migrated(url: str) -> None:
    await (await open_database(url)).close()
