"""What the buttons of the library mean: looking, searching, opening, and adding to it."""

from dataclasses import dataclass

from messages.buttons import Meaning, meaning


@meaning("library:shelf")
@dataclass(frozen=True, slots=True)
class ShowLibrary(Meaning):
    """A page of the newest; `kind` is one of them, or "" for all."""

    kind: str = ""
    page: int = 0


@meaning("library:search")
@dataclass(frozen=True, slots=True)
class SearchLibrary(Meaning):
    """Say what to look for."""


@meaning("library:found")
@dataclass(frozen=True, slots=True)
class ShowFound(Meaning):
    """A page of what a search has found; `stems` are its words, packed by `scheduler/stems.py`."""

    stems: str
    page: int = 0


@meaning("library:open")
@dataclass(frozen=True, slots=True)
class OpenMaterial(Meaning):
    """One of them, with its link and its file."""

    material: int


@meaning("library:add")
@dataclass(frozen=True, slots=True)
class AddMaterial(Meaning):
    """Add one."""


@meaning("library:drop")
@dataclass(frozen=True, slots=True)
class DropMaterial(Meaning):
    """Take one of those added in the chat out again; `sure` is the second question answered."""

    material: int
    sure: int = 0
