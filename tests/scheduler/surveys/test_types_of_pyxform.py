"""Every type of question that pyxform knows, and columns that change what is asked: loaded, or refused by cell."""

from pathlib import Path

import pytest
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

from scheduler.programme import mistakes
from scheduler.programme.mistakes import Found
from scheduler.programme.mistakes import Kind as Mistake
from scheduler.surveys import xlsform
from scheduler.surveys.form import Kind
from tests.scheduler.surveys.workbooks import HEADINGS, YES_NO, workbook

LIST = {"select one": " да_нет", "select_one": " да_нет", "select1": " да_нет", "select_multiple": " да_нет",
        "select all that apply": " да_нет", "rank": " да_нет"}
"""Types that need a list of options."""
OURS = {
    "select_one": Kind.SELECT_ONE, "select1": Kind.SELECT_ONE, "select_multiple": Kind.SELECT_MULTIPLE,
    "integer": Kind.INTEGER, "int": Kind.INTEGER, "decimal": Kind.DECIMAL, "range": Kind.RANGE, "text": Kind.TEXT,
    "string": Kind.TEXT, "date": Kind.DATE, "note": Kind.NOTE, "image": Kind.IMAGE, "photo": Kind.IMAGE,
    "file": Kind.FILE, "calculate": Kind.CALCULATE,
}
UNSEEN = {"start", "end", "start time", "end time", "today", "deviceid", "username", "phonenumber", "email", "audit",
          "simserial", "subscriberid"}
"""What ODK notes of the device: nobody is asked, and it is left out."""


def read(file: Path) -> tuple[list[Kind], list[tuple[Mistake, str]]]:
    """The kinds that were read, and the mistakes by cell; every mistake has words."""
    found = Found()
    form = xlsform.read(file, found)
    assert all(mistakes.line(each) for each in found.all())
    assert (form is None) == bool(found.all())
    return [one.kind for one in form.questions] if form else [], [
        (each.kind, f"{each.place.sheet}!{each.place.cell}") for each in found.all()]


@pytest.mark.parametrize("name", sorted({*QUESTION_TYPE_DICT, *OURS}))
def test_each_type_loads_or_is_refused_by_its_cell(tmp_path: Path, name: str) -> None:
    row: tuple[str | None, ...] = (name + LIST.get(name, ""), "q", "Вопрос?", None, None, None, None, None,
           "1 + 1" if name == "calculate" else None, None, None)
    kinds, wrong = read(workbook(tmp_path / "form.xlsx", survey=(HEADINGS, ("text", "first", "Первый?"), row),
                                 choices=YES_NO))
    if name == "audit":  # has a name of its own
        assert wrong == [(Mistake.XLSFORM, "survey!A3")]
    elif name in OURS:
        assert kinds == [Kind.TEXT, OURS[name]]
    elif name in UNSEEN:
        assert kinds == [Kind.TEXT]
    else:
        assert wrong == [(Mistake.QUESTION_KIND_UNKNOWN, "survey!A3")]


@pytest.mark.parametrize(("column", "value"), [
    ("choice_filter", "имя = ${first}"), ("repeat_count", "3"), ("trigger", "${first}")])
def test_columns_that_change_what_is_asked_are_refused(tmp_path: Path, column: str, value: str) -> None:
    rows = (("type", "name", "label", column), ("text", "first", "Первый?"), ("select_one да_нет", "q", "Да?", value))
    kinds, wrong = read(workbook(tmp_path / "form.xlsx", survey=rows, choices=YES_NO))
    assert kinds == []
    assert wrong == [(Mistake.COLUMN_UNSUPPORTED, "survey!D3")]


@pytest.mark.parametrize("column", ["appearance", "media::image", "body::intent", "bind::odk:length", "guidance_hint"])
def test_columns_that_change_looks_alone_do_not_matter(tmp_path: Path, column: str) -> None:
    rows = (("type", "name", "label", column), ("text", "first", "Первый?", "x"))
    assert read(workbook(tmp_path / "form.xlsx", survey=rows)) == ([Kind.TEXT], [])
