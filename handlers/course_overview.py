"""How a course stands, for those who hold it and those who look after schools: quotas, sessions, reminders, sheet."""

from dataclasses import dataclass

from handlers import course_cards, course_words, ordering
from handlers.conversation import begin
from handlers.course_rights import WATCHERS, holding, watching
from handlers.event_words import beginning, day_of
from handlers.forms import Draft, Facts, Form, Given, Step, Value, Wrong, form
from handlers.router import Returned, Room
from handlers.turn import Answer, Refused, Turn, programme_of
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_attendance import OpenAttendance
from messages.meanings_of_courses import (
    AddSession,
    ExportCourse,
    OpenCourse,
    ShowCourses,
    ShowQuotas,
    ShowSessions,
    ShowTrained,
    UrgeCourse,
)
from messages.paging import turning
from scheduler import broadcasting
from scheduler.courses import course_sheet, diagnosing, letters, schools
from storage import courses, events, history, learning, nominations
from storage.nominations import School

room = Room()
PAGE = 8
"""Schools on a screen."""
DAYS = 6
"""Sessions on a screen."""
PAUSE = 20 * 3600
"""Seconds between two reminders of a course."""
OF_ALL_TIME = 2**60


@dataclass(frozen=True, slots=True)
class Quota:
    """A school in the list; `short`: it has named too few."""

    number: int
    school: School
    short: bool


