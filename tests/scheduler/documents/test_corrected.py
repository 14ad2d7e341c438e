"""What is known again in a corrected plan, and what is not for want of proof."""

from collections.abc import Sequence

from scheduler.documents.corrected import Loaded, Match, match
from scheduler.programme.model import Activity
from scheduler.programme.when import NO_DATE

SEMINAR = "Семинар для команд школ по анализу результатов обучения"
ORDER = "Издание приказа об утверждении перечня школ"
MONITORING = "Входной мониторинг образовательных результатов (октябрь 2023)"


def loaded(*facts: tuple[str, str], gone: Sequence[str] = ()) -> list[Loaded]:
    return [Loaded(place, number, title, number in gone) for place, (number, title) in enumerate(facts, 1)]


def wanted(*facts: tuple[str, str]) -> list[Activity]:
    return [Activity(number, "1", title, NO_DATE, ()) for number, title in facts]


def pairs(found: Match) -> dict[str, int]:
    return {number: one.id for number, one in found.known.items()}


def test_the_same_plan_is_known_as_a_whole() -> None:
    rows = (("1", SEMINAR), ("2", ORDER))
    found = match(loaded(*rows), wanted(*rows))
    assert (pairs(found), found.numbers) == ({"1": 1, "2": 2}, {})


def test_a_row_put_in_front_renumbers_all_others_and_changes_none() -> None:
    found = match(loaded(("1", SEMINAR), ("2", ORDER)), wanted(("1", "Совещание"), ("2", SEMINAR), ("3", ORDER)))
    assert (pairs(found), found.numbers) == ({"2": 1, "3": 2}, {1: "2", 2: "3"})


def test_a_title_put_right_is_known_under_its_number_and_under_another() -> None:
    better = SEMINAR.replace("результатов обучения", "результатов")
    assert pairs(match(loaded(("1", SEMINAR)), wanted(("1", better)))) == {"1": 1}
    assert pairs(match(loaded(("1", SEMINAR), ("2", ORDER)), wanted(("1", ORDER), ("7", better)))) == {"1": 2, "7": 1}


def test_what_is_much_alike_in_two_places_is_known_by_its_number_alone() -> None:
    months = [(f"3/{place}", MONITORING.replace("октябрь", month))
              for place, month in enumerate(("октябрь", "январь", "апрель"), 1)]
    later = [(number, title.replace("2023", "2024")) for number, title in months]
    assert pairs(match(loaded(*months), wanted(*later))) == {"3/1": 1, "3/2": 2, "3/3": 3}
    elsewhere = [(number.replace("3", "8"), title) for number, title in later]
    assert pairs(match(loaded(*months), wanted(*elsewhere))) == {}


def test_something_else_under_an_old_number_is_something_else() -> None:
    found = match(loaded(("1", SEMINAR)), wanted(("1", ORDER)))
    assert (pairs(found), found.numbers) == ({}, {1: "1*"})


def test_what_has_gone_before_makes_room_again_and_again() -> None:
    found = match(loaded(("1", SEMINAR), ("1*", "Выезд"), gone=("1*",)), wanted(("1", ORDER)))
    assert found.numbers == {1: "1**"}


def test_what_had_gone_is_back_in_the_same_words() -> None:
    rows = loaded(("1*", SEMINAR), ("1", ORDER), gone=("1*",))
    assert pairs(match(rows, wanted(("1", ORDER), ("2", SEMINAR)))) == {"1": 2, "2": 1}


def test_what_is_there_goes_before_what_had_gone() -> None:
    rows = loaded(("3", SEMINAR), ("5", SEMINAR), gone=("3",))
    found = match(rows, wanted(("3", SEMINAR)))
    assert (pairs(found), found.numbers) == ({"3": 2}, {2: "3", 1: "3*"})


def test_two_of_one_title_are_known_by_their_numbers_and_else_not() -> None:
    twice = loaded(("1", SEMINAR), ("2", SEMINAR))
    assert pairs(match(twice, wanted(("1", SEMINAR), ("2", SEMINAR)))) == {"1": 1, "2": 2}
    assert pairs(match(twice, wanted(("8", SEMINAR), ("9", SEMINAR)))) == {}


def test_two_thousand_rows_are_matched_in_a_moment() -> None:
    rows = [(str(number), f"{SEMINAR} в муниципалитете {number}") for number in range(2000)]
    moved = [(str(int(number) + 1), title) for number, title in rows]
    assert len(match(loaded(*rows), wanted(*moved)).known) == 2000
