"""What a form is: its steps, what a person gives as an answer, and the draft that is stored between two answers."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from handlers.router import Returned
from handlers.turn import Kept, Turn
from messages.catalogue import Choice
from messages.replies import Tone

Value = str | int | list[Any] | dict[str, Any] | None
Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Given:
    """What the person gave as an answer: words, files, or the value of an offered button."""

    text: str = ""
    files: tuple[Kept, ...] = ()
    picked: str | None = None
    styled: str = ""
    """The words in our own markup, where they came with formatting; else empty."""
    ref: str = ""
    """The name of the message that brought it."""


class Wrong(Exception):
    """This is no answer to the question; `name` says in the person's words what is needed."""

    def __init__(self, name: str, /, **facts: Any) -> None:
        super().__init__(name)
        self.name = name
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Draft:
    """A form being filled. `subject` is what it is about (ids), `answers` what was given, by step."""

    form: str
    subject: Mapping[str, int]
    step: int = 0
    serial: int = 0
    answers: Mapping[str, Value] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """A given answer as text; empty if it was skipped."""
        return str(self.answers.get(key) or "")


@dataclass(frozen=True, slots=True)
class Option:
    """An offered answer: the label of the step's template and the facts it is rendered with."""

    key: str
    value: str
    facts: Facts | None = None
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Step:
    """One question. `take` turns what was given into the stored answer or raises `Wrong`.

    A `many` step gathers answers into a list until its option `enough` is tapped. One that is not `wanted` after the
    answers before it is passed over. Buttons `aside` open something else and leave the question as it is.
    """

    key: str
    template: str
    take: Callable[[Turn, Draft, Given], Awaitable[Value]]
    options: Callable[[Turn, Draft], Awaitable[Sequence[Option]]] | None = None
    optional: bool = False
    many: bool = False
    wanted: Callable[[Turn, Draft], Awaitable[bool]] | None = None
    aside: Callable[[Turn, Draft], Awaitable[Sequence[Choice]]] | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """Named steps, the facts all its questions share, and what happens in the end (rights are checked there again)."""

    name: str
    steps: tuple[Step, ...]
    facts: Callable[[Turn, Draft], Awaitable[Facts]]
    finish: Callable[[Turn, Draft], Awaitable[Returned]]


ENOUGH = "enough"
"""The option that ends a step of many answers."""
FORMS: dict[str, Form] = {}
"""All forms that are known, by name."""


def form(made: Form) -> Form:
    """Make a form known, so that it can be resumed by its name."""
    FORMS[made.name] = made
    return made


Taker = Callable[[Turn, str, Given], Awaitable[Returned]]
"""Takes a text or files as the answer to an open question that is no form; it is told its own stored state."""
TAKERS: dict[str, Taker] = {}
"""By the name under which the question was opened."""


def taker(name: str) -> Callable[[Taker], Taker]:
    """Make known who takes the answers to questions of this name."""

    def declare(deed: Taker) -> Taker:
        TAKERS[name] = deed
        return deed

    return declare
