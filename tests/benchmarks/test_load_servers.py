"""The load servers keep the messengers' rules that matter here: order, positions, limits; and count truly."""

import asyncio
import json
from typing import Any

from benchmarks.tally import BULK, Window
from benchmarks.telegram_load import FIRST_UPDATE, TelegramLoad
from benchmarks.vk_load import CALLS_A_SECOND, VkLoad
from benchmarks.wire import Call, Line
from scheduler.clock import SystemClock


class Caller:
    """Calls a load server without a network; `now` is its time."""

    def __init__(self, kind: type[TelegramLoad] | type[VkLoad]) -> None:
        self.now = 100.0
        self.server = kind(lambda: self.now)
        self.status = 0

    def __call__(self, method: str, body: str = "") -> Any:
        answers: list[tuple[bytes, int]] = []
        self.server.answer(Call(method, "", body.encode()), lambda body, status=200: answers.append((body, status)))
        assert len(answers) == 1, method
        self.status = answers[0][1]
        return json.loads(answers[0][0])

    def order(self, name: str, **facts: object) -> Any:
        return self(name, json.dumps(facts))


def test_updates_come_by_the_hundred_and_again_until_they_are_confirmed() -> None:
    telegram = Caller(TelegramLoad)
    telegram.order("write", messages=[(1, f"words {number}") for number in range(150)])
    first = telegram("getUpdates", "timeout=1")["result"]
    assert telegram("getUpdates", f"offset={FIRST_UPDATE}")["result"] == first
    rest = telegram("getUpdates", f"offset={FIRST_UPDATE + 100}&timeout=1")["result"]
    assert [each["message"]["text"] for each in first + rest] == [f"words {number}" for number in range(150)]
    assert not telegram.order("brief")["taken"]


def test_answers_and_messages_of_a_sending_are_told_apart() -> None:
    telegram = Caller(TelegramLoad)
    telegram("sendMessage", "chat_id=7&text=hello")
    telegram.now += 1
    telegram("sendMessage", f"chat_id=8&text={BULK}+1")
    whole = telegram.order("whole")
    assert whole["answers"] == [[100.0, 7]]
    assert whole["bulk"] == [101.0]


def test_telegram_refuses_what_is_more_than_its_limit_of_any_one_second() -> None:
    telegram = Caller(TelegramLoad)
    telegram.order("limit", calls=2)
    for _ in range(3):
        answer = telegram("sendMessage", "chat_id=7&text=hello")
    assert (telegram.status, answer["parameters"]) == (429, {"retry_after": 1})
    telegram.now += 1
    assert telegram("sendMessage", "chat_id=7&text=hello")["ok"]
    assert telegram.order("brief")["throttled"] == 1


def test_somebody_who_is_watched_has_a_screen_that_is_edited_and_pressed() -> None:
    telegram = Caller(TelegramLoad)
    assert telegram.order("screen", user=7) == []
    rows = json.dumps({"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]})
    telegram("sendMessage", f"chat_id=7&text=hello&reply_markup={rows}")
    (page,) = telegram.order("screen", user=7)
    assert (page["text"], page["buttons"]) == ("hello", [["Yes", "y"]])
    telegram.order("press", user=7, data="y", ref=page["ref"])
    (update,) = telegram("getUpdates", "timeout=1")["result"]
    assert update["callback_query"]["data"] == "y"
    assert update["callback_query"]["message"]["message_id"] == int(page["ref"])
    telegram("editMessageText", f"chat_id=7&message_id={page['ref']}&text=bye")
    assert [each["text"] for each in telegram.order("screen", user=7)] == ["bye"]
    assert telegram.order("whole")["edits"] == [100.0]


async def test_those_who_have_got_a_sending_press_its_button_once_each() -> None:
    vk = Caller(VkLoad)
    vk("messages.send", f"peer_ids=1,2&message={BULK}")
    vk.order("press_steadily", rate=100_000, data="y")
    async with asyncio.timeout(5):
        while len(vk.order("whole")["written"]) < 2:
            await SystemClock().pause(0)
    vk.order("press_steadily", rate=0)
    events = vk("lp", "ts=0")["updates"]
    assert sorted(each["object"]["user_id"] for each in events) == [1, 2]
    assert {each["object"]["payload"]["p"] for each in events} == {"y"}


def test_vk_counts_every_person_of_a_call() -> None:
    vk = Caller(VkLoad)
    assert len(vk("messages.send", f"peer_ids=1,2,3&message={BULK}")["response"]) == 3
    sends = [f'API.messages.send({{"peer_ids":"{peer}","message":"a)"}})' for peer in (4, 5)]
    script = f"return [{','.join(sends)}];"
    assert [[each["peer_id"] for each in part] for part in vk("execute", f"code={script}")["response"]] == [[4], [5]]
    brief = vk("brief")
    assert (brief["bulk"], brief["answers"], brief["calls"]) == (3, 2, 2)


def test_vk_refuses_a_call_too_many_and_one_with_too_many_people() -> None:
    vk = Caller(VkLoad)
    everybody = ",".join(map(str, range(101)))
    assert vk("messages.send", f"peer_ids={everybody}&message=a")["error"]["error_code"] == 100
    answers = [vk("messages.send", "peer_ids=1&message=a") for _ in range(CALLS_A_SECOND)]
    assert [("error" in answer) for answer in answers] == [False] * (CALLS_A_SECOND - 1) + [True]


def test_a_refused_call_takes_no_place() -> None:
    window = Window(limit=1)
    assert [window.admits(now) for now in (0.0, 0.5, 1.0, 1.5, 2.0)] == [True, False, True, False, True]


def test_a_request_may_come_in_pieces_and_two_at_once() -> None:
    calls: list[Call] = []
    line = Line(lambda call, reply: calls.append(call))
    request = b"POST /bot1:x/sendMessage?a=1 HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nb=2&c"
    for piece in (request[:20], request[20:-2], request[-2:] + request):
        line.data_received(piece)
    assert calls == [Call("sendMessage", "a=1", b"b=2&c")] * 2
