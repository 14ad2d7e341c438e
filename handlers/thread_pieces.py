"""What somebody gathers for a consultation before it goes out: words, photos, documents, recordings, piece by piece."""

from collections.abc import Sequence
from typing import Any

from handlers.forms import ENOUGH, Draft, Given, Option, Value, Wrong
from handlers.turn import Refused, Turn
from messages.replies import Tone
from scheduler.consulting.threads import Piece

LIMIT = 10
"""Pieces of one message."""
KEY = "words"
"""The step that gathers them."""
ANEW: dict[str, Any] = {"text": "", "file": None, "name": "", "kind": "anew", "channel": "", "ref": ""}
"""Among the pieces: those before it were taken back."""


async def taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """Words, or files with words; each file is one piece."""
    if len(so_far(draft)) + max(1, len(given.files)) > LIMIT:
        raise Wrong("consultations/enough", limit=LIMIT)
    return [*read(turn, given)]


def read(turn: Turn, given: Given) -> list[dict[str, Any]]:
    """One message as pieces. Raises `Wrong` where it says nothing."""
    where = {"channel": turn.address.channel, "ref": given.ref}
    if given.files:
        return [{"text": "" if number else given.text, "file": file.id, "name": file.name, "kind": file.kind, **where}
                for number, file in enumerate(given.files)]
    if not given.text:
        raise Wrong("forms/words_please")
    return [{"text": given.text, "file": None, "name": "", "kind": "", **where}]


async def options(turn: Turn, draft: Draft) -> Sequence[Option]:
    """Send, once there is something to send."""
    return [Option("send", ENOUGH, tone=Tone.GOOD)] if so_far(draft) else []


def so_far(draft: Draft) -> list[dict[str, Any]]:
    """What was gathered: also what somebody has said instead of choosing a topic."""
    begun, found = draft.answers.get("topic"), draft.answers.get(KEY)
    pieces = [*(begun["first"] if isinstance(begun, dict) else []), *(found if isinstance(found, list) else [])]
    taken_back = max((at for at, each in enumerate(pieces, 1) if each["kind"] == ANEW["kind"]), default=0)
    return pieces[taken_back:]


def gathered(draft: Draft) -> list[Piece]:
    """What is to go out. Raises `Refused` where that is nothing."""
    pieces = [_piece(each) for each in so_far(draft)]
    if not pieces:
        raise Refused("forms/over")
    return pieces


def given_now(turn: Turn, given: Given) -> list[Piece]:
    """What goes out at once, of one message. Raises `Wrong` where it says nothing."""
    return [_piece(each) for each in read(turn, given)]


def corrected(found: Value, channel: str, ref: str, text: str) -> Value:
    """The pieces, after a message that one of them came from was changed."""
    if isinstance(found, dict):  # a question that was said before its topic
        return {**found, "first": corrected(found["first"], channel, ref, text)}
    if not isinstance(found, list):
        return found
    came = [number for number, each in enumerate(found) if (each["channel"], each["ref"]) == (channel, ref)]
    return [{**each, "text": text} if number in came[:1] else each for number, each in enumerate(found)]


def _piece(facts: dict[str, Any]) -> Piece:
    return Piece(facts["text"], facts["file"], facts["channel"], facts["ref"])
