"""A list of people in the operator's hands: sent as an Excel file, or already read."""

import io
from collections.abc import Sequence

from openpyxl import Workbook

from messages import buttons
from messages.meanings_of_imports import LoadImport, OpenImport
from scheduler.documents import people_file
from scheduler.documents.people_file import PeopleFile
from scheduler.programme.mistakes import Found
from storage import files, imports
from storage.database import Transaction
from storage.imports import Kind
from tests.handlers.conftest import SCHOOL, Village, press
from tests.handlers.tables import found
from tests.phone import Phone

HEADS = ("№ п/п", "Муниципалитет", "Наименование ОО", "Должность", "Ф.И.О.", "Контактный телефон", "Эл. почта")
NAME = "Список людей.xlsx"


def book(*rows: Sequence[object], heads: Sequence[str] = HEADS) -> bytes:
    """An Excel file under usual headings, with a title above them."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in (("Участники проекта",), heads, *rows):
        sheet.append(list(row))
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def somebody(name: str, position: str = "учитель", school: str = SCHOOL, phone: str = "", email: str = "") -> tuple[
        str, ...]:
    """A row of that list."""
    return "1", "", school, position, name, phone, email


def listed(*rows: Sequence[object], heads: Sequence[str] = HEADS) -> PeopleFile:
    read = people_file.read(NAME, book(*rows, heads=heads), Found())
    assert read
    return read


async def kept(tx: Transaction, programme: int, who: int, paper: PeopleFile, *, now: int) -> int:
    """A list of somebody's that has been read."""
    file = await files.keep(tx, "document", NAME, "", b"PK", now=now, sent_by=who)
    id = await imports.add(tx, programme=programme, participant=who, file=file, name=NAME, now=now)
    await imports.keep_document(tx, id, people_file.write(paper), Kind.PEOPLE)
    return id


async def drafted(village: Village, *rows: Sequence[object], heads: Sequence[str] = HEADS) -> Phone:
    """A list that has been read, open on the operator's phone."""
    async with village.database.transaction() as tx:
        id = await kept(tx, village.programme, village.people["operator"].participant, listed(*rows, heads=heads),
                        now=village.now)
    phone = village.phone("operator")
    await press(phone, OpenImport(id))
    return phone


async def load(phone: Phone) -> None:
    """Everything is settled: look at the difference and load."""
    await phone.taps("Что изменится")
    while "✅ Загрузить" not in phone.labels():
        await phone.taps("Дальше ›")
    await phone.taps("✅ Загрузить")
    phone.sees("Люди загружены")


def loading(phone: Phone) -> LoadImport:
    """What the button that loads means now."""
    payload = next(payload for row in phone.last.buttons for label, payload in row if label == "✅ Загрузить")
    meant = buttons.decode(payload)
    assert isinstance(meant, LoadImport)
    return meant


def roles_of(village: Village, name: str) -> list[tuple[str, str]]:
    """The roles that somebody holds, and where."""
    return [(str(role), str(place)) for role, place in found(
        village.file, "select r.role, o.title from roles r join participants p on p.id = r.participant "
                      f"join organisations o on o.id = r.organisation where p.name = '{name}' and r.ended_at is null "
                      "order by r.id")]


def people_named(village: Village, like: str) -> int:
    return int(found(village.file, f"select count(*) from participants where name like '{like}'")[0][0])
