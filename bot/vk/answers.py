"""What VK's method calls answer: a response, VK's own error, or something that is not VK's. Pure."""

import json
from typing import Any, cast


class Refused(Exception):
    """VK has answered with an error of its own."""

    def __init__(self, code: int, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


class NoAnswer(Exception):
    """Something came back that is not VK's: a proxy's page, half a body."""


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
