"""The language as a whole: each phrase of the table reads as it says, and nothing that people write makes it raise."""

import csv
from pathlib import Path

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from scheduler.deadlines import judging
from scheduler.deadlines.lexicon import FORMS
from scheduler.programme import phrases
from scheduler.programme.reading import Context, Reading, Sort, Status

TABLE = Path(__file__).with_name("phrases.tsv")


def rows() -> list[dict[str, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['context_year']} {row['phrase']}")
def test_a_phrase_reads_as_the_table_says(row: dict[str, str]) -> None:
    read = phrases.understood(row["phrase"], Context.of(row["context_year"]))
    said = (read.status, *judging.value(read), read.sort)
    assert said == tuple(row[name] for name in ("status", "start", "end", "recurrence", "sort"))


def whole(read: Reading) -> bool:
    """A value where it is read, a reason where it is not sure."""
    valued = read.dated or read.sort is Sort.NONE
    return (read.status is Status.NOT_UNDERSTOOD or valued) and (read.status is Status.READ or bool(read.doubts))


WORDS = st.sampled_from([*FORMS, *"().,;:-–/", "5", "15", "31", "2024", "09.2023", "01.10.2023", "30.02", "IV", "П"])
CONTEXTS = st.sampled_from([None, Context(2024, 2024), Context(2023, 2024), Context(2016, 2020),
                            Context(2023, 2024, years=True)])


@given(st.lists(WORDS, max_size=9).map(" ".join) | st.lists(WORDS, max_size=6).map("".join) | st.text(max_size=60),
       CONTEXTS)
def test_whatever_is_written_has_a_value_or_a_reason(text: str, context: Context | None) -> None:
    read = phrases.understood(text, context)
    assert whole(read)
    if read.recurrence:
        rrulestr(f"DTSTART:20240101T000000\nRRULE:{read.recurrence}")


@given(st.lists(WORDS, min_size=1, max_size=9).map(" ".join))
def test_without_the_years_of_a_document_no_year_is_guessed(text: str) -> None:
    read = phrases.understood(text)
    ends = [end.year for end in (read.when.start, read.when.end) if end]
    assert all(str(year % 100).zfill(2) in text or str((year + 1) % 100).zfill(2) in text
               or str((year - 1) % 100).zfill(2) in text for year in ends)


@pytest.mark.parametrize("phrase", ["я" * 10_000, "1" * 5_000, "(" * 5_000, "с по " * 2_000])
def test_a_cell_full_of_text_is_no_deadline(phrase: str) -> None:
    assert phrases.understood(phrase, Context(2024, 2024)).status is Status.NOT_UNDERSTOOD
