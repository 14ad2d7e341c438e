"""What is not sure of a document, settled one by one: each answer can be changed as long as nothing is loaded."""

from datetime import date

from handlers import import_rights as rights
from handlers import imports as desk
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Step, Value, Wrong, form
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings_of_imports import (
    AcceptUnsure,
    ChooseOwner,
    OpenImport,
    OpenUnsure,
    PickOwner,
    PickRole,
    SettleUnsure,
    ShowUnsure,
    WriteDay,
)
from messages.paging import turning
from messages.replies import Reply, Tone
from scheduler.documents import pending, roster, telling, telling_people
from scheduler.documents.answers import Answer, Said
from scheduler.documents.ground import Ground
from scheduler.documents.pending import Draft as Drafted
from scheduler.documents.questions import MAY, Matter, Question
from scheduler.documents.roster import Roster
from scheduler.programme import phrases
from scheduler.programme.model import Owner, Period
from scheduler.programme.when import When
from storage.imports import Import
from storage.participants import Role

room = Room()
PAGE = 5
"""Questions on a screen."""
ROWS = 3
"""Rows that a question names."""
_BY_A_TAP = (Said.AS_READ, Said.NO_DATE, Said.SKIP, Said.NOBODY, Said.BOTH, Said.ONE, Said.SAME, Said.OTHER,
             Said.WITHOUT)


