"""People as they are written into the store, wherever they were read: in a folder, or in a list somebody has sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scheduler.programme.model import Person, Programme
from storage.participants import Role


@dataclass(frozen=True, slots=True)
class Roll:
    """`whole`: who is not named has no role of a list any more, but for roles in `spared`. `terse`: a cell that is
    empty says nothing of what is known already. `known` are ids of people, by the keys of those found to be them.
    """

    programme: str
    people: tuple[Person, ...]
    whole: bool = True
    terse: bool = False
    spared: frozenset[Role] = frozenset()
    known: Mapping[str, int] = field(default_factory=dict)


def of(programme: Programme) -> Roll:
    """That of a folder: all of them, and all of each."""
    return Roll(programme.code, programme.people)
