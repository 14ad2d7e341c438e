"""Every button of courses, and who may press it: on one that the curator holds, for all schools. The teacher is named
and has not answered, the colleague has completed it.
"""

from collections.abc import Callable

from messages import meanings_of_courses as buttons
from messages.buttons import Meaning
from storage import courses, learning, nominations, rsvps
from storage.courses import Terms
from storage.database import Transaction
from storage.events import Definition
from storage.participants import Member

WATCH = frozenset({"coordinator", "other_coordinator", "curator", "far_curator", "operator"})
NAME = frozenset({"director", "other_director"})
LEAD = frozenset({"director"})
HOLD = frozenset({"curator", "operator"})
NOBODY: frozenset[str] = frozenset()
HUGE = 999_999_999_999_999_999

Press = Callable[[int, int], Meaning]
"""Of a course and of the colleague."""
OF_HOLDERS: tuple[Callable[[int], Meaning], ...] = (
    buttons.ShowSessions, buttons.AddSession, buttons.UrgeCourse, buttons.ExportCourse, buttons.ShowOutcome,
    buttons.FinishCourse, buttons.ShowPapers, buttons.WritePapers, lambda course: buttons.ShowSessions(course, HUGE),
    lambda course: buttons.ShowOutcome(course, HUGE), lambda course: buttons.ShowPapers(course, HUGE),
)
"""Every button of those who hold a course."""
RIGHTS_OF_COURSES: list[tuple[Press, frozenset[str]]] = [
    (lambda course, colleague: buttons.OpenCourse(course), WATCH | NAME | {"teacher"}),
    (lambda course, colleague: buttons.OpenCourse(HUGE), NOBODY),
    (lambda course, colleague: buttons.MakeCourse(), WATCH),
    (lambda course, colleague: buttons.ShowTrained(), WATCH),
    (lambda course, colleague: buttons.ShowTrained(HUGE), WATCH),
    (lambda course, colleague: buttons.ShowStaff(course), NAME),
    (lambda course, colleague: buttons.ShowStaff(course, HUGE), NAME),
    (lambda course, colleague: buttons.ShowStaff(HUGE), NOBODY),
    *((lambda course, colleague, on=on: buttons.Nominate(course, colleague, on), LEAD) for on in (1, 0)),
    *((lambda course, colleague, on=on: buttons.Nominate(course, HUGE, on), NOBODY) for on in (1, 0)),
    (lambda course, colleague: buttons.Nominate(HUGE, colleague, 1), NOBODY),
    (lambda course, colleague: buttons.ShowQuotas(course), WATCH),
    (lambda course, colleague: buttons.ShowQuotas(course, HUGE), WATCH),
    (lambda course, colleague: buttons.ShowQuotas(HUGE), NOBODY),
    *((lambda course, colleague, build=build: build(course), HOLD) for build in OF_HOLDERS),
    *((lambda course, colleague, build=build: build(HUGE), NOBODY) for build in OF_HOLDERS),
    *((lambda course, colleague, on=on: buttons.JudgeMember(course, colleague, on), HOLD) for on in (1, 0)),
    (lambda course, colleague: buttons.JudgeMember(course, HUGE, 1), NOBODY),
    (lambda course, colleague: buttons.WritePaper(course, colleague), HOLD),
    (lambda course, colleague: buttons.WritePaper(course, HUGE), NOBODY),
    (lambda course, colleague: buttons.WritePaper(HUGE, colleague), NOBODY),
    (lambda course, colleague: buttons.GetRecord(), NOBODY),
]
REFUSALS = ("courses/not_yours", "courses/not_a_maker", "record/empty")
FREE = {buttons.ShowCourses, buttons.ShowRecord}
"""They show nothing but one's own."""


async def given(tx: Transaction, programme: int, people: dict[str, Member], *, now: int, title: str = "Курс") -> int:
    """The course."""
    starts = now + 20 * 86_400
    said = Definition("course", title, starts, starts + 3600, "Asia/Irkutsk", place="Институт", minutes=2160)
    id = await courses.make(tx, programme, said, Terms(80, "2018-05-30", 1, 5), [said],
                            owner=people["curator"].participant, now=now)
    course = await courses.by_id(tx, id)
    assert course
    for who in ("teacher", "colleague"):
        await nominations.nominate(tx, id, people[who].participant, people[who].organisation,
                                   by=people["director"].participant, now=now)
    await rsvps.answer(tx, id, people["colleague"].participant, "yes", now, None)
    await learning.complete(tx, course, [people["colleague"].participant], now=now)
    return id
