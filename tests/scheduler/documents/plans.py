"""Documents made by hand, and a small programme to hold them against."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from scheduler.documents import ground, pending
from scheduler.documents.answers import Answer
from scheduler.documents.document import Document, Indicator, Row
from scheduler.documents.ground import Ground
from scheduler.documents.pending import Draft
from scheduler.programme.mistakes import Place
from scheduler.programme.model import Group, Level, Organisation, Period
from scheduler.programme.reading import Context, Doubt, Reading, Sort, Status, Why
from scheduler.programme.when import NO_DATE, When
from storage import organisations, programmes
from storage.database import Transaction
from storage.programmes import Programme

PERIOD = Period(date(2023, 9, 1), date(2024, 5, 31))
SCHOOLS = ("МБОУ СОШ № 1", "МБОУ СОШ № 2", "Лицей № 3")
FIGURE = Indicator("не менее 60 человек", Decimal(60), "человек")


def day(iso: str) -> date:
    return date.fromisoformat(iso)


def until(iso: str, phrase: str = "") -> Reading:
    """A sure deadline."""
    return Reading(phrase or f"до {iso}", Status.READ, Sort.DAYS, When(None, day(iso)))


def unsure(phrase: str, iso: str) -> Reading:
    return Reading(phrase, Status.UNSURE, Sort.DAYS, When(None, day(iso)), doubts=(Doubt(Why.YEAR, phrase),))


def unread(phrase: str) -> Reading:
    return Reading(phrase, Status.NOT_UNDERSTOOD, Sort.UNKNOWN, doubts=(Doubt(Why.UNKNOWN, phrase),))


def listed(*ends: str) -> Reading:
    parts = tuple(When(None, day(end)) for end in ends)
    return Reading(", ".join(ends), Status.READ, Sort.LIST, When(parts[0].end, parts[-1].end), parts=parts)


def recurring(rule: str, when: When = NO_DATE) -> Reading:
    return Reading(rule, Status.READ, Sort.RECURRING, when, rule)


def without(sort: Sort) -> Reading:
    status = Status.READ if sort is Sort.NONE else Status.NOT_UNDERSTOOD
    return Reading(sort.value, status, sort)


def row(activity: str, deadline: Reading, owners: Sequence[str] = ("Школы",), *, number: str = "", section: str = "",
        table: int = 1, results: tuple[str, ...] = (), indicators: tuple[Indicator, ...] = ()) -> Row:
    return Row(table, Place("план.docx"), section, number, activity, deadline.phrase, deadline, tuple(owners), results,
               indicators)


def document(*rows: Row) -> Document:
    return Document("план.docx", "План", Context(2023, 2024), rows, ())


def numbered(*rows: tuple[str, str, Reading]) -> Document:
    """Rows of a number, an activity and a deadline."""
    return document(*(row(activity, deadline, number=number) for number, activity, deadline in rows))


def region() -> Ground:
    """An institute, a municipality and its schools; the first two are the focus group."""
    bodies = [("inst", "Институт развития образования", Level.INSTITUTE, None, ()),
              ("mun", "Управление образования", Level.MUNICIPALITY, "inst", ()),
              *((f"s{place}", title, Level.SCHOOL, "mun", ("focus",) if place < 3 else ())
                for place, title in enumerate(SCHOOLS, 1))]
    made = tuple(Organisation(code, title, level, parent, groups, "Asia/Irkutsk")
                 for code, title, level, parent, groups in bodies)
    places = {each.code: place for place, each in enumerate(made, 1)}
    return Ground(1, PERIOD, (Group("focus", "Фокус-группа"),), made, places, {"focus": 1})


async def stored(tx: Transaction, code: str = "p", now: int = 1) -> Programme:
    """The same region in the store."""
    here = region()
    id = await programmes.put(
        tx, code=code, title="Поддержка школ", starts_on=PERIOD.start.isoformat(), ends_on=PERIOD.end.isoformat(),
        time_zone="Asia/Irkutsk", digest_at="09:00", quiet_hours="20:00-08:00",
        ladder='{"before": [3], "after": {"every": 3, "times": 1}, "escalate": {}}', consent_version="1",
        consent_text="Согласие", now=now)
    await organisations.put(tx, id, [organisations.Entry(each.code, each.title, each.level, each.time_zone)
                                     for each in here.organisations])
    ids = {each.code: each.id for each in await organisations.of_programme(tx, id)}
    await organisations.place(tx, [organisations.Place(ids[each.code], ids.get(each.parent or ""), ids["mun"])
                                   for each in here.organisations if each.parent])
    group = await organisations.put_group(tx, id, "focus", "Фокус-группа")
    await organisations.join(tx, [organisations.Member(group, ids[each.code]) for each in here.organisations
                                  if each.groups])
    found = await programmes.by_id(tx, id)
    assert found
    return found


async def drafted(tx: Transaction, programme: Programme, paper: Document,
                  answers: dict[int, Answer] | None = None) -> Draft:
    return await pending.made(tx, programme, paper, answers or {})


async def laid(tx: Transaction, programme: Programme, paper: Document, *, now: int = 2,
               answers: dict[int, Answer] | None = None) -> Draft:
    """Loaded."""
    draft = await drafted(tx, programme, paper, answers)
    await pending.load(tx, draft, now=now)
    return draft


async def there(tx: Transaction, programme: Programme) -> Ground:
    return await ground.of(tx, programme)
