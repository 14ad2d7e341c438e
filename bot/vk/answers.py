"""What VK's method calls answer: a response, VK's own error, or something that is not VK's. Pure."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, cast

from messages.messenger import Sent


class Refused(Exception):
    """VK has answered with an error of its own."""

    def __init__(self, code: int, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


class NoAnswer(Exception):
    """Something came back that is not VK's: a proxy's page, half a body."""


class NotUploaded(NoAnswer):
    """A file did not get to VK's file hosts; these are apart from its API, which may be well."""


class NothingTaken(NotUploaded):
    """The file host has answered, without a file."""


UPLOAD_ERROR = 22
"""VK's own code for it; the file hosts have words alone."""
_OF_THE_FILE = re.compile(r"\b(type|ext|extension|format|mime|size|large|big|virus|mp3|exe|upload bad)\b", re.I)


def of_upload(answer: object) -> Refused | NothingTaken:
    """Why a file host has given nothing back. Only if its words are about the file itself, repeating is in vain."""
    match answer:
        case {"error": str(words)} if _OF_THE_FILE.search(words.replace("_", " ")):
            return Refused(UPLOAD_ERROR, f"file host: {words}")
    return NothingTaken("the file host has taken nothing")


def read(body: str, token: str) -> dict[str, Any]:
    """The whole answer if it is a response. Raises `Refused` (never with the token in it) or `NoAnswer`."""
    try:
        answer = json.loads(body)
    except ValueError:
        raise NoAnswer("not JSON") from None
    match answer:
        case {"error": {"error_code": int(code), **rest}}:
            raise Refused(code, str(rest.get("error_msg", "")).replace(token, "***"))
        case {"response": _}:
            return cast(dict[str, Any], answer)
    raise NoAnswer("neither a response nor an error")


Part = Sent | Refused | NoAnswer
"""What became of one message among several."""


def of_peers(response: object, users: Sequence[str]) -> list[Part]:
    """What `messages.send` with `peer_ids` tells of each user, in their order."""
    if isinstance(response, int) and response and len(users) == 1:
        # The form for one person, a message's bare number; not the one by which it could be changed.
        return [Sent()]
    told = dict(_told(response))
    return [told.get(user) or NoAnswer("nothing is said of this person") for user in users]


def _told(response: object) -> Iterator[tuple[str, Part]]:
    for item in response if isinstance(response, list) else ():
        match item:
            case {"peer_id": int(peer), "error": {"code": int(code), **rest}}:
                yield str(peer), Refused(code, str(rest.get("description", "")))
            case {"peer_id": int(peer), "error": error} if error:
                yield str(peer), Refused(0, str(error))
            case {"peer_id": int(peer), "conversation_message_id": int(number)} if number:
                yield str(peer), Sent(str(number))
            case {"peer_id": int(peer), "message_id": int(number)} if number:
                yield str(peer), Sent()
