"""How a list of people is shown before it is loaded. The words stand in `templates/ru/imports/`."""

from collections.abc import Iterator
from dataclasses import dataclass

from messages.catalogue import Catalogue, Choice
from messages.meanings import ShowMenu
from messages.meanings_of_imports import (
    ChooseOwner,
    DropImport,
    LoadImport,
    OnlyThese,
    OpenImport,
    PickOwner,
    PickRole,
    SettleUnsure,
    ShowChanges,
    ShowImportRemarks,
    ShowImportRows,
    ShowImports,
    ShowRemembered,
    ShowUnsure,
)
from messages.paging import turning
from messages.replies import Reply, Tone
from scheduler.documents import telling
from scheduler.documents.answers import Answer, Said
from scheduler.documents.people_known import Member
from scheduler.documents.people_rows import Entry
from scheduler.documents.questions import MAY, Question
from scheduler.documents.roster import Outlook, Roster
from scheduler.documents.telling import Named, Remark
from scheduler.programme import mistakes
from scheduler.programme.mistakes import where
from storage.imports import Import
from storage.participants import Role

LINES = 8
"""Changes on a screen."""
ROLES = (Role.DIRECTOR, Role.TEACHER, Role.COORDINATOR, Role.CURATOR, Role.MENTOR, Role.EXPERT, Role.OBSERVER)
"""What a word may be said to mean. Nobody becomes an operator by a word, nor a guest by a list."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with all that its words need. `beside`: who is there already, and where."""

    question: Question
    rows: tuple[Entry, ...]
    answer: Answer | None
    whom: tuple[Named, ...]
    remembered: bool
    beside: Member | None = None
    places: tuple[str, ...] = ()


def preview(catalogue: Catalogue, imported: Import, roster: Roster, outlook: Outlook) -> Reply:
    """Figures: whom the list names, and what is not sure."""
    id, open_ones, noted = imported.id, len(roster.open), len([*remarks(roster)])
    rows = [
        [Choice("unsure", ShowUnsure(id), tone=Tone.MAIN if open_ones else Tone.PLAIN)] if roster.questions else [],
        [Choice("rows", ShowImportRows(id)), *([Choice("remarks", ShowImportRemarks(id))] if noted else [])],
        [Choice("changes", ShowChanges(id), tone=Tone.PLAIN if open_ones else Tone.MAIN)],
        [Choice("drop", DropImport(id)), Choice("memory", ShowRemembered(imported.programme))],
        [Choice("list", ShowImports()), Choice("menu", ShowMenu())],
    ]
    return catalogue.say(
        "imports/people_preview", rows, name=imported.name, programme=imported.programme_title, outlook=outlook,
        people=len(roster.roll.people), roles={role.value: number for role, number in roster.roles.items()},
        open=open_ones, noted=noted, skipped=roster.skipped, spelt=len(roster.rows.spelt),
        repeated=len(roster.rows.repeated), remembered=roster.remembered)


def asked(roster: Roster, question: Question) -> Asked:
    """A question as it stands."""
    answer, beside = roster.answers.get(question.id), roster.beside.get(question.id)
    titles = {each.code: each.title for each in roster.ground.organisations}
    return Asked(question, tuple(roster.rows.entries[at] for at in question.rows), answer,
                 telling.named(answer.owners, roster.ground) if answer else (),
                 answer is not None and question.id not in roster.own, beside,
                 tuple(titles[code] for code in sorted(beside.places) if code in titles) if beside else ())


def question(catalogue: Catalogue, imported: Import, roster: Roster, question: Question) -> Reply:
    """A question, and the buttons that settle it."""
    id, number, may = imported.id, question.id, MAY[question.matter]
    taps = [Choice(said.value, SettleUnsure(id, number, said.value),
                   tone=Tone.MAIN if said in (Said.SAME, Said.WITHOUT) else Tone.PLAIN)
            for said in (Said.SAME, Said.OTHER, Said.WITHOUT) if said in may]
    named = telling.named(question.between[:2], roster.ground)
    between = [[Choice("named", PickOwner(id, number, each.level.value, 0, roster.ground.places[each.organisation]),
                       facts={"named": words})] for each, words in zip(question.between[:2], named, strict=True)]
    whom = [Choice("owners", ChooseOwner(id, number))] if Said.OWNERS in may else []
    roles = [Choice("role", PickRole(id, number, role.value), facts={"role": role.value}) for role in ROLES
             if Said.ROLE in may]
    skip = [Choice("skip", SettleUnsure(id, number, Said.SKIP.value))] if Said.SKIP in may else []
    rows = [taps, *between, *(roles[at:at + 2] for at in range(0, len(roles), 2)), whom, skip,
            [Choice("all", ShowUnsure(id)), Choice("back", OpenImport(id))]]
    return catalogue.say("imports/people_question", rows, asked=asked(roster, question), left=len(roster.open))


def remarks(roster: Roster) -> Iterator[Remark]:
    """Everything that one should look at and that is no question."""
    for said, (title, place) in roster.rows.spelt.items():
        yield Remark(where(place), title, said, fate="spelt")
    for row in roster.rows.repeated:
        yield Remark(where(row.place), row.name, fate="repeated")
    for caution in roster.rows.cautions:
        yield Remark(where(caution.place), "", mistakes.said(caution))
    for sheet in roster.file.sheets:
        if sheet.unseen:
            yield Remark(sheet.name, str(sheet.unseen), fate="unseen")


def changes(catalogue: Catalogue, imported: Import, roster: Roster, outlook: Outlook, page: int = 0) -> Reply:
    """Whom loading it makes new, changes or takes out, and the button that does so."""
    id = imported.id
    every = [(kind, line) for kind in ("gone", "changed", "added") for line in getattr(outlook, kind)]
    page = min(page, max(0, (len(every) - 1) // LINES))
    turned = turning(ShowChanges(id, page - 1) if page else None,
                     ShowChanges(id, page + 1) if len(every) > (page + 1) * LINES else None)
    load = [Choice("load", LoadImport(id, outlook.mark), tone=Tone.GOOD)] if not roster.open else [
        Choice("unsure", ShowUnsure(id), tone=Tone.MAIN)]
    whole = [Choice("stay", OnlyThese(id, 0))] if outlook.whole else [
        Choice("only", OnlyThese(id, 1))] if outlook.absent else []
    return catalogue.say("imports/people_changes", [turned, load, whole, [Choice("back", OpenImport(id))]],
                         outlook=outlook, lines=every[page * LINES:][:LINES], open=len(roster.open),
                         before=every[page * LINES - 1][0] if page else "")
