"""The surveys before and after a course: waves that ask those who have a seat in it, by the days of its sessions."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.events.aftermath import ASKED_FOR, WESTERNMOST
from scheduler.surveys import reminding
from scheduler.surveys.wave import Unit
from storage import courses, surveys
from storage.courses import ENTRY, Course, Session
from storage.database import Transaction
from storage.participants import Role
from storage.surveys import Way


async def put(tx: Transaction, id: int, forms: Mapping[str, str], *, now: int) -> None:
    """Ask these surveys, by part, of whoever has a seat; where they stand already, by the days as they are now.

    Answers are taken after the last day, too: the rule of the course asks for them.
    """
    course = await courses.by_id(tx, id)
    if course is None:
        return
    held = [each for each in await courses.sessions(tx, id) if each.cancelled_at is None]
    for part, survey in forms.items():
        opens, closes = _days(course, held, part, now)
        await surveys.put_wave(
            tx, programme=course.programme, survey=survey, code=f"course-{id}-{part}", title=course.title,
            opens_on=opens.isoformat(), closes_on=closes.isoformat(), late=True, unit=Unit.PERSON, anonymous=False,
            whom=[Way(role) for role in Role], event=id, seated=True, source=surveys.EVENT)


async def move(tx: Transaction, id: int, *, now: int) -> None:
    """After its sessions have changed: the surveys go with them, and so do their reminders."""
    forms = {part: each.survey for part, each in (await courses.diagnostics(tx, id)).items()}
    if forms:
        await put(tx, id, forms, now=now)
        await plan(tx, [each.participant for each in await courses.members(tx, id) if each.seated], now=now)


async def end(tx: Transaction, id: int, *, now: int) -> None:
    """The course does not take place."""
    for each in (await courses.diagnostics(tx, id)).values():
        await surveys.end_wave(tx, each.wave, now=now)


async def plan(tx: Transaction, people: Iterable[int], *, now: int) -> None:
    """After these have got a seat or left it: they are reminded of the surveys, or no more."""
    for each in people:
        await reminding.plan_participant(tx, each, now)


def _days(course: Course, held: list[Session], part: str, now: int) -> tuple[date, date]:
    """The entry survey is open from now until the second session, the final one from the last session for a week."""
    first = min(_day(now, course.time_zone), _day(now, WESTERNMOST))
    begins = [_day(each.starts_at, course.time_zone) for each in held] or [_day(course.starts_at, course.time_zone)]
    if part == ENTRY:
        return min(first, begins[0]), begins[:2][-1]
    return begins[-1], begins[-1] + timedelta(ASKED_FOR)


def _day(instant: int, zone: str) -> date:
    return datetime.fromtimestamp(instant, UTC).astimezone(ZoneInfo(zone)).date()
