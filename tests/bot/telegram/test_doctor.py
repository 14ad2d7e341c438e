"""What an examination of Telegram finds; it never polls and never shows the token."""

from collections.abc import Sequence

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.telegram import doctor
from messages.findings import Finding, Level
from scheduler.clock import SystemClock
from tests.bot.telegram.conftest import TOKEN
from tests.loopback.telegram import LoopbackTelegram

HOOK = "https://school.example/webhook/telegram"
REAL = 1_800_000_000.0


def names(found: Sequence[Finding]) -> list[str]:
    return [each.name for each in found]


async def examined(url: str, *, token: str = TOKEN, webhook_url: str = "", late: float = 0) -> list[Finding]:
    return await doctor.examine(token, api_url=url, proxy=None, webhook_url=webhook_url,
                                real=SystemClock().real() + late)


async def test_all_is_well_and_nobody_is_thrown_off_the_line(loopback: LoopbackTelegram) -> None:
    found = await examined(loopback.url)
    assert names(found) == ["token", "clock", "polling"]
    assert {each.level for each in found} == {Level.GOOD}
    assert found[0].facts["name"] == "@vekha_test_bot"
    assert loopback.calls == ["getMe", "getWebhookInfo"]


async def test_a_wrong_token_is_told_and_not_shown(loopback: LoopbackTelegram) -> None:
    found = await examined(loopback.url, token="42:another-secret")
    assert names(found) == ["token_refused"]
    assert "another-secret" not in str(found)


async def test_a_messenger_out_of_reach_is_told_by_the_kind_of_its_error() -> None:
    found = await examined("http://127.0.0.1:1")
    assert (names(found), found[0].facts["why"]) == (["out_of_reach"], "ClientConnectorError")


@pytest.mark.parametrize(("status", "body"), [(200, "<html>"), (502, "bad gateway"), (200, "[]")])
async def test_somebody_else_who_answers_is_told_apart(status: int, body: str) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status, text=body)

    site = web.Application()
    site.router.add_route("*", "/{rest:.*}", answer)
    async with TestServer(site) as server:
        found = await examined(str(server.make_url("/")))
    assert [(each.name, each.level) for each in found] == [("odd_answer", Level.BAD)]


@pytest.mark.parametrize(("late", "ahead"), [(40, True), (-40, False)])
async def test_a_clock_that_is_off_is_noticed(loopback: LoopbackTelegram, late: float, ahead: bool) -> None:
    clock = (await examined(loopback.url, late=late))[1]
    assert (clock.name, clock.level, clock.facts["ahead"]) == ("clock_off", Level.WARNING, ahead)
    assert clock.facts["seconds"] in (39, 40, 41)


@pytest.mark.parametrize(("info", "wanted", "expected"), [
    ({"url": HOOK}, HOOK, ["webhook"]),
    ({"url": ""}, HOOK, ["webhook_differs"]),
    ({"url": "https://others.example/"}, "", ["webhook_left"]),
    ({"url": "", "pending_update_count": 150}, "", ["polling", "updates_wait"]),
    ({"url": HOOK, "last_error_date": REAL - 60, "last_error_message": "SSL error"}, HOOK,
     ["webhook", "webhook_fails"]),
    ({"url": HOOK, "last_error_date": REAL - 86400, "last_error_message": "SSL error"}, HOOK, ["webhook"]),
])
def test_the_webhook_is_held_against_the_settings(info: dict[str, object], wanted: str, expected: list[str]) -> None:
    assert names(doctor.of_webhook(info, wanted, REAL)) == expected
