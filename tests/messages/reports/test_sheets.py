"""Words on paper: they wrap at hyphens, are cut, keep to their column, and what the font lacks is a box."""

from collections.abc import Iterator

import pytest

from messages.reports import sheets
from messages.reports.sheets import BOX, FAMILY, Sheets

NAME = "Константинопольская-Преображенская Александра Константиновна"


@pytest.fixture
def sheet() -> Iterator[Sheets]:
    with sheets.closing_fonts() as made:
        yield made


def test_what_is_too_long_is_cut_and_what_wraps_breaks_at_hyphens(sheet: Sheets) -> None:
    sheet.set_font(FAMILY, "B", 12)
    assert sheets.wrapped(sheet, NAME, 89) == [
        "Константинопольская-", "Преображенская Александра", "Константиновна"]
    assert all(sheet.get_string_width(line) <= 89 for line in sheets.wrapped(sheet, "Ы" * 400, 89))
    assert sheets.wrapped(sheet, "", 89) == []
    assert sheets.shortened(sheet, "Ы" * 400, 89).endswith("Ы…")


def test_what_the_font_lacks_is_a_box(sheet: Sheets) -> None:
    assert sheet.shown("Анна 漢") == f"Анна {BOX}"
    assert sheet.shown("№ «Ёж» – ’ ў қ") == "№ «Ёж» – ’ ў қ"


def test_balanced_lines_leave_no_word_and_no_preposition_alone(sheet: Sheets) -> None:
    text = "Дорожная карта школы: от самодиагностики к результату"
    assert sheets.fitted(sheet, text, 92, size=14, lines=2) == [
        "Дорожная карта школы: от", "самодиагностики к результату"]
    assert sheets.balanced(sheet, text, 92, size=14, lines=2) == [
        "Дорожная карта школы:", "от самодиагностики к результату"]
    assert sheets.fitted(sheet, "раз два три раз два", 44, size=14, lines=2) == ["раз два три раз", "два"]
    assert sheets.balanced(sheet, "раз два три раз два", 44, size=14, lines=2) == ["раз два три", "раз два"]


@pytest.mark.parametrize("text", ["", " ", "Ы", "Ы" * 500, "W " * 300, "а-" * 300, "-----", "漢 " * 50])
def test_balanced_lines_keep_to_their_column_and_their_number(sheet: Sheets, text: str) -> None:
    lines = sheets.balanced(sheet, text, 60, size=14, lines=3)
    assert len(lines) <= 3
    assert sheets.wide(sheet, lines, size=14) <= 60
    assert bool(lines) == bool(text.strip())
