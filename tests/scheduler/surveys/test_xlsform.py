"""A workbook of each kind of question is read as ODK reads it; a wrong one is explained by cell."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from scheduler.programme.mistakes import Found, Kind, line
from scheduler.surveys import form, xlsform
from scheduler.surveys.form import Form, Option, Question, Scale
from tests.scheduler.surveys.workbooks import HEADINGS, YES_NO, Rows, survey, workbook


def made(file: Path) -> Form:
    """The form, which must be without mistakes."""
    found = Found()
    read = xlsform.read(file, found)
    assert [line(each) for each in found.all()] == []
    assert read
    return read


def mistakes(file: Path) -> list[tuple[Kind, str]]:
    """What is wrong, and where."""
    found = Found()
    assert xlsform.read(file, found) is None
    assert all(line(each) for each in found.all())
    return [(each.kind, each.place.cell) for each in found.all()]


YES = (Option("да", "Да"), Option("нет", "Нет"))


@pytest.mark.parametrize(("row", "question"), [
    (("select_one да_нет", "q", "План есть?"), Question("q", form.Kind.SELECT_ONE, "План есть?", options=YES)),
    (("select_multiple да_нет", "q", "Что?"), Question("q", form.Kind.SELECT_MULTIPLE, "Что?", options=YES)),
    (("integer", "q", "Сколько?", "человек"), Question("q", form.Kind.INTEGER, "Сколько?", "человек")),
    (("decimal", "q", "Доля?"), Question("q", form.Kind.DECIMAL, "Доля?")),
    (("range", "q", "Оцените", None, None, None, None, None, None, "start=0 end=10 step=2"),
     Question("q", form.Kind.RANGE, "Оцените", scale=Scale(0, 10, 2))),
    (("text", "q", "Почему?", None, "yes"), Question("q", form.Kind.TEXT, "Почему?", required="true()")),
    (("text", "q", "Почему?", None, "no"), Question("q", form.Kind.TEXT, "Почему?")),
    (("date", "q", "Когда?", None, None, None, ". <= today()", "Не позже сегодня"),
     Question("q", form.Kind.DATE, "Когда?", constraint=". <= today()", constraint_message="Не позже сегодня")),
    (("note", "q", "Спасибо!"), Question("q", form.Kind.NOTE, "Спасибо!")),
    (("image", "q", "Снимок стенда"), Question("q", form.Kind.IMAGE, "Снимок стенда")),
    (("file", "q", "Приказ"), Question("q", form.Kind.FILE, "Приказ")),
    (("calculate", "q", None, None, None, None, None, None, "2 + 2"),
     Question("q", form.Kind.CALCULATE, calculation="2 + 2")),
    (("integer", "q", "Сколько?", None, None, None, None, None, None, None, "3"),
     Question("q", form.Kind.INTEGER, "Сколько?", default="3")),
])
def test_each_kind_of_question(tmp_path: Path, row: Sequence[str | None], question: Question) -> None:
    read = made(survey(tmp_path / "опрос.xlsx", row))
    assert read.questions == (question,)
    assert read.question("q").is_asked is (question.kind is not form.Kind.CALCULATE)


def test_a_title_a_key_and_a_version_come_from_the_settings(tmp_path: Path) -> None:
    settings = {"form_title": "Входной", "form_id": "input", "version": "7"}
    read = made(survey(tmp_path / "a.xlsx", ("text", "q", "Почему?"), **settings))
    assert (read.code, read.title, read.version) == ("input", "Входной", "7")


def test_without_settings_the_name_of_the_file_serves(tmp_path: Path) -> None:
    read = made(survey(tmp_path / "monitoring.xlsx", ("text", "q", "Почему?")))
    assert (read.code, read.title, read.version) == ("monitoring", "monitoring", "")


def test_a_group_gives_its_condition_to_each_question_and_its_label_to_the_first(tmp_path: Path) -> None:
    read = made(survey(
        tmp_path / "a.xlsx",
        ("integer", "age", "Стаж?"),
        ("begin_group", "g", "О школе", None, None, "${age} > 5"),
        ("text", "one", "Раз?"), ("text", "two", "Два?", None, None, "${one} != ''"),
        ("end_group", None),
        ("text", "three", "Три?"),
    ))
    assert [(one.name, one.heading, one.relevant) for one in read.questions] == [
        ("age", "", ""), ("one", "О школе", "${age} > 5"), ("two", "", "(${age} > 5) and (${one} != '')"),
        ("three", "", "")]


def test_an_answer_of_ones_own_is_asked_for_only_where_it_is_offered(tmp_path: Path) -> None:
    read = made(survey(tmp_path / "a.xlsx", ("select_one да_нет or_other", "q", "План?"),
                       ("select_one да_нет", "r", "Точно?")))
    assert read.question("q").options == (*YES, Option("other", "Другое"))
    assert read.question("r").options == YES
    assert (read.question("q_other").kind, read.question("q_other").relevant) == (
        form.Kind.TEXT, "selected(${q}, 'other')")


def test_of_several_languages_russian_is_read(tmp_path: Path) -> None:
    headings = ("type", "name", "label::English (en)", "label::Русский (ru)")
    read = made(workbook(
        tmp_path / "a.xlsx",
        survey=(headings, ("select_one yn", "q", "A plan?", "План есть?")),
        choices=(("list_name", "name", "label::English (en)", "label::Русский (ru)"), ("yn", "y", "Yes", "Да")),
    ))
    assert (read.question("q").label, read.question("q").options) == ("План есть?", (Option("y", "Да"),))


def test_what_odk_notes_of_the_device_is_left_out_and_blank_rows_do_not_matter(tmp_path: Path) -> None:
    read = made(survey(tmp_path / "a.xlsx", ("start", "start"), ("deviceid", "deviceid"), (), ("text", "q", "Почему?")))
    assert [one.name for one in read.questions] == ["q"]


@pytest.mark.parametrize(("rows", "expected"), [
    ([("selectone да_нет", "q", "А?")], [(Kind.QUESTION_KIND_UNKNOWN, "A2")]),
    ([("geopoint", "q", "Где?")], [(Kind.QUESTION_KIND_UNKNOWN, "A2")]),
    ([("begin_repeat", "q", "Дети")], [(Kind.QUESTION_KIND_UNKNOWN, "A2")]),
    ([("select_one нет_такого", "q", "А?")], [(Kind.CHOICES_UNKNOWN, "A2")]),
    ([("select_one", "q", "А?")], [(Kind.CHOICES_UNKNOWN, "A2")]),
    ([("text", "два слова", "А?")], [(Kind.QUESTION_NAME, "B2")]),
    ([("text", None, "А?")], [(Kind.REQUIRED, "B2")]),
    ([(None, "q", "А?")], [(Kind.REQUIRED, "A2")]),
    ([("text", "q")], [(Kind.REQUIRED, "C2")]),
    ([("text", "q", "А?"), ("text", "q", "Б?")], [(Kind.DUPLICATE, "B3")]),
    ([("text", "q", "А" * 1001)], [(Kind.TOO_LONG, "C2")]),
    ([("text", "q", "А?", None, None, "${a} = 1")], [(Kind.REFERENCE_UNKNOWN, "F2")]),
    ([("text", "q", "А?", None, None, "${b} = 1"), ("text", "b", "Б?")], [(Kind.REFERENCE_LATER, "F2")]),
    ([("note", "q", "Это ${b}"), ("text", "b", "Б?")], [(Kind.REFERENCE_LATER, "C2")]),
    ([("text", "q", "А?", None, None, None, "foo(.)")], [(Kind.EXPRESSION, "G2")]),
    ([("calculate", "q", None, None, None, None, None, None, "1 +")], [(Kind.EXPRESSION, "I2")]),
    ([("text", "q", "А?", None, "${p}")], [(Kind.REFERENCE_UNKNOWN, "E2")]),
    ([("range", "q", "А?", None, None, None, None, None, None, "start=1 end=5 step=0")], [(Kind.XLSFORM, "A2")]),
    ([("range", "q", "А?", None, None, None, None, None, None, "start=0 end=1000 step=1")], [(Kind.RANGE, "J2")]),
    ([("begin_group", "g", "Группа"), ("text", "q", "А?")], [(Kind.XLSFORM, "A2")]),
    ([("calculate", "q")], [(Kind.XLSFORM, "A2")]),
    ([], [(Kind.TABLE_EMPTY, "")]),
])
def test_a_mistake_is_named_by_its_cell(
    tmp_path: Path, rows: list[tuple[str | None, ...]], expected: list[tuple[Kind, str]]
) -> None:
    assert mistakes(survey(tmp_path / "a.xlsx", *rows)) == expected


@pytest.mark.parametrize(("choices", "expected"), [
    ((("list_name", "name", "label"), ("да_нет", "д а", "Да")), [(Kind.OPTION_NAME, "B2")]),
    ((("list_name", "name", "label"), ("да_нет", None, "Да")), [(Kind.REQUIRED, "B2")]),
    ((("list_name", "name", "label"), ("да_нет", "да", None)), [(Kind.REQUIRED, "C2")]),
    ((("list_name", "name", "label"), ("да_нет", "да", "Д" * 301)), [(Kind.TOO_LONG, "C2")]),
    ((*YES_NO, ("да_нет", "да", "Да")), [(Kind.XLSFORM, "B4")]),
    ((YES_NO[0], *(("да_нет", f"o{number}", "Да") for number in range(201))), [(Kind.TOO_MANY_ROWS, "A202")]),
])
def test_a_mistake_among_the_options_too(tmp_path: Path, choices: Rows, expected: list[tuple[Kind, str]]) -> None:
    assert mistakes(survey(tmp_path / "a.xlsx", ("select_one да_нет", "q", "А?"), choices=choices)) == expected


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    file = survey(tmp_path / "a.xlsx", ("txt", "a", "А?"), ("text", None, "Б?"), ("select_one x", "c", "В?"),
                  ("text", "d", "Г?", None, None, "${c} = ", "foo(${e})"))
    assert mistakes(file) == [
        (Kind.QUESTION_KIND_UNKNOWN, "A2"), (Kind.REQUIRED, "B3"), (Kind.CHOICES_UNKNOWN, "A4"),
        (Kind.EXPRESSION, "F5"), (Kind.EXPRESSION, "G5"), (Kind.REFERENCE_UNKNOWN, "G5")]


def test_too_many_questions_are_refused(tmp_path: Path) -> None:
    file = survey(tmp_path / "a.xlsx", *[("text", f"q{number}", "А?") for number in range(301)])
    assert mistakes(file) == [(Kind.TOO_MANY_ROWS, "A302")]


def test_a_workbook_without_questions_or_no_workbook_at_all(tmp_path: Path) -> None:
    assert mistakes(workbook(tmp_path / "a.xlsx", choices=YES_NO)) == [(Kind.SHEET_MISSING, "")]
    (tmp_path / "b.xlsx").write_bytes(b"no workbook")
    assert mistakes(tmp_path / "b.xlsx") == [(Kind.XLSX_BROKEN, "")]


def test_a_formula_without_a_value_is_named(tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", survey=(HEADINGS, ("text", "q", "=A1&A2")), choices=YES_NO)
    assert (Kind.FORMULA, "C2") in mistakes(file)
