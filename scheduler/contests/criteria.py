"""Criteria as an organiser types them, a line each: «Актуальность (0-5) ×2», and as questions for the experts. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from scheduler.contests.ranking import Criterion
from scheduler.contests.rules import Rules
from scheduler.programme import words
from scheduler.surveys import form, plain_text
from scheduler.surveys.form import Kind, Question, Scale
from scheduler.surveys.sheet import figure, steps

LIMIT = 10
"""Criteria of a contest."""
LABEL = 200
COMMENT = "comment"
"""The name of the question behind the criteria."""
USUAL = Scale(0, 5, 1)
"""Where nothing is said."""
HEAVIEST = 100
_NUMBERED = re.compile(r"^\d{1,3}[.)]\s*")
_MARK = re.compile(r"^[-–—•*]\s*")
_WEIGHT = re.compile(r"\s*[,;]?\s*(?:[×xх*✕]\s*|\(?\s*вес\s*[:=]?\s*)(?P<number>\d{1,3}(?:[.,]\d{1,2})?)\s*\)?\s*$",
                     re.IGNORECASE)


class Trouble(StrEnum):
    """What keeps a line from being a criterion."""

    NONE = "none"
    MANY = "many"
    SCALE = "scale"
    WEIGHT = "weight"
    LONG = "long"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Fault:
    """One of them, with the words of the line."""

    trouble: Trouble
    words: str = ""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A criterion: its question and what it weighs."""

    question: Question
    weight: Fraction


def read(text: str) -> tuple[Weighed, ...] | Fault:
    """The criteria, or what is wrong with the first line that is none."""
    lines = [line for line in map(words.clean, text.splitlines()) if line]
    if not lines:
        return Fault(Trouble.NONE)
    if len(lines) > LIMIT:
        return Fault(Trouble.MANY)
    found = [_line(line, f"c{number}") for number, line in enumerate(lines, 1)]
    wrong = next((each for each in found if isinstance(each, Fault)), None)
    if wrong is not None:
        return wrong
    weighed = tuple(each for each in found if isinstance(each, Weighed))
    labels = [words.fold(each.question.label) for each in weighed]
    twice = next((label for label in labels if labels.count(label) > 1), None)
    return weighed if twice is None else Fault(Trouble.TWICE, twice)


def _line(line: str, name: str) -> Weighed | Fault:
    bare = _MARK.sub("", _NUMBERED.sub("", line))
    said = _WEIGHT.search(bare)
    weight = Fraction(said["number"].replace(",", ".")) if said else Fraction(1)
    if not 0 < weight <= HEAVIEST:
        return Fault(Trouble.WEIGHT, line)
    read = plain_text.read(f"{name}\n1. {bare[:said.start()] if said else bare}")
    if not isinstance(read, form.Form) or read.questions[0].kind not in (Kind.RANGE, Kind.TEXT):
        return Fault(Trouble.SCALE, line)
    question = read.questions[0]
    if len(question.label) > LABEL:
        return Fault(Trouble.LONG, line)
    return Weighed(replace(question, name=name, kind=Kind.RANGE, scale=question.scale or USUAL, required="true()"),
                   weight)


def hinted(question: Question, hint: str) -> Question:
    """The same with a word to whoever scores."""
    return replace(question, hint=hint)


def of(questions: Sequence[Question], rules: Rules) -> list[Criterion]:
    """The criteria in the sheet of a contest."""
    return [Criterion(one.name, one.label, _exact(one.scale.start), _exact(list(steps(one))[-1]),
                      rules.weight(one.name)) for one in questions if one.kind is Kind.RANGE and one.scale]


def _exact(number: float) -> Fraction:
    return Fraction(str(number))


def points(number: Fraction, digits: int = 2) -> str:
    """Points as people read them: «18,33»."""
    return figure(float(round(number, digits)))