@room.pressed(ShowQuotas)
async def quotas_shown(turn: Turn, press: ShowQuotas) -> Returned:
    """Those that have named too few first."""
    course, theirs = await watching(turn, press.course)
    found = await nominations.schools(turn.tx, course.id, theirs)
    lacking = {each.id for each in schools.short(course, found)}
    ordered = sorted(found, key=lambda each: each.id not in lacking)
    pages = max(1, -(-len(ordered) // PAGE))
    page = min(press.page, pages - 1)
    lines = [Quota(page * PAGE + place, each, each.id in lacking)
             for place, each in enumerate(ordered[page * PAGE:][:PAGE], 1)]
    turned = turning(ShowQuotas(course.id, page - 1) if page else None,
                     ShowQuotas(course.id, page + 1) if page + 1 < pages else None)
    return turn.say("courses/quotas", [turned, [Choice("back", OpenCourse(course.id))]], course=course, lines=lines,
                    page=page, pages=pages, total=len(found), short=len(lacking))


@room.pressed(ShowSessions)
async def sessions_shown(turn: Turn, press: ShowSessions) -> Returned:
    course = await holding(turn, press.course)
    found = await courses.sessions(turn.tx, course.id)
    pages = max(1, -(-len(found) // DAYS))
    page = min(press.page, pages - 1)
    shown = list(enumerate(found[page * DAYS:][:DAYS], page * DAYS + 1))
    numbers = [Choice("open", OpenAttendance(each.id), facts={"number": number}) for number, each in shown]
    turned = turning(ShowSessions(course.id, page - 1) if page else None,
                     ShowSessions(course.id, page + 1) if page + 1 < pages else None)
    add = [] if course.is_off else [Choice("add", AddSession(course.id))]
    return turn.say("courses/sessions", [numbers[:3], numbers[3:], turned,
                                         [*add, Choice("back", OpenCourse(course.id))]],
                    course=course, lines=shown, now=turn.now, page=page, pages=pages)


@room.pressed(AddSession)
async def adding(turn: Turn, press: AddSession) -> Returned:
    await _going_on(turn, press.course)
    return await begin(turn, "add_session", course=press.course)


async def facts(turn: Turn, draft: Draft) -> Facts:
    course = await _going_on(turn, draft.subject["course"])
    return {"course": course, "example": turn.today(course.time_zone)}


async def starts_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """Ahead, within the programme's period."""
    course = await _going_on(turn, draft.subject["course"])
    starts = beginning(given, turn.today(course.time_zone), course.time_zone, turn.now)
    programme = await programme_of(turn, course.programme)
    if not programme.starts_on <= day_of(starts, course.time_zone) <= programme.ends_on:
        raise Wrong("tasks/day_too_late", ends_on=programme.ends_on)
    return starts


async def added(turn: Turn, draft: Draft) -> Returned:
    """As long as the sessions before it, and it counts as much."""
    course, starts = await _going_on(turn, draft.subject["course"]), int(draft.text("starts"))
    if starts <= turn.now:
        raise Refused("desk/when_over")
    before = (await courses.sessions(turn.tx, course.id))[-1]
    event = await events.by_id(turn.tx, before.id)
    assert event
    title = course_words.session_title(turn, 1 + len(await courses.sessions(turn.tx, course.id)), course.title)
    said = course_words.session(await events.definition(turn.tx, event), title, starts)
    id = await courses.add_session(turn.tx, course.id, course.programme, said, owner=course.owner or turn.me.id,
                                   now=turn.now)
    await diagnosing.move(turn.tx, course.id, now=turn.now)
    await history.note(turn.tx, "event_made", actor=turn.me.id, now=turn.now, programme=course.programme,
                       became=day_of(starts, course.time_zone), event=id)
    return await sessions_shown(turn, ShowSessions(course.id))


form(Form("add_session", (Step("starts", "courses/ask_session", starts_taken),), facts, added))


@room.pressed(UrgeCourse)
async def urged(turn: Turn, press: UrgeCourse) -> Returned:
    """The directors of schools that have named too few, while they still can; and whoever has not answered."""
    course = await _going_on(turn, press.course)
    if not await courses.urged(turn.tx, course.id, now=turn.now, pause=PAUSE):
        return Answer(notice=turn.catalogue.words("courses/urged_already"))
    lacking: list[School] = []
    if turn.today(course.time_zone) <= course.nominate_until:
        found = await nominations.schools(turn.tx, course.id, await schools.of(turn.tx, course))
        lacking = schools.short(course, found)
    leaders = sorted({each.participant for each in await nominations.directors(turn.tx, [s.id for s in lacking])})
    silent = [each for each in await courses.members(turn.tx, course.id) if not each.answer]
    for people, letter in ((leaders, letters.wanted(turn.catalogue, course)),
                           ([each.participant for each in silent],
                            letters.nominated(turn.catalogue, course, by="", again=True))):
        if people:
            await broadcasting.announce(turn.tx, programme=course.programme, event=course.id, reply=letter,
                                        people=people, now=turn.now, author=turn.me.id, expires_at=course.ends_at)
    notice = turn.catalogue.words("courses/urged", schools=len(lacking), people=len(silent))
    return Answer((await course_cards.card(turn, course.id),), notice)


@room.pressed(ExportCourse)
async def sheet_wanted(turn: Turn, press: ExportCourse) -> Returned:
    course = await holding(turn, press.course)
    return await ordering.ordered(turn, course_sheet.SHEET, {"course": course.id})


@room.pressed(ShowTrained)
async def trained_shown(turn: Turn, press: ShowTrained) -> Returned:
    """What has been completed so far, over all and school by school, the most first."""
    held = next((each for each in await turn.roles() if each.role in WATCHERS), None)
    if held is None:
        raise Refused("courses/not_a_maker")
    near = await nominations.overseen(turn.tx, held.programme, turn.me.id)
    found = await learning.trained_by_school(turn.tx, held.programme, near, since=0, until=OF_ALL_TIME)
    pages = max(1, -(-len(found) // PAGE))
    page = min(press.page, pages - 1)
    turned = turning(ShowTrained(page - 1) if page else None, ShowTrained(page + 1) if page + 1 < pages else None)
    return turn.say("courses/trained", [turned, [Choice("list", ShowCourses()), Choice("menu", ShowMenu())]],
                    all=await learning.trained(turn.tx, held.programme, since=0, until=OF_ALL_TIME),
                    lines=list(enumerate(found[page * PAGE:][:PAGE], page * PAGE + 1)), page=page, pages=pages,
                    schools=len(found), with_people=sum(each.people > 0 for each in found))


async def _going_on(turn: Turn, id: int) -> courses.Course:
    """One that this person holds, that is on and not over. Raises `Refused`."""
    course = await holding(turn, id)
    if course.is_off or turn.now >= course.ends_at:
        raise Refused("courses/over", course=course)
    return course
