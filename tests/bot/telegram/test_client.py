"""What is Telegram's own: webhooks, rival pollers, its refusals, and those who answer in its place."""

import asyncio
import gc
import weakref
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from aiogram.methods.base import Response
from aiogram.types import Message
from aiohttp import web

from bot.telegram.client import UPDATES, TelegramMessenger
from messages.messenger import (
    FileUnavailable,
    Gone,
    Outcome,
    Parcel,
    Rejected,
    Scope,
    Sent,
    TryLater,
    Unavailable,
)
from messages.replies import FILE_IN_LIMIT, Attachment, Button, Reply
from messages.updates import Address, FileKind, IncomingFile, Pressed, Said
from tests.bot.telegram.conftest import messenger_at
from tests.loopback.telegram import LoopbackTelegram
from tests.loopback.telegram_rules import Refusal

REPORT = Attachment(FileKind.DOCUMENT, "отчёт.pdf", "application/pdf", file=1)


def parcel(reply: Reply, edits: str = "") -> Parcel:
    return Parcel("7", reply, random_id=1, content=b"pdf" if reply.attachment else b"", edits=edits)


@pytest.fixture
def anna(loopback: LoopbackTelegram) -> Callable[[str], None]:
    loopback.says("7", "Здравствуйте")

    def says(text: str) -> None:
        loopback.says("7", text)

    return says


async def sent(messenger: TelegramMessenger, what: Parcel) -> str:
    outcome = await messenger.send(what)
    assert isinstance(outcome, Sent), outcome
    return outcome.ref


async def test_a_webhook_left_behind_is_removed_and_nothing_lost(loopback: LoopbackTelegram) -> None:
    loopback.webhooks.set({"url": "https://example.invalid/webhook/telegram"})
    loopback.says("7", "Здравствуйте")
    messenger = messenger_at(loopback.url)
    await messenger.open()
    batch = await messenger.receive("")
    await messenger.close()
    assert [type(update) for update in batch.updates] == [Said]
    assert loopback.webhooks.url == ""


async def test_the_model_of_an_answer_is_made_once(
    anna: Callable[[str], None], messenger: TelegramMessenger
) -> None:
    await sent(messenger, parcel(Reply("Первая")))
    made = weakref.ref(Response[Message])
    gc.collect()
    await sent(messenger, parcel(Reply("Вторая")))
    assert made() is Response[Message]


async def test_without_a_webhook_nothing_is_removed(loopback: LoopbackTelegram, messenger: TelegramMessenger) -> None:
    await messenger.receive("")
    assert loopback.calls == ["getMe", "getWebhookInfo", "getUpdates"]
    assert messenger.invite_link("Abc") == "https://t.me/vekha_test_bot?start=Abc"


async def test_a_poll_asks_for_what_we_can_read_and_confirms_the_rest(
    loopback: LoopbackTelegram, messenger: TelegramMessenger, anna: Callable[[str], None]
) -> None:
    batch = await messenger.receive("")
    assert (batch.position, batch.keep) == ("1001", False)
    assert loopback.allowed == set(UPDATES)
    quiet = await messenger.receive(batch.position)
    assert (quiet.updates, quiet.position) == ((), "1001")
    assert [said.key for said in batch.updates] == ["telegram:42:1000"]


async def test_an_update_without_a_number_does_not_hold_the_line(
    loopback: LoopbackTelegram, messenger: TelegramMessenger, anna: Callable[[str], None]
) -> None:
    loopback.pushes_raw({"update_id": "odd"})
    anna("Задачи")
    batch = await messenger.receive("")
    assert len(batch.updates) == 3
    assert (await messenger.receive(batch.position)).updates == ()


async def test_two_pollers_are_told_to_take_turns(loopback: LoopbackTelegram, messenger: TelegramMessenger) -> None:
    rival = messenger_at(loopback.url)
    both = await asyncio.gather(messenger.receive(""), rival.receive(""), return_exceptions=True)
    await rival.close()
    (refused,) = [result for result in both if isinstance(result, Unavailable)]
    assert refused.after == 5


