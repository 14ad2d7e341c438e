"""Every button of consultations, and who may press it: the asker, who answers it, the operators, all who answer."""

from collections.abc import Callable
from dataclasses import dataclass

from messages import meanings_of_consultations as of
from messages.buttons import Meaning
from messages.meanings_of_canned import DropCanned, KeepAnswer, ShowCanned, UseCanned
from messages.meanings_of_people import AskPerson
from scheduler.consulting import course, rules
from scheduler.consulting.course import Terms
from storage import consultations, posts
from storage.database import Transaction
from storage.participants import Member
from storage.posts import Kind, Said
from tests.handlers.conftest import Village

HUGE = 999_999_999_999_999_999


@dataclass(frozen=True, slots=True)
class Threads:
    """Three consultations of the teacher's, each with the curator in its circle; and people."""

    owned: int = 0
    """Open, the curator's."""
    queued: int = 0
    """Nobody's."""
    over: int = 0
    """Closed, it was the curator's."""
    curator: int = 0
    expert: int = 0
    colleague: int = 0


NO_THREADS = Threads()
Build = Callable[[Threads], Meaning]
ASKER = frozenset({"teacher"})
OWNER = frozenset({"curator"})
ANSWER = frozenset({"curator", "operator"})
EITHER = ASKER | ANSWER
ANSWERERS = frozenset({"curator", "far_curator", "coordinator", "other_coordinator", "mentor", "expert", "operator"})
OTHERS = frozenset({"director", "teacher", "observer", "other_director", "guest"})
NOBODY: frozenset[str] = frozenset()
NEAR = frozenset({"director", "teacher", "coordinator", "mentor", "expert", "guest", "other_director",
                  "other_coordinator"})
"""Whose curator it is."""
OF_ASKER = (of.AddToQuestion, of.QuestionSolved)
OF_OVER: tuple[Callable[[int], Meaning], ...] = (lambda id: of.RateAnswer(id, 5), lambda id: of.RateAnswer(id, 1),
                                                 of.NoteRating)
OF_OWNER = (of.AnswerThread, of.KeepThread, of.CloseThread)
OF_ANSWERERS = (of.NoteThread, of.PassThread)
OF_EITHER = (of.OpenThread, of.ThreadFiles, of.ThreadPaper)
OF_DESK: tuple[Meaning, ...] = (
    of.ShowSilentSchools(), of.ShowSilentSchools(HUGE), of.MyDay(), of.ShowAbsence(), of.GoAway(), of.ComeBack(),
    *(of.ShowThreads(kind) for kind in ("mine", "queue", "late", "today", "waiting", "all", "closed")),
    of.ShowThreads("all", HUGE))

ROWS: list[tuple[Build, frozenset[str]]] = [
    *((lambda ids, kind=kind: kind(ids.owned), OWNER) for kind in OF_OWNER),
    *((lambda ids, kind=kind: kind(ids.queued), ANSWER) for kind in OF_OWNER),
    *((lambda ids, kind=kind: kind(ids.owned), ANSWER) for kind in OF_ANSWERERS),
    *((lambda ids, kind=kind: kind(ids.owned), EITHER) for kind in OF_EITHER),
    (lambda ids: of.OpenThread(ids.owned, HUGE), EITHER),
    (lambda ids: of.PassThread(ids.owned, HUGE), ANSWER),
    (lambda ids: of.PassTo(ids.owned, ids.expert), ANSWER),
    *((lambda ids, to=to: of.PassTo(ids.owned, to(ids)), NOBODY)
      for to in (lambda ids: ids.colleague, lambda ids: ids.curator, lambda ids: HUGE)),
    (lambda ids: of.PassTo(HUGE, ids.expert), NOBODY),
    (lambda ids: of.TakeThread(ids.queued), ANSWER),
    (lambda ids: of.EnterHours(ids.over), OWNER),
    *((lambda ids, kind=kind: kind(ids.owned), ASKER) for kind in OF_ASKER),
    *((lambda ids, kind=kind: kind(ids.over), ASKER) for kind in OF_OVER),
    (lambda ids: of.RateAnswer(ids.queued, 5), NOBODY),
    *((lambda ids, stars=stars: of.RateAnswer(ids.over, stars), NOBODY) for stars in (0, 6, HUGE)),
    (lambda ids: of.RateAnswer(HUGE, 5), NOBODY),
    (lambda ids: of.ReopenThread(ids.over), EITHER),
    (lambda ids: of.KeepInLibrary(ids.over), ANSWER),
    (lambda ids: of.KeepInLibrary(HUGE), NOBODY),
    (lambda ids: ShowCanned(ids.owned), OWNER),
    (lambda ids: ShowCanned(ids.owned, HUGE), OWNER),
    *((lambda ids, kind=kind: kind(HUGE), NOBODY) for kind in (ShowCanned, KeepAnswer)),
    (lambda ids: KeepAnswer(ids.owned), NOBODY),
    (lambda ids: UseCanned(ids.owned, HUGE), NOBODY),
    (lambda ids: DropCanned(HUGE, ids.owned), NOBODY),
    *((lambda ids, press=press: press, ANSWERERS) for press in OF_DESK),
    *((lambda ids, kind=kind: of.ShowThreads(kind), NOBODY) for kind in ("nonsense", "")),
    (lambda ids: AskPerson(ids.curator), NEAR),
]
OF_IDS = (*OF_ASKER, of.NoteRating, *OF_OWNER, *OF_ANSWERERS, *OF_EITHER, of.TakeThread, of.EnterHours, of.ReopenThread)
REFUSALS = (*(f"consultations/{name}" for name in ("not_yours", "not_over", "not_a_colleague", "not_an_answerer")),
            "canned/no_answer")


def refusals(village: Village, threads: Threads) -> set[str]:
    """All that is said to those who may not."""
    ours = village.stage.app.catalogues.ours
    return {*(ours.words(name) for name in REFUSALS), *(
        ours.words("consultations/of_another", owner=village.people["curator"].name, thread=each)
        for each in (threads.owned, threads.over))}


async def begun(tx: Transaction, programme: int, people: dict[str, Member], *, now: int,
                words: str = "Как быть?") -> Threads:
    """The three of them."""
    teacher, curator = people["teacher"], people["curator"].participant
    terms = Terms(rules.Rules(), "Asia/Irkutsk")
    made: list[int] = []
    for owner in (curator, None, curator):
        id = await consultations.open_thread(tx, programme=programme, asker=teacher.participant, topic=None, task=None,
                                             organisation=teacher.organisation, course=course.opened(terms, now),
                                             now=now)
        await consultations.admit(tx, id, [curator])
        await consultations.give(tx, id, owner)
        await posts.add(tx, id, Said(Kind.QUESTION, teacher.participant, words), now=now)
        made.append(id)
    await consultations.close(tx, made[2], course.closed(now), by=None, now=now)
    owned, queued, over = made
    return Threads(owned, queued, over, curator, people["expert"].participant, people["colleague"].participant)
