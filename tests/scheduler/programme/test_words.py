"""What the eye does not see does not count; what it sees stays as it is."""

import pytest

from scheduler.programme import words
from scheduler.programme.model import Level
from storage.participants import Role

NUL = "\x00"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  Анна \t Кедрова\n", "Анна Кедрова"),
        ("Анна\u00a0Кедрова", "Анна Кедрова"),
        ("Ан\u200bна\ufeff Кед\u00adрова", "Анна Кедрова"),
        ("\u202eАнна\u202c \u200fКедрова\u2066", "Анна Кедрова"),
        ("Анна_x000D_\nКедрова", "Анна Кедрова"),
        (f"Анна{NUL}Кедрова\x1b[31m", "Анна Кедрова [31m"),
        ("Ан\u200dна", "Анна"),
        ("И\u0306од", "Йод"),
        ("\ud800Анна", "Анна"),
        ("Семья 👨\u200d👩\u200d👧 ❤\ufe0f", "Семья 👨\u200d👩\u200d👧 ❤\ufe0f"),
        ("<b>Анна</b> {{ name }}", "<b>Анна</b> {{ name }}"),
    ],
)
def test_clean_keeps_what_is_seen(text: str, cleaned: str) -> None:
    assert words.clean(text) == cleaned


def test_two_spellings_of_one_word_fold_alike() -> None:
    assert words.fold("МБОУ «Семёновская  СОШ»") == words.fold('мбоу "семеновская сош"')


@pytest.mark.parametrize(("typed", "meant"), [
    ("CОШ № 5", "СОШ № 5"), ("Кeдрова Aнна", "Кедрова Анна"), ("COP", "СОР"), ("Word СОШ", "Word СОШ"),
    ("Оlga", "Оlga"), ("", ""),
])  # fmt: skip
def test_latin_letters_that_look_russian_become_russian(typed: str, meant: str) -> None:
    assert words.alike(typed) == meant


def test_roles_and_levels_are_named_as_tables_name_them() -> None:
    assert all(words.ROLES[words.fold(words.role(role))] is role for role in Role)
    assert all(words.LEVELS[words.level(level)] is level for level in Level)


def test_a_cell_of_several_is_split_without_repetitions() -> None:
    assert words.parts(" а ; б;;\nа") == ("а", "б")
    assert words.lines("1. Одно\r\n\n 2. Другое ") == ("1. Одно", "2. Другое")


def test_the_word_that_was_meant_is_found_and_nonsense_is_not() -> None:
    assert words.near("дирктор", words.ROLES) == "директор"
    assert words.near("zzz", words.ROLES) == ""


def test_every_role_and_level_has_a_russian_name() -> None:
    assert set(words.ROLES.values()) == set(Role)
    assert set(words.LEVELS.values()) == set(Level)
    assert all(word == words.fold(word) for word in (*words.ROLES, *words.LEVELS, *words.ANSWERS))