async def test_an_edit_over_a_file_or_of_a_vanished_message_sends_anew(
    loopback: LoopbackTelegram, messenger: TelegramMessenger, anna: Callable[[str], None]
) -> None:
    report = await sent(messenger, parcel(Reply("Отчёт", attachment=REPORT)))
    menu = await sent(messenger, parcel(Reply("Меню"), edits=report))
    assert [shown.ref for shown in loopback.screen("7")] == [report, menu]
    loopback.removes("7", menu)
    again = await sent(messenger, parcel(Reply("Меню"), edits=menu))
    assert [shown.ref for shown in loopback.screen("7")] == [report, again]


async def test_a_file_in_place_of_a_message_is_a_new_message(
    loopback: LoopbackTelegram, messenger: TelegramMessenger, anna: Callable[[str], None]
) -> None:
    menu = await sent(messenger, parcel(Reply("Меню")))
    await sent(messenger, parcel(Reply("Отчёт", attachment=REPORT), edits=menu))
    assert len(loopback.screen("7")) == 2
    assert "editMessageText" not in loopback.calls


async def test_an_edit_that_is_wrong_is_not_sent_anew(
    loopback: LoopbackTelegram, messenger: TelegramMessenger, anna: Callable[[str], None]
) -> None:
    menu = await sent(messenger, parcel(Reply("Меню")))
    assert isinstance(await messenger.send(parcel(Reply("<b>Меню"), edits=menu)), Rejected)
    assert len(loopback.screen("7")) == 1


async def test_a_wait_is_as_long_as_telegram_says(
    loopback: LoopbackTelegram, messenger: TelegramMessenger, anna: Callable[[str], None]
) -> None:
    loopback.refusals.append(Refusal(429, "Too Many Requests: retry after 37", after=37))
    outcome = await messenger.send(parcel(Reply("Добрый день")))
    assert isinstance(outcome, TryLater)
    assert (outcome.after, outcome.scope, outcome.unknown) == (37, Scope.TOKEN, False)


async def test_a_group_that_has_moved_is_tried_again_until_its_new_number_is_known(
    loopback: LoopbackTelegram, messenger: TelegramMessenger, anna: Callable[[str], None]
) -> None:
    loopback.meets("moved to another chat", times=2)
    assert isinstance(await messenger.send(replace(parcel(Reply("Добрый день")), user="-7")), TryLater)
    assert isinstance(await messenger.send(parcel(Reply("Добрый день"))), Gone)


async def test_a_press_without_a_handle_is_not_acknowledged(
    loopback: LoopbackTelegram, messenger: TelegramMessenger
) -> None:
    await messenger.acknowledge(Pressed(key="k", address=Address("telegram", "7"), payload="x"))
    assert "answerCallbackQuery" not in loopback.calls


@pytest.mark.parametrize("content", [None, b"0" * (FILE_IN_LIMIT + 1)])
async def test_what_telegram_does_not_hand_out_is_unavailable(
    loopback: LoopbackTelegram, messenger: TelegramMessenger, content: bytes | None
) -> None:
    ref = loopback.keeps("фильм.mp4", content) if content else "nothing"
    with pytest.raises(FileUnavailable):
        await messenger.fetch(IncomingFile(FileKind.DOCUMENT, ref, "фильм.mp4", "video/mp4"))


@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_a_proxy_that_is_down_lets_nothing_out(loopback: LoopbackTelegram, scheme: str) -> None:
    messenger = messenger_at(loopback.url, proxy=f"{scheme}://127.0.0.1:9")
    outcome = await messenger.send(parcel(Reply("Добрый день")))
    with pytest.raises(Unavailable):
        await messenger.receive("")
    await messenger.close()
    assert isinstance(outcome, TryLater)
    assert not outcome.unknown
    assert loopback.calls == []


