"""Real events in, neutral updates out; and nothing in the world makes the reader raise."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vk import reader
from messages.updates import (
    AddedToChat,
    Address,
    Came,
    FileKind,
    IncomingFile,
    Left,
    Pressed,
    RemovedFromChat,
    Said,
    SentFile,
    SentOther,
    Unreadable,
)

ANNA = Address("vk", "501")
KEY = "vk:7:e1"


def event(kind: str, body: object) -> dict[str, Any]:
    return {"type": kind, "object": body, "group_id": 7, "event_id": "e1", "v": "5.199"}


def message(**fields: object) -> dict[str, Any]:
    common = {
        "date": 1700000000,
        "from_id": 501,
        "peer_id": 501,
        "id": 12,
        "out": 0,
        "version": 10000021,
        "attachments": [],
        "conversation_message_id": 9,
        "fwd_messages": [],
        "important": False,
        "is_hidden": False,
        "random_id": 0,
        "text": "",
    }
    client = {"button_actions": ["text", "callback"], "keyboard": True, "inline_keyboard": True, "lang_id": 0}
    return event("message_new", {"message": {**common, **fields}, "client_info": client})


def press(**fields: object) -> dict[str, Any]:
    common = {"user_id": 501, "peer_id": 501, "event_id": "ev9", "conversation_message_id": 9}
    return event("message_event", {**common, "payload": {"p": "task:show:17"}, **fields})


def doc(**fields: object) -> dict[str, Any]:
    common = {
        "id": 66,
        "owner_id": 501,
        "title": "отчёт.docx",
        "size": 1234,
        "ext": "docx",
        "date": 1700000000,
        "type": 1,
        "url": "https://vk.com/doc501_66?hash=h&dl=d&api=1&no_preview=1",
        "access_key": "k",
    }
    return {"type": "doc", "doc": {**common, **fields}}


def photo(*sizes: tuple[str, int, int]) -> dict[str, Any]:
    copies = [
        {"type": letter, "width": width, "height": height, "url": f"https://sun1.userapi.com/{letter}.jpg"}
        for letter, width, height in sizes
    ]
    return {"type": "photo", "photo": {"id": 5, "owner_id": 501, "album_id": -3, "sizes": copies}}


def formatted(*items: object, version: object = 1) -> dict[str, object]:
    return {"version": version, "items": list(items)}


BOLD = {"type": "bold", "offset": 5, "length": 6}
THE_PHOTO = IncomingFile(FileKind.PHOTO, "https://sun1.userapi.com/w.jpg", "photo5.jpg", "image/jpeg")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
THE_DOC = IncomingFile(FileKind.DOCUMENT, doc()["doc"]["url"], "отчёт.docx", DOCX, 1234)

READ = {
    "words": (message(text="Здравствуйте"), Said(key=KEY, address=ANNA, ref="9", text="Здравствуйте")),
    "start button": (
        message(text="Начать", payload='{"command":"start"}', ref="abc_1", ref_source="s"),
        Said(key=KEY, address=ANNA, ref="9", text="/start", start="abc_1"),
    ),
    "start button without a link": (
        message(text="Начать", payload='{"command":"start"}'),
        Said(key=KEY, address=ANNA, ref="9", text="/start"),
    ),
    "words by way of a link": (
        message(text="Добрый день", ref="abc_1"),
        Said(key=KEY, address=ANNA, ref="9", text="Добрый день", start="abc_1"),
    ),
    "sticker by way of a link": (
        message(attachments=[{"type": "sticker", "sticker": {}}], ref="abc_1"),
        Said(key=KEY, address=ANNA, ref="9", text="/start", start="abc_1"),
    ),
    "text button": (
        message(text="Приду", payload='{"p":"rsvp:yes:4"}'),
        Pressed(key=KEY, address=ANNA, payload="rsvp:yes:4"),
    ),
    "another bot's text button": (
        message(text="Меню", payload='{"cmd":"menu"}'),
        Said(key=KEY, address=ANNA, ref="9", text="Меню"),
    ),
    "text button with a broken payload": (
        message(text="Меню", payload="{p:"),
        Said(key=KEY, address=ANNA, ref="9", text="Меню"),
    ),
    "callback": (press(), Pressed(key=KEY, address=ANNA, payload="task:show:17", ref="9", ack="ev9")),
    "callback with the payload as a string": (
        press(payload='{"p": "task:show:17"}'),
        Pressed(key=KEY, address=ANNA, payload="task:show:17", ref="9", ack="ev9"),
    ),
    "callback without its message": (
        press(conversation_message_id=None),
        Pressed(key=KEY, address=ANNA, payload="task:show:17", ack="ev9"),
    ),
    "photo, the largest copy": (
        message(attachments=[photo(("s", 75, 56), ("w", 2560, 1920), ("x", 604, 453))]),
        SentFile(key=KEY, address=ANNA, ref="9", files=(THE_PHOTO,)),
    ),
    "photo of old, without measures": (
        message(attachments=[photo(("w", 0, 0), ("x", 0, 0), ("z", 0, 0))]),
        SentFile(key=KEY, address=ANNA, ref="9", files=(THE_PHOTO,)),
    ),
    "document with words": (
        message(text="Вот отчёт", attachments=[doc()]),
        SentFile(key=KEY, address=ANNA, ref="9", files=(THE_DOC,), caption="Вот отчёт"),
    ),
    "all files of a message": (
        message(attachments=[photo(("w", 9, 9)), {"type": "sticker", "sticker": {}}, doc()]),
        SentFile(key=KEY, address=ANNA, ref="9", files=(THE_PHOTO, THE_DOC)),
    ),
    "document whose title lacks the ending": (
        message(attachments=[doc(title="отчёт")]),
        SentFile(key=KEY, address=ANNA, ref="9", files=(THE_DOC,)),
    ),
    "document of no known kind": (
        message(attachments=[doc(title="", ext="", size=None)]),
        SentFile(
            key=KEY,
            ref="9",
            address=ANNA,
            files=(IncomingFile(FileKind.DOCUMENT, THE_DOC.ref, "file", "application/octet-stream"),),
        ),
    ),
    "sticker": (
        message(attachments=[{"type": "sticker", "sticker": {"sticker_id": 4}}]),
        SentOther(key=KEY, address=ANNA, kind="sticker"),
    ),
    "document without an address": (
        message(attachments=[doc(url=None)]),
        SentOther(key=KEY, address=ANNA, kind="doc"),
    ),
    "place": (
        message(geo={"type": "point", "coordinates": {}}),
        SentOther(key=KEY, address=ANNA, kind="geo"),
    ),
    "forwarded": (
        message(fwd_messages=[{"text": "x"}]),
        SentOther(key=KEY, address=ANNA, kind="forwarded"),
    ),
    "nothing at all": (message(), SentOther(key=KEY, address=ANNA, kind="empty")),
    "link with words": (
        message(text="см. https://example.org", attachments=[{"type": "link", "link": {}}]),
        Said(key=KEY, address=ANNA, ref="9", text="см. https://example.org"),
    ),
    "words that no database takes": (
        message(text="\0до\ud800\U0001f600"),
        Said(key=KEY, address=ANNA, ref="9", text="до\ufffd\U0001f600"),
    ),
    "formatted words": (
        message(text="Ждём завтра", format_data=formatted(BOLD)),
        Said(key=KEY, address=ANNA, ref="9", text="Ждём завтра", styled="Ждём <b>завтра</b>"),
    ),
    "formatting as a string": (
        message(text="Ждём завтра", format_data=json.dumps(formatted(BOLD, version="1"))),
        Said(key=KEY, address=ANNA, ref="9", text="Ждём завтра", styled="Ждём <b>завтра</b>"),
    ),
    "formatting of every kind, counted in UTF-16": (
        message(
            text="👍 a < b тут",
            format_data=formatted(
                {"type": "italic", "offset": 3, "length": 5},
                {"type": "underline", "offset": 3, "length": 1},
                {"type": "url", "offset": 9, "length": 3, "url": "https://example.org/?a=1&b=2"},
            ),
        ),
        Said(
            key=KEY,
            ref="9",
            address=ANNA,
            text="👍 a < b тут",
            styled='👍 <i><u>a</u> &lt; b</i> <a href="https://example.org/?a=1&amp;b=2">тут</a>',
        ),
    ),
    "formatted words by way of a link": (
        message(text="Ждём завтра", ref="abc_1", format_data=formatted(BOLD)),
        Said(key=KEY, address=ANNA, ref="9", text="Ждём завтра", start="abc_1", styled="Ждём <b>завтра</b>"),
    ),
    "document with formatted words": (
        message(text="Ждём отчёт!", attachments=[doc()], format_data=formatted(BOLD)),
        SentFile(key=KEY, address=ANNA, ref="9", files=(THE_DOC,), caption="Ждём отчёт!", styled="Ждём <b>отчёт!</b>"),
    ),
    "formatting of words that no database takes": (
        message(text="\0Ждём завтра", format_data=formatted(BOLD)),
        Said(key=KEY, address=ANNA, ref="9", text="Ждём завтра"),
    ),
    "allowed": (event("message_allow", {"user_id": 501, "key": ""}), Came(key=KEY, address=ANNA)),
    "denied": (event("message_deny", {"user_id": 501}), Left(key=KEY, address=ANNA)),
}

NO_FORMATTING = {
    "null": None,
    "a broken string": '{"version":1,',
    "a string of something else": '"bold"',
    "a list": [BOLD],
    "another version": formatted(BOLD, version=2),
    "no version": {"items": [BOLD]},
    "no items": {"version": 1},
    "items that are none": {"version": 1, "items": BOLD},
    "nothing in it": formatted(),
    "an unknown kind": formatted(BOLD | {"type": "blink"}),
    "a place of a wrong type": formatted(BOLD | {"offset": "5"}),
    "a length of a wrong type": formatted(BOLD | {"length": None}),
    "a place outside": formatted(BOLD | {"offset": 50}),
    "no place": formatted({"type": "bold"}),
    "an item that is none": formatted(None, "bold", [BOLD]),
    "a link that leads nowhere": formatted(BOLD | {"type": "url"}),
    "a link to no page": formatted(BOLD | {"type": "url", "url": "javascript:alert(1)"}),
    "a link of a wrong type": formatted(BOLD | {"type": "url", "url": 5}),
}

UNREADABLE = {
    "our own echo": event("message_reply", {"from_id": -7, "peer_id": 501, "text": "x"}),
    "outgoing": message(out=1),
    "from a community": message(from_id=-9, peer_id=-9),
    "unknown kind": event("group_join", {"user_id": 501}),
    "no object": {"type": "message_new", "group_id": 7, "event_id": "e1"},
    "no sender": event("message_new", {"message": {"text": "x"}}),
    "sender of a wrong type": message(from_id="501", peer_id="501"),
    "sender that is a truth value": message(from_id=True, peer_id=True),
    "another bot's callback": press(payload={"cmd": "menu"}),
    "callback without payload": press(payload=None),
    "callback with a broken payload": press(payload="{"),
    "old format": event("message_new", {"from_id": 501, "peer_id": 501, "text": "x"}),
    "empty": {"event_id": "e1"},
}


CHAT = 2000000001


def in_chat(kind: str, member: object = -7) -> dict[str, Any]:
    return message(id=0, peer_id=CHAT, action={"type": kind, "member_id": member})


IN_CHAT: dict[str, Any] = {"key": KEY, "address": ANNA, "chat": Address("vk", str(CHAT))}
ABOUT_US = {
    "invited": (in_chat("chat_invite_user"), AddedToChat(**IN_CHAT)),
    "invited by a link": (in_chat("chat_invite_user_by_link"), AddedToChat(**IN_CHAT)),
    "sent out": (in_chat("chat_kick_user"), RemovedFromChat(**IN_CHAT)),
}
IN_A_CHAT = {
    "words": message(peer_id=CHAT, text="Мама Пети, позвоните"),
    "a press": press(peer_id=CHAT),
    "an echo": event("message_reply", {"from_id": -7, "peer_id": CHAT, "text": "x"}),
    "somebody else is invited": in_chat("chat_invite_user", 502),
    "another community is invited": in_chat("chat_invite_user", -8),
    "somebody else is sent out": in_chat("chat_kick_user", 502),
    "somebody of a wrong type": in_chat("chat_kick_user", "-7"),
    "another title": message(peer_id=CHAT, action={"type": "chat_title_update", "text": "Школа"}),
    "invited by a community": message(peer_id=CHAT, from_id=-9, action={"type": "chat_invite_user", "member_id": -7}),
}


@pytest.mark.parametrize("name", ABOUT_US)
def test_coming_into_a_chat_and_going(name: str) -> None:
    raw, expected = ABOUT_US[name]
    assert reader.read(raw, 7) == expected


@pytest.mark.parametrize("name", IN_A_CHAT)
def test_nothing_else_from_a_chat_is_heard_and_nothing_of_it_is_kept(name: str) -> None:
    assert reader.read(IN_A_CHAT[name], 7) == Unreadable(key=KEY, raw="")


@pytest.mark.parametrize("name", READ)
def test_an_event_becomes_an_update(name: str) -> None:
    raw, expected = READ[name]
    assert reader.read(raw, 7) == expected


@pytest.mark.parametrize("name", NO_FORMATTING)
def test_formatting_that_makes_no_sense_leaves_the_words_plain(name: str) -> None:
    raw = message(text="Ждём завтра", format_data=NO_FORMATTING[name])
    assert reader.read(raw, 7) == Said(key=KEY, address=ANNA, ref="9", text="Ждём завтра")


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_event_that_is_not_for_us_is_kept_raw(name: str) -> None:
    read = reader.read(UNREADABLE[name], 7)
    assert isinstance(read, Unreadable)
    assert read.key == KEY
    assert json.loads(read.raw) == UNREADABLE[name]


def test_an_event_without_an_id_has_a_key_of_its_own_that_does_not_change() -> None:
    first = reader.read({"type": "group_join"}, 7)
    assert reader.read({"type": "group_join"}, 7) == first
    assert reader.read({"type": "group_leave"}, 7).key != first.key
    assert reader.read({"type": "group_join"}, 8).key != first.key


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from([501, "", "{}"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
damaged = st.fixed_dictionaries(
    {"type": st.sampled_from([*reader.EVENTS]) | values},
    optional={
        "event_id": values,
        "object": values
        | st.fixed_dictionaries(
            {"user_id": st.just(501) | values, "peer_id": st.just(501) | values, "payload": values,
             "from_id": st.just(501) | values, "conversation_message_id": values},
            optional={
                "message": values
                | st.fixed_dictionaries(
                    {"from_id": st.just(501), "peer_id": st.just(501)},
                    optional={
                        "text": values,
                        "ref": values,
                        "payload": values,
                        "format_data": values | st.fixed_dictionaries({"version": st.just(1), "items": values}),
                        "attachments": values
                        | st.lists(
                            st.builds(
                                lambda kind, inner: {"type": kind, kind: inner},
                                st.sampled_from(["photo", "doc", "audio_message"]),
                                values
                                | st.fixed_dictionaries(
                                    {"url": values, "sizes": values | st.lists(values)},
                                    optional={"title": values, "ext": values, "size": values, "id": values,
                                              "link_ogg": values},
                                ),
                            ),
                            max_size=2,
                        ),
                        "geo": values,
                        "fwd_messages": values,
                        "reply_message": values | st.fixed_dictionaries({"conversation_message_id": values}),
                        "out": values,
                    },
                )
            },
        ),
    },
)


@given(st.dictionaries(st.text(), values) | damaged)
def test_the_reader_takes_whatever_comes(raw: dict[str, object]) -> None:
    read = reader.read(raw, 7)
    assert read.key.startswith("vk:7:")
    repr(read).encode()


def test_an_event_too_deep_to_write_down_is_still_answered() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    assert isinstance(reader.read({"event_id": "e1", "object": deep}, 7), Unreadable)
