"""The desk of those who answer: what waits for them, lists by kind, and a consultation with all that can be done."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers import ordering
from handlers.router import Returned, Room
from handlers.thread_rights import for_either
from handlers.turn import Answer, Refused, Turn
from messages.buttons import Meaning
from messages.catalogue import Choice
from messages.meanings import ShowMenu, TaskList
from messages.meanings_of_appointments import ShowSlots
from messages.meanings_of_asks import ListPaper, MyAsks, ShowAsks, ShowLists, SpreadAnswer
from messages.meanings_of_consultations import (
    AddToQuestion,
    AnswerThread,
    CloseThread,
    MyDay,
    MyQuestions,
    NoteThread,
    OpenThread,
    PassThread,
    QuestionSolved,
    ReopenThread,
    ShowAbsence,
    ShowSilentSchools,
    ShowThreads,
    TakeThread,
    ThreadFiles,
    ThreadPaper,
)
from messages.meanings_of_ledger import ShowHoursGiven
from messages.paging import turning
from messages.replies import BUTTONS_LIMIT, Attachment, Reply, Tone
from messages.updates import FileKind
from scheduler.consulting import paper
from storage import answering, consultations, posts, slots, tasks
from storage.consultations import Consultation, Help
from storage.participants import RoleHeld

room = Room()
PAGE = 5
"""Threads on a screen."""
POSTS = 6
"""Posts of a thread on a screen; longer ones are cut there and whole where they were sent."""
KINDS = ("mine", "queue", "late", "today", "waiting", "all", "closed")
SCHOOLS = 8
SILENCE = 14 * 86400
"""Seconds without a word from anybody of a school, after which it is called silent."""
FILES = 10
"""Of a thread's files, so many of the newest are sent again."""


@room.said("/desk", "мой день")
async def day_asked(turn: Turn) -> Returned:
    return await day(turn)


@room.pressed(MyDay)
async def day_pressed(turn: Turn, _: MyDay) -> Returned:
    return await day(turn)


async def day(turn: Turn) -> Reply:
    """All that waits for whoever answers, in figures that open."""
    zone = (await answering_as(turn)).time_zone
    found = await consultations.counts(turn.tx, turn.me.id, now=turn.now, today_ends=day_end(turn.now, zone))
    watched = await tasks.watched_counts(turn.tx, turn.me.id, turn.today(zone))
    absence = await answering.away(turn.tx, turn.me.id, turn.today(zone))
    rows = [[Choice(kind, ShowThreads(kind), tone=Tone.BAD if kind == "late" else Tone.PLAIN)
             for kind in part if getattr(found, kind)] for part in (("mine", "today", "late"), ("queue", "waiting"))]
    silent = await answering.silent(turn.tx, turn.me.id, since=turn.now - SILENCE, size=1)
    check = [Choice("check", TaskList("watch_check"))] if watched.to_check else []
    booked = [each for each in await slots.of_owner(turn.tx, turn.me.id, now=turn.now)
              if each.taken and not each.is_off and each.starts_at < day_end(turn.now, zone)]
    quiet = [Choice("silent", ShowSilentSchools())] if silent else []
    times = [Choice("booked", ShowSlots())] if booked else []
    rows.append([*check, *times, *quiet])
    away = [Choice("away", ShowAbsence())] if sum(map(len, rows)) < BUTTONS_LIMIT - 2 else []  # a word opens it too
    rows.append([Choice("hours", ShowHoursGiven()), *away, Choice("menu", ShowMenu())])
    return turn.say("consultations/day", rows, counts=found, to_check=watched.to_check or 0, absence=absence,
                    silent=silent[0].total if silent else 0, booked=booked, zone=zone)


