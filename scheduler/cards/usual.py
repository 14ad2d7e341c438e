"""What is usual: the problems of schools, as buttons offer them, and the subjects whose teachers all have a mentor."""

import functools
from collections.abc import Mapping
from pathlib import Path

import yaml

import messages

SUBJECTS = ("русск", "математ", "алгебр", "геометр")
"""How their names begin."""


@functools.cache
def usual() -> Mapping[str, str]:
    """Their words, by their codes."""
    path = Path(messages.__path__[0]) / "templates" / "ru" / "cards" / "usual.yaml"
    found: Mapping[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found
