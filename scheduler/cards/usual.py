"""What is usual: the problems of schools, as buttons offer them, and the subjects whose teachers all have a mentor."""

from collections.abc import Mapping

from messages import lexicon

SUBJECTS = ("русск", "математ", "алгебр", "геометр")
"""How their names begin."""


def usual() -> Mapping[str, str]:
    """Their words, by their codes."""
    return lexicon.read("cards/usual")
