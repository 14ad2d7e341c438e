"""What the buttons of courses mean: naming people, sessions, the outcome, the institute's papers, one's own record."""

from dataclasses import dataclass

from messages.buttons import Meaning, meaning


@meaning("courses:list")
@dataclass(frozen=True, slots=True)
class ShowCourses(Meaning):
    """A page of the courses that concern one."""

    page: int = 0


@meaning("courses:open")
@dataclass(frozen=True, slots=True)
class OpenCourse(Meaning):
    """Show the card of a course."""

    course: int


@meaning("courses:make")
@dataclass(frozen=True, slots=True)
class MakeCourse(Meaning):
    """A new course."""


@meaning("courses:staff")
@dataclass(frozen=True, slots=True)
class ShowStaff(Meaning):
    """A page of the people of one's school, to be named."""

    course: int
    page: int = 0


@meaning("courses:name")
@dataclass(frozen=True, slots=True)
class Nominate(Meaning):
    """The school names somebody (`on` is 1) or does not (0)."""

    course: int
    participant: int
    on: int
    page: int = 0


@meaning("courses:schools")
@dataclass(frozen=True, slots=True)
class ShowQuotas(Meaning):
    """A page of the schools, and how each stands against the quota."""

    course: int
    page: int = 0


@meaning("courses:days")
@dataclass(frozen=True, slots=True)
class ShowSessions(Meaning):
    """A page of the sessions."""

    course: int
    page: int = 0


@meaning("courses:addday")
@dataclass(frozen=True, slots=True)
class AddSession(Meaning):
    """One more session."""

    course: int


@meaning("courses:urge")
@dataclass(frozen=True, slots=True)
class UrgeCourse(Meaning):
    """Remind the schools that have named too few, and those who have not answered."""

    course: int


@meaning("courses:sheet")
@dataclass(frozen=True, slots=True)
class ExportCourse(Meaning):
    """The course as a workbook."""

    course: int


@meaning("courses:outcome")
@dataclass(frozen=True, slots=True)
class ShowOutcome(Meaning):
    """A page of those who have a seat: hours, surveys, who is to complete it."""

    course: int
    page: int = 0


@meaning("courses:judge")
@dataclass(frozen=True, slots=True)
class JudgeMember(Meaning):
    """Somebody is to complete the course (`on` is 1) or not (0)."""

    course: int
    participant: int
    on: int
    page: int = 0


@meaning("courses:finish")
@dataclass(frozen=True, slots=True)
class FinishCourse(Meaning):
    """All who are ticked have completed it."""

    course: int


@meaning("courses:papers")
@dataclass(frozen=True, slots=True)
class ShowPapers(Meaning):
    """A page of those who have completed it, and the numbers of their papers."""

    course: int
    page: int = 0


@meaning("courses:paper")
@dataclass(frozen=True, slots=True)
class WritePaper(Meaning):
    """Enter the number of one paper."""

    course: int
    participant: int


@meaning("courses:paste")
@dataclass(frozen=True, slots=True)
class WritePapers(Meaning):
    """Enter many numbers as a list."""

    course: int


@meaning("courses:trained")
@dataclass(frozen=True, slots=True)
class ShowTrained(Meaning):
    """How many people of each school have completed courses."""

    page: int = 0


@meaning("record:show")
@dataclass(frozen=True, slots=True)
class ShowRecord(Meaning):
    """What I have learnt."""


@meaning("record:get")
@dataclass(frozen=True, slots=True)
class GetRecord(Meaning):
    """The same as a paper."""
