"""What the buttons of consultations mean."""

from dataclasses import dataclass

from messages.buttons import Meaning, meaning


@meaning("ask:list")
@dataclass(frozen=True, slots=True)
class MyQuestions(Meaning):
    """What I have asked."""

    page: int = 0


@meaning("ask:add")
@dataclass(frozen=True, slots=True)
class AddToQuestion(Meaning):
    """I have more to say to it."""

    consultation: int


@meaning("ask:solved")
@dataclass(frozen=True, slots=True)
class QuestionSolved(Meaning):
    """Thank you, that was it."""

    consultation: int


@meaning("ask:rate")
@dataclass(frozen=True, slots=True)
class RateAnswer(Meaning):
    """One to five stars."""

    consultation: int
    stars: int


@meaning("ask:note")
@dataclass(frozen=True, slots=True)
class NoteRating(Meaning):
    """Some words to the stars."""

    consultation: int


@meaning("thread:day")
@dataclass(frozen=True, slots=True)
class MyDay(Meaning):
    """What waits for whoever answers."""


@meaning("thread:silent")
@dataclass(frozen=True, slots=True)
class ShowSilentSchools(Meaning):
    """Schools that have not been heard of for long."""

    page: int = 0


@meaning("thread:list")
@dataclass(frozen=True, slots=True)
class ShowThreads(Meaning):
    """A page of one kind of threads."""

    kind: str
    page: int = 0


@meaning("thread:open")
@dataclass(frozen=True, slots=True)
class OpenThread(Meaning):
    """A thread; page 0 is its end."""

    consultation: int
    page: int = 0


@meaning("thread:files")
@dataclass(frozen=True, slots=True)
class ThreadFiles(Meaning):
    """Send what was attached once more."""

    consultation: int


@meaning("thread:answer")
@dataclass(frozen=True, slots=True)
class AnswerThread(Meaning):
    """Write an answer."""

    consultation: int


@meaning("thread:note")
@dataclass(frozen=True, slots=True)
class NoteThread(Meaning):
    """Write a note that the asker never sees."""

    consultation: int


@meaning("thread:take")
@dataclass(frozen=True, slots=True)
class TakeThread(Meaning):
    """It is mine from now on; `sure` is 1 where it was somebody else's."""

    consultation: int
    sure: int = 0


@meaning("thread:pass")
@dataclass(frozen=True, slots=True)
class PassThread(Meaning):
    """To whom shall it go?"""

    consultation: int
    page: int = 0


@meaning("thread:pass_to")
@dataclass(frozen=True, slots=True)
class PassTo(Meaning):
    """To this colleague."""

    consultation: int
    participant: int


@meaning("thread:keep")
@dataclass(frozen=True, slots=True)
class KeepThread(Meaning):
    """The answer was not all: it is still our turn."""

    consultation: int


@meaning("thread:close")
@dataclass(frozen=True, slots=True)
class CloseThread(Meaning):
    """It is done; how long has it taken?"""

    consultation: int


@meaning("thread:hours")
@dataclass(frozen=True, slots=True)
class EnterHours(Meaning):
    """It was closed without me; enter what it has taken."""

    consultation: int


@meaning("thread:library")
@dataclass(frozen=True, slots=True)
class KeepInLibrary(Meaning):
    """Others may ask the same: question and answer join the library, in words without names."""

    consultation: int


@meaning("thread:reopen")
@dataclass(frozen=True, slots=True)
class ReopenThread(Meaning):
    """It is not done after all."""

    consultation: int


@meaning("thread:paper")
@dataclass(frozen=True, slots=True)
class ThreadPaper(Meaning):
    """The whole of it as a file."""

    consultation: int


@meaning("thread:away")
@dataclass(frozen=True, slots=True)
class ShowAbsence(Meaning):
    """I am away; who answers meanwhile?"""


@meaning("thread:away_now")
@dataclass(frozen=True, slots=True)
class GoAway(Meaning):
    """Tell until when."""


@meaning("thread:back")
@dataclass(frozen=True, slots=True)
class ComeBack(Meaning):
    """I am here again."""
