"""The roadmap with its fulfilment as an appendix to an order: for a programme, a municipality or a school.

What was asked for in the chat is left out: no order has named it, and requests, cards and meetings have tables of their
own.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from messages import lexicon, russian
from messages.catalogue import Catalogue, Choice
from messages.meanings import ShowMenu
from messages.meanings_of_fulfilment import ShowFulfilment
from messages.reports.roadmap_figures import Roadmap, RoadmapBook, RoadmapPaper
from messages.updates import FileKind
from messages.visible import visible
from scheduler.consulting.paper import DOCX
from scheduler.errands import Order
from scheduler.fulfilment import standing
from scheduler.fulfilment.standing import Frame
from scheduler.surveys.reporting import XLSX
from storage import fulfilment, organisations, participants, programmes, roadmap, rosters
from storage.database import Transaction
from storage.errands import Errand
from storage.fulfilment import EVERYBODY, Duty, Point
from storage.organisations import Organisation
from storage.participants import Role, RoleHeld
from storage.programmes import Programme

APPENDIX = "roadmap_appendix"
FORMS = {"docx": DOCX, "xlsx": XLSX}
"""The kinds of files, by how their names end."""
MEASURED = ()
"""The place of indicators: nothing is stored of them yet."""
ALL_ROWS = frozenset({Role.OPERATOR, Role.CURATOR, Role.OBSERVER})
"""Whose file has every row; that of all others has the rows that are theirs."""
SCOPE = 300
"""Letters of the names of those whose fulfilment it is."""
READERS = frozenset({*ALL_ROWS, Role.COORDINATOR, Role.DIRECTOR})


@dataclass(frozen=True, slots=True)
class Wish:
    """For whom it is drawn up. `rows`: every row, also where nothing is to be seen of how it stands."""

    programme: Programme
    participant: int = EVERYBODY
    within: frozenset[int] | None = None
    """Only these organisations; None: all that the participant may see."""
    rows: bool = True
    scope: str = ""
    made_by: str = ""
    role: str = ""


async def ordered(tx: Transaction, errand: Errand, catalogue: Catalogue, now: int) -> Order:
    """Rights are those of now, not of when it was ordered."""
    facts = json.loads(errand.facts)
    held = reading(await participants.roles(tx, errand.participant), facts["programme"])
    programme = await programmes.by_id(tx, facts["programme"])
    person = await participants.by_id(tx, errand.participant)
    if not held or programme is None or person is None:
        return Order(catalogue.say("fulfilment/not_yours", [[Choice("menu", ShowMenu())]]))
    role = catalogue.words("demo/role", role=held[0].role.value)
    wish = Wish(programme, person.id, rows=any(each.role in ALL_ROWS for each in held), scope=await scope(tx, held),
                made_by=person.name, role=role)
    made = await drawn(tx, wish, now)
    rows = [[Choice("back", ShowFulfilment(programme.id)), Choice("menu", ShowMenu())]]
    reply = catalogue.say("fulfilment/file", rows, title=programme.title, points=len(made.points), form=facts["form"])
    wanted = RoadmapPaper(made) if facts["form"] == "docx" else RoadmapBook(made)
    name = " ".join(visible(catalogue.words("fulfilment/file_name", day=made.today)).replace("/", "-").split())
    return Order(reply, wanted, FileKind.DOCUMENT, f"{name}.{facts['form']}", FORMS[facts["form"]])


def reading(held: Iterable[RoleHeld], programme: int = 0) -> list[RoleHeld]:
    """The roles by which somebody sees how the roadmap of a programme stands, or of their first (0)."""
    found = [each for each in held if each.role in READERS]
    first = programme or (found[0].programme if found else 0)
    return [each for each in found if each.programme == first]


async def scope(tx: Transaction, held: Sequence[RoleHeld]) -> str:
    """Whose fulfilment it is: the organisations of the roles, the territory of a curator, or "" for the programme."""
    named: dict[int, Sequence[str]] = {each.id: (each.organisation_title,) for each in held}
    if any(each.role in ALL_ROWS for each in held):
        territories = await rosters.territories(tx, held[0].programme)
        titles = {each.id: each.title for each in await organisations.of_programme(tx, held[0].programme)}
        named = {each.id: sorted(titles[place] for place in territories.get(each.id, ())) for each in held
                 if each.role in ALL_ROWS}
    if not all(named.values()):
        return ""
    return russian.cut(", ".join(dict.fromkeys(title for found in named.values() for title in found)), SCOPE)


async def drawn(tx: Transaction, wish: Wish, now: int) -> Roadmap:
    """What the file is made of."""
    programme = wish.programme
    places = {each.id: each for each in await organisations.of_programme(tx, programme.id)}
    duties = [each for each in await fulfilment.duties(tx, programme.id, wish.participant)
              if wish.within is None or each.organisation in wish.within]
    points = _rows(await fulfilment.points(tx, programme.id), duties, every=wish.rows)
    frame = Frame(places, await _results(tx, programme.id), await _owners(tx, programme.id, places), now,
                  programme.time_zone)
    single = not wish.rows and len({each.organisation for each in duties}) == 1
    frame = replace(frame, single=single)
    return Roadmap(
        programme.title, programme.starts_on, programme.ends_on, wish.scope, single,
        standing.parts(points, duties, frame), standing.matrix(points, duties, frame), MEASURED,
        frame.day(programme.time_zone), programme.time_zone, now, wish.made_by, wish.role)


def within(places: Iterable[Organisation], root: int) -> frozenset[int]:
    """An organisation with all that stand below it."""
    below: defaultdict[int, list[int]] = defaultdict(list)
    for each in places:
        if each.parent is not None:
            below[each.parent].append(each.id)
    found, left = set[int](), [root]
    while left:
        here = left.pop()
        if here not in found:
            found.add(here)
            left += below[here]
    return frozenset(found)


def _rows(points: Sequence[Point], duties: Iterable[Duty], *, every: bool) -> list[Point]:
    theirs = {each.activity for each in duties}
    return [each for each in points if every or each.id in theirs]


async def _results(tx: Transaction, programme: int) -> Mapping[int, Sequence[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for each in await roadmap.results(tx, programme):
        found[each.activity].append(each.title)
    return found


async def _owners(tx: Transaction, programme: int,
                  places: Mapping[int, Organisation]) -> Callable[[str], Sequence[str]]:
    """Words for the owners of a row: a level with its group, or the one organisation that there is of a level."""
    groups = {each.code: each.title for each in await organisations.groups(tx, programme)}
    levels: defaultdict[str, list[str]] = defaultdict(list)
    for place in places.values():
        if place.gone_at is None:
            levels[place.level].append(place.title)

    def named(owners: str) -> Sequence[str]:
        return [_owner(each["level"], groups.get(each["group"] or "", ""), levels[each["level"]])
                for each in json.loads(owners or "[]")]

    return named


def _owner(level: str, group: str, titles: Collection[str]) -> str:
    said = lexicon.sayings("roadmap/appendix")
    if group:
        return said["owners.of_group"](level=said[f"owners.{level}"](), group=group)
    return next(iter(titles)) if len(titles) == 1 else said[f"owners.{level}"]()


ORDERINGS = {APPENDIX: ordered}
"""By the kind of an errand."""
