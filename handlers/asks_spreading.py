"""What was answered to a list goes on to its schools: as it is or in the coordinator's words, one tap for all."""

from collections.abc import Sequence
from typing import Any

from handlers import thread_pieces
from handlers.conversation import begin, gather
from handlers.forms import Draft, Facts, Form, Given, Option, Step, Value, form
from handlers.router import Returned, Room
from handlers.thread_rights import asked_by_me, voice
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_asks import ShowHelp, SpreadAnswer
from messages.meanings_of_consultations import OpenThread
from scheduler.consulting import helping
from storage.consultations import Consultation, Help
from storage.participants import Role
from storage.posts import Post

room = Room()
OWN = "own"


@room.pressed(SpreadAnswer)
async def pressed(turn: Turn, press: SpreadAnswer) -> Returned:
    """The answer lies ready to be sent; where there is none here, it is written."""
    thread = await _list(turn, press.consultation)
    if not await helping.recipients(voice(turn), thread):
        raise Refused("asks/nobody_to_tell", thread=thread.id)
    said = [_as_piece(each) for each in await helping.unspread(voice(turn), thread)]
    if not said:
        return await begin(turn, "spread", consultation=thread.id)
    return await gather(turn, "spread", thread_pieces.KEY, said[-thread_pieces.LIMIT:], most=thread_pieces.LIMIT,
                        consultation=thread.id)


async def facts(turn: Turn, draft: Draft) -> Facts:
    thread = await _list(turn, draft.subject["consultation"])
    asks = await helping.recipients(voice(turn), thread)
    said = await helping.unspread(voice(turn), thread)
    return {"thread": thread, "asks": asks, "pieces": thread_pieces.so_far(draft),
            "last": next((each.body for each in reversed(said) if each.body), "")}


async def options(turn: Turn, draft: Draft) -> Sequence[Option]:
    """Send; or begin anew with one's own words."""
    asks = await helping.recipients(voice(turn), await _list(turn, draft.subject["consultation"]))
    own = [Option("own", OWN)] if any(not each["channel"] for each in thread_pieces.so_far(draft)) else []
    return [Option(each.key, each.value, {"number": len(asks)}, each.tone)
            for each in await thread_pieces.options(turn, draft)] + own


async def taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if given.picked == OWN:
        return [thread_pieces.ANEW]
    return await thread_pieces.taken(turn, draft, given)


async def spread(turn: Turn, draft: Draft) -> Returned:
    thread = await _list(turn, draft.subject["consultation"])
    if not await helping.recipients(voice(turn), thread):
        raise Refused("asks/nobody_to_tell", thread=thread.id)
    number = await helping.spread(voice(turn), thread, thread_pieces.gathered(draft))
    rows = [[Choice("open", OpenThread(thread.id)), Choice("back", ShowHelp())], [Choice("menu", ShowMenu())]]
    return turn.say("asks/spread", rows, number=number, thread=thread)


form(Form("spread", (Step(thread_pieces.KEY, "asks/ask_answer", taken, options, many=True),), facts, spread))


async def _list(turn: Turn, id: int) -> Consultation:
    """A list of one's own, of one who still coordinates. Raises `Refused`."""
    thread = await asked_by_me(turn, id)
    if thread.help is not Help.LIST:
        raise Refused("consultations/not_yours")
    if not any(each.role is Role.COORDINATOR and each.programme == thread.programme for each in await turn.roles()):
        raise Refused("asks/not_a_coordinator")
    return thread


def _as_piece(post: Post) -> dict[str, Any]:
    """As if the coordinator had written it; of no message of theirs."""
    return {"text": post.body, "file": post.file, "name": post.file_name, "kind": post.file_kind, "channel": "",
            "ref": ""}
