"""What somebody is to a course: of it, its holder, who names for a school, or who looks after schools that do."""

from dataclasses import dataclass

from handlers.turn import Refused, Turn
from scheduler.courses import schools
from storage import attendance, courses, nominations, rsvps
from storage.courses import Course
from storage.participants import Role, RoleHeld
from storage.rsvps import Rsvp

WATCHERS = frozenset({Role.COORDINATOR, Role.CURATOR, Role.OPERATOR})
"""Who makes courses, and sees how the schools stand that they look after."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A course before somebody who may see it. `school` is theirs to name for, `looks` that they look after schools."""

    course: Course
    rsvp: Rsvp | None
    holds: bool
    school: RoleHeld | None
    looks: bool

    @property
    def may_see(self) -> bool:
        """Whether it is any business of theirs."""
        return self.rsvp is not None or self.holds or self.school is not None or self.looks


async def seen(turn: Turn, id: int) -> Seen:
    """The course, if this person may see it. Raises `Refused`."""
    course = await _course(turn, id)
    held = await turn.roles()
    looks = any(each.role in WATCHERS and each.programme == course.programme for each in held)
    found = Seen(course, await rsvps.by(turn.tx, id, turn.me.id),
                 await attendance.organises(turn.tx, id, turn.me.id), await _school(turn, course, held), looks)
    if not found.may_see:
        raise Refused("courses/not_yours")
    return found


async def holding(turn: Turn, id: int) -> Course:
    """A course that this person holds. Raises `Refused`."""
    course = await _course(turn, id)
    if not await attendance.organises(turn.tx, id, turn.me.id):
        raise Refused("courses/not_yours")
    return course


async def naming(turn: Turn, id: int) -> tuple[Course, RoleHeld]:
    """A course for which this person names people of their school, and the school. Raises `Refused`."""
    course = await _course(turn, id)
    school = await _school(turn, course, await turn.roles())
    if school is None:
        raise Refused("courses/not_yours")
    return course, school


async def watching(turn: Turn, id: int) -> tuple[Course, list[int]]:
    """A course and those of its schools of which this person may know. Raises `Refused`."""
    found = await seen(turn, id)
    theirs = await schools.of(turn.tx, found.course)
    if found.holds:
        return found.course, theirs
    if not found.looks:
        raise Refused("courses/not_yours")
    near = await nominations.overseen(turn.tx, found.course.programme, turn.me.id)
    return found.course, [each for each in theirs if each in near]


def is_open(turn: Turn, course: Course) -> bool:
    """Whether people can still be named."""
    return not course.is_off and turn.now < course.ends_at and turn.today(course.time_zone) <= course.nominate_until


async def _school(turn: Turn, course: Course, held: list[RoleHeld]) -> RoleHeld | None:
    """Of which they are the director, and for which the course is."""
    led = [each for each in held if each.role is Role.DIRECTOR and each.programme == course.programme]
    wanted = await schools.of(turn.tx, course) if led else []
    return next((each for each in led if each.organisation in wanted), None)


async def _course(turn: Turn, id: int) -> Course:
    found = await courses.by_id(turn.tx, id)
    if found is None or found.gone_at is not None:
        raise Refused("courses/not_yours")
    return found
