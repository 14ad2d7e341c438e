"""What VK does not take: a voice that is none goes as a file, music and programs are told to whoever sends them."""

import pytest

from bot.vk.client import VkMessenger
from messages.messenger import Rejected, Sent, TryLater
from messages.updates import FileKind
from tests.bot.vk.parcels import with_file
from tests.loopback.vk import LoopbackVk
from tests.loopback.vk_rules import VkError

OGG = b"OggS\0\2" + bytes(40)


@pytest.fixture(autouse=True)
def anna(vk: LoopbackVk) -> None:
    vk.says("501", "Здравствуйте")


async def test_a_voice_is_named_like_a_document(vk: LoopbackVk, messenger: VkMessenger) -> None:
    assert isinstance(await messenger.send(with_file(FileKind.VOICE, "голос.ogg", OGG)), Sent)
    (shown,) = vk.screen("501")
    assert (shown.voice, shown.file) == (True, ("voice.ogg", OGG))
    assert vk.calls.count("docs.getMessagesUploadServer") == 1
    assert vk.violations == []


async def test_a_voice_that_the_upload_host_does_not_take_goes_as_a_file(
    vk: LoopbackVk, messenger: VkMessenger
) -> None:
    assert isinstance(await messenger.send(with_file(FileKind.VOICE, "голос.ogg", b"no ogg")), Sent)
    (shown,) = vk.screen("501")
    assert (shown.voice, shown.file) == (False, ("voice.ogg", b"no ogg"))


@pytest.mark.parametrize("code", [10, 15, 22, 100, 105])
async def test_a_voice_that_vk_does_not_save_goes_as_a_file(
    vk: LoopbackVk, messenger: VkMessenger, code: int
) -> None:
    vk.files.refuses_voice = VkError(code, "no")
    assert isinstance(await messenger.send(with_file(FileKind.VOICE, "голос.ogg", OGG)), Sent)
    (shown,) = vk.screen("501")
    assert (shown.voice, shown.file) == (False, ("voice.ogg", OGG))


async def test_a_voice_that_must_wait_is_not_made_a_file(vk: LoopbackVk, messenger: VkMessenger) -> None:
    vk.files.refuses_voice = VkError(6, "Too many requests per second")
    assert isinstance(await messenger.send(with_file(FileKind.VOICE, "голос.ogg", OGG)), TryLater)
    assert vk.screen("501") == []


@pytest.mark.parametrize(("name", "content"), [
    ("гимн.mp3", b"ID3\x04"), ("гимн.MP3", b"\xff\xfb\x90\x00"), ("установка.exe", b"MZ\x90"), ("гимн.dat", b"ID3\x04"),
])
async def test_music_and_programs_are_rejected_with_vk_s_code(
    vk: LoopbackVk, messenger: VkMessenger, name: str, content: bytes
) -> None:
    assert await messenger.send(with_file(FileKind.DOCUMENT, name, content)) == Rejected("105: Couldn't save file")
    assert vk.screen("501") == []


async def test_what_the_upload_host_says_of_the_file_is_final(vk: LoopbackVk, messenger: VkMessenger) -> None:
    vk.files.complaint = "ERR_UPLOAD_BAD_FILE_TYPE: mp3"
    outcome = await messenger.send(with_file(FileKind.DOCUMENT, "a.docx", b"x"))
    assert outcome == Rejected("22: file host: ERR_UPLOAD_BAD_FILE_TYPE: mp3")


@pytest.mark.parametrize("complaint", ["no file", "unknown error, try again later"])
async def test_what_it_says_of_itself_is_not(vk: LoopbackVk, messenger: VkMessenger, complaint: str) -> None:
    vk.files.complaint = complaint
    outcome = await messenger.send(with_file(FileKind.DOCUMENT, "a.docx", b"x"))
    assert outcome == TryLater("the file host has taken nothing")
    vk.files.complaint = ""
    assert isinstance(await messenger.send(with_file(FileKind.DOCUMENT, "a.docx", b"x")), Sent)


async def test_a_lost_upload_is_tried_again(vk: LoopbackVk, messenger: VkMessenger) -> None:
    vk.deaf.add("upload")
    for kind in FileKind:
        assert isinstance(await messenger.send(with_file(kind, "a.ogg", OGG)), TryLater)
    assert vk.calls.count("docs.save") == 0
