"""A school's or a municipality's own plan: sent as a document by whoever leads it, understood like a programme's
(`imports.py`), and then read by those who review its reports (`own_reading.py`). Nothing else can come of it.
"""

from collections.abc import Sequence

from handlers import import_rights as rights
from handlers import imports as desk
from handlers import own_news
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.meanings_of_own_plans import RecallOwnPlan, SendOwnPlan, SubmitOwnPlan
from scheduler.documents import applying, pending
from scheduler.programme.words import fold
from storage import history, own_plans
from storage.imports import State

room = Room()
PLACES = 8
"""Organisations that buttons offer; the title of any other is written."""
_YES = "yes"


@room.pressed(SendOwnPlan)
async def wanted(turn: Turn, _: SendOwnPlan) -> Returned:
    await rights.leading(turn)
    return await begin(turn, "own_plan")


@room.said("свой план", "наш план", "/ownplan")
async def said(turn: Turn) -> Returned:
    return await wanted(turn, SendOwnPlan())


async def facts(turn: Turn, draft: Draft) -> Facts:
    file = draft.answers.get("file")
    return {"places": await rights.leading(turn), "name": desk.read(file).name if file else ""}


async def unasked(turn: Turn, draft: Draft) -> bool:
    """Whether the file came just so: it may be meant for something else."""
    return "unasked" in draft.answers


async def sure_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option(_YES, _YES)]


async def sure_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if given.picked != _YES:
        raise Wrong("roadmap/tap_please")
    return _YES


async def several(turn: Turn, draft: Draft) -> bool:
    return len(await rights.leading(turn)) > 1


async def place_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("place", str(each.organisation), {"place": each.organisation_title})
            for each in (await rights.leading(turn))[:PLACES]]


async def place_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """One of the buttons, or its words."""
    for each in await rights.leading(turn):
        if given.picked == str(each.organisation) or (given.text
                                                      and fold(given.text) == fold(each.organisation_title)):
            return each.organisation
    raise Wrong("roadmap/tap_please")


async def sent(turn: Turn, draft: Draft) -> Returned:
    chosen = draft.answers.get("place")
    held = (await rights.leading(turn, chosen if isinstance(chosen, int) else None))[0]
    return await desk.taken(turn, held, desk.read(draft.answers["file"]), organisation=held.organisation)


form(Form("own_plan", (
    Step("file", "own/ask_file", desk.file_taken),
    Step("sure", "own/ask_sure", sure_taken, sure_options, wanted=unasked),
    Step("place", "own/ask_place", place_taken, place_options, wanted=several),
), facts, sent))


@room.pressed(SubmitOwnPlan)
async def submitted(turn: Turn, press: SubmitOwnPlan) -> Returned:
    """From now on it is as it will be read."""
    imported = await rights.own(turn, press.imported)
    if imported.state is not State.DRAFT or imported.organisation is None:
        return await desk.shown(turn, imported.id)
    draft = await pending.of(turn.tx, imported)
    if draft.open:
        raise Refused("imports/still_open")
    if not draft.drawn.activities or not await applying.outlook(turn.tx, draft.ground, draft.drawn):
        raise Refused("own/nothing")
    await own_plans.send(turn.tx, imported.id, now=turn.now)
    if not await own_plans.seats(turn.tx, imported.id):
        raise Refused("own/nobody_reads")
    await history.note(turn.tx, "own_plan_sent", actor=turn.me.id, organisation=imported.organisation, now=turn.now)
    await own_news.tell_readers(turn, imported)
    return await desk.shown(turn, imported.id)


@room.pressed(RecallOwnPlan)
async def recalled(turn: Turn, press: RecallOwnPlan) -> Returned:
    imported = await rights.own(turn, press.imported)
    if await own_plans.give_back(turn.tx, imported.id):
        await history.note(turn.tx, "own_plan_recalled", actor=turn.me.id, organisation=imported.organisation,
                           now=turn.now)
    return await desk.shown(turn, imported.id)
