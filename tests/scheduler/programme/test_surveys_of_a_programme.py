"""Surveys lie in a folder of the programme, are loaded with it, and what they have changed is told by title."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scheduler.programme import apply, loader, mistakes
from scheduler.programme.difference import Changes
from scheduler.programme.mistakes import Kind
from scheduler.programme.model import Programme
from scheduler.surveys import form, written
from scheduler.surveys.form import Form, Option, Question, Scale
from scheduler.surveys.wave import Audience, Unit, Wave
from storage import participants, surveys
from storage.database import Database
from storage.participants import Role
from storage.surveys import Asked
from tests.journeys.conftest import irkutsk
from tests.scheduler.surveys.workbooks import survey

NOW = 1_526_000_000


def copied(to: Path) -> Path:
    """A copy of the example."""
    return shutil.copytree(Path(__file__).parents[3] / "examples" / "irkutsk-2018", to / "programme")


def with_surveys(*forms: Form, waves: tuple[Wave, ...] = ()) -> Programme:
    return replace(irkutsk(), surveys=forms, waves=waves)


def wave(code: str = "first", **facts: Any) -> Wave:
    wanted = {"survey": "a", "title": code.title(), "opens": date(2018, 5, 21), "closes": date(2018, 6, 8),
              "audience": Audience((Role.TEACHER, Role.DIRECTOR), ("focus",)), **facts}
    return Wave(code, **wanted)


def one(code: str = "a", title: str = "Входной", label: str = "Почему?") -> Form:
    return Form(code, title, (Question("q", form.Kind.TEXT, label),), "1")


async def test_the_example_brings_its_survey(database: Database) -> None:
    async with database.transaction() as tx:
        loaded = await apply.apply(tx, irkutsk(), now=NOW)
        stored, = await surveys.of_programme(tx, loaded.programme)
    assert loaded.surveys == Changes(("Входной мониторинг: учитель и отстающий ученик",))
    assert len(written.read(stored.questions)) == 7


async def test_what_is_new_another_and_gone_is_told(database: Database) -> None:
    async with database.transaction() as tx:
        await apply.apply(tx, with_surveys(one("a"), one("b", "Итоговый")), now=NOW)
        same = await apply.apply(tx, with_surveys(one("a"), one("b", "Итоговый")), now=NOW)
        assert not same
        other = await apply.apply(tx, with_surveys(one("a", label="Зачем?"), one("c", "Новый")), now=NOW)
        assert other.surveys == Changes(("Новый",), ("Входной",), ("Итоговый",))
        again = await apply.apply(tx, with_surveys(one("a", label="Зачем?"), one("b", "Итоговый")), now=NOW)
        assert again.surveys == Changes(("Итоговый",), (), ("Новый",))
        assert [each.code for each in await surveys.of_programme(tx, again.programme)] == ["a", "b"]


def test_questions_are_read_as_they_were_written() -> None:
    questions = (
        Question("q", form.Kind.SELECT_ONE, "А?", options=(Option("y", "Да"),), required="true()"),
        Question("r", form.Kind.RANGE, "Б?", scale=Scale(1, 5, 0.5), relevant="${q} = 'y'", heading="Раздел"),
    )
    assert written.read(written.write(questions)) == questions


def test_mistakes_of_a_survey_are_told_with_the_others(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    survey(folder / "surveys" / "wrong.xlsx", ("txt", "q", "А?"))
    (folder / "surveys" / "~$wrong.xlsx").write_bytes(b"a trace of Excel")
    found = loader.read(folder)
    assert isinstance(found, tuple)
    assert [(each.kind, each.place.file, each.place.cell) for each in found] == [
        (Kind.QUESTION_KIND_UNKNOWN, "wrong.xlsx", "A2")]


def test_two_surveys_of_one_key_are_refused(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    for name in ("one.xlsx", "two.xlsx"):
        survey(folder / "surveys" / name, ("text", "q", "А?"), form_title="Опрос", form_id="same")
    found = loader.read(folder)
    assert isinstance(found, tuple)
    assert [(each.kind, each.place.file) for each in found] == [(Kind.SURVEY_TWICE, "two.xlsx")]


async def test_waves_are_told_of_and_end_with_their_row(database: Database) -> None:
    async with database.transaction() as tx:
        first = await apply.apply(tx, with_surveys(one(), waves=(wave(), wave("last"))), now=NOW)
        assert first.waves == Changes(("First", "Last"))
        assert not await apply.apply(tx, with_surveys(one(), waves=(wave(), wave("last"))), now=NOW)
        later = wave(closes=date(2018, 6, 9))
        assert (await apply.apply(tx, with_surveys(one(), waves=(later,)), now=NOW)).waves == Changes(
            (), ("First",), ("Last",))
        for other in (replace(later, late=True), replace(later, audience=Audience((Role.TEACHER,)))):
            assert (await apply.apply(tx, with_surveys(one(), waves=(other,)), now=NOW)).waves.changed == ("First",)
        assert (await apply.apply(tx, with_surveys(waves=()), now=NOW)).waves.gone == ("First",)


async def test_a_wave_asks_whoever_holds_the_role_in_a_school_of_the_group(database: Database) -> None:
    async with database.transaction() as tx:
        waves = (wave("focus"), wave("all", audience=Audience((Role.TEACHER, Role.DIRECTOR))),
                 wave("curators", audience=Audience((Role.CURATOR,))))
        loaded = await apply.apply(tx, with_surveys(one(), waves=waves), now=NOW)
        people = await participants.listed(tx, loaded.programme)
        focus = {each.code for each in irkutsk().organisations if "focus" in each.groups}
        asked = {each.code: await surveys.asked(tx, each.id) for each in await surveys.waves(tx, loaded.programme)}
        of_schools = {each.participant for each in people if each.role in (Role.TEACHER, Role.DIRECTOR)}
        assert asked["all"] == Asked(len(of_schools), 0)
        assert 0 < asked["focus"].people <= len(of_schools)
        assert len(focus) <= asked["focus"].people
        assert asked["curators"].people == len({each.participant for each in people if each.role is Role.CURATOR})
        teacher = next(each for each in people if each.role is Role.TEACHER)
        await participants.consent(tx, teacher.participant, "1", now=NOW)
        again = await surveys.asked(tx, (await surveys.waves(tx, loaded.programme))[1].id)
        assert again == Asked(len(of_schools), 1)


@pytest.mark.parametrize(("old", "new", "kind", "line"), [
    ("survey: vhodnoj\n    title: Вх", "survey: vhodnoi\n    title: Вх", Kind.SURVEY_UNKNOWN, 4),
    ("closes: 2018-06-08", "closes: 2018-05-08", Kind.WAVE_ORDER, 7),
    ("closes: 2018-06-08", "closes: завтра", Kind.VALUE_WRONG, 7),
    ("code: itogovyj-2018", "code: vhodnoj-2018", Kind.DUPLICATE, 10),
    ("groups: [focus]\n  -", "groups: [fokus]\n  -", Kind.GROUP_UNKNOWN, 9),
    ("roles: [учитель, директор]\n    groups: [focus]\n  -", "roles: [ученик]\n  -", Kind.VALUE_WRONG, 8),
    ("late: да", "latte: да", Kind.KEY_UNKNOWN, 17),
    ("late: да", "unit: все", Kind.VALUE_WRONG, 17),
    ("late: да", "repeat: каждую неделю", Kind.VALUE_WRONG, 17),
    ("late: да", "repeat: каждый месяц", Kind.KEY_MISSING, 17),
    ("late: да", "repeat: каждый месяц\n    until: 2018-11-30", Kind.WAVE_REPEAT, 17),
    ("late: да", "places: [Осинский рай, irkutsk]", Kind.ORGANISATION_UNKNOWN, 17),
    ("late: да", "unit: организация\n    anonymous: да", Kind.ANONYMOUS_FILE, 18),
    ("late: да", "anonymous: да\n    answered: {survey: vhodnoj, question: план, answer: да}",
     Kind.ANONYMOUS_ANSWERED, 18),
    ("late: да", "anonymous: да\n    late: да", Kind.ANONYMOUS_LATE, 18),
    ("late: да", "answered: {survey: vhodnoi, question: plan, answer: da}", Kind.SURVEY_UNKNOWN, 17),
    ("late: да", "attended: seminar-2018-05-17", Kind.EVENT_UNKNOWN, 17),
    ("late: да", "answered: {survey: vhodnoj, question: плам, answer: да}", Kind.REFERENCE_UNKNOWN, 17),
    ("late: да", "answered: {survey: vhodnoj, question: план, answer: может}", Kind.ANSWER_NOT_OFFERED, 17),
])
def test_a_mistake_of_a_wave_is_named_by_its_line(tmp_path: Path, old: str, new: str, kind: Kind, line: int) -> None:
    folder = copied(tmp_path)
    file = folder / "waves.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    found = loader.read(folder)
    assert isinstance(found, tuple)
    assert {(each.kind, each.place.file, each.place.line) for each in found} == {(kind, "waves.yaml", line)}
    assert mistakes.line(found[0])


def changed(tmp_path: Path, new: str) -> tuple[Wave, ...]:
    """The waves of the example with other words in the place of the last line."""
    folder = copied(tmp_path)
    file = folder / "waves.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("late: да", new), encoding="utf-8")
    read = loader.read(folder)
    assert isinstance(read, Programme), [mistakes.line(each) for each in read]
    return read.waves


def test_a_wave_is_repeated_month_by_month(tmp_path: Path) -> None:
    waves = changed(tmp_path, "repeat: каждый месяц\n    until: 2019-02-28")[1:]
    assert [(each.code, each.title.rpartition(", ")[2], each.opens, each.closes) for each in waves] == [
        ("itogovyj-2018-2018-12", "декабрь 2018", date(2018, 12, 3), date(2018, 12, 14)),
        ("itogovyj-2018-2019-01", "январь 2019", date(2019, 1, 3), date(2019, 1, 14)),
        ("itogovyj-2018-2019-02", "февраль 2019", date(2019, 2, 3), date(2019, 2, 14))]


def test_a_wave_says_whom_it_asks_and_of_what_there_is_a_sheet(tmp_path: Path) -> None:
    school = next(each for each in irkutsk().organisations if each.level == "school")
    wave = changed(tmp_path, f"unit: об учителях\n    places: ['{school.title}']\n    subjects: [Математика]\n"
                             "    answered: {survey: vhodnoj, question: план, answer: нет}")[1]
    assert wave.unit is Unit.ABOUT_TEACHERS
    assert wave.audience == Audience((Role.TEACHER, Role.DIRECTOR), ("focus",), (school.code,), ("Математика",),
                                     ("vhodnoj", "план", "нет"))
    met = changed(tmp_path / "met", "attended: seminar-2018-05-16")[1]
    assert met.audience.attended == "seminar-2018-05-16"
    anonymous = changed(tmp_path / "other", "anonymous: да")[1]
    assert (anonymous.anonymous, anonymous.unit) == (True, Unit.PERSON)


async def test_what_was_promised_to_those_who_have_begun_stays(database: Database) -> None:
    async with database.transaction() as tx:
        loaded = await apply.apply(tx, with_surveys(one(), waves=(wave(anonymous=True),)), now=NOW)
        stored, = await surveys.waves(tx, loaded.programme)
        await tx.run("sheets.put_loose", id=5, wave=stored.id, unit="x")
        again = await apply.apply(tx, with_surveys(one(), waves=(wave(unit=Unit.ORGANISATION),)), now=NOW)
        assert not again.waves
        kept, = await surveys.waves(tx, loaded.programme)
    assert (kept.anonymous, kept.unit) == (1, "person")


async def test_the_same_waves_loaded_again_change_nothing(database: Database) -> None:
    school = next(each.code for each in irkutsk().organisations if each.level == "school")
    first = wave("rich", unit=Unit.ORGANISATION, audience=Audience((Role.TEACHER,), ("focus",), (school,), ("Физика",),
                                                                   ("a", "q", "y")))
    other = replace(first, audience=replace(first.audience, subjects=("Химия",)))
    async with database.transaction() as tx:
        for read, changes in ((first, ("Rich",)), (first, ()), (other, ("Rich",))):
            loaded = await apply.apply(tx, with_surveys(one(), waves=(read,)), now=NOW)
            assert (*loaded.waves.added, *loaded.waves.changed) == changes
