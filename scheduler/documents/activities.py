"""A document and what was settled of it → sections and activities, as a programme has them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from messages import russian
from scheduler.documents import numbering, questions, terms
from scheduler.documents.answers import Answer, Answers, Said
from scheduler.documents.document import Document, Row
from scheduler.documents.ground import Ground
from scheduler.documents.questions import Matter, Question
from scheduler.documents.terms import Term
from scheduler.documents.whose import Owners
from scheduler.programme.model import Activity, Owner, Section
from scheduler.programme.words import clean

TITLE, RESULT = 1000, 5000
"""Characters."""
OF_DEADLINES = (Matter.UNSURE, Matter.UNREAD, Matter.OUTSIDE)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is to be loaded. `skipped` are the places of rows that are not, `times` says of how many activities a row
    has become several.
    """

    sections: tuple[Section, ...]
    activities: tuple[Activity, ...]
    skipped: tuple[int, ...]
    times: int

    @property
    def undated(self) -> tuple[Activity, ...]:
        """Those without a day: nobody is reminded of them."""
        return tuple(each for each in self.activities if each.due.end is None)

    @property
    def ownerless(self) -> tuple[Activity, ...]:
        """Those that are nobody's task."""
        return tuple(each for each in self.activities if not each.owners)


def draw(document: Document, ground: Ground, asked: Sequence[Question], answers: Answers, known: Owners) -> Drawn:
    """All rows. `asked` are the questions of the document; of one without an answer is taken what its words say, of a
    deadline that says nothing no day, of unknown owners nobody.
    """
    numbered = numbering.numbered(document.rows)
    twins = {place for each in asked if each.matter is Matter.TWICE and _says(answers.get(each.id), Said.ONE)
             for place in each.rows}
    deadlines = {place: answers[each.id] for each in asked if each.id in answers and each.matter in OF_DEADLINES
                 for place in each.rows}
    activities: list[Activity] = []
    skipped: list[int] = []
    times = 0
    for place, (row, (section, number)) in enumerate(zip(document.rows, numbered.of_rows, strict=True)):
        answer = deadlines.get(place)
        if place in twins or _says(answer, Said.SKIP):
            skipped.append(place)
            continue
        due = terms.of(row.deadline, ground.period, answer)
        times += len(due) > 1
        activities += _activities(row, section, number, due, _owners(row, answers, known), _acting(row, ground))
    used = {each.section for each in activities}
    sections = tuple(_titled(each, document) for each in numbered.sections if each.number in used)
    return Drawn(sections, tuple(activities), tuple(skipped), times)


def _titled(section: Section, document: Document) -> Section:
    """What stands below no heading is the plan itself."""
    return section if section.title else replace(section, title=russian.cut(clean(document.title), TITLE))


def _activities(row: Row, section: str, number: str, due: tuple[Term, ...],
                whose: tuple[Owner, ...], acting: str) -> Iterator[Activity]:
    """One for each day; a number that all of them shall reach stands with the first."""
    title = clean(row.activity)
    results = tuple(russian.cut(clean(each), RESULT) for each in row.results if clean(each))
    for place, term in enumerate(due, 1):
        label = f" ({term.label})" if term.label else ""
        yield Activity(f"{number}/{place}" if len(due) > 1 else number, section,
                       russian.cut(title, TITLE - len(label)) + label, term.due, whose, results,
                       indicators=row.indicators if place == 1 else (), acting=acting)


def _owners(row: Row, answers: Answers, known: Owners) -> tuple[Owner, ...]:
    """Those that the words mean by themselves or by what was settled, each once."""
    found: dict[Owner, None] = {}
    for words in row.owners or ("",):
        meant = known.of(words).owners
        if not meant and (answer := answers.get(questions.of_owner(words).id)):
            meant = answer.owners
        found |= dict.fromkeys(meant)
    return tuple(found)


def _acting(row: Row, ground: Ground) -> str:
    """Those whom an own plan names are people of its organisation: they are shown, and not looked for."""
    return russian.cut(", ".join(map(clean, row.owners)), TITLE) if ground.ours else ""


def _says(answer: Answer | None, said: Said) -> bool:
    return answer is not None and answer.said is said
