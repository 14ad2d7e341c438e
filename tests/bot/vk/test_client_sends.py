"""What the client sends and changes in a community on this machine, and how each call can end."""

import pytest

from bot.vk import outcomes
from bot.vk.client import VkMessenger
from messages.messenger import (
    Gone,
    Outcome,
    Rejected,
    Scope,
    Sent,
    TryLater,
)
from messages.replies import Button
from messages.updates import FileKind
from tests.bot.vk.conftest import Pauses
from tests.bot.vk.parcels import parcel, with_file
from tests.loopback.contract import Fault
from tests.loopback.vk import LoopbackVk
from tests.loopback.vk_rules import VkError

# Sending.


async def test_a_message_with_buttons_is_shown(vk: LoopbackVk, messenger: VkMessenger) -> None:
    vk.says("501", "раз")
    sent = parcel("<b>Семинар</b>", (Button("Приду", "rsvp:yes:4"), Button("Сайт", url="https://example.org")))
    outcome = await messenger.send(sent)
    (shown,) = vk.screen("501")
    assert outcome == Sent(shown.ref)
    assert shown.text == "Семинар"
    assert shown.buttons == ((("Приду", "rsvp:yes:4"), ("Сайт", "https://example.org")),)
    assert shown.random_id == sent.random_id
    assert vk.violations == []


async def test_a_repeat_is_one_message(vk: LoopbackVk, messenger: VkMessenger) -> None:
    vk.says("501", "раз")
    sent = parcel()
    assert await messenger.send(sent) == await messenger.send(sent)
    assert len(vk.screen("501")) == vk.sent == 1


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault.THROTTLED, TryLater("6: Too many requests per second", scope=Scope.TOKEN, throttled=True)),
        (Fault.BROKEN, TryLater("not JSON", scope=Scope.TOKEN, unknown=True)),
        (Fault.LOST_REPLY, TryLater("ServerDisconnectedError", scope=Scope.TOKEN, unknown=True)),
        (Fault.RESET, TryLater("ServerDisconnectedError", scope=Scope.TOKEN, unknown=True)),
        (Fault.BAD_TOKEN, outcomes.of_code(5, "User authorization failed: invalid access_token (4).")),
        (Fault.BAD_MESSAGE, Rejected("100: One of the parameters specified was missing or invalid")),
    ],
)
async def test_each_fault_has_its_outcome_and_a_repeat_is_one_message(
    vk: LoopbackVk, messenger: VkMessenger, fault: Fault, expected: Outcome, pauses: Pauses
) -> None:
    vk.says("501", "раз")
    vk.fail(fault)
    sent = parcel()
    assert await messenger.send(sent) == expected
    assert len(vk.screen("501")) == (fault is Fault.LOST_REPLY)
    assert isinstance(await messenger.send(sent), Sent)
    assert len(vk.screen("501")) == 1
    assert (vk.violations, pauses.seconds) == ([], [])


@pytest.mark.parametrize("opened", [False, True])
async def test_who_never_wrote_or_has_blocked_us_is_gone(vk: LoopbackVk, messenger: VkMessenger, opened: bool) -> None:
    if opened:
        vk.says("501", "раз")
        vk.blocks("501")
    for sent in (parcel(), with_file(FileKind.DOCUMENT, "a.docx", b"x"), parcel(edits="1")):
        assert await messenger.send(sent) == Gone("901: Can't send messages for users without permission")


async def test_a_denial_is_the_person_s_unless_the_token_has_lost_its_rights(
    vk: LoopbackVk, messenger: VkMessenger
) -> None:
    vk.says("501", "раз")
    vk.errors.extend([VkError(15, "Access denied"), VkError(15, "Access denied")])
    assert await messenger.send(parcel()) == Gone("15: Access denied")
    vk.permissions = []
    assert await messenger.send(parcel()) == outcomes.of_code(15, "Access denied")


async def test_a_denial_without_an_answer_to_the_question_why_is_tried_again(
    vk: LoopbackVk, messenger: VkMessenger
) -> None:
    vk.says("501", "раз")
    vk.errors.append(VkError(7, "Permission denied"))
    vk.deaf.add("groups.getTokenPermissions")
    assert await messenger.send(parcel()) == TryLater("7: Permission denied")


