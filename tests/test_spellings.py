"""The table of spellings itself: no phrase of it means two things, and it is as wide as it says."""

import re
from collections import defaultdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.programme import phrases
from scheduler.programme.phrases import NotUnderstood
from scheduler.programme.reading import Context
from scheduler.programme.when import NO_DATE, When
from tests import spellings
from tests.spellings import Deadline
from tests.spellings_of_rules import rules

YEAR, SCHOOL = Context(2023, 2023), Context(2023, 2024)
MAY_30 = date(2023, 5, 30)


def _months(first: date, last: date) -> Deadline:
    return Deadline(When(first, last))


SOME = [
    Deadline(NO_DATE),
    *(Deadline(When(start, MAY_30)) for start in (None, MAY_30, date(2023, 5, 21), date(2022, 11, 6))),
    *(_months(date(2023, first, 1), date(2023, last, 31)) for first in (1, 3, 5, 7) for last in (7, 8, 10, 12)),
    *(_months(date(2023, month, 1), date(2023, month, 31)) for month in (1, 3, 5, 7, 8, 10, 12)),
    *(_months(date(2023, 9, 1), end) for end in (date(2023, 10, 31), date(2023, 11, 30), date(2024, 5, 31))),
    *(_months(date(2023, 5, first), date(2023, 5, last)) for first, last in ((1, 10), (11, 20), (21, 31))),
    _months(date(2022, 1, 1), date(2027, 12, 31)),
    Deadline(parts=tuple(When(day, day) for day in (date(2023, 10, 1), date(2023, 10, 15), date(2023, 10, 20)))),
    Deadline(parts=tuple(When(day, day) for day in (date(2021, 12, 1), date(2022, 2, 2), date(2022, 5, 19)))),
    Deadline(parts=(When(date(2023, 4, 1), date(2023, 4, 30)), When(date(2023, 10, 1), date(2023, 10, 31)))),
    *(Deadline(recurrence=rule) for rule in rules()),
    Deadline(When(date(2023, 9, 1), date(2024, 5, 31)), "FREQ=MONTHLY"),
]


@pytest.mark.parametrize("context", [None, YEAR, SCHOOL])
def test_no_phrase_means_two_things(context: Context | None) -> None:
    meanings: defaultdict[str, set[Deadline]] = defaultdict(set)
    for value in SOME:
        for phrase in spellings.spellings(value, context):
            meanings[" ".join(phrase.split()).casefold()].add(value)
    assert {phrase: found for phrase, found in meanings.items() if len(found) > 1} == {}


@given(spellings.values())
def test_what_the_product_writes_comes_first_and_every_way_is_another(value: Deadline) -> None:
    found = spellings.spellings(value)
    assert found[0] == value.plain
    assert len(found) == len(set(found)) >= 8


@given(spellings.values(), st.booleans())
def test_with_a_document_there_are_never_fewer_ways(value: Deadline, school: bool) -> None:
    context = spellings.context_of(value, school=school)
    assert set(spellings.spellings(value)) <= set(spellings.spellings(value, context))


def test_the_year_is_left_out_only_where_the_document_has_it() -> None:
    value = Deadline(When(None, MAY_30))
    assert "до 30 мая" in spellings.spellings(value, YEAR)
    assert "до 30 мая" not in spellings.spellings(value, SCHOOL)
    assert not any(re.fullmatch(r"\D*30\D*", phrase) for phrase in spellings.spellings(value))


@pytest.mark.parametrize(("phrase", "worn"), [
    ("сентябрь 2023 г. – май 2024 г.", "сен тябрь 2023 г. – май 2024 г."),
    ("сентябрь 2023 г. – май 2024 г.", "сен-\nтябрь 2023 г. – май 2024 г."),
    ("сентябрь 2023 г. – май 2024 г.", "сентябрь 2023 г. май 2024 г."),
    ("с 5 по 9 декабря 2022 г.", "с 5 но 9 декабря 2022 г."),
    ("до 30 мая 2018 г.", "до 30 мaя 2018 г."),  # with a Latin letter
])
def test_scanning_leaves_its_traces(phrase: str, worn: str) -> None:
    assert worn in spellings.worn(phrase)
    assert phrase not in spellings.worn(phrase)


def test_what_is_read_today_is_read_as_it_was_meant() -> None:
    read = 0
    for value in SOME:
        for phrase in () if value.parts or value.recurrence else spellings.spellings(value):
            found = phrases.read(phrase)
            read += isinstance(found, When)
            assert found == value.when or isinstance(found, NotUnderstood), phrase
    assert read > 500
