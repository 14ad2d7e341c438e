"""What people read in a survey that its author has not written."""

import functools
from pathlib import Path

import yaml

import messages
from scheduler.surveys.form import Option

OTHER_NAME = "other"
"""The option that stands for an answer of one's own, as XLSForm calls it."""


def other() -> Option:
    """«Другое»."""
    return Option(OTHER_NAME, _words()["other"])


def own_words() -> str:
    """The question behind it."""
    return _words()["own_words"]


@functools.cache
def _words() -> dict[str, str]:
    path = Path(messages.__path__[0]) / "templates" / "ru" / "surveys" / "words.yaml"
    found: dict[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found
