"""Archives as people send them: names in the letters of Windows, litter, folders, passwords and bombs."""

import io
import struct
import zipfile

import pytest

from scheduler import archive
from scheduler.archive import BadArchive, Entry, Fault, Objection
from tests.parcels import packed, packed_by_windows

FILES = {"Бильчирская СОШ.pdf": b"one", "Школы/№ 8 – ёлка.pdf": b"two"}
IN_DOS = {"Бильчирская СОШ.pdf": b"one", "Школы/№ 8 - ёлка.pdf": b"two"}


def objection(raw: bytes) -> tuple[Objection, str]:
    with pytest.raises(BadArchive) as caught:
        archive.unpack(raw)
    return caught.value.objection, caught.value.file


def test_names_are_read_as_they_were_written() -> None:
    assert archive.unpack(packed(FILES)) == [Entry(name, content) for name, content in FILES.items()]
    assert archive.unpack(packed_by_windows(FILES, utf8=True)) == archive.unpack(packed(FILES))
    assert [each.path for each in archive.unpack(packed_by_windows(IN_DOS))] == list(IN_DOS)


def test_a_name_in_unicode_beside_the_other_is_believed() -> None:
    said = "Бильчир «ёлка».pdf".encode()
    info = zipfile.ZipInfo("______.pdf")
    info.extra = struct.pack("<HHBL", 0x7075, len(said) + 5, 1, 0) + said
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as written:
        written.writestr(info, b"x")
    assert [each.path for each in archive.unpack(made.getvalue())] == ["Бильчир «ёлка».pdf"]


def test_a_path_is_but_a_name() -> None:
    files = {"../../etc/Школа.pdf": b"a", "/СОШ 5.pdf": b"b", "./папка/./СОШ 6.pdf": b"c", "C:\\дом\\СОШ 7.pdf": b"d"}
    assert sorted(each.path for each in archive.unpack(packed(files))) == [
        "C:/дом/СОШ 7.pdf", "etc/Школа.pdf", "СОШ 5.pdf", "папка/СОШ 6.pdf"]


def test_litter_and_folders_are_left_lying() -> None:
    files = {"школы/": b"", "__MACOSX/._а.pdf": b"x", "школы/.DS_Store": b"x", "Thumbs.db": b"x", "~$а.docx": b"x",
             "а.docx": b"x"}
    assert archive.unpack(packed(files)) == [Entry("а.docx", b"x")]


def test_what_goes_to_nobody_stays_in_the_list() -> None:
    files = {"а.zip": packed(FILES), "б.RAR": b"Rar!", "в.pdf": b"", "г.pdf": b"x"}
    assert [(each.path, each.fault) for each in archive.unpack(packed(files))] == [
        ("а.zip", Fault.NESTED), ("б.RAR", Fault.NESTED), ("в.pdf", Fault.EMPTY), ("г.pdf", None)]
    assert all(not each.content for each in archive.unpack(packed(files)) if each.fault)


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"Rar!\x1a\x07\x00", packed(FILES)[:-30], packed(FILES)[40:]])
def test_what_is_no_archive_is_told(raw: bytes) -> None:
    assert objection(raw) == (Objection.BROKEN, "")


def test_one_that_was_damaged_on_its_way_is_told() -> None:
    whole = bytearray(packed_by_windows({"а.pdf": b"the content of a document"}))
    whole[whole.index(b"content")] ^= 1
    assert objection(bytes(whole)) == (Objection.BROKEN, "")


def test_a_password_is_told_with_the_file() -> None:
    raw = bytearray(packed({"тайна.pdf": b"x"}))
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    assert objection(bytes(raw)) == (Objection.LOCKED, "тайна.pdf")


def test_bombs_are_refused_before_they_go_off() -> None:
    assert objection(packed({"а.txt": bytes(2 * 1024 * 1024)})) == (Objection.BOMB, "а.txt")
    assert objection(packed({"а.txt": bytes(archive.SIZE + 1)})) == (Objection.LARGE, "а.txt")
    assert objection(packed({f"{number}.txt": b"x" for number in range(archive.ENTRIES + 1)})) == (Objection.MANY, "")
    assert objection(packed({"a/": b"", "__MACOSX/x": b"y"})) == (Objection.NOTHING, "")


def test_the_whole_is_weighed_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "TOTAL", 10)
    assert objection(packed({"а": b"x" * 6, "б": b"y" * 5})) == (Objection.BOMB, "")
    assert len(archive.unpack(packed({"а": b"x" * 5, "б": b"y" * 5}))) == 2


def test_a_lie_about_the_size_unpacks_no_more_than_it_says() -> None:
    raw = bytearray(packed({"а.txt": bytes(500_000)}))
    for sign, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<L", raw, raw.index(sign) + at, 100)
    assert objection(bytes(raw)) == (Objection.BROKEN, "")


@pytest.mark.parametrize(("name", "is_one"), [("а.ZIP", True), ("а.7z", True), ("а.tar.gz", True), ("а.docx", False)])
def test_archives_are_told_by_their_names(name: str, is_one: bool) -> None:
    assert archive.is_archive(name) is is_one
