"""`vekha rehearse`: what is loaded, or a folder; an Excel file, a chart, a few words; nothing is written elsewhere."""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openpyxl
import pytest

from storage import throwaway
from tests.bot.cli.conftest import Vekha
from tests.scheduler.programme import folder as folders


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where copies lie meanwhile."""
    made = tmp_path / "temporary"
    made.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    return made


@pytest.fixture
def loaded(vekha: Vekha, programme: Path, monkeypatch: pytest.MonkeyPatch) -> Vekha:
    monkeypatch.setenv("CLOCK_START", "2018-05-16T01:00:00+00:00")
    assert vekha("load", str(programme)).status == 0
    return vekha


def test_a_folder_is_played_from_its_first_day_and_no_database_is_made(
    vekha: Vekha, programme: Path, tmp_path: Path
) -> None:
    shown = vekha("rehearse", str(programme))
    assert (shown.status, shown.err) == (0, "")
    assert "С 16 мая 2018 года по " in shown.out
    assert "считаем, что все они войдут" in shown.out
    assert not (tmp_path / "data").exists()


def test_what_is_loaded_is_played_from_now_on_and_the_file_stays_as_it_was(loaded: Vekha, temporary: Path) -> None:
    before = Path("data/vekha.db").read_bytes()
    shown = loaded("rehearse", "-o", "calendar.xlsx")
    assert (shown.status, shown.err) == (0, "")
    assert shown.out.endswith("Календарь: calendar.xlsx. График: calendar.png.\n")
    assert Path("calendar.png").read_bytes().startswith(b"\x89PNG")
    book = openpyxl.load_workbook("calendar.xlsx")
    assert book.sheetnames == ["Календарь", "По дням", "Люди", "Замечания", "График"]
    page = book["Календарь"]
    assert [cell.value for cell in page[1]][:4] == ["День", "День недели", "Местное время", "Кому"]
    assert {row[2] for row in page.iter_rows(min_row=2, values_only=True)} == {"10:00"}
    assert Path("data/vekha.db").read_bytes() == before
    assert [*temporary.iterdir()] == []


def test_days_can_be_named(loaded: Vekha) -> None:
    days = ("--from", "2018-05-20", "--to", "2018-06-10")
    shown = loaded("rehearse", "--programme", "small-2018", *days, "-o", "a.xlsx")
    assert shown.status == 0, shown.err
    assert "С 20 мая 2018 года по 10 июня 2018 года" in shown.out
    found = {row[0] for row in openpyxl.load_workbook("a.xlsx")["Календарь"].iter_rows(min_row=2, values_only=True)}
    assert found
    assert {day.split(".", 1)[1] for day in map(str, found)} <= {"05.2018", "06.2018"}


def test_without_those_who_have_not_joined_there_is_nothing_to_send(loaded: Vekha) -> None:
    shown = loaded("rehearse", "--joined-only")
    assert shown.status == 0
    assert "Сообщений не будет." in shown.out


@pytest.mark.parametrize(("options", "said"), [
    (("--programme", "nobodys"), "Программы nobodys в базе данных нет."),
    (("--from", "2018-06-02", "--to", "2018-06-01"), "Последний день раньше первого"),
    (("--to", "2040-01-01"), "не бывает длиннее трёх лет"),
    (("-o", "calendar.pdf"), "нужен файл с окончанием .xlsx"),
    (("programme", "--programme", "small-2018"), "--programme и --joined-only с ней не нужны"),
    (("programme", "--joined-only"), "--programme и --joined-only с ней не нужны"),
    (("-o", "nowhere/calendar.xlsx"), "не удалось записать"),
])
def test_a_mistake_is_one_line(loaded: Vekha, temporary: Path, options: tuple[str, ...], said: str) -> None:
    shown = loaded("rehearse", *options)
    assert shown.status == 1
    assert said in shown.err
    assert shown.err.count("\n") == 1
    assert [*temporary.iterdir()] == []


def test_a_programme_that_is_over_and_none_at_all_are_said(
    loaded: Vekha, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLOCK_START", "2020-01-01T00:00:00+00:00")
    assert "уже закончилась" in loaded("rehearse").err
    assert loaded("rehearse", "--from", "2018-05-16").status == 0
    monkeypatch.setenv("DATABASE_URL", "sqlite:///empty.db")
    assert loaded("migrate").status == 0
    assert "нет ни одной программы" in loaded("rehearse").err


def test_a_database_that_is_not_there_is_not_made(vekha: Vekha) -> None:
    shown = vekha("rehearse")
    assert shown.status == 2
    assert "База данных недоступна" in shown.err
    assert not Path("data").exists()


def test_a_folder_with_mistakes_names_them(vekha: Vekha, programme: Path, temporary: Path) -> None:
    folders.book(programme / "roadmap.xlsx", folders.put(folders.ROADMAP, "D3", "когда-нибудь"))
    shown = vekha("rehearse", str(programme))
    assert shown.status == 1
    assert "roadmap.xlsx" in shown.err
    assert [*temporary.iterdir()] == []


async def test_no_service_starts_on_a_copy(loaded: Vekha, monkeypatch: pytest.MonkeyPatch) -> None:
    await throwaway.fill("sqlite:///data/vekha.db", Path("copy.db"))
    for name, value in (("DATABASE_URL", "sqlite:///copy.db"), ("TELEGRAM_TOKEN", "1:a"),
                        ("TELEGRAM_API_URL", "http://127.0.0.1:1"), ("HTTP_PORT", "0")):
        monkeypatch.setenv(name, value)
    shown = _in_a_thread(loaded, "run")
    assert shown == (2, "Это копия для репетиции: с неё никому ничего не отправляется. Проверьте DATABASE_URL.\n")


def _in_a_thread(vekha: Vekha, command: str) -> tuple[int, str]:
    """A command has an event loop of its own."""
    with ThreadPoolExecutor(1) as thread:
        shown = thread.submit(vekha, command).result()
    return shown.status, shown.err
