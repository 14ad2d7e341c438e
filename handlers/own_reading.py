"""Own plans of schools and municipalities are read by those who review their reports, in the programme's order:
accepted, passed on to the next level, or returned with a remark. What the last one accepts is loaded.
"""

from collections.abc import Collection
from dataclasses import dataclass

from handlers import import_rights as rights
from handlers import own_news, review
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Step, form
from handlers.router import Returned, Room
from handlers.turn import Answer, Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_own_plans import (
    AcceptOwnPlan,
    ReadOwnChanges,
    ReadOwnPlan,
    ReadOwnRemarks,
    ReadOwnRows,
    ReturnOwnPlan,
    ShowOwnPlans,
)
from messages.paging import turning
from messages.replies import Reply, Tone
from scheduler.documents import applying, pending, telling
from scheduler.documents.applying import Outlook
from scheduler.documents.pending import Draft as Drafted
from storage import history, own_plans
from storage.imports import Import
from storage.participants import Role
from storage.tasks import Relation

room = Room()
PAGE = 5
READERS = frozenset({Role.COORDINATOR, Role.CURATOR, Role.OPERATOR})


@dataclass(frozen=True, slots=True)
class Seat:
    """As what somebody may judge it now; as nothing: it is not their turn. Who `passes` it on does not settle it."""

    levels: tuple[Relation, ...]
    passes: bool
    settles: bool


