"""A table to be filled in offers its lists, keeps numbers as text, and says how."""

import io

from openpyxl import Workbook, load_workbook

from messages.reports import blank
from messages.reports.blank import Field, Guide

GUIDE = Guide("Как", ("Столбец", "Что"), "нужен", ("Первое.", "Второе."), "Нет такого.")
FIELDS = (
    Field("Код", 10, "Имя.", needed=True, text=True),
    Field("Вид", 12, "Какой.", choices=("один", "два")),
    Field("Выше", 12, "Чей.", own="Код"),
    Field("Долго", 12, "Много.", choices=tuple(f"вариант {number}" for number in range(60))),
)


def _book() -> Workbook:
    return load_workbook(io.BytesIO(blank.workbook("Лист", FIELDS, [("1.1", "один", "", "строка\nещё")], GUIDE)))


def test_the_headings_have_their_notes_and_the_rows_stand_below() -> None:
    sheet = _book()["Лист"]
    assert [(cell.value, cell.comment and cell.comment.text) for cell in sheet[1]] == [
        ("Код", "Имя."), ("Вид", "Какой."), ("Выше", "Чей."), ("Долго", "Много.")]
    assert [cell.value for cell in sheet[2]] == ["1.1", "один", None, "строка\nещё"]
    assert sheet["A2"].number_format == "@"


def test_lists_are_offered_and_one_that_excel_cannot_hold_is_not() -> None:
    lists = _book()["Лист"].data_validations.dataValidation
    assert {str(each.sqref)[0]: (each.formula1, each.errorStyle) for each in lists} == {
        "B": ('"один,два"', "warning"), "C": ("=$A$2:$A$2000", "warning")}


def test_the_guide_tells_every_column_and_which_are_needed() -> None:
    rows = [[cell.value for cell in row] for row in _book()["Как"].iter_rows()]
    assert rows[:2] == [["Первое.", None], ["Второе.", None]]
    assert rows[3:] == [["Столбец", "Что"], ["Код (нужен)", "Имя."], ["Вид", "Какой."], ["Выше", "Чей."],
                        ["Долго", "Много."]]
