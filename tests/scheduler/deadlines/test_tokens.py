"""Words as they stand and as they were torn, glued, misspelt or scanned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.deadlines import tokens
from scheduler.deadlines.lexicon import FORMS, Kind


def kinds(phrase: str) -> list[tuple[Kind, int]]:
    return [(token.kind, token.value) for token in tokens.read(phrase)]


@pytest.mark.parametrize(("phrase", "meant"), [
    ("сентябрь", [(Kind.MONTH, 9)]),
    ("сен тябрь", [(Kind.MONTH, 9)]),
    ("сен-\nтябрь", [(Kind.MONTH, 9)]),
    ("С Е Н Т Я Б Р Ь", [(Kind.MONTH, 9)]),
    ("ceнтябрь", [(Kind.MONTH, 9)]),
    ("январьфевраль", [(Kind.MONTH, 1), (Kind.MONTH, 2)]),
    ("до1сентября", [(Kind.UNTIL, 0), (Kind.NUMBER, 1), (Kind.MONTH, 9)]),
    ("вторник и четверг", [(Kind.WEEKDAY, 1), (Kind.AND, 0), (Kind.WEEKDAY, 3)]),
    ("март а также май", [(Kind.MONTH, 3), (Kind.AND, 0), (Kind.AND, 0), (Kind.MONTH, 5)]),
    ("П квартал", [(Kind.ROMAN, 2), (Kind.QUARTER, 0)]),
    ("1У кв.", [(Kind.ROMAN, 4), (Kind.QUARTER, 0)]),
    ("I-Ш кварталы", [(Kind.ROMAN, 1), (Kind.DASH, 0), (Kind.ROMAN, 3), (Kind.QUARTER, 0)]),
    ("I-й квартал", [(Kind.ROMAN, 1), (Kind.QUARTER, 0)]),
    ("с.г.", [(Kind.THIS, 0), (Kind.OF_YEAR, 1)]),
    ("2 п/г", [(Kind.NUMBER, 2), (Kind.HALF, 0)]),
    ("20 23 г.", [(Kind.YEAR, 2023), (Kind.OF_YEAR, 1)]),
    ("2012года", [(Kind.YEAR, 2012), (Kind.OF_YEAR, 1)]),
    ("в 14.30", [(Kind.IN, 0)]),
    ("оценка", [(Kind.WORD, 0)]),
])
def test_words_are_found_however_they_are_broken(phrase: str, meant: list[tuple[Kind, int]]) -> None:
    assert kinds(phrase) == meant


@pytest.mark.parametrize("phrase", ["1.9.2023", "01.09.23", "1/9/2023", "2023-09-01", "1 . 09 . 2023", "1.О9.2023"])
def test_a_date_in_figures_has_its_day_month_and_year(phrase: str) -> None:
    (token,) = tokens.read(phrase)
    assert (token.kind, token.value, token.month, token.year, token.slip) == (Kind.DATE, 1, 9, 2023, False)


def test_commas_in_a_date_are_a_slip() -> None:
    (token,) = tokens.read("01,09,2023")
    assert (token.year, token.slip) == (2023, True)


@pytest.mark.parametrize(("word", "month"), [("сенятбрь", 9), ("декарь", 12), ("ноябр", 11), ("феврать", 2)])
def test_a_misspelt_month_is_guessed_and_said_to_be(word: str, month: int) -> None:
    (token,) = tokens.read(word)
    assert (token.kind, token.value, token.slip) == (Kind.MONTH, month, True)


@pytest.mark.parametrize("word", ["июпь", "мат", "уроки", "лечение", "класс"])
def test_a_word_that_may_be_two_or_none_is_left_alone(word: str) -> None:
    assert [token.kind for token in tokens.read(word)] == [Kind.WORD]


@given(st.sampled_from(sorted(FORMS)))
def test_every_form_is_known_in_capitals_too(form: str) -> None:
    meant = FORMS[form]
    assert (meant.kind, meant.value) in kinds(form.upper()) or len(form) == 1
