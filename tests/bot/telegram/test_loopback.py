"""The loopback keeps Telegram's rules, so that what passes here passes there; and it can be driven from afar."""

import asyncio
import base64
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientSession, FormData

from tests.bot.telegram.conftest import TOKEN
from tests.loopback.telegram import LoopbackTelegram


async def call(url: str, method: str, form: object = None, token: str = TOKEN, **params: object) -> dict[str, Any]:
    data = {key: value if isinstance(value, str) else json.dumps(value) for key, value in params.items()}
    async with ClientSession() as session, session.post(f"{url}/bot{token}/{method}", data=form or data) as answer:
        found: dict[str, Any] = await answer.json()
        assert answer.status == found.get("error_code", 200)
        return found


def keyboard(*rows: list[dict[str, str]]) -> dict[str, object]:
    return {"inline_keyboard": list(rows)}


KEY = {"text": "Да", "callback_data": "yes"}
LONG = "я" * 4097


@pytest.mark.parametrize(
    ("params", "complaint"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": "<b> </b>"}, "message text is empty"),
        ({"text": LONG}, "message is too long"),
        ({"text": "👍" * 2049}, "message is too long"),
        ({"text": "5 < 6"}, "can't parse entities"),
        ({"text": "<p>да</p>"}, "can't parse entities"),
        ({"text": "<b>да"}, "can't parse entities"),
        ({"text": "<b><i>да</b></i>"}, "can't parse entities"),
        ({"text": "да", "reply_markup": keyboard([KEY | {"callback_data": "я" * 33}])}, "BUTTON_DATA_INVALID"),
        ({"text": "да", "reply_markup": keyboard([KEY | {"callback_data": ""}])}, "BUTTON_DATA_INVALID"),
        ({"text": "да", "reply_markup": keyboard([KEY | {"text": " "}])}, "text is empty"),
        ({"text": "да", "reply_markup": keyboard([KEY] * 9)}, "too many buttons"),
        ({"text": "да", "reply_markup": keyboard(*[[KEY]] * 101)}, "too many buttons"),
        ({"text": "да", "reply_markup": keyboard([KEY | {"url": "https://e.ru"}])}, "exactly one"),
        ({"text": "да", "reply_markup": keyboard([{"text": "Да", "url": "e"}])}, "Wrong HTTP URL"),
        ({"text": "да", "reply_markup": keyboard([KEY | {"style": "green"}])}, "button style"),
        ({"text": "да", "reply_markup": keyboard([KEY | {"text": "я" * 5000}])}, "too long"),
        ({"text": "да", "reply_markup": "{"}, "can't parse reply keyboard"),
    ],
)
async def test_a_broken_rule_is_refused_and_noted(
    loopback: LoopbackTelegram, params: dict[str, Any], complaint: str
) -> None:
    loopback.says("7", "Здравствуйте")
    answer = await call(loopback.url, "sendMessage", chat_id="7", parse_mode="HTML", **params)
    assert answer["error_code"] == 400
    assert complaint in answer["description"]
    assert len(loopback.violations) == 1
    assert loopback.screen("7") == []


async def test_entities_do_not_count_towards_the_length(loopback: LoopbackTelegram) -> None:
    loopback.says("7", "Здравствуйте")
    answer = await call(loopback.url, "sendMessage", chat_id="7", parse_mode="HTML", text=f"<b>{'&amp;' * 4096}</b>")
    assert answer["ok"]
    assert loopback.screen("7")[0].text == "&" * 4096


async def test_a_long_caption_and_an_empty_file_are_refused(loopback: LoopbackTelegram) -> None:
    loopback.says("7", "Здравствуйте")
    for caption, content, complaint in (("я" * 1025, b"x", "caption is too long"), ("да", b"", "must be non-empty")):
        form = FormData({"chat_id": "7", "caption": caption})
        form.add_field("document", content, filename="отчёт.pdf")
        answer = await call(loopback.url, "sendDocument", form)
        assert complaint in answer["description"]


async def test_a_file_can_be_sent_again_by_its_id(loopback: LoopbackTelegram) -> None:
    loopback.says("7", "Здравствуйте")
    form = FormData({"chat_id": "7"}, quote_fields=False)
    form.add_field("document", b"pdf", filename="отчёт.pdf")
    number = (await call(loopback.url, "sendDocument", form))["result"]["document"]["file_id"]
    await call(loopback.url, "sendDocument", chat_id="7", document=number)
    assert [shown.file for shown in loopback.screen("7")] == [("отчёт.pdf", b"pdf")] * 2


@pytest.mark.parametrize(
    ("chat", "code", "complaint"),
    [("99", 403, "can't initiate conversation"), ("@vekha", 400, "chat not found"), ("0", 400, "chat not found")],
)
async def test_strangers_cannot_be_written_to(loopback: LoopbackTelegram, chat: str, code: int, complaint: str) -> None:
    answer = await call(loopback.url, "sendMessage", chat_id=chat, text="Здравствуйте")
    assert (answer["error_code"], loopback.violations) == (code, [])
    assert complaint in answer["description"]


async def test_a_wrong_token_and_an_unknown_method(loopback: LoopbackTelegram) -> None:
    assert (await call(loopback.url, "getMe", token="43:other"))["error_code"] == 401
    assert (await call(loopback.url, "sendEverything"))["error_code"] == 404


