"""The roadmap, from `roadmap.xlsx` or `roadmap.yaml`: sections, activities, their dates and who answers for them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from scheduler.documents.owner_words import Facts, Meant, OwnerWords
from scheduler.programme import phrases, table, words, xlsx_file, yaml_file
from scheduler.programme.documents import ActivityPart, RoadmapFile
from scheduler.programme.mistakes import Found, Kind, Place
from scheduler.programme.model import Activity, Organisation, Owner, Period, Section, owning
from scheduler.programme.reading import Context, Sort, Status
from scheduler.programme.table import Column, Row
from scheduler.programme.when import NO_DATE, When

COLUMNS = (
    Column("section", ("Раздел",), limit=1000),
    Column("number", ("№", "№ п/п", "Номер"), needed=True, limit=40),
    Column("title", ("Мероприятие", "Мероприятия"), needed=True, limit=1000),
    Column("due", ("Срок", "Сроки", "Срок исполнения"), needed=True),
    Column("owners", ("Ответственные", "Ответственный", "Исполнители"), needed=True, limit=1000),
    Column("results", ("Результат", "Результаты", "Ожидаемый результат"), limit=5000),
    Column("evidence", ("Подтверждение (нужно/не нужно)", "Подтверждение")),
    Column("assumed", ("Срок предположительный (да/нет)", "Срок предположительный")),
)
_ONE_DATE = (Sort.DAYS, Sort.WHOLE_PERIOD, Sort.NONE)
"""A row of our own table is one activity with one date; lists and what repeats are parted when a document is read."""
OURS = re.compile(r"[А-ЯЁ]{1,2}-\d+")
"""Numbers that we give to what is asked for in the chat."""
_NUMBERED = re.compile(r"(?:раздел\s+)?([0-9]+(?:\.[0-9]+)*)\.?(?:\s+(.*))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """An activity as it is written, and where each part of it stands."""

    places: Mapping[str, Place]
    number: str
    section: Section
    title: str
    due: str | date
    owners: tuple[str, ...]
    """One cell's text, or the entries of a list."""
    results: tuple[str, ...]
    evidence: bool
    assumed: bool


