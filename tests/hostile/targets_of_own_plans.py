"""For each button of own plans: what it would be on the director's, and who may press it after all."""

from collections.abc import Callable

from messages import meanings_of_own_plans as of
from messages.buttons import Meaning
from tests.handlers.rights_of_own_plans import LEAD, LIST, OWNER, READ, TURN, Owned
from tests.hostile.world import World

Targets = list[tuple[Callable[[World], Meaning], frozenset[str]]]


def _of(build: Callable[[Owned], Meaning], allowed: frozenset[str]) -> Targets:
    return [(lambda world: build(world.ids.owned), allowed)]


TARGETS: dict[type[Meaning], Targets] = {
    of.SendOwnPlan: _of(lambda made: of.SendOwnPlan(), LEAD),
    of.ShowOwnPlans: _of(lambda made: of.ShowOwnPlans(), LIST),
    of.ReadOwnPlan: _of(lambda made: of.ReadOwnPlan(made.waiting), READ),
    of.ReadOwnRows: _of(lambda made: of.ReadOwnRows(made.waiting), READ),
    of.ReadOwnRemarks: _of(lambda made: of.ReadOwnRemarks(made.waiting), READ),
    of.ReadOwnChanges: _of(lambda made: of.ReadOwnChanges(made.waiting), READ),
    of.ReturnOwnPlan: _of(lambda made: of.ReturnOwnPlan(made.waiting), TURN),
    of.AcceptOwnPlan: _of(lambda made: of.AcceptOwnPlan(made.waiting, made.mark), TURN),
    of.SubmitOwnPlan: _of(lambda made: of.SubmitOwnPlan(made.draft), OWNER),
    of.RecallOwnPlan: _of(lambda made: of.RecallOwnPlan(made.waiting), OWNER),
}
