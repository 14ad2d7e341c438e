"""The questions of a form as the text that the storage keeps, and back again."""

from collections.abc import Sequence

from pydantic import TypeAdapter

from scheduler.surveys.form import Question

_questions = TypeAdapter(tuple[Question, ...])


def write(questions: Sequence[Question]) -> str:
    """As JSON, without what is as it would be anyway."""
    return _questions.dump_json(tuple(questions), exclude_defaults=True).decode()


def read(text: str) -> tuple[Question, ...]:
    """The questions that `write` made this text of. Raises `pydantic.ValidationError` for any other text."""
    return _questions.validate_json(text)
