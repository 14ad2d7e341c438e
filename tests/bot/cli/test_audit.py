"""`vekha audit`: the trace as text and as Excel, in words and by the clock of its programme."""

from pathlib import Path

import openpyxl
import pytest

from bot.cli.audit import row
from handlers.audit import Act
from tests.bot.cli.conftest import Vekha
from tests.scheduler.programme import folder as folders

ACT = Act(1527645600, "Asia/Irkutsk", "=Озерин", "директор", "Задача принята", "+Школа", "", "сделано", "принято")


@pytest.fixture
def loaded(vekha: Vekha, programme: Path, monkeypatch: pytest.MonkeyPatch) -> Vekha:
    monkeypatch.setenv("CLOCK_START", "2018-05-16T01:00:00+00:00")
    assert vekha("load", str(programme)).status == 0
    assert vekha("invites").status == 0
    return vekha


def lines(vekha: Vekha, *options: str) -> list[list[str]]:
    shown = vekha("audit", *options)
    assert (shown.status, shown.err) == (0, "")
    return [line.split("\t") for line in shown.out.splitlines()]


def test_acts_stand_in_their_order_with_who_and_when(loaded: Vekha) -> None:
    first, second = lines(loaded)
    assert first[:4] == ["16.05.2018 09:00", "командная строка", "командная строка", "Программа загружена"]
    assert second[3] == "Сделаны приглашения"


def test_a_second_loading_tells_each_role_and_date(loaded: Vekha, programme: Path) -> None:
    folders.book(programme / "people.xlsx", [*folders.PEOPLE[:2], ("Лугова Ольга Ивановна", "директор", "2")])
    folders.book(programme / "roadmap.xlsx", folders.put(folders.ROADMAP, "D3", "до 20.06.2018"))
    assert loaded("load", str(programme)).status == 0
    told = {(each[3], each[4], each[5], each[6], each[7]) for each in lines(loaded)[2:]}
    assert ("Роль снята", "МБОУ «Бильчирская СОШ»", "Озерин Баир Олегович", "директор", "–") in told
    assert ("Роль дана", "СОШ № 2", "Лугова Ольга Ивановна", "–", "директор") in told
    assert ("Срок перенесён для всех", "1.2.1 Самообследование", "", "15 июня 2018 года", "20 июня 2018 года") in told
    assert {each[0] for each in told} == {"Роль снята", "Роль дана", "Срок перенесён для всех", "Программа загружена"}


def test_a_dry_run_leaves_no_trace(loaded: Vekha, programme: Path) -> None:
    folders.book(programme / "people.xlsx", folders.PEOPLE[:2])
    before = lines(loaded)
    assert loaded("load", str(programme), "--dry-run").status == 0
    assert lines(loaded) == before


def test_the_excel_file_has_headings_and_rows(loaded: Vekha) -> None:
    shown = loaded("audit", "-o", "j.xlsx")
    assert shown.out == "Записей в журнале: 2. Файл: j.xlsx\n"
    page = openpyxl.load_workbook("j.xlsx").worksheets[0]
    assert [cell.value for cell in page[1]] == ["Когда", "Кто", "Роль", "Что", "Где", "Кого касается", "Было", "Стало"]
    assert page["D2"].value == "Программа загружена"


def test_a_day_and_a_programme_can_be_chosen(loaded: Vekha) -> None:
    assert len(lines(loaded, "--since", "2018-05-16", "--programme", "small-2018")) == 2
    assert lines(loaded, "--since", "2018-05-17", "--programme", "small-2018") == []


@pytest.mark.parametrize(("options", "status"), [
    (("-o", "j.doc"), 1), (("-o", "нет/j.xlsx"), 1), (("--programme", "x"), 1), (("--since", "вчера"), 2),
])
def test_what_cannot_be_is_one_line(loaded: Vekha, options: tuple[str, ...], status: int) -> None:
    shown = loaded("audit", *options)
    assert (shown.status, len(shown.err.splitlines())) == (status, 1)


def test_the_moment_is_that_of_the_programme() -> None:
    assert row(ACT)[:2] == ("30.05.2018 10:00", "=Озерин")


def test_what_begins_like_a_formula_is_text(loaded: Vekha, programme: Path) -> None:
    folders.book(programme / "people.xlsx", [*folders.PEOPLE, ("-Дерзкий Пётр", "учитель", "2")])
    assert loaded("load", str(programme)).status == 0
    assert any(each[5] == "'-Дерзкий Пётр" for each in lines(loaded))
    loaded("audit", "-o", "j.xlsx")
    page = openpyxl.load_workbook("j.xlsx").worksheets[0]
    found = [cell for cells in page.iter_rows() for cell in cells if cell.value == "-Дерзкий Пётр"]
    assert [cell.data_type for cell in found] == ["s"]
