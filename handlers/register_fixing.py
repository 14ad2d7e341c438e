"""A record put right, shown to everybody or hidden again, and taken out; whoever has written it down is told."""

from dataclasses import replace

from handlers import register_rights as rights
from handlers import register_steps as steps
from handlers import registers as shown
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, form
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_registers import DropRecord, FixRecord, OpenRecord, ShelveRecord, ShowRegister
from messages.replies import Tone
from scheduler import registers as kept
from storage import history, library, registers
from storage.registers import Record, Register

room = Room()
_STEPS = {each.key: each for each in (steps.TITLED, steps.NUMBERED, steps.DATED, steps.PARTNERED, steps.CONTENT,
                                      steps.REGISTER)}


@room.pressed(FixRecord)
async def pressed(turn: Turn, press: FixRecord) -> Returned:
    """Which part, and then what it should be."""
    if press.what and press.what not in _STEPS:
        raise Refused("fallback/unknown_button")
    record = await rights.changeable(turn, press.record)
    if press.what:
        return await begin(turn, f"record_{press.what}", record=record.id)
    parts = [key for key in _STEPS if key != "partner" or record.register is Register.AGREEMENT]
    choices = [Choice(key, FixRecord(record.id, key)) for key in parts]
    rows = [choices[:2], choices[2:4], choices[4:], [Choice("keep", OpenRecord(record.id))]]
    return turn.say("registers/fix", rows, record=record)


async def facts(turn: Turn, draft: Draft) -> Facts:
    record = await rights.changeable(turn, draft.subject["record"])
    return {"register": record.register.value}


async def fixed(turn: Turn, draft: Draft) -> Returned:
    """What was answered takes the place of what stood."""
    record = await rights.changeable(turn, draft.subject["record"])
    paper = steps.paper_of(draft, record.paper())
    await rights.keeping(turn, paper.register)
    if paper.register is not Register.AGREEMENT:
        paper = replace(paper, partner="")
    if paper != record.paper():
        await kept.change(turn.tx, record.id, paper)
        was, became = (record.dated_on, paper.dated_on) if record.dated_on != paper.dated_on else ("", "")
        await _note(turn, "record_fixed", record, was=was, became=became)
        await _tell(turn, record, "fixed")
    return await shown.card(turn, record.id)


for _step in _STEPS.values():
    form(Form(f"record_{_step.key}", (_step,), facts, fixed))


@room.pressed(ShelveRecord)
async def shelved(turn: Turn, press: ShelveRecord) -> Returned:
    record = await rights.shelvable(turn, press.record)
    if await registers.shelve(turn.tx, record.id, turn.now if press.on else None):
        await _note(turn, "record_shelved" if press.on else "record_hidden", record)
        await _tell(turn, record, "shelved" if press.on else "hidden")
    return await shown.card(turn, record.id)


@room.pressed(DropRecord)
async def dropped(turn: Turn, press: DropRecord) -> Returned:
    record = await rights.changeable(turn, press.record)
    if not press.sure:
        rows = [[Choice("drop", DropRecord(record.id, 1), tone=Tone.BAD)], [Choice("keep", OpenRecord(record.id))]]
        return turn.say("registers/sure_drop", rows, record=record)
    await library.leave(turn.tx, record.id, now=turn.now)
    await _note(turn, "record_dropped", record)
    await _tell(turn, record, "dropped")
    ways = [Choice("list", ShowRegister(record.programme, record.register.value)), Choice("menu", ShowMenu())]
    return turn.say("registers/dropped", [ways], record=record)


async def _note(turn: Turn, verb: str, record: Record, *, was: str = "", became: str = "") -> None:
    await history.note(turn.tx, verb, actor=turn.me.id, subject=record.added_by, programme=record.programme,
                       organisation=record.organisation, now=turn.now, was=was, became=became, record=record.id)


async def _tell(turn: Turn, record: Record, what: str) -> None:
    """Whoever has written it down, where it was somebody else; as it was then, for that is what they know."""
    if record.added_by is None:
        return
    rows = [] if what == "dropped" else [[Choice("open", OpenRecord(record.id))]]
    reply = turn.say("registers/told", rows, record=record, what=what, who=turn.me.name)
    await turn.tell(record.added_by, reply, reason=f"record:{record.id}:{what}:{turn.update.key}")
