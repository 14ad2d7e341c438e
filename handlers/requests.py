"""Requests and what has come back: the list, how one goes, who is missing, what was answered, the table, the files.

Everybody sees of a request the tasks that they watch over, and its author all of them; see the view `concerned`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers import broadcasts, request_making, task_cards, task_forms
from handlers.conversation import begin
from handlers.ordering import ordered
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import MoveDate, OpenTask, ShowMenu
from messages.meanings_of_requests import (
    CloseRequest,
    ExportFiles,
    ExportRequest,
    MakeRequest,
    OpenRequest,
    RemindUnanswered,
    ShowAnswersTo,
    ShowRequests,
    ShowUnanswered,
)
from messages.paging import turning
from messages.replies import Reply, Tone
from scheduler import nudging, planner
from scheduler.requests import answers, archive, table
from storage import assignments, history, tasks
from storage.assignments import Assignment, Kind, Place
from storage.participants import Role

room = Room()
PAGE = 6
"""Requests or answers on a screen."""
PLACES = 8
"""Municipalities on a screen."""
_LOOKERS = frozenset({*request_making.ASKERS, Role.OBSERVER})


@dataclass(frozen=True, slots=True)
class Line:
    """A request as the list shows it; `author` is empty for one's own."""

    place: int
    number: str
    title: str
    due_on: str | None
    author: str
    total: int
    done: int


@room.said("/requests", "запросы", "мои запросы")
async def asked(turn: Turn) -> Returned:
    return await list_opened(turn, ShowRequests())


@room.pressed(ShowRequests)
async def list_opened(turn: Turn, wanted: ShowRequests) -> Returned:
    roles = {each.role for each in await turn.roles()}
    if not roles & _LOOKERS:
        raise Refused("requests/not_an_asker")
    skip = wanted.page * PAGE
    found = await assignments.listed(turn.tx, turn.me.id, Kind.REQUEST, size=PAGE + 1, skip=skip)
    if not found and wanted.page:
        return await list_opened(turn, ShowRequests())
    lines = [Line(skip + place, each.number, each.title, each.due_on, "" if each.author == turn.me.id else
                  each.author_name, each.total, each.done) for place, each in enumerate(found[:PAGE], 1)]
    numbers = [Choice("open", OpenRequest(each.id), facts={"place": skip + place})
               for place, each in enumerate(found[:PAGE], 1)]
    turned = turning(ShowRequests(wanted.page - 1) if wanted.page else None,
                     ShowRequests(wanted.page + 1) if len(found) > PAGE else None)
    make = [Choice("make", MakeRequest(), tone=Tone.MAIN)] if roles & {*request_making.ASKERS} else []
    return turn.say("requests/list", [numbers[:3], numbers[3:], turned, make, [Choice("menu", ShowMenu())]],
                    lines=lines, today=await _today(turn))


@room.pressed(OpenRequest)
async def opened(turn: Turn, press: OpenRequest) -> Returned:
    """Whoever is asked answers at once; where several of theirs are asked, one after the other."""
    own = [task for id in await assignments.own(turn.tx, press.request, turn.me.id)
           if (task := await tasks.by_id(turn.tx, id))]
    waiting = next((each for each in own if each.unfinished), None)
    if waiting and waiting.wave is not None:
        return await task_forms.filling(turn, waiting)
    if waiting and waiting.wants_a_file:
        return await begin(turn, "done", task=waiting.id)
    if waiting or (own and not await assignments.sees(turn.tx, press.request, turn.me.id)):
        return await task_cards.card(turn, (waiting or own[0]).id)
    return await card(turn, press.request)


async def card(turn: Turn, id: int) -> Reply:
    """How it goes, as far as this person may see it."""
    asked = await _seen(turn, id)
    parts = await assignments.parts(turn.tx, id, turn.me.id)
    places = _hardest_first(await assignments.places(turn.tx, id, turn.me.id))
    given = await assignments.given(turn.tx, id, turn.me.id)
    done = sum(each.state in table.ANSWERED for each in parts)
    sums = answers.sums(await answers.questions(turn.tx, id), given)
    may = await _rules(turn, asked)
    left = done < len(parts)
    rows = [
        [Choice("missing", ShowUnanswered(id), facts={"left": len(parts) - done})] if left and may.reads else [],
        [Choice("answers", ShowAnswersTo(id))] if given else [],
        [Choice("table", ExportRequest(id), tone=Tone.MAIN)] if parts and may.reads else [],
        [Choice("files", ExportFiles(id))] if any(each.file is not None for each in given) else [],
        [Choice("move", MoveDate(id)), Choice("close", CloseRequest(id))] if may.rules and left else [],
        [Choice("list", ShowRequests()), Choice("menu", ShowMenu())],
    ]
    rows[1:3] = [[*rows[1], *rows[2]]]
    return turn.say("requests/card", rows, asked=asked, total=len(parts), done=done, places=places[:PLACES],
                    more=max(0, len(places) - PLACES), late=table.late(parts), sums=sums, own=may.rules,
                    today=await _today(turn), returned=sum(each.state == "returned" for each in parts))


@room.pressed(ShowUnanswered)
async def missing_shown(turn: Turn, press: ShowUnanswered) -> Returned:
    asked = await _seen(turn, press.request)
    people = await _missing(turn, asked)
    remind = [Choice("remind", RemindUnanswered(asked.id), tone=Tone.MAIN)] if people else []
    return await broadcasts.listed(turn, "requests/missing", people, press.page,
                                   lambda page: ShowUnanswered(asked.id, page), remind,
                                   [Choice("back", OpenRequest(asked.id))], asked=asked)


