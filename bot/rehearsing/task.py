"""What goes to the process that rehearses, and what comes back."""

from dataclasses import dataclass

from scheduler.foresight.foreseen import Wish
from scheduler.foresight.summary import Summary

CALENDAR, CHART = "calendar.xlsx", "chart.png"
"""The files that appear beside the copy."""


@dataclass(frozen=True, slots=True)
class Task:
    """The copy and the wish. `now` is programme time, `real` real time."""

    file: str
    wish: Wish
    now: int
    real: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What it was like; None: the programme is over, and there is nothing to rehearse."""

    summary: Summary | None = None
