"""What charts, workbooks, certificates and transcripts are made of: plain values, which go to another process."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from pydantic import ConfigDict

from storage.hours import Place, Told
from storage.posts import Kind
from storage.tallies import Rated


@dataclass(frozen=True, slots=True)
class Series:
    """What was answered at one asking: how many chose each bar, of `total` who answered the question."""

    name: str
    total: int
    counts: Sequence[int]


@dataclass(frozen=True, slots=True)
class Chart:
    """A question. `note` stands below it: how many have answered, what the mean is. `empty` is said of no answers."""

    title: str
    labels: Sequence[str]
    series: Sequence[Series]
    note: str
    empty: str


@dataclass(frozen=True, slots=True)
class Paper:
    """How a sheet is printed: A4, lines around all cells, wrapped words, `above` and the headings on every page.

    `row_height`, in points, is what a row has at least: room for a signature.
    """

    above: str = ""
    landscape: bool = False
    row_height: float = 0.0


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of a workbook: the first row is its headings; `widths` are in characters. `paper`: it will be printed.

    `picture` is a PNG that stands on it.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    title: str
    widths: Sequence[float]
    rows: Sequence[Sequence[str | int | float | None]]
    paper: Paper | None = None
    picture: bytes = b""


@dataclass(frozen=True, slots=True)
class Stripe:
    """One colour of the bars: so many on each day, one day after the other."""

    name: str
    counts: Sequence[int]


@dataclass(frozen=True, slots=True)
class Days:
    """Bars by day from a day on (ISO). `note` stands below them; `empty` is said where all is nothing."""

    title: str
    starts_on: str
    stripes: Sequence[Stripe]
    note: str
    empty: str


@dataclass(frozen=True, slots=True)
class Workbook:
    """Sheets in their order."""

    pages: Sequence[Page]


@dataclass(frozen=True, slots=True)
class Ledger:
    """A workbook of consultations: a sheet of `entries`, also of those that were replaced, then `pages`, then one of
    `ratings`. `minutes` are what counts of the entries. `above` is what stands on the first sheet and on the last.
    """

    entries: Sequence[Told]
    places: Sequence[Place]
    minutes: int
    pages: Sequence[Page]
    ratings: Sequence[Rated]
    above: tuple[str, str]
    zone: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """What stands on it from top to bottom: `given` leads to the person, `took_part` from the person to the event.

    `how` tells in words how to verify `number`; without a `link` there is no picture. `issued_at` is an instant.
    """

    programme: str
    heading: str
    given: str
    person: str
    took_part: str
    event: str
    details: tuple[str, ...]
    issuer: str
    issued: str
    number: str
    how: str
    link: str
    issued_at: int


@dataclass(frozen=True, slots=True)
class Packed:
    """A file of an archive; `path` with slashes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Bundle:
    """Files as an archive."""

    files: Sequence[Packed]


@dataclass(frozen=True, slots=True)
class AskedFor:
    """One ask for help: what its school said, piece by piece, and how many files came with it."""

    number: int
    school: str
    words: tuple[str, ...]
    files: int
    asked_at: int


@dataclass(frozen=True, slots=True)
class HelpList:
    """Asks of one kind that a coordinator passes on. Instants are shown by the clock of `zone`."""

    number: int
    title: str
    words: str
    kind: str
    programme: str
    place: str
    asker: str
    handed_at: int
    zone: str
    exported_at: int
    asks: tuple[AskedFor, ...]


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of a line. `content` is that of a picture, to be shown; all others are only named."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    name: str
    size: int
    photo: bool = False
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a line said until an instant."""

    until: int
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One post. `author` and `subject` are full names, "" of somebody forgotten; a `role` is the value of one, or "".

    `subject` is whom it was passed to. A closing without `author` is time's own work.
    """

    at: int
    kind: Kind
    author: str
    role: str = ""
    text: str = ""
    subject: str = ""
    edited_at: int | None = None
    earlier: tuple[Earlier, ...] = ()
    files: tuple[Attached, ...] = ()


@dataclass(frozen=True, slots=True)
class Spent:
    """Minutes of one kind of consultation: individual, group, on_site."""

    kind: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Transcript:
    """A consultation to be printed. Instants are shown by the clock of `zone`; a `rating` is of five.

    Without `with_notes` no note of those who answer leaves the house, whatever stands in `posts`.
    """

    number: int
    programme: str
    asker: str
    school: str
    topic: str
    answerers: tuple[str, ...]
    asked_at: int
    answered_at: int | None
    closed_at: int | None
    spent: tuple[Spent, ...]
    rating: int | None
    rating_note: str
    posts: tuple[Line, ...]
    zone: str
    exported_at: int
    with_notes: bool = False


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody at a meeting; `name` is "" of somebody forgotten."""

    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a meeting has decided; `state` is open, late or done, `due_on` a day, ISO."""

    number: str
    words: str
    owner: str
    due_on: str | None
    state: str


@dataclass(frozen=True, slots=True)
class Minutes:
    """A meeting to be printed. `people` are those who `came`, or who have promised to; `before` is what earlier
    meetings have left undone.
    """

    programme: str
    title: str
    starts_at: int
    ends_at: int
    zone: str
    place: str
    link: str
    holders: tuple[str, ...]
    came: bool
    people: tuple[Present, ...]
    agenda: tuple[str, ...]
    decisions: tuple[Resolved, ...]
    before: tuple[Resolved, ...]
    exported_at: int


@dataclass(frozen=True, slots=True)
class Judged:
    """An application in a protocol; all figures are words. `totals` are in no order that names an expert."""

    place: str
    number: int
    title: str
    municipality: str
    totals: tuple[str, ...]
    mean: str
    spread: str
    apart: bool
    missing: int
    award: str


@dataclass(frozen=True, slots=True)
class Scored:
    """A criterion in a protocol: what it is called, its scale, its weight."""

    label: str
    scale: str
    weight: str


@dataclass(frozen=True, slots=True)
class Protocol:
    """A contest to be printed. Days are ISO; `commission` are names and where they belong; `left_out` are applications
    by number and title, with the word of their state; `apart` is how far experts stood from what they judged.
    """

    number: str
    title: str
    programme: str
    due_on: str
    judged_by: str
    commission: tuple[tuple[str, str], ...]
    criteria: tuple[Scored, ...]
    most: str
    each: int
    apart: str
    seed: int
    conflicts: int
    reviews: int
    rows: tuple[Judged, ...]
    left_out: tuple[tuple[int, str, str], ...]
    zone: str
    exported_at: int


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """A course or an event: what it was, when, how many hours, and the numbers of its papers."""

    what: str
    when: str
    hours: str
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PortfolioPart:
    """A year, and what it comes to."""

    title: str
    rows: tuple[PortfolioRow, ...]
    sum: str


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Somebody's own record: `headings` of the four columns, the years, and the `totals` below them.

    `how` tells in words how to verify a number; without a `link` there is no picture. `made_at` is an instant.
    """

    heading: str
    programme: str
    person: str
    place: str
    headings: tuple[str, str, str, str]
    parts: tuple[PortfolioPart, ...]
    totals: tuple[str, ...]
    made: str
    how: str
    link: str
    made_at: int
