"""An answered question joins the library, in words of whoever answered it: what stands there has no names."""

from collections.abc import Sequence

from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.library import KEEPERS
from handlers.router import Returned, Room
from handlers.thread_rights import for_answerer
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings_of_consultations import KeepInLibrary, MyDay
from messages.meanings_of_library import OpenMaterial
from messages.replies import Tone
from messages.visible import visible
from scheduler import library
from storage import history, posts
from storage.consultations import Consultation
from storage.posts import Kind

room = Room()
TITLE_LIMIT = 200
ANSWER_LIMIT = 3000
"""It is one message together with its title."""
AS_IT_WAS = "mine"


@room.pressed(KeepInLibrary)
async def pressed(turn: Turn, press: KeepInLibrary) -> Returned:
    await _thread(turn, press.consultation)
    return await begin(turn, "library_answer", consultation=press.consultation)


async def facts(turn: Turn, draft: Draft) -> Facts:
    thread = await _thread(turn, draft.subject["consultation"])
    said = await posts.of(turn.tx, thread.id, notes=False)
    return {"thread": thread, "question": next((each.body for each in said if each.kind is Kind.QUESTION), ""),
            "answer": await _answer(turn, thread)}


async def title_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """The question, as others would ask it."""
    title = visible(given.text)
    if not title:
        raise Wrong("forms/words_please")
    if len(title) > TITLE_LIMIT:
        raise Wrong("desk/title_long", length=len(title), limit=TITLE_LIMIT)
    return title


async def answer_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    thread = await _thread(turn, draft.subject["consultation"])
    return [Option("mine", AS_IT_WAS, tone=Tone.MAIN)] if await _answer(turn, thread) else []


async def answer_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """One's own words from the thread, or others."""
    thread = await _thread(turn, draft.subject["consultation"])
    words = await _answer(turn, thread) if given.picked == AS_IT_WAS else given.text
    if not words:
        raise Wrong("forms/words_please")
    return words[:ANSWER_LIMIT]


async def kept(turn: Turn, draft: Draft) -> Returned:
    thread = await _thread(turn, draft.subject["consultation"])
    id = await library.put_answer(turn.tx, thread.programme, draft.text("title"), draft.text("answer"),
                                  consultation=thread.id, topic=thread.topic, added_by=turn.me.id, now=turn.now)
    await history.note(turn.tx, "material_added", actor=turn.me.id, now=turn.now, programme=thread.programme,
                       material=id)
    return turn.say("consultations/in_library", [[Choice("look", OpenMaterial(id)), Choice("day", MyDay())]])


form(Form("library_answer", (Step("title", "consultations/ask_library_title", title_taken),
                             Step("answer", "consultations/ask_library_answer", answer_taken, answer_options)),
          facts, kept))


async def _thread(turn: Turn, id: int) -> Consultation:
    """One that this person answers, in a programme where they add to the library. Raises `Refused`."""
    thread, _ = await for_answerer(turn, id)
    if not any(each.role in KEEPERS and each.programme == thread.programme for each in await turn.roles()):
        raise Refused("library/not_yours")
    return thread


async def _answer(turn: Turn, thread: Consultation) -> str:
    """The last words that were answered."""
    said = [each.body for each in await posts.of(turn.tx, thread.id, notes=False)
            if each.kind is Kind.ANSWER and each.body]
    return said[-1] if said else ""
