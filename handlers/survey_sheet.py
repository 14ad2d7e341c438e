"""The sheet that a person fills in: whether they may, what is asked of them next, and their answers stored.

Nothing that a button says is believed: each press looks anew who is asked, whether the wave is open, what is asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from handlers.turn import Refused, Turn
from scheduler.surveys import given, written
from scheduler.surveys.expressions import Answer
from scheduler.surveys.form import Form, Kind, Question
from scheduler.surveys.sheet import Sheet
from storage import sheets
from storage.sheets import Due, Given

NAME = "survey"
"""Of the question that waits for a message."""
REMEMBERED = 64
"""Forms that are kept ready."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A sheet in the hands of the person whose turn it is. `passed` are the questions that were passed over."""

    stored: sheets.Sheet
    sheet: Sheet
    passed: frozenset[str]
    asked: tuple[Question, ...]
    """What is asked as things are, notes too."""
    written: Mapping[str, Given] = field(default_factory=dict)
    """What is stored, by the names of the questions; what is worked out stands here too."""

    @property
    def is_linked(self) -> bool:
        """Whether an answer may change what else counts, or something was stored that did not count so far."""
        return self.sheet.form.is_linked or any(not each.counts for each in self.written.values())

    @property
    def steps(self) -> tuple[Question, ...]:
        """One screen each; notes stand above the question that follows them."""
        return tuple(one for one in self.asked if one.kind is not Kind.NOTE)

    def place(self, question: Question) -> int:
        """Where it stands in the form, as buttons name it."""
        return self.sheet.form.questions.index(question)

    def at(self, place: int) -> Question | None:
        """The question of this place, if it is asked as things are."""
        questions = self.sheet.form.questions
        found = questions[place] if place < len(questions) else None
        return found if found in self.steps else None

    def answer(self, question: Question) -> Answer:
        return self.sheet.answers.get(question.name)

    def suggested(self, question: Question) -> Answer:
        """What can be kept by going on: the answer that was given, or the one that the form suggests."""
        found = self.answer(question)
        return given.suggested(question, self.sheet.today) if found is None else found

    def notes(self, question: Question | None) -> list[str]:
        """What is to be read before this question, or after the last one."""
        found: list[str] = []
        for one in self.asked:
            if one == question:
                return found
            found = [*found, self.sheet.words(one.label)] if one.kind is Kind.NOTE else []
        return found

    @property
    def done(self) -> int:
        """How many of the steps wait no more."""
        return sum(not self._waits(one) for one in self.steps)

    def next(self, after: int = -1) -> Question | None:
        """The next question that waits for an answer, of those behind `after` first; None where none does."""
        waiting = [one for one in self.steps if self._waits(one)]
        return next((one for one in waiting if self.place(one) > after), next(iter(waiting), None))

    def before(self, question: Question) -> Question | None:
        """The one before it."""
        at = self.steps.index(question)
        return self.steps[at - 1] if at else None

    def _waits(self, question: Question) -> bool:
        """Not answered, or answered by what no longer fits the other answers."""
        if (answer := self.answer(question)) is not None:
            return self.sheet.objection(question, answer) is not None
        return question.name not in self.passed or self.sheet.is_required(question)


async def entered(turn: Turn, wanted: Due) -> Opened:
    """The sheet of somebody who is asked for it. It is begun if need be, and theirs if it is in nobody's hands.

    Raises `Refused`.
    """
    id = await sheets.begin(turn.tx, wanted, turn.me.id, now=turn.now)
    await sheets.take(turn.tx, id, turn.me.id)
    return await opened(turn, id)


async def opened(turn: Turn, id: int) -> Opened:
    """The sheet of this number, if it may be filled in here and now. Raises `Refused`."""
    stored = await of_colleagues(turn, id)
    if stored.participant != turn.me.id:
        raise Refused("surveys/in_other_hands", title=stored.title, holder=stored.holder_name)
    today = turn.today((await turn.main_role()).time_zone)
    if not is_open(stored, today):
        raise Refused("surveys/closed", title=stored.title, closes_on=stored.takes_until)
    return _read(stored, await sheets.answers(turn.tx, id), date.fromisoformat(today))


async def of_colleagues(turn: Turn, id: int) -> sheets.Sheet:
    """A sheet for which this person is asked, in whosever hands it is. Raises `Refused`."""
    stored = await sheets.held(turn.tx, id)
    if stored is None:
        raise Refused("surveys/gone")
    if not await sheets.is_asked(turn.tx, stored, turn.me.id):
        raise Refused("surveys/not_yours")
    return stored


async def put(turn: Turn, opened: Opened, question: Question, answer: Answer, file: int | None = None) -> Opened:
    """Store an answer, None for a question that is passed over, and see what is asked now."""
    text = given.write(answer)
    await sheets.answer(turn.tx, opened.stored.id, Given(question.name, text, file))
    answers = {**opened.sheet.answers, question.name: answer}
    passed = opened.passed - {question.name} if answer is not None else opened.passed | {question.name}
    now = replace(_opened(opened.stored, replace(opened.sheet, answers=answers), passed), written=opened.written)
    if opened.is_linked:
        await _recounted(turn, now)
    return await settled(turn, now)


async def _recounted(turn: Turn, now: Opened) -> None:
    """Store what is worked out now, and which of the answers count."""
    counted = now.sheet.counted()
    for one in now.sheet.form.questions:
        if one.kind is not Kind.CALCULATE:
            continue
        before, value = now.written.get(one.name), given.write(counted.get(one.name))
        if before is None or before.value != value:
            await sheets.answer(turn.tx, now.stored.id, Given(one.name, value, None))
    asked = [one.name for one in now.asked]
    await sheets.count(turn.tx, now.stored.id, [*asked, *(name for name in counted if name not in asked)])


async def settled(turn: Turn, opened: Opened) -> Opened:
    """Note that all is answered, or that it no longer is. An anonymous sheet is finished by being sent."""
    is_complete = opened.next() is None and not opened.stored.anonymous
    if is_complete == (opened.stored.finished_at is not None):
        return opened
    at = turn.now if is_complete else None
    await sheets.finish(turn.tx, opened.stored.id, at)
    return replace(opened, stored=replace(opened.stored, finished_at=at))


def is_open(wave: Due | sheets.Sheet, today: str) -> bool:
    """Whether answers are taken on this day."""
    return wave.opens_on <= today <= wave.takes_until


def _read(stored: sheets.Sheet, given_answers: Sequence[Given], today: date) -> Opened:
    form = _form(stored.code, stored.title, stored.version, stored.questions)
    by_name = {each.question: each.value for each in given_answers}
    read: Mapping[str, Answer] = {
        one.name: given.read(one, by_name[one.name]) for one in form.questions if one.name in by_name}
    passed = frozenset(name for name, value in by_name.items() if value == given.PASSED)
    sheet = Sheet(form, {name: value for name, value in read.items() if value is not None}, today)
    return replace(_opened(stored, sheet, passed), written={each.question: each for each in given_answers})


def _opened(stored: sheets.Sheet, sheet: Sheet, passed: frozenset[str]) -> Opened:
    return Opened(stored, sheet, passed, sheet.asked())


@lru_cache(REMEMBERED)
def _form(code: str, title: str, version: str, questions: str) -> Form:
    return Form(code, title, written.read(questions), version)
