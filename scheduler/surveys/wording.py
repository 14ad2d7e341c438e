"""What people read in a survey that its author has not written."""

from messages import lexicon
from scheduler.surveys.form import Option

WORDS = "surveys/words"
OTHER_NAME = "other"
"""The option that stands for an answer of one's own, as XLSForm calls it."""


def other() -> Option:
    """«Другое»."""
    return Option(OTHER_NAME, lexicon.read(WORDS)["other"])


def own_words() -> str:
    """The question behind it."""
    said: str = lexicon.read(WORDS)["own_words"]
    return said
