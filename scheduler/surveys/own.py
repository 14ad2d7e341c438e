"""A person's own answers, as they are shown to them, and which of them are their words. Pure."""

from collections.abc import Iterable, Iterator, Mapping

from scheduler.surveys import given, written
from scheduler.surveys.form import Kind, Question
from scheduler.surveys.sheet import shown
from storage.privacy_rows import SheetFilled

_WORDS = (Kind.TEXT, Kind.IMAGE, Kind.FILE)


def in_words(row: SheetFilled) -> Mapping[str, str | int | None]:
    """What was asked and what was answered, by the names of the fields."""
    question = _question(row)
    return {
        "survey": row.survey, "wave": row.wave, "relation": "about_them" if row.about_them else "",
        "organisation": row.organisation, "question": question.label if question else row.question,
        "answer": _answer(row, question), "begun_at": row.begun_at, "finished_at": row.finished_at,
    }


def in_own_words(rows: Iterable[SheetFilled]) -> Iterator[tuple[int, str]]:
    """The answers, by sheet and question, that are the person's words or the names of their files."""
    for row in rows:
        question = _question(row)
        if row.question and not row.about_them and (question is None or question.kind in _WORDS):
            yield row.sheet, row.question


def _question(row: SheetFilled) -> Question | None:
    """None where the form has no such question any more."""
    return next((one for one in written.read(row.questions) if one.name == row.question), None)


def _answer(row: SheetFilled, question: Question | None) -> str:
    if not row.value or row.value == given.PASSED:
        return ""
    answer = given.read(question, row.value) if question else None
    return shown(question, answer) if question and answer is not None else row.value
