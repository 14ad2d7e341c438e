"""What a loading changes, as values: for the operator to see first, and for the loading to do."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from storage.participants import Role

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Changes(Generic[T]):
    """What is new, other than it was, and no longer there; each in the order of the file."""

    added: tuple[T, ...] = ()
    changed: tuple[T, ...] = ()
    gone: tuple[T, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.gone)


@dataclass(frozen=True, slots=True)
class RoleOf:
    """A role as the operator knows it: a person by name, an organisation by title."""

    person: str
    role: Role
    organisation: str


@dataclass(frozen=True, slots=True)
class TaskOf:
    """A task as the operator knows it: an activity by number, an organisation by title."""

    activity: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Between what was loaded and what a folder says. `programme` is its id.

    A changed task is one with another day; a gone one is cancelled, a cancelled one that comes back is added.
    """

    programme: int
    organisations: Changes[str]
    people: Changes[str]
    roles: Changes[RoleOf]
    activities: Changes[str]
    tasks: Changes[TaskOf]
    surveys: Changes[str] = Changes()
    waves: Changes[str] = Changes()
    events: Changes[str] = Changes()
    materials: Changes[str] = Changes()
    topics: Changes[str] = Changes()
    forgotten: tuple[str, ...] = ()
    """Whom the folder names and nobody loads: they have asked to be forgotten. No change."""
    facts: bool = False
    """Whether the programme's own facts or wordings are others than before; not of a programme that is new."""
    consent: str = ""
    """The version of the consent to which everybody will be asked anew."""
    sent: bool = False
    """Whether the plan is one that was sent as a document, and stays. No change."""

    def __bool__(self) -> bool:
        return self.facts or any((self.organisations, self.people, self.roles, self.activities, self.tasks,
                                  self.surveys, self.waves, self.events, self.materials, self.topics))


def between(old: Mapping[K, Any], new: Mapping[K, Any]) -> Changes[K]:
    """Keys whose facts differ."""
    return Changes(
        tuple(key for key in new if key not in old),
        tuple(key for key in new if key in old and old[key] != new[key]),
        tuple(key for key in old if key not in new),
    )
