"""How a draft is shown: figures, first rows, what is not sure. The words stand in `templates/ru/imports/`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from messages.buttons import Meaning
from messages.catalogue import Catalogue, Choice
from messages.meanings import ShowMenu
from messages.meanings_of_imports import (
    DropImport,
    LoadImport,
    OpenImport,
    ShowChanges,
    ShowImportRemarks,
    ShowImportRows,
    ShowImports,
    ShowRemembered,
    ShowUnsure,
)
from messages.meanings_of_own_plans import RecallOwnPlan, SubmitOwnPlan
from messages.paging import turning
from messages.replies import Reply, Tone
from scheduler.documents import terms, wording
from scheduler.documents.answers import Answer
from scheduler.documents.applying import Outlook
from scheduler.documents.document import Fate, Passed, Row
from scheduler.documents.ground import Ground
from scheduler.documents.indicator import Indicator
from scheduler.documents.pending import Draft
from scheduler.documents.questions import Matter, Question
from scheduler.programme.mistakes import where
from scheduler.programme.model import Activity, Owner
from scheduler.programme.when import When
from storage.imports import Import, State

FIRST = 3
"""Rows that a preview shows."""
LINES, ROWS, REMARKS = 8, 8, 8
"""Changes, activities, and things to look at on a screen."""
TOLD = (Fate.NOTE, Fate.OTHER_TABLE, Fate.HIDDEN)
"""Rows that are no activities and yet may have been meant as such."""


@dataclass(frozen=True, slots=True)
class Named:
    """An owner in words: all of a level, those of a group by its title, or one organisation by its own."""

    level: str
    title: str = ""
    group: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """An activity as a list shows it."""

    number: str
    title: str
    due: When
    owners: tuple[Named, ...]
    figures: tuple[Indicator, ...] = ()
    acting: str = ""
    """Of an own plan: the words of the document."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to look at: a warning of a row in words, or a row that is no activity; `place` is where it stands."""

    place: str
    text: str
    why: str = ""
    fate: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with all that its words need. `due` is what is offered, `rows` those that it is about, `doubts` why it
    is asked.
    """

    question: Question
    rows: tuple[Row, ...]
    due: tuple[When, ...]
    answer: Answer | None
    whom: tuple[Named, ...]
    remembered: bool
    doubts: tuple[str, ...] = ()


def preview(catalogue: Catalogue, imported: Import, draft: Draft, outlook: Outlook) -> Reply:
    """The document as it was understood, and what can be done with it."""
    open_ones, noted, id, own = len(draft.open), len(remarks(draft)), imported.id, imported.organisation is not None
    memory = [] if own else [Choice("memory", ShowRemembered(imported.programme))]
    rows = [
        [Choice("unsure", ShowUnsure(id), tone=Tone.MAIN if open_ones else Tone.PLAIN)] if draft.questions else [],
        [Choice("rows", ShowImportRows(id)), *([Choice("remarks", ShowImportRemarks(id))] if noted else [])],
        _submitting(id, outlook, open_ones) if own else _loading(id, outlook, open_ones),
        [Choice("drop", DropImport(id)), *memory],
        [Choice("list", ShowImports()), Choice("menu", ShowMenu())],
    ]
    drawn = draft.drawn
    return catalogue.say(
        "own/preview" if own else "imports/preview", rows, name=imported.name, programme=imported.programme_title,
        outlook=outlook, place=imported.organisation_title, remark=imported.why,
        activities=len(drawn.activities), sections=len(drawn.sections), times=drawn.times, open=open_ones,
        undated=len(drawn.undated), ownerless=len(drawn.ownerless), skipped=len(drawn.skipped), noted=noted,
        figures=sum(len(each.indicators) for each in drawn.activities), remembered=draft.remembered,
        first=[shown(each, draft.ground) for each in drawn.activities[:FIRST]])


def _loading(id: int, outlook: Outlook, open_ones: int) -> list[Choice]:
    """Where nothing was loaded before, there is no difference to be looked at."""
    if outlook.fresh:
        return [Choice("load", LoadImport(id, outlook.mark), tone=Tone.GOOD)] if not open_ones else []
    return [Choice("changes", ShowChanges(id), tone=Tone.PLAIN if open_ones else Tone.MAIN)]


def _submitting(id: int, outlook: Outlook, open_ones: int) -> list[Choice]:
    """Whoever reads it sees the difference as well; without one there is nothing to be read."""
    changes = [] if outlook.fresh else [Choice("changes", ShowChanges(id))]
    ready = outlook and not open_ones
    return [*changes, *([Choice("submit", SubmitOwnPlan(id), tone=Tone.GOOD)] if ready else [])]


def state(catalogue: Catalogue, imported: Import) -> Reply:
    """One that is no draft: it is being read, was refused, loaded or dropped."""
    reading = [Choice("drop", DropImport(imported.id, 1))] if imported.state is State.READING else []
    again = [Choice("again", OpenImport(imported.id))] if imported.state is State.READING else []
    recall = [Choice("recall", RecallOwnPlan(imported.id))] if imported.state is State.SENT else []
    rows = [[*again, *reading, *recall], [Choice("list", ShowImports()), Choice("menu", ShowMenu())]]
    return catalogue.say("imports/state" if imported.organisation is None else "own/state", rows, each=imported)


def shown(one: Activity, ground: Ground) -> Shown:
    return Shown(one.number, one.title, one.due, named(one.owners, ground), one.indicators, one.acting)


def named(owners: Sequence[Owner], ground: Ground) -> tuple[Named, ...]:
    """In the words of the programme."""
    titles = {each.code: each.title for each in ground.organisations}
    groups = {each.code: each.title for each in ground.groups}
    return tuple(Named(each.level.value, titles.get(each.organisation) or groups.get(each.group or "", ""),
                       each.group is not None) for each in owners)


def asked(draft: Draft, question: Question) -> Asked:
    """A question as it stands."""
    answer = draft.answers.get(question.id)
    return Asked(question, tuple(draft.document.rows[place] for place in question.rows), offered(draft, question),
                 answer, named(answer.owners, draft.ground) if answer else (),
                 answer is not None and question.id not in draft.own,
                 tuple(map(wording.doubt, question.reading.doubts)) if question.reading else ())


def offered(draft: Draft, question: Question) -> tuple[When, ...]:
    """The days that a deadline would have."""
    if question.reading is None:
        return ()
    return tuple(term.due for term in terms.of(question.reading, draft.ground.period))


def remarks(draft: Draft) -> list[Remark]:
    """Everything that one should look at and that is no question, in the order of the document."""
    return [*_of_rows(draft.document.rows), *_of_passed(draft.document.passed)]


def _of_rows(rows: Sequence[Row]) -> Iterator[Remark]:
    for row in rows:
        yield from (Remark(where(row.place), row.activity, wording.concern(each)) for each in row.warnings)


def _of_passed(passed: Sequence[Passed]) -> Iterator[Remark]:
    yield from (Remark(where(each.place), each.text, fate=each.fate.value) for each in passed if each.fate in TOLD)


def matters(questions: Sequence[Question]) -> dict[Matter, int]:
    """How many there are of each kind."""
    return {matter: sum(each.matter is matter for each in questions) for matter in Matter}


def changes(catalogue: Catalogue, imported: Import, draft: Draft, outlook: Outlook, page: int = 0) -> Reply:
    """What loading it changes, and the button that does so, or has it read."""
    id = imported.id
    load = [Choice("load", LoadImport(id, outlook.mark), tone=Tone.GOOD)]
    if imported.organisation is not None:
        load = [Choice("submit", SubmitOwnPlan(id), tone=Tone.GOOD)] if outlook else []
    below = [[Choice("unsure", ShowUnsure(id), tone=Tone.MAIN)] if draft.open else load,
             [Choice("back", OpenImport(id))]]
    return difference(catalogue, draft, outlook, page, lambda at: ShowChanges(id, at), below)


def difference(catalogue: Catalogue, draft: Draft, outlook: Outlook, page: int, here: Callable[[int], Meaning],
               below: list[list[Choice]]) -> Reply:
    """A page of what would change; `here` is the button of a page."""
    every = [(kind, line) for kind in ("gone", "moved", "changed", "added") for line in getattr(outlook, kind)]
    page = min(page, max(0, (len(every) - 1) // LINES))
    turned = turning(here(page - 1) if page else None, here(page + 1) if len(every) > (page + 1) * LINES else None)
    return catalogue.say("imports/changes", [turned, *below], outlook=outlook, lines=every[page * LINES:][:LINES],
                         open=len(draft.open), before=every[page * LINES - 1][0] if page else "")


def activities(catalogue: Catalogue, draft: Draft, page: int, here: Callable[[int], Meaning],
               below: list[list[Choice]]) -> Reply:
    """A page of what it becomes."""
    every = draft.drawn.activities
    page = min(page, max(0, (len(every) - 1) // ROWS))
    turned = turning(here(page - 1) if page else None, here(page + 1) if len(every) > (page + 1) * ROWS else None)
    return catalogue.say("imports/rows", [turned, *below],
                         lines=[shown(each, draft.ground) for each in every[page * ROWS:][:ROWS]],
                         total=len(every), page=page, pages=-(-len(every) // ROWS))


def noted(catalogue: Catalogue, every: Sequence[Remark], page: int, here: Callable[[int], Meaning],
          below: list[list[Choice]]) -> Reply:
    """A page of what one should look at."""
    page = min(page, max(0, (len(every) - 1) // REMARKS))
    turned = turning(here(page - 1) if page else None, here(page + 1) if len(every) > (page + 1) * REMARKS else None)
    return catalogue.say("imports/remarks", [turned, *below], lines=every[page * REMARKS:][:REMARKS],
                         total=len(every))
