"""For each button of the roadmap with its fulfilment: what it would be, and who may press it after all."""

from collections.abc import Callable

from messages import meanings_of_fulfilment as of
from messages.buttons import Meaning
from tests.handlers.rights_of_fulfilment import NOBODY, SEE
from tests.hostile.world import World

Targets = list[tuple[Callable[[World], Meaning], frozenset[str]]]

TARGETS: dict[type[Meaning], Targets] = {
    of.ShowFulfilment: [(lambda world: of.ShowFulfilment(world.ids.programme), SEE)],
    of.ExportRoadmap: [(lambda world: of.ExportRoadmap(world.ids.programme, "docx"), SEE),
                       (lambda world: of.ExportRoadmap(world.ids.programme, "x"), NOBODY)],
}
