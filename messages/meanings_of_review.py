"""What the buttons say by which a report goes from one who judges to the next."""

from dataclasses import dataclass

from messages.buttons import Meaning, meaning


@meaning("review:pass")
@dataclass(frozen=True, slots=True)
class PassTask(Meaning):
    """The evidence is good; let the next level decide."""

    task: int
