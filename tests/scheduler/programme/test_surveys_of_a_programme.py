"""Surveys lie in a folder of the programme, are loaded with it, and what they have changed is told by title."""

import shutil
from dataclasses import replace
from pathlib import Path

from scheduler.programme import apply, loader
from scheduler.programme.difference import Changes
from scheduler.programme.mistakes import Kind
from scheduler.programme.model import Programme
from scheduler.surveys import form, written
from scheduler.surveys.form import Form, Option, Question, Scale
from storage import surveys
from storage.database import Database
from tests.journeys.conftest import irkutsk
from tests.scheduler.surveys.workbooks import survey

NOW = 1_526_000_000


def copied(to: Path) -> Path:
    """A copy of the example."""
    return shutil.copytree(Path(__file__).parents[3] / "examples" / "irkutsk-2018", to / "programme")


def with_surveys(*forms: Form) -> Programme:
    return replace(irkutsk(), surveys=forms)


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
