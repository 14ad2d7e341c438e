"""The card of a course: what it is, and what each who looks at it can do about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers import course_rights
from handlers.course_rights import Seen, is_open
from handlers.turn import Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_attendance import CheckIn, GetCertificate
from messages.meanings_of_courses import (
    ExportCourse,
    ShowCourses,
    ShowOutcome,
    ShowQuotas,
    ShowSessions,
    ShowStaff,
    UrgeCourse,
)
from messages.meanings_of_events import AnswerInvitation
from messages.meanings_of_events_desk import OpenDesk
from messages.meanings_of_surveys import OpenWave
from messages.replies import Reply, Tone
from scheduler import attending
from scheduler.attending import Door
from scheduler.courses import rule, schools
from storage import courses, events, nominations, rsvps
from storage.courses import Course, Diagnostic, Member, Session
from storage.rsvps import Answer

SHOWN = 12
"""Sessions on a card."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """How a course stands for whoever holds it; `short` schools of `schools` have named too few."""

    confirmed: int
    waiting: int
    silent: int
    declined: int
    completed: int
    schools: int
    short: int


async def card(turn: Turn, id: int, *, made: bool = False) -> Reply:
    """The course as it stands for this person. Raises `Refused`."""
    seen = await course_rights.seen(turn, id)
    course, held = seen.course, await courses.sessions(turn.tx, id)
    members = await courses.members(turn.tx, id)
    surveys = await courses.diagnostics(turn.tx, id)
    mine = next((each for each in members if each.participant == turn.me.id), None)
    of_school = await nominations.schools(turn.tx, id, [seen.school.organisation]) if seen.school else []
    theirs = await _of_member(turn, seen, mine, held, surveys) if mine and not seen.holds else []
    rows = [*theirs, _of_director(turn, seen), *_of_holder(turn, seen),
            [Choice("list", ShowCourses()), Choice("menu", ShowMenu())]]
    return turn.say(
        "courses/card", [row for row in rows if row], course=course, held=held[:SHOWN],
        more=max(0, len(held) - SHOWN), mine=mine, total=rule.planned(held), surveys=surveys,
        place=await rsvps.place(turn.tx, id, turn.me.id) if mine and mine.answer == "waiting" else 0,
        full=_is_full(course, members, mine), school=of_school[0] if of_school else None, open=is_open(turn, course),
        numbers=await _numbers(turn, course, members) if seen.holds else None, made=made, now=turn.now,
        today=turn.today(course.time_zone),
        over=turn.now >= course.ends_at, zone=(await turn.main_role()).time_zone)


def _is_full(course: Course, members: Sequence[Member], mine: Member | None) -> bool:
    """Whether it is the quota of their school for which somebody waits."""
    if mine is None or course.quota_most is None:
        return False
    return sum(each.seated and each.organisation == mine.organisation for each in members) >= course.quota_most


async def _numbers(turn: Turn, course: Course, members: Sequence[Member]) -> Numbers:
    found = await nominations.schools(turn.tx, course.id, await schools.of(turn.tx, course))
    answers = [each.answer for each in members]
    return Numbers(answers.count("yes"), answers.count("waiting"), answers.count(""), answers.count("no"),
                   sum(each.completed_at is not None for each in members), len(found),
                   len(schools.short(course, found)))


async def _of_member(turn: Turn, seen: Seen, mine: Member, held: Sequence[Session],
                     surveys: dict[str, Diagnostic]) -> list[list[Choice]]:
    """Saying yes or no, saying that one is there, the surveys that are open, the certificate."""
    if mine.completed_at is not None:
        return [[Choice("certificate", GetCertificate(seen.course.id))]]
    if seen.course.is_off or turn.now >= seen.course.ends_at:
        return [_surveys(turn, seen.course, mine, surveys)]
    said = {"yes": Answer.YES, "waiting": Answer.YES}.get(mine.answer)
    yes = [] if said else [Choice("yes", AnswerInvitation(seen.course.id, Answer.YES.value), tone=Tone.GOOD)]
    no = [] if mine.answer == "no" else [
        Choice("leave" if said else "no", AnswerInvitation(seen.course.id, Answer.NO.value))]
    return [[*await _there(turn, mine, held), *_surveys(turn, seen.course, mine, surveys)], [*yes, *no]]


async def _there(turn: Turn, mine: Member, held: Sequence[Session]) -> list[Choice]:
    """The session at which they are expected now."""
    for each in held if mine.seated else ():
        event = await events.by_id(turn.tx, each.id) if each.starts_at - turn.now < attending.OPENS_BEFORE else None
        if event and attending.door(event, turn.now) is Door.OPEN:
            rsvp = await rsvps.by(turn.tx, each.id, turn.me.id)
            if rsvp is None or rsvp.attended_at is None:
                return [Choice("check_in", CheckIn(each.id), tone=Tone.GOOD)]
    return []


def _surveys(turn: Turn, course: Course, mine: Member, surveys: dict[str, Diagnostic]) -> list[Choice]:
    today, done = turn.today(course.time_zone), {courses.ENTRY: mine.entry, courses.FINAL: mine.final}
    return [Choice(part, OpenWave(each.wave), tone=Tone.MAIN) for part, each in surveys.items()
            if mine.seated and not done[part] and each.opens_on <= today]


def _of_director(turn: Turn, seen: Seen) -> list[Choice]:
    if seen.school is None or seen.course.is_off:
        return []
    return [Choice("staff" if is_open(turn, seen.course) else "staff_named", ShowStaff(seen.course.id), tone=Tone.MAIN)]


def _of_holder(turn: Turn, seen: Seen) -> list[list[Choice]]:
    id, over = seen.course.id, turn.now >= seen.course.ends_at
    quotas = Choice("quotas", ShowQuotas(id))
    if not seen.holds:
        return [[quotas]] if seen.looks else []
    called = seen.course.urged_at is not None
    urge = [] if seen.course.is_off or over else [
        Choice("urge" if called else "call", UrgeCourse(id), tone=Tone.PLAIN if called else Tone.MAIN)]
    outcome = Choice("outcome", ShowOutcome(id), tone=Tone.MAIN if over else Tone.PLAIN)
    return [[quotas, Choice("sessions", ShowSessions(id)), *urge],
            [outcome, Choice("sheet", ExportCourse(id)), Choice("desk", OpenDesk(id))]]
