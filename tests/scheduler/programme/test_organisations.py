"""The tree of organisations and the ways to name one of them."""

from pathlib import Path

import pytest

from scheduler.programme.model import Level
from tests.scheduler.programme.folder import ORGANISATIONS, PEOPLE, book, complaints, programme, put, sound


def test_a_sound_table_becomes_a_tree(tmp_path: Path) -> None:
    loaded = programme(sound(tmp_path))
    school, other = loaded.organisation("1"), loaded.organisation("2")
    assert (school.level, school.parent, school.groups) == (Level.SCHOOL, "mo-1", ("focus",))
    assert (school.time_zone, other.time_zone) == ("Asia/Irkutsk", "Asia/Yakutsk")
    assert other.groups == ("base",)


def test_a_time_zone_holds_for_all_below(tmp_path: Path) -> None:
    book(sound(tmp_path) / "organisations.xlsx", put(ORGANISATIONS, "F3", "Asia/Chita"))
    zones = {one.code: one.time_zone for one in programme(tmp_path).organisations}
    assert zones == {"min": "Asia/Irkutsk", "mo-1": "Asia/Chita", "1": "Asia/Chita", "2": "Asia/Yakutsk"}


@pytest.mark.parametrize(
    ("cell", "value", "line"),
    [
        ("A4", None, "A4: ячейка пуста, а она нужна. Заполните её."),
        ("B4", "\u200b ", "B4: ячейка пуста, а она нужна. Заполните её."),
        ("A5", " MO-1", "A5: «MO-1» уже есть: A3. Оставьте одну запись или измените одну из двух."),
        ("C4", "шкала", "C4: уровня «шкала» нет. Может быть, «школа»?"),
        ("C4", "X", "C4: уровня «X» нет. Бывают: министерство, институт, муниципалитет, округ, школа."),
        ("D4", "mo-11", "D4: организации с кодом «mo-11» нет в столбце «Код». Может быть, «mo-1»?"),
        ("D2", "mo-1", "D2: организации входят друг в друга по кругу: min → mo-1 → min. Разорвите круг."),
        ("D2", "min", "D2: организации входят друг в друга по кругу: min → min. Разорвите круг."),
        (
            "E4",
            "Фокус-група; base",
            "E4: группы «Фокус-група» нет в programme.yaml (groups). Может быть, «Фокус-группа»?",
        ),
        ("E3", "base", "E3: в группы входят только школы. Очистите ячейку или поправьте уровень."),
        ("F4", "+8", "F4: часовой пояс «+8» не знаком. Нужен вид Asia/Irkutsk или Europe/Moscow."),
    ],
)
def test_a_wrong_cell_is_named(tmp_path: Path, cell: str, value: object, line: str) -> None:
    book(sound(tmp_path) / "organisations.xlsx", put(ORGANISATIONS, cell, value))
    lines = [one for one in complaints(tmp_path) if one.startswith("organisations.xlsx")]
    assert lines[0] == f"organisations.xlsx!Лист1!{line}"
    assert not [one for one in complaints(tmp_path) if one.startswith("roadmap")]


def test_a_title_that_two_schools_bear_must_be_told_by_code(tmp_path: Path) -> None:
    book(sound(tmp_path) / "organisations.xlsx", [*ORGANISATIONS, ("3", "СОШ №  2", "школа", "mo-1", None, None)])
    book(tmp_path / "people.xlsx", put(PEOPLE, "C3", "сош № 2"))
    assert complaints(tmp_path) == [
        "people.xlsx!Лист1!C3: организаций с названием «сош № 2» несколько. Впишите код: 2, 3."
    ]


def partnered(value: object, row: int = 4) -> list[list[object]]:
    """The table with a column of partners, filled in one row (as Excel counts them)."""
    column = ["Партнёры (через ;)", *[None] * (len(ORGANISATIONS) - 1)]
    rows = [[*each, cell] for each, cell in zip(ORGANISATIONS, column, strict=True)]
    return put(rows, f"G{row}", value)


@pytest.mark.parametrize(("value", "row"), [("2", 4), ("СОШ № 2; 2", 4), ("1", 5)])
def test_partners_named_on_one_side_are_partners_on_both(tmp_path: Path, value: str, row: int) -> None:
    book(sound(tmp_path) / "organisations.xlsx", partnered(value, row))
    assert {one.code: one.partners for one in programme(tmp_path).organisations} == {
        "min": (), "mo-1": (), "1": ("2",), "2": ("1",)}


NO_SCHOOL = "партнёрами бывают только школы, а «Осинский район» — не школа. Очистите ячейку или поправьте код."


@pytest.mark.parametrize(
    ("value", "row", "line"),
    [
        ("22x", 4, "организации «22x» нет в organisations.xlsx. Добавьте её туда или поправьте название."),
        ("2; 1", 4, "школа не может быть партнёром самой себе. Впишите коды других школ."),
        ("mo-1", 4, NO_SCHOOL),
        ("1", 3, NO_SCHOOL),
    ],
)
def test_only_another_school_is_a_partner(tmp_path: Path, value: str, row: int, line: str) -> None:
    book(sound(tmp_path) / "organisations.xlsx", partnered(value, row))
    assert complaints(tmp_path) == [f"organisations.xlsx!Лист1!G{row}: {line}"]


@pytest.mark.parametrize("parent", ["Осинский район", "Осинский муниципальный район", "mo-1"])
def test_what_an_organisation_belongs_to_is_named_in_any_spelling(tmp_path: Path, parent: str) -> None:
    book(sound(tmp_path) / "organisations.xlsx", [*ORGANISATIONS, ("new", "Лицей № 3", "школа", parent, None, None)])
    assert programme(tmp_path).organisation("new").parent == "mo-1"


def test_a_level_is_needed_where_the_title_does_not_say_it(tmp_path: Path) -> None:
    book(sound(tmp_path) / "organisations.xlsx", [*ORGANISATIONS, ("new", "Перспектива", None, "mo-1", None, None)])
    assert complaints(tmp_path) == ["organisations.xlsx!Лист1!C6: ячейка пуста, а она нужна. Заполните её."]
    book(tmp_path / "organisations.xlsx", [*ORGANISATIONS, ("new", "Гимназия № 4", None, "mo-1", None, None)])
    assert programme(tmp_path).organisation("new").level is Level.SCHOOL
