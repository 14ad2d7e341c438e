"""What the product can write, it reads back: each value in its spellings, and worn by scanners and columns."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.programme import phrases
from scheduler.programme.reading import Context, Reading, Status
from tests import spellings
from tests.spellings import Deadline

SAMPLE = 120
"""Spellings of one value that are tried at once; it has some thousands."""


def agrees(read: Reading, value: Deadline) -> bool:
    """A list may be written like a range of the same months."""
    if value.parts:
        return read.parts == value.parts or (read.when.start, read.when.end) == (
            value.parts[0].start, value.parts[-1].end)
    return (read.when, read.recurrence) == (value.when, value.recurrence)


def fits(phrase: str, context: Context | None) -> bool:
    """A half-year of a calendar year is another one than that of a school."""
    return context is None or context.school or not re.search("полугод", phrase, re.IGNORECASE)


@settings(max_examples=60)
@given(spellings.values(), st.sampled_from([None, True, False]), st.integers(0, SAMPLE))
def test_a_value_is_read_back_from_its_spellings(value: Deadline, school: bool | None, first: int) -> None:
    context = None if school is None else spellings.context_of(value, school=school)
    found = spellings.spellings(value, context)
    for phrase in found[first % len(found) :: len(found) // SAMPLE + 1]:
        if fits(phrase, context):
            read = phrases.understood(phrase, context)
            assert read.status is Status.READ, (phrase, read)
            assert agrees(read, value), (phrase, read)


@settings(max_examples=60)
@given(spellings.values())
def test_a_worn_phrase_is_never_read_as_another_value(value: Deadline) -> None:
    for phrase in spellings.worn(value.plain):
        read = phrases.understood(phrase)
        assert read.status is Status.NOT_UNDERSTOOD or agrees(read, value), (phrase, read)


@settings(max_examples=60)
@given(spellings.values())
def test_words_torn_in_two_are_understood_all_the_same(value: Deadline) -> None:
    for phrase in spellings.worn(value.plain):
        assert phrases.understood(phrase).status is not Status.NOT_UNDERSTOOD, phrase
