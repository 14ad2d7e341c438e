"""For each button of meetings and visits: what it would be on those of others, and who may press it after all."""

from collections.abc import Callable

from messages import meanings_of_meetings as of
from messages import meanings_of_visits as to
from messages.buttons import Meaning
from tests.handlers.rights_of_meetings import (
    COUNT,
    GO,
    GOES,
    HOLD,
    IN_PROGRAMME,
    LIST,
    LOOK,
    MAKE,
    NEAR,
    READ,
    SEE,
    WRITE,
)
from tests.hostile.world import World

Targets = list[tuple[Callable[[World], Meaning], frozenset[str]]]


def _plain(kind: Callable[[], Meaning], allowed: frozenset[str]) -> Targets:
    return [(lambda world: kind(), allowed)]


def _met(kind: Callable[[int], Meaning], allowed: frozenset[str]) -> Targets:
    return [(lambda world: kind(world.ids.met.meeting), allowed)]


def _visited(kind: Callable[[int], Meaning], allowed: frozenset[str]) -> Targets:
    return [(lambda world: kind(world.ids.met.visit), allowed)]


TARGETS: dict[type[Meaning], Targets] = {
    of.ShowMeetings: _plain(of.ShowMeetings, IN_PROGRAMME | {"colleague"}),
    of.MakeMeeting: _plain(of.MakeMeeting, MAKE),
    of.ShowDecisions: _plain(of.ShowDecisions, WRITE),
    **{kind: _met(kind, LIST) for kind in (of.OpenMeeting, of.ExportMinutes)},
    **{kind: _met(kind, HOLD) for kind in (of.NextMeeting, of.InviteSame, of.SendMinutes)},
    **{kind: [*_met(kind, HOLD), *_visited(kind, HOLD)] for kind in (of.AddDecision, of.ShowDecided)},
    of.DropDecision: [(lambda world: of.DropDecision(world.ids.met.decision, 1), HOLD)],
    to.ShowVisits: _plain(to.ShowVisits, LOOK),
    to.MakeVisit: [*_plain(to.MakeVisit, GO), (lambda world: to.MakeVisit(world.ids.met.school), NEAR)],
    to.OpenVisit: _visited(to.OpenVisit, SEE), to.FillVisitSheet: _visited(to.FillVisitSheet, GOES),
    to.ShowVisitSheet: _visited(to.ShowVisitSheet, READ), to.ShareVisit: _visited(to.ShareVisit, HOLD),
    **{kind: _plain(kind, COUNT) for kind in (to.ShowVisitFigures, to.ShowUnvisited, to.ExportVisits)},
}
