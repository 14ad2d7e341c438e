"""Every button of the rehearsal, and who may press it: whoever answers for the whole programme."""

from collections.abc import Callable

from messages.buttons import Meaning
from messages.meanings_of_rehearsal import PlayRehearsal, ShowRehearsal

PLAY = frozenset({"operator"})
NOBODY: frozenset[str] = frozenset()
HUGE = 999_999_999_999_999_999
REFUSALS = ("rehearsal/not_yours",)

ROWS: tuple[tuple[Callable[[int], Meaning], frozenset[str]], ...] = (
    (lambda programme: ShowRehearsal(), PLAY), (ShowRehearsal, PLAY), (PlayRehearsal, PLAY),
    (lambda programme: PlayRehearsal(programme, 1), PLAY), (lambda programme: PlayRehearsal(programme, HUGE), PLAY),
    (lambda programme: ShowRehearsal(HUGE), NOBODY), (lambda programme: PlayRehearsal(HUGE), NOBODY),
)
