"""Who is meant by the words of a document: one of a list, or an organisation by its name."""

from collections.abc import Sequence

from handlers import import_rights as rights
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.import_questions import onward, picked
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings_of_imports import ChooseOwner, FindOwner, OpenUnsure, PickOwner
from messages.paging import turning
from scheduler.documents import telling
from scheduler.documents.answers import Answer, Said
from scheduler.documents.ground import Ground
from scheduler.documents.questions import Matter, Question
from scheduler.documents.settling import Settling
from scheduler.programme.model import Level, Organisation, Owner
from scheduler.programme.words import fold
from storage.imports import Import

room = Room()
PAGE = 5
"""Owners to choose from on a screen."""
FOUND = 8
"""Organisations of a like name that buttons offer."""


@room.pressed(ChooseOwner)
async def owners_listed(turn: Turn, wanted: ChooseOwner) -> Returned:
    """What the words may mean first, then levels and groups, then single organisations from above."""
    imported, draft, question = await _of_owner(turn, wanted.imported, wanted.question)
    offered = _owners(draft.ground, question)
    page = min(wanted.page, max(0, (len(offered) - 1) // PAGE))
    part = offered[page * PAGE:][:PAGE]
    numbers = [Choice("pick", picked(imported.id, question.id, each, draft.ground),
                      facts={"place": page * PAGE + place}) for place, each in enumerate(part, 1)]
    turned = turning(ChooseOwner(imported.id, question.id, page - 1) if page else None,
                     ChooseOwner(imported.id, question.id, page + 1) if len(offered) > (page + 1) * PAGE else None)
    ways = [Choice("find", FindOwner(imported.id, question.id)),
            Choice("back", OpenUnsure(imported.id, question.id))]
    return turn.say("imports/owners", [numbers, turned, ways], lines=telling.named(part, draft.ground),
                    before=page * PAGE, words=question.words)


@room.pressed(PickOwner)
async def ownerpicked(turn: Turn, press: PickOwner) -> Returned:
    imported, draft, question = await _of_owner(turn, press.imported, press.question)
    owner = _meant(press, draft.ground)
    if owner is None or (question.matter is Matter.PLACE and not owner.organisation):
        raise Refused("imports/no_such_owner")
    return await onward(turn, imported, question, Answer(Said.OWNERS, owners=(owner,)))


@room.pressed(FindOwner)
async def owner_sought(turn: Turn, press: FindOwner) -> Returned:
    await _of_owner(turn, press.imported, press.question)
    return await begin(turn, "import_owner", imported=press.imported, question=press.question)


async def owner_facts(turn: Turn, draft: Draft) -> Facts:
    _, _, question = await _of_owner(turn, draft.subject["imported"], draft.subject["question"])
    return {"words": question.words}


async def name_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if not await _like(turn, draft, given.text):
        raise Wrong("imports/nobody_of_that_name")
    return given.text.strip()


async def several(turn: Turn, draft: Draft) -> bool:
    return len(await _like(turn, draft, draft.text("name"))) > 1


async def which_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("which", each.code, {"title": each.title})
            for each in (await _like(turn, draft, draft.text("name")))[:FOUND]]


async def which_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    for each in await _like(turn, draft, draft.text("name")):
        if given.picked == each.code or (given.text and fold(given.text) == fold(each.title)):
            return each.code
    raise Wrong("roadmap/tap_please")


async def owner_found(turn: Turn, draft: Draft) -> Returned:
    imported, _, question = await _of_owner(turn, draft.subject["imported"], draft.subject["question"])
    there = await _like(turn, draft, draft.text("name"))
    one = next((each for each in there if each.code == draft.text("which")), there[0] if there else None)
    if one is None:
        raise Refused("imports/no_such_owner")
    owner = Owner(one.level, organisation=one.code)
    return await onward(turn, imported, question, Answer(Said.OWNERS, owners=(owner,)))


form(Form("import_owner", (
    Step("name", "imports/ask_owner", name_taken),
    Step("which", "imports/ask_which", which_taken, which_options, wanted=several),
), owner_facts, owner_found))


async def _like(turn: Turn, draft: Draft, text: str) -> list[Organisation]:
    """Whose title has all these words; the whole title is enough."""
    _, found, _ = await _of_owner(turn, draft.subject["imported"], draft.subject["question"])
    said = fold(text).split()
    like = [each for each in found.ground.organisations if said and all(word in fold(each.title) for word in said)]
    return [each for each in like if fold(each.title) == fold(text)] or like


async def _of_owner(turn: Turn, id: int, number: int) -> tuple[Import, Settling, Question]:
    imported, draft, question = await rights.question(turn, id, number)
    if question.matter not in (Matter.OWNER, Matter.PLACE):
        raise Refused("fallback/unknown_button")
    return imported, draft, question


def _owners(ground: Ground, question: Question) -> list[Owner]:
    present = {each.level for each in ground.organisations}
    levels = [Owner(level) for level in reversed(Level) if level in present]
    groups = [Owner(Level.SCHOOL, each.code) for each in ground.groups]
    single = sorted(ground.organisations, key=lambda each: ([*Level].index(each.level), fold(each.title)))
    if question.matter is Matter.PLACE:
        levels, groups = [], []
    every = [*question.between, *levels, *groups, *(Owner(each.level, organisation=each.code) for each in single)]
    return [*dict.fromkeys(every)]


def _meant(press: PickOwner, ground: Ground) -> Owner | None:
    """What is still part of the programme."""
    organisation = next((each for each in ground.organisations if ground.places[each.code] == press.organisation), None)
    group = next((code for code, id in ground.group_ids.items() if id == press.group), None)
    if press.level not in tuple(Level) or (press.organisation and not organisation) or (press.group and not group):
        return None
    if organisation:
        return Owner(organisation.level, organisation=organisation.code)
    return Owner(Level(press.level), group)
