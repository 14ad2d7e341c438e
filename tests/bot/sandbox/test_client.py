"""The messenger by itself: what it promises to the application."""

import asyncio

import pytest

from bot.sandbox.client import SandboxMessenger
from messages.messenger import FileUnavailable, Gone, Messenger, Rejected, Sent, Unavailable
from messages.replies import Attachment, Button, Reply
from messages.updates import Address, FileKind, IncomingFile, Pressed, Said, Unreadable
from tests.bot.sandbox.stub import CAPABILITIES, parcel


def opened() -> SandboxMessenger:
    messenger: Messenger = SandboxMessenger(CAPABILITIES, boot="b1", page="http://127.0.0.1:8080/")
    assert isinstance(messenger, SandboxMessenger)
    return messenger


def says(messenger: SandboxMessenger, text: str, user: str = "a") -> None:
    messenger.act(user, {"kind": "text", "text": text}, "Анна")


def texts(messenger: SandboxMessenger, user: str = "a") -> list[str]:
    return [line.text for line in messenger.board.chat(user).lines.values()]


async def test_updates_come_in_order_and_again_until_asked_past() -> None:
    messenger = opened()
    says(messenger, "раз")
    says(messenger, "два")
    batch = await messenger.receive("")
    assert batch == await messenger.receive("")
    assert [update.key for update in batch.updates] == ["sandbox:b1:1", "sandbox:b1:2"]
    assert (batch.position, batch.keep) == ("2", False)
    assert messenger.awaited() == {"a"}
    says(messenger, "три")
    assert [update.key for update in (await messenger.receive("2")).updates] == ["sandbox:b1:3"]


async def test_receiving_waits_for_the_next_update() -> None:
    messenger = opened()
    async with asyncio.timeout(1), asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(messenger.receive(""))
        tasks.create_task(asyncio.to_thread(lambda: None)).add_done_callback(lambda _: says(messenger, "вот"))
    said = waiting.result().updates[0]
    assert isinstance(said, Said)
    assert (said.text, said.address, said.profile) == ("вот", Address("sandbox", "a"), "Анна")


async def test_a_closed_messenger_says_so() -> None:
    messenger = opened()
    await messenger.close()
    await messenger.close()
    with pytest.raises(Unavailable):
        await messenger.receive("")


async def test_nonsense_is_neither_shown_nor_queued() -> None:
    messenger = opened()
    assert isinstance(messenger.act("a", {"kind": "dance"}), Unreadable)
    assert not messenger.awaited()
    assert texts(messenger) == []


async def test_a_repeat_with_the_same_random_id_is_one_message() -> None:
    messenger = opened()
    first = await messenger.send(parcel("a", Reply("Раз"), random_id=5))
    assert await messenger.send(parcel("a", Reply("Раз"), random_id=5)) == first == Sent("b1-1")
    assert texts(messenger) == ["Раз"]
    assert await messenger.send(parcel("b", Reply("Раз"), random_id=5)) == Sent("b1-2")


async def test_an_edit_changes_the_message_in_place() -> None:
    messenger = opened()
    sent = await messenger.send(parcel("a", Reply("Придёте?", ((Button("Да", "yes"),),))))
    assert isinstance(sent, Sent)
    await messenger.send(parcel("a", Reply("Ещё")))
    assert await messenger.send(parcel("a", Reply("Ждём"), edits=sent.ref)) == sent
    assert texts(messenger) == ["Ждём", "Ещё"]


async def test_an_edit_of_what_is_gone_is_sent_anew() -> None:
    messenger = opened()
    assert await messenger.send(parcel("a", Reply("Ждём"), edits="b0-1")) == Sent("b1-1")
    assert texts(messenger) == ["Ждём"]


async def test_who_has_blocked_us_gets_nothing_until_they_come_back() -> None:
    messenger = opened()
    messenger.act("a", {"kind": "left"})
    assert await messenger.send(parcel("a", Reply("Эй"))) == Gone("blocked")
    messenger.act("a", {"kind": "came"})
    assert isinstance(await messenger.send(parcel("a", Reply("Эй"))), Sent)


async def test_a_reply_past_the_common_bounds_is_rejected() -> None:
    messenger = opened()
    assert isinstance(await messenger.send(parcel("a", Reply("x" * 4000))), Rejected)
    assert texts(messenger) == []


async def test_an_attachment_can_be_opened() -> None:
    messenger = opened()
    sheet = Attachment(FileKind.DOCUMENT, "Отчёт.txt", "text/plain", 1)
    await messenger.send(parcel("a", Reply("Вот", attachment=sheet), content=b"abc"))
    (file,) = next(iter(messenger.board.chat("a").lines.values())).files
    assert await messenger.fetch(file) == b"abc"


async def test_a_file_of_an_earlier_run_is_not_to_be_had() -> None:
    with pytest.raises(FileUnavailable):
        await opened().fetch(IncomingFile(FileKind.PHOTO, "b0-file-1", "x.png", "image/png"))


async def test_a_message_of_the_person_has_the_name_of_its_line() -> None:
    messenger = opened()
    said = messenger.act("a", {"kind": "text", "text": "Добрый день"})
    assert isinstance(said, Said)
    assert said.ref in messenger.board.chat("a").lines
    assert (await messenger.receive("")).updates == (said,)


async def test_a_press_is_acknowledged_to_the_one_who_pressed() -> None:
    messenger = opened()
    press = messenger.act("a", {"kind": "press", "payload": "yes", "ref": "b1-1", "ack": "a1"})
    assert isinstance(press, Pressed)
    await messenger.acknowledge(press, "Готово")
    toast = messenger.board.toasts[-1]
    assert (toast.user, toast.text, toast.ack) == ("a", "Готово", "a1")
    assert texts(messenger) == []


async def test_names_and_invite_links() -> None:
    messenger = opened()
    assert messenger.invite_link("Ab3") == ""
    await messenger.open()
    assert messenger.invite_link("Ab-3_x") == "http://127.0.0.1:8080/?start=Ab-3_x"
    assert await messenger.profile("a") == ""
    says(messenger, "привет")
    assert await messenger.profile("a") == "Анна"
