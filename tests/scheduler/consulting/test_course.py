"""A thread goes through time: its terms run while it is our turn, and stand while it is the asker's."""

from datetime import datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from scheduler.consulting import course
from scheduler.consulting.course import GIVE_UP, LATE, OVERDUE, REMIND, WARN, Terms
from scheduler.consulting.rules import HOUR, Rules
from storage.consultations import Course, State

MOSCOW = Terms(Rules(answer=4, close=18), "Europe/Moscow")
IRKUTSK = Terms(Rules(answer=4, close=18), "Asia/Irkutsk")


def at(moment: str, zone: str = "Europe/Moscow") -> int:
    return int(datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone)).timestamp())


def test_a_question_before_the_new_year_is_owed_an_answer_after_the_holidays() -> None:
    asked = course.opened(MOSCOW, at("2024-12-28T16:00"))  # the last Saturday, worked by decree, which we leave free
    assert asked.answer_by == at("2025-01-09T13:00")
    asked = course.opened(MOSCOW, at("2024-12-27T16:00"))
    assert (asked.answer_by, asked.close_by) == (at("2025-01-09T11:00"), at("2025-01-10T16:00"))
    assert (asked.step, asked.next_at) == (WARN, at("2025-01-09T10:00"))


def test_a_weekend_that_was_moved_by_decree_takes_no_time() -> None:
    asked = course.opened(MOSCOW, at("2024-04-26T17:00"))
    assert asked.answer_by == at("2024-05-02T12:00")  # 29 and 30 April were given for two Saturdays


def test_the_same_question_is_owed_earlier_where_the_day_begins_earlier() -> None:
    asked = at("2018-05-16T10:00")
    assert course.opened(IRKUTSK, asked).answer_by == at("2018-05-17T10:00", "Asia/Irkutsk")
    assert course.opened(MOSCOW, asked).answer_by == at("2018-05-16T14:00")


def test_steps_follow_each_other_to_the_end() -> None:
    assert followed(course.opened(MOSCOW, at("2018-05-16T10:00"))) == [WARN, LATE, OVERDUE]
    waits = course.answered(MOSCOW, course.opened(MOSCOW, at("2018-05-16T10:00")), at("2018-05-16T12:00"))
    assert (waits.step, waits.next_at) == (REMIND, at("2018-05-21T12:00"))
    assert course.stepped(MOSCOW, waits, at("2018-05-21T12:00")).next_at == at("2018-05-23T12:00")
    assert course.stepped(MOSCOW, waits, at("2018-05-21T12:00")).step == GIVE_UP


def followed(now: Course) -> list[str]:
    """The steps that it takes, each at its moment."""
    steps = [now.step]
    while (now := course.stepped(MOSCOW, now, now.next_at or 0)).next_at is not None:
        steps.append(now.step)
    return steps


def test_no_step_is_left_out_where_the_zone_or_the_terms_have_changed_meanwhile() -> None:
    asked = course.opened(MOSCOW, at("2018-05-16T09:00"))
    assert asked.step == WARN
    for other in (Terms(MOSCOW.rules, "Asia/Vladivostok"), Terms(Rules(answer=90, close=180), "Europe/Moscow")):
        after = course.stepped(other, asked, asked.next_at or 0)
        assert (after.step, after.next_at) == (LATE, asked.answer_by)
        assert course.stepped(other, after, after.next_at or 0).step == OVERDUE


def test_what_is_overdue_already_is_told_once() -> None:
    used_up = Course(State.WAITING, at("2018-05-16T10:00"), close_left=0, step=REMIND, next_at=0)
    again = course.asked_on(MOSCOW, used_up, at("2018-05-17T10:00"))
    assert again.close_by is None
    assert followed(again) == [WARN, LATE]


def test_after_a_late_reminder_there_are_still_days_to_answer() -> None:
    waits = course.answered(MOSCOW, course.opened(MOSCOW, at("2018-05-16T10:00")), at("2018-05-16T12:00"))
    assert course.stepped(MOSCOW, waits, at("2018-06-04T12:00")).next_at == at("2018-06-06T12:00")


def test_what_is_added_while_an_answer_is_owed_gives_no_more_time() -> None:
    now = course.opened(MOSCOW, at("2018-05-16T10:00"))
    assert course.asked_on(MOSCOW, now, at("2018-05-16T13:00")) == now


@given(st.lists(st.tuples(st.sampled_from(["answer", "ask", "keep"]), st.integers(60, 5 * 86400)), max_size=12))
def test_the_term_of_the_closing_is_used_up_by_our_turns_alone(acts: list[tuple[str, int]]) -> None:
    now = at("2018-05-16T10:00")
    course_now, used, began = course.opened(MOSCOW, now), 0, now
    for act, later in acts:
        now += later
        before = course_now
        course_now = _after(act, course_now, now)
        if before.state is State.OPEN and course_now.state is State.WAITING:
            used += MOSCOW.until(began, now)
            assert course_now.close_left == max(0, 18 * HOUR - used)
        if before.state is State.WAITING and course_now.state is State.OPEN:
            began = now
            left = MOSCOW.until(now, course_now.close_by) if course_now.close_by else 0
            assert left == max(0, 18 * HOUR - used)
        assert (course_now.answer_by is None) is (course_now.state is State.WAITING)
        assert course_now.next_at is not None


def _after(act: str, before: Course, now: int) -> Course:
    match act:
        case "answer":
            return course.answered(MOSCOW, before, now)
        case "ask":
            return course.asked_on(MOSCOW, before, now)
        case _:
            return course.kept(MOSCOW, before, now)


def test_what_lies_with_the_institute_has_no_clock_until_somebody_speaks() -> None:
    asked = course.opened(MOSCOW, at("2018-05-16T10:00"))
    handed = course.handed(MOSCOW, asked, at("2018-05-16T12:00"))
    assert (handed.state, handed.next_at, handed.close_left) == (State.WAITING, None, 16 * HOUR)
    answered = course.answered(MOSCOW, handed, at("2018-06-18T12:00"))
    assert (answered.state, answered.step, answered.close_left) == (State.WAITING, REMIND, 16 * HOUR)
    again = course.asked_on(MOSCOW, handed, at("2018-06-18T10:00"))
    assert (again.state, again.answer_by) == (State.OPEN, at("2018-06-18T14:00"))
