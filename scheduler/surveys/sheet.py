"""A sheet that is being filled in: what is asked next, whether an answer fits, what is worked out. Pure.

Nothing is thrown away by going back: an answer to a question that is no longer asked is kept and does not count.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scheduler.surveys import expressions, labels
from scheduler.surveys.expressions import Answer
from scheduler.surveys.form import Form, Kind, Question

ALWAYS = "true()"
"""What most questions that are required say; it needs nobody to work it out."""
TEXT_LIMIT = 3000
"""Characters of an answer in words."""


class Objection(StrEnum):
    """Why an answer does not fit."""

    NEEDED = "needed"
    NO_NUMBER = "no_number"
    NO_WHOLE_NUMBER = "no_whole_number"
    OFF_THE_SCALE = "off_the_scale"
    NO_SUCH_OPTION = "no_such_option"
    TOO_LONG = "too_long"
    WRONG_KIND = "wrong_kind"
    CONSTRAINT = "constraint"
    """The form's own rule; what to say of it stands in the question."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The answers so far, by the names of the questions; `today` is the day where the person is."""

    form: Form
    answers: Mapping[str, Answer]
    today: date

    def asked(self) -> tuple[Question, ...]:
        """The questions that are asked as things are, in their order."""
        counted = self.counted()
        return tuple(one for one in self.form.questions if one.is_asked and self._is_relevant(one, counted))

    def counted(self) -> dict[str, Answer]:
        """What counts: the answers to questions that are asked, and what is worked out of them."""
        found: dict[str, Answer] = {}
        for question in self.form.questions:
            if not self._is_relevant(question, found):
                continue
            worked_out = question.kind is Kind.CALCULATE
            answer = self._worked_out(question, found) if worked_out else self.answers.get(question.name)
            if answer is not None:
                found[question.name] = answer
        return found

    def missing(self) -> tuple[Question, ...]:
        """The questions that must still be answered."""
        counted = self.counted()
        return tuple(one for one in self.asked()
                     if counted.get(one.name) is None and self._is_required(one, counted))

    def is_required(self, question: Question) -> bool:
        """Whether it may not be passed over."""
        return self._is_required(question, self.counted())

    def objection(self, question: Question, answer: Answer) -> Objection | None:
        """What speaks against an answer; None if it fits."""
        if answer is None or answer in ("", ()):
            return Objection.NEEDED if self.is_required(question) else None
        if wrong := _unfit(question, answer):
            return wrong
        if question.constraint:
            rule = expressions.read(question.constraint)
            if not rule.holds({**self.counted(), question.name: answer}, self.today, own=answer):
                return Objection.CONSTRAINT
        return None

    def words(self, text: str) -> str:
        """A label with the answers that it shows put in."""
        counted = self.counted()
        return labels.filled(text, lambda name: shown(self.form.question(name), counted.get(name)))

    def _is_relevant(self, question: Question, counted: Mapping[str, Answer]) -> bool:
        return not question.relevant or expressions.read(question.relevant).holds(counted, self.today)

    def _is_required(self, question: Question, counted: Mapping[str, Answer]) -> bool:
        if question.kind is Kind.NOTE or not question.required:
            return False
        return question.required == ALWAYS or expressions.read(question.required).holds(counted, self.today)

    def _worked_out(self, question: Question, counted: Mapping[str, Answer]) -> Answer:
        if not question.calculation:
            return None
        value = expressions.read(question.calculation).value(counted, self.today)
        if isinstance(value, bool):
            return "true" if value else "false"
        return None if value == "" or (isinstance(value, float) and not math.isfinite(value)) else value


def _unfit(question: Question, answer: Answer) -> Objection | None:
    match question.kind:
        case Kind.SELECT_ONE | Kind.SELECT_MULTIPLE:
            chosen = answer if isinstance(answer, tuple) else (answer,)
            names = {option.name for option in question.options}
            one = question.kind is Kind.SELECT_MULTIPLE or len(chosen) == 1
            return None if one and names.issuperset(map(str, chosen)) else Objection.NO_SUCH_OPTION
        case Kind.INTEGER | Kind.DECIMAL | Kind.RANGE:
            return _unfit_number(question, answer)
        case Kind.DATE:
            return None if isinstance(answer, date) else Objection.WRONG_KIND
        case Kind.TEXT:
            if not isinstance(answer, str):
                return Objection.WRONG_KIND
            return Objection.TOO_LONG if len(answer) > TEXT_LIMIT else None
        case Kind.NOTE | Kind.CALCULATE:
            return Objection.WRONG_KIND
        case Kind.IMAGE | Kind.FILE:
            return None
    return None


def _unfit_number(question: Question, answer: Answer) -> Objection | None:
    if isinstance(answer, bool) or not isinstance(answer, int | float) or not math.isfinite(answer):
        return Objection.NO_NUMBER
    if question.kind is Kind.INTEGER and answer != int(answer):
        return Objection.NO_WHOLE_NUMBER
    if question.scale and answer not in set(steps(question)):
        return Objection.OFF_THE_SCALE
    return None


def steps(question: Question) -> Iterator[float]:
    """The values of a range."""
    if scale := question.scale:
        number = math.floor((scale.end - scale.start) / scale.step + 1e-9)
        yield from (round(scale.start + place * scale.step, 9) for place in range(number + 1))


def shown(question: Question, answer: Answer) -> str:
    """The answer as people read it: labels for options, «…» for none."""
    match answer:
        case None:
            return "…"
        case tuple():
            return ", ".join(_label(question, name) for name in answer)
        case date():
            return answer.strftime("%d.%m.%Y")
        case int() | float():
            return figure(answer)
        case _:
            return _label(question, answer)


def figure(value: float) -> str:
    """A number as it is written here: «3,5»."""
    if math.isfinite(value) and float(value).is_integer():
        return f"{value:.0f}"
    return f"{value:.10g}".replace(".", ",")


def _label(question: Question, name: str) -> str:
    return next((option.label for option in question.options if option.name == name), name)
