"""A file to many people is uploaded once, as long as VK takes its name."""

import asyncio
from dataclasses import replace

import pytest

from bot.vk import attachments
from bot.vk.attachments import Attachments, Name
from bot.vk.client import VkMessenger
from messages.messenger import Gone, Outcome, Parcel, Rejected, Sent, Stopped, TryLater
from messages.updates import FileKind
from tests.bot.vk.parcels import parcel, random_ids, with_file
from tests.loopback.vk import LoopbackVk
from tests.loopback.vk_rules import VkError


class Host:
    """Uploads that take no network; each has a name of its own."""

    def __init__(self) -> None:
        self.uploads: list[tuple[FileKind, str, bytes, int]] = []
        self.wrong: list[Exception] = []
        self.open = asyncio.Event()
        self.open.set()
        self.seconds = 0.0

    async def upload(self, kind: FileKind, name: str, content: bytes, peer: int) -> str:
        await self.open.wait()
        if self.wrong:
            raise self.wrong.pop()
        self.uploads.append((kind, name, content, peer))
        return f"doc{len(self.uploads)}"

    def now(self) -> float:
        return self.seconds


@pytest.fixture
def host() -> Host:
    return Host()


@pytest.fixture
def known(host: Host) -> Attachments:
    return Attachments(host.upload, host.now)


def document(content: bytes = b"x", name: str = "a.docx", user: str = "501") -> Parcel:
    return replace(with_file(FileKind.DOCUMENT, name, content), user=user)


async def test_without_a_file_there_is_no_name(host: Host, known: Attachments) -> None:
    assert await known.name(parcel()) == Name()
    assert host.uploads == []


async def test_a_known_file_keeps_its_name_for_an_hour(host: Host, known: Attachments) -> None:
    assert await known.name(document()) == Name("doc1", own=True)
    host.seconds = attachments.KEPT - 1
    assert await known.name(document(user="502")) == Name("doc1")
    host.seconds = attachments.KEPT
    assert await known.name(document(user="502")) == Name("doc2", own=True)
    assert [peer for *_, peer in host.uploads] == [501, 502]


async def test_another_content_title_or_kind_is_another_file(known: Attachments) -> None:
    others = [document(), document(b"y"), document(name="b.docx"), with_file(FileKind.PHOTO, "a.docx", b"x")]
    assert len({(await known.name(each)).text for each in others}) == 4


async def test_who_wants_the_same_file_waits_for_its_upload(host: Host, known: Attachments) -> None:
    host.open.clear()
    asking = asyncio.gather(*(known.name(document(user=user)) for user in ("501", "502", "503")))
    host.open.set()
    assert {name.text for name in await asking} == {"doc1"}


async def test_an_upload_that_fails_is_tried_by_the_next(host: Host, known: Attachments) -> None:
    host.wrong.append(OSError())
    with pytest.raises(OSError):  # noqa: PT011 - any, it passes through
        await known.name(document())
    assert await known.name(document()) == Name("doc1", own=True)


async def test_asked_anew_it_is_this_person_s_own(host: Host, known: Attachments) -> None:
    await known.name(document())
    assert await known.anew(document(user="502")) == Name("doc2", own=True)
    assert await known.name(document(user="503")) == Name("doc2")


async def test_what_was_unused_for_longest_is_forgotten(host: Host, known: Attachments) -> None:
    for number in range(attachments.MOST):
        await known.name(document(bytes([number])))
    await known.name(document(bytes([0])))
    await known.name(document(b"one more"))
    assert not (await known.name(document(bytes([0])))).own
    assert (await known.name(document(bytes([1])))).own
    assert len(known._uploads) == attachments.MOST


# Over the loopback.


@pytest.mark.parametrize("code", [15, 22, 100, 200, 203])
async def test_a_name_that_vk_refuses_is_uploaded_anew_for_that_person(
    vk: LoopbackVk, messenger: VkMessenger, code: int
) -> None:
    for user in ("501", "502"):
        vk.says(user, "раз")
    await messenger.send(document())
    vk.errors.append(VkError(code, "the attachment is another's"))
    assert isinstance(await messenger.send(document(user="502")), Sent)
    assert vk.calls.count("docs.save") == 2
    assert [shown.file for shown in vk.screen("502")] == [("a.docx", b"x")]


@pytest.mark.parametrize(("code", "expected"), [(15, Gone), (100, Rejected)])
async def test_an_own_file_that_vk_refuses_is_not_uploaded_for_ever(
    vk: LoopbackVk, messenger: VkMessenger, code: int, expected: type[Outcome]
) -> None:
    vk.says("501", "раз")
    vk.errors += [VkError(code, "no")]
    assert isinstance(await messenger.send(document()), expected)
    vk.errors += [VkError(code, "no"), VkError(code, "no")]
    assert isinstance(await messenger.send(document()), expected)
    assert vk.calls.count("docs.save") == 2


async def test_in_a_batch_only_those_whom_vk_refuses_get_uploads_of_their_own(
    vk: LoopbackVk, messenger: VkMessenger
) -> None:
    users = ("501", "502", "503")
    for user in users:
        vk.says(user, "раз")
    vk.files.of_their_own = True
    one = replace(document(), random_id=next(random_ids))
    found = await messenger.send_many([replace(one, user=user) for user in users])
    assert [type(outcome) for outcome in found] == [Sent] * 3
    assert [len(vk.screen(user)) for user in users] == [1, 1, 1]
    assert vk.calls.count("docs.save") == 3


async def test_who_gets_no_file_even_of_their_own_has_an_end_of_their_own(
    vk: LoopbackVk, messenger: VkMessenger
) -> None:
    users = ("501", "502", "503")
    for user in users:
        vk.says(user, "раз")
    one = replace(document(), random_id=next(random_ids))
    vk.meets("one is denied (15)")
    vk.meets("wrong parameter (100)")
    found = await messenger.send_many([replace(one, user=user) for user in users])
    assert [type(outcome) for outcome in found] == [Rejected, Sent, Sent]
    vk.meets("one is denied (15)")
    vk.files.takes_nothing = True
    again = replace(one, random_id=next(random_ids))
    found = await messenger.send_many([replace(again, user=user) for user in users])
    assert found[0] == TryLater("the file host has taken nothing")
    assert [type(outcome) for outcome in found[1:]] == [Sent, Sent]


async def test_a_token_that_may_not_upload_stops_the_batch_at_once(vk: LoopbackVk, messenger: VkMessenger) -> None:
    one = document()
    vk.refusing["docs.getMessagesUploadServer"] = VkError(5, "User authorization failed")
    found = await messenger.send_many([replace(one, user=user) for user in ("501", "502", "503")])
    assert {type(outcome) for outcome in found} == {Stopped}
    assert vk.calls.count("docs.getMessagesUploadServer") == 1
