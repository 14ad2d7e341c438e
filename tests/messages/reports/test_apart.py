"""Charts and workbooks are made by another process: what they hold, what they cost, and what happens when it fails."""

import io
import os
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image

from messages.reports import apart
from messages.reports.apart import NotMade
from messages.reports.chart import draw
from messages.reports.figures import Chart, Page, Paper, Series, Workbook

LONG = "Нет поддержки дома и в семье, родители не отвечают на звонки и не приходят на собрания уже второй год " * 3
EMPTY = "Ответов пока нет"


def chart(labels: int, *counts: tuple[int, ...], title: str = "Что труднее всего?", label: str = "Ответ") -> Chart:
    series = [Series(f"Этап {number}", sum(each), each) for number, each in enumerate(counts, 1)]
    return Chart(title, [f"{label} {number}" for number in range(labels)], series, "ответов: 5", EMPTY)


def size(png: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(png)) as picture:
        assert picture.format == "PNG"
        return picture.size


CHARTS = {
    "long labels": chart(5, (50, 30, 25, 10, 5), title=LONG, label=LONG),
    "one answer": chart(3, (0, 1, 0)),
    "no answers": chart(3, (0, 0, 0)),
    "twelve options": chart(12, tuple(range(12))),
    "two waves": chart(4, (5, 3, 0, 1), (1, 1, 1, 7)),
    "four waves": chart(2, (5, 3), (1, 1), (0, 0), (2, 3)),
    "no bars": chart(0, ()),
    "signs of mathematics": chart(2, (1, 2), title="Цена $x^2$ в $ и \\frac", label="$\\frac{1}{$"),
}


@pytest.mark.parametrize("name", sorted(CHARTS))
def test_every_chart_can_be_drawn_and_fits_a_telephone(name: str) -> None:
    """VEKHA_PICTURES names a folder for whoever wants to look at them."""
    png = draw(CHARTS[name])
    width, height = size(png)
    assert width == 1040
    assert 200 < height < 3 * width
    assert len(png) < 300_000
    if folder := os.environ.get("VEKHA_PICTURES"):
        (Path(folder) / f"{name}.png").write_bytes(png)


def test_more_bars_and_more_waves_take_more_room() -> None:
    heights = [size(draw(each))[1] for each in (chart(2, (1, 1)), chart(4, (1, 1, 1, 1)),
                                               chart(4, (1, 1, 1, 1), (1, 1, 1, 1)))]
    assert heights == sorted(set(heights))


async def test_another_process_draws_the_same_picture() -> None:
    wanted = CHARTS["two waves"]
    assert await apart.make(wanted) == draw(wanted)


async def test_a_workbook_holds_figures_as_figures_and_never_a_formula() -> None:
    rows: list[list[str | int | float | None]] = [
        ["=1+1", "число"], ["=HYPERLINK(\"http://x\")", 5], ["+7 902", 0.25], ["@x", None],
        ["две\nстроки", -3]]
    made = await apart.make(Workbook([Page("Ответы" * 9, [10, 20], rows), Page("Пусто", [], [])]))
    book = load_workbook(io.BytesIO(made))
    page = book.worksheets[0]
    assert page.title == ("Ответы" * 9)[:31]
    assert [list(row) for row in page.iter_rows(values_only=True)] == rows
    assert {cell.data_type for row in page.iter_rows() for cell in row} == {"s", "n"}
    assert page["A2"].quotePrefix
    assert page.freeze_panes == "A2"


async def test_the_process_knows_no_secret_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "secret")
    assert "secret" not in "".join(apart._environment().values())
    assert not apart._environment().keys() & os.environ.keys() - {"PATH", "PYTHONPATH", "PYTHONIOENCODING",
                                                                  "MPLCONFIGDIR"}


async def test_what_cannot_be_made_is_said() -> None:
    with pytest.raises(NotMade, match="IndexError"):
        await apart.make(Chart("Что?", ["а", "б"], [Series("", 1, [1])], "", EMPTY))


async def test_a_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "PATIENCE", 0.01)
    with pytest.raises(NotMade, match="longer than"):
        await apart.make(CHARTS["one answer"])


async def test_a_sheet_for_signatures_is_laid_out_for_paper() -> None:
    rows: list[list[str | int | float | None]] = [
        ["№", "ФИО", "Организация", "Подпись"], [1, "=Озерин Баир", "МБОУ «Бильчирская СОШ» " * 4, None]]
    paper = Paper("Явка: «Школа & семья», 10 сентября", landscape=True, row_height=26)
    book = load_workbook(io.BytesIO(await apart.make(Workbook([
        Page("Явка", [5, 40, 40, 25], rows, paper), Page("Х", [5], [["x"]], Paper()), Page("Ответы", [5], [["x"]])]))))
    page, upright, screen = book.worksheets
    assert [list(row) for row in page.iter_rows(values_only=True)] == rows
    assert (page.page_setup.orientation, page.page_setup.paperSize, page.print_title_rows) == ("landscape", 9, "$1:$1")
    assert page.sheet_properties.pageSetUpPr
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.oddHeader
    assert page.oddHeader.center.text == "Явка: «Школа && семья», 10 сентября"
    assert {cell.border.left.style for row in page.iter_rows() for cell in row} == {"thin"}
    assert all(cell.alignment.wrap_text for row in page.iter_rows() for cell in row)
    assert {cell.alignment.horizontal for row in page.iter_rows() for cell in row if cell.data_type == "n"
            and cell.value is not None} == {"center"}
    assert [page.row_dimensions[line].height for line in (1, 2)] == [26, 45]
    assert page["A1"].font.bold
    assert page["B2"].quotePrefix
    assert page.auto_filter.ref is None
    assert upright.page_setup.orientation == "portrait"
    assert screen["A1"].border.left is None or screen["A1"].border.left.style is None
