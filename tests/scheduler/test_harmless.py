"""What may be kept of what people send: documents and pictures, by their content; nothing that runs."""

import io
import zipfile

import openpyxl
import pytest

from messages.replies import FILE_IN_LIMIT
from messages.updates import FileKind, IncomingFile
from scheduler import harmless
from scheduler.harmless import Objection

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(40)
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


def archive(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return content.getvalue()


def workbook() -> bytes:
    content = io.BytesIO()
    openpyxl.Workbook().save(content)
    return content.getvalue()


def judged(name: str, content: bytes, kind: FileKind = FileKind.DOCUMENT) -> Objection | None:
    return harmless.objection(IncomingFile(kind, "ref", name, "application/octet-stream"), content)


@pytest.mark.parametrize(("name", "content"), [
    ("отчёт.pdf", b"%PDF-1.7\n..."), ("таблица.xlsx", workbook()), ("старый.xls", OLE),
    ("справка.docx", archive("[Content_Types].xml", "word/document.xml")),
    ("архив.zip", archive("приказ.pdf", "папка/фото.jpg")), ("архив.rar", b"Rar!\x1a\x07\x00" + bytes(30)),
    ("список.csv", "школа;да".encode("cp1251")), ("заметка.txt", "Провели собрание <вчера>".encode()),
    ("без имени", b"\x00\x01\x02"), ("кино.mp4", b"\x00\x00\x00\x18ftypmp42" + bytes(30)),
    ("битый.zip", b"PK\x03\x04 broken"), ("письмо.rtf", b"{\\rtf1 text}"),
    ("снимок.png", b"\x89PNG\r\n\x1a\n" + bytes(50)),
])
def test_what_schools_send_is_taken(name: str, content: bytes) -> None:
    assert judged(name, content) is None


@pytest.mark.parametrize(("name", "content"), [
    ("отчёт.exe", b"text"), ("отчёт.pdf.scr", b"%PDF"), ("отчёт.pdf", b"MZ\x90\x00" + bytes(200)),
    ("отчёт.pdf", b"\x7fELF\x02" + bytes(100)), ("справка.docx", b"#!/bin/sh\nrm"), ("справка.doc", b"\n <HTML><body>"),
    ("схема.png", b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg">'),
    ("ссылка", bytes.fromhex("4c0000000114020000000000c000000000000046") + bytes(60)),
    ("архив.zip", archive("фото.jpg", "папка/Отчёт.PDF.EXE")), ("таблица.xlsx", archive("run.js")),
    ("x.txt", b"\xef\xbb\xbf<!doctype html>"), ("setup.msi", OLE), ("отчёт.exe. ", b"x"),
])
def test_what_runs_is_not_taken_whatever_it_is_called(name: str, content: bytes) -> None:
    assert judged(name, content) is Objection.DANGEROUS


def test_a_photo_is_a_picture() -> None:
    assert judged("фото.jpg", JPEG, FileKind.PHOTO) is None
    assert judged("фото.jpg", b"%PDF-1.7", FileKind.PHOTO) is Objection.NO_PHOTO
    assert judged("фото.jpg", b"x", FileKind.PHOTO) is Objection.NO_PHOTO


@pytest.mark.parametrize("content", [
    b"OggS\0\2" + bytes(22) + b"\x01\x13OpusHead\x01\x01" + bytes(40), b"ID3\x04" + bytes(50),
    b"RIFF\x24\0\0\0WAVEfmt " + bytes(30), b"fLaC\0\0\0\x22" + bytes(30),
])
def test_a_voice_is_a_recording(content: bytes) -> None:
    assert judged("voice.ogg", content, FileKind.VOICE) is None


@pytest.mark.parametrize("content", [JPEG, b"%PDF-1.7", b"x", archive("фото.jpg")])
def test_what_cannot_be_heard_is_no_voice(content: bytes) -> None:
    assert judged("voice.ogg", content, FileKind.VOICE) is Objection.NO_VOICE
    assert judged("voice.ogg", b"MZ" + content, FileKind.VOICE) is Objection.DANGEROUS


def test_nothing_and_too_much_are_not_taken() -> None:
    assert judged("пустой.pdf", b"") is Objection.EMPTY
    assert judged("кино.mp4", bytes(FILE_IN_LIMIT + 1)) is Objection.UNAVAILABLE
