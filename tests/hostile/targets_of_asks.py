"""For each button of help: what it would be on that of others, and who may press it after all."""

from collections.abc import Callable

from messages import meanings_of_asks as of
from messages.buttons import Meaning
from tests.handlers.rights_of_asks import COORDINATORS, COUNT, NOBODY, OF_LIST, SCHOOL, WATCH
from tests.hostile.world import World

TARGETS: dict[type[Meaning], list[tuple[Callable[[World], Meaning], frozenset[str]]]] = {
    of.AskForHelp: [(lambda world: of.AskForHelp(), SCHOOL)],
    of.MyAsks: [(lambda world: of.MyAsks(), NOBODY)],
    of.ShowHelp: [(lambda world: of.ShowHelp(), WATCH)],
    of.ShowAsks: [(lambda world: of.ShowAsks("open"), WATCH), (lambda world: of.ShowAsks("x"), NOBODY)],
    of.ShowKinds: [(lambda world: of.ShowKinds("open"), WATCH), (lambda world: of.ShowKinds("x"), NOBODY)],
    of.GatherAsks: [(lambda world: of.GatherAsks(world.ids.asked.kind), COORDINATORS)],
    of.ShowLists: [(lambda world: of.ShowLists(), WATCH)],
    of.ListPaper: [(lambda world: of.ListPaper(world.ids.asked.list), OF_LIST),
                   (lambda world: of.ListPaper(world.ids.asked.waiting), NOBODY)],
    of.SpreadAnswer: [(lambda world: of.SpreadAnswer(world.ids.asked.list), frozenset({"coordinator"}))],
    of.ShowAskCounts: [(lambda world: of.ShowAskCounts(), COUNT), (lambda world: of.ShowAskCounts(by="x"), NOBODY)],
}
