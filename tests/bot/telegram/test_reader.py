"""Real payloads in, what the person did out; and nothing whatever makes the reader raise."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram import reader
from bot.telegram.client import UPDATES
from messages.updates import (
    AddedToChat,
    Address,
    Came,
    ChatMoved,
    Edited,
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

ANNA = {"id": 7, "is_bot": False, "first_name": "Анна", "last_name": "Петрова", "language_code": "ru"}
CHAT = {"id": 7, "type": "private", "first_name": "Анна", "last_name": "Петрова"}
KEY = "telegram:42:1000"
COMMON: dict[str, Any] = {"key": KEY, "address": Address("telegram", "7"), "profile": "Анна Петрова"}
WRITTEN: dict[str, Any] = {**COMMON, "ref": "5"}
GROUP = {"id": -100500, "type": "supergroup", "title": "Школа"}


def read(**kinds: object) -> object:
    return reader.read({"update_id": 1000} | kinds, "42")


def message(**content: object) -> dict[str, object]:
    return {"message_id": 5, "date": 1, "from": ANNA, "chat": CHAT} | content


def member(old: str, new: str, **fields: object) -> dict[str, object]:
    bot = {"id": 42, "is_bot": True, "first_name": "Веха"}
    states = {"old_chat_member": {"user": bot, "status": old}, "new_chat_member": {"user": bot, "status": new}}
    return {"chat": CHAT, "from": ANNA, "date": 1} | states | fields


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Добрый день", ""),
        ("/start", ""),
        ("/start Abc_-9", "Abc_-9"),
        ("/start@vekha_bot Abc_-9", "Abc_-9"),
        ("/start  Abc \n", "Abc"),
        ("/start привет", ""),
        ("/start два слова", ""),
        ("/start " + "a" * 65, ""),
        ("/started Abc", ""),
        ("скажите /start Abc", ""),
    ],
)
def test_words_and_deep_links(text: str, start: str) -> None:
    assert read(message=message(text=text)) == Said(**WRITTEN, text=text, start=start)


def entity(kind: str, offset: object, length: object, **more: object) -> dict[str, object]:
    return {"type": kind, "offset": offset, "length": length} | more


@pytest.mark.parametrize(
    ("text", "entities", "styled"),
    [
        ("Ждём вас завтра", [entity("bold", 9, 6)], "Ждём вас <b>завтра</b>"),
        ("👍 a < b", [entity("italic", 3, 5)], "👍 <i>a &lt; b</i>"),
        (
            "ж к п з к",
            [
                entity("bold", 0, 1),
                entity("italic", 2, 1),
                entity("underline", 4, 1),
                entity("strikethrough", 6, 1),
                entity("code", 8, 1),
            ],
            "<b>ж</b> <i>к</i> <u>п</u> <s>з</s> <code>к</code>",
        ),
        ("да нет", [entity("pre", 0, 2, language="python")], "<code>да</code> нет"),
        (
            "программа тут",
            [entity("bold", 0, 9), entity("text_link", 10, 3, url="https://example.org/?a=1&b=2")],
            '<b>программа</b> <a href="https://example.org/?a=1&amp;b=2">тут</a>',
        ),
        (
            "https://example.org и завтра",
            [entity("url", 0, 19), entity("bold", 22, 6)],
            "https://example.org и <b>завтра</b>",
        ),
        ("https://example.org", [entity("url", 0, 19)], ""),
        ("/start", [entity("bot_command", 0, 6)], ""),
        ("тут", [entity("text_link", 0, 3, url="javascript:alert(1)")], ""),
        ("тут", [entity("text_link", 0, 3)], ""),
        ("тут", [entity("text_link", 0, 3, url=["https://example.org"])], ""),
        ("тут", [entity("text_mention", 0, 3, user=ANNA)], ""),
        ("тут", [entity("custom_emoji", 0, 3, custom_emoji_id="5")], ""),
        ("тут", [entity("bold", "0", 3)], ""),
        ("тут", [entity("bold", 0, None)], ""),
        ("тут", [entity("bold", 3, 3)], ""),
        ("тут", [{"type": ["bold"]}, {}, None, "bold"], ""),
        ("тут", {"type": "bold", "offset": 0, "length": 3}, ""),
        ("тут", [None, entity("bold", 0, 3)], "<b>тут</b>"),
    ],
)
def test_formatting_is_kept_beside_the_words(text: str, entities: object, styled: str) -> None:
    assert read(message=message(text=text, entities=entities)) == Said(**WRITTEN, text=text, styled=styled)
    file = IncomingFile(FileKind.DOCUMENT, "d", "document", "application/octet-stream")
    sent = read(message=message(document={"file_id": "d"}, caption=text, caption_entities=entities))
    assert sent == SentFile(**WRITTEN, files=(file,), caption=text, styled=styled)


@pytest.mark.parametrize("text", ["\0тут", "тут\ud83d"])
def test_words_that_had_to_be_mended_lose_their_formatting(text: str) -> None:
    said = read(message=message(text=text, entities=[entity("bold", 0, 3)]))
    assert isinstance(said, Said)
    assert said.styled == ""


def test_a_name_may_have_one_part_only() -> None:
    said = read(message=message(text="да", **{"from": {"id": 7, "is_bot": False, "first_name": "Анна"}}))
    assert isinstance(said, Said)
    assert said.profile == "Анна"


def test_no_database_stumbles_over_the_words() -> None:
    said = read(message=message(text="а\0б\ud83d"))
    assert isinstance(said, Said)
    assert said.text == "аб\ufffd"


@pytest.mark.parametrize(
    ("about", "ref"),
    [
        ({"message": {"message_id": 5, "date": 1, "chat": CHAT, "text": "Придёте?"}}, "5"),
        ({"message": {"message_id": 5, "date": 0, "chat": CHAT}}, "5"),
        ({"inline_message_id": "abc"}, ""),
        ({"message": None}, ""),
    ],
)
def test_a_press_with_or_without_its_message(about: dict[str, object], ref: str) -> None:
    query = {"id": "991", "from": ANNA, "chat_instance": "1", "data": "events:yes:5"} | about
    assert read(callback_query=query) == Pressed(**COMMON, payload="events:yes:5", ref=ref, ack="991")


def test_a_press_with_nothing_but_what_cannot_be_stored_is_a_press_all_the_same() -> None:
    query = {"id": "991", "from": ANNA, "chat_instance": "1", "data": "\0", "message": None}
    assert read(callback_query=query) == Pressed(**COMMON, payload="", ref="", ack="991")


def test_the_largest_copy_of_a_photo_is_taken() -> None:
    sizes = [
        {"file_id": "s", "width": 90, "height": 60, "file_size": 900},
        {"file_id": "l", "width": 1280, "height": 853, "file_size": 90_000},
        {"file_id": "m", "width": 320, "height": 213},
    ]
    file = IncomingFile(FileKind.PHOTO, "l", "photo.jpg", "image/jpeg", 90_000)
    assert read(message=message(photo=sizes, caption="Стенд")) == SentFile(**WRITTEN, files=(file,), caption="Стенд")


@pytest.mark.parametrize(
    ("facts", "file"),
    [
        (
            {"file_id": "d", "file_name": "отчёт.pdf", "mime_type": "application/pdf", "file_size": 5},
            IncomingFile(FileKind.DOCUMENT, "d", "отчёт.pdf", "application/pdf", 5),
        ),
        ({"file_id": "d"}, IncomingFile(FileKind.DOCUMENT, "d", "document", "application/octet-stream")),
    ],
)
def test_a_document_may_be_nameless(facts: dict[str, object], file: IncomingFile) -> None:
    assert read(message=message(document=facts)) == SentFile(**WRITTEN, files=(file,))


@pytest.mark.parametrize("kind", ["sticker", "video", "video_note", "location", "poll", "animation", "dice"])
def test_what_we_have_no_use_for_is_still_heard(kind: str) -> None:
    content = {kind: {"file_id": "x"}, "document": {"file_id": "x"}}
    assert read(message=message(**content)) == SentOther(**COMMON, kind=kind)


@pytest.mark.parametrize(("content", "file"), [
    ({"voice": {"file_id": "v", "duration": 3, "mime_type": "audio/ogg", "file_size": 9}},
     IncomingFile(FileKind.VOICE, "v", "voice.ogg", "audio/ogg", 9)),
    ({"voice": {"file_id": "v"}}, IncomingFile(FileKind.VOICE, "v", "voice.ogg", "audio/ogg")),
    ({"audio": {"file_id": "a", "file_name": "Гимн.mp3", "mime_type": "audio/mpeg", "performer": "Хор"}},
     IncomingFile(FileKind.DOCUMENT, "a", "Гимн.mp3", "audio/mpeg")),
    ({"audio": {"file_id": "a"}}, IncomingFile(FileKind.DOCUMENT, "a", "audio.mp3", "audio/mpeg")),
])
def test_a_voice_is_a_voice_and_music_is_a_document(content: dict[str, object], file: IncomingFile) -> None:
    assert read(message=message(**content, caption="Вот")) == SentFile(**WRITTEN, files=(file,), caption="Вот")


@pytest.mark.parametrize(("other", "answers"), [
    ({"message_id": 4, "chat": CHAT, "text": "Придёте?"}, "4"), ({"message_id": 4, "chat": GROUP}, ""),
    ({"message_id": 4}, ""), ({"message_id": True, "chat": CHAT}, ""), ({"chat": CHAT}, ""), (None, ""), ("4", ""),
])
def test_a_reply_names_a_message_of_the_same_dialogue(other: object, answers: str) -> None:
    assert read(message=message(text="да", reply_to_message=other)) == Said(**WRITTEN, text="да", answers=answers)
    sent = read(message=message(voice={"file_id": "v"}, reply_to_message=other))
    assert isinstance(sent, SentFile)
    assert (sent.ref, sent.answers) == ("5", answers)


@pytest.mark.parametrize(("content", "text"), [
    ({"text": "да, в среду", "edit_date": 2}, "да, в среду"),
    ({"caption": "Стенд", "photo": [{"file_id": "l"}]}, "Стенд"),
    ({"document": {"file_id": "d"}}, ""), ({"text": "а\0б"}, "аб"),
])
def test_an_edit_tells_what_stands_there_now(content: dict[str, object], text: str) -> None:
    assert read(edited_message=message(**content)) == Edited(**WRITTEN, text=text)


def test_blocking_and_coming_back() -> None:
    assert read(my_chat_member=member("member", "kicked")) == Left(**COMMON)
    assert read(my_chat_member=member("kicked", "member")) == Came(**COMMON)


@pytest.mark.parametrize(
    "update",
    [
        {},
        {"edited_message": message(text="да", **{"from": ANNA | {"is_bot": True}})},
        {"edited_message": message(text="да", message_id="5")},
        {"message": message(voice={"duration": 3})},
        {"message": message(audio=[])},
        {"poll_answer": {"poll_id": "1"}},
        {"message": None},
        {"message": "да"},
        {"message": {"text": "да"}},
        {"message": message()},
        {"message": message(text="")},
        {"message": message(text=5)},
        {"message": message(photo=[])},
        {"message": message(photo=[None, {"width": 1}])},
        {"message": message(document={"file_name": "a"})},
        {"message": message(pinned_message={"message_id": 1})},
        {"message": message(text="да", **{"from": ANNA | {"is_bot": True}})},
        {"message": message(text="да", **{"from": ANNA | {"id": "7"}})},
        {"callback_query": {"id": "1", "from": ANNA, "game_short_name": "chess"}},
        {"my_chat_member": member("member", "administrator")},
        {"my_chat_member": member("member", "kicked") | {"new_chat_member": []}},
    ],
)
def test_all_else_is_kept_raw(update: dict[str, object]) -> None:
    unread = read(**update)
    assert isinstance(unread, Unreadable)
    assert unread.key == KEY
    assert json.loads(unread.raw) == {"update_id": 1000} | update


IN_GROUP: dict[str, Any] = {**COMMON, "chat": Address("telegram", "-100500")}
ADDED, REMOVED = AddedToChat(**IN_GROUP, title="Школа"), RemovedFromChat(**IN_GROUP)


@pytest.mark.parametrize(("old", "new", "update"), [
    ("left", "member", ADDED), ("kicked", "member", ADDED), ("left", "administrator", ADDED),
    ("member", "left", REMOVED), ("member", "kicked", REMOVED), ("administrator", "kicked", REMOVED),
])
@pytest.mark.parametrize("kind", ["group", "supergroup"])
def test_coming_into_a_group_and_going(old: str, new: str, update: object, kind: str) -> None:
    assert read(my_chat_member=member(old, new, chat=GROUP | {"type": kind})) == update


def test_an_administrator_without_a_name_may_send_us_out_but_nobody_knows_who_brought_us() -> None:
    nobody = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    removed = read(my_chat_member=member("member", "left", chat=GROUP, **{"from": nobody}))
    assert isinstance(removed, RemovedFromChat)
    assert removed.chat == IN_GROUP["chat"]
    added = read(my_chat_member=member("left", "member", chat=GROUP, **{"from": nobody}))
    assert added == Unreadable(key=KEY, raw="")


@pytest.mark.parametrize(("chat", "field", "number"), [(-7, "migrate_to_chat_id", -100500),
                                                       (-100500, "migrate_from_chat_id", -7)])
def test_a_group_that_becomes_a_supergroup_tells_its_new_number_on_both_sides(
        chat: int, field: str, number: int) -> None:
    moved = read(message=message(chat=GROUP | {"id": chat}, **{field: number}))
    assert moved == ChatMoved(**COMMON, chat=Address("telegram", "-7"), moved_to=Address("telegram", "-100500"))


@pytest.mark.parametrize("update", [
    {"message": message(text="да", chat=GROUP)},
    {"message": message(chat=GROUP, migrate_to_chat_id="-7")},
    {"message": message(chat=GROUP | {"id": "-7"}, migrate_to_chat_id=-8)},
    {"edited_message": message(text="да", chat=GROUP)},
    {"channel_post": message(text="да", chat=GROUP | {"type": "channel"})},
    {"callback_query": {"id": "1", "from": ANNA, "data": "x", "message": {"message_id": 5, "chat": GROUP}}},
    {"my_chat_member": member("left", "member", chat=GROUP | {"type": "channel"})},
    {"my_chat_member": member("member", "administrator", chat=GROUP)},
    {"my_chat_member": member("left", "kicked", chat=GROUP)},
    {"my_chat_member": member("left", "restricted", chat=GROUP)},
])
def test_nothing_else_from_a_group_is_heard_and_nothing_of_it_is_kept(update: dict[str, object]) -> None:
    assert read(**update) == Unreadable(key=KEY, raw="")


@pytest.mark.parametrize("raw", [{}, {"update_id": None}, {"update_id": "1"}, {"update_id": True}, [], None, "да"])
def test_without_a_number_the_content_is_the_key(raw: object) -> None:
    first, again, other = reader.read(raw, "42"), reader.read(raw, "42"), reader.read({"x": raw}, "42")
    assert first.key == again.key != other.key
    assert first.key.startswith("telegram:42:raw-")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
GOOD = message(
    text="/start a",
    entities=[entity("bold", 0, 5)],
    photo=[{"file_id": "l", "width": 1, "height": 1}],
    document={"file_id": "d"},
    voice={"file_id": "v"},
    reply_to_message={"message_id": 4, "chat": CHAT},
)


@given(st.dictionaries(st.sampled_from(["update_id", *UPDATES, "x"]), JSON))
def test_no_json_makes_it_raise(raw: dict[str, object]) -> None:
    assert reader.read(raw, "42").key.startswith("telegram:42:")


@given(st.sampled_from(UPDATES), st.data())
def test_no_odd_field_makes_it_raise(kind: str, data: st.DataObject) -> None:
    good: dict[str, object] = {**GOOD, "id": "1", "data": "x", "message": GOOD, "new_chat_member": {"status": "kicked"}}
    odd = data.draw(st.dictionaries(st.sampled_from(sorted(good)), JSON, max_size=3))
    assert reader.read({"update_id": 5, kind: good | odd}, "42").key == "telegram:42:5"
