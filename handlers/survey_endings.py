"""What comes of a sheet in which nothing waits any more, where that is more than thanks. Other rooms say it."""

from collections.abc import Awaitable, Callable

from handlers.router import Returned
from handlers.survey_sheet import Opened
from handlers.turn import Turn
from scheduler.surveys.wave import Unit

Ending = Callable[[Turn, Opened], Awaitable[Returned]]
ENDINGS: dict[str, Ending] = {}
"""By of what there is a sheet."""


def ending(unit: Unit) -> Callable[[Ending], Ending]:
    """Called after every answer that leaves nothing waiting: more than once, where answers are changed."""
    def known(deed: Ending) -> Ending:
        ENDINGS[unit.value] = deed
        return deed
    return known