async def test_one_person_hears_one_message_a_second_after_a_short_burst() -> None:
    loopback = LoopbackTelegram(enforce_pace=True)
    await loopback.start()
    for user in ("7", "8"):
        loopback.says(user, "Здравствуйте")
    answers = [await call(loopback.url, "sendMessage", chat_id="7", text=f"{number}") for number in range(4)]
    other = await call(loopback.url, "sendMessage", chat_id="8", text="Здравствуйте")
    await loopback.stop()
    assert [answer["ok"] for answer in answers] == [True, True, True, False]
    assert answers[3]["parameters"] == {"retry_after": 1}
    assert other["ok"]
    assert len(loopback.violations) == 1


async def test_message_numbers_grow_in_each_chat_by_itself(loopback: LoopbackTelegram) -> None:
    for user in ("7", "8"):
        loopback.says(user, "Здравствуйте")
        await call(loopback.url, "sendMessage", chat_id=user, text="Добрый день")
        await call(loopback.url, "sendMessage", chat_id=user, text="Вот меню")
        assert [shown.ref for shown in loopback.screen(user)] == ["2", "3"]


async def test_only_what_holds_a_file_has_a_caption_to_edit(loopback: LoopbackTelegram) -> None:
    loopback.says("7", "Здравствуйте")
    await call(loopback.url, "sendMessage", chat_id="7", text="Добрый день")
    refused = await call(loopback.url, "editMessageCaption", chat_id="7", message_id="2", caption="Да")
    assert refused["description"] == "Bad Request: there is no caption in the message to edit"
    gone = await call(loopback.url, "editMessageCaption", chat_id="7", message_id="9", caption="Да")
    assert gone["description"] == "Bad Request: message to edit not found"
    await call(loopback.url, "sendVoice", chat_id="7", voice=loopback.keeps("voice.ogg", b"OggS"), caption="Да")
    same = await call(loopback.url, "editMessageCaption", chat_id="7", message_id="3", caption="Да")
    assert same["description"].startswith("Bad Request: message is not modified")
    assert loopback.violations == []
    long = await call(loopback.url, "editMessageCaption", chat_id="7", message_id="3", caption="я" * 1025)
    assert not long["ok"]
    assert len(loopback.violations) == 1
    assert [(shown.text, shown.voice) for shown in loopback.screen("7")] == [("Добрый день", False), ("Да", True)]


async def test_what_is_no_ogg_is_not_heard_and_nobody_is_made_to_listen(loopback: LoopbackTelegram) -> None:
    loopback.says("7", "Здравствуйте")
    await call(loopback.url, "sendVoice", chat_id="7", voice=loopback.keeps("a.mp3", b"ID3"))
    assert [shown.voice for shown in loopback.screen("7")] == [False]
    loopback.forbids_voices("7")
    refused = await call(loopback.url, "sendVoice", chat_id="7", voice=loopback.keeps("a.ogg", b"OggS"))
    assert refused["description"] == "Bad Request: VOICE_MESSAGES_FORBIDDEN"


async def test_an_edit_is_told_only_where_it_is_asked_for(loopback: LoopbackTelegram) -> None:
    ref = loopback.says("7", "Здравствуйте")
    loopback.edits("7", ref, "Добрый день")
    loopback.allowed = {"message"}
    loopback.edits("7", ref, "И вам")
    kinds = [set(update) - {"update_id"} for update in (await call(loopback.url, "getUpdates"))["result"]]
    assert kinds == [{"message"}, {"edited_message"}]


@asynccontextmanager
async def running() -> AsyncIterator[str]:
    """The loopback in a process of its own; its address."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.loopback.telegram", stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    yield json.loads(await process.stdout.readline())["url"]
    process.terminate()
    await process.wait()


async def test_another_process_can_act_for_the_person_and_look_at_the_screen() -> None:
    async with running() as url, ClientSession(url) as session:

        async def act(method: str, **arguments: object) -> int:
            async with session.post(f"/_test/{method}", json=arguments) as answer:
                return answer.status

        assert await act("says", user="7", text="Здравствуйте", name="Анна Петрова") == 200
        content = base64.b64encode(b"pdf").decode()
        assert await act("sends_file", user="7", kind="document", name="а.pdf", content=content) == 200
        assert await act("repeat_last") == 200
        assert await act("edits", user="7", ref="1", text="Добрый день") == 200
        assert len((await call(url, "getUpdates"))["result"]) == 4
        assert await act("fail", faults=["throttled"]) == 200
        assert not (await call(url, "sendMessage", chat_id="7", text="Добрый день"))["ok"]
        assert (await call(url, "sendMessage", chat_id="7", text="Добрый день"))["ok"]
        assert await act("presses", user="7", payload="yes", ref="3") == 200
        assert await act("blocks", user="7") == 200
        assert await act("unblocks", user="7") == 200
        assert (await act("says"), await act("dances"), await act("fail", faults=["x"])) == (400, 404, 400)
        async with session.get("/_test/screen", params={"user": "7"}) as answer:
            assert [shown["text"] for shown in await answer.json()] == ["Добрый день"]
        async with session.get("/_test/stats") as answer:
            calls = {"getUpdates": 1, "sendMessage": 2}
            assert await answer.json() == {"sent": 1, "calls": calls, "violations": []}
