"""Headings: any order, within the first rows, forgiving in spelling but never in silence."""

from pathlib import Path

from openpyxl import Workbook

from scheduler.programme import mistakes, table, xlsx_file
from scheduler.programme.mistakes import Found
from scheduler.programme.table import Column, Row
from tests.scheduler.programme.folder import Rows, book

COLUMNS = (
    Column("name", ("ФИО",), needed=True, limit=20),
    Column("role", ("Роль",), needed=True),
    Column("email", ("E-mail", "Почта")),
)


def test_headings_stand_in_any_order_below_a_title(tmp_path: Path) -> None:
    sheet = [("Список людей",), (), ("e-mail:", " роль* ", "Примечание", "Ф И О"), ("a@b.ru", "учитель", "!", "Анна")]
    (row,), lines = _read(tmp_path, sheet)
    assert (row.text("name"), row.text("role"), row.text("email")) == ("Анна", "учитель", "a@b.ru")
    assert row.place("name").cell == "D4"
    assert lines == []


def test_empty_rows_are_passed_over_and_counted(tmp_path: Path) -> None:
    rows, _ = _read(tmp_path, [("ФИО", "Роль"), (None, "\u200b"), ("", "  "), ("Анна", "учитель"), (), ()])
    assert [row.place("name").cell for row in rows if row.text("name")] == ["A4"]


def test_every_sheet_with_the_headings_is_read_and_others_are_not(tmp_path: Path) -> None:
    workbook = Workbook()
    for title, filled in (("Справка", [("x", "y")]), ("Школы", [("ФИО", "Роль"), ("Анна", "учитель")])):
        sheet = workbook.create_sheet(title)
        for row in filled:
            sheet.append(row)
    workbook.copy_worksheet(workbook["Школы"]).title = "Ещё"
    workbook.save(tmp_path / "t.xlsx")
    rows, lines = _parse(tmp_path / "t.xlsx")
    assert [row.place("name").sheet for row in rows] == ["Школы", "Ещё"]
    assert lines == []


def test_headings_merged_downwards_are_one_heading(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in (("ФИО", "Роль"), (), ("Анна", "учитель")):
        sheet.append(row)
    sheet.cell(3, 1).value, sheet.cell(3, 2).value = "Анна", "учитель"
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:B2")
    workbook.save(tmp_path / "t.xlsx")
    rows, lines = _parse(tmp_path / "t.xlsx")
    assert [row.text("name") for row in rows] == ["Анна"]
    assert lines == []


def test_missing_doubled_and_misspelt_headings_are_named(tmp_path: Path) -> None:
    assert _read(tmp_path, [("ФИО", "Почта", "Рол")])[1] == [
        "t.xlsx!Лист1!A1: нет столбца «Роль». Может быть, это «Рол»? Тогда поправьте заголовок."
    ]
    assert _read(tmp_path, [("ФИО", "Роль", "фио"), ("Анна", "учитель")])[1] == [
        "t.xlsx!Лист1!C1: заголовок «фио» уже есть в A1. Оставьте один такой столбец."
    ]
    assert _read(tmp_path, [("ФИО", "Роль", "E-mial"), ("Анна", "учитель")])[1] == [
        "t.xlsx!Лист1!C1: заголовок «E-mial» похож на «E-mail». Поправьте его, а если это другое — назовите иначе."
    ]


def test_a_sheet_without_headings_or_rows_says_so(tmp_path: Path) -> None:
    assert _read(tmp_path, [("Анна", "учитель")])[1] == [
        "t.xlsx!Лист1: в первых 10 строках не нашлось заголовков. Нужны столбцы: ФИО, Роль."
    ]
    assert _read(tmp_path, [])[1] == _read(tmp_path, [("Анна", "учитель")])[1]
    assert _read(tmp_path, [("ФИО", "Роль")])[1] == [
        "t.xlsx!Лист1: под заголовками нет ни одной строки. Заполните таблицу."
    ]


def test_cells_that_no_column_can_take_are_named_once(tmp_path: Path) -> None:
    rows, lines = _read(tmp_path, [("ФИО", "Роль"), ("=A9", "#REF!"), ("я" * 21, "учитель")])
    found = Found()
    assert rows[0].needed("name", found) == rows[0].needed("role", found) == ""
    assert found.all() == ()
    assert lines == [
        "t.xlsx!Лист1!A2: в ячейке формула, но её значение не сохранено. "
        "Откройте файл в Excel и сохраните или впишите само значение.",
        "t.xlsx!Лист1!B2: в ячейке ошибка Excel #REF!. Впишите само значение.",
        "t.xlsx!Лист1!A3: здесь 21 знаков, а помещается 20. Сократите текст.",
    ]


def test_a_heading_may_begin_like_ours_and_one_column_stand_for_another(tmp_path: Path) -> None:
    columns = (Column("name", ("ФИО",), needed=True, begins=("ФИО",)),
               Column("role", ("Роль",), needed=True, instead=("position",)), Column("position", ("Должность",)))
    path = book(tmp_path / "t.xlsx", [("ФИО педагога (полностью)", "Должность"), ("Анна", "завуч")])
    found = Found()
    (row,) = table.rows(path.name, xlsx_file.read(path, found), columns, found)
    assert (row.text("name"), row.text("position"), row.has("name"), row.has("role")) == ("Анна", "завуч", True, False)
    assert found.all() == ()


def test_headings_that_are_repeated_are_no_row(tmp_path: Path) -> None:
    rows, lines = _read(tmp_path, [("ФИО", "Роль"), ("Анна", "учитель"), ("ФИО", "РОЛЬ"), ("Роль", "ФИО")])
    assert [row.text("name") for row in rows] == ["Анна", "Роль"]
    assert lines == []


def _read(folder: Path, rows: Rows) -> tuple[tuple[Row, ...], list[str]]:
    return _parse(book(folder / "t.xlsx", rows))


def _parse(path: Path) -> tuple[tuple[Row, ...], list[str]]:
    found = Found()
    rows = table.rows(path.name, xlsx_file.read(path, found), COLUMNS, found)
    return rows, [mistakes.line(one) for one in found.all()]
