"""What an application says, in words; and, where its school has agreed, as a practice for the library."""

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler import library as searched
from scheduler.surveys import given, written
from scheduler.surveys.form import Kind, Option, Question
from scheduler.surveys.sheet import ALWAYS, shown
from storage import contests, library
from storage.contests import Application, Contest, Given
from storage.database import Transaction
from storage.library import Definition, Source

CONSENT, YES, NO = "publish", "yes", "no"
"""The question behind all others: whether the practice may be published, and its answers."""
TEXT = 2800
"""Characters of a material."""
TITLE = 200


@dataclass(frozen=True, slots=True)
class Said:
    """A question of an application with its answer; of a file its name."""

    name: str
    label: str
    words: str
    file: Given | None = None


def consent(ask: str, yes: str, no: str) -> Question:
    """The question itself, in the words given."""
    return Question(CONSENT, Kind.SELECT_ONE, ask, options=(Option(YES, yes), Option(NO, no)), required=ALWAYS)


def is_agreed(answers: Sequence[Given]) -> bool:
    """Whether the school lets others read it."""
    return any(each.question == CONSENT and each.value == given.write(YES) for each in answers)


def said(fields: str, answers: Sequence[Given]) -> list[Said]:
    """What was answered, in the order of the questions."""
    by_name = {each.question: each for each in answers}
    found = []
    for one in written.read(fields):
        row = by_name.get(one.name)
        answer = given.read(one, row.value) if row else None
        if row is not None and answer is not None:
            file = row if row.file is not None else None
            found.append(Said(one.name, one.label, row.name or shown(one, answer), file))
    return found


async def publish(tx: Transaction, contest: Contest, application: Application, title: str, about: str, *, by: int,
                  now: int) -> list[int]:
    """Put it into the library: its words with its first file, and each further file by itself. The ids."""
    answers = await contests.answers(tx, application.task)
    files = [each for each in said(contest.fields, answers) if each.file is not None]
    pieces = [(title, about, files[0].file if files else None)]
    pieces += [(f"{title}. {each.label}"[:TITLE], "", each.file) for each in files[1:]]
    made = []
    for name, words, file in pieces:
        kept = Definition(library.Kind.MATERIAL, name, words[:TEXT], file=file.file if file else None)
        id = await searched.add(tx, contest.programme, kept, Source.CHAT, added_by=by, now=now)
        await contests.link_material(tx, id, application.task)
        made.append(id)
    return made
