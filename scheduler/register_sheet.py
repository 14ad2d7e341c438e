"""The registers as a workbook, a sheet each, as far as whoever has asked may read them."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from messages import lexicon
from messages.catalogue import Catalogue, Choice
from messages.meanings import ShowMenu
from messages.meanings_of_registers import ShowRegisters
from messages.reports.figures import Page, Paper, Workbook
from messages.updates import FileKind
from scheduler import registers as kept
from scheduler.errands import Order
from scheduler.surveys.reporting import XLSX
from storage import participants, registers
from storage.database import Transaction
from storage.errands import Errand
from storage.participants import RoleHeld
from storage.registers import Record, Register

REGISTERS = "registers"
_WIDTHS = {"number": 6, "day": 12, "code": 14, "title": 56, "place": 34, "partner": 32, "paper": 32, "added": 22}
ROW_HEIGHT = 36.0
"""Points: two lines with some air."""
Row = list[str | int | float | None]


async def workbook(tx: Transaction, errand: Errand, catalogue: Catalogue, now: int) -> Order:
    """Rights are those of now, not of when it was ordered."""
    programme = json.loads(errand.facts)["programme"]
    held = next((each for each in kept.reading(await participants.roles(tx, errand.participant))
                 if each.programme == programme), None)
    if held is None:
        return Order(catalogue.say("registers/not_a_reader", [[Choice("menu", ShowMenu())]]))
    found = await registers.whole(tx, errand.participant, programme)
    day = datetime.fromtimestamp(now, UTC).astimezone(ZoneInfo(held.time_zone)).date().isoformat()
    pages = [_page(catalogue, held, day, register, [each for each in found if each.register is register])
             for register in Register]
    rows = [[Choice("back", ShowRegisters(programme)), Choice("menu", ShowMenu())]]
    reply = catalogue.say("registers/workbook", rows, title=held.programme_title, total=len(found))
    name = catalogue.words("registers/workbook_name", day=day)
    return Order(reply, Workbook(pages), FileKind.DOCUMENT, f"{name}.xlsx", XLSX)


def _page(catalogue: Catalogue, held: RoleHeld, day: str, register: Register, records: Sequence[Record]) -> Page:
    words = headings()
    title = words["titles"][register]
    columns = [each for each in _WIDTHS if each != "partner" or register is Register.AGREEMENT]
    rows: list[Row] = [[words["columns"][each] for each in columns]]
    for number, record in enumerate(records, 1):
        cells = _cells(number, record)
        rows.append([cells[each] for each in columns])
    if not records:
        rows.append([None, None, None, words["notes"]["empty"], *[None] * (len(columns) - 4)])
    above = catalogue.words("registers/workbook_above", sheet=title, title=held.programme_title, day=day)
    return Page(title, [_WIDTHS[each] for each in columns], rows, Paper(above, landscape=True, row_height=ROW_HEIGHT))


def _cells(number: int, record: Record) -> dict[str, str | int | None]:
    file = headings()["notes"]["file"].format(name=record.file_name) if record.file is not None else ""
    return {"number": number, "day": date.fromisoformat(record.dated_on).strftime("%d.%m.%Y"),
            "code": record.number or None, "title": record.title, "place": record.place,
            "partner": record.partner or None, "paper": "\n".join(filter(None, (record.link, file))) or None,
            "added": record.added_by_name or None}


def headings() -> Mapping[str, Mapping[str, str]]:
    """Titles of sheets and columns."""
    return lexicon.read("registers/workbook")


ORDERINGS = {REGISTERS: workbook}
"""By the kind of an errand."""
