"""Decisions as they are typed during a meeting."""

import pytest

from handlers import decision_words
from handlers.decision_words import Line

TODAY = "2018-05-16"


def known(words: str) -> bool:
    return words.split()[0] in ("Осокина", "Бильчирская", "школа")


@pytest.mark.parametrize(("text", "line"), [
    ("Разобрать работы — Осокина, до 5 июня", Line("Разобрать работы", "Осокина", "2018-06-05")),
    ("Разобрать работы - Осокина до 5 июня", Line("Разобрать работы", "Осокина", "2018-06-05")),
    ("1. Составить график – Бильчирская", Line("Составить график", "Бильчирская")),
    ("• Сделать — до пятницы", Line("Сделать", day="2018-05-18")),
    ("План, до 1 июня", Line("План", day="2018-06-01")),
    ("Отчёт, завтра.", Line("Отчёт", day="2018-05-17")),
    ("План — Сидоров, до 5 июня", Line("План", "Сидоров", "2018-06-05")),
    ("План — Осокина, 5.06", Line("План", "Осокина", "2018-06-05")),
])
def test_owner_and_day_are_read_behind_a_dash(text: str, line: Line) -> None:
    assert decision_words.read(text, TODAY, known) == [line]


@pytest.mark.parametrize("text", [
    "Провести ВПР – 5 и 6 классы", "План до 1 июня", "Сделать — до 5 июня сдать", "Сделать — Осокина, 5 июня, 6 июня",
    "Чтение, письмо, счёт", "Сделать — Сидоров",
])
def test_what_is_not_understood_stays_in_the_words(text: str) -> None:
    assert decision_words.read(text, TODAY, known) == [Line(text)]


def test_each_line_is_a_decision_and_empty_ones_are_none() -> None:
    found = decision_words.read("Первое — Осокина\n\n  \nВторое, до 1 июня", TODAY, known)
    assert found == [Line("Первое", "Осокина"), Line("Второе", day="2018-06-01")]
