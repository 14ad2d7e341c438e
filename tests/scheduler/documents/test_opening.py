"""A file is read in a process of its own, in the years that it says or else in those of the programme."""

import pytest

from scheduler.documents import opening
from scheduler.documents.document import Document
from scheduler.documents.opening import Refused
from scheduler.programme.reading import Context
from tests.handlers.importing import ROWS, paper


async def test_a_document_comes_back_whole() -> None:
    read = await opening.read_apart("план.docx", paper(*ROWS), Context(2018, 2018))
    assert isinstance(read, Document)
    assert [row.activity for row in read.rows] == [row[1] for row in ROWS]
    assert read == opening.read("план.docx", paper(*ROWS))


async def test_a_file_that_is_none_is_refused_with_a_reason() -> None:
    for raw in (b"", b"PK\x03\x04", b"%PDF-1.4"):
        read = await opening.read_apart("план.docx", raw, None)
        assert isinstance(read, Refused)
        assert read.lines[0].startswith("план.docx")


async def test_what_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "PATIENCE", 0.001)
    read = await opening.read_apart("план.docx", paper(*ROWS), None)
    assert read == Refused(("Файл слишком велик или сложен: прочитать его за отведённое время не удалось.",))


def test_the_years_of_the_programme_stand_in_where_the_document_names_none() -> None:
    bare = paper(*ROWS, title="План мероприятий")
    found = opening.read("план.docx", bare, otherwise=Context(2018, 2018))
    assert isinstance(found, Document)
    assert found.context == Context(2018, 2018)
    said = opening.read("план.docx", paper(*ROWS), otherwise=Context(2030, 2031))
    assert isinstance(said, Document)
    assert said.context == Context(2018, 2018)
    asked = opening.read("план.docx", paper(*ROWS), context=Context(2019, 2019))
    assert isinstance(asked, Document)
    assert asked.context == Context(2019, 2019)
