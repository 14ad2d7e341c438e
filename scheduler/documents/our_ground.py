"""What an organisation's own plan is held against: its own years, itself as the one owner, its plan of those years."""

from dataclasses import replace
from datetime import date

from messages.catalogue import Catalogue
from scheduler.documents.document import Document
from scheduler.documents.ground import Ground
from scheduler.programme.model import Owner, Period
from scheduler.programme.when import When
from storage import own_plans
from storage.database import Transaction
from storage.own_plans import OwnPlan
from storage.roadmap import Shelf

SOURCE = "own"


async def of(tx: Transaction, here: Ground, organisation: int, document: Document) -> Ground:
    """The same ground as this organisation stands on it."""
    code = next(code for code, id in here.places.items() if id == organisation)
    ours = next(each for each in here.organisations if each.code == code)
    years = document.context
    period = Period(*_ends(years.whole)) if years else here.period
    wide = Period(date(period.start.year, 6, 1), date(period.end.year, 8, 31)) if years and years.school else period
    found = await own_plans.of(tx, organisation, _years(period))
    return replace(here, period=period, wide=wide, ours=Owner(ours.level, organisation=code), shelf=_shelf(found))


async def kept(tx: Transaction, catalogue: Catalogue, here: Ground, organisation: int, answers: str, *,
               now: int) -> Ground:
    """The same with a plan in the store, to be loaded into."""
    years = _years(here.period)
    mark = here.shelf.mark or await _new_mark(tx, catalogue, here.programme)
    id = await own_plans.put(tx, programme=here.programme, organisation=organisation, years=years, mark=mark,
                             answers=answers, now=now)
    return replace(here, shelf=Shelf(SOURCE, id, mark))


async def _new_mark(tx: Transaction, catalogue: Catalogue, programme: int) -> str:
    return catalogue.words("own/mark", place=await own_plans.number(tx, programme)) + " "


def _shelf(found: OwnPlan | None) -> Shelf:
    """Nothing stands yet where no plan is loaded."""
    return Shelf(SOURCE, found.id, found.mark) if found else Shelf(SOURCE)


def _ends(whole: When) -> tuple[date, date]:
    assert whole.start
    assert whole.end
    return whole.start, whole.end


def _years(period: Period) -> str:
    """By which a corrected plan is told from that of another year."""
    return f"{period.start.year}-{period.end.year}"
