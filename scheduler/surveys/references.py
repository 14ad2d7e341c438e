"""What the expressions of a form refer to: only what exists, and nothing that is asked later. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scheduler.programme import words
from scheduler.programme.mistakes import Kind
from scheduler.surveys import grammar, labels
from scheduler.surveys.expressions import BadExpression
from scheduler.surveys.form import Form, Question


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake in one column of one question."""

    question: str
    column: str
    kind: Kind
    facts: Mapping[str, str]


def faults(form: Form) -> tuple[Fault, ...]:
    """All of them, in the order of the questions."""
    return tuple(_faults(form))


def _faults(form: Form) -> Iterator[Fault]:
    known = {question.name: place for place, question in enumerate(form.questions)}
    for place, question in enumerate(form.questions):
        for column, source in _expressions(question):
            try:
                used = grammar.read(source).names
            except BadExpression as bad:
                yield Fault(question.name, column, Kind.EXPRESSION, {"part": bad.part})
                continue
            yield from _of(question, column, used, known, place, may_be_own=column == "constraint")
        for column, text in (("label", question.label), ("hint", question.hint)):
            yield from _of(question, column, labels.names(text), known, place)


def _of(question: Question, column: str, used: frozenset[str] | list[str], known: Mapping[str, int], place: int,
        *, may_be_own: bool = False) -> Iterator[Fault]:
    for name in sorted(used):
        if name not in known:
            near = words.near(name, known)
            yield Fault(question.name, column, Kind.REFERENCE_UNKNOWN, {"word": name, "near": near})
        elif known[name] > place or (known[name] == place and not may_be_own):
            yield Fault(question.name, column, Kind.REFERENCE_LATER, {"word": name})


def _expressions(question: Question) -> Iterator[tuple[str, str]]:
    for column in ("relevant", "required", "constraint", "calculation"):
        if source := getattr(question, column):
            yield column, source
