"""One call for many: who gets what, how many calls it takes, and what VK's refusal of a whole call leads to."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from bot.vk.client import VkMessenger
from messages.messenger import Gone, Outcome, Parcel, Rejected, Sent, Stopped, TryLater
from messages.replies import Attachment, Button, Reply
from messages.updates import FileKind
from tests.bot.vk.conftest import Pauses
from tests.bot.vk.parcels import parcel, random_ids, with_file
from tests.loopback.vk import LoopbackVk
from tests.loopback.vk_rules import VkError

HUNDRED = [str(number) for number in range(501, 601)]


def everybody_writes(vk: LoopbackVk, users: Sequence[str] = tuple(HUNDRED)) -> None:
    for user in users:
        vk.says(user, "раз")


def to_each(one: Parcel, users: Sequence[str] = tuple(HUNDRED)) -> list[Parcel]:
    return [replace(one, user=user) for user in users]


def different(users: Sequence[str]) -> list[Parcel]:
    rows = (Button("Приду", "rsvp:yes:4"), Button("Сайт", url="https://example.org"))
    return [
        Parcel(user, Reply(f"Добрый день, «{user}»\\\"", (rows,)), random_id=next(random_ids)) for user in users
    ]


def sent_by(vk: LoopbackVk) -> list[str]:
    return [name for name in vk.calls if name in ("messages.send", "execute")]


async def test_nothing_to_send_is_no_call(vk: LoopbackVk, messenger: VkMessenger) -> None:
    vk.calls.clear()
    assert await messenger.send_many([]) == []
    assert vk.calls == []


async def test_one_text_to_a_hundred_people_is_one_call(vk: LoopbackVk, messenger: VkMessenger) -> None:
    everybody_writes(vk)
    one = parcel("<b>Семинар</b>", (Button("Приду", "rsvp:yes:4"),))
    found = await messenger.send_many(to_each(one))
    assert found == [Sent(vk.screen(user)[0].ref) for user in HUNDRED]
    assert {vk.screen(user)[0].text for user in HUNDRED} == {"Семинар"}
    assert (sent_by(vk), vk.violations) == (["messages.send"], [])


async def test_a_repeat_of_a_batch_reaches_only_who_has_not_got_it(vk: LoopbackVk, messenger: VkMessenger) -> None:
    everybody_writes(vk)
    one = parcel()
    first = await messenger.send_many(to_each(one, HUNDRED[:40]))
    again = await messenger.send_many(to_each(one))
    assert again[:40] == first
    assert vk.sent == 100


async def test_25_texts_are_one_call(vk: LoopbackVk, messenger: VkMessenger) -> None:
    everybody_writes(vk)
    parcels = different(HUNDRED[:25])
    found = await messenger.send_many(parcels)
    assert found == [Sent(vk.screen(user)[0].ref) for user in HUNDRED[:25]]
    assert [vk.screen(each.user)[0].text for each in parcels] == [each.reply.text for each in parcels]
    assert await messenger.send_many(parcels) == found
    assert vk.sent == 25
    assert (sent_by(vk), vk.violations) == (["execute"] * 2, [])


async def test_several_texts_to_one_person_come_in_order(vk: LoopbackVk, messenger: VkMessenger) -> None:
    vk.says("501", "раз")
    await messenger.send_many([parcel("один"), parcel("два"), parcel("три")])
    assert [shown.text for shown in vk.screen("501")] == ["один", "два", "три"]


@pytest.mark.parametrize("make", [lambda: to_each(parcel(), HUNDRED[:3]), lambda: different(HUNDRED[:3])])
async def test_who_has_blocked_us_is_gone_and_the_others_are_not(
    vk: LoopbackVk, messenger: VkMessenger, make: Callable[[], list[Parcel]]
) -> None:
    everybody_writes(vk)
    vk.blocks(HUNDRED[1])
    found: list[Outcome] = await messenger.send_many(make())
    assert [type(outcome) for outcome in found] == [Sent, Gone, Sent]


async def test_more_people_than_vk_takes_are_not_hidden(vk: LoopbackVk, messenger: VkMessenger) -> None:
    everybody_writes(vk)
    found = await messenger.send_many(to_each(parcel(), [*HUNDRED, "700"]))
    assert vk.violations == ["messages.send: peer_ids should contain at most 100"]
    assert [type(outcome) for outcome in found] == [Sent] * 100 + [Gone]


async def test_a_wrong_text_is_told_by_three_witnesses_and_not_by_a_hundred(
    vk: LoopbackVk, messenger: VkMessenger
) -> None:
    everybody_writes(vk)
    found = await messenger.send_many(to_each(parcel("x" * 5000)))
    assert {type(outcome) for outcome in found} == {Rejected}
    assert len(sent_by(vk)) == 4


async def test_one_person_whom_vk_s_whole_call_stumbles_over_holds_up_nobody(
    vk: LoopbackVk, messenger: VkMessenger, pauses: Pauses
) -> None:
    everybody_writes(vk)
    found = await messenger.send_many(to_each(parcel(), [*HUNDRED[:70], "nobody", *HUNDRED[70:99]]))
    assert [type(outcome) for outcome in found] == [Sent] * 70 + [Rejected] + [Sent] * 29
    assert vk.sent == 99
    assert len(sent_by(vk)) < 40
    assert set(pauses.seconds) == {0.25}


async def test_what_concerns_all_ends_the_search(vk: LoopbackVk, messenger: VkMessenger) -> None:
    everybody_writes(vk)
    wrong, stops, throttled = VkError(100, "wrong"), VkError(5, "token"), VkError(6, "too many")
    vk.errors += [wrong, stops]
    found = await messenger.send_many(to_each(parcel()))
    assert {type(outcome) for outcome in found} == {Stopped}
    vk.errors += [VkError(12, "script"), throttled]
    found = await messenger.send_many(different(HUNDRED[:25]))
    assert {type(outcome) for outcome in found} == {TryLater}
    assert vk.sent == 0
    assert len(sent_by(vk)) == 4


async def test_edits_that_were_put_together_go_one_by_one(vk: LoopbackVk, messenger: VkMessenger) -> None:
    vk.says("501", "раз")
    first = await messenger.send(parcel("один"))
    assert isinstance(first, Sent)
    assert await messenger.send_many([parcel("два", edits=first.ref), parcel("три", edits="999")]) == [first, Sent("3")]
    assert [shown.text for shown in vk.screen("501")] == ["два", "три"]


async def test_equal_edits_for_several_people_are_no_batch(vk: LoopbackVk, messenger: VkMessenger) -> None:
    everybody_writes(vk, ("501", "502"))
    first = await messenger.send_many(to_each(parcel("один"), ("501", "502")))
    assert await messenger.send_many(to_each(parcel("два", edits="2"), ("501", "502"))) == first
    assert [vk.screen(user)[0].text for user in ("501", "502")] == ["два", "два"]


async def test_a_file_to_many_is_uploaded_once(vk: LoopbackVk, messenger: VkMessenger) -> None:
    everybody_writes(vk)
    found = await messenger.send_many(to_each(with_file(FileKind.DOCUMENT, "a.docx", b"x")))
    assert [type(outcome) for outcome in found] == [Sent] * 100
    assert {vk.screen(user)[0].file for user in HUNDRED} == {("a.docx", b"x")}
    assert vk.calls.count("docs.save") == len(sent_by(vk)) == 1


async def test_a_file_is_uploaded_for_the_first_who_may_get_it(vk: LoopbackVk, messenger: VkMessenger) -> None:
    everybody_writes(vk, HUNDRED[2:4])
    found = await messenger.send_many(to_each(with_file(FileKind.DOCUMENT, "a.docx", b"x"), HUNDRED[:4]))
    assert [type(outcome) for outcome in found] == [Gone, Gone, Sent, Sent]
    vk.deaf.add("upload")
    found = await messenger.send_many(to_each(with_file(FileKind.DOCUMENT, "b.docx", b"y"), HUNDRED[:4]))
    assert [type(outcome) for outcome in found] == [Gone, Gone, TryLater, TryLater]


async def test_different_files_go_one_by_one(vk: LoopbackVk, messenger: VkMessenger) -> None:
    everybody_writes(vk, ("501",))
    report = Attachment(kind=FileKind.DOCUMENT, name="b.docx", mime="", file=2)
    parcels = [
        with_file(FileKind.DOCUMENT, "a.docx", b"x"),
        Parcel("501", Reply("", (), report), next(random_ids), content=b"y"),
    ]
    assert [type(outcome) for outcome in await messenger.send_many(parcels)] == [Sent, Sent]
    assert [shown.file for shown in vk.screen("501")] == [("a.docx", b"x"), ("b.docx", b"y")]
