"""Answers that were counted → bars that can be compared, wave beside wave, and their figures. Pure."""

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from messages.russian import day, month
from scheduler.surveys import given
from scheduler.surveys.form import CHOICES, Kind, Question
from scheduler.surveys.sheet import figure, steps

ALONE = 10
"""Different numbers or days that have a bar each; more of them are put together."""
BINS = 7
NUMBERS = (Kind.INTEGER, Kind.DECIMAL, Kind.RANGE, Kind.CALCULATE)
DRAWN = (*CHOICES, *NUMBERS, Kind.DATE)
"""What can be shown as bars; the rest are words and files."""

Counted = Iterable[tuple[str, int]]
"""An answer as JSON, and how often it was given."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How a question was answered at one asking; `counts` go with the labels of the whole.

    `total` people have answered it. `mean` and `median` are those of numbers.
    """

    total: int
    counts: tuple[int, ...]
    mean: float | None = None
    median: float | None = None


@dataclass(frozen=True, slots=True)
class Tallies:
    """A question at one asking or several; `names` are the stored values, where a bar stands for one."""

    labels: tuple[str, ...]
    names: tuple[str, ...]
    waves: tuple[Tally, ...]


def tally(question: Question, waves: Sequence[Counted]) -> Tallies:
    """The bars of a question; the same ones for all waves."""
    read = [_read(question, counted) for counted in waves]
    if question.kind in CHOICES:
        names = [option.name for option in question.options]
        return _bars([option.label for option in question.options], names, [_chosen(one, names) for one in read])
    if question.kind is Kind.RANGE:
        values = list(steps(question))
        if len(values) <= ALONE + 1:
            return _alone(values, [figure(value) for value in values], read)
    if question.kind in NUMBERS:
        return _numbers(question, read)
    if question.kind is Kind.DATE:
        return _days(read)
    return Tallies((), (), tuple(Tally(sum(one.values()), ()) for one in read))


def _read(question: Question, counted: Counted) -> Counter[object]:
    found: Counter[object] = Counter()
    for value, number in counted:
        answer = given.worked_out(value) if question.kind is Kind.CALCULATE else given.read(question, value)
        if answer is not None:
            found[answer] += number
    return found


def _chosen(answers: Counter[object], names: Sequence[str]) -> Tally:
    counts: Counter[str] = Counter()
    for answer, number in answers.items():
        for name in answer if isinstance(answer, tuple) else (answer,):
            counts[str(name)] += number
    return Tally(sum(answers.values()), tuple(counts[name] for name in names))


def _bars(labels: Sequence[str], names: Sequence[str], waves: Sequence[Tally]) -> Tallies:
    return Tallies(tuple(labels), tuple(names), tuple(waves))


def _alone(values: Sequence[float], labels: Sequence[str], read: Sequence[Counter[object]]) -> Tallies:
    waves = [_measured(one, tuple(one[value] for value in values)) for one in read]
    return _bars(labels, [figure(value) for value in values], waves)


def _numbers(question: Question, read: Sequence[Counter[object]]) -> Tallies:
    seen = sorted({value for one in read for value in one if isinstance(value, int | float)})
    if len(seen) <= ALONE:
        return _alone(seen, [figure(value) for value in seen], read)
    step = _step((seen[-1] - seen[0]) / BINS)
    is_whole = all(float(value).is_integer() for value in seen) and step >= 1
    first = seen[0] // step
    number = int(seen[-1] // step - first) + 1
    edges = [(first + place) * step for place in range(number)]
    between = "–" if edges[0] >= 0 else "…"  # a dash beside a minus cannot be read
    labels = [f"{figure(edge)}{between}{figure(edge + step - 1 if is_whole else edge + step)}" for edge in edges]
    if is_whole and step == 1:
        labels = [figure(edge) for edge in edges]
    waves = []
    for one in read:
        counts = [0] * number
        for value, times in one.items():
            if isinstance(value, int | float):
                counts[int(value // step - first)] += times
        waves.append(_measured(one, tuple(counts)))
    return _bars(labels, labels, waves)


def _step(width: float) -> float:
    """A round one: 1, 2 or 5 of some power of ten, no narrower than this."""
    power = 10.0 ** (len(str(int(width))) - 1) if width >= 1 else 10.0 ** -6
    while True:
        for factor in (1, 2, 5):
            if factor * power >= width:
                return factor * power
        power *= 10


def _days(read: Sequence[Counter[object]]) -> Tallies:
    seen = sorted({value for one in read for value in one if isinstance(value, date)})
    if len(seen) <= ALONE:
        groups: Mapping[date, date] = {value: value for value in seen}
        word = day
    else:
        groups = {value: value.replace(day=1) for value in seen}
        word = month
    bars = sorted(set(groups.values()))
    waves = []
    for one in read:
        counts: Counter[date] = Counter()
        for value, number in one.items():
            if isinstance(value, date):
                counts[groups[value]] += number
        waves.append(Tally(sum(one.values()), tuple(counts[bar] for bar in bars)))
    return _bars([word(bar) for bar in bars], [bar.isoformat() for bar in bars], waves)


def _measured(answers: Counter[object], counts: tuple[int, ...]) -> Tally:
    values = [float(value) for value in answers.elements() if isinstance(value, int | float)]
    if not values:
        return Tally(sum(answers.values()), counts)
    return Tally(len(values), counts, statistics.fmean(values), statistics.median(values))
