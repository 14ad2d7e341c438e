"""Visits in figures and as a workbook: planned and held by place, visitor and month; and where nobody was."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from messages import lexicon
from messages.catalogue import Catalogue, Choice
from messages.meanings import ShowMenu
from messages.meanings_of_visits import ShowVisitFigures
from messages.reports.figures import Page, Paper, Workbook
from messages.updates import FileKind
from scheduler.errands import Order
from scheduler.surveys.reporting import XLSX
from storage import visits
from storage.database import Transaction
from storage.errands import Errand
from storage.visits import Made, Unvisited

TABLE = "visit_table"
BY = ("municipality", "school", "visitor", "month")
SCHOOLS = 5000
Row = list[str | int | float | None]


@dataclass(frozen=True, slots=True)
class Sum:
    """So many visits lie ahead, so many were held, of so many of those the sheet is filled in. A month is ISO."""

    name: str
    ahead: int
    held: int
    written: int


def sums(made: Sequence[Made], by: str, now: int) -> list[Sum]:
    """By name, months in their order. A visit with several visitors is one, but of each of them."""
    parts: dict[str, dict[int, Made]] = defaultdict(dict)
    for each in made:
        if by != "visitor" or each.visitor:
            parts[_NAMES[by](each)][each.id] = each
    return [_sum(name, list(part.values()), now) for name, part in sorted(parts.items())]


def whole(made: Sequence[Made], now: int) -> Sum:
    """Of all."""
    return _sum("", list({each.id: each for each in made}.values()), now)


async def workbook(tx: Transaction, errand: Errand, catalogue: Catalogue, now: int) -> Order:
    """What its orderer watches over, as rights are now."""
    made = await visits.all(tx, errand.participant)
    never = await visits.unvisited(tx, errand.participant, size=SCHOOLS, skip=0)
    pages = [*(_summed(made, by, now) for by in BY), _listed(made, now), _never(never)]
    reply = catalogue.say("visits/table", [[Choice("back", ShowVisitFigures()), Choice("menu", ShowMenu())]],
                          whole=whole(made, now), never=len(never))
    return Order(reply, Workbook(pages), FileKind.DOCUMENT, f"{catalogue.words('visits/table_name')}.xlsx", XLSX)


def _sum(name: str, made: Sequence[Made], now: int) -> Sum:
    held = [each for each in made if each.ends_at <= now]
    return Sum(name, len(made) - len(held), len(held), sum(each.written for each in held))


def _summed(made: Sequence[Made], by: str, now: int) -> Page:
    words = headings()["sums"]
    rows: list[Row] = [[words[by], words["ahead"], words["held"], words["written"]]]
    rows += [[_month_words(each.name) if by == "month" else each.name or words["none"], each.ahead, each.held,
              each.written] for each in sums(made, by, now)]
    total = whole(made, now)
    rows.append([words["total"], total.ahead, total.held, total.written])
    return Page(words[f"by_{by}"], [48.0, 14.0, 14.0, 18.0], rows, Paper(words[f"by_{by}"]))


def _listed(made: Sequence[Made], now: int) -> Page:
    """One row a visit, whoever goes there in one cell."""
    words = headings()["visits"]
    rows: list[Row] = [["№", *(words[key] for key in ("when", "municipality", "school", "visitors", "purpose", "state",
                                                      "steps", "steps_done"))]]
    going: dict[int, list[Made]] = defaultdict(list)
    for each in made:
        going[each.id].append(each)
    for number, of_one in enumerate(going.values(), 1):
        one = of_one[0]
        state = "ahead" if one.ends_at > now else "written" if one.written else "held"
        rows.append([number, _local(one).strftime("%d.%m.%Y %H:%M"), one.municipality, one.school,
                     "; ".join(each.visitor for each in of_one if each.visitor), one.about, words[state],
                     one.steps or None, one.steps_done or None])
    return Page(words["title"], [5.0, 16.0, 24.0, 32.0, 28.0, 26.0, 15.0, 8.0, 11.0], rows,
                Paper(words["title"], landscape=True))


def _never(schools: Sequence[Unvisited]) -> Page:
    words = headings()["never"]
    rows: list[Row] = [["№", words["municipality"], words["school"]]]
    rows += [[number, each.municipality, each.title] for number, each in enumerate(schools, 1)]
    return Page(words["title"], [6.0, 36.0, 52.0], rows, Paper(words["title"]))


def _local(made: Made) -> datetime:
    return datetime.fromtimestamp(made.starts_at, UTC).astimezone(ZoneInfo(made.time_zone))


def _month_words(month: str) -> str:
    return datetime.fromisoformat(f"{month}-01").strftime("%m.%Y")


_NAMES: Mapping[str, Callable[[Made], str]] = {
    "municipality": lambda made: made.municipality, "school": lambda made: made.school,
    "visitor": lambda made: made.visitor, "month": lambda made: _local(made).strftime("%Y-%m")}


def headings() -> Mapping[str, Mapping[str, str]]:
    """The words of the sheets."""
    return lexicon.read("visits/workbook")


ORDERINGS = {TABLE: workbook}
"""By the kind of an errand."""
