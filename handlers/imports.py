"""Plans that are sent as documents: taken in, shown as they were understood, loaded or dropped."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace

from handlers import import_people
from handlers import import_rights as rights
from handlers.conversation import begin, begin_with
from handlers.forms import Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.router import Returned, Room
from handlers.turn import Answer, Kept, Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_imports import (
    DropImport,
    LoadImport,
    OpenImport,
    SendPlan,
    ShowChanges,
    ShowImports,
    ShowRemembered,
)
from messages.meanings_of_own_plans import SendOwnPlan
from messages.paging import turning
from messages.replies import Reply, Tone
from messages.updates import FileKind, IncomingFile, SentFile
from scheduler.documents import applying, errand, pending, roster, telling, telling_people
from scheduler.documents.roster import Roster
from scheduler.programme.words import fold
from storage import errands, imports
from storage.imports import Import, State
from storage.participants import Role, RoleHeld

room = Room()
PAGE = 5
PROGRAMMES = 8
"""Programmes that buttons offer; the title of any other is written."""
_TABLES = re.compile(r"\.(docx|xlsx)$", re.IGNORECASE)
_NEARLY = re.compile(r"\.(doc|xls|docm|xlsm|dotx|xltx|xlsb|odt|ods|rtf|pdf)$", re.IGNORECASE)
"""What people send for a Word or an Excel file; the reader would say the same."""


@room.pressed(ShowImports)
async def listed(turn: Turn, wanted: ShowImports) -> Returned:
    held = await rights.sending(turn)
    operates = {each.programme: each for each in held if each.role is Role.OPERATOR}
    total = await imports.own_number(turn.tx, turn.me.id)
    page = min(wanted.page, max(0, (total - 1) // PAGE))
    lines = await imports.own(turn.tx, turn.me.id, size=PAGE, skip=page * PAGE)
    numbers = [Choice("open", OpenImport(each.id), facts={"place": page * PAGE + place})
               for place, each in enumerate(lines, 1)]
    turned = turning(ShowImports(page - 1) if page else None,
                     ShowImports(page + 1) if total > (page + 1) * PAGE else None)
    memory = [Choice("memory", ShowRemembered(programme)) for programme in operates] if len(operates) == 1 else []
    send = [Choice("send", SendPlan(), tone=Tone.MAIN)] if operates else []
    send += [Choice("send_own", SendOwnPlan(), tone=Tone.MAIN)] if any(map(rights.leads, held)) else []
    return turn.say("imports/list", [numbers, turned, send, [*memory, Choice("menu", ShowMenu())]],
                    lines=lines, before=page * PAGE, zone=held[0].time_zone, operates=bool(operates))


@room.said("планы из файлов", "/imports")
async def list_said(turn: Turn) -> Returned:
    return await listed(turn, ShowImports())


@room.pressed(SendPlan)
async def wanted(turn: Turn, _: SendPlan) -> Returned:
    await rights.operating(turn)
    return await begin(turn, "import")


@room.said("загрузить план", "загрузить дорожную карту", "загрузить людей", "загрузить список людей", "/import")
async def said(turn: Turn) -> Returned:
    return await wanted(turn, SendPlan())


def announced(held: Sequence[RoleHeld], update: SentFile) -> bool:
    """Whether a file that nothing has asked for is a plan, by its kind and its sender."""
    return (len(update.files) == 1 and any(each.role is Role.OPERATOR or rights.leads(each) for each in held)
            and bool(_TABLES.search(_name(update.files[0]))))


async def offered(turn: Turn) -> Returned | None:
    """A plan that was sent just so. None: it is none, or was not brought."""
    update = turn.update
    if not isinstance(update, SentFile) or len(update.files) != 1:
        return None
    held = await turn.roles()
    if not any(each.role is Role.OPERATOR for each in held):
        asked = announced(held, update) and len(turn.files) == 1
        return await begin_with(turn, "own_plan", {"file": written(turn.files[0]), "unasked": 1}) if asked else None
    if _NEARLY.search(_name(update.files[0])) and not update.caption.strip():  # with words it is about something else
        return turn.say("imports/not_such", [[Choice("send", SendPlan()), Choice("menu", ShowMenu())]])
    if not announced(held, update) or len(turn.files) != 1:
        return None
    file, there = turn.files[0], await rights.operating(turn)
    if len(there) == 1:
        return await taken(turn, there[0], file)
    return await begin_with(turn, "import", {"file": written(file)})


async def facts(turn: Turn, draft: Draft) -> Facts:
    await rights.operating(turn)
    return {}


async def file_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if not given.files:
        raise Wrong("imports/file_please")
    if len(given.files) > 1:
        raise Wrong("broadcasts/one_file")
    if not _TABLES.search(given.files[0].name):
        raise Wrong("imports/file_not_such")
    return written(given.files[0])


async def several(turn: Turn, draft: Draft) -> bool:
    return len(await rights.operating(turn)) > 1


async def programme_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("programme", str(each.programme), {"programme_title": each.programme_title})
            for each in (await rights.operating(turn))[:PROGRAMMES]]


async def programme_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """One of the buttons, or its words."""
    for each in await rights.operating(turn):
        if given.picked == str(each.programme) or (given.text and fold(given.text) == fold(each.programme_title)):
            return each.programme
    raise Wrong("broadcasts/programme_please")


async def sent(turn: Turn, draft: Draft) -> Returned:
    chosen, file = draft.answers.get("programme"), draft.answers.get("file")
    held = await rights.operating(turn, chosen if isinstance(chosen, int) else None)
    return await taken(turn, held[0], read(file))


form(Form("import", (
    Step("file", "imports/ask_file", file_taken),
    Step("programme", "imports/ask_programme", programme_taken, programme_options, wanted=several),
), facts, sent))


@room.pressed(OpenImport)
async def opened(turn: Turn, wanted: OpenImport) -> Returned:
    return await shown(turn, wanted.imported)


async def shown(turn: Turn, id: int) -> Reply:
    """A draft with what can be done with it, or what has become of it."""
    imported = await rights.own(turn, id)
    if imported.state is not State.DRAFT:
        return telling.state(turn.catalogue, imported)
    draft = await rights.found(turn, imported)
    if isinstance(draft, Roster):
        return telling_people.preview(turn.catalogue, imported, draft, await roster.outlook(turn.tx, draft))
    return telling.preview(turn.catalogue, imported, draft,
                           await applying.outlook(turn.tx, draft.ground, draft.drawn))


@room.pressed(LoadImport)
async def loaded(turn: Turn, press: LoadImport) -> Returned:
    """What is loaded is what was shown: if the ground has changed since, the difference is shown anew."""
    imported = await rights.own(turn, press.imported)
    if imported.state is not State.DRAFT or imported.organisation is not None:
        return await shown(turn, imported.id)
    draft = await rights.found(turn, imported)
    if draft.open:
        raise Refused("imports/still_open")
    if isinstance(draft, Roster):
        return await import_people.loaded(turn, imported, draft, press.mark) or await shown(turn, imported.id)
    outlook = await applying.outlook(turn.tx, draft.ground, draft.drawn)
    if outlook.mark != press.mark:
        return Answer((telling.changes(turn.catalogue, imported, draft, outlook),),
                      turn.catalogue.words("imports/other_ground"))
    if outlook.replaces and not press.sure:
        sure = LoadImport(imported.id, outlook.mark, 1)
        return turn.say("imports/sure_load", [[Choice("yes", sure, tone=Tone.BAD)],
                                              [Choice("back", ShowChanges(imported.id))]], outlook=outlook)
    done = await pending.finish(turn.tx, imported, draft, now=turn.now, actor=turn.me.id)
    if done is None:
        return await shown(turn, imported.id)
    rows = [[Choice("list", ShowImports()), Choice("menu", ShowMenu())]]
    return turn.say("imports/loaded", rows, name=imported.name, programme=imported.programme_title, outlook=done)


@room.pressed(DropImport)
async def dropped(turn: Turn, press: DropImport) -> Returned:
    imported = await rights.own(turn, press.imported)
    if imported.state not in (State.READING, State.DRAFT, State.SENT):
        return telling.state(turn.catalogue, imported)
    if not press.sure:
        return turn.say("imports/sure_drop", [[Choice("yes", DropImport(imported.id, 1), tone=Tone.BAD)],
                                              [Choice("back", OpenImport(imported.id))]], name=imported.name)
    await imports.end(turn.tx, imported.id, State.DROPPED, now=turn.now)
    return telling.state(turn.catalogue, replace(imported, state=State.DROPPED))


async def taken(turn: Turn, held: RoleHeld, file: Kept, *, organisation: int | None = None) -> Reply:
    """It is read apart; the answer comes by itself."""
    id = await imports.add(turn.tx, programme=held.programme, participant=turn.me.id, file=file.id, name=file.name,
                           now=turn.now, organisation=organisation)
    await errands.put(turn.tx, participant=turn.me.id, channel=turn.address.channel, user=turn.address.user,
                      kind=errand.READ, facts=json.dumps({"import": id}))
    imported = await imports.by_id(turn.tx, id)
    assert imported
    return _reading(turn, imported)


def _reading(turn: Turn, imported: Import) -> Reply:
    return turn.say("imports/reading", [[Choice("menu", ShowMenu())]], name=imported.name,
                    programme=imported.organisation_title or imported.programme_title)


def written(file: Kept) -> Value:
    """As a form keeps it."""
    return {"id": file.id, "name": file.name, "mime": file.mime}


def read(file: Value) -> Kept:
    """The same as it was."""
    assert isinstance(file, dict)
    return Kept(file["id"], FileKind.DOCUMENT, file["name"], file["mime"])


def _name(file: IncomingFile) -> str:
    return file.name.strip()
