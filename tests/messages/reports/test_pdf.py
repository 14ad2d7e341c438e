"""Cards to be cut: eight a page, nothing outside its card, pictures that hold the link."""

import re
import zlib
from collections.abc import Iterator

import pytest

from messages.reports import pdf, qr
from messages.reports.pdf import BOX, Card, Sheets, cards

LINKS = (("Telegram", "https://t.me/vekha_bot?start=23ABC4WXYZ"), ("VK", "https://vk.me/vekha?ref=23ABC4WXYZ"))
CARD = Card("Озерин Баир Олегович", ("Директор", "МБОУ «Бильчирская СОШ»"), LINKS, "Код", "23ABC4WXYZ", "до 14 августа",
            "Наведите камеру телефона на картинку.")
HOSTILE = ["Ы" * 5000, "W" * 300, "а-" * 300, "שלום مرحبا", "😀 漢字 𝔘", "\u202eназад\x00\x07\r\n\t",
           "\\( ) <b> & %d {x} ~nb~", "", " ", "**жирно** __нет__", "\ud800"]


@pytest.fixture
def sheet() -> Iterator[Sheets]:
    with pdf.closing_fonts() as sheets:
        yield sheets


def pages(content: bytes) -> list[str]:
    """The drawing of each page."""
    streams = [zlib.decompress(raw) for raw in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
               if raw[:1] == b"x"]
    return [text.decode("latin-1") for text in streams if b" re f" in text or b" l S" in text]


def rectangles(page: str) -> list[tuple[float, float, float, float]]:
    found = re.findall(r"^(\S+) (\S+) (\S+) (\S+) re f", page, re.MULTILINE)
    return [(float(x), float(y), float(width), float(height)) for x, y, width, height in found]


def test_eight_cards_make_a_page() -> None:
    assert [len(pages(cards("Приглашения", [CARD] * number))) for number in (0, 1, 8, 9, 17)] == [1, 1, 1, 2, 3]


def test_a_picture_has_every_dark_field_of_the_code_and_its_quiet_zone() -> None:
    (page,) = pages(cards("x", [CARD]))
    side, rows = pdf.LARGEST / 25.4 * 72, [qr.rows(link) for _, link in LINKS]
    area = sum(width * abs(height) for _, _, width, height in rectangles(page))
    expected = sum(sum(map(sum, each)) * (side / len(each)) ** 2 for each in rows)
    assert area == pytest.approx(expected, rel=0.01)
    assert all(not any(each[edge]) for each in rows for edge in (0, 1, 2, 3, -1, -2, -3, -4))


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_no_name_breaks_the_page(name: str) -> None:
    card = Card(name, (name, name), LINKS, name, "23ABC4WXYZ", name, name)
    made = pages(cards("x", [card] * 8))
    assert len(made) == 1
    heights = [float(y) for y in re.findall(r"BT \S+ (\S+) Td", made[0])]
    assert all(0 < y < 842 for y in heights)


def test_what_is_too_long_is_cut_and_what_wraps_breaks_at_hyphens(sheet: Sheets) -> None:
    sheet.set_font("card", "B", 12)
    assert pdf._wrapped(sheet, "Константинопольская-Преображенская Александра Константиновна", 89) == [
        "Константинопольская-", "Преображенская Александра", "Константиновна"]
    assert all(sheet.get_string_width(line) <= 89 for line in pdf._wrapped(sheet, "Ы" * 400, 89))
    assert pdf._wrapped(sheet, "", 89) == []
    assert pdf._shortened(sheet, "Ы" * 400, 89).endswith("Ы…")


def test_what_the_font_lacks_is_a_box(sheet: Sheets) -> None:
    assert sheet.shown("Анна 漢") == f"Анна {BOX}"
    assert sheet.shown("№ «Ёж» – ’ ў қ") == "№ «Ёж» – ’ ў қ"


def test_three_messengers_share_the_room() -> None:
    (page,) = pages(cards("x", [Card("А", (), (*LINKS, ("MAX", "https://max.ru/b?start=1")), "Код", "ABCDE", "", "")]))
    left = (pdf.LEFT + pdf.PAD) / 25.4 * 72
    assert all(left <= x and x + width <= left + pdf.PICTURES / 25.4 * 72 for x, _, width, _ in rectangles(page))
