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
HANDED = "handed"
"""Nothing comes by itself: an ask for help lies with the institute. The view `asks` knows it by this word."""
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
    if course.step == HANDED:
        return _theirs(terms, now, course.close_left)
    if course.state is not State.OPEN:
        return course
    return _theirs(terms, now, _left(terms, course, now))


def handed(terms: Terms, course: Course, now: int) -> Course:
    """It was passed on to the institute, whose own thread has its terms: here no clock runs until somebody speaks."""
    return replace(_theirs(terms, now, _left(terms, course, now)), step=HANDED, next_at=None)


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


def stepped(terms: Terms, course: Course, now: int) -> Course:
    """What comes after the step that has just been taken, at `now`; what is late does not make the next one late."""
    step, at = _after(terms, course, now)
    return replace(course, step=step, next_at=at)


def _ours(terms: Terms, now: int, left: int) -> Course:
    """Without anything left the closing is overdue already, which was told: the answer alone has a term."""
    course = Course(State.OPEN, now, terms.after(now, terms.rules.answer * HOUR),
                    terms.after(now, left) if left > 0 else None)
    near = terms.after(now, int(terms.rules.answer * HOUR * NEAR))
    step, at = min([(WARN, near), *_terms(course)], key=lambda each: each[1])
    return replace(course, step=step, next_at=at)


def _theirs(terms: Terms, now: int, left: int) -> Course:
    return Course(State.WAITING, now, close_left=left, step=REMIND, next_at=terms.days_after(now, terms.rules.remind))


def _left(terms: Terms, course: Course, now: int) -> int:
    return terms.until(now, course.close_by) if course.close_by is not None else course.close_left


def _terms(course: Course) -> list[tuple[str, int]]:
    """The ends of both terms, in their order."""
    ends = [(LATE, course.answer_by), (OVERDUE, course.close_by)]
    return sorted([(name, at) for name, at in ends if at is not None], key=lambda each: each[1])


def _after(terms: Terms, course: Course, now: int) -> tuple[str, int | None]:
    ends = _terms(course)
    match course.step:
        case step if step == REMIND:
            return GIVE_UP, terms.days_after(now, terms.rules.give_up)
        case step if step == WARN:
            return ends[0] if ends else ("", None)
        case _:
            names = [name for name, _ in ends]
            later = ends[names.index(course.step) + 1:] if course.step in names else []
            return later[0] if later else ("", None)
