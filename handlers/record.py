"""One's own record: hours, courses and events with their papers, on a screen and as a paper for the attestation."""

from handlers import ordering
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_attendance import ShowHours
from messages.meanings_of_courses import GetRecord, ShowCourses, ShowRecord
from messages.replies import Tone
from scheduler import attending
from scheduler.courses import portfolio
from storage import attendance, learning
from storage.learning import Learnt

room = Room()
VERIFY = "verify"
"""What the picture on the paper says to the bot: somebody wants to verify a number."""


@room.said("портфолио", "моё портфолио", "мое портфолио", "/portfolio")
async def asked(turn: Turn) -> Returned:
    return await shown(turn, ShowRecord())


@room.pressed(ShowRecord)
async def shown(turn: Turn, _: ShowRecord) -> Returned:
    found = await learning.record(turn.tx, turn.me.id)
    completed = [each for each in found if each.completed_at is not None]
    visited = [each for each in found if not each.course]
    get = [Choice("get", GetRecord(), tone=Tone.MAIN)] if found else []
    return turn.say("record/record", [get, [Choice("hours", ShowHours()), Choice("courses", ShowCourses())],
                                      [Choice("menu", ShowMenu())]],
                    completed=completed[-5:], courses=len(completed), course_minutes=_sum(completed),
                    events=len(visited), event_minutes=_sum(visited), begun=len(found) - len(completed) - len(visited))


@room.pressed(GetRecord)
async def paper_wanted(turn: Turn, _: GetRecord) -> Returned:
    """Whatever can be verified gets its number first."""
    found = await learning.record(turn.tx, turn.me.id)
    if not found:
        raise Refused("record/empty")
    for each in found:
        if not each.number and _is_over(each, turn.now):
            year = attending.day(each.starts_at, each.time_zone).year
            await attendance.issue(turn.tx, each.event, turn.me.id, year=year, now=turn.now)
    link = turn.channels.link(turn.address.channel, VERIFY)
    return await ordering.ordered(turn, portfolio.PORTFOLIO, {"link": link})


def _is_over(learnt: Learnt, now: int) -> bool:
    """Whether a certificate of it may be had: a course must have been completed."""
    return learnt.completed_at is not None if learnt.course else learnt.ends_at <= now


def _sum(found: list[Learnt]) -> int:
    return sum(each.minutes for each in found)
