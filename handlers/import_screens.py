"""The longer lists of an import: its activities, what to look at, what loading changes, what is remembered."""

from dataclasses import dataclass

from handlers import import_people
from handlers import import_rights as rights
from handlers.router import Returned, Room
from handlers.turn import Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_imports import (
    ForgetRemembered,
    OpenImport,
    ShowChanges,
    ShowImportRemarks,
    ShowImportRows,
    ShowImports,
    ShowRemembered,
)
from messages.paging import turning
from scheduler.documents import answers, applying, ground, telling, telling_people
from scheduler.documents.answers import Answer
from scheduler.documents.roster import Roster
from scheduler.documents.telling import Named
from storage import history, imports, programmes
from storage.imports import Remembered

room = Room()
MEMORIES = 5
"""Entries on a screen."""


@dataclass(frozen=True, slots=True)
class Memory:
    """An answer that holds for all documents of a programme."""

    row: Remembered
    answer: Answer
    whom: tuple[Named, ...]


@room.pressed(ShowImportRows)
async def rows_shown(turn: Turn, wanted: ShowImportRows) -> Returned:
    imported, draft = await rights.draft(turn, wanted.imported)
    if isinstance(draft, Roster):
        return import_people.listed(turn, imported, draft, wanted.page)
    return telling.activities(turn.catalogue, draft, wanted.page, lambda page: ShowImportRows(imported.id, page),
                              [[Choice("back", OpenImport(imported.id))]])


@room.pressed(ShowImportRemarks)
async def remarks_shown(turn: Turn, wanted: ShowImportRemarks) -> Returned:
    imported, draft = await rights.draft(turn, wanted.imported)
    every = [*telling_people.remarks(draft)] if isinstance(draft, Roster) else telling.remarks(draft)
    return telling.noted(turn.catalogue, every, wanted.page, lambda page: ShowImportRemarks(imported.id, page),
                         [[Choice("back", OpenImport(imported.id))]])


@room.pressed(ShowChanges)
async def changes_shown(turn: Turn, wanted: ShowChanges) -> Returned:
    imported, draft = await rights.draft(turn, wanted.imported)
    if isinstance(draft, Roster):
        return await import_people.changes(turn, imported, draft, wanted.page)
    outlook = await applying.outlook(turn.tx, draft.ground, draft.drawn)
    return telling.changes(turn.catalogue, imported, draft, outlook, wanted.page)


@room.pressed(ShowRemembered)
async def memory_shown(turn: Turn, wanted: ShowRemembered) -> Returned:
    held = (await rights.operating(turn, wanted.programme))[0]
    programme = await programmes.by_id(turn.tx, held.programme)
    assert programme
    here = await ground.of(turn.tx, programme)
    every = await imports.remembered(turn.tx, held.programme)
    page = min(wanted.page, max(0, (len(every) - 1) // MEMORIES))
    part = [_memory(each, here) for each in every[page * MEMORIES:][:MEMORIES]]
    numbers = [Choice("forget", ForgetRemembered(held.programme, each.row.id), facts={"place": page * MEMORIES + place})
               for place, each in enumerate(part, 1)]
    turned = turning(ShowRemembered(held.programme, page - 1) if page else None,
                     ShowRemembered(held.programme, page + 1) if len(every) > (page + 1) * MEMORIES else None)
    return turn.say("imports/memory", [numbers, turned, [Choice("list", ShowImports()), Choice("menu", ShowMenu())]],
                    lines=part, before=page * MEMORIES, programme=held.programme_title)


@room.pressed(ForgetRemembered)
async def forgotten(turn: Turn, press: ForgetRemembered) -> Returned:
    held = (await rights.operating(turn, press.programme))[0]
    if await imports.forget_answer(turn.tx, held.programme, press.answer):
        await history.note(turn.tx, "plan_answer_forgotten", actor=turn.me.id, now=turn.now, programme=held.programme)
    return await memory_shown(turn, ShowRemembered(held.programme))


def _memory(row: Remembered, here: ground.Ground) -> Memory:
    answer = answers.read_one(row.answer)
    return Memory(row, answer, telling.named(answer.owners, here))
