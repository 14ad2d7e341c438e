"""What the page sends, and what each of it means."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.reader import TEXT_IN_LIMIT, read
from messages.updates import (
    Address,
    Came,
    FileKind,
    IncomingFile,
    Left,
    Pressed,
    Said,
    SentFile,
    SentOther,
    Unreadable,
    Update,
)

ME = Address("sandbox", "director")
FILE = {"kind": "photo", "ref": "b1-file-1", "name": "Класс.png", "mime": "image/png", "size": 9}
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
near_misses = st.fixed_dictionaries(
    {"kind": st.sampled_from(["text", "press", "files", "other", "left", "came", "?"])},
    optional=dict.fromkeys(("text", "start", "payload", "ref", "ack", "files", "caption", "what"), json_values),
)


@pytest.mark.parametrize(
    ("body", "update"),
    [
        ({"kind": "text", "text": "Привет"}, Said(key="k", address=ME, profile="Ольга", text="Привет")),
        (
            {"kind": "text", "text": "/start", "start": "Ab3"},
            Said(key="k", address=ME, profile="Ольга", text="/start", start="Ab3"),
        ),
        (
            {"kind": "press", "payload": "events:yes:7", "ref": "b1-12", "ack": "a"},
            Pressed(key="k", address=ME, profile="Ольга", payload="events:yes:7", ref="b1-12", ack="a"),
        ),
        (
            {"kind": "files", "files": [FILE], "caption": "Вот"},
            SentFile(
                key="k", address=ME, profile="Ольга", caption="Вот",
                files=(IncomingFile(FileKind.PHOTO, "b1-file-1", "Класс.png", "image/png", 9),),
            ),
        ),
        ({"kind": "other", "what": "sticker"}, SentOther(key="k", address=ME, profile="Ольга", kind="sticker")),
        ({"kind": "left"}, Left(key="k", address=ME, profile="Ольга")),
        ({"kind": "came"}, Came(key="k", address=ME, profile="Ольга")),
    ],
)  # fmt: skip
def test_a_deed_is_read(body: object, update: Update) -> None:
    assert read(body, key="k", address=ME, profile="Ольга") == update


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        "text",
        {},
        {"kind": "dance"},
        {"kind": ["text"]},
        {"kind": "text"},
        {"kind": "text", "text": " \n"},
        {"kind": "text", "text": 5},
        {"kind": "text", "text": "x" * (TEXT_IN_LIMIT + 1)},
        {"kind": "text", "text": "x", "start": None},
        {"kind": "press", "ref": "b1-12"},
        {"kind": "files", "files": []},
        {"kind": "files", "files": [FILE | {"kind": "video"}]},
        {"kind": "files", "files": [FILE | {"size": "big"}]},
        {"kind": "files", "files": [{"kind": "photo"}]},
    ],
)
def test_nonsense_is_kept_raw(body: object) -> None:
    assert read(body, key="k", address=ME) == Unreadable(key="k", raw=json.dumps(body, ensure_ascii=False))


def test_what_no_database_takes_is_replaced() -> None:
    said = read({"kind": "text", "text": "a\x00b\ud83d!"}, key="k", address=ME)
    assert isinstance(said, Said)
    assert said.text == "ab\ufffd!"


@given(json_values | near_misses)
def test_reading_never_fails(body: object) -> None:
    update = read(body, key="k", address=ME)
    assert update.key == "k"
    if isinstance(update, Said):
        update.text.encode()
