"""What stands in the sheet of a visit, in words; who may read it is looked at elsewhere."""

from dataclasses import dataclass

from handlers.turn import Turn
from messages.replies import Attachment
from messages.updates import FileKind
from scheduler import visiting
from scheduler.surveys import given
from scheduler.surveys.sheet import shown
from storage import visits
from storage.visits import Sheet


@dataclass(frozen=True, slots=True)
class Said:
    """A question and what was answered; `file` is what was sent, if anything."""

    name: str
    label: str
    words: str
    file: Attachment | None = None


async def said(turn: Turn, sheet: Sheet) -> list[Said]:
    """All that was answered, in the order of the questions."""
    answers = {each.question: each for each in await visits.answers(turn.tx, sheet.task)}
    found = []
    for one in await visiting.questions(turn.tx, sheet.activity):
        answer = answers.get(one.name)
        value = given.read(one, answer.value) if answer else None
        if answer is None or value is None:
            continue
        file = Attachment(FileKind(answer.file_kind), answer.name, answer.mime, answer.file) if answer.file else None
        found.append(Said(one.name, one.label, shown(one, value), file))
    return found


async def result(turn: Turn, sheet: Sheet) -> str:
    """What the visitor says to the school; empty where the sheet does not ask that."""
    return next((each.words for each in await said(turn, sheet) if each.name == visiting.RESULT), "")
