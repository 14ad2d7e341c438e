"""Cards to be cut: eight a page, nothing outside its card, pictures that hold the link."""

import re
import zlib

import pytest

from messages.reports import pdf, qr
from messages.reports.pdf import Card, cards

LINKS = (("Telegram", "https://t.me/vekha_bot?start=23ABC4WXYZ"), ("VK", "https://vk.me/vekha?ref=23ABC4WXYZ"))
CARD = Card("Озерин Баир Олегович", ("Директор", "МБОУ «Бильчирская СОШ»"), LINKS, "Код", "23ABC4WXYZ", "до 14 августа",
            "Наведите камеру телефона на картинку.")
HOSTILE = ["Ы" * 5000, "W" * 300, "а-" * 300, "שלום مرحبا", "😀 漢字 𝔘", "\u202eназад\x00\x07\r\n\t",
           "\\( ) <b> & %d {x} ~nb~", "", " ", "**жирно** __нет__", "\ud800"]


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


def test_three_messengers_share_the_room() -> None:
    (page,) = pages(cards("x", [Card("А", (), (*LINKS, ("MAX", "https://max.ru/b?start=1")), "Код", "ABCDE", "", "")]))
    left = (pdf.LEFT + pdf.PAD) / 25.4 * 72
    assert all(left <= x and x + width <= left + pdf.PICTURES / 25.4 * 72 for x, _, width, _ in rectangles(page))
