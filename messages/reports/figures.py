"""What charts, workbooks and certificates are made of: plain values, which go to another process and back."""

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
class Paper:
    """How a sheet is printed: A4, lines around all cells, wrapped words, `above` and the headings on every page.

    `row_height`, in points, is what a row has at least: room for a signature.
    """

    above: str = ""
    landscape: bool = False
    row_height: float = 0.0


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of a workbook: the first row is its headings; `widths` are in characters. `paper`: it will be printed."""

    title: str
    widths: Sequence[float]
    rows: Sequence[Sequence[str | int | float | None]]
    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class Workbook:
    """Sheets in their order."""

    pages: Sequence[Page]


@dataclass(frozen=True, slots=True)
class Certificate:
    """What stands on it from top to bottom: `given` leads to the person, `took_part` from the person to the event.

    `how` tells in words how to verify `number`; without a `link` there is no picture. `issued_at` is an instant.
    """

    programme: str
    heading: str
    given: str
    person: str
    took_part: str
    event: str
    details: tuple[str, ...]
    issuer: str
    issued: str
    number: str
    how: str
    link: str
    issued_at: int
