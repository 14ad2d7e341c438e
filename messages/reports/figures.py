"""What a chart and a workbook are made of: plain values, which go to another process and back."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Series:
    """What was answered at one asking: how many chose each bar, of `total` who answered the question."""

    name: str
    total: int
    counts: Sequence[int]


@dataclass(frozen=True, slots=True)
class Chart:
    """A question. `note` stands below it: how many have answered, what the mean is. `empty` is said of no answers."""

    title: str
    labels: Sequence[str]
    series: Sequence[Series]
    note: str
    empty: str


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of a workbook: the first row is its headings; `widths` are in characters."""

    title: str
    widths: Sequence[float]
    rows: Sequence[Sequence[str | int | float | None]]


@dataclass(frozen=True, slots=True)
class Workbook:
    """Sheets in their order."""

    pages: Sequence[Page]
