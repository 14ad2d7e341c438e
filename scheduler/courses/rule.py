"""When somebody has completed a course: enough of its hours, and the final survey, where there is one. Pure."""

from collections.abc import Iterable

from storage.courses import Course, Member, Session


def planned(sessions: Iterable[Session]) -> int:
    """Minutes of all sessions that take place."""
    return sum(each.minutes for each in sessions if each.cancelled_at is None)


def per_cent(minutes: int, total: int) -> int:
    """Whole per cents; nobody is rounded up over a border."""
    return 100 * minutes // total if total else 0


def meets(course: Course, member: Member, total: int, *, final: bool) -> bool:
    """What the rule says; `final`: there is a final survey."""
    return per_cent(member.minutes, total) >= course.share and (bool(member.final) or not final)


def passes(course: Course, member: Member, total: int, *, final: bool) -> bool:
    """The same, unless whoever holds the course has said otherwise of this person."""
    return meets(course, member, total, final=final) if member.passes is None else bool(member.passes)
