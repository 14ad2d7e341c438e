"""Whether somebody of a list is one of the programme: surely, perhaps, or not."""

import pytest

from scheduler.documents.people_known import Member, Members
from scheduler.programme.model import Person, Post
from storage.participants import Role

INGA = Member(7, "Сорокина Инга Львовна", frozenset({"bil"}), frozenset({"+79025550109"}))
KNOWN = Members([INGA, Member(8, "Лосев Пётр", frozenset({"osa"}), frozenset())], {"старая запись|bil": 7})


def person(name: str, place: str = "bil", phone: str = "", key: str = "") -> Person:
    return Person(name, (Post(Role.TEACHER, place),), (key or f"{name.casefold()}|{place}",), phone)


def test_a_key_of_an_earlier_list_names_them() -> None:
    assert KNOWN.listed(person("Другое Имя", key="старая запись|bil")) == 7
    assert KNOWN.listed(person("Другое Имя")) == 0


@pytest.mark.parametrize(("one", "id"), [
    (person("Сорокина Инга Львовна"), 7),
    (person("сорокина  инга львовна", "osa", "+79025550109"), 7),
    (person("Сорокина Инга Львовна", "osa"), 0),
    (person("Сорокина И. Л."), 0),
    (person("Лосев Пётр", "bil"), 0),
])
def test_the_same_name_with_something_in_common_is_sure(one: Person, id: int) -> None:
    assert KNOWN.sure(one) == id


def test_of_two_namesakes_at_one_place_neither_is_sure() -> None:
    twin = Member(9, INGA.name, INGA.places, frozenset())
    assert Members([INGA, twin], {}).sure(person(INGA.name)) == 0


@pytest.mark.parametrize(("one", "ids"), [
    (person("Сорокина И. Л."), [7]),
    (person("Инга Львовна Сорокина", "osa"), [7]),
    (person("Ветрова Инга Львовна", "osa", "+79025550109"), [7]),
    (person("Ветрова Инга Львовна"), []),
    (person("Сорокина И. Л.", "osa"), []),
    (person("Лосев Пётр"), []),
])
def test_who_is_like_one_of_them_is_asked_about(one: Person, ids: list[int]) -> None:
    assert [member.id for member in KNOWN.perhaps(one)] == ids
