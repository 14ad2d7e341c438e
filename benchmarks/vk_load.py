"""VK that counts what a community sends, calls with many messages included: `python -m benchmarks.vk_load`.

It keeps VK's limit of calls a second and refuses a `messages.send` to more than a hundred.
"""

import asyncio
import json
from collections.abc import Callable

from benchmarks import wire
from benchmarks.pressing import Pressing, Screens
from benchmarks.tally import BULK, Tally, Window
from benchmarks.wire import Call, Reply, as_json
from scheduler.clock import SystemClock

CALLS_A_SECOND = 20
PEERS = 100
WAIT = 25.0
"""Seconds for which a poll is held."""
EVENTS = ("message_new", "message_event", "message_allow", "message_deny")


class VkLoad:
    """All that it knows; `monotonic` tells the time."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._window = Window(CALLS_A_SECOND)
        self._tally = Tally()
        self._messages = 0
        self._events: list[dict[str, object]] = []
        self._held: tuple[int, Reply] | None = None
        self._screens = Screens()
        self._pressing = Pressing(self._press, monotonic)
        self._button = ""
        self.url = ""
        self._fixed: dict[str, object] = {
            "groups.getById": {"groups": [{"id": 1, "name": "Веха", "screen_name": "club1"}], "profiles": []},
            "groups.getTokenPermissions": {"mask": 0, "permissions": [{"name": "messages", "setting": 1}]},
            "groups.getLongPollSettings": {"is_enabled": True, "api_version": "5.199",
                                           "events": dict.fromkeys(EVENTS, 1)},
        }

    def answer(self, call: Call, reply: Reply) -> None:
        """One call, of the bot or of the one who measures."""
        match call.method:
            case "messages.send":
                reply(as_json(self._admitted() or self._sent(call.fields())))
            case "execute":
                reply(as_json(self._admitted() or self._executed(call.fields()["code"])))
            case "lp":
                self._poll(int(call.fields()["ts"]), reply)
            case "limit":
                self._window = Window(json.loads(call.body)["calls"])
                reply(b"null")
            case "press_steadily":
                order = json.loads(call.body)
                self._button = order.get("data", "")
                self._pressing.begin(order["rate"])
                reply(b"null")
            case "whole":
                reply(as_json(self._tally.whole()))
            case "begin":
                self._tally = Tally()
                self.url = json.loads(call.body)["url"]
                reply(b"null")
            case "brief":
                reply(as_json(self._tally.brief()))
            case "groups.getLongPollServer":
                reply(as_json({"response": {"server": f"{self.url}/lp", "key": "key",
                                            "ts": str(len(self._events))}}))
            case method:
                reply(as_json(self._refused() or {"response": self._fixed.get(method, 1)}))

    def _admitted(self) -> dict[str, object] | None:
        """Nothing, or the refusal of a call that is one too many."""
        if refused := self._refused():
            return refused
        self._tally.calls += 1
        return None

    def _refused(self) -> dict[str, object] | None:
        """The same for calls that send nothing."""
        if self._window.admits(self._monotonic()):
            return None
        self._tally.throttled += 1
        return _error(6, "Too many requests per second")

    def _poll(self, since: int, reply: Reply) -> None:
        if since < len(self._events):
            return self._give(since, reply)
        self._held = held = (since, reply)
        asyncio.get_running_loop().call_later(WAIT, self._give_up, held)
        return None

    def _give(self, since: int, reply: Reply) -> None:
        reply(as_json({"ts": str(len(self._events)), "updates": self._events[since:]}))

    def _give_up(self, held: tuple[int, Reply]) -> None:
        if self._held is held:
            self._held = None
            self._give(*held)

    def _press(self, user: int) -> None:
        """This person presses the button of the last message."""
        self._tally.written.append((self._monotonic(), user))
        number = len(self._events) + 1
        self._events.append({"type": "message_event", "group_id": 1, "event_id": str(number), "v": "5.199", "object": {
            "user_id": user, "peer_id": user, "event_id": str(number), "payload": {"p": self._button},
            "conversation_message_id": int(self._screens.last[user])}})
        if self._held:
            held, self._held = self._held, None
            self._give(*held)

    def _executed(self, code: str) -> dict[str, object]:
        """A script of sends and nothing else: `return [API.messages.send({...}),...];`."""
        calls = [json.JSONDecoder().raw_decode(part)[0] for part in code.split("API.messages.send(")[1:]]
        return {"response": [self._sent({name: str(value) for name, value in each.items()}).get("response", False)
                             for each in calls]}

    def _sent(self, facts: dict[str, str]) -> dict[str, object]:
        now = self._monotonic()
        peers = [int(peer) for peer in (facts.get("peer_ids") or facts["peer_id"]).split(",")]
        if len(peers) > PEERS:
            return _error(100, "peer_ids has more than 100 elements")
        if facts["message"].startswith(BULK):
            self._tally.bulk += [now] * len(peers)
            self._tally.reached.update(peers)
            for peer in peers:
                self._pressing.has_it(peer)
        else:
            self._tally.answers += [(now, peer) for peer in peers]
        return {"response": [self._accepted(peer) for peer in peers]}

    def _accepted(self, peer: int) -> dict[str, int]:
        self._messages += 1
        self._screens.last[peer] = str(self._messages)
        return {"peer_id": peer, "message_id": self._messages, "conversation_message_id": self._messages}


def _error(code: int, words: str) -> dict[str, object]:
    return {"error": {"error_code": code, "error_msg": words, "request_params": []}}


if __name__ == "__main__":
    asyncio.run(wire.serve(VkLoad(SystemClock().monotonic).answer))
