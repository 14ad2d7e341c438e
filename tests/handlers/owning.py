"""A school's own plan in somebody's hands: already read, sent to those who review it, or loaded."""

from dataclasses import replace

from messages.meanings_of_imports import OpenImport
from messages.meanings_of_own_plans import ReadOwnPlan, SubmitOwnPlan
from scheduler.documents import stored
from scheduler.documents.document import Document
from scheduler.programme.reading import Context
from storage import files, imports
from storage.database import Transaction
from tests.handlers.conftest import Village, press
from tests.handlers.tables import found
from tests.phone import Phone
from tests.scheduler.documents.plans import document, row, until

PLAN = (("1", "Педсовет", "до 10.06.2018", "завуч"),
        ("2", "Анализ итогов четверти", "до 20.11.2018", "классные руководители"),
        ("3", "Родительское собрание", "до 30.05.2018", "директор"))
READ = document(row("Педсовет", until("2018-06-10"), ["завуч"], number="1"),
                row("Анализ итогов четверти", until("2018-11-20"), ["классные руководители"], number="2"),
                row("Родительское собрание", until("2018-05-30"), ["директор"], number="3"))


async def kept(tx: Transaction, programme: int, who: int, organisation: int, paper: Document, *, now: int,
               years: tuple[int, int] = (2018, 2018)) -> int:
    """A document of somebody's place that has been read."""
    file = await files.keep(tx, "document", "план школы.docx", "", b"PK", now=now, sent_by=who)
    id = await imports.add(tx, programme=programme, participant=who, file=file, name="план школы.docx", now=now,
                           organisation=organisation)
    await imports.keep_document(tx, id, stored.write(replace(paper, context=Context(*years))))
    return id


async def drafted(village: Village, paper: Document, who: str = "director", *,
                  years: tuple[int, int] = (2018, 2018)) -> tuple[Phone, int]:
    """It is open on the phone of whoever leads the place."""
    member = village.people[who]
    async with village.database.transaction() as tx:
        id = await kept(tx, village.programme, member.participant, member.organisation, paper, now=village.now,
                        years=years)
    phone = village.phone(who)
    await press(phone, OpenImport(id))
    return phone, id


async def submitted(village: Village) -> int:
    """It waits to be read."""
    director, id = await drafted(village, READ)
    await press(director, SubmitOwnPlan(id))
    director.sees("План на проверке")
    return id


async def accepted(village: Village) -> int:
    """An operator has read it."""
    id = await submitted(village)
    operator = village.phone("operator")
    await press(operator, ReadOwnPlan(id))
    await operator.taps("✅ Принять")
    operator.sees("План принят")
    return id


def own_tasks(village: Village) -> list[tuple[object, ...]]:
    return found(village.file, "select t.organisation, t.state from tasks t join activities a on a.id = t.activity "
                               "where a.source = 'own' order by t.id")
