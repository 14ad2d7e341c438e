"""One sheet for a whole organisation: who is filling it in, taken over, handed to a colleague. Answers go with it."""

from handlers import conversation, survey_sheet
from handlers.router import Returned, Room
from handlers.survey_sheet import NAME, Opened
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_surveys import HandSheet, HandSheetTo, OpenSheet, OpenWave, TakeSheet
from messages.replies import Reply, Tone
from scheduler.surveys import reminding
from scheduler.surveys.wave import Unit
from storage import participants, sheets
from storage.sheets import Due

room = Room()
SHOWN = 5
"""Colleagues on a screen, one a row."""


def held(turn: Turn, due: Due) -> Reply:
    """Somebody else is answering, or has answered, for the organisation."""
    take = [Choice("take", TakeSheet(due.sheet or 0))] if not due.is_finished else []
    return turn.say("surveys/held", [take, [Choice("menu", ShowMenu())]], due=due)


@room.pressed(TakeSheet)
async def taken(turn: Turn, press: TakeSheet) -> Returned:
    stored = await survey_sheet.of_colleagues(turn, press.sheet)
    if stored.kind != Unit.ORGANISATION:
        raise Refused("surveys/not_yours")
    if stored.finished_at is not None:
        raise Refused("surveys/answered_before", title=stored.title, holder=stored.holder_name)
    before = stored.participant
    await sheets.hand(turn.tx, stored.id, turn.me.id)
    await _planned(turn, before)
    if before is not None and before != turn.me.id:
        await turn.tell(before, turn.say("surveys/told_taken", [[Choice("open", OpenWave(stored.wave))]],
                                         title=stored.title, who=turn.me.name),
                        reason=f"sheet:{stored.id}:taken:{turn.update.key}")
    return turn.say("surveys/taken", [[Choice("open", OpenSheet(stored.wave, stored.unit), tone=Tone.MAIN)]],
                    title=stored.title)


@room.pressed(HandSheet)
async def handing(turn: Turn, press: HandSheet) -> Returned:
    opened = await _own(turn, press.sheet)
    colleagues = await _colleagues(turn, opened)
    page = min(press.page, max(0, (len(colleagues) - 1) // SHOWN))
    part = list(colleagues.items())[page * SHOWN:][:SHOWN]
    rows = [[Choice("member", HandSheetTo(press.sheet, id), facts={"name": name})] for id, name in part]
    turning = [Choice("previous", HandSheet(press.sheet, page - 1))] if page else []
    turning += [Choice("next", HandSheet(press.sheet, page + 1))] if len(colleagues) > (page + 1) * SHOWN else []
    back = Choice("open", OpenSheet(opened.stored.wave, opened.stored.unit))
    return turn.say("surveys/hand", [*rows, [*turning, back]], title=opened.stored.title, colleagues=len(colleagues))


@room.pressed(HandSheetTo)
async def handed(turn: Turn, press: HandSheetTo) -> Returned:
    opened = await _own(turn, press.sheet)
    colleagues = await _colleagues(turn, opened)
    if press.participant not in colleagues:
        raise Refused("tasks/not_a_member")
    await conversation.release(turn, NAME)
    await sheets.hand(turn.tx, press.sheet, press.participant)
    await _planned(turn, press.participant)
    stored = opened.stored
    told = await turn.tell(
        press.participant, turn.say("surveys/told_handed", [[Choice("open", OpenSheet(stored.wave, stored.unit))]],
                                    title=stored.title, who=turn.me.name, closes_on=stored.closes_on),
        reason=f"sheet:{stored.id}:handed:{turn.update.key}")
    return turn.say("surveys/handed", [[Choice("menu", ShowMenu())]], title=stored.title,
                    name=colleagues[press.participant], told=told)


async def _own(turn: Turn, sheet: int) -> Opened:
    """A sheet of an organisation in the person's own hands. Raises `Refused`."""
    opened = await survey_sheet.opened(turn, sheet)
    if opened.stored.kind != Unit.ORGANISATION:
        raise Refused("surveys/not_yours")
    return opened


async def _colleagues(turn: Turn, opened: Opened) -> dict[int, str]:
    """Those who have joined, by name."""
    members = await participants.members(turn.tx, opened.stored.organisation or 0)
    return {each.id: each.name for each in members if each.id != turn.me.id}


async def _planned(turn: Turn, other: int | None) -> None:
    """Whoever was not asked before is reminded too, now that it is theirs."""
    for each in {turn.me.id, other} - {None}:
        assert each is not None
        await reminding.plan_participant(turn.tx, each, turn.now)