@room.pressed(ShowSilentSchools)
async def silent_shown(turn: Turn, wanted: ShowSilentSchools) -> Returned:
    """Whom to call: schools that this person looks after."""
    await answering_as(turn)
    found = await answering.silent(turn.tx, turn.me.id, since=turn.now - SILENCE, size=SCHOOLS,
                                   skip=wanted.page * SCHOOLS)
    if not found and wanted.page:
        return await silent_shown(turn, ShowSilentSchools())
    total = found[0].total if found else 0
    turned = turning(ShowSilentSchools(wanted.page - 1) if wanted.page else None,
                     ShowSilentSchools(wanted.page + 1) if total > (wanted.page + 1) * SCHOOLS else None)
    return turn.say("consultations/silent", [turned, [Choice("day", MyDay()), Choice("menu", ShowMenu())]],
                    schools=found, total=total, days=SILENCE // 86400, zone=(await turn.main_role()).time_zone)


async def answering_as(turn: Turn) -> RoleHeld:
    """The role by which they answer. Raises `Refused`."""
    for each in await turn.roles():
        if await answering.may_answer(turn.tx, turn.me.id, each.programme):
            return each
    raise Refused("consultations/not_an_answerer")


def day_end(now: int, zone: str) -> int:
    """When the present day ends there."""
    day = datetime.fromtimestamp(now, UTC).astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
    return int(datetime.combine(day, time.min, ZoneInfo(zone)).timestamp())


@room.said("обращения", "очередь")
async def list_asked(turn: Turn) -> Returned:
    return await listed(turn, ShowThreads("all"))


@room.pressed(ShowThreads)
async def listed(turn: Turn, wanted: ShowThreads) -> Returned:
    """One page of a kind; the list itself holds only what this person may answer."""
    if wanted.kind not in KINDS:
        raise Refused("fallback/unknown_button")
    zone = (await answering_as(turn)).time_zone
    lines = await consultations.on_desk(turn.tx, turn.me.id, wanted.kind, now=turn.now,
                                        today_ends=day_end(turn.now, zone), size=PAGE + 1, skip=wanted.page * PAGE)
    if not lines and wanted.page:
        return await listed(turn, ShowThreads(wanted.kind))
    numbers = [Choice("open", OpenThread(each.id), facts={"number": each.id}) for each in lines[:PAGE]]
    turned = turning(ShowThreads(wanted.kind, wanted.page - 1) if wanted.page else None,
                     ShowThreads(wanted.kind, wanted.page + 1) if len(lines) > PAGE else None)
    others = "all" if wanted.kind == "closed" else "closed"
    ways = [Choice(others, ShowThreads(others)), Choice("day", MyDay()), Choice("menu", ShowMenu())]
    return turn.say("consultations/list", [numbers, turned, ways], lines=lines[:PAGE], kind=wanted.kind, now=turn.now,
                    zone=zone)


@room.pressed(OpenThread)
async def opened(turn: Turn, press: OpenThread) -> Returned:
    return await card(turn, press.consultation, press.page)


async def card(turn: Turn, id: int, page: int = 0) -> Reply:
    """A thread as its asker or as one who answers sees it; page 0 is its end."""
    thread, relation = await for_either(turn, id, looking=True)
    found = await posts.of(turn.tx, thread.id, notes=relation is not None)
    page = min(page, max(0, (len(found) - 1) // POSTS))
    end = len(found) - page * POSTS
    shown = found[max(0, end - POSTS):end]
    turned = turning(OpenThread(id, page + 1) if end > POSTS else None, OpenThread(id, page - 1) if page else None)
    files = [Choice("files", ThreadFiles(id))] if any(each.file for each in found) else []
    rows = _of_asker(thread) if relation is None else _of_answerer(thread, turn.me.id)
    whole = Choice("list", ListPaper(id)) if thread.help is Help.LIST else Choice("paper", ThreadPaper(id))
    back = _back(thread.help, asking=relation is None)
    return turn.say("consultations/card", [*rows, [*files, whole, *turned], [Choice("back", back)]],
                    thread=thread, posts=shown, asking=relation is None, now=turn.now,
                    zone=(await turn.main_role()).time_zone)


def _back(help: Help, *, asking: bool) -> Meaning:
    """The list that a thread stands in."""
    if help is Help.NONE:
        return MyQuestions() if asking else MyDay()
    if help is Help.ASK:
        return MyAsks() if asking else ShowAsks("open")
    return ShowLists() if asking else MyDay()


def _of_asker(thread: Consultation) -> list[list[Choice]]:
    spread = [[Choice("spread", SpreadAnswer(thread.id), tone=Tone.MAIN)]] if thread.help is Help.LIST else []
    if thread.is_closed and spread and thread.owner is None:
        return spread  # its file went out by other ways, and so would anything more
    if thread.is_closed:
        return [*spread, [Choice("reopen", ReopenThread(thread.id))]]
    return [*spread, [Choice("add", AddToQuestion(thread.id), tone=Tone.MAIN),
             Choice("solved", QuestionSolved(thread.id), tone=Tone.GOOD)]]


def _of_answerer(thread: Consultation, me: int) -> list[list[Choice]]:
    note = Choice("note", NoteThread(thread.id))
    if thread.is_closed:
        return [[Choice("reopen", ReopenThread(thread.id)), note]]
    pass_on = Choice("pass", PassThread(thread.id))
    if thread.owner not in (None, me):
        return [[Choice("take", TakeThread(thread.id)), note, pass_on]]
    take = [] if thread.owner else [Choice("take", TakeThread(thread.id))]
    return [[Choice("answer", AnswerThread(thread.id), tone=Tone.MAIN), *take, note],
            [pass_on, Choice("close", CloseThread(thread.id), tone=Tone.GOOD)]]


@room.pressed(ThreadFiles)
async def files_shown(turn: Turn, press: ThreadFiles) -> Returned:
    """What was attached, once more; notes' files only for those who answer."""
    thread, relation = await for_either(turn, press.consultation, looking=True)
    found = [each for each in await posts.of(turn.tx, thread.id, notes=relation is not None) if each.file]
    replies = [turn.say("consultations/file", [], Attachment(FileKind(each.file_kind), each.file_name, each.file_mime,
                                                             each.file or 0), post=each,
                        zone=(await turn.main_role()).time_zone) for each in found[-FILES:]]
    if not replies:
        return await card(turn, thread.id)
    return Answer(tuple(replies), fresh=True)


@room.pressed(ThreadPaper)
async def paper_ordered(turn: Turn, press: ThreadPaper) -> Returned:
    thread, _ = await for_either(turn, press.consultation, looking=True)
    return await ordering.ordered(turn, paper.PAPER, {"consultation": thread.id})
