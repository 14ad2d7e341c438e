"""For each button of requests: what it would be on those of others, and who may press it after all."""

from collections.abc import Callable

from messages import meanings
from messages import meanings_of_requests as of
from messages.buttons import Meaning
from tests.handlers.rights_of_requests import ASK, DO, READ, RULE, SEE
from tests.hostile.world import World

Targets = list[tuple[Callable[[World], Meaning], frozenset[str]]]


def _of(kind: Callable[[int], Meaning], allowed: frozenset[str]) -> Targets:
    return [(lambda world: kind(world.ids.requested.request), allowed)]


TARGETS: dict[type[Meaning], Targets] = {
    of.ShowRequests: [(lambda world: of.ShowRequests(), ASK | {"observer"})],
    of.MakeRequest: [(lambda world: of.MakeRequest(), ASK)],
    of.OpenRequest: _of(of.OpenRequest, SEE),
    **{kind: _of(kind, READ) for kind in (of.ShowUnanswered, of.RemindUnanswered, of.ShowAnswersTo, of.ExportRequest,
                                          of.ExportFiles)},
    of.CloseRequest: _of(of.CloseRequest, RULE),
    meanings.FillTask: [(lambda world: meanings.FillTask(world.ids.requested.task), DO)],
}
