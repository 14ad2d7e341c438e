"""From rows to persons: two spellings may be one, and one of the list may be one of the programme."""

from collections.abc import Sequence

import pytest

from scheduler.documents import people_persons, people_rows
from scheduler.documents.answers import Answer, Said
from scheduler.documents.people_known import Member, Members
from scheduler.documents.people_persons import Persons
from scheduler.documents.questions import Matter
from storage.participants import Role
from tests.handlers.listing import listed, somebody
from tests.scheduler.documents import plans

SCHOOL, OTHER = plans.SCHOOLS[:2]
SHORT, FULL = "Сорокина И. Л.", "Сорокина Инга Львовна"
NOBODY = Members([], {})


def of(*rows: Sequence[object], members: Members = NOBODY, answers: dict[int, Answer] | None = None) -> Persons:
    return people_persons.of(people_rows.read(listed(*rows), plans.region(), answers or {}), members, answers or {})


def said(persons: Persons, matter: Matter, answer: Said) -> dict[int, Answer]:
    found, = (each for each in persons.questions if each.matter is matter)
    return {found.id: Answer(answer)}


def test_two_spellings_are_asked_about_and_joined_under_the_fullest_name() -> None:
    rows = (somebody(SHORT, school=SCHOOL, phone="89025550109"), somebody(FULL, "директор", SCHOOL))
    open_ones = of(*rows)
    assert [person.name for person in open_ones.people] == [SHORT, FULL]
    one, = of(*rows, answers=said(open_ones, Matter.TWIN, Said.SAME)).people
    assert (one.name, one.phone, len(one.keys)) == (FULL, "+79025550109", 2)
    assert {post.role for post in one.posts} == {Role.TEACHER, Role.DIRECTOR}
    assert len(of(*rows, answers=said(open_ones, Matter.TWIN, Said.OTHER)).people) == 2


def test_a_namesake_in_another_school_is_one_person_only_where_somebody_says_so() -> None:
    rows = (somebody(FULL, school=SCHOOL), somebody(FULL, school=OTHER))
    open_ones = of(*rows)
    assert len(open_ones.people) == 2
    assert len(of(*rows, answers=said(open_ones, Matter.TWIN, Said.SAME)).people) == 1


@pytest.mark.parametrize(("ids", "people"), [((7, 7), 1), ((7, 8), 2)])
def test_what_the_programme_knows_of_two_is_not_asked_again(ids: tuple[int, int], people: int) -> None:
    keys = dict(zip((f"{SHORT.casefold()}|s1", f"{FULL.casefold()}|s1"), ids, strict=True))
    persons = of(somebody(SHORT, school=SCHOOL), somebody(FULL, school=SCHOOL), members=Members([], keys))
    assert (len(persons.people), persons.questions) == (people, ())


def test_two_phones_of_one_person_are_asked_about() -> None:
    rows = (somebody(FULL, school=SCHOOL, phone="89025550109"), somebody(FULL, "директор", SCHOOL, "89025550110"))
    open_ones = of(*rows)
    one, = of(*rows, answers=said(open_ones, Matter.CONTACT, Said.WITHOUT)).people
    assert (one.phone, len(one.posts)) == ("+79025550109", 2)
    one, = of(*rows, answers=said(open_ones, Matter.CONTACT, Said.SKIP)).people
    assert len(one.posts) == 1


@pytest.mark.parametrize(("answer", "people", "known"), [(Said.SAME, 1, [7]), (Said.OTHER, 1, []), (Said.SKIP, 0, [])])
def test_who_is_like_one_of_the_programme_is_them_another_or_left_out(answer: Said, people: int,
                                                                      known: list[int]) -> None:
    members = Members([Member(7, FULL, frozenset({"s1"}), frozenset())], {})
    open_ones = of(somebody(SHORT, school=SCHOOL), members=members)
    settled = of(somebody(SHORT, school=SCHOOL), members=members, answers=said(open_ones, Matter.ALIKE, answer))
    assert (len(settled.people), [*settled.known.values()]) == (people, known)


def test_nobody_of_the_programme_is_offered_to_a_second_one() -> None:
    members = Members([Member(7, FULL, frozenset({"s1"}), frozenset())], {})
    persons = of(somebody(FULL, school=SCHOOL), somebody(SHORT, "директор", SCHOOL), members=members)
    assert [*persons.known.values()] == [7]
    assert [each.matter for each in persons.questions] == [Matter.TWIN]
