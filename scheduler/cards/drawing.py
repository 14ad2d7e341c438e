"""The rows of a card in the order in which they are read: what is late first, what is settled last. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from storage.assignments import Kind
from storage.cards import Row


@dataclass(frozen=True, slots=True)
class Progress:
    """How many measures there are, are settled, are late."""

    total: int
    settled: int
    late: int

    @property
    def percent(self) -> int:
        """Of the measures that are settled."""
        return round(100 * self.settled / self.total) if self.total else 0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A problem with its measures."""

    problem: Row
    measures: tuple[Row, ...]
    progress: Progress


def drawn(rows: Sequence[Row], today: str) -> list[Drawn]:
    """The problems of one card."""
    under: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        if row.kind is Kind.MEASURE:
            under[row.parent or 0].append(row)
    found = []
    for row in rows:
        if row.kind is Kind.PROBLEM:
            measures = tuple(sorted(under[row.id], key=lambda each: _urgency(each, today)))
            found.append(Drawn(row, measures, progress(measures, today)))
    return sorted(found, key=lambda each: (each.problem.is_settled, -each.progress.late, each.problem.id))


def progress(measures: Iterable[Row], today: str) -> Progress:
    """Of measures alone."""
    counted = [each for each in measures if each.kind is Kind.MEASURE]
    return Progress(len(counted), sum(each.is_settled for each in counted),
                    sum(each.is_late(today) for each in counted))


def _urgency(row: Row, today: str) -> tuple[int, str, int]:
    rank = 0 if row.is_late(today) else 3 if row.is_settled else 1 if row.state == "done" else 2
    return rank, row.due_on or "9999", row.id
