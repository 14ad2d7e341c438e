"""Lists of asks for help, read back by the library that wrote them."""

import io
from dataclasses import replace

import pytest
from docx import Document
from docx.document import Document as Paper

from messages.reports import apart, help_list, word
from messages.reports.figures import AskedFor, HelpList
from tests.messages.reports.test_transcript import WORDS, ZONE, at

ASKS = (
    AskedFor(12, "МБОУ «Бильчирская СОШ»", ("Курсы для двух учителей математики.\nЛучше в каникулы.", "И для физика"),
             2, at("2018-05-16T09:00")),
    AskedFor(15, "МОУ «Ирхидейская СОШ»", (), 1, at("2018-05-17T09:00")),
)
LIST = HelpList(31, "Курсы для учителей Осинского района", "Просим до 1 сентября.", "Повышение квалификации",
                "Повышение качества образования", "Управление образования Осинского района",
                "Голоустова Ирина Викторовна", at("2018-05-18T10:00"), ZONE, at("2018-05-18T11:00"), ASKS)


def read(wanted: HelpList) -> Paper:
    return Document(io.BytesIO(help_list.make(wanted)))


def test_it_says_who_asks_for_what_and_how_many_there_are() -> None:
    made = read(LIST)
    text = "\n".join(each.text for each in made.paragraphs)
    for words in (LIST.title, LIST.words, LIST.kind, LIST.place, LIST.asker, "18 мая 2018", "2 просьбы из 2 школ"):
        assert words in text
    table, = made.tables
    assert [cell.text for cell in table.rows[0].cells] == ["№", "Школа", "О чём просит"]
    number, school, said = [cell.text for cell in table.rows[1].cells]
    assert (number, school) == ("1", ASKS[0].school)
    assert said.split("\n") == ["Курсы для двух учителей математики.", "Лучше в каникулы.", "И для физика",
                                "Просьба № 12 от 16 мая, приложено: 2 файла"]
    assert table.rows[2].cells[2].text.startswith("Без слов, с файлом.")


@pytest.mark.parametrize("words", WORDS)
def test_whatever_people_write_is_text(words: str) -> None:
    made = read(replace(LIST, title=words, words=words, asks=(replace(ASKS[0], school=words, words=(words, words)),)))
    assert made.tables[0].rows[1].cells[1].text == word.line(words)


async def test_it_is_made_in_a_process_of_its_own() -> None:
    assert (await apart.make(LIST)).startswith(b"PK")
