"""A Bot API that does nothing but hand out updates and count what comes back: `python -m benchmarks.telegram_load`.

Under `/load/` the one who measures writes for people, sets a limit and reads the tally.
"""

import asyncio
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any
from urllib.parse import parse_qs

from benchmarks import wire
from benchmarks.pressing import Pressing, Screens
from benchmarks.tally import BULK, Tally, Window
from benchmarks.wire import Call, Reply, as_json
from scheduler.clock import SystemClock

FIRST_UPDATE = 100_000_001
AT_ONCE = 100
"""Updates in one answer, as with the real one."""
ME = as_json({"ok": True, "result": {"id": 1000001, "is_bot": True, "first_name": "Bot", "username": "bench_bot"}})
YES = as_json({"ok": True, "result": True})
NO_WEBHOOK = as_json({"ok": True, "result": {
    "url": "", "has_custom_certificate": False, "pending_update_count": 0}})
UNKNOWN = as_json({"ok": False, "error_code": 404, "description": "Not Found: method not found"})
TOO_MANY = as_json({"ok": False, "error_code": 429, "description": "Too Many Requests: retry after 1",
                    "parameters": {"retry_after": 1}})
_CHAT = re.compile(rb'(?:\bchat_id=|name="chat_id"\r\n\r\n)(\d+)')
_BULK = re.compile(rb'(?:\btext=|name="text"\r\n\r\n)' + BULK.encode())
EDIT = "editMessageText"
_SENDS = ("sendMessage", "sendPhoto", "sendDocument", EDIT)


