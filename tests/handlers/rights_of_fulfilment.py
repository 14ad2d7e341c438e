"""Every button of the roadmap with its fulfilment, and who may press it."""

from collections.abc import Callable

from messages import meanings_of_fulfilment as of
from messages.buttons import Meaning

SEE = frozenset({"director", "coordinator", "curator", "far_curator", "operator", "observer", "other_director",
                 "other_coordinator"})
"""Each of them the tasks that their lists show, and no others."""
NOBODY: frozenset[str] = frozenset()
HUGE = 999_999_999_999_999_999
REFUSALS = ("fulfilment/not_yours",)
Press = Callable[[int], Meaning]
"""Of a programme."""
ROWS: list[tuple[Press, frozenset[str]]] = [
    (lambda programme: of.ShowFulfilment(), SEE),
    (lambda programme: of.ShowFulfilment(programme), SEE),
    (lambda programme: of.ShowFulfilment(HUGE), NOBODY),
    (lambda programme: of.ExportRoadmap(programme, "docx"), SEE),
    (lambda programme: of.ExportRoadmap(programme, "xlsx"), SEE),
    (lambda programme: of.ExportRoadmap(programme, "exe"), NOBODY),
    (lambda programme: of.ExportRoadmap(HUGE, "docx"), NOBODY),
]
