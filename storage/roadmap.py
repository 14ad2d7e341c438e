"""The plan of a programme as it is loaded: sections, activities, results, and the tasks that follow from them.

What people do with a task stands in `tasks.py`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from storage.database import Transaction
from storage.tasks import TaskState


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where a plan stands: among the programme's, or as an organisation's own, whose numbers begin with a mark in the
    store and without it here.
    """

    source: str = "files"
    plan: int = 0
    mark: str = ""


PROGRAMMES = Shelf()
"""Where the programme's own plan stands."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the roadmap. `gone_at`: no longer in the file."""

    id: int
    number: str
    title: str
    position: int
    gone_at: int | None


@dataclass(frozen=True, slots=True)
class Activity:
    """A row of the roadmap. `due_on` is the day that holds, `file_due_on` the one that the file said last.

    `owners` is JSON: levels of organisations, with a group or without, or single organisations.
    """

    id: int
    section: int
    number: str
    title: str
    starts_on: str | None
    due_on: str | None
    file_due_on: str | None
    owners: str
    evidence_needed: int
    position: int
    moved_at: int | None
    gone_at: int | None
    about: str = ""
    """Of an own plan: the words that say who does it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the plan comes from: `mark` is that of what the folder has said last, "" where that is not known; `sent_at`
    is when a document has taken its place.
    """

    mark: str
    sent_at: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """An activity as the loading writes it."""

    section: int
    number: str
    title: str
    starts_on: str | None
    due_on: str | None
    file_due_on: str | None
    owners: str
    evidence_needed: int
    position: int
    moved_at: int | None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """One result that the roadmap expects of an activity."""

    activity: int
    title: str


@dataclass(frozen=True, slots=True)
class Duty:
    """A task as the loading sees it: whose it is, until when, and whether somebody has touched it."""

    id: int
    activity: int
    organisation: int
    due_on: str | None
    state: TaskState
    state_by: int | None
    extended_at: int | None


@dataclass(frozen=True, slots=True)
class Assignment:
    """A task to be."""

    activity: int
    organisation: int
    due_on: str | None


@dataclass(frozen=True, slots=True)
class Term:
    """Until when a task is to be done now; `extended_at` if that is a day of its own."""

    id: int
    due_on: str | None
    extended_at: int | None


async def origin(tx: Transaction, programme: int) -> Origin:
    found = await tx.one(Origin, "roadmap.origin", programme=programme)
    return found or Origin("", None)


async def put_origin(tx: Transaction, programme: int, origin: Origin) -> None:
    await tx.run("roadmap.put_origin", programme=programme, **asdict(origin))


async def sections(tx: Transaction, programme: int, shelf: Shelf = PROGRAMMES) -> list[Section]:
    return await tx.all(Section, "roadmap.sections", programme=programme, **asdict(shelf))


async def put_sections(tx: Transaction, programme: int, titles: Sequence[tuple[str, str]],
                       shelf: Shelf = PROGRAMMES) -> None:
    """Write sections (number, title) in their order under their numbers."""
    await tx.repeat("roadmap.put_section", [
        {"programme": programme, "number": number, "title": title, "position": position, **asdict(shelf)}
        for position, (number, title) in enumerate(titles)
    ])


async def leave_sections(tx: Transaction, ids: Iterable[int], *, now: int) -> None:
    await tx.repeat("roadmap.leave_section", [{"id": id, "now": now} for id in ids])


async def activities(tx: Transaction, programme: int, shelf: Shelf = PROGRAMMES) -> list[Activity]:
    """All that the plan has ever had, in their order."""
    return await tx.all(Activity, "roadmap.activities", programme=programme, **asdict(shelf))


async def put_activities(tx: Transaction, programme: int, entries: Iterable[Entry],
                         shelf: Shelf = PROGRAMMES) -> None:
    """Write activities under their numbers; one that had gone is back."""
    await tx.repeat("roadmap.put_activity",
                    [{"programme": programme, **asdict(entry), **asdict(shelf)} for entry in entries])


async def leave_activities(tx: Transaction, ids: Iterable[int], *, now: int) -> None:
    await tx.repeat("roadmap.leave_activity", [{"id": id, "now": now} for id in ids])


async def renumber(tx: Transaction, numbers: Mapping[int, str], shelf: Shelf = PROGRAMMES) -> None:
    """Activities by id: their new numbers, which may be those that others of them have had."""
    await tx.repeat("roadmap.renumber", [{"id": id, "number": f"#{id}", "mark": ""} for id in numbers])
    await tx.repeat("roadmap.renumber",
                    [{"id": id, "number": number, "mark": shelf.mark} for id, number in numbers.items()])


async def results(tx: Transaction, programme: int) -> list[Result]:
    """All results of a programme, activity by activity, in their order."""
    return await tx.all(Result, "roadmap.results", programme=programme)


async def results_of(tx: Transaction, programme: int) -> dict[int, tuple[str, ...]]:
    """The same by activity, of those that have any."""
    found: dict[int, tuple[str, ...]] = {}
    for row in await results(tx, programme):
        found[row.activity] = (*found.get(row.activity, ()), row.title)
    return found


async def put_results(tx: Transaction, activity: int, titles: Sequence[str]) -> None:
    """Replace the results of an activity by these."""
    await tx.run("roadmap.forget_results", activity=activity)
    await tx.repeat("roadmap.put_result", [
        {"activity": activity, "position": position, "title": title} for position, title in enumerate(titles)
    ])


async def duties(tx: Transaction, programme: int, shelf: Shelf = PROGRAMMES) -> list[Duty]:
    """Every task of the plan."""
    return await tx.all(Duty, "roadmap.duties", programme=programme, source=shelf.source, plan=shelf.plan)


async def assign(tx: Transaction, assignments: Iterable[Assignment], *, now: int) -> None:
    """New open tasks."""
    await tx.repeat("roadmap.assign", [{"now": now, **asdict(each)} for each in assignments])


async def cancel(tx: Transaction, tasks: Iterable[int], *, now: int) -> None:
    """Nobody has to do these any more. Nobody's name stands at it: that is how a loading knows its own."""
    await tx.repeat("roadmap.cancel", [{"id": id, "now": now} for id in tasks])


async def reopen(tx: Transaction, tasks: Iterable[int], *, now: int) -> None:
    """These are to be done after all."""
    await tx.repeat("roadmap.reopen", [{"id": id, "now": now} for id in tasks])


async def set_terms(tx: Transaction, terms: Iterable[Term]) -> None:
    await tx.repeat("roadmap.set_term", [asdict(each) for each in terms])
