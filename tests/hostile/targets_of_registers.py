"""For each button of the registers: what it would be on a school's agreement, and who may press it after all."""

from collections.abc import Callable

from messages import meanings_of_registers as of
from messages.buttons import Meaning
from tests.handlers.rights_of_registers import CHANGE, KEEP, NOBODY, READ, RUN, SEE, SHELVE
from tests.hostile.world import World

Targets = list[tuple[Callable[[World], Meaning], frozenset[str]]]

TARGETS: dict[type[Meaning], Targets] = {
    of.ShowRegisters: [(lambda world: of.ShowRegisters(world.ids.programme), READ)],
    of.ShowRegister: [(lambda world: of.ShowRegister(world.ids.programme, "agreement"), READ),
                      (lambda world: of.ShowRegister(world.ids.programme, "x"), NOBODY)],
    of.ShowYears: [(lambda world: of.ShowYears(world.ids.programme, "agreement"), READ)],
    of.FindRecord: [(lambda world: of.FindRecord(), READ)],
    of.ShowFoundRecords: [(lambda world: of.ShowFoundRecords("pqodqamm"), READ)],
    of.ExportRegisters: [(lambda world: of.ExportRegisters(world.ids.programme), READ)],
    of.AddRecord: [(lambda world: of.AddRecord(), KEEP), (lambda world: of.AddRecord("order"), RUN)],
    of.OpenRecord: [(lambda world: of.OpenRecord(world.ids.record), SEE)],
    of.SendPaper: [(lambda world: of.SendPaper(world.ids.record), SEE)],
    of.FixRecord: [(lambda world: of.FixRecord(world.ids.record), CHANGE),
                   (lambda world: of.FixRecord(world.ids.record, "title"), CHANGE)],
    of.ShelveRecord: [(lambda world: of.ShelveRecord(world.ids.record, 1), SHELVE),
                      (lambda world: of.ShelveRecord(world.ids.record, 0), SHELVE)],
    of.DropRecord: [(lambda world: of.DropRecord(world.ids.record), CHANGE),
                    (lambda world: of.DropRecord(world.ids.record, 1), CHANGE)],
}
