"""When a survey is asked, and of whom: a wave, as the programme plans it. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storage.participants import Role


class Unit(StrEnum):
    """Of what there is one sheet."""

    PERSON = "person"
    ORGANISATION = "organisation"
    """Any of those who are asked there answers for all of it."""
    ABOUT_SCHOOLS = "about_schools"
    """Whoever is asked judges each school that they look after."""
    ABOUT_TEACHERS = "about_teachers"
    """The same of each teacher in those schools."""
    TASK = "task"
    """Whoever does a task answers with it; only what is asked for in the chat has such sheets."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Everybody of one of these roles; of groups, places and subjects, where any are named, one must fit each.

    Places are codes of organisations, municipalities among them. `answered` is a condition on another survey: its code,
    a question and an answer to it. `attended` is the code of an event: only who was there is asked.
    """

    roles: tuple[Role, ...]
    groups: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    answered: tuple[str, str, str] = ("", "", "")
    attended: str = ""


@dataclass(frozen=True, slots=True)
class Wave:
    """One asking of a survey, both days included; `late` says that answers are taken after the last one too.

    Days are those of each person's organisation. `survey` is the code of a form, `code` the key of the wave. The sheets
    of an anonymous one are nobody's once they are sent.
    """

    code: str
    survey: str
    title: str
    opens: date
    closes: date
    audience: Audience
    late: bool = False
    unit: Unit = Unit.PERSON
    anonymous: bool = False
