"""Faults on the way of a file: what people send us, and what goes along with a message of ours."""

import logging
from collections.abc import Callable
from dataclasses import replace

import pytest

from messages import post
from messages.replies import Attachment, Reply
from messages.updates import Address, FileKind
from storage import files
from storage.outbox import Lane
from tests.faults.bench import PEOPLE, Bench
from tests.faults.conftest import Opening
from tests.faults.table import Line, Table
from tests.hostile import conftest as hostile
from tests.hostile.world import World
from tests.loopback.telegram import LoopbackTelegram
from tests.loopback.vk import LoopbackVk
from tests.loopback.vk_rules import VkError
from tests.phone import Phone
from tests.wording import CATALOGUE

loaded, world = hostile.loaded, hostile.world
PDF = b"%PDF-1.4\nnothing in it"
TOLD = CATALOGUE.words("fallback/file_too_large")
ALWAYS = 99

PASSING = ("bad gateway (502)", "a proxy's page", "reset before the effect", "too many requests, a wait named (429)")
LASTING = ("chat not found (400)", "revoked token (401)", "malformed token (404)", "internal error (500)")
"""What Telegram may say when it is asked where a file lies: once, and again and again."""

VK: dict[str, Callable[[LoopbackVk], object]] = {
    "the upload host is ill": lambda vk: setattr(vk.files, "takes_nothing", True),
    "a proxy's page for the upload": lambda vk: vk.deaf.add("upload"),
    "a proxy's page for the upload's address": lambda vk: vk.deaf.add("docs.getMessagesUploadServer"),
    "a proxy's page for the saving": lambda vk: vk.deaf.add("docs.save"),
    "an upload error (22)": lambda vk: vk.refusing.update({"docs.save": VkError(22, "Upload error")}),
    "an internal error (10)": lambda vk: vk.refusing.update({"docs.save": VkError(10, "Internal server error")}),
    "revoked token (5)": lambda vk: vk.refusing.update({"docs.save": VkError(5, "User authorization failed")}),
}
ENDS_WRONG = ("an upload error (22)",)
"""VK refuses the file itself: repeating would not help."""


DENIED = VkError(15, "Access denied")


async def asked(world: World, channel: str) -> tuple[str, str]:
    """The director's open question is answered with a file: what stands there while the fault lasts, and after it."""
    phone = Phone(world.village.stage, channel, world.user("director"), "Анна")
    await phone.sends("document", "справка.pdf", PDF)
    first = phone.last.text
    loopback = world.village.stage.loopbacks[channel]
    if isinstance(loopback, LoopbackTelegram):
        loopback.heals()
    await world.village.stage.clock.advance(60)
    if first == TOLD:
        await phone.sends("document", "справка.pdf", PDF)
    return first, phone.last.text


@pytest.mark.parametrize(("name", "times"), [*((name, 1) for name in PASSING), *((name, ALWAYS) for name in LASTING)])
async def test_a_file_that_telegram_does_not_give(
    world: World, table: Table, caplog: pytest.LogCaptureFixture, name: str, times: int
) -> None:
    caplog.set_level(logging.CRITICAL)
    telegram = world.village.stage.loopbacks["telegram"]
    assert isinstance(telegram, LoopbackTelegram)
    telegram.meets(name, times, "getFile")
    first, last = await asked(world, "telegram")
    told = first == TOLD
    table.add(Line(f"{name}{'' if times == 1 else ', again and again'}", "telegram: fetching", "told: send it again"
                   if told else "fetched at another try", "taken in", "1 by 1"))
    assert told is (times == ALWAYS)
    assert "📎 справка.pdf" in last


async def test_a_file_that_vk_has_lost(world: World, table: Table) -> None:
    vk = world.village.stage.loopbacks["vk"]
    assert isinstance(vk, LoopbackVk)
    phone = Phone(world.village.stage, "vk", world.user("director"), "Анна")
    vk.sends_file(phone.user, "document", "справка.pdf", PDF)
    vk.files._sent.clear()
    await world.village.stage.settle()
    assert phone.last.text == TOLD
    await phone.sends("document", "справка.pdf", PDF)
    table.add(Line("the file host has it no more (404)", "vk: fetching", "told: send it again", "taken in", "1 by 1"))
    assert "📎 справка.pdf" in phone.last.text


async def with_a_file(bench: Bench) -> None:
    """A document goes along with a message."""
    async with bench.database.transaction() as tx:
        file = await files.keep(tx, FileKind.DOCUMENT, "план.pdf", "application/pdf", PDF, now=bench.clock.now(),
                                sent_by=None)
        reply = Reply("План", (), Attachment(FileKind.DOCUMENT, "план.pdf", "application/pdf", file))
        id = await post.post(tx, address=Address(bench.channel, PEOPLE[0]), participant=None, lane=Lane.REMINDER,
                             reply=reply, reason="plan", now=bench.clock.now())
    assert id
    bench.planned[id] = "План"


@pytest.mark.parametrize("name", VK)
async def test_a_file_that_vk_does_not_take_from_us(
    bench: Opening, table: Table, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    caplog.set_level(logging.CRITICAL)
    async with bench("vk") as opened:
        vk = opened.loopback
        assert isinstance(vk, LoopbackVk)
        VK[name](vk)
        await with_a_file(opened)
        await opened.stage.app.settle()
        vk.files.takes_nothing = False
        met = await opened.standings()
        stopped = opened.stopped
        vk.deaf.clear()
        vk.refusing.clear()
        line = await opened.meets(name, "vk: uploading")
    words = f"STANDS STILL: {stopped}" if stopped else f"{met[0].state} ({met[0].detail})"
    line = table.add(Line(name, line.where, words, line.end, line.seen, line.doubles, line.lost))
    assert (line.doubles, line.lost) == (0, 0)
    assert line.end.split()[0] == ("failed" if name in ENDS_WRONG else "sent"), line


async def test_a_token_without_the_right_to_documents_makes_nobody_unreachable(bench: Opening, table: Table) -> None:
    async with bench("vk") as opened:
        assert isinstance(opened.loopback, LoopbackVk)
        opened.loopback.refusing["docs.save"] = DENIED
        await with_a_file(opened)
        await opened.stage.app.settle()
        (met,) = await opened.standings()
        opened.loopback.refusing.clear()
        line = await opened.meets("no right to documents (15)", "vk: uploading")
    line = table.add(replace(line, met=f"{met.state} ({met.detail})"))
    assert line.met.startswith("planned (15")
    assert (line.end, line.doubles, line.lost) == ("sent", 0, 0)
