"""VK's voices, replies and edits in our words; what looks like them and is none."""

from typing import Any

import pytest

from bot.vk import reader
from messages.updates import Edited, FileKind, IncomingFile, Said, SentFile, SentOther, Unreadable
from tests.bot.vk.test_reader import ANNA, KEY, event, message

VOICE: dict[str, Any] = {
    "id": 5, "owner_id": 501, "duration": 3, "waveform": [0, 7], "access_key": "k",
    "link_ogg": "https://psv4.userapi.com/a.ogg", "link_mp3": "https://psv4.userapi.com/a.mp3",
    "transcript_state": "in_progress",
}
HEARD = IncomingFile(FileKind.VOICE, "https://psv4.userapi.com/a.ogg", "voice.ogg", "audio/ogg")


def spoken(kind: str = "audio_message", **changes: object) -> dict[str, Any]:
    return message(attachments=[{"type": kind, kind: VOICE | changes}])


def edited(**fields: object) -> dict[str, Any]:
    body = {"from_id": 501, "peer_id": 501, "id": 12, "out": 0, "conversation_message_id": 9, "text": "в среду",
            "attachments": [], "update_time": 1700000100}
    return event("message_edit", body | fields)


def test_a_voice_is_a_file_to_be_heard() -> None:
    assert reader.read(spoken(), 7) == SentFile(key=KEY, address=ANNA, ref="9", files=(HEARD,))


@pytest.mark.parametrize(("kind", "link"), [
    ("audio_message", ""), ("audio_message", None), ("audio", VOICE["link_ogg"]),
])
def test_music_and_a_voice_without_its_sound_are_of_no_use(kind: str, link: object) -> None:
    assert reader.read(spoken(kind, link_ogg=link), 7) == SentOther(key=KEY, address=ANNA, kind=kind)


@pytest.mark.parametrize(("other", "answers"), [
    ({"id": 3, "conversation_message_id": 4, "peer_id": 501, "from_id": -7, "text": "Придёте?"}, "4"),
    ({"id": 3, "conversation_message_id": 4, "from_id": 501}, "4"),
    ({"conversation_message_id": 4, "peer_id": 502}, ""), ({"id": 3}, ""), ({"conversation_message_id": "4"}, ""),
    (None, ""), ([], ""),
])
def test_a_reply_names_a_message_of_the_same_dialogue(other: object, answers: str) -> None:
    said = reader.read(message(text="да", reply_message=other), 7)
    assert said == Said(key=KEY, address=ANNA, ref="9", text="да", answers=answers)
    sent = reader.read(message(attachments=[{"type": "audio_message", "audio_message": VOICE}], reply_message=other), 7)
    assert isinstance(sent, SentFile)
    assert sent.answers == answers


def test_what_is_forwarded_answers_nothing() -> None:
    forwarded = [{"id": 3, "conversation_message_id": 4, "peer_id": 501, "from_id": -7, "text": "Придёте?"}]
    said = reader.read(message(text="да", fwd_messages=forwarded), 7)
    assert said == Said(key=KEY, address=ANNA, ref="9", text="да")


@pytest.mark.parametrize("text", ["в среду", "", "/start"])
def test_an_edit_tells_what_stands_there_now(text: str) -> None:
    assert reader.read(edited(text=text), 7) == Edited(key=KEY, address=ANNA, ref="9", text=text)
    assert not reader.is_echo(edited(text=text))


@pytest.mark.parametrize("fields", [{"from_id": -7}, {"out": 1}])
def test_our_own_edit_is_an_echo(fields: dict[str, object]) -> None:
    assert reader.is_echo(edited(**fields))
    assert isinstance(reader.read(edited(**fields), 7), Unreadable)


@pytest.mark.parametrize("fields", [{"conversation_message_id": None}, {"peer_id": 502}, {"from_id": "501"}])
def test_an_odd_edit_is_kept_raw(fields: dict[str, object]) -> None:
    assert not reader.is_echo(edited(**fields))
    assert isinstance(reader.read(edited(**fields), 7), Unreadable)


def test_an_edit_in_a_chat_is_not_heard_and_nothing_of_it_is_kept() -> None:
    assert reader.read(edited(peer_id=2000000001), 7) == Unreadable(key=KEY, raw="")
