"""For each button of consultations: what it would be on those of others, and who may press it after all."""

from collections.abc import Callable

from messages import meanings_of_consultations as of
from messages.buttons import Meaning
from messages.meanings_of_canned import DropCanned, KeepAnswer, ShowCanned, UseCanned
from tests.handlers.rights_of_consultations import ANSWER, ANSWERERS, ASKER, EITHER, NOBODY, OWNER
from tests.hostile.world import World

Build = Callable[[World], Meaning]
Targets = list[tuple[Build, frozenset[str]]]


def _owned(kind: Callable[[int], Meaning], allowed: frozenset[str]) -> Targets:
    """Of the one that the curator answers."""
    return [(lambda world: kind(world.ids.threads.owned), allowed)]


def _over(kind: Callable[[int], Meaning], allowed: frozenset[str]) -> Targets:
    """Of the one that is closed."""
    return [(lambda world: kind(world.ids.threads.over), allowed)]


def _of_owner(kind: Callable[[int], Meaning]) -> Targets:
    """Of the curator's, and of the one that is nobody's."""
    return [*_owned(kind, OWNER), (lambda world: kind(world.ids.threads.queued), ANSWER)]


def _of_all(kind: Callable[[], Meaning]) -> Targets:
    """Of all who answer."""
    return [(lambda world: kind(), ANSWERERS)]


TARGETS: dict[type[Meaning], Targets] = {
    of.MyQuestions: [(lambda world: of.MyQuestions(), NOBODY)],
    **{kind: _owned(kind, ASKER) for kind in (of.AddToQuestion, of.QuestionSolved)},
    of.RateAnswer: _over(lambda id: of.RateAnswer(id, 1), ASKER),
    of.NoteRating: _over(of.NoteRating, ASKER),
    **{kind: _of_owner(kind) for kind in (of.AnswerThread, of.CloseThread, of.KeepThread)},
    of.EnterHours: _over(of.EnterHours, OWNER),
    **{kind: _owned(kind, ANSWER) for kind in (of.NoteThread, of.PassThread, of.TakeThread)},
    of.PassTo: [(lambda world: of.PassTo(world.ids.threads.owned, world.ids.threads.expert), ANSWER),
                (lambda world: of.PassTo(world.ids.threads.owned, world.ids.director), NOBODY)],
    **{kind: _owned(kind, EITHER) for kind in (of.OpenThread, of.ThreadFiles, of.ThreadPaper)},
    of.ReopenThread: _over(of.ReopenThread, EITHER),
    of.KeepInLibrary: _over(of.KeepInLibrary, ANSWER),
    ShowCanned: _owned(ShowCanned, OWNER),
    KeepAnswer: _owned(KeepAnswer, NOBODY),
    UseCanned: [(lambda world: UseCanned(world.ids.threads.owned, 1), NOBODY)],
    DropCanned: [(lambda world: DropCanned(1, world.ids.threads.owned), NOBODY)],
    of.ShowThreads: [(lambda world: of.ShowThreads("all"), ANSWERERS), (lambda world: of.ShowThreads("x"), NOBODY)],
    **{kind: _of_all(kind) for kind in (of.ShowSilentSchools, of.MyDay, of.ShowAbsence, of.GoAway, of.ComeBack)},
}
