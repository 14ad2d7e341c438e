"""Every fault of receiving, on the running service: it says what is wrong; once it ends, each is answered once."""

import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

import bot.telegram.client
from messages.messenger import Unavailable
from tests.faults.conftest import LOOPBACKS, client
from tests.faults.live import Hasty, Live, running, until
from tests.faults.table import Line, Table
from tests.loopback.telegram import LoopbackTelegram
from tests.loopback.vk import LoopbackVk
from tests.loopback.vk_rules import VkError

USERS = ("601", "602")
FOREVER = 100_000
Break = Callable[[LoopbackVk], None]

TELEGRAM = ("too many requests, a wait named (429)", "too many requests, no wait named (429)", "revoked token (401)",
            "blocked by the user (403)", "malformed token (404)", "another poller (409)", "internal error (500)",
            "bad gateway (502)", "gateway timeout (504)", "a proxy's page", "a proxy's page after the effect",
            "a block page with 200", "half an answer", "an empty answer", "reset before the effect",
            "reset after the effect", "hang before the effect")


def refuses(method: str, code: int) -> Break:
    return lambda vk: vk.refusing.update({method: VkError(code, "As VK says")})


def answers(*polls: dict[str, object]) -> Break:
    return lambda vk: vk.failing_polls.extend(polls * FOREVER)


VK: dict[str, Break] = {
    "revoked token (5)": refuses("groups.getLongPollServer", 5),
    "no rights (15)": refuses("groups.getLongPollServer", 15),
    "internal error (10)": refuses("groups.getLongPollServer", 10),
    "too many calls (6)": refuses("groups.getLongPollServer", 6),
    "quota used up (29)": refuses("groups.getLongPollServer", 29),
    "captcha (14)": refuses("groups.getById", 14),
    "a proxy's page for the server": lambda vk: vk.deaf.add("groups.getLongPollServer"),
    "a proxy's page for the community": lambda vk: vk.deaf.add("groups.getById"),
    "the right to messages is gone": lambda vk: vk.permissions.remove("messages"),
    "the settings keep presses from us": lambda vk: vk.long_poll_events.remove("message_event"),
    "a poll of an unknown kind": answers({"odd": 1}),
    "a poll that names no place": answers({"ts": None, "updates": "none"}),
}
PASSING: dict[str, dict[str, object]] = {
    "the key has grown old (2)": {"failed": 2}, "the server is lost (3)": {"failed": 3},
    "the history does not reach back (1)": {"failed": 1, "ts": 0},
}
"""What the client mends by itself."""


def healed(vk: LoopbackVk) -> None:
    vk.refusing.clear()
    vk.deaf.clear()
    vk.failing_polls.clear()
    vk.permissions[:] = ["messages", "docs", "photos", "manage"]
    vk.long_poll_events[:] = ["message_new", "message_event", "message_allow", "message_deny"]


@pytest.fixture
async def loopback(request: pytest.FixtureRequest) -> AsyncIterator[LoopbackTelegram | LoopbackVk]:
    loopback = LOOPBACKS[request.param]()
    await loopback.start()
    yield loopback
    await loopback.stop()


@pytest.fixture
def url(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> str:
    caplog.set_level(logging.CRITICAL)
    return f"sqlite:///{tmp_path}/vekha.db"


async def met(live: Live) -> str:
    """What the way in says once it has met the fault."""
    await until(lambda: live.state not in ("", "starting"))
    return live.state


async def ended(live: Live, fault: str, words: str) -> Line:
    """Everybody is answered; a while later still once."""
    await until(lambda: all(live.answers(user) for user in USERS))
    await until(lambda: live.state == "")
    await Hasty().pause(1)
    counts = [live.answers(user) for user in USERS]
    where = f"{live.app.messengers[0].channel}: polling"
    return Line(fault, where, words, live.state or "ok", f"{sum(counts)} by {len(counts)}", sum(counts) - len(USERS))


@pytest.mark.parametrize("loopback", ["telegram"], indirect=True)
@pytest.mark.parametrize("name", TELEGRAM)
async def test_telegram_answers_a_poll_with(
    loopback: LoopbackTelegram, url: str, table: Table, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(bot.telegram.client, "POLL_MARGIN", 1)
    loopback.meets(name, FOREVER, "getUpdates")
    for user in USERS:
        loopback.says(user, "Здравствуйте")
    async with running(url, loopback) as live:
        words = await met(live)
        assert not any(map(live.answers, USERS))
        loopback.heals()
        line = table.add(await ended(live, name, words))
    assert (line.doubles, line.end) == (0, "ok")


@pytest.mark.parametrize("loopback", ["vk"], indirect=True)
@pytest.mark.parametrize("name", VK)
async def test_vk_meets_a_poll_with(loopback: LoopbackVk, url: str, table: Table, name: str) -> None:
    VK[name](loopback)
    for user in USERS:
        loopback.says(user, "Здравствуйте")
    async with running(url, loopback) as live:
        words = await met(live)
        assert not any(map(live.answers, USERS))
        healed(loopback)
        line = table.add(await ended(live, name, words))
    assert (line.doubles, line.end) == (0, "ok")


@pytest.mark.parametrize("loopback", ["vk"], indirect=True)
@pytest.mark.parametrize("name", PASSING)
async def test_vk_is_asked_anew_when(loopback: LoopbackVk, url: str, table: Table, name: str) -> None:
    loopback.failing_polls.append(PASSING[name])
    async with running(url, loopback) as live:
        await until(lambda: not loopback.failing_polls)
        # Of what came before the server was lost, VK itself says that it is lost: see (3).
        await loopback.polled.wait()
        for user in USERS:
            loopback.says(user, "Здравствуйте")
        line = table.add(await ended(live, name, "mended at once"))
    assert (line.doubles, line.end) == (0, "ok")


@pytest.mark.parametrize("loopback", LOOPBACKS, indirect=True)
async def test_an_update_that_nobody_can_decode_holds_up_nobody(
    loopback: LoopbackTelegram | LoopbackVk, url: str, table: Table
) -> None:
    loopback.says(USERS[0], "Здравствуйте")
    loopback.pushes_raw({"type": "message_new", "object": 7, "message": ["odd"], "group_id": 1, "event_id": "odd"})
    loopback.says(USERS[1], "Здравствуйте")
    async with running(url, loopback) as live:
        line = table.add(await ended(live, "an update in a batch that cannot be decoded", "kept raw, skipped"))
        assert await live.taken() == 3
    assert (line.doubles, line.end) == (0, "ok")


@pytest.mark.parametrize("loopback", ["telegram"], indirect=True)
async def test_of_two_pollers_nobody_loses_an_update(
    loopback: LoopbackTelegram, url: str, table: Table, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    rival = client(loopback, Hasty(), poll=1)
    async with running(url, loopback) as live:
        await until(lambda: live.state == "")
        while "Conflict" not in caplog.text:
            with contextlib.suppress(Unavailable):
                await rival.receive("")  # a stranger with our token, who never confirms anything
        for user in USERS:
            loopback.says(user, "Здравствуйте")
        await rival.close()
        line = table.add(await ended(live, "two pollers", "Conflict: terminated by other getUpdates"))
    assert (line.doubles, line.end) == (0, "ok")
