"""For each button of courses: what it would be on one of others, and who may press it after all."""

from collections.abc import Callable

from messages import meanings_of_courses as of
from messages.buttons import Meaning
from tests.handlers.rights_of_courses import HOLD, LEAD, NAME, NOBODY, OF_HOLDERS, WATCH
from tests.hostile.world import World

Build = Callable[[World], Meaning]
Targets = list[tuple[Build, frozenset[str]]]


def _held(kind: Callable[[int], Meaning]) -> Targets:
    """Of the curator's course."""
    return [(lambda world: kind(world.ids.course), HOLD)]


TARGETS: dict[type[Meaning], Targets] = {
    of.ShowCourses: [(lambda world: of.ShowCourses(), NOBODY)],
    of.ShowRecord: [(lambda world: of.ShowRecord(), NOBODY)],
    of.GetRecord: [(lambda world: of.GetRecord(), frozenset({"colleague"}))],
    of.MakeCourse: [(lambda world: of.MakeCourse(), WATCH)],
    of.ShowTrained: [(lambda world: of.ShowTrained(), WATCH)],
    of.OpenCourse: [(lambda world: of.OpenCourse(world.ids.course), WATCH | NAME | {"teacher", "colleague"})],
    of.ShowStaff: [(lambda world: of.ShowStaff(world.ids.course), NAME)],
    of.Nominate: [(lambda world: of.Nominate(world.ids.course, world.ids.colleague, 1), LEAD),
                  (lambda world: of.Nominate(world.ids.course, world.participant("teacher"), 0), LEAD)],
    of.ShowQuotas: [(lambda world: of.ShowQuotas(world.ids.course), WATCH)],
    **{kind: _held(kind) for kind in OF_HOLDERS if isinstance(kind, type)},
    of.JudgeMember: [(lambda world: of.JudgeMember(world.ids.course, world.ids.colleague, 0), HOLD)],
    of.WritePaper: [(lambda world: of.WritePaper(world.ids.course, world.ids.colleague), HOLD)],
}
