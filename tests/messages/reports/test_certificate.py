"""Certificates, read back by a library that did not draw them."""

import io
import os
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader

from messages.reports import apart, certificate
from messages.reports.figures import Certificate

TITLE = ("Развитие профессиональных компетенций педагогических работников школ, показывающих низкие образовательные "
         "результаты, в условиях обновлённых федеральных государственных образовательных стандартов общего "
         "образования: региональный опыт, проблемы, перспективы и десять уроков первого года программы "
         "для сельских школ")
PLAIN = Certificate(
    "Программа поддержки школ", "СЕРТИФИКАТ", "подтверждает, что", "Озерина Александра Константиновна",
    "участвовала в вебинаре", "«Дорожная карта школы: от самодиагностики к результату»",
    ("10 сентября 2026 года", "2 академических часа"), "Институт развития образования", "Выдан 12 сентября 2026 года",
    "№ 23ABC-4WXYZ", "Проверить: наведите камеру телефона на картинку или отправьте боту номер.",
    "https://t.me/vekha_test_bot?start=c23ABC4WXYZ", 1789000000)
EXTREME = replace(
    PLAIN, programme=TITLE, event=TITLE, issuer=TITLE[:200], details=(TITLE[:150],) * 3,
    person="Константинопольская-Преображенская Александра-Виктория Константиновна Мухаммед кызы Абдурахманова-Оглы",
    took_part="участвовала в межрегиональной научно-практической конференции с международным участием")
WORDS = ["Ы" * 5000, "W" * 300, "а-" * 300, "שלום مرحبا", "😀 漢字", "\u202eназад\x00\r\n\t", "\\( ) <b> & %d {x}", "",
         " ", "**жирно** __нет__", "\ud800"]


def filled(text: str) -> Certificate:
    return Certificate(text, text, text, text, text, text, (text,) * 5, text, text, text, text, text, 0)


def page(wanted: Certificate) -> PageObject:
    """VEKHA_PICTURES names a folder for whoever wants to look at them."""
    content = certificate.draw(wanted)
    if folder := os.environ.get("VEKHA_PICTURES"):
        (Path(folder) / f"certificate-{len(wanted.event)}-{bool(wanted.link)}.pdf").write_bytes(content)
    (only,) = PdfReader(io.BytesIO(content)).pages
    return only


def words(of: PageObject) -> str:
    return " ".join(of.extract_text().split())


def places(of: PageObject) -> list[tuple[float, float]]:
    """Where the lines begin, in millimetres from the upper left corner."""
    found: list[tuple[float, float]] = []

    def visited(text: str, _: object, matrix: list[float], *__: object) -> None:
        if text.strip():
            found.append((matrix[4] * 25.4 / 72, 210 - matrix[5] * 25.4 / 72))

    of.extract_text(visitor_text=visited)
    return found


def dark(of: PageObject) -> int:
    """How many dark stretches the picture has."""
    content = of.get_contents()
    assert content is not None
    return content.get_data().count(b" re f")


def test_all_its_words_stand_on_one_lying_sheet() -> None:
    made = page(PLAIN)
    assert (round(made.mediabox.width), round(made.mediabox.height)) == (842, 595)
    assert words(made) == " ".join([
        PLAIN.programme, PLAIN.heading, PLAIN.given, PLAIN.person, PLAIN.took_part, PLAIN.event, *PLAIN.details,
        PLAIN.issuer, PLAIN.issued, PLAIN.number, PLAIN.how])


def test_a_long_name_and_a_title_of_three_hundred_signs_stand_there_whole() -> None:
    made = words(page(EXTREME))
    assert len(TITLE) >= 300
    assert f"{EXTREME.took_part} {TITLE}" in made
    assert EXTREME.person in made
    assert EXTREME.number in made
    assert made.count("…") == 0


@pytest.mark.parametrize("text", WORDS, ids=range(len(WORDS)))
def test_no_words_leave_the_sheet_or_stand_on_one_another(text: str) -> None:
    lines = places(page(filled(text)))
    assert all(certificate.LEFT - 1 < x < certificate.WIDTH - certificate.LEFT for x, _ in lines)
    assert all(certificate.TOP < y < certificate.BOTTOM for _, y in lines)
    middle = [y for _, y in lines if y < certificate.FOOT]
    assert middle == sorted(middle)
    assert all(below - above > 2.5 for above, below in pairwise(middle))


def test_the_picture_can_be_pressed_and_without_a_link_there_is_none() -> None:
    bare, drawn = page(replace(PLAIN, link="")), page(PLAIN)
    assert [pressed.get_object()["/A"]["/URI"] for pressed in drawn.annotations or ()] == [PLAIN.link]
    assert not bare.annotations
    assert words(bare) == words(drawn)
    assert dark(drawn) > 100
    assert dark(bare) == 0


async def test_another_process_makes_the_same_file() -> None:
    assert await apart.make(PLAIN) == certificate.draw(PLAIN)
