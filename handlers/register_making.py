"""Writing a paper down in its register: question by question, or from what stands below a photo or a document of it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from handlers import register_rights as rights
from handlers import register_steps as steps
from handlers.conversation import begin, begin_with
from handlers.forms import Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_registers import AddRecord, OpenRecord, ShowRegister
from messages.replies import Tone
from messages.updates import SentFile
from scheduler import register_captions as captions
from scheduler import registers as kept
from scheduler.programme.words import fold
from storage import history, registers
from storage.participants import RoleHeld
from storage.registers import Register

room = Room()
PLACES = 8
"""Organisations that buttons offer; the title of any other is written."""
WRITE, SHELVE, ANYWAY = "write", "shelve", "anyway"
_ALL = tuple(Register)


@room.pressed(AddRecord)
async def pressed(turn: Turn, press: AddRecord) -> Returned:
    """The register is part of what the form is about: 0 where it is asked for."""
    if press.register not in ("", *_ALL):
        raise Refused("fallback/unknown_button")
    register = Register(press.register) if press.register else None
    await rights.keeping(turn, register)
    return await begin(turn, "record", register=_ALL.index(register) + 1 if register else 0)


@room.said("внести в реестр", "/add_record")
async def said(turn: Turn) -> Returned:
    return await pressed(turn, AddRecord())


@room.said("новый приказ")
async def order_said(turn: Turn) -> Returned:
    return await pressed(turn, AddRecord(Register.ORDER))


@room.said("новое соглашение")
async def agreement_said(turn: Turn) -> Returned:
    return await pressed(turn, AddRecord(Register.AGREEMENT))


@room.said("новый методический материал")
async def material_said(turn: Turn) -> Returned:
    return await pressed(turn, AddRecord(Register.MATERIAL))


@room.said("новая публикация")
async def publication_said(turn: Turn) -> Returned:
    return await pressed(turn, AddRecord(Register.PUBLICATION))


def announced(held: Sequence[RoleHeld], update: SentFile, now: int) -> captions.Caption | None:
    """What one file that nothing has asked for is, by its caption: a paper that its sender keeps, or none."""
    if len(update.files) != 1 or not update.caption or not kept.keeping(held):
        return None
    today = datetime.fromtimestamp(now, UTC).astimezone(ZoneInfo(held[0].time_zone)).date()
    read = captions.read(update.caption, today)
    return read if read and kept.keeping(held, read.register) else None


async def offered(turn: Turn) -> Returned | None:
    """What was understood of a paper, to be written down by one tap. None: it is no such paper, or was not brought."""
    if not isinstance(turn.update, SentFile) or len(turn.files) != 1:
        return None
    read = announced(await turn.roles(), turn.update, turn.now)
    if read is None:
        return None
    answers: dict[str, Value] = {
        "register": read.register.value, "title": read.title, "number": read.number, "partner": read.partner,
        "content": {"about": "", "link": "", "file": turn.files[0].id}}
    if read.day:
        answers["day"] = read.day.isoformat()
    return await begin_with(turn, "record_read", answers)


async def facts(turn: Turn, draft: Draft) -> Facts:
    """Rights may have gone since the last answer."""
    register = _register(draft)
    await rights.keeping(turn, register)
    return {"register": register.value if register else ""}


def of(*wanted: Register) -> Callable[[Turn, Draft], Awaitable[bool]]:
    """Whether it is for one of these registers."""

    async def is_wanted(turn: Turn, draft: Draft) -> bool:
        return _register(draft) in wanted

    return is_wanted


async def register_unknown(turn: Turn, draft: Draft) -> bool:
    return not draft.subject["register"]


async def several_places(turn: Turn, draft: Draft) -> bool:
    return len(await rights.keeping(turn, _register(draft))) > 1


async def place_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("place", str(each.organisation), {"title": each.organisation_title})
            for each in (await rights.keeping(turn, _register(draft)))[:PLACES]]


async def place_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """One of the buttons, or its words."""
    for each in await rights.keeping(turn, _register(draft)):
        if given.picked == str(each.organisation) or fold(given.text) == fold(each.organisation_title):
            return each.organisation
    raise Wrong("registers/place_please")


async def twin(turn: Turn, draft: Draft) -> int | None:
    """What is there already and looks the same."""
    return await kept.twin(turn.tx, (await _place(turn, draft)).organisation, steps.paper_of(_whole(draft)))


async def has_twin(turn: Turn, draft: Draft) -> bool:
    return await twin(turn, draft) is not None


async def again_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("anyway", ANYWAY)]


async def again_aside(turn: Turn, draft: Draft) -> Sequence[Choice]:
    there = await twin(turn, draft)
    return [Choice("there", OpenRecord(there))] if there else []


async def again_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if given.picked != ANYWAY:
        raise Wrong("roadmap/tap_please")
    return ANYWAY


async def shelves(turn: Turn, draft: Draft) -> bool:
    """Whether it is still to be said who finds it."""
    said = draft.text("sure") in (WRITE, SHELVE)
    return not said and rights.may_shelve(await turn.roles(), (await _place(turn, draft)).programme)


async def shelf_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option(WRITE, WRITE), Option(SHELVE, SHELVE)]


async def shelf_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if given.picked not in (WRITE, SHELVE):
        raise Wrong("roadmap/tap_please")
    return given.picked


async def sure_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    """One tap writes it down; each part can be put right first."""
    held, register = await turn.roles(), _register(draft)
    shelf = any(rights.may_shelve(held, each.programme) for each in kept.keeping(held, register))
    parts = ["title", "number", "day", *(["partner"] if register is Register.AGREEMENT else []), "register"]
    return [Option(WRITE, WRITE, tone=Tone.MAIN), *([Option(SHELVE, SHELVE)] if shelf else []),
            *(Option(each, each) for each in parts)]


async def sure_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if given.picked is None or given.picked not in [each.value for each in await sure_options(turn, draft)]:
        raise Wrong("roadmap/tap_please")
    return given.picked


def to_fix(step: Step) -> Step:
    """A question that is asked where its part was not understood, or not rightly."""

    async def is_wanted(turn: Turn, draft: Draft) -> bool:
        return draft.text("sure") == step.key or step.key not in draft.answers

    return replace(step, wanted=is_wanted)


async def written(turn: Turn, draft: Draft) -> Returned:
    """Rights are as they are now, not as they were when it was begun."""
    held, paper = await _place(turn, draft), steps.paper_of(_whole(draft))
    wanted = SHELVE in (draft.text("sure"), draft.text("shelf"))
    shelved = wanted and rights.may_shelve(await turn.roles(), held.programme)
    id = await kept.add(turn.tx, held.programme, held.organisation, paper, shelved=shelved, added_by=turn.me.id,
                        now=turn.now)
    await history.note(turn.tx, "record_added", actor=turn.me.id, programme=held.programme,
                       organisation=held.organisation, now=turn.now, record=id)
    numbers = await registers.numbers(turn.tx, turn.me.id, held.programme)
    rows = [[Choice("open", OpenRecord(id)), Choice("more", AddRecord(paper.register))],
            [Choice("list", ShowRegister(held.programme, paper.register)), Choice("menu", ShowMenu())]]
    return turn.say("registers/written", rows, paper=paper, place=held.organisation_title, shelved=shelved,
                    total=sum(each.number for each in numbers if each.register == paper.register))


def _register(draft: Draft) -> Register | None:
    if said := draft.text("register"):
        return Register(said)
    number = draft.subject.get("register", 0)
    return _ALL[number - 1] if number else None


def _whole(draft: Draft) -> Draft:
    """The register among the answers; an answer to what is not asked of such papers, given before, counts no more."""
    register = _register(draft)
    answers = {key: value for key, value in draft.answers.items()
               if key != "partner" or register is Register.AGREEMENT}
    return replace(draft, answers={**answers, "register": register.value if register else ""})


async def _place(turn: Turn, draft: Draft) -> RoleHeld:
    """The role of the organisation that was chosen, or the only one. Raises `Refused`."""
    held, chosen = await rights.keeping(turn, _register(draft)), draft.answers.get("place")
    found = [each for each in held if chosen in (None, each.organisation)]
    if not found:
        raise Refused("registers/not_a_keeper")
    return found[0]


_PLACE = Step("place", "registers/ask_place", place_taken, place_options, wanted=several_places)
_AGAIN = Step("again", "registers/ask_again", again_taken, again_options, wanted=has_twin, aside=again_aside)
_SHELF = Step("shelf", "registers/ask_shelf", shelf_taken, shelf_options, wanted=shelves)
form(Form("record", (
    replace(steps.REGISTER, wanted=register_unknown), _PLACE, steps.TITLED,
    replace(steps.PARTNERED, wanted=of(Register.AGREEMENT)),
    replace(steps.NUMBERED, wanted=of(Register.ORDER, Register.AGREEMENT)), steps.DATED, _AGAIN, steps.CONTENT, _SHELF,
), facts, written))
form(Form("record_read", (
    Step("sure", "registers/understood", sure_taken, sure_options),
    *(to_fix(step) for step in (steps.REGISTER, steps.TITLED, steps.NUMBERED, steps.PARTNERED, steps.DATED)),
    _PLACE, _AGAIN, _SHELF), facts, written))
