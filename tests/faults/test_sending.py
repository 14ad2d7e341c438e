"""Every fault of sending, on the real delivery: its named end, what the person saw, no loss, and doubles only where
Telegram took a message and its answer was lost.
"""

import logging
from enum import Enum

import pytest

import bot.telegram.api
from storage.outbox import State
from tests.faults.bench import PEOPLE, Bench
from tests.faults.conftest import SHORT, Opening
from tests.faults.table import PROVE, Line, Table
from tests.loopback import telegram_faults, vk_faults
from tests.loopback.vk import LoopbackVk
from tests.loopback.vk_rules import VkError


class End(Enum):
    """What a fault comes to; the value is part of a test's name."""

    LATER = "it is sent later, once"
    TWICE = "it is sent later, and stands there twice"
    NOW = "it is sent"
    GONE = "the person cannot be reached"
    WRONG = "the message is wrong"
    STOPS = "the channel stands still, then it is sent, once"


TELEGRAM: dict[str, End] = {
    "too many requests, a wait named (429)": End.LATER,
    "too many requests, no wait named (429)": End.LATER,
    "can't parse entities (400)": End.WRONG,
    "message is too long (400)": End.WRONG,
    "wrong button (400)": End.WRONG,
    "chat not found (400)": End.GONE,
    "wrong peer (400)": End.GONE,
    "revoked token (401)": End.STOPS,
    "blocked by the user (403)": End.GONE,
    "never opened by the user (403)": End.GONE,
    "deactivated user (403)": End.GONE,
    "malformed token (404)": End.STOPS,
    "another poller (409)": End.LATER,
    "too large (413)": End.WRONG,
    "internal error (500)": End.LATER,
    "bad gateway (502)": End.LATER,
    "gateway timeout (504)": End.LATER,
    "a proxy's page": End.LATER,
    "a proxy's page after the effect": End.TWICE,
    "a block page with 200": End.LATER,
    "half an answer": End.TWICE,
    "an empty answer": End.TWICE,
    "a yes that fits no model": End.NOW,
    "moved to another chat": End.GONE,
    "reset before the effect": End.LATER,
    "reset after the effect": End.TWICE,
    "hang before the effect": End.LATER,
    "hang after the effect": End.TWICE,
}
EDITS = ("message is not modified (400)", "message to edit not found (400)")
VK: dict[str, End] = {
    **dict.fromkeys(("unknown error (1)", "too many calls a second (6)", "flood to one person (9)",
                     "internal error (10)", "quota used up (29)", "a proxy's page", "a proxy's page after the effect",
                     "half an answer", "an empty answer", "neither response nor error", "reset before the effect",
                     "reset after the effect", "hang before the effect", "hang after the effect"), End.LATER),
    **dict.fromkeys(("revoked token (5)", "captcha (14)", "captcha without its picture (14)",
                     "abilities switched off (912)"), End.STOPS),
    **dict.fromkeys(("no permission (7)", "access denied (15)", "in our blacklist (900)", "not allowed to write (901)",
                     "privacy settings (902)", "nobody is allowed (901)", "everybody is denied (15)"), End.GONE),
    **dict.fromkeys(("wrong parameter (100)", "wrong keyboard (911)", "too many forwarded (913)",
                     "message too long (914)"), End.WRONG),
}
OF_SEVERAL: dict[str, dict[State, int]] = {
    "script does not compile (12)": {State.SENT: 3},
    "script fails in the end (13)": {State.SENT: 3},
    "one is not allowed (901)": {State.SENT: 2, State.UNREACHABLE: 1},
    "one is denied (15)": {State.SENT: 2, State.UNREACHABLE: 1},
    "one gets too much (9)": {State.SENT: 3},
    "one is beyond the limit of calls (6)": {State.SENT: 3},
    "one message is wrong (914)": {State.SENT: 2, State.FAILED: 1},
    "one is missing in the answer": {State.SENT: 3},
}
"""Faults of one of three whose messages share a call, and how the three end."""
CODES: dict[End, tuple[int, ...]] = {
    End.LATER: (1, 9, 10, 32, 36, 43, 6, 29, 424_242),
    End.GONE: (18, 113, 900, 901, 902, 932, 936, 950, 987, 988, 917, 922, 927, 945, 946),
    End.WRONG: (100, 910, 911, 913, 914, 940, 943, 944, 22, 105, 118, 121, 129, 1150, 3, 8, 104),
    End.STOPS: (5, 27, 28, 4, 16, 17, 11, 20, 21, 23, 203, 2, 38, 40, 34, 42, 14, 912),
}
"""Every code that VK names for a send; one that nobody knows is tried again. In the suite three of each kind."""

