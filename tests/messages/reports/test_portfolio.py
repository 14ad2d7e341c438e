"""Somebody's own record as a paper, read back by a library that did not draw it."""

import io
import os
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from messages.catalogue import Catalogue
from messages.reports import apart, portfolio
from messages.reports.figures import Portfolio, PortfolioPart, PortfolioRow
from tests.messages.samples_of_courses import LEARNT

LONG = ("Развитие профессиональных компетенций педагогических работников школ, показывающих низкие образовательные "
        "результаты, в условиях обновлённых федеральных государственных образовательных стандартов общего образования: "
        "региональный опыт, проблемы, перспективы и десять уроков первого года программы для сельских школ области")
COURSE = PortfolioRow("Курсы: Смысловое чтение на каждом уроке", "04.06.2018 – 18.06.2018", "36 ч",
                      ("удостоверение 381803 001245", "VK-2018-7F3K-9QXM"))
SEMINAR = PortfolioRow("Семинар: Как читать результаты ВПР", "23.05.2018", "3 ч", ("VK-2018-AAAA-BBBB",))
PLAIN = Portfolio(
    "Повышение квалификации и участие в мероприятиях", "Программа поддержки школ", "Озерина Александра Константиновна",
    "МБОУ «Бильчирская СОШ»", ("Название", "Когда", "Часы", "Документы"),
    (PortfolioPart("2018 год", (COURSE, SEMINAR), "Всего за год: 39 ч"),),
    ("Курсы повышения квалификации: 1, 36 ч", "Мероприятия: 1, 3 ч", "Всего: 39 ч"), "Составлено 12 июня 2018 года",
    "Номера вида VK-2018-7F3K-9QXM можно проверить: отправьте номер боту t.me/vekha_test_bot.",
    "https://t.me/vekha_test_bot?start=verify", 1_528_800_000)
MANY = replace(PLAIN, parts=tuple(
    PortfolioPart(f"{year} год", tuple(replace(COURSE, what=f"Строка {year}-{number} {LONG[:number * 12]}")
                                       for number in range(1, 21)), "Всего за год: 720 ч")
    for year in (2019, 2018)))
WIDE = replace(COURSE, what=LONG * 2, when=LONG, hours=LONG, papers=(LONG, LONG))
EXTREME = replace(PLAIN, heading=LONG, programme=LONG, person=LONG[:150], place=LONG, how=LONG * 2,
                  parts=(PortfolioPart("2018 год", (WIDE,) * 3, LONG),))
WORDS = ["Ы" * 5000, "W" * 300, "שלום", "😀 漢字", "\u202eназад\x00\r\n\t", "\\( ) <b> & %d {x}", "", " ", "\ud800"]


def read(wanted: Portfolio, name: str = "") -> list[str]:
    """The words of each sheet. VEKHA_PICTURES names a folder for whoever wants to look at them."""
    content = portfolio.draw(wanted)
    if name and (folder := os.environ.get("VEKHA_PICTURES")):
        (Path(folder) / f"portfolio-{name}.pdf").write_bytes(content)
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


def test_a_short_record_is_one_sheet_with_all_that_was_learnt() -> None:
    sheet, = read(PLAIN, "plain")
    for words in (PLAIN.person, PLAIN.place, "2018 год", "Смысловое чтение на каждом уроке", "36 ч", "381803 001245",
                  "VK-2018-AAAA-BBBB", "Всего за год: 39 ч", "Всего: 39 ч", "1 / 1", "Составлено"):
        assert words in sheet


def test_a_long_record_takes_the_sheets_it_needs_and_tears_no_row() -> None:
    sheets = read(MANY, "many")
    assert len(sheets) > 2
    for year in (2018, 2019):
        for number in range(1, 21):
            assert sum(f"Строка {year}-{number} " in sheet for sheet in sheets) == 1
    for number, sheet in enumerate(sheets, 1):
        assert f"{number} / {len(sheets)}" in sheet
        assert PLAIN.person in sheet
    assert all("Название Когда Часы Документы" in sheet for sheet in sheets[:-1])


def test_titles_of_any_length_keep_to_their_columns() -> None:
    sheets = read(EXTREME, "extreme")
    assert sheets
    assert all("…" in sheet for sheet in sheets)


@pytest.mark.parametrize("words", WORDS)
def test_no_words_break_a_sheet(words: str) -> None:
    row = PortfolioRow(words, words, words, (words, words))
    made = Portfolio(words, words, words, words, (words, words, words, words), (PortfolioPart(words, (row,), words),),
                     (words,), words, words, words, 0)
    assert read(made)


def test_without_an_address_there_is_no_picture() -> None:
    with_picture, without = (len(portfolio.draw(each)) for each in (PLAIN, replace(PLAIN, link="")))
    assert without < with_picture


async def test_it_is_made_in_a_process_of_its_own() -> None:
    assert (await apart.make(PLAIN)).startswith(b"%PDF")


def test_every_kind_of_meeting_is_called_by_its_name() -> None:
    said = Catalogue().words("record/paper_what", learnt=replace(LEARNT, kind="seminar", title="Читаем схемы"))
    assert said == "Семинар: Читаем схемы"
    assert Catalogue().words("record/paper_what", learnt=replace(
        LEARNT, kind="seminar", title="Региональный семинар-совещание")) == "Региональный семинар-совещание"