@asynccontextmanager
async def answering(body: bytes, status: int, kind: str) -> AsyncIterator[TelegramMessenger]:
    """A client whose every call is answered alike."""

    async def answer(request: web.Request) -> web.Response:
        return web.Response(body=body, status=status, headers={"Content-Type": kind})

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    messenger = messenger_at(f"http://127.0.0.1:{runner.addresses[0][1]}")
    yield messenger
    await messenger.close()
    await runner.cleanup()


PAGE = "<html>Доступ ограничен</html>"
UNREADABLE = "an answer that cannot be read"


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        (PAGE.encode(), 200, "text/html; charset=utf-8"),
        (PAGE.encode("cp1251"), 403, "text/html"),
        (PAGE.encode("cp1251"), 200, "text/html; charset=nonsense"),
        (b"<html>502 Bad Gateway</html>", 502, "text/html"),
        (b"[]", 200, "application/json"),
        (b'{"error": "maintenance"}', 503, "application/json"),
        (b'{"ok": false, "error_code": 500, "description": "Internal"}', 500, "application/json"),
        (b'{"ok": false, "error_code": 418, "description": "Teapot"}', 418, "application/json"),
    ],
)
async def test_an_answer_that_is_not_telegrams_leaves_the_outcome_unknown(body: bytes, status: int, kind: str) -> None:
    async with answering(body, status, kind) as messenger:
        outcome = await messenger.send(parcel(Reply("Добрый день")))
        assert isinstance(outcome, TryLater)
        assert outcome.unknown
        with pytest.raises(Unavailable):
            await messenger.receive("")
        with pytest.raises(Unavailable):
            await messenger.open()
        assert await messenger.profile("7") == ""


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (b'{"ok": true, "result": {"message_id": 5, "novelty": 1}}', Sent("5")),
        (b'{"ok": true, "result": {"novelty": 1}}', Sent("")),
        (b'{"ok": true, "result": "done"}', Sent("")),
    ],
)
async def test_a_yes_in_a_new_form_is_a_yes(body: bytes, outcome: Outcome) -> None:
    async with answering(body, 200, "application/json") as messenger:
        assert await messenger.send(parcel(Reply("Да?", ((Button("Да", "yes"),),)))) == outcome


async def test_an_edit_answered_by_a_mere_yes_keeps_its_reference() -> None:
    async with answering(b'{"ok": true, "result": true}', 200, "application/json") as messenger:
        assert await messenger.send(parcel(Reply("Меню"), edits="5")) == Sent("5")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"ok": false, "error_code": 429, "description": "Too Many Requests"}', 429),
        (b'{"ok": false, "error_code": 500, "description": "restart"}', 500),
    ],
)
async def test_a_refusal_before_the_effect_is_known(body: bytes, status: int) -> None:
    async with answering(body, status, "application/json") as messenger:
        outcome = await messenger.send(parcel(Reply("Добрый день")))
    assert isinstance(outcome, TryLater)
    assert (outcome.scope, outcome.unknown) == (Scope.TOKEN, False)


async def test_a_voice_for_somebody_who_takes_none_comes_as_a_document(
    loopback: LoopbackTelegram, messenger: TelegramMessenger
) -> None:
    loopback.says("7", "Здравствуйте")
    loopback.forbids_voices("7")
    voice = Attachment(FileKind.VOICE, "voice.ogg", "audio/ogg", file=1)
    await sent(messenger, Parcel("7", Reply("Ответ", attachment=voice), random_id=1, content=b"OggS"))
    (shown,) = loopback.screen("7")
    assert (shown.text, shown.file, shown.voice) == ("Ответ", ("voice.ogg", b"OggS"), False)
    assert loopback.violations == []


async def test_a_file_for_a_message_without_one_comes_anew(
    loopback: LoopbackTelegram, messenger: TelegramMessenger
) -> None:
    loopback.says("7", "Здравствуйте")
    words = await sent(messenger, parcel(Reply("Вот отчёт")))
    file = await sent(messenger, parcel(Reply("Отчёт", attachment=REPORT), edits=words))
    assert file != words
    assert [shown.file for shown in loopback.screen("7")] == [None, ("отчёт.pdf", b"pdf")]
