"""Every button of hours and of what they amount to, and who may press it: on an entry of the curator's."""

from collections.abc import Callable

from messages import meanings_of_ledger as buttons
from messages.buttons import Meaning

GIVERS = frozenset({"coordinator", "curator", "far_curator", "operator", "other_coordinator", "mentor", "expert"})
OWN = frozenset({"curator", "operator"})
SEE = GIVERS - {"mentor", "expert"}
TAKE = frozenset({"curator", "far_curator", "operator"})
WHOLE = frozenset({"operator"})
NOBODY: frozenset[str] = frozenset()
HUGE = 999_999_999_999_999_999

Press = Callable[[int, int], Meaning]
"""Of an entry and its programme."""
RIGHTS_OF_HOURS: list[tuple[Press, frozenset[str]]] = [
    (lambda entry, programme: buttons.ShowHoursGiven(), GIVERS),
    (lambda entry, programme: buttons.ShowHoursGiven(HUGE // 1000), GIVERS),
    (lambda entry, programme: buttons.AddHours(), GIVERS),
    (lambda entry, programme: buttons.OpenEntry(entry), OWN),
    (lambda entry, programme: buttons.OpenEntry(HUGE), NOBODY),
    (lambda entry, programme: buttons.CorrectEntry(entry, "minutes"), OWN),
    (lambda entry, programme: buttons.CorrectEntry(entry, "school"), OWN),
    (lambda entry, programme: buttons.CorrectEntry(HUGE, "day"), NOBODY),
    (lambda entry, programme: buttons.StrikeEntry(entry), OWN),
    (lambda entry, programme: buttons.StrikeEntry(HUGE, 1), NOBODY),
    (lambda entry, programme: buttons.ShowLedger(), SEE),
    (lambda entry, programme: buttons.ShowLedger(HUGE), NOBODY),
    (lambda entry, programme: buttons.ShowFigures(programme, "schools"), SEE),
    (lambda entry, programme: buttons.ShowFigures(programme, "months", 7), SEE),
    (lambda entry, programme: buttons.ShowFigures(programme, "curators"), WHOLE),
    (lambda entry, programme: buttons.ShowFigures(HUGE, "schools"), NOBODY),
    (lambda entry, programme: buttons.ExportLedger(programme), TAKE),
    (lambda entry, programme: buttons.ExportLedger(HUGE), NOBODY),
]
