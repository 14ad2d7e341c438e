"""Files of text: missing, too large, in another encoding."""

from pathlib import Path

import pytest

from scheduler.programme import mistakes, text_file
from scheduler.programme.mistakes import Found


def test_a_byte_order_mark_and_windows_line_ends_do_not_matter(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("\ufeffда\r\nнет".encode())
    assert text_file.text(tmp_path / "a.txt", Found()) == "да\nнет"


def test_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"one\n" + "два".encode("cp1251"))
    assert _line(tmp_path / "a.txt").startswith("a.txt!строка 2: текст не в кодировке UTF-8")


def test_a_missing_file_names_its_likely_neighbour(tmp_path: Path) -> None:
    (tmp_path / "People.xls").touch()
    (tmp_path / "~$people.xlsx").touch()
    assert "Рядом лежит «People.xls»" in _line(tmp_path / "people.xlsx")
    assert "Положите его" in _line(tmp_path / "nowhere" / "roadmap.yaml")


def test_a_folder_in_place_of_a_file_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    assert "не открывается" in _line(tmp_path / "a.txt")


def test_too_large_is_refused_before_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_file, "SIZE_LIMIT", 2)
    (tmp_path / "a.txt").write_text("abc")
    assert "больше 0 МБ" in _line(tmp_path / "a.txt")


def _line(path: Path) -> str:
    found = Found()
    assert text_file.text(path, found) is None
    (mistake,) = found.all()
    return mistakes.line(mistake)


def test_a_file_of_remarks_is_told_from_one_that_says_something(tmp_path: Path) -> None:
    file = tmp_path / "events.yaml"
    told = {}
    for text in ("# example\n\n# more\n", "# example\nevents: []\n", "", "\n"):
        file.write_text(text, encoding="utf-8")
        told[text] = text_file.only_remarks(file)
    assert list(told.values()) == [True, False, False, False]
    assert not text_file.only_remarks(tmp_path / "nothing.yaml")
