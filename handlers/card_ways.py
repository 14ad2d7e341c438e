"""What the card of a task offers besides, where it stands on the card of a school or in a teacher's plan."""

from collections.abc import Set

from handlers import roles
from messages.buttons import Meaning
from messages.catalogue import Choice
from messages.meanings_of_cards import DropFromCard, NameTutor, NoteProgress, OpenCard, OpenPlan, OpenProblem
from storage import cards
from storage.assignments import Kind
from storage.tasks import Relation, Task

NOTERS = roles.DOERS | {Relation.AUTHOR, Relation.TUTOR}
"""Who says how it goes."""
NAMERS = frozenset({Relation.COORDINATOR, Relation.CURATOR, Relation.OPERATOR})
"""Who says who accompanies a measure."""


def noting(task: Task, relations: Set[Relation]) -> list[Choice]:
    """Say how it goes, as long as it does."""
    return [Choice("note", NoteProgress(task.id))] if can_note(task, relations) else []


def can_note(task: Task, relations: Set[Relation]) -> bool:
    """Whether somebody with these relations may."""
    return task.kind in cards.KINDS and task.unfinished and bool(relations & NOTERS)


def ruling(task: Task, relations: Set[Relation]) -> list[Choice]:
    """Strike it out, or say who accompanies it from now on."""
    if task.kind not in cards.KINDS or not task.unfinished or not relations & roles.DECIDERS:
        return []
    tutor = task.kind == Kind.MEASURE and relations & NAMERS
    return [Choice("drop", DropFromCard(task.id)), *([Choice("tutor", NameTutor(task.id))] if tutor else [])]


def back(task: Task, relations: Set[Relation]) -> list[Choice]:
    """To where it stands; a colleague who does a measure has nothing to do with the card."""
    way: Meaning | None = None
    match task.kind:
        case Kind.STAGE | Kind.PLAN:
            way = OpenPlan(task.parent or task.activity)
        case Kind.PROBLEM if relations - {Relation.HANDED}:
            way = OpenCard(task.organisation)
        case Kind.MEASURE if relations - {Relation.HANDED}:
            way = OpenProblem(task.parent or 0)
    return [Choice("back", way)] if way else []
