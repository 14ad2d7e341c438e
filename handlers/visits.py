"""Visits: the list, the sheet that a visitor fills in, what the school may read of it, what comes next."""

from dataclasses import dataclass

from handlers import task_forms, visit_cards, visit_plan, visit_sheets
from handlers.follow_ups import follow_up
from handlers.router import Returned, Room
from handlers.turn import Answer, Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_meetings import AddDecision
from messages.meanings_of_visits import (
    FillVisitSheet,
    MakeVisit,
    OpenVisit,
    ShareVisit,
    ShowVisitFigures,
    ShowVisits,
    ShowVisitSheet,
)
from messages.paging import turning
from messages.replies import Reply, Tone
from scheduler import visiting
from storage import assignments, decisions, history, tasks, visits
from storage.assignments import Kind
from storage.participants import Role
from storage.tasks import Task
from storage.visits import Listed, Relation

room = Room()
PAGE = 5
LOOKERS = visit_plan.MAKERS | {Role.DIRECTOR, Role.EXPERT, Role.OBSERVER}
COUNTERS = visit_plan.MAKERS | {Role.OBSERVER}
"""Who may look at figures: each of those that they may know of."""
PHOTOS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A visit as the list shows it."""

    number: int
    visit: Listed


@room.said("/visits", "выезды", "выезд", "посещения", "мои выезды")
async def asked(turn: Turn) -> Returned:
    return await list_opened(turn, ShowVisits())


@room.pressed(ShowVisits)
async def list_opened(turn: Turn, wanted: ShowVisits) -> Returned:
    """Whoever goes sees their own, whoever watches those of the territory, a director those of the school."""
    roles = {each.role for each in await turn.roles()}
    if not roles & LOOKERS:
        raise Refused("visits/not_a_visitor")
    past, skip = bool(wanted.past), wanted.page * PAGE
    found = await visits.listed(turn.tx, turn.me.id, past=past, now=turn.now, size=PAGE + 1, skip=skip)
    if not found and wanted.page:
        return await list_opened(turn, ShowVisits(wanted.past))
    lines = [Line(skip + place, each) for place, each in enumerate(found[:PAGE], 1)]
    numbers = [Choice("open", OpenVisit(each.visit.id), facts={"number": each.number}) for each in lines]
    turned = turning(ShowVisits(wanted.past, wanted.page - 1) if wanted.page else None,
                     ShowVisits(wanted.past, wanted.page + 1) if len(found) > PAGE else None)
    other = [Choice("ahead" if past else "past", ShowVisits(int(not past)))]
    sums = [Choice("sums", ShowVisitFigures())] if roles & COUNTERS else []
    make = [Choice("make", MakeVisit(), tone=Tone.MAIN)] if roles & visit_plan.MAKERS else []
    menu = [Choice("menu", ShowMenu())] if len(numbers) + len(turned) + len(other + sums + make) < 10 else []
    return turn.say("visits/list", [numbers, turned, [*other, *sums], make, menu], lines=lines, past=past,
                    makes=bool(make))


@room.pressed(OpenVisit)
async def opened(turn: Turn, press: OpenVisit) -> Returned:
    return await visit_cards.card(turn, press.event)


@room.pressed(FillVisitSheet)
async def filled_in(turn: Turn, press: FillVisitSheet) -> Returned:
    """From the beginning on: a phone is at hand there, and a quiet hour may not come."""
    it = await visit_cards.seen(turn, press.event)
    if Relation.VISITOR not in it.relations:
        raise Refused("visits/not_yours")
    if it.event.is_off or it.event.starts_at > turn.now:
        raise Refused("visits/not_begun", event=it.event)
    sheet = await visiting.asked(turn.tx, turn.catalogue, it.event, turn.now)
    if sheet and it.sheet is None:
        await history.note(turn.tx, "visit_sheet_asked", actor=turn.me.id, now=turn.now, task=sheet.task,
                           event=it.event.id)
    task = await tasks.by_id(turn.tx, sheet.task) if sheet else None
    if task is None or task.participant != turn.me.id:
        raise Refused("visits/other_writes", name=sheet.name if sheet else "")
    return await task_forms.filling(turn, task)


@room.pressed(ShowVisitSheet)
async def sheet_shown(turn: Turn, press: ShowVisitSheet) -> Returned:
    """For those who watch over the school, photos and all; never for the school itself."""
    it = await visit_cards.seen(turn, press.event)
    if not it.reads:
        raise Refused("visits/not_yours")
    if it.sheet is None or not it.sheet.is_written:
        raise Refused("visits/not_written", event=it.event)
    said = await visit_sheets.said(turn, it.sheet)
    files = [turn.say("visits/photo", attachment=each.file, label=each.label) for each in said if each.file][:PHOTOS]
    words = turn.say("visits/sheet", [[Choice("back", OpenVisit(it.event.id))]], event=it.event,
                     said=[each for each in said if not each.file], name=it.sheet.name, files=len(files))
    return Answer((*files, words), fresh=bool(files))


@room.pressed(ShareVisit)
async def shared(turn: Turn, press: ShareVisit) -> Returned:
    """The result and the steps, not the sheet. Once: a second tap finds it shared."""
    it = await visit_cards.seen(turn, press.event)
    if not it.holds:
        raise Refused("visits/not_yours")
    if it.sheet is None or not it.sheet.is_written:
        raise Refused("visits/not_written", event=it.event)
    if not await visits.share(turn.tx, it.event.id, now=turn.now):
        return Answer((await visit_cards.card(turn, it.event.id),), turn.catalogue.words("visits/shared_before"))
    steps = await decisions.of_event(turn.tx, it.event.id)
    reply = turn.say("visits/told_result", [[Choice("open", OpenVisit(it.event.id), tone=Tone.MAIN)]], event=it.event,
                     result=await visit_sheets.result(turn, it.sheet), steps=steps[:visit_cards.STEPS],
                     more=max(0, len(steps) - visit_cards.STEPS), who=turn.me.name,
                     today=turn.today(it.event.time_zone))
    told = 0
    for person in await visits.team(turn.tx, it.event.id):
        told += await turn.tell(person, reply, reason=f"visit:{it.event.id}:shared")
    await history.note(turn.tx, "visit_shared", actor=turn.me.id, now=turn.now, organisation=it.facts.school,
                       programme=it.event.programme, event=it.event.id, people=told)
    return Answer((await visit_cards.card(turn, it.event.id),), turn.catalogue.words("visits/shared", told=told))


@follow_up(Kind.VISIT)
async def written(turn: Turn, task: Task) -> Reply:
    """The sheet is filled in: what comes next, and what the school may read."""
    asked = await assignments.by_id(turn.tx, task.activity)
    event = asked.event if asked and asked.event else 0
    facts = await visits.facts(turn.tx, event)
    share = [Choice("share", ShareVisit(event))] if facts and facts.shared_at is None else []
    return turn.say("visits/written", [[Choice("step", AddDecision(event), tone=Tone.MAIN)], share,
                                       [Choice("correct", FillVisitSheet(event)), Choice("visit", OpenVisit(event))]],
                    school=facts.title if facts else "")
