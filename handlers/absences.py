"""Who is away and who answers meanwhile: told by themselves; what they have open goes over to the deputy or others."""

from collections.abc import Sequence
from datetime import date, timedelta

from handlers import desk
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.more_time import read_day
from handlers.router import Returned, Room
from handlers.thread_rights import voice
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings_of_consultations import ComeBack, GoAway, MyDay, ShowAbsence
from messages.replies import Tone
from scheduler.consulting import routing, threads
from storage import answering, consultations
from storage.answering import Colleague

room = Room()
OFFERED = (7, 14, 28)
"""Days that a button offers; any other day can be typed."""
DEPUTIES = 7
NOBODY = "0"
LONGEST = 366


@room.said("отпуск", "меня нет")
async def asked(turn: Turn) -> Returned:
    return await shown(turn, ShowAbsence())


@room.pressed(ShowAbsence)
async def shown(turn: Turn, _: ShowAbsence) -> Returned:
    absence = await answering.away(turn.tx, turn.me.id, turn.today((await desk.answering_as(turn)).time_zone))
    act = Choice("back", ComeBack(), tone=Tone.GOOD) if absence else Choice("away", GoAway(), tone=Tone.MAIN)
    return turn.say("consultations/absence", [[act, Choice("day", MyDay())]], absence=absence)


@room.pressed(GoAway)
async def pressed(turn: Turn, _: GoAway) -> Returned:
    await desk.answering_as(turn)
    return await begin(turn, "away")


@room.pressed(ComeBack)
async def came_back(turn: Turn, _: ComeBack) -> Returned:
    await answering.come_back(turn.tx, turn.me.id)
    return await desk.day(turn)


async def facts(turn: Turn, draft: Draft) -> Facts:
    today = turn.today((await desk.answering_as(turn)).time_zone)
    return {"people": await _colleagues(turn), "example": _day(today, OFFERED[1])}


async def day_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    today = turn.today((await desk.answering_as(turn)).time_zone)
    return [Option("day", _day(today, each), {"day": _day(today, each)}) for each in OFFERED]


async def day_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """The last day, today or later."""
    today = turn.today((await desk.answering_as(turn)).time_zone)
    day = read_day(given, today)
    if not today <= day <= _day(today, LONGEST):
        raise Wrong("consultations/away_day_wrong")
    return day


async def deputy_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    found = [Option("deputy", str(each.id), {"name": each.name}) for each in await _colleagues(turn)]
    return [*found, Option("nobody", NOBODY)]


async def deputy_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """One of those offered, or words of a name that only one of them has."""
    people = await _colleagues(turn, everybody=True)
    if given.picked is not None:
        found = [each.id for each in people if str(each.id) == given.picked]
        if given.picked == NOBODY:
            return 0
    else:
        words = given.text.casefold().split()
        found = [each.id for each in people if words and all(word in each.name.casefold() for word in words)]
    if len(found) != 1:
        raise Wrong("consultations/deputy_wrong")
    return found[0]


async def gone(turn: Turn, draft: Draft) -> Returned:
    """From now on the deputy answers; what was open goes over."""
    held = await desk.answering_as(turn)
    deputy = draft.answers.get("deputy")
    to = deputy if isinstance(deputy, int) and deputy else None
    if to is not None and not await answering.may_answer(turn.tx, to, held.programme):
        raise Refused("consultations/not_a_colleague")
    await answering.leave(turn.tx, turn.me.id, draft.text("day"), to, now=turn.now)
    moved = await consultations.owned(turn.tx, turn.me.id)
    for id in moved:
        thread = await consultations.lock(turn.tx, id)
        if thread is None:
            continue
        there = await routing.present(turn.tx, thread.programme, [to] if to else [], thread.asker, now=turn.now,
                                      zone=held.time_zone)
        if there:
            await threads.pass_on(voice(turn), thread, there[0])
        else:
            await threads.reroute(voice(turn), thread)
    return turn.say("consultations/gone_away", [[Choice("back", ComeBack()), Choice("day", MyDay())]],
                    absence=await answering.away(turn.tx, turn.me.id, turn.today(held.time_zone)), moved=len(moved))


form(Form("away", (Step("day", "consultations/ask_away_day", day_taken, day_options),
                   Step("deputy", "consultations/ask_deputy", deputy_taken, deputy_options)), facts, gone))


async def _colleagues(turn: Turn, *, everybody: bool = False) -> list[Colleague]:
    held = await desk.answering_as(turn)
    people = await answering.colleagues(turn.tx, held.programme, held.organisation, {turn.me.id})
    return people if everybody else people[:DEPUTIES]


def _day(today: str, days: int) -> str:
    return (date.fromisoformat(today) + timedelta(days=days)).isoformat()
