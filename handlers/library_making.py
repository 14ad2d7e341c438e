"""Adding to the library from the chat: what it is called, of which kind it is, the thing itself, its topic."""

import re
from collections.abc import Sequence

from handlers import library as shelves
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_library import AddMaterial, OpenMaterial, ShowLibrary
from messages.visible import visible, visible_lines
from scheduler import library as searched
from scheduler.programme.words import MATERIALS, fold
from storage import history, library
from storage.library import Definition, Kind, Source, Topic
from storage.participants import RoleHeld

room = Room()
TITLE, TEXT = 200, 3000
"""Characters."""
PROGRAMMES, TOPICS = 8, 6
"""Programmes and topics that buttons offer; the title of any other is written."""
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)


@room.pressed(AddMaterial)
async def pressed(turn: Turn, _: AddMaterial) -> Returned:
    return await begin(turn, "material" if len(await _keeping(turn)) == 1 else "material_in")


@room.said("добавить материал", "новый материал", "/add_material")
async def said(turn: Turn) -> Returned:
    return await pressed(turn, AddMaterial())


async def facts(turn: Turn, draft: Draft) -> Facts:
    await _keeping(turn)
    return {}


async def programme_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("programme", str(each.programme), {"programme_title": each.programme_title})
            for each in (await _keeping(turn))[:PROGRAMMES]]


async def programme_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """One of the buttons, or its words."""
    for each in await _keeping(turn):
        if given.picked == str(each.programme) or fold(given.text) == fold(each.programme_title):
            return each.programme
    raise Wrong("broadcasts/programme_please")


async def title_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    words = visible(given.text)
    if not words:
        raise Wrong("forms/words_please")
    if len(words) > TITLE:
        raise Wrong("library/too_long", limit=TITLE)
    return words


async def kind_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option(each.value, each.value) for each in Kind]


async def kind_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    kind = given.picked or MATERIALS.get(fold(given.text))
    if kind not in tuple(Kind):
        raise Wrong("library/kind_please")
    return str(kind)


async def content_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """A file with or without words, a link with or without them, or words alone."""
    text = visible_lines(given.text).strip()
    if len(given.files) > 1:
        raise Wrong("broadcasts/one_file")
    if not text and not given.files:
        raise Wrong("library/content_please")
    if len(text) > TEXT:
        raise Wrong("library/too_long", limit=TEXT)
    link = _LINK.fullmatch(text)
    return {"about": "" if link else text, "link": link[0] if link else "",
            "file": given.files[0].id if given.files else None}


async def any_topics(turn: Turn, draft: Draft) -> bool:
    return bool(await _topics(turn, draft))


async def topic_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    topics = (await _topics(turn, draft))[:TOPICS]
    return [Option("topic", str(each.id), {"topic_title": each.title}) for each in topics]


async def topic_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """One of the buttons, or the beginning of a title that only one topic has."""
    topics, word = await _topics(turn, draft), fold(given.text)
    meant = [each for each in topics if (str(each.id) == given.picked if given.picked is not None
                                         else bool(word) and fold(each.title).startswith(word))]
    exact = [each for each in meant if fold(each.title) == word]
    if len(exact or meant) != 1:
        raise Wrong("library/topic_please", titles=[each.title for each in topics])
    return (exact or meant)[0].id


async def added(turn: Turn, draft: Draft) -> Returned:
    """Rights are as they are now, not as they were when the form was begun."""
    held = await _role(turn, draft)
    content, topic = draft.answers.get("content"), draft.answers.get("topic")
    assert isinstance(content, dict)
    known = {each.id for each in await _topics(turn, draft)}
    kept = Definition(Kind(draft.text("kind")), draft.text("title"), content["about"], content["link"],
                      content["file"], topic if isinstance(topic, int) and topic in known else None)
    id = await searched.add(turn.tx, held.programme, kept, Source.CHAT, added_by=turn.me.id, now=turn.now)
    await history.note(turn.tx, "material_added", actor=turn.me.id, now=turn.now, programme=held.programme, material=id)
    rows = [[Choice("open", OpenMaterial(id)), Choice("more", AddMaterial())],
            [Choice("shelf", ShowLibrary()), Choice("menu", ShowMenu())]]
    return turn.say("library/added", rows, title=kept.title)


_STEPS = (
    Step("title", "library/ask_title", title_taken),
    Step("kind", "library/ask_kind", kind_taken, kind_options),
    Step("content", "library/ask_content", content_taken),
    Step("topic", "library/ask_topic", topic_taken, topic_options, optional=True, wanted=any_topics),
)
form(Form("material", _STEPS, facts, added))
form(Form("material_in", (Step("programme", "library/ask_programme", programme_taken, programme_options), *_STEPS),
          facts, added))


async def _keeping(turn: Turn) -> list[RoleHeld]:
    """Where this person adds to the library. Raises `Refused` where that is nowhere."""
    held = shelves.keeping(await turn.roles())
    if not held:
        raise Refused("library/not_a_keeper")
    return held


async def _role(turn: Turn, draft: Draft) -> RoleHeld:
    """In the programme that was chosen, or the only one."""
    held, chosen = await _keeping(turn), draft.answers.get("programme")
    found = [each for each in held if chosen in (None, each.programme)]
    if not found:
        raise Refused("library/not_a_keeper")
    return found[0]


async def _topics(turn: Turn, draft: Draft) -> list[Topic]:
    return await library.topics(turn.tx, (await _role(turn, draft)).programme)
