"""How a thread goes through time: whose turn it is, until when, and what comes next if nobody does anything. Pure.

While it is our turn, working hours run towards the answer and towards the closing of the thread; while it is the
asker's, both stand still, and days of work are counted until they are reminded and until it is closed.
"""

from dataclasses import dataclass, replace

from scheduler.consulting import worktime
from scheduler.consulting.rules import HOUR, Rules
from storage.consultations import Course, State

WARN, LATE, OVERDUE, REMIND, GIVE_UP = "warn", "late", "overdue", "remind", "give_up"
"""What time brings: the answer's term is near, is over; the closing's term is over; the asker is silent, too long."""
NEAR = 3 / 4
"""Of the time for an answer, after which it is called near."""


@dataclass(frozen=True, slots=True)
class Terms:
    """A programme's rules in the time zone of whoever answers."""

    rules: Rules
    zone: str

    def after(self, start: int, seconds: int) -> int:
        """So many working seconds later."""
        return worktime.after(start, seconds, self.rules.hours, self.zone)

    def until(self, start: int, end: int) -> int:
        """Working seconds between."""
        return worktime.between(start, end, self.rules.hours, self.zone)

    def days_after(self, start: int, days: int) -> int:
        """So many days of work later."""
        return worktime.days_after(start, days, self.rules.hours, self.zone)


def opened(terms: Terms, now: int) -> Course:
    """Somebody has asked, or asked again after the end."""
    return _ours(terms, now, terms.rules.close * HOUR)


def answered(terms: Terms, course: Course, now: int) -> Course:
    """It is the asker's turn: the clock stands."""
    if course.state is not State.OPEN:
        return course
    left = terms.until(now, course.close_by) if course.close_by is not None else course.close_left
    return _theirs(terms, now, left)


def asked_on(terms: Terms, course: Course, now: int) -> Course:
    """The asker has said more. What they add while it is our turn gives us no more time."""
    match course.state:
        case State.OPEN:
            return course
        case State.WAITING:
            return _ours(terms, now, course.close_left)
        case State.CLOSED:
            return opened(terms, now)


def kept(terms: Terms, course: Course, now: int) -> Course:
    """Whoever answered has more to say: it is our turn still."""
    return _ours(terms, now, course.close_left) if course.state is State.WAITING else course


def closed(now: int) -> Course:
    """It is over."""
    return Course(State.CLOSED, now)


def stepped(terms: Terms, course: Course) -> Course:
    """What comes after the step that has just been taken."""
    coming = _coming(terms, course)
    names = [name for name, _ in coming]
    later = coming[names.index(course.step) + 1:] if course.step in names else []
    step, at = later[0] if later else ("", None)
    return replace(course, step=step, next_at=at)


def _ours(terms: Terms, now: int, left: int) -> Course:
    course = Course(State.OPEN, now, terms.after(now, terms.rules.answer * HOUR), terms.after(now, left))
    return _begun(terms, course)


def _theirs(terms: Terms, now: int, left: int) -> Course:
    return _begun(terms, Course(State.WAITING, now, close_left=left))


def _begun(terms: Terms, course: Course) -> Course:
    step, at = _coming(terms, course)[0]
    return replace(course, step=step, next_at=at)


def _coming(terms: Terms, course: Course) -> list[tuple[str, int]]:
    """All that time brings in this state, in its order."""
    if course.state is State.WAITING:
        silence = terms.rules.remind + terms.rules.give_up
        return [(REMIND, terms.days_after(course.state_at, terms.rules.remind)),
                (GIVE_UP, terms.days_after(course.state_at, silence))]
    if course.answer_by is None or course.close_by is None:
        return []
    near = terms.after(course.state_at, int(terms.rules.answer * HOUR * NEAR))
    return sorted([(WARN, near), (LATE, course.answer_by), (OVERDUE, course.close_by)], key=lambda each: each[1])
