"""A due date as a value. How people write it is read in `phrases.py`."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class When:
    """Days in the region of the organisation, both inclusive; `end` is the deadline.

    Without `start` the work may begin at any time; without `end` there is no deadline. Only a document that says from
    when and not until when has an `open_end`.
    """

    start: date | None
    end: date | None
    open_end: bool = False

    def __post_init__(self) -> None:
        if self.start and not self.open_end and (self.end is None or self.end < self.start):
            raise ValueError(f"a period from {self.start} to {self.end}")


NO_DATE = When(None, None)
