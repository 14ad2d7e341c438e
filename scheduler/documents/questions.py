"""What a person has to settle before a document is loaded. What is asked of several rows alike is asked once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from hashlib import blake2b

from scheduler.documents.answers import Answer, Answers, Said
from scheduler.documents.document import Document, Row
from scheduler.documents.ground import Ground
from scheduler.documents.whose import Owners
from scheduler.programme.model import Owner
from scheduler.programme.reading import Reading, Sort, Status
from scheduler.programme.words import fold

_BYTES = 5
"""Of a question's number: it stands on buttons."""


class Matter(StrEnum):
    """What a question is about."""

    UNSURE = "unsure"
    """A deadline that was read, but not surely."""
    UNREAD = "unread"
    """A deadline that was not understood."""
    OUTSIDE = "outside"
    """A deadline outside the period of the programme."""
    OWNER = "owner"
    """Who is meant by these words; without words: who does what nobody is named for."""
    TWICE = "twice"
    """A row that says the same as one above."""
    PLACE = "place"
    """Which organisation these words of a list of people mean."""
    ROLE = "role"
    """Which role these words mean."""
    CONTACT = "contact"
    """A phone or an address that is none, or not the same person's."""
    FAULT = "fault"
    """A row of a list that cannot be loaded as it is."""
    TWIN = "twin"
    """Two rows of people who may be one."""
    ALIKE = "alike"
    """Somebody new who may be one of the programme."""


_OF_DEADLINES = (Said.DAY, Said.NO_DATE, Said.SKIP)
MAY: Mapping[Matter, tuple[Said, ...]] = {
    Matter.UNSURE: (Said.AS_READ, *_OF_DEADLINES),
    Matter.UNREAD: _OF_DEADLINES,
    Matter.OUTSIDE: (Said.AS_READ, *_OF_DEADLINES),
    Matter.OWNER: (Said.OWNERS, Said.NOBODY),
    Matter.TWICE: (Said.BOTH, Said.ONE),
    Matter.PLACE: (Said.OWNERS, Said.SKIP),
    Matter.ROLE: (Said.ROLE, Said.SKIP),
    Matter.CONTACT: (Said.WITHOUT, Said.SKIP),
    Matter.FAULT: (Said.SKIP,),
    Matter.TWIN: (Said.SAME, Said.OTHER),
    Matter.ALIKE: (Said.SAME, Said.OTHER, Said.SKIP),
}
"""What may be answered."""
TAKEN: Mapping[Matter, Said] = {
    Matter.UNSURE: Said.AS_READ,
    Matter.UNREAD: Said.NO_DATE,
    Matter.OUTSIDE: Said.AS_READ,
    Matter.OWNER: Said.NOBODY,
    Matter.TWICE: Said.BOTH,
    Matter.PLACE: Said.SKIP,
    Matter.ROLE: Said.SKIP,
    Matter.CONTACT: Said.WITHOUT,
    Matter.FAULT: Said.SKIP,
    Matter.TWIN: Said.OTHER,
    Matter.ALIKE: Said.SKIP,
}
"""What is taken where somebody accepts everything as it is."""


@dataclass(frozen=True, slots=True)
class Question:
    """`rows` are places in the document, from 0. Beside the words, `mark` tells apart what is not the same question:
    the value that is offered for a deadline, or the years of one that has none. `between` are owners whom the words may
    mean.
    """

    matter: Matter
    words: str
    mark: str
    rows: tuple[int, ...]
    reading: Reading | None = None
    between: tuple[Owner, ...] = ()

    @property
    def id(self) -> int:
        """The same for the same question in every document."""
        return number(self.matter, self.words, self.mark)


def number(matter: Matter, words: str, mark: str) -> int:
    """By which an answer is found again."""
    told = "\n".join((matter.value, fold(words), mark))
    return int.from_bytes(blake2b(told.encode(), digest_size=_BYTES).digest())


def of(document: Document, ground: Ground, known: Owners | None = None) -> tuple[Question, ...]:
    """All questions in the order of the rows, whether they are answered or not."""
    found: dict[int, Question] = {}
    rows: dict[int, dict[int, None]] = {}
    for place, question in _asked(document, ground, known or Owners(ground)):
        found.setdefault(question.id, question)
        rows.setdefault(question.id, {})[place] = None
    return tuple(replace(question, rows=tuple(rows[id])) for id, question in found.items())


def unanswered(questions: tuple[Question, ...], answers: Answers) -> tuple[Question, ...]:
    """Those that are open."""
    return tuple(each for each in questions if each.id not in answers)


def accepted(questions: tuple[Question, ...], answers: Answers) -> dict[int, Answer]:
    """The answers, and for the others what is taken without one."""
    return {**{each.id: Answer(TAKEN[each.matter]) for each in questions}, **answers}


def of_deadline(row: Row, years: str, ground: Ground) -> Question | None:
    """What has to be asked of a row's deadline."""
    reading = row.deadline
    if reading.sort in (Sort.RELATIVE, Sort.UNSPECIFIED):
        return None  # understood well enough: there is no day, and the preview says so
    if reading.status is Status.NOT_UNDERSTOOD or (reading.status is Status.UNSURE and not _says(reading)):
        return Question(Matter.UNREAD, row.phrase, years, ())
    if reading.status is Status.UNSURE:
        return Question(Matter.UNSURE, row.phrase, _value(reading), (), reading)
    period = ground.wide or ground.period
    if reading.sort in (Sort.DAYS, Sort.LIST) and any(day not in period for day in _ends(reading)):
        return Question(Matter.OUTSIDE, row.phrase, _value(reading), (), reading)
    return None


def of_twin(row: Row) -> Question:
    """Whether a row is another one than that above which says the same."""
    return Question(Matter.TWICE, row.activity, fold(row.phrase), ())


def of_owner(words: str, between: tuple[Owner, ...] = ()) -> Question:
    """Who is meant."""
    return Question(Matter.OWNER, words, "", (), between=between)


def years(document: Document) -> str:
    """The years in which a document was read."""
    context = document.context
    return f"{context.first}-{context.last}" if context else ""


def _asked(document: Document, ground: Ground, known: Owners) -> Iterator[tuple[int, Question]]:
    said, seen = years(document), set[tuple[str, ...]]()
    for place, row in enumerate(document.rows):
        if question := of_deadline(row, said, ground):
            yield place, question
        for words in row.owners or ("",):
            if not (understood := known.of(words)).owners:
                yield place, of_owner(words, understood.between)
        looks = (fold(row.activity), fold(row.phrase), *sorted(map(fold, row.owners)))
        if looks in seen:
            yield place, of_twin(row)
        seen.add(looks)


def _says(reading: Reading) -> bool:
    return reading.dated or bool(reading.parts) or reading.sort is Sort.WHOLE_PERIOD


def _ends(reading: Reading) -> Iterator[date]:
    for when in reading.parts or (reading.when,):
        if when.end:
            yield when.end


def _value(reading: Reading) -> str:
    """What is offered, so that a yes holds for that alone."""
    whens = "+".join(f"{each.start or ''}..{each.end or ''}" for each in (reading.when, *reading.parts))
    return f"{reading.sort.value} {whens} {reading.recurrence}".strip()
