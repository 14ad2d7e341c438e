"""Rows of posts become persons; odd names stay what they are."""

from pathlib import Path

import pytest

from scheduler.programme.model import Person, Post
from storage.participants import Role
from tests.scheduler.programme.folder import ORGANISATIONS, PEOPLE, Rows, book, complaints, programme, put, sound

HEAD, OPERATOR, DIRECTOR = PEOPLE


def test_a_row_becomes_a_person(tmp_path: Path) -> None:
    assert _people(tmp_path, PEOPLE)[1] == Person(
        "Озерин Баир Олегович",
        (Post(Role.DIRECTOR, "1", (), ("физика", "химия")),),
        ("озерин баир олегович|1",),
        "+79025550101",
    )


@pytest.mark.parametrize(
    ("second", "persons"),
    [
        (("озерин  баир олегович", "учитель", "1", None, None, None, None), 1),
        (("Озерин Баир Олегович", "эксперт", "min", None, None, "+7 (902) 555-01-01", None), 1),
        (("Озерин Баир Олегович", "эксперт", "min", None, None, None, None), 2),
        (("Озерина Анна Олеговна", "эксперт", "1", None, None, "89025550101", None), 2),
    ],
)
def test_one_name_and_one_thing_in_common_make_one_person(
    tmp_path: Path, second: tuple[object, ...], persons: int
) -> None:
    assert len(_people(tmp_path, [*PEOPLE, second])) == persons + 1


def test_a_later_row_can_join_two_earlier_ones(tmp_path: Path) -> None:
    name = "Озерин Баир Олегович"
    rows = [HEAD, OPERATOR, (name, "директор", "1"), (name, "эксперт", "min"), (name, "гость", "2")]
    mail = "o@example.org"
    joined = [(*row, None, None, None, mail) if row[0] == name else row for row in rows]
    assert len(_people(tmp_path, rows)) == 4
    (_, person) = _people(tmp_path, joined)
    assert person.keys == tuple(f"озерин баир олегович|{code}" for code in ("1", "min", "2"))


def test_the_key_outlives_a_new_phone_and_a_second_post(tmp_path: Path) -> None:
    before = _people(tmp_path, PEOPLE)[1]
    second = ("Озерин Баир Олегович", "учитель", "1", None, None, None, None)
    after = _people(tmp_path, [HEAD, second, *put(PEOPLE, "F3", 79990000000.0)[1:]])[0]
    assert (after.key, after.phone) == (before.key, "+79990000000")


def test_a_curator_has_a_territory_by_code_or_title(tmp_path: Path) -> None:
    row = ("Ангарин Олег", "куратор", "min", "осинский район; mo-1", None, None, None)
    assert _people(tmp_path, [*PEOPLE, row])[2].posts[0].territory == ("mo-1",)


def test_a_mentor_may_have_single_schools(tmp_path: Path) -> None:
    row = ("Ангарин Олег", "наставник", "min", "сош № 2; 1; mo-1", None, None, None)
    assert _people(tmp_path, [*PEOPLE, row])[2].posts[0].territory == ("2", "1", "mo-1")


def test_a_mentor_has_neither_a_ministry_nor_a_school_that_is_none(tmp_path: Path) -> None:
    row = ("Ангарин Олег", "наставник", "min", "min; 9x", None, None, None)
    book(sound(tmp_path) / "people.xlsx", [*PEOPLE, row])
    assert complaints(tmp_path) == [
        "people.xlsx!Лист1!D4: «min» — не школа и не муниципалитет. Впишите те, за которые человек отвечает.",
        "people.xlsx!Лист1!D4: организации «9x» нет в organisations.xlsx. Добавьте её туда или поправьте название.",
    ]


@pytest.mark.parametrize(("role", "said"), [
    ("куратор", "не муниципалитет"), ("наставник", "не школа и не муниципалитет")])
def test_a_district_is_no_territory(tmp_path: Path, role: str, said: str) -> None:
    """Whose a school is, its municipality says: nothing of a district would be theirs."""
    sound(tmp_path)
    book(tmp_path / "organisations.xlsx", [*ORGANISATIONS, ("north", "Северный округ", "округ", "min", None, None)])
    book(tmp_path / "people.xlsx", [*PEOPLE, ("Ангарин Олег", role, "min", "Северный округ", None, None, None)])
    assert complaints(tmp_path) == [f"people.xlsx!Лист1!D4: «Северный округ» — {said}. "
                                    "Впишите вместо округа все его муниципалитеты."]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Анна\u00a0 Кедрова ", "Анна Кедрова"),
        ("Ан\u200bна\u200f Кедрова", "Анна Кедрова"),
        ("<b>Анна</b>", "<b>Анна</b>"),
        ("{{ name }} {% x %}", "{{ name }} {% x %}"),
        ("Анна 🌲", "Анна 🌲"),
        (12.0, "12"),
        ("'; drop table people --", "'; drop table people --"),
    ],
)
def test_odd_names_are_data(tmp_path: Path, typed: object, name: str) -> None:
    assert _people(tmp_path, put(PEOPLE, "A3", typed))[1].name == name


@pytest.mark.parametrize(
    ("cell", "value", "line"),
    [
        ("A3", None, "A3: ячейка пуста, а она нужна. Заполните её."),
        ("B3", "дирктор", "B3: роли «дирктор» нет. Может быть, «директор»?"),
        ("C3", "Бильчирская", "C3: организации «Бильчирская» нет в organisations.xlsx. "
         "Может быть, «МБОУ «Бильчирская СОШ»»?"),
        ("C3", "xyz", "C3: организации «xyz» нет в organisations.xlsx. Добавьте её туда или поправьте название."),
        ("D3", "1", "D3: «1» — не муниципалитет. Впишите те, за которые человек отвечает."),
        ("F3", "12-34", "F3: «12-34» не похоже на один номер телефона. Нужен вид +7 902 555-01-01."),
        ("G3", "a@b", "G3: «a@b» не похоже на один адрес. Нужен вид name@example.org."),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named(tmp_path: Path, cell: str, value: object, line: str) -> None:
    book(sound(tmp_path) / "people.xlsx", put(PEOPLE, cell, value))
    assert complaints(tmp_path) == [f"people.xlsx!Лист1!{line}"]


def test_the_same_row_twice_names_both(tmp_path: Path) -> None:
    book(sound(tmp_path) / "people.xlsx", [*PEOPLE, DIRECTOR])
    assert complaints(tmp_path) == [
        "people.xlsx!Лист1!A4: «Озерин Баир Олегович» уже есть: A3. Оставьте одну запись или измените одну из двух."
    ]


def test_two_phones_of_one_person_ask_which(tmp_path: Path) -> None:
    second = ("Озерин Баир Олегович", "учитель", "1", None, None, "+7 999 000-00-00", None)
    book(sound(tmp_path) / "people.xlsx", [*PEOPLE, second])
    (line,) = complaints(tmp_path)
    assert line.startswith(
        "people.xlsx!Лист1!F4: у человека «Озерин Баир Олегович» здесь «+79990000000», а в F3 иначе."
    )


def test_without_an_operator_questions_have_nowhere_to_end(tmp_path: Path) -> None:
    book(sound(tmp_path) / "people.xlsx", [HEAD, DIRECTOR])
    (line,) = complaints(tmp_path)
    assert line.startswith("people.xlsx: нет ни одного оператора программы")


def _people(folder: Path, rows: Rows) -> tuple[Person, ...]:
    book(sound(folder) / "people.xlsx", rows)
    return programme(folder).people
