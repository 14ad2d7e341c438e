"""What is said when the sheet of a task is filled in, where that is more than thanks. Other rooms say it."""

from collections.abc import Awaitable, Callable

from handlers.turn import Turn
from messages.replies import Reply
from storage.assignments import Kind
from storage.tasks import Task

FollowUp = Callable[[Turn, Task], Awaitable[Reply]]
FOLLOW_UPS: dict[str, FollowUp] = {}
"""By the kind of the assignment."""


def follow_up(kind: Kind) -> Callable[[FollowUp], FollowUp]:
    """Said instead of the house's own words, also when an answer was corrected."""
    def known(deed: FollowUp) -> FollowUp:
        FOLLOW_UPS[kind.value] = deed
        return deed
    return known
