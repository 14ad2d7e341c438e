"""A table with a text for each school: its headings, its rows, and every mistake by sheet, row and column."""

import pytest

from scheduler import school_texts
from scheduler.school_texts import SchoolText, Table
from tests.parcels import workbook


def read(*sheets: list[tuple[object, ...]], hidden: tuple[int, ...] = (), limit: int = 100) -> Table:
    return school_texts.read("итоги.xlsx", workbook(*sheets, hidden=hidden), limit)


def test_rows_are_read_under_whatever_heading_means_them() -> None:
    for school, text in (("Школа", "Текст"), ("ОРГАНИЗАЦИЯ", " сообщение "), ("Код школы:", "Текст письма*")):
        table = read([("Отчёт за май",), (text, "Балл", school), ("Раз\nдва", 5, "bilchir"), (3, None, 46)])
        assert table == Table((SchoolText("bilchir", "Раз\nдва"), SchoolText("46", "3")), (), 0)


def test_words_of_a_cell_are_words_and_no_markup() -> None:
    table = read([("Школа", "Текст"), ("а", "<b>5 & 6</b>\u200b")])
    assert table.rows == (SchoolText("а", "&lt;b&gt;5 &amp; 6&lt;/b&gt;"),)


def test_hidden_rows_and_sheets_are_passed_over_and_counted() -> None:
    table = read([("Школа", "Текст"), ("а", "Раз"), ("б", "Два"), (None, None), ("в", "Три")], hidden=(3, 4, 5))
    assert table == Table((SchoolText("а", "Раз"),), (), 2)


def test_all_sheets_with_these_headings_are_read() -> None:
    head = ("Школа", "Текст")
    assert [each.school for each in read([head, ("а", "1")], [("Разное",)], [head, ("б", "2")]).rows] == ["а", "б"]


@pytest.mark.parametrize(("rows", "mistake"), [
    ([("Школа", "Текст"), ("а", None)], "итоги.xlsx!Лист1!B2: ячейка пуста"),
    ([("Школа", "Текст"), (None, "Раз")], "итоги.xlsx!Лист1!A2: ячейка пуста"),
    ([("Школа", "Текст"), ("а", "я" * 101)], "итоги.xlsx!Лист1!B2: здесь 101"),
    ([("Школа", "Текст"), ("а", "&" * 30)], "итоги.xlsx!Лист1!B2: здесь 150"),
    ([("Школа", "Текст"), ("а", "=1+1")], "итоги.xlsx!Лист1!B2"),
    ([("Школа", "Балл"), ("а", "5")], "итоги.xlsx!Лист1: в первых 10 строках не нашлось заголовков"),
    ([("Школа", "Текст", "Школа"), ("а", "5", "б")], "итоги.xlsx!Лист1!C1"),
    ([("Школа", "Текст")], "итоги.xlsx!Лист1: под заголовками нет ни одной строки"),
])
def test_a_mistake_is_told_where_it_stands(rows: list[tuple[object, ...]], mistake: str) -> None:
    table = read(rows)
    assert table.rows == ()
    assert [line for line in table.mistakes if line.startswith(mistake)]


def test_all_mistakes_are_told_at_once() -> None:
    table = read([("Школа", "Текст"), ("а", None), (None, "Раз"), ("б", "ж" * 200), ("в", "Два")])
    assert len(table.mistakes) == 3


def test_what_is_too_large_or_no_workbook_is_told() -> None:
    wide: list[tuple[object, ...]] = [tuple(range(90)) for _ in range(school_texts.CELLS // 90 + 1)]
    assert "итоги.xlsx" in read(wide).mistakes[0]
    assert "это не книга Excel" in school_texts.read("а.xlsx", b"PK\x03\x04", 100).mistakes[0]
