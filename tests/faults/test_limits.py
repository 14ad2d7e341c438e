"""Files as large as they may be, and one byte more, on their whole way: from a phone through us to another phone."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import pytest

from messages import buttons
from messages.meanings import MarkDone, ShowEvidence
from messages.messenger import FileUnavailable
from messages.replies import FILE_IN_LIMIT
from messages.updates import FileKind, IncomingFile
from storage import participants, tasks
from storage.database import open_database
from storage.participants import Member
from tests import stages
from tests.handlers import conftest as handlers
from tests.handlers.conftest import START, user_of
from tests.loopback.contract import Shown
from tests.loopback.telegram import LoopbackTelegram
from tests.loopback.vk import LoopbackVk
from tests.phone import Phone, Stage
from tests.wording import CATALOGUE

loaded = handlers.loaded
TOLD = CATALOGUE.words("fallback/file_too_large")
OTHER = {"telegram": "vk", "vk": "telegram"}
PHOTO_LIMIT = 10 * 1024 * 1024
HEADS = {"document": b"%PDF-1.7\n", "photo": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "voice": b"OggS\0\2" + bytes(22)}
NAMES = {"document": "отчёт.pdf", "photo": "зал.jpg", "voice": "voice.ogg"}


def of(kind: str, size: int) -> bytes:
    """A file of this kind and size; no two places of it are alike by chance."""
    head = HEADS[kind]
    body = bytes(range(251)) * (size // 251 + 1)
    return head + body[: size - len(head)]


@dataclass
class House:
    """One director with two phones, whose report is asked for."""

    stage: Stage
    user: str
    task: int

    def phone(self, channel: str) -> Phone:
        return Phone(self.stage, channel, self.user, "Анна")

    @property
    def telegram(self) -> LoopbackTelegram:
        return cast(LoopbackTelegram, self.stage.loopbacks["telegram"])

    @property
    def vk(self) -> LoopbackVk:
        return cast(LoopbackVk, self.stage.loopbacks["vk"])

    async def gives(self, channel: str, kind: str, content: bytes) -> Phone:
        """As evidence, from this phone."""
        phone = self.phone(channel)
        await phone.presses(buttons.encode(MarkDone(self.task)), "1")
        await phone.sends(kind, NAMES[kind], content)
        return phone

    async def looks(self, channel: str) -> Shown:
        """At the evidence, on this phone: its file comes before the words."""
        phone = self.phone(channel)
        await phone.presses(buttons.encode(ShowEvidence(self.task)), "1")
        return phone.screen[-2]

    async def taken(self) -> int:
        async with self.stage.database.reading() as tx:
            return len(await tasks.evidence(tx, self.task))


@pytest.fixture
async def house(loaded: tuple[Path, int, list[Member], dict[str, Member]], tmp_path: Path) -> AsyncIterator[House]:
    director = loaded[3]["director"]
    file = tmp_path / "vekha.db"
    shutil.copy(loaded[0], file)
    database = await open_database(f"sqlite:///{file}")
    user = user_of(director.participant)
    try:
        async with database.transaction() as tx:
            for channel in OTHER:
                await participants.link(tx, channel, user, director.participant, now=START)
            (task,) = await tasks.own(tx, director.participant, tasks.Kind.OPEN, "2018-05-16", size=1, skip=0)
        async with stages.on_both(database, START) as stage:
            for loopback in stage.loopbacks.values():
                loopback.unblocks(user)
            await stage.settle()
            yield House(stage, user, task.id)
    finally:
        await database.close()


@pytest.mark.parametrize("kind", ["document", "voice"])
@pytest.mark.parametrize("channel", OTHER)
async def test_the_largest_file_of_one_messenger_arrives_in_the_other(house: House, channel: str, kind: str) -> None:
    content = of(kind, FILE_IN_LIMIT)
    assert len(content) == 20 * 1024 * 1024
    phone = await house.gives(channel, kind, content)
    await phone.taps("✅ Готово")
    shown = await house.looks(OTHER[channel])
    assert shown.file is not None
    assert shown.file[0] == NAMES[kind]
    assert shown.file[1] == content
    assert shown.voice is (kind == "voice")
    assert house.telegram.violations + house.vk.violations == []


@pytest.mark.parametrize("kind", ["document", "photo", "voice"])
@pytest.mark.parametrize("channel", OTHER)
async def test_one_byte_more_is_refused_and_one_is_told_what_to_do(house: House, channel: str, kind: str) -> None:
    phone = await house.gives(channel, kind, of(kind, FILE_IN_LIMIT + 1))
    phone.sees(TOLD)
    await phone.taps("Сделано, без подтверждения")
    assert await house.taken() == 0


async def test_telegram_itself_refuses_what_it_did_not_weigh(house: House) -> None:
    house.telegram.sends_file(house.user, "voice", "voice.ogg", of("voice", FILE_IN_LIMIT + 1))
    house.telegram.calls.clear()
    update = cast(dict[str, dict[str, dict[str, str]]], house.telegram.last_queued())
    file = IncomingFile(FileKind.VOICE, update["message"]["voice"]["file_id"], "voice.ogg", "audio/ogg")
    with pytest.raises(FileUnavailable, match="too big"):
        await house.stage.messengers[0].fetch(file)
    with pytest.raises(FileUnavailable, match="limit"):
        await house.stage.messengers[0].fetch(replace(file, size=FILE_IN_LIMIT + 1))
    assert house.telegram.calls == ["getFile"]


async def test_what_vk_did_not_weigh_is_not_read_to_its_end(house: House) -> None:
    content = of("voice", 5 * FILE_IN_LIMIT)
    phone = await house.gives("vk", "voice", content)
    phone.sees(TOLD)
    assert FILE_IN_LIMIT <= house.vk.files.given < 2 * FILE_IN_LIMIT


async def test_what_vk_has_weighed_is_not_even_begun(house: House) -> None:
    phone = await house.gives("vk", "document", of("document", FILE_IN_LIMIT + 1))
    phone.sees(TOLD)
    assert house.vk.files.given == 0


@pytest.mark.parametrize(("size", "method"), [(PHOTO_LIMIT, "sendPhoto"), (PHOTO_LIMIT + 1, "sendDocument")])
async def test_a_heavy_photo_goes_to_telegram_as_a_document(house: House, size: int, method: str) -> None:
    content = of("photo", size)
    phone = await house.gives("vk", "photo", content)
    await phone.taps("✅ Готово")
    shown = await house.looks("telegram")
    assert shown.file is not None
    assert shown.file[1] == content
    assert [call for call in house.telegram.calls if call in ("sendPhoto", "sendDocument")] == [method]
    assert house.telegram.violations == []
