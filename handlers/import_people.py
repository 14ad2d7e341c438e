"""Lists of people that were sent: what is particular to them beside plans. `imports.py` takes them in."""

from handlers import import_rights as rights
from handlers.router import Returned, Room
from handlers.turn import Answer, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_imports import OnlyThese, OpenImport, ShowChanges, ShowImportRows, ShowImports
from messages.paging import turning
from messages.replies import Reply, Tone
from scheduler.documents import roster, telling_people
from scheduler.documents.roster import Roster
from storage.imports import Import

room = Room()
ROWS = 8
"""People on a screen."""


def listed(turn: Turn, imported: Import, draft: Roster, page: int) -> Reply:
    """Whom it names, as they would be loaded."""
    every = draft.roll.people
    page = min(page, max(0, (len(every) - 1) // ROWS))
    turned = turning(ShowImportRows(imported.id, page - 1) if page else None,
                     ShowImportRows(imported.id, page + 1) if len(every) > (page + 1) * ROWS else None)
    return turn.say("imports/people_rows", [turned, [Choice("back", OpenImport(imported.id))]],
                    lines=every[page * ROWS:][:ROWS], total=len(every),
                    titles={each.code: each.title for each in draft.ground.organisations})


async def changes(turn: Turn, imported: Import, draft: Roster, page: int = 0) -> Reply:
    """What loading it changes."""
    outlook = await roster.outlook(turn.tx, draft)
    return telling_people.changes(turn.catalogue, imported, draft, outlook, page)


@room.pressed(OnlyThese)
async def only_these(turn: Turn, press: OnlyThese) -> Returned:
    """Nobody is taken out unless the operator has said so, and has been told how many they are."""
    imported, draft = await rights.people(turn, press.imported)
    if press.whole and not press.sure:
        outlook = await roster.outlook(turn.tx, draft)
        return turn.say("imports/sure_only", [[Choice("yes", OnlyThese(imported.id, 1, 1), tone=Tone.BAD)],
                                              [Choice("back", ShowChanges(imported.id))]],
                        name=imported.name, absent=outlook.absent)
    await roster.only(turn.tx, imported, bool(press.whole))
    imported, draft = await rights.people(turn, imported.id)
    return await changes(turn, imported, draft)


async def loaded(turn: Turn, imported: Import, draft: Roster, mark: int) -> Returned:
    """What is loaded is what was shown. None: a second tap was quicker."""
    outlook = await roster.outlook(turn.tx, draft)
    if outlook.mark != mark:
        return Answer((telling_people.changes(turn.catalogue, imported, draft, outlook),),
                      turn.catalogue.words("imports/other_people"))
    done = await roster.finish(turn.tx, imported, draft, now=turn.now, actor=turn.me.id)
    if done is None:
        return None
    rows = [[Choice("list", ShowImports()), Choice("menu", ShowMenu())]]
    return turn.say("imports/people_loaded", rows, name=imported.name, programme=imported.programme_title, outlook=done)