@room.pressed(ShowUnsure)
async def listed(turn: Turn, wanted: ShowUnsure) -> Returned:
    """The open ones first."""
    imported, draft = await rights.draft(turn, wanted.imported)
    asked = sorted(draft.questions, key=lambda each: each.id in draft.answers)
    page = min(wanted.page, max(0, (len(asked) - 1) // PAGE))
    lines = [_asked(draft, each) for each in asked[page * PAGE:][:PAGE]]
    numbers = [Choice("open", OpenUnsure(imported.id, each.question.id), facts={"place": page * PAGE + place})
               for place, each in enumerate(lines, 1)]
    turned = turning(ShowUnsure(imported.id, page - 1) if page else None,
                     ShowUnsure(imported.id, page + 1) if len(asked) > (page + 1) * PAGE else None)
    accept = [Choice("accept", AcceptUnsure(imported.id))] if draft.open else []
    return turn.say("imports/unsure", [numbers, turned, accept, [Choice("back", OpenImport(imported.id))]],
                    lines=lines, before=page * PAGE, open=len(draft.open), total=len(asked))


@room.pressed(OpenUnsure)
async def opened(turn: Turn, wanted: OpenUnsure) -> Returned:
    imported, draft, question = await rights.question(turn, wanted.imported, wanted.question)
    return _screen(turn, imported, draft, question)


def _asked(draft: Drafted | Roster, question: Question) -> telling.Asked | telling_people.Asked:
    return telling_people.asked(draft, question) if isinstance(draft, Roster) else telling.asked(draft, question)


def picked(id: int, number: int, owner: Owner, ground: Ground) -> PickOwner:
    """The button that names this owner."""
    return PickOwner(id, number, owner.level.value, ground.group_ids.get(owner.group or "", 0),
                     ground.places.get(owner.organisation, 0))


def _screen(turn: Turn, imported: Import, draft: Drafted | Roster, question: Question) -> Reply:
    if isinstance(draft, Roster):
        return telling_people.question(turn.catalogue, imported, draft, question)
    asked, may = telling.asked(draft, question), MAY[question.matter]
    id, number = imported.id, question.id

    def tap(said: Said, key: str = "") -> list[Choice]:
        tone = Tone.MAIN if said in (Said.AS_READ, Said.BOTH) else Tone.PLAIN
        return [Choice(key or said.value, SettleUnsure(id, number, said.value), tone=tone)] if said in may else []

    day = [Choice("day", WriteDay(id, number))] if Said.DAY in may else []
    whom = [Choice("owners", ChooseOwner(id, number), tone=Tone.MAIN)] if Said.OWNERS in may else []
    between = [Choice("named", picked(id, number, each, draft.ground), facts={"named": named})
               for each, named in zip(question.between[:2], telling.named(question.between[:2], draft.ground),
                                      strict=True)]
    as_read = tap(Said.AS_READ, "keep" if question.matter is Matter.OUTSIDE else "")
    rows = [[*as_read, *tap(Said.BOTH), *tap(Said.ONE)], between, [*day, *tap(Said.NO_DATE)],
            [*whom, *tap(Said.NOBODY)], tap(Said.SKIP),
            [Choice("all", ShowUnsure(id)), Choice("back", OpenImport(id))]]
    return turn.say("imports/question", rows, asked=asked, shown=ROWS, left=len(draft.open),
                    period=draft.ground.period, own=imported.organisation is not None)


@room.pressed(SettleUnsure)
async def settled(turn: Turn, press: SettleUnsure) -> Returned:
    imported, _, question = await rights.question(turn, press.imported, press.question)
    if press.said not in _BY_A_TAP or Said(press.said) not in MAY[question.matter]:
        raise Refused("fallback/unknown_button")
    return await onward(turn, imported, question, Answer(Said(press.said)))


@room.pressed(PickRole)
async def role_picked(turn: Turn, press: PickRole) -> Returned:
    imported, _, question = await rights.question(turn, press.imported, press.question)
    if question.matter is not Matter.ROLE or press.role not in telling_people.ROLES:
        raise Refused("fallback/unknown_button")
    return await onward(turn, imported, question, Answer(Said.ROLE, role=Role(press.role)))


async def onward(turn: Turn, imported: Import, question: Question, answer: Answer) -> Reply:
    """The next that is open; behind the last one the whole."""
    await pending.settle(turn.tx, imported, question, answer)
    imported, draft = await rights.draft(turn, imported.id)
    behind = [each for each in draft.open if each.rows > question.rows] or draft.open
    return _screen(turn, imported, draft, behind[0]) if behind else await desk.shown(turn, imported.id)


@room.pressed(AcceptUnsure)
async def accepted(turn: Turn, press: AcceptUnsure) -> Returned:
    imported, draft = await rights.draft(turn, press.imported)
    if draft.open and not press.sure:
        return turn.say("imports/sure_accept", [[Choice("yes", AcceptUnsure(imported.id, 1), tone=Tone.MAIN)],
                                                [Choice("back", ShowUnsure(imported.id))]],
                        number={matter.value: number for matter, number in telling.matters(draft.open).items()})
    if isinstance(draft, Roster):
        await roster.accept(turn.tx, imported, draft)
    else:
        await pending.accept(turn.tx, imported, draft)
    return await desk.shown(turn, imported.id)


@room.pressed(WriteDay)
async def day_wanted(turn: Turn, press: WriteDay) -> Returned:
    await _of_deadline(turn, press.imported, press.question)
    return await begin(turn, "import_day", imported=press.imported, question=press.question)


async def _of_deadline(turn: Turn, id: int, number: int) -> tuple[Import, Drafted | Roster, Question]:
    imported, draft, question = await rights.question(turn, id, number)
    if Said.DAY not in MAY[question.matter]:
        raise Refused("fallback/unknown_button")
    return imported, draft, question


async def day_facts(turn: Turn, draft: Draft) -> Facts:
    imported, found, question = await _of_deadline(turn, draft.subject["imported"], draft.subject["question"])
    return {"words": question.words, "period": found.ground.period, "own": imported.organisation is not None}


async def day_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    _, found, _ = await _of_deadline(turn, draft.subject["imported"], draft.subject["question"])
    day = meant(given.text, found.ground.period)
    if day is None:
        raise Wrong("imports/day_please")
    return day.isoformat()


def meant(text: str, period: Period) -> date | None:
    """A day, or the last one of a month; without a year, that one within the period."""
    words = text.strip().rstrip(".")
    years = range(period.start.year, period.end.year + 1)
    for phrase in (words, *(f"{words}{gap}{year}" for year in years for gap in (".", " "))):
        read = phrases.read(phrase)
        if isinstance(read, When) and read.end and (phrase == words or read.end in period):
            return read.end
    return None


async def day_given(turn: Turn, draft: Draft) -> Returned:
    imported, _, question = await _of_deadline(turn, draft.subject["imported"], draft.subject["question"])
    return await onward(turn, imported, question, Answer(Said.DAY, date.fromisoformat(draft.text("day"))))


form(Form("import_day", (Step("day", "imports/ask_day", day_taken),), day_facts, day_given))
