"""Mistakes and warnings are counted, told by file, and many of one kind are told once."""

import pytest

from scheduler.programme import listing
from scheduler.programme.listing import ALIKE
from scheduler.programme.mistakes import Caution, Kind, Mistake, Place, Warn


def _empty(file: str, row: int) -> Mistake:
    return Mistake(Place(file, "Лист1", f"C{row}"), Kind.REQUIRED)


def _spaceless(row: int) -> Caution:
    return Caution(Place("people.xlsx", "Лист1", f"A{row}"), Warn.NAME_GLUED, (("name", "КедроваАнна"),))


@pytest.mark.parametrize(("wrong", "odd", "said"), [
    (3, 5, "3 ошибки, 5 предупреждений."), (1, 0, "1 ошибка."), (0, 2, "2 предупреждения."), (11, 21,
     "11 ошибок, 21 предупреждение."),
])  # fmt: skip
def test_they_are_counted_in_words(wrong: int, odd: int, said: str) -> None:
    assert listing.total(wrong, odd) == said


def test_a_sound_folder_needs_no_words_and_one_mistake_no_heading() -> None:
    assert list(listing.lines((), ())) == []
    told = list(listing.lines([_empty("a.xlsx", 1)], ()))
    assert told == ["a.xlsx!Лист1!C1: ячейка пуста, а она нужна. Заполните её."]


def test_mistakes_stand_before_warnings_and_those_of_one_file_together() -> None:
    told = list(listing.lines([_empty("a.xlsx", 1), _empty("b.xlsx", 1), _empty("a.xlsx", 2)], [_spaceless(7)]))
    assert [line.partition(":")[0] for line in told] == [
        "3 ошибки, 1 предупреждение.", "", "Ошибки. Пока они есть, программа не загрузится", "a.xlsx!Лист1!C1",
        "a.xlsx!Лист1!C2", "b.xlsx!Лист1!C1", "", "Предупреждения. Загрузке они не мешают, но посмотрите",
        "people.xlsx!Лист1!A7"]


def test_of_many_alike_the_first_are_told_and_the_places_of_the_others() -> None:
    told = list(listing.lines([_empty("a.xlsx", row) for row in range(1, 15)], ()))
    assert len(told) == 3 + ALIKE + 1
    assert told[-1] == "    … и ещё 11 таких же: C4, C5, C6, C7, C8, C9, C10, C11, C12, C13, C14"


def test_the_last_one_is_told_and_no_list_is_endless() -> None:
    assert list(listing.lines([_empty("a.xlsx", row) for row in range(1, ALIKE + 2)], ()))[-1].endswith("Заполните её.")
    assert list(listing.lines([_empty("a.xlsx", row) for row in range(1, 99)], ()))[-1].endswith("C22, C23, …")


def test_a_line_of_a_text_is_named_as_one() -> None:
    places = [Place("programme.yaml", line=line) for line in range(9)]
    wrong = [Mistake(place, Kind.KEY_UNKNOWN, (("key", "x"), ("near", ""))) for place in places]
    assert list(listing.lines(wrong, ()))[-1] == (
        "    … и ещё 6 таких же: строка 3, строка 4, строка 5, строка 6, строка 7, строка 8")