@dataclass(frozen=True, slots=True)
class Roadmap:
    """All sections in order, also those without activities, and the drafts in order."""

    sections: tuple[Section, ...]
    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a draft is held against. `owners` and `period` are None while `programme.yaml` is not readable.

    `organisations` is empty while their table is missing or wrong: nobody can be called nobody then.
    """

    period: Period | None
    owners: Mapping[str, Owner] | None
    organisations: tuple[Organisation, ...]


def read(folder: Path, found: Found) -> Roadmap:
    """The roadmap from the one file that the folder holds."""
    excel, plain = folder / "roadmap.xlsx", folder / "roadmap.yaml"
    if excel.exists() and plain.exists():
        found.add(Kind.ROADMAP_TWICE, Place(plain.name))
    roadmap = from_yaml(plain, found) if plain.exists() and not excel.exists() else from_excel(excel, found)
    seen: dict[str, Draft] = {}
    for draft in roadmap.drafts:
        if OURS.fullmatch(draft.number):
            found.add(Kind.NUMBER_OURS, draft.places["number"], value=draft.number)
        first = seen.setdefault(draft.number, draft) if draft.number else draft
        if first is not draft:
            other = first.places["number"]
            found.add(
                Kind.DUPLICATE,
                draft.places["number"],
                value=draft.number,
                other=other.cell or str(other.line),
            )
    return roadmap


def from_excel(path: Path, found: Found) -> Roadmap:
    """A row without a section belongs to the one above; a row with nothing else opens a section."""
    sections, drafts, current = _Sections(), [], Section("", "")
    for row in table.rows(path.name, xlsx_file.read(path, found), COLUMNS, found):
        caption = next(iter(row.cells)) if row.banner else "section"
        if heading := row.text(caption):
            current = sections.named(heading, row.place(caption), found)
        if not row.banner and set(row.cells) != {"section"}:
            sections.use(current)
            drafts.append(_from_row(row, current, found))
    return Roadmap(sections.all(), tuple(drafts))


class _Sections:
    """The sections met so far; a number alone means the section that had it before."""

    def __init__(self) -> None:
        self._by_number: dict[str, Section] = {}

    def named(self, heading: str, place: Place, found: Found) -> Section:
        match = _NUMBERED.fullmatch(heading)
        number, title = (match[1], match[2] or "") if match else (heading, heading)
        known = self._by_number.get(number)
        if known and title and words.fold(title) != words.fold(known.title):
            found.add(Kind.SECTION_DIFFERS, place, number=number, title=known.title)
        return self._by_number.setdefault(number, Section(number, title or number))

    def use(self, section: Section) -> None:
        self._by_number.setdefault(section.number, section)

    def all(self) -> tuple[Section, ...]:
        return tuple(self._by_number.values())


def _from_row(row: Row, section: Section, found: Found) -> Draft:
    if "number" in row.cells and row.cells["number"].day:
        found.add(Kind.NUMBER_IS_DATE, row.place("number"), value=row.text("number"))
    due_text = row.needed("due", found)
    due = row.cells["due"].day if "due" in row.cells else None
    owners = row.needed("owners", found)
    return Draft(
        {name: row.place(name) for name in ("number", "due", "owners")},
        row.needed("number", found),
        section,
        row.needed("title", found),
        due or due_text,
        (row.raw("owners"),) if owners else (),
        words.lines(row.raw("results")),
        _answer(row, "evidence", True, found),
        _answer(row, "assumed", False, found),
    )


def _answer(row: Row, name: str, default: bool, found: Found) -> bool:
    word = row.text(name)
    answer = words.ANSWERS.get(words.fold(word)) if word else default
    if answer is None:
        found.add(Kind.ANSWER_UNKNOWN, row.place(name), word=word)
    return default if answer is None else answer


def from_yaml(path: Path, found: Found) -> Roadmap:
    """The same from sections with their activities below them."""
    read_in = yaml_file.read(path, RoadmapFile, found)
    if read_in is None:
        return Roadmap((), ())
    file, lines = read_in
    sections, drafts = _Sections(), []
    for index, part in enumerate(file.sections):
        place = lines.place("sections", index, "number")
        section = sections.named(f"{part.number} {part.title}", place, found)
        for number, activity in enumerate(part.activities):
            way = ("sections", index, "activities", number)
            places = {name: lines.place(*way, name) for name in ("number", "due", "owners")}
            drafts.append(_from_part(activity, section, places))
    return Roadmap(sections.all(), tuple(drafts))


def _from_part(part: ActivityPart, section: Section, places: Mapping[str, Place]) -> Draft:
    owners, results = tuple(part.owners), tuple(part.results)
    return Draft(places, part.number, section, part.title, part.due, owners, results, part.evidence, part.assumed)


def settle(drafts: Iterable[Draft], frame: Frame, found: Found) -> tuple[Activity, ...]:
    """Activities with their dates and owners understood."""
    return tuple(
        Activity(
            draft.number,
            draft.section.number,
            draft.title,
            _due(draft, frame, found),
            tuple(dict.fromkeys(_owners(draft, frame, found))),
            draft.results,
            draft.evidence,
            draft.assumed,
        )
        for draft in drafts
    )


def _due(draft: Draft, frame: Frame, found: Found) -> When:
    if not draft.due:
        return NO_DATE
    period = frame.period
    read = phrases.understood(draft.due, Context.between(period.start, period.end) if period else None)
    if read.status is not Status.READ or read.sort not in _ONE_DATE:
        found.add(Kind.DUE_NOT_UNDERSTOOD, draft.places["due"], phrase=read.phrase)
        return NO_DATE
    when = When(period.start, period.end) if period and read.sort is Sort.WHOLE_PERIOD else read.when
    if frame.period and when.end and when.end not in frame.period:
        first, last = frame.period.start.isoformat(), frame.period.end.isoformat()
        found.add(Kind.DUE_OUTSIDE, draft.places["due"], day=when.end.isoformat(), first=first, last=last)
    return when


def _owners(draft: Draft, frame: Frame, found: Found) -> Iterator[Owner]:
    if frame.owners is None:
        return
    known = {words.fold(word): owner for word, owner in frame.owners.items()}
    place = draft.places["owners"]
    for word in owner_words(draft, known):
        owner = known.get(words.fold(word))
        if owner is None:
            found.add(Kind.OWNER_UNKNOWN, place, word=word, near=words.near(word, frame.owners),
                      level=_level(word, frame.organisations))
        elif frame.organisations and not owning(owner, frame.organisations):
            found.add(Kind.OWNER_NOBODY, place, word=word)
        else:
            yield owner


def _level(word: str, organisations: tuple[Organisation, ...]) -> str:
    """The level that a usual word means, for the remedy, or ""."""
    answer = _known_words(organisations).owner_of(word)
    return answer.owner.level.value if isinstance(answer, Meant) and not answer.owner.organisation else ""


@lru_cache(1)
def _known_words(organisations: tuple[Organisation, ...]) -> OwnerWords:
    return OwnerWords(Facts(organisations))


def owner_words(draft: Draft, known: Mapping[str, Owner]) -> Iterator[str]:
    """The single words for its owners; `known` are folded."""
    return (word for text in draft.owners for word in _words(text, known))


def _words(text: str, known: Mapping[str, Owner]) -> Iterator[str]:
    """The entries of a cell. A comma separates too, save where it belongs to a known word."""
    for part in words.parts(text):
        yield from [part] if words.fold(part) in known else words.parts(part, ",")