class TelegramLoad:
    """All that it knows; `monotonic` tells the time."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._updates: list[bytes] = []
        self._open = 0
        self._held: tuple[int, Reply] | None = None
        self._messages = 0
        self._window = Window()
        self._tally = Tally()
        self._screens = Screens()
        self._pressing = Pressing(self._tap, monotonic)
        self._button = ""
        self._fixed = {"getMe": ME, "getWebhookInfo": NO_WEBHOOK}
        self._orders: dict[str, Callable[[Any], object]] = {
            "write": self._write, "write_steadily": self._write_steadily, "limit": self._limit,
            "begin": self._begin, "brief": self._brief, "whole": self._whole, "press": self._press,
            "press_steadily": self._press_steadily, "screen": self._screen,
        }

    def answer(self, call: Call, reply: Reply) -> None:
        """One call, of the bot or of the one who measures."""
        if call.method in _SENDS:
            self._send(call, reply)
        elif call.method == "getUpdates":
            self._poll(call, reply)
        elif order := self._orders.get(call.method):
            reply(as_json(order(json.loads(call.body) if call.body else {})))
        else:
            reply(self._fixed.get(call.method, YES))

    def _send(self, call: Call, reply: Reply) -> None:
        now = self._monotonic()
        if not self._window.admits(now):
            self._tally.throttled += 1
            return reply(TOO_MANY, 429)
        chat = _CHAT.search(call.body)
        number = int(chat[1]) if chat else 0
        self._messages += 1
        self._tally.calls += 1
        reply(_accepted(self._messages, number))
        ref = str(self._messages)
        if call.method == EDIT:
            self._tally.edits.append(now)
            ref = call.fields()["message_id"]
        elif _BULK.search(call.body):
            self._tally.bulk.append(now)
            self._tally.reached[number] += 1
            self._pressing.has_it(number)
        else:
            self._tally.answers.append((now, number))
        self._screens.shows(number, ref, lambda: _read(call.body))
        return None

    def _poll(self, call: Call, reply: Reply) -> None:
        facts = call.fields()
        if "offset" in facts and facts["offset"].isdecimal():
            self._open = max(self._open, min(int(facts["offset"]) - FIRST_UPDATE, len(self._updates)))
        if self._held:
            self._held[1](as_json({"ok": True, "result": []}))
            self._held = None
        if self._open < len(self._updates):
            return self._give(reply)
        held = (self._open, reply)
        self._held = held
        asyncio.get_running_loop().call_later(float(facts.get("timeout", "0")), self._give_up, held)
        return None

    def _give(self, reply: Reply) -> None:
        reply(b'{"ok":true,"result":[' + b",".join(self._updates[self._open:self._open + AT_ONCE]) + b"]}")

    def _give_up(self, held: tuple[int, Reply]) -> None:
        if self._held is held:
            self._held = None
            held[1](as_json({"ok": True, "result": []}))

    def _write(self, order: dict[str, list[tuple[int, str]]]) -> float:
        """People write all of this at once; since when it waits."""
        updates = [_update(FIRST_UPDATE + len(self._updates) + place, user, text)
                   for place, (user, text) in enumerate(order["messages"])]
        now = self._monotonic()
        self._updates += updates
        self._tally.written += [(now, user) for user, _ in order["messages"]]
        self._wake()
        return now

    def _write_steadily(self, order: dict[str, object]) -> None:
        """One after the other at this rate, whether or not they are answered."""
        messages, rate = order["messages"], order["rate"]
        assert isinstance(messages, list)
        assert isinstance(rate, int)
        self._write_next(messages, 0, self._monotonic(), 1 / rate)

    def _write_next(self, messages: Sequence[tuple[int, str]], place: int, begun: float, step: float) -> None:
        if place < len(messages):
            self._write({"messages": [messages[place]]})
            wait = begun + (place + 1) * step - self._monotonic()
            asyncio.get_running_loop().call_later(max(0.0, wait), self._write_next, messages, place + 1, begun, step)

    def _wake(self) -> None:
        if self._held:
            (_, reply), self._held = self._held, None
            self._give(reply)

    def _press(self, order: dict[str, Any]) -> None:
        """Somebody presses a button of a message of theirs, of the last one if none is named."""
        user = order["user"]
        number = int(order.get("ref") or self._screens.last[user])
        self._tally.written.append((self._monotonic(), user))
        self._updates.append(_pressed(FIRST_UPDATE + len(self._updates), user, number, order["data"]))
        self._wake()

    def _tap(self, user: int) -> None:
        self._press({"user": user, "data": self._button})

    def _press_steadily(self, order: dict[str, Any]) -> None:
        """Those who get the sending press this button of it, so many a second; none at a rate of 0."""
        self._button = order.get("data", "")
        self._pressing.begin(order["rate"])

    def _screen(self, order: dict[str, int]) -> object:
        """All that stands before somebody, from the first time they are asked about on."""
        self._screens.watch(order["user"])
        return [asdict(shown) for shown in self._screens.watched[order["user"]].values()]

    def _limit(self, order: dict[str, int]) -> None:
        self._window = Window(order["calls"])

    def _begin(self, order: dict[str, object]) -> None:
        """Whatever was written before is done with."""
        self._open = len(self._updates)
        self._tally = Tally()

    def _brief(self, order: dict[str, object]) -> dict[str, object]:
        return self._tally.brief() | {"taken": self._open == len(self._updates)}

    def _whole(self, order: dict[str, object]) -> dict[str, object]:
        return self._tally.whole()


def _update(number: int, user: int, text: str) -> bytes:
    person = {"id": user, "is_bot": False, "first_name": "Анна", "last_name": "Иванова", "language_code": "ru"}
    chat = {"id": user, "first_name": "Анна", "last_name": "Иванова", "type": "private"}
    return as_json({"update_id": number, "message": {
        "message_id": number, "from": person, "chat": chat, "date": 1527000000, "text": text}})


def _pressed(number: int, user: int, message: int, data: str) -> bytes:
    person = {"id": user, "is_bot": False, "first_name": "Анна", "last_name": "Иванова", "language_code": "ru"}
    chat = {"id": user, "first_name": "Анна", "last_name": "Иванова", "type": "private"}
    return as_json({"update_id": number, "callback_query": {
        "id": str(number), "from": person, "chat_instance": "1", "data": data,
        "message": {"message_id": message, "chat": chat, "date": 1527000000, "text": "ok"}}})


def _read(body: bytes) -> tuple[str, list[tuple[str, str]]]:
    """The text of a message and its buttons."""
    facts = parse_qs(body.decode())
    rows = json.loads(facts["reply_markup"][0])["inline_keyboard"] if "reply_markup" in facts else []
    return facts["text"][0], [(each["text"], each.get("callback_data", "")) for row in rows for each in row]


def _accepted(number: int, chat: int) -> bytes:
    return (b'{"ok":true,"result":{"message_id":%d,"from":{"id":1000001,"is_bot":true,"first_name":"Bot"},'
            b'"chat":{"id":%d,"type":"private"},"date":1527000000,"text":"ok"}}' % (number, chat))


if __name__ == "__main__":
    asyncio.run(wire.serve(TelegramLoad(SystemClock().monotonic).answer))
