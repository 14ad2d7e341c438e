"""Files that are no roadmap, or are made to do harm: each refused by name, before it is unpacked where that can be."""

import io
import time
import zipfile
import zlib
from collections.abc import Mapping

import docx
import pytest
from docx.shared import Mm
from PIL import Image

from scheduler.documents import reading
from scheduler.programme import mistakes
from scheduler.programme.mistakes import Found, Kind
from tests.scheduler.documents import papers
from tests.scheduler.documents.papers import Paper, refused

PLAN: list[list[object]] = [["№", "Мероприятие", "Срок"], ["1", "Собрать планы", "до 30.05.2018"]]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MILLION = 1_000_000
BILLION_LAUGHS = (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "xxxxxxxxxx">'
                  b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">'
                  b'<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]><a>&d;</a>')


def word() -> bytes:
    paper = Paper("План на 2018 год")
    paper.table(PLAN)  # type: ignore[arg-type]
    return paper.file()


def excel() -> bytes:
    return papers.saved(papers.book(("План", PLAN)))


def altered(raw: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The same archive with these parts put in or added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in parts:
                new.writestr(entry, old.read(entry))
        for name, content in parts.items():
            new.writestr(name, content)
    return made.getvalue()


def part(raw: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return archive.read(name)


def test_sound_files_are_let_in() -> None:
    assert len(papers.read(word()).rows) == len(papers.read(excel(), "план.xlsx").rows) == 1


def test_the_contents_count_and_not_the_ending_of_the_name() -> None:
    assert len(papers.read(word(), "план.doc").rows) == len(papers.read(excel(), "без имени").rows) == 1


@pytest.mark.parametrize(("name", "raw", "kind"), [
    ("план.docx", b"", Kind.PAPER_EMPTY),
    ("план.xlsx", b"\0" * 4096, Kind.PAPER_EMPTY),
    ("план.pdf", b"%PDF-1.7\n1 0 obj", Kind.PAPER_PDF),
    ("план.docx", b"\xef\xbb\xbf%PDF-1.4", Kind.PAPER_PDF),
    ("план.doc", OLE + b"\0" * 500 + "WordDocument".encode("utf-16-le"), Kind.PAPER_OLD),
    ("план.xls", OLE + b"\0" * 500 + "Workbook".encode("utf-16-le"), Kind.PAPER_OLD),
    ("план.docx", OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"), Kind.PAPER_LOCKED),
    ("план.xlsx", OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"), Kind.PAPER_LOCKED),
    ("план.doc", b"{\\rtf1\\ansi}", Kind.PAPER_OLD),
    ("план.docx", b"<html>", Kind.PAPER_BROKEN),
    ("план.txt", b"1. ...", Kind.PAPER_FOREIGN),
    ("план.docx", b"x" * (20 * 1024**2 + 1), Kind.FILE_TOO_LARGE),
])
def test_what_is_no_file_of_today_is_refused_by_its_first_bytes(name: str, raw: bytes, kind: Kind) -> None:
    assert refused(raw, name) == [kind]


def test_a_hundred_megabytes_are_refused_unread() -> None:
    begun = time.process_time()
    assert refused(b"PK\x03\x04" + bytes(100 * 1024**2)) == [Kind.FILE_TOO_LARGE]
    assert time.process_time() - begun < 1


def test_a_damaged_file_is_broken_wherever_the_damage_is() -> None:
    for raw, name in ((word(), "план.docx"), (excel(), "план.xlsx")):
        for damaged in (raw[: len(raw) // 2], raw[:200] + b"\xff" * 300 + raw[500:], raw[:-30]):
            assert refused(damaged, name) in ([Kind.PAPER_BROKEN], [Kind.XLSX_BROKEN])
    xml = part(word(), "word/document.xml")
    assert refused(altered(word(), {"word/document.xml": xml[: len(xml) // 2]})) == [Kind.PAPER_BROKEN]
    assert refused(altered(word(), {"word/document.xml": b"<a/>"})) == [Kind.PAPER_BROKEN]


@pytest.mark.parametrize("macro", ["word/vbaProject.bin", "xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_a_macro_is_found_whatever_the_file_is_called(macro: str) -> None:
    assert refused(altered(word(), {macro: b"<x/>"})) == [Kind.PAPER_MACRO]


@pytest.mark.parametrize("name", ["план.docm", "план.XLSM", "план.xlsb"])
def test_a_file_that_may_hold_macros_is_refused_by_its_name(name: str) -> None:
    assert refused(word(), name) == [Kind.PAPER_MACRO]


def test_an_archive_of_something_else_is_no_document() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("readme.txt", "-")
    assert refused(made.getvalue()) == [Kind.PAPER_FOREIGN]


def test_an_archive_with_a_password_is_locked() -> None:
    raw = bytearray(word())
    at = raw.index(b"PK\x01\x02") + 8
    raw[at] |= 1
    assert refused(bytes(raw)) == [Kind.PAPER_LOCKED]


def test_what_swells_is_not_unpacked() -> None:
    huge = b"<w>" + b" " * (61 * MILLION)
    assert refused(altered(word(), {"word/document.xml": huge})) == [Kind.PAPER_BOMB]
    many = {f"xl/worksheets/sheet{number}.xml": b"<c>" + b"\n" * (6 * MILLION) for number in range(3)}
    assert refused(altered(excel(), many), "план.xlsx") == [Kind.PAPER_BOMB]


def test_many_parts_that_are_large_together_are_not_unpacked() -> None:
    noise = zlib.compress(bytes(range(256)) * 40)
    piece = b"<w>" + (noise * (50_000 // len(noise))).hex().encode() * 100
    parts = {f"word/part{number}.xml": piece for number in range(1 + 160 * MILLION // len(piece))}
    assert refused(altered(word(), parts)) == [Kind.PAPER_BOMB]


def test_thousands_of_parts_are_not_even_listed() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(5_001):
            archive.writestr(f"word/{number}.xml", "")
    assert refused(made.getvalue()) == [Kind.PAPER_BOMB]


def test_an_archive_within_the_archive_is_left_packed() -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(40 * MILLION))
    raw = altered(word(), {"word/embeddings/oleObject1.bin": inner.getvalue()})
    assert len(papers.read(raw).rows) == 1


@pytest.mark.parametrize("place", ["word/document.xml", "word/numbering.xml", "word/styles.xml", "_rels/.rels"])
def test_declarations_that_multiply_words_are_refused_in_word(place: str) -> None:
    assert refused(altered(word(), {place: BILLION_LAUGHS})) == [Kind.PAPER_ENTITIES]


@pytest.mark.parametrize("place", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml",
                                   "docProps/core.xml"])
def test_declarations_that_multiply_words_are_refused_in_excel(place: str) -> None:
    assert refused(altered(excel(), {place: BILLION_LAUGHS}), "план.xlsx") == [Kind.PAPER_ENTITIES]


@pytest.mark.parametrize("hidden", [
    BILLION_LAUGHS.decode().encode("utf-16"),
    BILLION_LAUGHS.replace(b'"1.0"?', b'"1.0" encoding="cp037"?'),
    b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE',
    b"<a>" + b" " * (1024**2 - 5) + b"<!DOCTYPE b>",
])
def test_declarations_cannot_be_hidden_by_an_encoding_or_between_two_portions(hidden: bytes) -> None:
    assert refused(altered(word(), {"word/document.xml": hidden})) == [Kind.PAPER_ENTITIES]


def test_a_scan_has_a_picture_and_nothing_to_read() -> None:
    picture = io.BytesIO()
    Image.new("L", (300, 400), 200).save(picture, "PNG")
    scan = docx.Document()
    scan.add_picture(picture, width=Mm(100))
    made = io.BytesIO()
    scan.save(made)
    assert refused(made.getvalue()) == [Kind.PAPER_SCAN]


def test_a_document_without_a_table_or_without_anything_says_which() -> None:
    assert refused(Paper("План на 2018 год: собрать планы").file()) == [Kind.PAPER_WITHOUT_TABLE]
    assert refused(Paper().file()) == [Kind.PAPER_EMPTY]
    assert refused(papers.saved(papers.book(("Лист1", []))), "план.xlsx") == [Kind.PAPER_WITHOUT_TABLE]


def test_tables_of_which_none_is_a_roadmap_are_named_so() -> None:
    paper = Paper("Список школ")
    paper.table([["№", "Школа", "Адрес"], ["1", "СОШ № 5", "ул. Новая"]])
    assert refused(paper.file()) == [Kind.PAPER_WITHOUT_ROADMAP]


def test_a_table_larger_than_any_plan_is_refused() -> None:
    row = b"<w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>"
    xml = part(word(), "word/document.xml").replace(b"</w:tbl>", row * 10_001 + b"</w:tbl>")
    assert refused(altered(word(), {"word/document.xml": xml})) == [Kind.PAPER_LONG]
    wide = part(word(), "word/document.xml").replace(b"</w:tbl>", b"<w:tr>" + b"<w:tc/>" * 201 + b"</w:tr></w:tbl>")
    assert refused(altered(word(), {"word/document.xml": wide})) == [Kind.PAPER_LONG]
    rows = papers.saved(papers.book(("План", [*PLAN, *([number] for number in range(10_001))])))
    assert refused(rows, "план.xlsx") == [Kind.PAPER_LONG]


def test_a_cell_of_a_million_commas_is_read_in_a_moment() -> None:
    paper = Paper("План на 2018 год")
    paper.table([["Мероприятие", "Срок", "Ответственный"], ["Дело, " * 20_000, "май 2018", "ИРО, и " * 50_000]])
    begun = time.process_time()
    document = papers.read(paper.file())
    assert time.process_time() - begun < 5
    assert "long" in papers.concerns(document.rows[0])


def test_every_refusal_is_one_russian_line() -> None:
    found = Found()
    reading.read("план.docx", b"%PDF-1.7", found)
    assert [mistakes.line(each) for each in found.all()] == [
        "план.docx: это PDF, таблиц в нём не прочитать. Пришлите тот же документ в Word или Excel."]
