"""For each button of cards and plans: what it would be on those of others, and who may press it after all."""

from collections.abc import Callable
from typing import Any

from messages import meanings_of_cards as of
from messages.buttons import Meaning
from tests.handlers.rights_of_cards import HAVE, KEEP, LEAD, NAME, NOTE, PLAN, RULE, SEE, WRITE, Carded
from tests.hostile.world import EVERYBODY, World

Targets = list[tuple[Callable[[World], Meaning], frozenset[str]]]


def _of(build: Callable[[Carded], Meaning], allowed: frozenset[str]) -> Targets:
    return [(lambda world: build(world.ids.carded), allowed)]


def _plain(kind: Callable[[], Any], allowed: frozenset[str]) -> Targets:
    return [(lambda world: kind(), allowed)]


TARGETS: dict[type[Meaning], Targets] = {
    of.ShowCards: _plain(of.ShowCards, HAVE),
    of.FindCard: _plain(of.FindCard, HAVE),
    of.ExportCards: _plain(of.ExportCards, HAVE),
    of.ShowAccompanied: _plain(of.ShowAccompanied, KEEP),
    of.ShowMyPlan: _plain(of.ShowMyPlan, frozenset(EVERYBODY) - {"stranger"}),
    of.OpenCard: _of(lambda card: of.OpenCard(card.school), SEE),
    of.ExportCard: _of(lambda card: of.ExportCard(card.school), SEE),
    of.AddProblem: _of(lambda card: of.AddProblem(card.school), WRITE),
    of.OpenProblem: _of(lambda card: of.OpenProblem(card.problem), SEE),
    of.AddMeasure: _of(lambda card: of.AddMeasure(card.problem), WRITE),
    of.NoteProgress: [*_of(lambda card: of.NoteProgress(card.measure_task), NOTE),
                      *_of(lambda card: of.NoteProgress(card.step_task), PLAN)],
    of.NameTutor: _of(lambda card: of.NameTutor(card.measure_task), NAME),
    of.DropFromCard: [*_of(lambda card: of.DropFromCard(card.measure_task, 1), RULE),
                      *_of(lambda card: of.DropFromCard(card.plan_task, 1), LEAD)],
    of.ShowMentoring: _of(lambda card: of.ShowMentoring(card.school), WRITE),
    of.FindTeacher: _of(lambda card: of.FindTeacher(card.school), WRITE),
    of.OpenTeacher: _of(lambda card: of.OpenTeacher(card.teacher, card.school), WRITE),
    of.NameMentor: _of(lambda card: of.NameMentor(card.teacher, card.school), WRITE - {"mentor"}),
    of.OpenPlan: _of(lambda card: of.OpenPlan(card.plan), PLAN),
    of.AddStep: _of(lambda card: of.AddStep(card.plan), PLAN),
    of.WriteGoals: _of(lambda card: of.WriteGoals(card.plan), PLAN),
}
