"""A director names people of the school for a course; each of them says yes or no in person."""

from dataclasses import dataclass

from handlers import events as event_rooms
from handlers.course_rights import is_open, naming
from handlers.router import Returned, Room
from handlers.turn import Answer, Refused, Turn
from messages.catalogue import Choice
from messages.meanings_of_courses import Nominate, OpenCourse, ShowStaff
from messages.paging import turning
from messages.replies import Reply
from scheduler import chasing
from scheduler.courses import diagnosing, letters
from storage import events, history, nominations, rsvps
from storage.courses import Course
from storage.nominations import Colleague
from storage.participants import RoleHeld

room = Room()
PAGE = 6
"""People on a screen, two in a row."""


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody of the school as the screen shows them."""

    number: int
    name: str
    state: str
    reachable: bool
    reason: str

    @property
    def on(self) -> bool:
        """Whether the school names them."""
        return self.state in ("yes", "waiting", "silent")


@room.pressed(ShowStaff)
async def list_opened(turn: Turn, wanted: ShowStaff) -> Returned:
    course, school = await naming(turn, wanted.course)
    return await _listed(turn, course, school, wanted.page)


@room.pressed(Nominate)
async def named(turn: Turn, press: Nominate) -> Returned:
    """The button says what shall be, so that a second tap changes nothing."""
    await rsvps.hold(turn.tx, press.course)  # two directors of one school may be at it
    course, school = await naming(turn, press.course)
    if not is_open(turn, course):
        raise Refused("courses/closed", course=course)
    staff = {each.participant: each for each in await nominations.staff(turn.tx, course.id, school.organisation)}
    if press.participant not in staff:
        raise Refused("courses/not_yours")
    colleague = staff[press.participant]
    notice = await (_put(turn, course, school, colleague) if press.on else _taken(turn, course, school, colleague))
    return Answer((await _listed(turn, course, school, press.page),), notice)


async def _put(turn: Turn, course: Course, school: RoleHeld, colleague: Colleague) -> str:
    taken = await nominations.named(turn.tx, course.id, school.organisation, without=colleague.participant)
    if course.quota_most is not None and taken >= course.quota_most:
        raise Refused("courses/quota_full", course=course)
    if not await nominations.nominate(turn.tx, course.id, colleague.participant, school.organisation, by=turn.me.id,
                                      now=turn.now):
        return ""
    await chasing.plan_event(turn.tx, course.id, turn.now, [colleague.participant])
    await _noted(turn, "nominated", course, colleague.participant)
    letter = letters.nominated(turn.catalogue, course, by=school.organisation_title)
    told = await turn.tell(colleague.participant, letter, reason=f"course:{course.id}:named:{turn.update.key}")
    return turn.catalogue.words("courses/named_notice", name=colleague.name, told=told,
                                me=colleague.participant == turn.me.id)


async def _taken(turn: Turn, course: Course, school: RoleHeld, colleague: Colleague) -> str:
    """Who has confirmed leaves their seat to the next."""
    if colleague.state not in ("yes", "waiting", "silent"):
        return ""
    promoted = await nominations.withdraw(turn.tx, course, colleague.participant, school.organisation, now=turn.now)
    if promoted is None:
        raise Refused("courses/not_to_withdraw", name=colleague.name)
    event = await events.by_id(turn.tx, course.id)
    assert event
    await event_rooms.tell_promoted(turn, event, promoted)
    await chasing.plan_event(turn.tx, course.id, turn.now, [colleague.participant])
    await diagnosing.plan(turn.tx, [colleague.participant], now=turn.now)
    await _noted(turn, "nomination_withdrawn", course, colleague.participant)
    await turn.tell(colleague.participant, turn.say("courses/told_withdrawn", course=course),
                    reason=f"course:{course.id}:withdrawn:{turn.update.key}")
    return turn.catalogue.words("courses/withdrawn_notice", name=colleague.name)


async def _listed(turn: Turn, course: Course, school: RoleHeld, page: int) -> Reply:
    staff = await nominations.staff(turn.tx, course.id, school.organisation)
    stands, = await nominations.schools(turn.tx, course.id, [school.organisation])
    pages = max(1, -(-len(staff) // PAGE))
    page = min(page, pages - 1)
    shown = staff[page * PAGE:][:PAGE]
    lines = [Line(page * PAGE + place, each.name, each.state, bool(each.reachable), each.reason)
             for place, each in enumerate(shown, 1)]
    open_still = is_open(turn, course)
    ticks = [Choice("on" if line.on else "off", Nominate(course.id, each.participant, int(not line.on), page),
                    facts={"number": line.number, "name": line.name})
             for line, each in zip(lines, shown, strict=True)] if open_still else []
    turned = turning(ShowStaff(course.id, page - 1) if page else None,
                     ShowStaff(course.id, page + 1) if page + 1 < pages else None)
    back = [Choice("back", OpenCourse(course.id))]
    return turn.say("courses/staff", [ticks[:2], ticks[2:4], ticks[4:], turned, back], course=course,
                    lines=lines, school=stands, open=open_still, page=page, pages=pages)


async def _noted(turn: Turn, verb: str, course: Course, participant: int) -> None:
    await history.note(turn.tx, verb, actor=turn.me.id, subject=participant, programme=course.programme, now=turn.now,
                       event=course.id)
