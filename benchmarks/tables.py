"""Figures as an aligned table that is Markdown too; the same lines go to the terminal and into the document."""

import platform
import re
import sqlite3
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

DOCUMENT = Path(__file__).parents[1] / "docs" / "reference" / "benchmarks.md"
HEADINGS = ("what", "figure", "ratio", "target", "met")


@dataclass(frozen=True, slots=True)
class Line:
    """One figure. `met` is None where there is no target."""

    what: str
    figure: str
    ratio: str = ""
    target: str = ""
    met: bool | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """As they are shown."""
        return self.what, self.figure, self.ratio, self.target, {None: "", True: "yes", False: "**no**"}[self.met]


def at_least(what: str, figure: str, ratio: float, target: float) -> Line:
    """A ratio that must not be smaller."""
    return Line(what, figure, f"{ratio:.2f}", f"≥ {target:g}", ratio >= target)


def at_most(what: str, figure: str, ratio: float, target: float) -> Line:
    """A ratio, or a figure beside its bound, that must not be larger."""
    return Line(what, figure, f"{ratio:.2f}", f"≤ {target:g}", ratio <= target)


def spread(values: Sequence[float], form: str = ".0f", unit: str = "") -> str:
    """The median of the rounds, with the lowest and the highest."""
    if len(values) == 1:
        return f"{values[0]:{form}}{unit}"
    return f"{statistics.median(values):{form}}{unit} ({min(values):{form}}–{max(values):{form}})"


def table(title: str, lines: Sequence[Line]) -> str:
    """The whole of a part."""
    rows = [HEADINGS, *(line.cells for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    drawn = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
             for row in rows]
    rule = "| " + " | ".join("-" * width for width in widths) + " |"
    return "\n".join([f"**{title}**", "", drawn[0], rule, *drawn[1:], ""])


def machine() -> str:
    """What it was measured on."""
    memory = psutil.virtual_memory().total / 2**30
    busy = psutil.getloadavg()[0]
    return (f"{_processor()}, {psutil.cpu_count()} cores, {memory:.0f} GiB; {platform.system()}, Python "
            f"{platform.python_version()}, SQLite {sqlite3.sqlite_version}; load average at the start {busy:.1f}")


def _processor() -> str:
    facts = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*: (.*)", facts.read_text(encoding="utf-8")) if facts.exists() else None
    return found[1] if found else platform.machine()


def write(part: str, text: str, document: Path = DOCUMENT) -> None:
    """Put a part's table, and what it was measured on, between its marks in the document."""
    begin, end = f"<!-- {part} -->", f"<!-- /{part} -->"
    before, found, rest = document.read_text(encoding="utf-8").partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"{document.name} has no place for {part}")
    document.write_text(f"{before}{begin}\n\n{text}\n{end}{after}", encoding="utf-8")
