"""Names that may be one person's are shown in pairs; relatives and namesakes with other phones are not."""

import pytest

from scheduler.programme import likeness
from scheduler.programme.likeness import CROWD, Named

ANNA = "Кедрова Анна Петровна"


@pytest.mark.parametrize("other", [
    "Кедрова А. П.", "Кедрова А.П.", "КедроваАнна Петровна", "Анна Петровна Кедрова", "Кедрова Анна",
    "Кeдрова Анна Петровна",
    "Кедрово Анна Петровна", "кедрова  анна  петровна",
])  # fmt: skip
def test_one_person_in_two_spellings(other: str) -> None:
    assert likeness.alike(ANNA, other)
    assert likeness.alike(other, ANNA)


@pytest.mark.parametrize("other", [
    "Кедрова Инна Петровна", "Кедров Пётр Ильич", "Кедрова В. П.", "Кедрова Б. А.", "Сосновская Анна Петровна", "Анна",
    "",
])  # fmt: skip
def test_two_people(other: str) -> None:
    assert not likeness.alike(ANNA, other)
    assert not likeness.alike(other, ANNA)


def test_each_later_row_is_shown_once_beside_an_earlier_one() -> None:
    people = [Named(name, "s") for name in (ANNA, "Кедрова А. П.", "КедроваАнна Петровна", "Озерин Баир")]
    assert likeness.pairs(people) == [(0, 1), (0, 2)]


def test_initials_count_within_one_organisation_and_a_whole_name_everywhere() -> None:
    assert likeness.pairs([Named(ANNA, "s"), Named("Кедрова А. П.", "t")]) == []
    assert likeness.pairs([Named(ANNA, "s"), Named(ANNA, "t")]) == [(0, 1)]


def test_whoever_is_one_already_or_has_another_phone_is_not_shown() -> None:
    phone, other = frozenset(("+79025550101",)), frozenset(("+79025550102",))
    assert likeness.pairs([Named(ANNA, "s"), Named(ANNA, "s")]) == []
    assert likeness.pairs([Named(ANNA, "s", phone), Named(ANNA, "t", phone)]) == []
    assert likeness.pairs([Named(ANNA, "s", phone), Named(ANNA, "t", other)]) == []


def test_a_crowd_of_one_surname_is_not_compared() -> None:
    crowd = [Named(f"Кедрова {letter}. П.", "s") for letter in "АБВГДЕЖЗИК" for _ in range(CROWD // 10 + 1)]
    assert likeness.pairs([*crowd, Named(ANNA, "s")]) == []