@room.pressed(ShowOwnPlans)
async def listed(turn: Turn, wanted: ShowOwnPlans) -> Returned:
    held = await turn.roles()
    if not any(each.role in READERS for each in held):
        raise Refused("own/not_a_reader")
    total = await own_plans.waiting_number(turn.tx, turn.me.id)
    page = min(wanted.page, max(0, (total - 1) // PAGE))
    lines = await own_plans.waiting(turn.tx, turn.me.id, size=PAGE, skip=page * PAGE)
    numbers = [Choice("open", ReadOwnPlan(each.id), facts={"place": page * PAGE + place})
               for place, each in enumerate(lines, 1)]
    turned = turning(ShowOwnPlans(page - 1) if page else None,
                     ShowOwnPlans(page + 1) if total > (page + 1) * PAGE else None)
    return turn.say("own/list", [numbers, turned, [Choice("menu", ShowMenu())]], lines=lines, before=page * PAGE,
                    total=total, zone=held[0].time_zone)


@room.said("планы на проверку", "/ownplans")
async def list_said(turn: Turn) -> Returned:
    return await listed(turn, ShowOwnPlans())


@room.pressed(ReadOwnPlan)
async def opened(turn: Turn, wanted: ReadOwnPlan) -> Returned:
    return await _shown(turn, wanted.imported)


@room.pressed(ReadOwnRows)
async def rows_read(turn: Turn, wanted: ReadOwnRows) -> Returned:
    imported, _ = await rights.read(turn, wanted.imported)
    return telling.activities(turn.catalogue, await pending.of(turn.tx, imported), wanted.page,
                              lambda page: ReadOwnRows(imported.id, page), _back(imported))


@room.pressed(ReadOwnRemarks)
async def remarks_read(turn: Turn, wanted: ReadOwnRemarks) -> Returned:
    imported, _ = await rights.read(turn, wanted.imported)
    return telling.noted(turn.catalogue, telling.remarks(await pending.of(turn.tx, imported)), wanted.page,
                         lambda page: ReadOwnRemarks(imported.id, page), _back(imported))


@room.pressed(ReadOwnChanges)
async def changes_read(turn: Turn, wanted: ReadOwnChanges) -> Returned:
    imported, _ = await rights.read(turn, wanted.imported)
    draft, outlook = await _drafted(turn, imported)
    return telling.difference(turn.catalogue, draft, outlook, wanted.page,
                              lambda page: ReadOwnChanges(imported.id, page), _back(imported))


@room.pressed(AcceptOwnPlan)
async def accepted(turn: Turn, press: AcceptOwnPlan) -> Returned:
    """What is accepted is what was shown."""
    imported, seat = await _held(turn, press.imported)
    draft, outlook = await _drafted(turn, imported)
    if outlook.mark != press.mark:
        return Answer((await _shown(turn, imported.id),), turn.catalogue.words("own/other_now"))
    if outlook.replaces and not press.sure:
        sure = AcceptOwnPlan(imported.id, outlook.mark, 1)
        return turn.say("own/sure", [[Choice("yes", sure, tone=Tone.BAD)],
                                     [Choice("back", ReadOwnPlan(imported.id))]], outlook=outlook)
    if not seat.settles:
        return await _passed(turn, imported, seat)
    done = await pending.finish_own(turn.tx, turn.catalogue, imported, draft, now=turn.now, actor=turn.me.id)
    if done is None:
        raise Refused("own/not_to_read")
    await _note(turn, imported, "own_plan_accepted")
    await own_news.tell_accepted(turn, imported, done)
    return turn.say("own/accepted", _on(), each=imported, outlook=done)


async def _passed(turn: Turn, imported: Import, seat: Seat) -> Reply:
    """Somebody else has to find it good, too."""
    before = {each.participant for each in await own_plans.seats(turn.tx, imported.id)}
    for level in seat.levels:
        await own_plans.said_good(turn.tx, imported.id, level, now=turn.now)
    await _note(turn, imported, "own_plan_passed")
    after = {each.participant for each in await own_plans.seats(turn.tx, imported.id)}
    if after - before:
        await own_news.tell_readers(turn, imported)
    return turn.say("own/passed", _on(), each=imported)


@room.pressed(ReturnOwnPlan)
async def return_pressed(turn: Turn, press: ReturnOwnPlan) -> Returned:
    imported, _ = await _held(turn, press.imported)
    return await begin(turn, "own_return", imported=imported.id)


async def return_facts(turn: Turn, draft: Draft) -> Facts:
    imported, _ = await _held(turn, draft.subject["imported"])
    return {"each": imported}


async def returned(turn: Turn, draft: Draft) -> Returned:
    imported, _ = await _held(turn, draft.subject["imported"])
    remark = draft.text("remark")
    await own_plans.give_back(turn.tx, imported.id, remark)
    await _note(turn, imported, "own_plan_returned")
    await own_news.tell_returned(turn, imported, remark)
    return turn.say("own/returned", _on(), each=imported)


form(Form("own_return", (Step("remark", "own/ask_remark", review.remark_taken),), return_facts, returned))


async def _shown(turn: Turn, id: int) -> Reply:
    """With buttons for those whose turn it is."""
    imported, judging = await rights.read(turn, id)
    draft, outlook = await _drafted(turn, imported)
    seat = await _seat(turn, imported, judging)
    changes = [] if outlook.fresh else [Choice("changes", ReadOwnChanges(id))]
    good = Choice("pass" if seat.passes else "accept", AcceptOwnPlan(id, outlook.mark), tone=Tone.GOOD)
    noted = len(telling.remarks(draft))
    remarks = [Choice("remarks", ReadOwnRemarks(id))] if noted else []
    rows = [[Choice("rows", ReadOwnRows(id)), *remarks], changes,
            [good, Choice("return", ReturnOwnPlan(id))] if seat.levels else [],
            [Choice("list", ShowOwnPlans()), Choice("menu", ShowMenu())]]
    drawn = draft.drawn
    return turn.say("own/read", rows, each=imported, outlook=outlook, activities=len(drawn.activities),
                    undated=len(drawn.undated), mine=bool(seat.levels), noted=noted,
                    first=[telling.shown(one, draft.ground) for one in drawn.activities[:telling.FIRST]])


async def _drafted(turn: Turn, imported: Import) -> tuple[Drafted, Outlook]:
    draft = await pending.of(turn.tx, imported)
    return draft, await applying.outlook(turn.tx, draft.ground, draft.drawn)


async def _held(turn: Turn, id: int) -> tuple[Import, Seat]:
    """One that this person may judge now, once everybody else who judges it has finished. Raises `Refused`."""
    await own_plans.hold(turn.tx, id)
    imported, judging = await rights.read(turn, id)
    seat = await _seat(turn, imported, judging)
    if not seat.levels:
        raise Refused("own/not_your_turn")
    return imported, seat


async def _seat(turn: Turn, imported: Import, judging: Collection[Relation]) -> Seat:
    """Operators stand in for anybody."""
    seats = await own_plans.seats(turn.tx, imported.id)
    own = {each.level for each in seats if each.participant == turn.me.id}
    passes = any(each.passes for each in seats)
    if not own and Relation.OPERATOR in judging:
        return Seat((Relation.OPERATOR,), passes=False, settles=True)
    settles = not passes and {each.level for each in seats} <= own
    return Seat(tuple(sorted(own)), passes=passes, settles=settles)


async def _note(turn: Turn, imported: Import, verb: str) -> None:
    await history.note(turn.tx, verb, actor=turn.me.id, organisation=imported.organisation, now=turn.now)


def _back(imported: Import) -> list[list[Choice]]:
    return [[Choice("back", ReadOwnPlan(imported.id))]]


def _on() -> list[list[Choice]]:
    return [[Choice("list", ShowOwnPlans()), Choice("menu", ShowMenu())]]
