"""What the buttons of contests mean: calling one, taking part, judging, what it has come to; and both banks."""

from dataclasses import dataclass

from messages.buttons import Meaning, meaning


@meaning("cont:list")
@dataclass(frozen=True, slots=True)
class ShowContests(Meaning):
    """A page of those that one has to do with."""

    page: int = 0


@meaning("cont:make")
@dataclass(frozen=True, slots=True)
class MakeContest(Meaning):
    """A new one."""


@meaning("cont:open")
@dataclass(frozen=True, slots=True)
class OpenContest(Meaning):
    """One of them: for whoever may take part, the call; for the organiser, how it goes."""

    contest: int


@meaning("cont:join")
@dataclass(frozen=True, slots=True)
class JoinContest(Meaning):
    """Take part, or no more."""

    contest: int
    on: int


@meaning("cont:apps")
@dataclass(frozen=True, slots=True)
class ShowApplications(Meaning):
    """A page of its applications."""

    contest: int
    page: int = 0


@meaning("cont:app")
@dataclass(frozen=True, slots=True)
class OpenApplication(Meaning):
    """One application; `task` may also be a review of it."""

    task: int


@meaning("cont:files")
@dataclass(frozen=True, slots=True)
class ShowApplicationFiles(Meaning):
    """What was sent with an application."""

    task: int


@meaning("cont:close")
@dataclass(frozen=True, slots=True)
class CloseEntries(Meaning):
    """Nobody applies any more; `sure` is the second question answered."""

    contest: int
    sure: int = 0


@meaning("cont:experts")
@dataclass(frozen=True, slots=True)
class ChooseExperts(Meaning):
    """A page of those who may judge."""

    contest: int
    page: int = 0


@meaning("cont:expert")
@dataclass(frozen=True, slots=True)
class PickExpert(Meaning):
    """Whether somebody judges."""

    contest: int
    expert: int
    on: int
    page: int = 0


@meaning("cont:share")
@dataclass(frozen=True, slots=True)
class ShareApplications(Meaning):
    """Look at who would judge what, as the lot of this seed falls; 0: the first one."""

    contest: int
    seed: int = 0


@meaning("cont:give")
@dataclass(frozen=True, slots=True)
class GiveToExperts(Meaning):
    """Let them judge, as it was shown: so many reviews by this seed."""

    contest: int
    seed: int
    number: int


@meaning("cont:reviews")
@dataclass(frozen=True, slots=True)
class ShowReviews(Meaning):
    """A page of the experts, and what has come from them; with an `expert`, what is still to come from this one."""

    contest: int
    page: int = 0
    expert: int = 0


@meaning("cont:chase")
@dataclass(frozen=True, slots=True)
class ChaseExperts(Meaning):
    """Write to those who have still to judge."""

    contest: int


@meaning("cont:extra")
@dataclass(frozen=True, slots=True)
class AddReview(Meaning):
    """One more expert for an application; so many reviews it shall have then."""

    task: int
    number: int


@meaning("cont:relieve")
@dataclass(frozen=True, slots=True)
class RelieveExpert(Meaning):
    """A review that has not come goes to somebody else; `sure` is the second question answered."""

    review: int
    sure: int = 0


@meaning("cont:conflict")
@dataclass(frozen=True, slots=True)
class DeclareConflict(Meaning):
    """An expert says that they must not judge; `sure` is the second question answered."""

    review: int
    sure: int = 0


@meaning("cont:rank")
@dataclass(frozen=True, slots=True)
class ShowRanking(Meaning):
    """A page of the ranking."""

    contest: int
    page: int = 0


@meaning("cont:award")
@dataclass(frozen=True, slots=True)
class GiveAward(Meaning):
    """What an application has won: a word of `storage.contests.Award`."""

    task: int
    award: str


@meaning("cont:tell")
@dataclass(frozen=True, slots=True)
class TellResults(Meaning):
    """Every applicant hears what has come of theirs; `sure` is the second question answered."""

    contest: int
    sure: int = 0


@meaning("cont:paper")
@dataclass(frozen=True, slots=True)
class ExportProtocol(Meaning):
    """The protocol as a Word document."""

    contest: int


@meaning("cont:publish")
@dataclass(frozen=True, slots=True)
class PublishPractice(Meaning):
    """An application goes into the library."""

    task: int


@meaning("cont:mine")
@dataclass(frozen=True, slots=True)
class ShowExpertise(Meaning):
    """A page of what somebody is asked to judge."""

    page: int = 0


@meaning("cont:bank")
@dataclass(frozen=True, slots=True)
class ShowExperts(Meaning):
    """A page of the bank of experts."""

    page: int = 0


@meaning("cont:practices")
@dataclass(frozen=True, slots=True)
class ShowPractices(Meaning):
    """A page of the bank of practices."""

    page: int = 0
