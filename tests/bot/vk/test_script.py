"""The script of several sends: no text gets out of its literal, and each answer goes to whom it concerns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vk import script
from bot.vk.answers import NoAnswer, Refused
from messages.messenger import Sent
from tests.loopback import vk_script
from tests.loopback.vk_rules import VkError

HOSTILE = [
    'He said "hello"',
    "back\\slash \\",
    "\\\"",
    '\\", "peer_ids": "1',
    "line\nend\r\n\ttab",
    "\u2028line\u2029paragraph\x85next\ufeff",
    '"]}; API.messages.delete({"x":1});',
    '"})]; return API.account.ban({});//',
    "'single' `back` ${tick} <script> <!-- --> /* */ //",
    "\0 \x01 \x08 \x0b \x0c \x1f \x7f \x9f",
    "\ud800 half a pair",
    "👩‍👩‍👧 Ё «кавычки»",
    "&quot;&lt;&amp; %22 \\u0022 \\x22",
    "@.id + - * / } ] ) ;",
]


def call(text: str) -> dict[str, str | int]:
    keyboard = '{"inline":true,"buttons":[[{"action":{"label":"\\"]}; API.x()"}}]]}'
    return {"peer_ids": "501", "random_id": 5, "message": text, "keyboard": keyboard}


def round_trip(texts: list[str]) -> list[str]:
    calls = [call(text) for text in texts]
    parsed = vk_script.parsed(script.written(calls))
    assert [params["keyboard"] for params in parsed] == [each["keyboard"] for each in calls]
    assert all((params["peer_ids"], params["random_id"]) == ("501", "5") for params in parsed)
    return [params["message"] for params in parsed]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_a_text(text: str) -> None:
    assert round_trip([text, "after"]) == [text, "after"]


SIGNS = st.characters(codec=None) | st.sampled_from('"\\{}[]();\u2028\u2029\n')


@given(st.lists(st.text(SIGNS), min_size=1, max_size=25))
def test_any_texts_stay_texts(texts: list[str]) -> None:
    assert round_trip(texts) == texts


def test_nothing_but_letters_goes_in_unescaped() -> None:
    code = script.written([call("".join(map(chr, range(0x100))) + "\u2028\u2029\ufeff\ud800")])
    assert not any(ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 or sign in "\u2028\u2029\ufeff\ud800" for sign in code)


@pytest.mark.parametrize("code", [
    "",
    "return [];",
    "return 1;",
    'return [API.messages.send({"a":1})]',
    'return [API.messages.send({"a":1})];;',
    'return [API.messages.send({"a":1})]; return 1;',
    'return [API.messages.delete({"a":1})];',
    'return [API.messages.send({"a":1+1})];',
    'return [API.messages.send({"a":1.5})];',
    'return [API.messages.send({"a":[]})];',
    'return [API.messages.send({"a":API.x()})];',
    'return [API.messages.send({"a":1,"a":2})];',
    'return [API.messages.send({a:1})];',
    'return [API.messages.send({"a":"\u2028"})];',
    'return [API.messages.send({"a":"\n"})];',
    'return [API.messages.send({"a":"\\x22"})];',
    'return [API.messages.send({"a":"b"c"})];',
])
def test_the_loopback_compiles_nothing_but_our_own_form(code: str) -> None:
    with pytest.raises(VkError) as caught:
        vk_script.parsed(code)
    assert caught.value.code == 12


def test_the_loopback_runs_no_more_than_25_calls() -> None:
    assert len(vk_script.parsed(script.written([call("x")] * 25))) == 25
    with pytest.raises(VkError) as caught:
        vk_script.parsed(script.written([call("x")] * 26))
    assert caught.value.code == 13


# What comes back.

USERS = ["501", "502", "503"]
WRONG, FLOOD = Refused(914, "too long"), Refused(9, "flood")


def took(user: str) -> list[dict[str, object]]:
    return [{"peer_id": int(user), "message_id": 9, "conversation_message_id": int(user)}]


def error(code: int, message: str, method: str = "messages.send") -> dict[str, object]:
    return {"method": method, "error_code": code, "error_msg": message}


def shown(parts: list[object]) -> list[str]:
    return [part.ref if isinstance(part, Sent) else str(part) for part in parts if isinstance(part, Sent | Exception)]


@pytest.mark.parametrize(("response", "errors", "expected"), [
    ([took("501"), took("502"), took("503")], [], ["501", "502", "503"]),
    ([False, took("502"), False], [error(914, "too long"), error(9, "flood")], [WRONG, "502", FLOOD]),
    ([took("501"), False, took("503")], [error(9, "flood"), error(9, "flood", "execute")], ["501", FLOOD, "503"]),
    ([False, False, took("503")], [error(9, "flood")], [FLOOD, FLOOD, "503"]),
])
def test_each_error_goes_to_its_call(response: object, errors: list[object], expected: list[object]) -> None:
    parts = script.read({"response": response, "execute_errors": errors}, USERS)
    assert shown(list(parts)) == [str(each) for each in expected]


@pytest.mark.parametrize(("response", "errors"), [
    ([False, False, False], [error(9, "flood"), error(914, "too long")]),
    ([False, False, False], []),
    ([False, False, False], "nonsense"),
    ([], []),
    (None, [error(9, "flood")]),
    (False, []),
    ([None, [], [{"peer_id": 1}]], []),
])
def test_what_cannot_be_told_apart_is_unknown(response: object, errors: object) -> None:
    parts = script.read({"response": response, "execute_errors": errors}, USERS)
    assert [type(part) for part in parts] == [NoAnswer] * 3
