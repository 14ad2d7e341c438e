"""The roadmap as an Excel file: the table of the order, figures to filter by, who stands where, indicators."""

import io
from dataclasses import replace
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from messages.reports import apart, roadmap_book, roadmap_cells
from messages.reports.roadmap_figures import Place, Progress, Roadmap, RoadmapBook
from tests.messages.reports.roadmaps import EMPTY, MEASURED, ROADMAP, SCHOOL

FIRST = 7
"""The first row below the headings: a section."""


def opened(roadmap: Roadmap) -> Any:
    return openpyxl.load_workbook(io.BytesIO(roadmap_book.make(roadmap)))


def row(page: Any, number: int) -> list[object]:
    return [cell.value for cell in page[number]]


def test_the_first_sheet_is_the_table_of_the_order_with_figures_beside_it() -> None:
    page = opened(ROADMAP)["Дорожная карта"]
    assert row(page, 3)[0] == "Программа поддержки"
    assert row(page, 5) == ["№", "Мероприятие", "Срок", "Ответственные", "Ожидаемый результат", "Исполнение",
                            "Примечание", "Состояние", "Сделали", "Всего", "Просрочили", "Начало", "Крайний день",
                            "Последний отчёт"]
    assert row(page, 6)[:8] == ["1", "2", "3", "4", "5", "6", "7", None]
    assert row(page, FIRST) == ["1. Школы", *[None] * 13]
    told = row(page, FIRST + 1)
    assert told[:5] == ["1.1", "Провести семинар", "с 21.05.2018 по 30.05.2018", "Институт\nШколы: Фокус-группа",
                        "Справка\nне менее 7 соглашений"]
    assert told[7:] == ["Исполнено", 3, 3, 0, datetime(2018, 5, 21), datetime(2018, 5, 30),  # noqa: DTZ001  as Excel has it
                        datetime(2018, 6, 1)]  # noqa: DTZ001
    assert page["M8"].number_format == "DD.MM.YYYY"


def test_it_can_be_filtered_and_printed() -> None:
    page = opened(ROADMAP)["Дорожная карта"]
    assert page.auto_filter.ref == "A6:N12"
    assert page.freeze_panes == "C7"
    assert page.print_title_rows == "$5:$6"
    assert page.print_area == "'Дорожная карта'!$A$1:$G$42", "the figures are not printed"
    assert (page.page_setup.orientation, page.page_setup.fitToWidth) == ("landscape", 1)
    assert {"A7:G7", "A3:G3"} <= {str(each) for each in page.merged_cells.ranges}


def test_states_have_colours_and_the_legend_says_them() -> None:
    page = opened(ROADMAP)["Дорожная карта"]
    green, red = roadmap_cells.PROGRESS[Progress.DONE], roadmap_cells.PROGRESS[Progress.LATE]
    assert [page[place].fill.fgColor.rgb for place in ("F8", "H8", "F9", "H9")] == [f"00{green}"] * 2 + [f"00{red}"] * 2
    assert page["F11"].fill.fill_type is None
    legend = {page.cell(line, 2).value: page.cell(line, 1).fill.fgColor.rgb for line in range(20, 40)}
    assert (legend["Исполнено"], legend["Просрочено"]) == (f"00{green}", f"00{red}")
    assert len({*legend} - {None}) == len(Progress)


def test_below_the_table_stand_the_totals_and_who_made_it() -> None:
    words = [page.value for page in opened(ROADMAP)["Дорожная карта"]["A"] if page.value]
    assert "Задач организаций: 7, сделано 5 (71 %), просрочено 1" in words
    assert words[-1].endswith("Озерова Анна Петровна, куратор")


def test_words_of_people_are_never_a_formula() -> None:
    book = opened(replace(ROADMAP, programme="=1+1", measured=MEASURED))
    cells = [cell for page in book.worksheets for line in page.iter_rows() for cell in line
             if isinstance(cell.value, str) and cell.value.startswith(("=", "+"))]
    assert len(cells) == 6
    assert {(cell.data_type, cell.quotePrefix) for cell in cells} == {("s", True)}


def test_each_organisation_has_a_row_with_a_sign_for_each_row_of_the_roadmap() -> None:
    page = opened(ROADMAP)["По организациям"]
    assert row(page, 1)[:6] == ["Муниципалитет", "Организация", "Сделано", "Всего", "Просрочено",
                                "1.1. Провести семинар"]
    assert row(page, 2) == ["Район", "МБОУ «СОШ № 1»", 1, 2, 1, "✓", "!", None, None]
    assert row(page, 3) == ["Район", "=Школа", 2, 3, 0, "✓", "п", "·", None]
    assert row(page, 4)[5] == "в"
    assert row(page, 5) == [None, "Сделали", None, None, None, "3/3", "2/3", "0/1", None]
    assert (page.freeze_panes, page.auto_filter.ref) == ("F2", "A1:I4")
    colours = {place: page[place].fill.fgColor.rgb[2:] for place in ("F2", "G2", "G3", "F4")}
    assert colours == {"F2": roadmap_cells.GREEN, "G2": roadmap_cells.RED, "G3": roadmap_cells.BLUE,
                       "F4": roadmap_cells.ORANGE}


@pytest.mark.parametrize(("roadmap", "sheets"), [
    (ROADMAP, ["Дорожная карта", "По организациям"]), (SCHOOL, ["Дорожная карта"]), (EMPTY, ["Дорожная карта"]),
    (replace(ROADMAP, measured=MEASURED), ["Дорожная карта", "По организациям", "Показатели"]),
])
def test_a_sheet_that_would_say_nothing_is_left_out(roadmap: Roadmap, sheets: list[str]) -> None:
    assert opened(roadmap).sheetnames == sheets


def test_indicators_have_plan_fact_and_percent() -> None:
    page = opened(replace(ROADMAP, measured=MEASURED))["Показатели"]
    assert [row(page, number) for number in range(2, 5)] == [
        ["1.1", "=Обучено", "человек", 60, 45, 75], ["1.2", "Соглашения", "штук", 7, None, None],
        ["1.3", "Ничего", "%", 0, 0, None]]


def test_a_roadmap_without_rows_says_so() -> None:
    assert row(opened(EMPTY)["Дорожная карта"], FIRST)[0] == "Мероприятий пока нет."


def test_two_hundred_schools_and_many_rows_take_little_time() -> None:
    points = [replace(ROADMAP.points[0], number=str(number)) for number in range(100)]
    many = replace(ROADMAP, parts=(replace(ROADMAP.parts[0], points=points),),
                   places=[Place(f"Школа {number}", "Район", "awlro" * 20) for number in range(200)])
    page = opened(many)["По организациям"]
    assert page.max_row == 1 + 200 + 1 + 1 + 1 + 5
    assert page.sheet_properties.pageSetUpPr is None or not page.sheet_properties.pageSetUpPr.fitToPage


async def test_it_is_made_in_a_process_of_its_own() -> None:
    book = openpyxl.load_workbook(io.BytesIO(await apart.make(RoadmapBook(ROADMAP))))
    assert book.sheetnames == ["Дорожная карта", "По организациям"]
