"""For each button of imports: what it would be on the operator's draft, and who may press it after all."""

from collections.abc import Callable

from messages import meanings_of_imports as of
from messages.buttons import Meaning
from tests.handlers.rights_of_imports import NOBODY, RUN, SEND, Imported
from tests.hostile.world import World

Targets = list[tuple[Callable[[World], Meaning], frozenset[str]]]


def _of(build: Callable[[Imported], Meaning], allowed: frozenset[str] = RUN) -> Targets:
    return [(lambda world: build(world.ids.imported), allowed)]


TARGETS: dict[type[Meaning], Targets] = {
    of.ShowImports: _of(lambda made: of.ShowImports(), SEND),
    of.SendPlan: _of(lambda made: of.SendPlan()),
    of.OpenImport: _of(lambda made: of.OpenImport(made.imported)),
    of.ShowImportRows: _of(lambda made: of.ShowImportRows(made.imported)),
    of.ShowImportRemarks: _of(lambda made: of.ShowImportRemarks(made.imported)),
    of.ShowUnsure: _of(lambda made: of.ShowUnsure(made.imported)),
    of.ShowChanges: _of(lambda made: of.ShowChanges(made.imported)),
    of.OpenUnsure: _of(lambda made: of.OpenUnsure(made.imported, made.deadline)),
    of.SettleUnsure: _of(lambda made: of.SettleUnsure(made.imported, made.deadline, "no_date")),
    of.WriteDay: _of(lambda made: of.WriteDay(made.imported, made.deadline)),
    of.ChooseOwner: _of(lambda made: of.ChooseOwner(made.imported, made.owner)),
    of.PickOwner: _of(lambda made: of.PickOwner(made.imported, made.owner, "school", 0, made.school)),
    of.FindOwner: _of(lambda made: of.FindOwner(made.imported, made.owner)),
    of.PickRole: _of(lambda made: of.PickRole(made.listed, made.position, "mentor")),
    of.OnlyThese: _of(lambda made: of.OnlyThese(made.listed, 1, 1)),
    of.AcceptUnsure: _of(lambda made: of.AcceptUnsure(made.imported, 1)),
    of.LoadImport: _of(lambda made: of.LoadImport(made.imported, 1)),
    of.DropImport: _of(lambda made: of.DropImport(made.imported, 1)),
    of.ShowRemembered: _of(lambda made: of.ShowRemembered(made.programme)),
    of.ForgetRemembered: [*_of(lambda made: of.ForgetRemembered(made.programme, made.remembered)),
                          *_of(lambda made: of.ForgetRemembered(made.programme + 1, made.remembered), NOBODY)],
}
