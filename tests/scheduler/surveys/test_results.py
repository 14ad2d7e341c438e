"""Counted answers become bars that stand for the same in every wave."""

import pytest

from scheduler.surveys.form import Kind, Option, Question, Scale
from scheduler.surveys.results import Counted, Tally, tally

OPTIONS = (Option("y", "Да"), Option("n", "Нет"), Option("z", "Затрудняюсь"))
ONE = Question("q", Kind.SELECT_ONE, "Да?", options=OPTIONS)
MANY = Question("q", Kind.SELECT_MULTIPLE, "Что?", options=OPTIONS)
WHOLE = Question("q", Kind.INTEGER, "Сколько?")
BROKEN = Question("q", Kind.DECIMAL, "Сколько?")
DAY = Question("q", Kind.DATE, "Когда?")


def test_options_keep_their_order_and_those_that_nobody_chose() -> None:
    found = tally(ONE, [[('"n"', 3), ('"y"', 1), ("null", 5), ('"gone"', 2)], []])
    assert found.labels == ("Да", "Нет", "Затрудняюсь")
    assert found.names == ("y", "n", "z")
    assert found.waves == (Tally(4, (1, 3, 0)), Tally(0, (0, 0, 0)))


def test_of_several_options_each_counts_and_people_are_counted_once() -> None:
    found = tally(MANY, [[('["y", "n"]', 2), ('["n"]', 1), ("null", 4)]])
    assert found.waves == (Tally(3, (2, 3, 0)),)


def test_a_short_scale_has_all_its_steps_and_a_mean() -> None:
    scale = Question("q", Kind.RANGE, "Оцените", scale=Scale(1, 5, 1))
    found = tally(scale, [[("5", 1), ("2", 2)], [("1", 1)]])
    assert found.labels == ("1", "2", "3", "4", "5")
    assert found.waves == (Tally(3, (0, 2, 0, 0, 1), 3.0, 2.0), Tally(1, (1, 0, 0, 0, 0), 1.0, 1.0))


def test_few_numbers_have_a_bar_each() -> None:
    found = tally(BROKEN, [[("3.5", 2), ("10", 1)], [("3", 1)]])
    assert found.labels == ("3", "3,5", "10")
    assert [wave.counts for wave in found.waves] == [(0, 2, 1), (1, 0, 0)]


@pytest.mark.parametrize(("values", "first", "last", "bars"), [
    (range(0, 700), "0–99", "600–699", 7), (range(0, 14), "0–1", "12–13", 7),
    (range(100, 111), "100–101", "110–111", 6), (range(-5, 60, 3), "-10…-1", "50…59", 7),
    (range(0, 10**9, 10**8 - 1), "0–199999999", "800000000–999999999", 5),
])
def test_many_numbers_are_put_together_in_round_steps(values: range, first: str, last: str, bars: int) -> None:
    found = tally(WHOLE, [[(str(value), 1) for value in values]])
    assert (found.labels[0], found.labels[-1], len(found.labels)) == (first, last, bars)
    assert sum(found.waves[0].counts) == found.waves[0].total == len(values)


def test_many_broken_numbers_too() -> None:
    found = tally(BROKEN, [[(str(number / 8), 1) for number in range(40)]])
    assert (found.labels[0], found.labels[-1]) == ("0–1", "4–5")
    assert found.waves[0].counts == (8, 8, 8, 8, 8)
    small = tally(BROKEN, [[(str(number / 8000), 1) for number in range(40)]])
    assert (small.labels[0], sum(small.waves[0].counts)) == ("0–0,001", 40)


def test_days_are_days_or_months() -> None:
    few = tally(DAY, [[('"2018-05-30"', 2), ('"2018-04-01"', 1)]])
    assert few.labels == ("1 апреля", "30 мая")
    many: list[tuple[str, int]] = [(f'"2018-0{month}-1{day}"', 1) for month in (4, 5) for day in range(8)]
    found = tally(DAY, [many])
    assert found.labels == ("апрель 2018", "май 2018")
    assert found.waves[0].counts == (8, 8)


def test_what_is_worked_out_is_a_number_or_nothing() -> None:
    question = Question("q", Kind.CALCULATE, calculation="1")
    found = tally(question, [[("60", 2), ('"true"', 1), ("null", 1)]])
    assert found.labels == ("60",)
    assert found.waves[0].counts == (2,)


def test_words_and_files_are_counted_and_have_no_bars() -> None:
    counted: Counted = [('"а"', 1), ('"б"', 2), ("null", 7)]
    assert tally(Question("q", Kind.TEXT, "Что?"), [counted]).waves == (Tally(3, ()),)
