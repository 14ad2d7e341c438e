"""A plan in the operator's hands: sent as a file, or already read."""

import io

import docx

from messages import buttons
from messages.meanings_of_imports import LoadImport, OpenImport
from scheduler.documents.document import Document
from tests.handlers.conftest import Village, press
from tests.handlers.rights_of_imports import kept
from tests.handlers.tables import found
from tests.phone import Phone

HEADS = ("№", "Мероприятие", "Срок", "Ответственные")
ROWS = (("1", "Совещание директоров школ", "до 30.05.2018", "Школы"),
        ("2", "Обучение школьных команд", "до 28.09.2018", "Институт"),
        ("3", "Изучение опыта школ", "абракадабра", "Совет ветеранов"))


def paper(*rows: tuple[str, ...], title: str = "План мероприятий на 2018 год") -> bytes:
    """A Word file with a table."""
    made = docx.Document()
    made.add_paragraph(title)
    table = made.add_table(0, len(HEADS))
    for facts in (HEADS, *rows):
        for cell, text in zip(table.add_row().cells, facts, strict=True):
            cell.text = text
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


async def sent(village: Village, *rows: tuple[str, ...], name: str = "план.docx") -> Phone:
    """The operator has sent a file, just so, and has got the answer."""
    boss = village.phone("operator")
    await boss.sends("document", name, paper(*(rows or ROWS)))
    assert boss.has_seen(f"Читаю «{name}»")
    return boss


async def drafted(village: Village, document: Document, who: str = "operator", *, name: str = "план.docx") -> Phone:
    """A document that has been read, open on the operator's phone."""
    async with village.database.transaction() as tx:
        id = await kept(tx, village.programme, village.people[who].participant, document, now=village.now, name=name)
    phone = village.phone(who)
    await press(phone, OpenImport(id))
    return phone


def newest(village: Village) -> int:
    return int(found(village.file, "select max(id) from imports")[0][0])


def state_of(village: Village, id: int) -> str:
    return str(found(village.file, f"select state from imports where id = {id}")[0][0])


def numbers(village: Village) -> list[str]:
    """Of the plan as it is."""
    return [str(row[0]) for row in found(
        village.file, "select number from activities where source = 'files' and gone_at is null order by position")]


def loading(phone: Phone, button: str = "✅ Загрузить") -> LoadImport:
    """What the button that loads means now."""
    payload = next(payload for row in phone.last.buttons for label, payload in row if label == button)
    meant = buttons.decode(payload)
    assert isinstance(meant, LoadImport)
    return meant