CASES = [*(("telegram", name, end) for name, end in TELEGRAM.items()), *(("vk", name, end) for name, end in VK.items())]


def check(line: Line, end: End) -> None:
    """That it ended so."""
    alarm = line.met.startswith("STANDS STILL")
    state = {End.GONE: "unreachable", End.WRONG: "failed"}.get(end, "sent")
    assert (line.end.split()[0], line.lost, line.doubles) == (state, 0, int(end is End.TWICE)), line
    assert alarm is (end is End.STOPS), line
    assert line.met.startswith("planned") is (end in (End.LATER, End.TWICE)), line
    assert (line.seen == "nothing") is (state != "sent"), line


def test_every_fault_that_the_loopbacks_know_is_provoked() -> None:
    assert {*TELEGRAM, *EDITS} == set(telegram_faults.FAULTS)
    assert {*VK, *OF_SEVERAL} == set(vk_faults.FAULTS)


@pytest.mark.parametrize(("channel", "name", "end"), CASES, ids=lambda each: getattr(each, "value", each))
async def test_on(
    bench: Opening, table: Table, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, channel: str,
    name: str, end: End,
) -> None:
    caplog.set_level(logging.CRITICAL)
    hangs = "hang" in name
    if hangs:
        monkeypatch.setattr(bot.telegram.api, "CALL_TIMEOUT", SHORT)
    async with bench(channel, SHORT if hangs else 40) as open_bench:
        open_bench.loopback.meets(name, times=1 if channel == "telegram" else 2 if end is End.GONE else 1)
        await open_bench.plans("Добрый день")
        check(table.add(await open_bench.meets(name, f"{channel}: sending")), end)


@pytest.mark.parametrize("name", EDITS)
async def test_a_change_that_telegram_does_not_make_is_none_or_a_new_message(
    bench: Opening, table: Table, name: str
) -> None:
    async with bench("telegram") as open_bench:
        await open_bench.plans("Было")
        await open_bench.stage.app.settle()
        (first,) = await open_bench.standings()
        open_bench.planned.clear()
        open_bench.loopback.meets(name)
        await open_bench.plans("Было" if "modified" in name else "Стало", edits=first.ref)
        line = table.add(await open_bench.meets(name, "telegram: changing"))
        texts = [shown.text for shown in open_bench.loopback.screen(PEOPLE[0])]
    assert (line.end, line.lost) == ("sent", 0)
    assert texts == (["Было"] if "modified" in name else ["Было", "Стало"])


@pytest.mark.parametrize("name", OF_SEVERAL)
@pytest.mark.parametrize("way", ["batch", "script"])
async def test_one_of_three_in_vk(bench: Opening, table: Table, name: str, way: str) -> None:
    async with bench("vk") as open_bench:
        if way == "batch":
            await open_bench.plans_for("Всем", PEOPLE[:3])
        else:
            for user in PEOPLE[:3]:
                await open_bench.plans(f"Только {user}", user)
        open_bench.loopback.meets(name)
        line = table.add(await open_bench.meets(name, f"vk: {way} of 3"))
        states = [each.state for each in await open_bench.standings()]
    assert (line.lost, line.doubles) == (0, 0), line
    assert {state: states.count(state) for state in set(states)} == OF_SEVERAL[name], line


@pytest.mark.parametrize("end", CODES, ids=lambda end: end.value)
async def test_every_code_of_vk_means(bench: Opening, table: Table, end: End) -> None:
    for code in CODES[end] if PROVE else CODES[end][:3]:
        async with bench("vk") as open_bench:
            await refused(open_bench, code)
            check(table.add(await open_bench.meets(f"code {code}", "vk: sending")), end)


async def refused(open_bench: Bench, code: int) -> None:
    assert isinstance(open_bench.loopback, LoopbackVk)
    open_bench.loopback.errors.append(VkError(code, "As VK says"))
    await open_bench.plans("Добрый день")
