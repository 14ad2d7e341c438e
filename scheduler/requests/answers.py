"""What has come back, in words and in figures. Pure but for the questions, which are looked up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scheduler.surveys import given, written
from scheduler.surveys.form import Kind, Question
from scheduler.surveys.sheet import figure, shown
from storage import assignments
from storage.assignments import Given, Part
from storage.database import Transaction

NUMBERS = (Kind.INTEGER, Kind.DECIMAL, Kind.RANGE)
FILES = (Kind.IMAGE, Kind.FILE)
EVIDENCE = ""
"""What stands in the place of a question where words or files were sent as they are."""

Words = Mapping[str, str]
"""By the names of the questions."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Of a question that asks for a number: how many have answered it, and what it comes to."""

    label: str
    number: int
    total: str
    mean: str


@dataclass(frozen=True, slots=True)
class Line:
    """An answer in a list; `said` are its words, each with its question, empty where there is only one."""

    place: int
    title: str
    person: str
    by_name: str
    state_at: int
    time_zone: str
    corrected: bool
    said: tuple[tuple[str, str], ...]


async def questions(tx: Transaction, request: int) -> tuple[Question, ...]:
    """What is asked in the sheets of a request, notes left out; nothing where none is filled in."""
    text = await assignments.questions(tx, request)
    return tuple(one for one in written.read(text) if one.kind is not Kind.NOTE) if text else ()


def by_task(asked: Sequence[Question], rows: Iterable[Given]) -> dict[int, Words]:
    """What stands in the answers, as people read it; of files their names."""
    known = {one.name: one for one in asked}
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for row in rows:
        words = in_words(known.get(row.question), row)
        before = found[row.task].get(row.question)
        found[row.task][row.question] = f"{before}; {words}" if before else words
    return dict(found)


def in_words(question: Question | None, row: Given) -> str:
    """One answer or one piece of evidence."""
    if question is None:
        return "; ".join(filter(None, (row.value, row.name)))
    answer = given.read(question, row.value)
    return "" if answer is None else shown(question, answer)


def sums(asked: Iterable[Question], rows: Sequence[Given]) -> list[Sum]:
    """Of every question that asks for a number."""
    found = []
    for one in asked:
        values = [value for row in rows if row.question == one.name and (value := number(one, row)) is not None]
        if one.kind in NUMBERS and values:
            total = sum(values)
            found.append(Sum(one.label, len(values), figure(round(total, 4)), figure(round(total / len(values), 2))))
    return found


def number(question: Question, row: Given) -> float | None:
    """The number that was answered; None where it is none."""
    answer = given.read(question, row.value) if question.kind in NUMBERS else None
    return answer if isinstance(answer, float) else None


def line(place: int, part: Part, words: Words, asked: Sequence[Question]) -> Line:
    """A part as a list shows it."""
    several = len(asked) > 1
    labels = {one.name: one.label if several else "" for one in asked}
    said = tuple((labels.get(name, ""), words[name]) for name in [*labels, EVIDENCE] if words.get(name))
    return Line(place, part.title, part.person, part.by_name, part.state_at, part.time_zone,
                part.corrected_at is not None, said)
