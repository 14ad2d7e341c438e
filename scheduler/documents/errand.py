"""Reading a document that somebody has sent: apart from the dialogue, and told of when it is done."""

import json
from datetime import date

from messages.catalogue import Catalogue
from messages.replies import Reply
from scheduler.documents import applying, opening, pending, people_file, roster, stored, telling, telling_people
from scheduler.documents.document import Document
from scheduler.documents.opening import Refused
from scheduler.documents.people_file import PeopleFile
from scheduler.errands import Deed, Order, Ordering, Telling
from scheduler.programme import mistakes
from scheduler.programme.mistakes import Kind as Wrong
from scheduler.programme.mistakes import Mistake, Place
from scheduler.programme.reading import Context
from storage import files, imports, programmes
from storage.database import Transaction
from storage.errands import Errand
from storage.imports import Kind, State
from storage.programmes import Programme

READ = "import.read"
"""The kind of the errand. Its facts: `import`."""
WHY = 1500
"""Characters of what is wrong with a file."""


async def order(tx: Transaction, errand: Errand, catalogue: Catalogue, now: int) -> Order | Deed:
    """What is to be read, unless it was dropped meanwhile."""
    imported = await imports.by_id(tx, json.loads(errand.facts)["import"])
    content = await files.content(tx, imported.file) if imported and imported.file else None
    if imported is None or imported.state is not State.READING or content is None:
        return Order(catalogue.say("imports/gone"))
    id, name, raw, otherwise = imported.id, imported.name, content, await _years(tx, imported.programme)

    async def work() -> Telling:
        read = await opening.read_apart(name, raw, otherwise)

        async def told(tx: Transaction) -> Reply:
            return await _told(tx, catalogue, id, read, now)

        return told

    return Deed(work)


async def _told(tx: Transaction, catalogue: Catalogue, id: int, read: Document | PeopleFile | Refused,
                now: int) -> Reply:
    sent = await imports.by_id(tx, id)
    if isinstance(read, PeopleFile) and sent and sent.organisation:  # people are the operator's
        no_plan = Mistake(Place(sent.name), Wrong.PAPER_WITHOUT_ROADMAP)
        await imports.refuse(tx, id, mistakes.line(no_plan)[:WHY], now=now)
    elif isinstance(read, Refused):
        await imports.refuse(tx, id, "\n".join(read.lines)[:WHY], now=now)
    elif isinstance(read, PeopleFile):
        await imports.keep_document(tx, id, people_file.write(read), Kind.PEOPLE)
    else:
        await imports.keep_document(tx, id, stored.write(read))
    imported = await imports.by_id(tx, id)
    if imported is None or imported.state is not State.DRAFT:
        return telling.state(catalogue, imported) if imported else catalogue.say("imports/gone")
    if imported.kind is Kind.PEOPLE:
        listed = await roster.of(tx, imported)
        return telling_people.preview(catalogue, imported, listed, await roster.outlook(tx, listed))
    draft = await pending.of(tx, imported)
    return telling.preview(catalogue, imported, draft, await applying.outlook(tx, draft.ground, draft.drawn))


async def _years(tx: Transaction, programme: int) -> Context | None:
    """Those of the programme, for a document that names none."""
    found = await programmes.by_id(tx, programme)
    return years(found) if found else None


def years(programme: Programme) -> Context:
    """From its first to its last day."""
    return Context(date.fromisoformat(programme.starts_on).year, date.fromisoformat(programme.ends_on).year)


ORDERINGS: dict[str, Ordering] = {READ: order}
