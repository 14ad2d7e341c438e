"""What the buttons of cards and plans mean: problems and measures of a school, a teacher and their mentor."""

from dataclasses import dataclass

from messages.buttons import Meaning, meaning


@meaning("card:list")
@dataclass(frozen=True, slots=True)
class ShowCards(Meaning):
    """A page of the schools whose cards one may see."""

    page: int = 0


@meaning("card:find")
@dataclass(frozen=True, slots=True)
class FindCard(Meaning):
    """Look for a school by its name."""


@meaning("card:open")
@dataclass(frozen=True, slots=True)
class OpenCard(Meaning):
    """The card of a school, a page of its problems."""

    school: int
    page: int = 0


@meaning("card:problem")
@dataclass(frozen=True, slots=True)
class OpenProblem(Meaning):
    """A problem with a page of its measures."""

    problem: int
    page: int = 0


@meaning("card:add")
@dataclass(frozen=True, slots=True)
class AddProblem(Meaning):
    """Name a problem of this school."""

    school: int


@meaning("card:measure")
@dataclass(frozen=True, slots=True)
class AddMeasure(Meaning):
    """Something to be done about this problem."""

    problem: int


@meaning("card:note")
@dataclass(frozen=True, slots=True)
class NoteProgress(Meaning):
    """Say how it goes, in words or with a photo."""

    task: int


@meaning("card:drop")
@dataclass(frozen=True, slots=True)
class DropFromCard(Meaning):
    """It was a mistake, or is needed no more; `sure` is the second question answered."""

    task: int
    sure: int = 0


@meaning("card:tutor")
@dataclass(frozen=True, slots=True)
class NameTutor(Meaning):
    """Who accompanies this measure."""

    task: int


@meaning("card:mine")
@dataclass(frozen=True, slots=True)
class ShowAccompanied(Meaning):
    """A page of what one accompanies."""

    page: int = 0


@meaning("card:paper")
@dataclass(frozen=True, slots=True)
class ExportCard(Meaning):
    """The card of this school, to be printed."""

    school: int


@meaning("card:table")
@dataclass(frozen=True, slots=True)
class ExportCards(Meaning):
    """All cards that one may see, as a workbook."""


@meaning("plan:list")
@dataclass(frozen=True, slots=True)
class ShowMentoring(Meaning):
    """A page of teachers with their mentors; of one school, or of all (0)."""

    school: int = 0
    page: int = 0


@meaning("plan:find")
@dataclass(frozen=True, slots=True)
class FindTeacher(Meaning):
    """Look for a teacher by name; of one school, or of all (0)."""

    school: int = 0


@meaning("plan:teacher")
@dataclass(frozen=True, slots=True)
class OpenTeacher(Meaning):
    """Who is mentor of a teacher of this school, and how their plan goes."""

    teacher: int
    school: int


@meaning("plan:mentor")
@dataclass(frozen=True, slots=True)
class NameMentor(Meaning):
    """Somebody becomes the mentor of this teacher."""

    teacher: int
    school: int


@meaning("plan:own")
@dataclass(frozen=True, slots=True)
class ShowMyPlan(Meaning):
    """One's own plan."""


@meaning("plan:open")
@dataclass(frozen=True, slots=True)
class OpenPlan(Meaning):
    """A plan with a page of its steps."""

    plan: int
    page: int = 0


@meaning("plan:goals")
@dataclass(frozen=True, slots=True)
class WriteGoals(Meaning):
    """What a plan is to come to, in other words."""

    plan: int


@meaning("plan:step")
@dataclass(frozen=True, slots=True)
class AddStep(Meaning):
    """Another step of a plan."""

    plan: int
