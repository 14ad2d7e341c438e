"""`vekha load FILE.docx|xlsx`: a plan as people write it, shown as it was understood, and loaded if nothing is open.

A list of people is left to `load_people.py`.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import typer

from bot.cli import load_people, words
from bot.cli.session import OUR_PLACE, Failure, Session, opened
from messages import deadlines
from scheduler.documents import applying, errand, opening, pending, questions, telling, wording
from scheduler.documents.applying import Line, Outlook
from scheduler.documents.document import Document
from scheduler.documents.opening import Refused
from scheduler.documents.pending import Draft
from scheduler.documents.people_file import PeopleFile
from scheduler.documents.questions import TAKEN, Question
from scheduler.documents.telling import Named, Shown
from scheduler.programme import mistakes, text_file
from scheduler.programme.mistakes import Found, Kind, where
from scheduler.programme.reading import Context
from storage import programmes
from storage.database import Database, Transaction
from storage.programmes import Programme

SUFFIXES = (".docx", ".xlsx")
SHOWN = 20
"""Activities, and changes of a kind, that are named; the rest is counted."""
CUT = 100
"""Characters of a title or of words; they are to be recognised, not read."""
ROWS = 5
"""Places that a question names."""


def load(file: Path, *, programme: str | None, period: str | None, dry_run: bool, accept: bool) -> None:
    """The command, for a file."""
    context = Context.of(period) if period else None
    if period and context is None:
        raise Failure([words.say("read.period", period=period)], OUR_PLACE)
    asyncio.run(_load(file, programme, context, dry_run=dry_run, accept=accept))


async def _load(file: Path, code: str | None, context: Context | None, *, dry_run: bool, accept: bool) -> None:
    async with opened() as session:
        async with session.database.reading() as tx:
            programme = await _programme(tx, code)
        document = await asyncio.to_thread(_read, file, context, programme)
        if isinstance(document, PeopleFile):
            await load_people.load(session, programme, document, dry_run=dry_run, accept=accept)
            return
        draft, outlook = await _settled(session.database, programme, document, accept=accept)
        for line in (*preview(programme, draft), *_taken(draft)):
            typer.echo(line)
        if draft.open:
            asked = [line for each in draft.open for line in question(draft, each)]
            raise Failure([*asked, words.say("import.open", number=len(draft.open))])
        if not dry_run:
            outlook = await _written(session, draft)
    typer.echo(words.say("import.rehearsed" if dry_run else "import.loaded", code=programme.code))
    for line in changes(outlook, names=dry_run):
        typer.echo(line)


async def _programme(tx: Transaction, code: str | None) -> Programme:
    """The one that is named, or the only one. Raises `Failure`."""
    known = await programmes.all(tx)
    found = [each for each in known if code in (None, each.code)]
    codes = ", ".join(each.code for each in known)
    if not known:
        raise Failure([words.say("programme.none")])
    if not found:
        raise Failure([words.say("programme.unknown", code=code, known=codes)])
    if len(found) > 1:
        raise Failure([words.say("import.which", known=codes)], OUR_PLACE)
    return found[0]


def _read(file: Path, context: Context | None, programme: Programme) -> Document | PeopleFile:
    """Raises `Failure`."""
    found = Found()
    raw = text_file.contents(file, found, Kind.PAPER_MISSING)
    if raw is None:
        raise Failure([mistakes.line(each) for each in found.all()])
    document = opening.read(file.name, raw, context=context, otherwise=errand.years(programme))
    if isinstance(document, Refused):
        raise Failure(document.lines)
    return document


async def _settled(database: Database, programme: Programme, document: Document, *,
                   accept: bool) -> tuple[Draft, Outlook]:
    """The document with what the programme remembers; what is open is taken as it is, where somebody says so."""
    async with database.reading() as tx:
        draft = await pending.made(tx, programme, document, {})
        if accept and draft.open:
            draft = await pending.made(tx, programme, document, questions.accepted(draft.open, {}))
        return draft, await applying.outlook(tx, draft.ground, draft.drawn)


async def _written(session: Session, draft: Draft) -> Outlook:
    async with session.database.transaction() as tx:
        return await pending.load(tx, draft, now=session.now, remembering=False)


def preview(programme: Programme, draft: Draft) -> Iterator[str]:
    """Figures, and the first activities."""
    drawn, context = draft.drawn, draft.document.context
    yield words.say(
        "import.preview", file=draft.document.file, code=programme.code, activities=len(drawn.activities),
        sections=len(drawn.sections), times=drawn.times, undated=len(drawn.undated), ownerless=len(drawn.ownerless),
        figures=sum(len(each.indicators) for each in drawn.activities), skipped=len(drawn.skipped),
        remembered=draft.remembered, years="-".join(map(str, sorted({context.first, context.last}))) if context else "")
    for each in drawn.activities[:SHOWN]:
        yield _activity(telling.shown(each, draft.ground))
    if len(drawn.activities) > SHOWN:
        yield words.say("programme.more", number=len(drawn.activities) - SHOWN)
    for remark in telling.remarks(draft):
        why = remark.why or words.say(f"import_fate.{remark.fate}")
        yield words.say("import.remark", place=remark.place, why=why, text=_cut(remark.text))


def question(draft: Draft, asked: Question) -> Iterator[str]:
    """What is not sure, where it stands, and what would be taken."""
    rows = [draft.document.rows[place] for place in asked.rows]
    places = ", ".join(where(row.place) for row in rows[:ROWS])
    offered = "; ".join(map(deadlines.in_table, telling.offered(draft, asked)))
    doubts = "; ".join(map(wording.doubt, asked.reading.doubts)) if asked.reading else ""
    yield words.say("import.question", matter=words.say(f"import_matter.{asked.matter}"), words=_cut(asked.words),
                    places=places, more=max(0, len(rows) - ROWS), offered=offered, doubts=doubts)


def _taken(draft: Draft) -> Iterator[str]:
    """What was accepted unseen."""
    for each in draft.questions:
        if each.id in draft.own:
            yield words.say("import.taken", matter=words.say(f"import_matter.{each.matter}"), words=_cut(each.words),
                            answer=words.say(f"import_answer.{TAKEN[each.matter]}"), rows=len(each.rows))


def changes(outlook: Outlook, *, names: bool) -> Iterator[str]:
    """How many, and which."""
    kinds: Mapping[str, Sequence[Line]] = {"+": outlook.added, "*": outlook.changed, "~": outlook.moved,
                                           "-": outlook.gone}
    yield words.say("import.counts", added=len(outlook.added), changed=len(outlook.changed), moved=len(outlook.moved),
                    gone=len(outlook.gone), same=outlook.same, tasks=outlook.tasks)
    for sign, lines in kinds.items() if names else ():
        for line in lines[:SHOWN]:
            yield words.say("import.change", sign=sign, was=line.was_number, number=line.number, title=_cut(line.title),
                            what=", ".join(words.say(f"import_what.{each}") for each in line.what))
        if len(lines) > SHOWN:
            yield words.say("programme.more", number=len(lines) - SHOWN)


def _activity(one: Shown) -> str:
    return words.say("import.activity", number=one.number, title=_cut(one.title), due=deadlines.in_table(one.due),
                     owners=", ".join(map(_owner, one.owners)))


def _owner(named: Named) -> str:
    level = words.say(f"import_level.{named.level}")
    return f"{level} ({named.title})" if named.group else named.title or level


def _cut(text: str) -> str:
    return text if len(text) <= CUT else text[: CUT - 1] + "…"


def is_document(path: Path) -> bool:
    """Whether it is a file of the kinds that are read here."""
    return path.suffix.casefold() in SUFFIXES and not path.is_dir()

