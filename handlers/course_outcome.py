"""Who has completed a course: all who meet the rule are ticked, whoever holds it has the last word."""

from dataclasses import dataclass

from handlers.course_rights import holding
from handlers.router import Returned, Room
from handlers.turn import Answer, Refused, Turn
from messages.catalogue import Choice
from messages.meanings_of_courses import FinishCourse, JudgeMember, OpenCourse, ShowOutcome, ShowPapers
from messages.paging import turning
from messages.replies import Reply, Tone
from scheduler import attending
from scheduler.courses import letters, rule
from storage import courses, history, learning, rsvps
from storage.courses import FINAL, Course, Member

room = Room()
PAGE = 5
"""People on a screen: with the ways on, out and back they are ten buttons."""


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody of the course; `ticked`: they are to complete it, or have."""

    number: int
    member: Member
    share: int
    ticked: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A course before it is completed: who has a seat, the minutes of all its sessions, whether a survey ends it."""

    course: Course
    members: list[Member]
    total: int
    final: bool

    def ticked(self, member: Member) -> bool:
        """Whether they are to complete it, or have."""
        return member.completed_at is not None or rule.passes(self.course, member, self.total, final=self.final)


@room.pressed(ShowOutcome)
async def shown(turn: Turn, press: ShowOutcome) -> Returned:
    return _listed(turn, await _standing(turn, press.course), press.page)


@room.pressed(JudgeMember)
async def judged(turn: Turn, press: JudgeMember) -> Returned:
    """The button says what shall be, so that a second tap changes nothing."""
    standing = await _standing(turn, press.course)
    member = next((each for each in standing.members if each.participant == press.participant), None)
    if member is None:
        raise Refused("courses/not_yours")
    if standing.ticked(member) != bool(press.on):
        await _judge(turn, standing, member, on=bool(press.on))
        standing = await _standing(turn, press.course)
    return _listed(turn, standing, press.page)


@room.pressed(FinishCourse)
async def finished(turn: Turn, press: FinishCourse) -> Returned:
    """Whoever has completed it before hears nothing a second time."""
    await rsvps.hold(turn.tx, press.course)
    standing = await _standing(turn, press.course)
    if not _ends(turn, standing.course):
        raise Refused("courses/too_early", course=standing.course)
    people = [each.participant for each in standing.members if standing.ticked(each)]
    fresh = await learning.complete(turn.tx, standing.course, people, now=turn.now)
    for each in fresh:
        await _noted(turn, "course_completed", standing.course, each)
        await turn.tell(each, letters.completed(turn.catalogue, standing.course),
                        reason=f"course:{standing.course.id}:completed:{each}")
    notice = turn.catalogue.words("courses/finished_notice", people=len(fresh))
    return Answer((_listed(turn, await _standing(turn, press.course), 0),), notice)


async def _judge(turn: Turn, standing: Standing, member: Member, *, on: bool) -> None:
    """What the rule says itself needs no word; who has completed the course has not, if no paper says so."""
    course = standing.course
    if member.completed_at is not None:
        if not await learning.reopen(turn.tx, course.id, member.participant):
            raise Refused("courses/has_paper", name=member.name)
        await _noted(turn, "course_reopened", course, member.participant)
    else:
        by_rule = rule.meets(course, member, standing.total, final=standing.final)
        await learning.judge(turn.tx, course.id, member.participant, None if on == by_rule else int(on))


async def _standing(turn: Turn, id: int) -> Standing:
    course = await holding(turn, id)
    members = [each for each in await courses.members(turn.tx, id) if each.seated]
    return Standing(course, members, rule.planned(await courses.sessions(turn.tx, id)),
                    FINAL in await courses.diagnostics(turn.tx, id))


def _listed(turn: Turn, standing: Standing, page: int) -> Reply:
    course, people = standing.course, standing.members
    pages = max(1, -(-len(people) // PAGE))
    page = min(page, pages - 1)
    lines = [Line(page * PAGE + place, each, rule.per_cent(each.minutes, standing.total), standing.ticked(each))
             for place, each in enumerate(people[page * PAGE:][:PAGE], 1)]
    ticks = [Choice("on" if line.ticked else "off",
                    JudgeMember(course.id, line.member.participant, int(not line.ticked), page),
                    facts={"number": line.number, "name": line.member.name}) for line in lines]
    turned = turning(ShowOutcome(course.id, page - 1) if page else None,
                     ShowOutcome(course.id, page + 1) if page + 1 < pages else None)
    fresh = sum(standing.ticked(each) and each.completed_at is None for each in people)
    completed = sum(each.completed_at is not None for each in people)
    finish = [Choice("finish", FinishCourse(course.id), tone=Tone.MAIN)] if fresh and _ends(turn, course) else []
    papers = [Choice("papers", ShowPapers(course.id))] if completed else []
    return turn.say("courses/outcome", [ticks[:2], ticks[2:4], [*ticks[4:], *turned], finish,
                                        [*papers, Choice("back", OpenCourse(course.id))]],
                    course=course, lines=lines, page=page, pages=pages, total=len(people), fresh=fresh,
                    completed=completed, final=standing.final, ends=_ends(turn, course),
                    hours=standing.total)


def _ends(turn: Turn, course: Course) -> bool:
    """From the last session on."""
    last = attending.last_day(course.starts_at, course.ends_at, course.time_zone)
    return turn.today(course.time_zone) >= last.isoformat()


async def _noted(turn: Turn, verb: str, course: Course, participant: int) -> None:
    await history.note(turn.tx, verb, actor=turn.me.id, subject=participant, programme=course.programme, now=turn.now,
                       event=course.id)
