"""`vekha backup` and `vekha restore`, as an operator types them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli.backup import PATIENCE, progress
from tests.bot.cli.conftest import Vekha
from tests.phone import StageClock


@pytest.fixture
def loaded(vekha: Vekha, programme: Path) -> Vekha:
    assert vekha("load", str(programme)).status == 0
    return vekha


def test_a_copy_is_told_with_its_size_rows_and_time(loaded: Vekha) -> None:
    shown = loaded("backup", "copy.db")
    assert (shown.status, shown.err) == (0, "")
    assert shown.out.startswith("Копия готова и проверена: copy.db, ")
    assert " МБ, строк: " in shown.out
    assert Path("copy.db").stat().st_mode & 0o777 == 0o600


def test_a_file_in_the_way_stays_unless_it_is_forced(loaded: Vekha) -> None:
    Path("copy.db").write_text("нужное", encoding="utf-8")
    shown = loaded("backup", "copy.db")
    assert (shown.status, len(shown.err.splitlines())) == (1, 1)
    assert Path("copy.db").read_text(encoding="utf-8") == "нужное"
    assert loaded("backup", "copy.db", "--force").status == 0


def test_a_copy_fills_another_database(loaded: Vekha, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = loaded("invites").out
    loaded("backup", "copy.db")
    shown = loaded("restore", "copy.db")
    assert (shown.status, shown.out, len(shown.err.splitlines())) == (1, "", 1)
    assert "уже что-то есть" in shown.err
    monkeypatch.setenv("DATABASE_URL", "sqlite:///new/again.db")
    shown = loaded("restore", "copy.db")
    assert shown.status == 0
    assert all(line.endswith("%") for line in shown.err.splitlines())  # how far it is, on a slow machine
    assert "восстановлена из копии от " in shown.out
    assert loaded("invites").out == codes


def test_what_is_no_copy_is_one_line(loaded: Vekha) -> None:
    Path("letter.db").write_text("Здравствуйте! " * 100, encoding="utf-8")
    for file, word in (("letter.db", "не копия"), ("none.db", "нет"), (".", "нет")):
        shown = loaded("restore", file)
        assert (shown.status, len(shown.err.splitlines())) == (1, 1)
        assert word in shown.err


def test_a_damaged_copy_is_one_line(loaded: Vekha) -> None:
    loaded("backup", "copy.db")
    with closing(sqlite3.connect("copy.db")) as raw, raw:
        raw.execute("update participants set name = 'Другой'")
    shown = loaded("restore", "copy.db")
    assert (shown.status, len(shown.err.splitlines())) == (1, 1)
    assert "повреждена (participants)" in shown.err


def test_no_database_is_one_line(vekha: Vekha) -> None:
    shown = vekha("backup", "copy.db")
    assert (shown.status, len(shown.err.splitlines())) == (2, 1)
    assert not Path("copy.db").exists()


def test_a_folder_that_cannot_be_written_is_one_line(loaded: Vekha) -> None:
    shown = loaded("backup", "нет/copy.db")
    assert (shown.status, len(shown.err.splitlines())) == (2, 1)


async def test_who_waits_long_is_told_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    clock = StageClock(0)
    tell = progress(clock)
    tell("copy", 0.1)
    await clock.pause(PATIENCE)
    tell("copy", 0.424)
    tell("copy", 0.5)
    assert capsys.readouterr().err == "Копирую: 42 %\n"