@pytest.mark.parametrize("response", [5, [{"peer_id": 501, "message_id": 9}]])
async def test_a_message_that_vk_took_is_sent_even_without_its_number(
    vk: LoopbackVk, messenger: VkMessenger, response: object
) -> None:
    vk.odd_responses.append(response)
    assert await messenger.send(parcel()) == Sent()


@pytest.mark.parametrize("kind", list(FileKind))
async def test_a_file_that_does_not_get_through_holds_up_nobody_else(
    vk: LoopbackVk, messenger: VkMessenger, kind: FileKind
) -> None:
    vk.says("501", "раз")
    vk.files.takes_nothing = True
    assert await messenger.send(with_file(kind, "a.docx", b"x")) == TryLater("the file host has taken nothing")
    vk.deaf.add("upload")
    assert await messenger.send(with_file(kind, "a.docx", b"x")) == TryLater("JSONDecodeError")
    assert vk.screen("501") == []
    vk.deaf.clear()
    vk.files.takes_nothing = False
    assert isinstance(await messenger.send(with_file(kind, "a.docx", b"x")), Sent)


async def test_a_message_that_breaks_vk_s_rules_is_rejected(vk: LoopbackVk, messenger: VkMessenger) -> None:
    vk.says("501", "раз")
    too_many = tuple((Button("x", "y"),) for _ in range(7))
    assert isinstance(await messenger.send(parcel("x" * 4097)), Rejected)
    assert isinstance(await messenger.send(parcel("x", *too_many)), Rejected)
    assert len(vk.violations) == 2


async def test_a_text_that_no_encoding_takes_holds_up_nobody_else(messenger: VkMessenger) -> None:
    assert await messenger.send(parcel("\ud800")) == TryLater("UnicodeEncodeError", unknown=True)


# Editing.


async def test_a_message_is_changed_in_place(vk: LoopbackVk, messenger: VkMessenger) -> None:
    vk.says("501", "раз")
    first = await messenger.send(parcel("один", (Button("a", "b"),)))
    assert isinstance(first, Sent)
    assert await messenger.send(parcel("два", edits=first.ref)) == first
    (shown,) = vk.screen("501")
    assert (shown.text, shown.buttons, shown.edited) == ("два", (), True)


async def test_a_message_that_we_may_not_change_is_sent_anew(vk: LoopbackVk, messenger: VkMessenger) -> None:
    vk.says("501", "раз")
    vk.errors.append(VkError(15, "Access denied"))
    outcome = await messenger.send(parcel("два", edits="1"))
    assert [Sent(shown.ref) for shown in vk.screen("501")] == [outcome]


@pytest.mark.parametrize("ref", ["999999", "another messenger's"])
async def test_where_the_message_is_gone_a_new_one_is_sent(vk: LoopbackVk, messenger: VkMessenger, ref: str) -> None:
    vk.says("501", "раз")
    outcome = await messenger.send(parcel("два", edits=ref))
    (shown,) = vk.screen("501")
    assert (outcome, shown.text, shown.edited) == (Sent(shown.ref), "два", False)


async def test_a_broken_edit_is_tried_again(vk: LoopbackVk, messenger: VkMessenger) -> None:
    vk.says("501", "раз")
    first = await messenger.send(parcel("один"))
    assert isinstance(first, Sent)
    vk.fail(Fault.BROKEN)
    assert isinstance(await messenger.send(parcel("два", edits=first.ref)), TryLater)
    assert [shown.text for shown in vk.screen("501")] == ["один"]


# Files.


@pytest.mark.parametrize(("kind", "name"), [(FileKind.DOCUMENT, "Отчёт за май.docx"), (FileKind.PHOTO, "seminar.png")])
async def test_a_file_goes_out_under_its_name(
    vk: LoopbackVk, messenger: VkMessenger, kind: FileKind, name: str
) -> None:
    vk.says("501", "раз")
    assert isinstance(await messenger.send(with_file(kind, name, b"bytes of it")), Sent)
    assert [shown.file for shown in vk.screen("501")] == [(name, b"bytes of it")]
    assert vk.violations == []
