"""What all that is sent to be loaded has in common: questions, and what was settled of them."""

from dataclasses import dataclass

from scheduler.documents import questions
from scheduler.documents.answers import Answers
from scheduler.documents.ground import Ground
from scheduler.documents.questions import Question


@dataclass(frozen=True, slots=True)
class Settling:
    """`own` are the answers given to this document, `answers` those together with what the programme remembers."""

    ground: Ground
    questions: tuple[Question, ...]
    own: Answers
    answers: Answers

    @property
    def open(self) -> tuple[Question, ...]:
        """What is still to be settled."""
        return questions.unanswered(self.questions, self.answers)

    @property
    def remembered(self) -> int:
        """How many questions were answered for an earlier document."""
        return sum(each.id in self.answers and each.id not in self.own for each in self.questions)

    def question(self, id: int) -> Question | None:
        """The one with this number."""
        return next((each for each in self.questions if each.id == id), None)
