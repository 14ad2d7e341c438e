"""Several `messages.send` in one call: the VKScript that `execute` runs, and what it answers. Pure.

https://dev.vk.com/method/execute: at most 25 calls. What is not documented, and stands here as other libraries have
found it on live communities: a call that failed gives `false` in its place, and its error stands in `execute_errors`
in the order of the calls, after which an error of `execute` itself may repeat the last one. Not verified: how large a
script may be, and whether VKScript knows all escapes of JSON; an error 12 or 13 says so, and the sender goes on
without scripts.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.vk import answers
from bot.vk.answers import NoAnswer, Part, Refused

METHOD = "messages.send"

_LINE_ENDS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
"""Good in JSON, but a language like JavaScript may take them for the end of a line, for a blank, or for no letter."""


def written(calls: Iterable[Mapping[str, str | int]]) -> str:
    """The script that makes these calls in order. Their parameters go in as JSON literals and in no other way."""
    return f"return [{','.join(f'API.{METHOD}({_literal(call)})' for call in calls)}];"


def _literal(call: Mapping[str, str | int]) -> str:
    text = json.dumps(call, ensure_ascii=False, separators=(",", ":"))
    return _LINE_ENDS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def read(answer: Mapping[str, object], users: Sequence[str]) -> list[Part]:
    """What became of the call for each user, who had one each, in order."""
    response = answer.get("response")
    results = response[: len(users)] if isinstance(response, list) else []
    errors = _errors(list(_refusals(answer.get("execute_errors"))), sum(result is False for result in results))
    parts = [
        next(errors) if result is False else answers.of_peers(result, [user])[0]
        for user, result in zip(users, results, strict=False)
    ]
    return parts + [NoAnswer("the script did not come so far")] * (len(users) - len(parts))


def _refusals(errors: object) -> Iterator[Refused]:
    for error in errors if isinstance(errors, list) else ():
        match error:
            case {"method": str(method), "error_code": int(code)} if method == METHOD:
                yield Refused(code, str(error.get("error_msg", "")))


def _errors(refusals: list[Refused], failed: int) -> Iterator[Part]:
    """One for each call that failed; where they do not match, nobody can say whose error is whose."""
    if len(refusals) == failed:
        return iter(refusals)
    if len({refused.code for refused in refusals}) == 1:
        return iter(refusals[:1] * failed)
    return iter([NoAnswer("a failed call without its error")] * failed)
