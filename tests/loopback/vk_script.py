"""VK's `execute`, for the one form of script that we write; all else does not compile here.

A real parser and no `json.loads` over the whole: a text that breaks out of its literal must be seen, and refused.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.loopback.vk_rules import VkError

CALLS = 25
METHOD = "messages.send"

_STRING = re.compile(
    r'"(?:[^"\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]|\\["\\/bfnrt]|\\u[0-9a-f]{4})*"'
)
"""Narrower than JSON: nothing that JavaScript would take for the end of a line."""
_INTEGER = re.compile(r"-?(?:0|[1-9]\d*)(?![\w.])")

Params = dict[str, str]


def executed(code: str, send: Callable[[Params], object], refused: Mapping[int, VkError]) -> dict[str, Any]:
    """The answer of `execute`: `false` for each call that failed, and their errors in order. Raises `VkError`.

    `refused` fails calls by their place in the script.
    """
    results: list[object] = []
    errors: list[dict[str, object]] = []
    for at, params in enumerate(parsed(code)):
        try:
            if at in refused:
                raise refused[at]
            results.append(send(params))
        except VkError as error:
            results.append(False)
            errors.append({"method": METHOD, "error_code": error.code, "error_msg": error.message})
    # As seen on live communities: the call of the script repeats the last error in its own name.
    return {"response": results} | ({"execute_errors": [*errors, errors[-1] | {"method": "execute"}]} if errors else {})


def parsed(code: str) -> list[Params]:
    """The parameters of each call. Raises `VkError`."""
    calls = list(_Parser(code).calls())
    if len(calls) > CALLS:
        raise VkError(13, "Runtime error occurred during code invocation: too many api calls")
    return calls


class _Parser:
    """Reads `return [API.messages.send({…}),…];` from the left to the right."""

    def __init__(self, code: str) -> None:
        self._code, self._at = code, 0

    def calls(self) -> Iterator[Params]:
        self._take("return [")
        yield self._call()
        while self._sees(","):
            yield self._call()
        self._take("];")
        if self._at != len(self._code):
            raise self._wrong("more after the end")

    def _call(self) -> Params:
        self._take(f"API.{METHOD}(")
        params = self._object()
        self._take(")")
        return params

    def _object(self) -> Params:
        self._take("{")
        params = dict([self._pair()])
        while self._sees(","):
            key, value = self._pair()
            if key in params:
                raise self._wrong(f"a second {key}")
            params[key] = value
        self._take("}")
        return params

    def _pair(self) -> tuple[str, str]:
        key = self._token(_STRING)
        self._take(":")
        value = self._token(_STRING if self._code.startswith('"', self._at) else _INTEGER)
        return str(json.loads(key)), str(json.loads(value))

    def _token(self, form: re.Pattern[str]) -> str:
        found = form.match(self._code, self._at)
        if not found:
            raise self._wrong("neither a string nor a number")
        self._at = found.end()
        return found[0]

    def _sees(self, word: str) -> bool:
        seen = self._code.startswith(word, self._at)
        self._at += len(word) * seen
        return seen

    def _take(self, word: str) -> None:
        if not self._sees(word):
            raise self._wrong(f"not {word!r}")

    def _wrong(self, what: str) -> VkError:
        return VkError(12, f"Unable to compile code: {what} at {self._at}: {self._code[self._at : self._at + 20]!r}")
