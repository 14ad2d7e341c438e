"""Every button of requests, and who may press it: on one of the curator's, that asks the director's school."""

from collections.abc import Callable
from dataclasses import dataclass

from messages import meanings
from messages import meanings_of_requests as of
from messages.buttons import Meaning
from scheduler.surveys import form, written
from scheduler.surveys.form import Question
from scheduler.surveys.wave import Unit
from storage import assignments, surveys
from storage.assignments import Asked, Kind
from storage.database import Transaction

SEE = frozenset({"director", "coordinator", "curator", "operator", "observer"})
READ = frozenset({"coordinator", "curator", "operator"})
RULE = frozenset({"curator", "operator"})
DO = frozenset({"director", "operator"})
ASK = frozenset({"coordinator", "other_coordinator", "curator", "far_curator", "operator"})
NOBODY: frozenset[str] = frozenset()
HUGE = 999_999_999_999_999_999


@dataclass(frozen=True, slots=True)
class Requested:
    """A request and the task that a school has of it."""

    request: int
    task: int


NO_REQUEST = Requested(0, 0)
Press = Callable[[Requested], Meaning]
OF_REQUESTS: tuple[tuple[Callable[[int], Meaning], frozenset[str]], ...] = (
    (of.OpenRequest, SEE), (of.ShowUnanswered, READ), (lambda id: of.ShowUnanswered(id, HUGE), READ),
    (of.RemindUnanswered, READ), (of.ShowAnswersTo, READ), (lambda id: of.ShowAnswersTo(id, HUGE), READ),
    (of.ExportRequest, READ), (of.ExportFiles, READ), (lambda id: of.ExportFiles(id, HUGE), READ),
    (of.CloseRequest, RULE), (lambda id: of.CloseRequest(id, 1), RULE),
)
"""Every button of one; the last closes it."""


def _of_request(build: Callable[[int], Meaning]) -> Press:
    return lambda asked: build(asked.request)


ROWS: list[tuple[Press, frozenset[str]]] = [
    (lambda asked: of.ShowRequests(), ASK | {"observer"}), (lambda asked: of.ShowRequests(HUGE), ASK | {"observer"}),
    (lambda asked: of.MakeRequest(), ASK),
    (lambda asked: meanings.FillTask(asked.task), DO), (lambda asked: meanings.FillTask(HUGE), NOBODY),
    (lambda asked: meanings.MoveDate(asked.request), RULE),
    *((_of_request(build), allowed) for build, allowed in OF_REQUESTS),
    *((lambda asked, build=build: build(HUGE), NOBODY) for build, _ in OF_REQUESTS),
]


async def asked(tx: Transaction, programme: int, author: int, school: int, *, now: int,
                words: str = "Сколько у вас девятиклассников?") -> Requested:
    """A request for a number, by this person, of this school."""
    section = await assignments.section(tx, programme, Kind.REQUEST, "Запросы")
    request = await assignments.make(
        tx, programme=programme, section=section, kind=Kind.REQUEST, number="З-1", title=words, about=words,
        due_on="2018-05-25", author=author, now=now)
    question = Question("q1", form.Kind.DECIMAL, words, required="true()")
    await surveys.put(tx, programme=programme, code="chat-request", title="Запрос З-1", version="1",
                      questions=written.write((question,)), now=now, source=surveys.CHAT)
    await surveys.put_wave(
        tx, programme=programme, survey="chat-request", code="chat-request", title="Запрос З-1",
        opens_on="2018-05-16", closes_on="2018-05-25", late=True, unit=Unit.TASK, anonymous=False, whom=[],
        source=surveys.CHAT, activity=request)
    task, = await assignments.assign(tx, request, [Asked(school)], now=now)
    return Requested(request, task)
