"""The courses that concern somebody: their own, those for which their school names people, those that they hold."""

from dataclasses import dataclass

from handlers import course_cards
from handlers.course_rights import WATCHERS
from handlers.router import Returned, Room
from handlers.turn import Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_courses import MakeCourse, OpenCourse, ShowCourses, ShowRecord, ShowTrained
from messages.paging import turning
from messages.replies import Tone
from scheduler.courses import schools
from storage import courses, nominations
from storage.courses import Course, Own
from storage.nominations import School
from storage.participants import Role, RoleHeld

room = Room()
PAGE = 5
"""Courses on a screen."""
REMEMBERED = 60 * 86400
"""Seconds for which a course that is over stays in the list."""


@dataclass(frozen=True, slots=True)
class Line:
    """A course as the list shows it; `own` is what somebody is in it, `school` how theirs stands."""

    number: int
    course: Course
    own: Own | None
    school: School | None
    over: bool
    open: bool


@room.said("/courses", "курсы", "курс", "обучение")
async def asked(turn: Turn) -> Returned:
    return await list_opened(turn, ShowCourses())


@room.pressed(ShowCourses)
async def list_opened(turn: Turn, wanted: ShowCourses) -> Returned:
    """Those to come and under way first, then those that are over."""
    held = await turn.roles()
    makes = any(each.role in WATCHERS for each in held)
    found = await _concerning(turn, held)
    page = min(wanted.page, max(0, (len(found) - 1) // PAGE))
    lines = [Line(page * PAGE + place, *each, each[0].ends_at <= turn.now, _is_open(turn, each[0]))
             for place, each in enumerate(found[page * PAGE:][:PAGE], 1)]
    numbers = [Choice("open", OpenCourse(line.course.id), facts={"number": line.number}) for line in lines]
    turned = turning(ShowCourses(page - 1) if page else None,
                     ShowCourses(page + 1) if len(found) > (page + 1) * PAGE else None)
    make = [Choice("make", MakeCourse(), tone=Tone.MAIN), Choice("trained", ShowTrained())] if makes else [
        Choice("record", ShowRecord())]
    return turn.say("courses/list", [numbers, turned, make, [Choice("menu", ShowMenu())]], lines=lines, makes=makes,
                    leads=any(each.role is Role.DIRECTOR for each in held))


@room.pressed(OpenCourse)
async def opened(turn: Turn, press: OpenCourse) -> Returned:
    return await course_cards.card(turn, press.course)


async def _concerning(turn: Turn, held: list[RoleHeld]) -> list[tuple[Course, Own | None, School | None]]:
    own = {each.id: each for each in await courses.own(turn.tx, turn.me.id, since=turn.now - REMEMBERED)}
    programmes = dict.fromkeys(each.programme for each in held)
    found: list[tuple[Course, Own | None, School | None]] = []
    for programme in programmes:
        mine = [each for each in held if each.programme == programme]
        looks = any(each.role in WATCHERS for each in mine)
        led = [each.organisation for each in mine if each.role is Role.DIRECTOR]
        for course in await courses.of_programme(turn.tx, programme, since=turn.now - REMEMBERED):
            school = await _school(turn, course, led)
            if looks or school or course.id in own:
                found.append((course, own.get(course.id), school))
    return sorted(found, key=lambda each: (each[0].ends_at <= turn.now, each[0].starts_at))


async def _school(turn: Turn, course: Course, led: list[int]) -> School | None:
    wanted = await schools.of(turn.tx, course) if led else []
    here = [each for each in led if each in wanted]
    return (await nominations.schools(turn.tx, course.id, here[:1]))[0] if here else None


def _is_open(turn: Turn, course: Course) -> bool:
    return not course.is_off and turn.today(course.time_zone) <= course.nominate_until
