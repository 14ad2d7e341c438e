"""What follows for a course and its sessions when one of them is another, or off; its people are told once."""

from handlers.turn import Turn
from scheduler.courses import diagnosing
from storage import courses
from storage.events import Definition, Event


async def changed(turn: Turn, event: Event, was: Definition, became: Definition) -> None:
    """The sessions are where the course is; the course lasts as long as its sessions."""
    if event.is_course:
        await courses.carry(turn.tx, event.id, was, became, now=turn.now)
    elif event.course is not None:
        await _settled(turn, event.course)


async def called_off(turn: Turn, event: Event, reason: str) -> None:
    """With the course go its sessions and surveys; without a session it may be shorter."""
    if event.is_course:
        await courses.cancel_sessions(turn.tx, event.id, reason, now=turn.now)
        await diagnosing.end(turn.tx, event.id, now=turn.now)
    elif event.course is not None:
        await _settled(turn, event.course)


async def _settled(turn: Turn, course: int) -> None:
    await courses.settle(turn.tx, course, now=turn.now)
    await diagnosing.move(turn.tx, course, now=turn.now)
