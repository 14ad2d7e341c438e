"""Answers given again and again: kept from a good one, put into the next with a tap, and only then sent by a tap."""

from handlers import thread_pieces
from handlers.conversation import begin, gather
from handlers.forms import Draft, Facts, Form, Given, Step, Value, Wrong, form
from handlers.router import Returned, Room
from handlers.thread_rights import for_answerer, for_owner
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings_of_canned import DropCanned, KeepAnswer, ShowCanned, UseCanned
from messages.meanings_of_consultations import AnswerThread, OpenThread
from messages.paging import turning
from messages.replies import Tone
from messages.visible import visible
from storage import canned, posts
from storage.canned import Canned
from storage.posts import Kind

room = Room()
PAGE = 4
"""Of them on a screen: each has two buttons."""
TITLE_LIMIT = 60


@room.pressed(ShowCanned)
async def listed(turn: Turn, wanted: ShowCanned) -> Returned:
    thread = await for_owner(turn, wanted.consultation)
    found = await canned.of(turn.tx, turn.me.id, thread.programme, size=PAGE + 1, skip=wanted.page * PAGE)
    if not found and wanted.page:
        return await listed(turn, ShowCanned(thread.id))
    rows = [[Choice("use", UseCanned(thread.id, each.id), tone=Tone.MAIN, facts={"title": each.title}),
             Choice("drop", DropCanned(each.id, thread.id))] for each in found[:PAGE]]
    turned = turning(ShowCanned(thread.id, wanted.page - 1) if wanted.page else None,
                     ShowCanned(thread.id, wanted.page + 1) if len(found) > PAGE else None)
    back = [] if len(turned) > 1 else [Choice("back", AnswerThread(thread.id))]
    return turn.say("canned/list", [*rows, [*turned, *back]], found=found[:PAGE])


@room.pressed(UseCanned)
async def used(turn: Turn, press: UseCanned) -> Returned:
    """It is only gathered: whoever answers sees it above the asker's name and sends it, or adds to it."""
    thread = await for_owner(turn, press.consultation)
    own = await _own(turn, press.canned)
    return await gather(turn, "answer", thread_pieces.KEY, thread_pieces.read(turn, Given(text=own.body)),
                        most=thread_pieces.LIMIT, consultation=thread.id)


@room.pressed(KeepAnswer)
async def keep_pressed(turn: Turn, press: KeepAnswer) -> Returned:
    await _last_answer(turn, press.consultation)
    return await begin(turn, "canned", consultation=press.consultation)


async def facts(turn: Turn, draft: Draft) -> Facts:
    return {"body": await _last_answer(turn, draft.subject["consultation"])}


async def title_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    title = visible(given.text)
    if not title:
        raise Wrong("forms/words_please")
    return title[:TITLE_LIMIT]


async def kept(turn: Turn, draft: Draft) -> Returned:
    thread, _ = await for_answerer(turn, draft.subject["consultation"])
    body = await _last_answer(turn, thread.id)
    await canned.put(turn.tx, turn.me.id, thread.programme, draft.text("title"), body, now=turn.now)
    return turn.say("canned/kept", [[Choice("open", OpenThread(thread.id))]], title=draft.text("title"))


form(Form("canned", (Step("title", "canned/ask_title", title_taken),), facts, kept))


@room.pressed(DropCanned)
async def dropped(turn: Turn, press: DropCanned) -> Returned:
    await canned.drop(turn.tx, (await _own(turn, press.canned)).id)
    return await listed(turn, ShowCanned(press.consultation))


async def _own(turn: Turn, id: int) -> Canned:
    """One's own. Raises `Refused`."""
    found = await canned.by_id(turn.tx, id)
    if found is None or found.participant != turn.me.id:
        raise Refused("fallback/gone")
    return found


async def _last_answer(turn: Turn, consultation: int) -> str:
    """The last words that one has answered with there. Raises `Refused` where there are none."""
    thread, _ = await for_answerer(turn, consultation)
    own = [each.body for each in await posts.of(turn.tx, thread.id, notes=False)
           if each.kind is Kind.ANSWER and each.author == turn.me.id and each.body]
    if not own:
        raise Refused("canned/no_answer")
    return own[-1]
