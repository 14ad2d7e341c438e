"""A programme as one whole, frozen value: what the planner, the storage and the checks work with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from scheduler.consulting.rules import Rules
from scheduler.documents.indicator import Indicator
from scheduler.programme.event import PlannedEvent
from scheduler.programme.material import PlannedMaterial
from scheduler.programme.when import When
from scheduler.surveys.form import Form
from scheduler.surveys.wave import Wave
from storage.participants import Role
from storage.reviews import Order


class Level(StrEnum):
    """Where an organisation stands in the tree."""

    MINISTRY = "ministry"
    INSTITUTE = "institute"
    MUNICIPALITY = "municipality"
    DISTRICT = "district"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last day of a programme."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From when in the evening until when in the morning nothing is sent on our own account."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Ladder:
    """When a deadline is spoken of, in calendar days; who else hears of a late task, and how late.

    `coordinator` and `curator` are days after the deadline; None: this programme does not tell them.
    """

    before: tuple[int, ...] = (14, 7, 3, 1, 0)
    every: int = 3
    times: int = 3
    coordinator: int | None = 2
    curator: int | None = 7


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person agrees to; the version is recorded with the agreement."""

    version: str
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """A named set of schools."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """`code` is its key over all loadings; the time zone is always filled.

    `parent`, `groups` and `partners` are codes; each of two partners names the other.
    """

    code: str
    title: str
    level: Level
    parent: str | None
    groups: tuple[str, ...]
    time_zone: str
    partners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Post:
    """One row of the table of people: a role in an organisation (code). `territory` are codes."""

    role: Role
    organisation: str
    territory: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """One human being with all their posts; the first one is the main one.

    `keys` has one entry for each organisation of theirs. On a second loading any of them recognises the person, so
    that a new phone, a second post or another order of the rows does not make a stranger of them.
    """

    name: str
    posts: tuple[Post, ...]
    keys: tuple[str, ...]
    phone: str = ""
    email: str = ""

    @property
    def key(self) -> str:
        """The key to store the person by."""
        return self.keys[0]


@dataclass(frozen=True, slots=True)
class Section:
    """`number` is its key; where the document numbers no sections, the title serves."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Owner:
    """All organisations of a level. With a group: its schools, or the bodies above that have such schools.

    With an `organisation` (code) it is this one alone.
    """

    level: Level
    group: str | None = None
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """One numbered row of the roadmap. `evidence`: a report needs proof. `assumed`: the date is ours."""

    number: str
    section: str
    title: str
    due: When
    owners: tuple[Owner, ...]
    results: tuple[str, ...] = ()
    evidence: bool = True
    assumed: bool = False
    indicators: tuple[Indicator, ...] = ()
    acting: str = ""
    """Of an organisation's own plan: who does it there, in its words."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a question may be about. `code` is its key over all loadings; a `subject` is one of school, or ""."""

    code: str
    title: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """The programme's own wording of one message; `name` is the template's, like `tasks/reminder`."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Programme:
    """Everything a folder says. What is None here is left to the settings of the deployment."""

    code: str
    title: str
    period: Period
    time_zone: str
    digest_at: time | None
    quiet_hours: QuietHours | None
    ladder: Ladder
    consent: Consent
    groups: tuple[Group, ...]
    organisations: tuple[Organisation, ...]
    people: tuple[Person, ...]
    sections: tuple[Section, ...]
    activities: tuple[Activity, ...]
    assumed: tuple[str, ...]
    texts: tuple[Override, ...]
    surveys: tuple[Form, ...] = ()
    waves: tuple[Wave, ...] = ()
    events: tuple[PlannedEvent, ...] = ()
    topics: tuple[Topic, ...] = ()
    help: tuple[Topic, ...] = ()
    """The kinds of help that a school may ask for; without any, those of the house."""
    desk: Rules | None = None
    """None: the files say nothing of it, and the rules of the house hold."""
    materials: tuple[PlannedMaterial, ...] = ()
    review: Order = Order.IN_TURN
    visit_sheet: str = ""
    """The code of the survey that visitors of schools fill in; empty: that of the house."""

    def organisation(self, code: str) -> Organisation:
        """The organisation of this code, which must exist."""
        return next(one for one in self.organisations if one.code == code)

    def owning(self, activity: Activity) -> tuple[Organisation, ...]:
        """The organisations that have to do the activity, each once, in the order of the table."""
        codes = {code for owner in activity.owners for code in owning(owner, self.organisations)}
        return tuple(one for one in self.organisations if one.code in codes)


def owning(owner: Owner, organisations: tuple[Organisation, ...]) -> frozenset[str]:
    """Codes of the organisations that the words of an owner mean."""
    if owner.organisation:
        return frozenset(one.code for one in organisations if one.code == owner.organisation)
    of_level = {one.code for one in organisations if one.level is owner.level}
    if owner.group is None:
        return frozenset(of_level)
    members = [one for one in organisations if owner.group in one.groups]
    parents = {one.code: one.parent for one in organisations}
    return frozenset(code for one in members for code in _upwards(one.code, parents) if code in of_level)


def _upwards(code: str | None, parents: dict[str, str | None]) -> Iterator[str]:
    seen: set[str] = set()
    while code is not None and code not in seen:  # the loader asks before it has refused a cycle
        yield code
        seen.add(code)
        code = parents.get(code)