@room.pressed(RemindUnanswered)
async def reminded(turn: Turn, press: RemindUnanswered) -> Returned:
    """Once a day, and when the quiet hours of each are over."""
    asked = await _seen(turn, press.request)
    people = await _missing(turn, asked)
    today = await _today(turn)
    reply = turn.say("requests/told_reminder", [[Choice("answer", OpenRequest(asked.id), tone=Tone.MAIN)]],
                     who=turn.me.name, asked=asked, today=today)
    told = await nudging.nudge(turn.tx, people, reply, reason=f"request:{asked.id}:nudge:{today}", now=turn.now)
    if told.now:
        await history.note(turn.tx, "request_chased", actor=turn.me.id, now=turn.now, activity=asked.id,
                           people=told.now)
    return turn.say("requests/reminded", [[Choice("missing", ShowUnanswered(asked.id)),
                                           Choice("back", OpenRequest(asked.id))]], told=told)


@room.pressed(ShowAnswersTo)
async def answers_shown(turn: Turn, press: ShowAnswersTo) -> Returned:
    """The latest first; each leads to its task, where it can be returned."""
    asked = await _seen(turn, press.request)
    await _reads(turn, asked)
    questions = await answers.questions(turn.tx, asked.id)
    given = answers.by_task(questions, await assignments.given(turn.tx, asked.id, turn.me.id))
    parts = sorted((each for each in await assignments.parts(turn.tx, asked.id, turn.me.id)
                    if each.state in table.ANSWERED), key=lambda each: (-each.state_at, each.task))
    page = min(press.page, max(0, (len(parts) - 1) // PAGE))
    lines = [answers.line(page * PAGE + place, each, given.get(each.task, {}), questions)
             for place, each in enumerate(parts[page * PAGE:][:PAGE], 1)]
    numbers = [Choice("open", OpenTask(each.task), facts={"place": page * PAGE + place})
               for place, each in enumerate(parts[page * PAGE:][:PAGE], 1)]
    turned = turning(ShowAnswersTo(asked.id, page - 1) if page else None,
                     ShowAnswersTo(asked.id, page + 1) if len(parts) > (page + 1) * PAGE else None)
    return turn.say("requests/answers", [numbers, turned, [Choice("back", OpenRequest(asked.id))]], asked=asked,
                    lines=lines, total=len(parts))


@room.pressed(ExportRequest)
async def table_wanted(turn: Turn, press: ExportRequest) -> Returned:
    asked = await _seen(turn, press.request)
    await _reads(turn, asked)
    return await ordered(turn, table.TABLE, {"request": asked.id})


@room.pressed(ExportFiles)
async def files_wanted(turn: Turn, press: ExportFiles) -> Returned:
    asked = await _seen(turn, press.request)
    await _reads(turn, asked)
    return await ordered(turn, archive.ARCHIVE, {"request": asked.id, "part": press.part})


@room.pressed(CloseRequest)
async def closed(turn: Turn, press: CloseRequest) -> Returned:
    """What has come stays; whoever has not answered is left in peace."""
    asked = await _seen(turn, press.request)
    if not (await _rules(turn, asked)).rules:
        raise Refused("requests/not_yours")
    left = await assignments.open_left(turn.tx, asked.id)
    if not left:
        return await card(turn, asked.id)
    if not press.sure:
        return turn.say("requests/sure_close", [[Choice("yes", CloseRequest(asked.id, 1), tone=Tone.BAD)],
                                                [Choice("back", OpenRequest(asked.id))]], asked=asked, left=left)
    dropped = await assignments.close(turn.tx, asked.id, by=turn.me.id, now=turn.now)
    await planner.plan_tasks(turn.tx, dropped, turn.now)
    await history.note(turn.tx, "request_closed", actor=turn.me.id, now=turn.now, activity=asked.id,
                       tasks=len(dropped))
    return await card(turn, asked.id)


@dataclass(frozen=True, slots=True)
class _May:
    """What somebody may do: rule it as its author or an operator, read answers, or only look at the figures."""

    rules: bool
    reads: bool


async def _rules(turn: Turn, asked: Assignment) -> _May:
    held = {each.role for each in await turn.roles() if each.programme == asked.programme}
    rules = asked.author == turn.me.id or Role.OPERATOR in held
    return _May(rules, rules or bool(held & {*request_making.ASKERS}))


async def _seen(turn: Turn, id: int) -> Assignment:
    """One of which this person may see something. Raises `Refused`."""
    asked = await assignments.by_id(turn.tx, id)
    if asked is None or asked.kind is not Kind.REQUEST or not await assignments.sees(turn.tx, id, turn.me.id):
        raise Refused("requests/not_yours")
    return asked


async def _reads(turn: Turn, asked: Assignment) -> None:
    """Raises `Refused` for whoever only looks at figures."""
    if not (await _rules(turn, asked)).reads:
        raise Refused("requests/not_yours")


async def _missing(turn: Turn, asked: Assignment) -> list[int]:
    await _reads(turn, asked)
    return await assignments.missing(turn.tx, asked.id, turn.me.id)


def _hardest_first(places: Sequence[Place]) -> list[Place]:
    """Where the fewest have answered first: there is something to be done about them."""
    return sorted(places, key=lambda each: (each.done / each.total, each.title))


async def _today(turn: Turn) -> str:
    return turn.today((await turn.main_role()).time_zone)
