"""`vekha load people.xlsx`: a list of people is shown, refused while something is open, and loaded."""

from pathlib import Path

import pytest

from tests.bot.cli.conftest import Vekha
from tests.handlers.listing import book

HEADS = ("Эл. почта", "ФИО", "Должность", "Организация")
SCHOOL = "МОУ СОШ №2"


@pytest.fixture
def loaded(vekha: Vekha, programme: Path) -> Vekha:
    """The small programme is there."""
    assert vekha("load", str(programme)).status == 0
    return vekha


def file(folder: Path, *rows: tuple[str, ...]) -> str:
    path = folder / "Список.xlsx"
    path.write_bytes(book(*rows, heads=HEADS))
    return str(path)


def test_a_list_is_rehearsed_and_loaded_and_takes_nobody_out(loaded: Vekha, tmp_path: Path) -> None:
    path = file(tmp_path, ("", "Сорокина Инга Львовна", "учитель", SCHOOL))
    for option, said in ((["--dry-run"], "Проба: ничего не записано"), ([], "Люди загружены в программу small-2018")):
        shown = loaded("load", path, *option)
        assert (shown.status, shown.err) == (0, "")
        assert "Это список людей: 1 (учитель 1)" in shown.out
        assert said in shown.out
        assert "новых 1" in shown.out
    again = loaded("load", path, "--dry-run").out
    assert "новых 0, с изменениями 0, без изменений 1" in again
    assert "нет в файле и остаются 0" not in again


def test_what_is_open_is_told_and_accepted_only_where_somebody_says_so(loaded: Vekha, tmp_path: Path) -> None:
    path = file(tmp_path, ("нет такой", "Сорокина Инга Львовна", "учитель", SCHOOL),
                ("", "Лосев Пётр Ильич", "учитель", "Школа у озера"))
    shown = loaded("load", path)
    assert shown.status == 1
    assert "непонятно, какая это организация: «Школа у озера»" in shown.err
    assert "Не загружено: вопросов 2" in shown.err
    taken = loaded("load", path, "--accept")
    assert taken.status == 0
    assert "«Школа у озера» — строка пропущена" in taken.out
    assert "загружено без него" in taken.out
    assert "новых 1" in taken.out


def test_a_list_that_lacks_a_column_is_refused(loaded: Vekha, tmp_path: Path) -> None:
    path = tmp_path / "Список.xlsx"
    path.write_bytes(book(("Сорокина", "1"), heads=("ФИО", "Телефон")))
    shown = loaded("load", str(path))
    assert shown.status == 1
    assert "Роль" in shown.err
