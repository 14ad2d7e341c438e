"""Parcels in, requests of the Bot API out."""

import pytest

from bot.telegram import writer
from messages.messenger import Parcel
from messages.replies import Attachment, Button, Reply, Tone
from messages.updates import FileKind

BUTTONS = (
    (Button("Да", "yes", tone=Tone.GOOD), Button("Нет", "no", tone=Tone.BAD)),
    (Button("Меню", "menu", tone=Tone.MAIN), Button("Сайт", url="https://e.ru/", tone=Tone.PLAIN)),
)
KEYBOARD: dict[str, object] = {
    "inline_keyboard": [
        [
            {"text": "Да", "callback_data": "yes", "style": "success"},
            {"text": "Нет", "callback_data": "no", "style": "danger"},
        ],
        [
            {"text": "Меню", "callback_data": "menu", "style": "primary"},
            {"text": "Сайт", "url": "https://e.ru/"},
        ],
    ]
}
TEXT: dict[str, object] = {"text": "<b>Да</b>?", "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}


def parcel(reply: Reply, *, edits: str = "", content: bytes = b"") -> Parcel:
    return Parcel("7", reply, random_id=1, edits=edits, content=content)


def attached(kind: FileKind, name: str = "отчёт.pdf") -> Attachment:
    return Attachment(kind, name, "application/pdf", file=1)


def test_a_new_message() -> None:
    request = writer.sending(parcel(Reply("<b>Да</b>?", BUTTONS)))
    assert request == writer.Request("sendMessage", {"chat_id": "7", "reply_markup": KEYBOARD} | TEXT)


def test_a_message_without_buttons_names_no_keyboard() -> None:
    assert writer.sending(parcel(Reply("<b>Да</b>?"))) == writer.Request("sendMessage", {"chat_id": "7"} | TEXT)


def test_an_edit_always_says_which_buttons_stay() -> None:
    common = {"chat_id": "7", "message_id": 5} | TEXT
    edit = writer.editing(parcel(Reply("<b>Да</b>?", BUTTONS), edits="5"))
    assert edit == writer.Request("editMessageText", common | {"reply_markup": KEYBOARD})
    edit = writer.editing(parcel(Reply("<b>Да</b>?"), edits="5"))
    assert edit == writer.Request("editMessageText", common | {"reply_markup": {"inline_keyboard": []}})


@pytest.mark.parametrize("ref", ["", "mid.5", "-5", "²"])
def test_a_reference_of_another_messenger_cannot_be_edited(ref: str) -> None:
    assert writer.editing(parcel(Reply("Да?"), edits=ref)) is None


@pytest.mark.parametrize("kind", list(FileKind))
def test_a_parcel_with_a_file_changes_the_words_beside_the_file(kind: FileKind) -> None:
    edit = writer.editing(parcel(Reply("<b>Да</b>?", BUTTONS, attached(kind)), edits="5", content=b"x"))
    params = {"chat_id": "7", "message_id": 5, "reply_markup": KEYBOARD, "caption": "<b>Да</b>?", "parse_mode": "HTML"}
    assert edit == writer.Request("editMessageCaption", params)


@pytest.mark.parametrize(
    ("kind", "method", "field"),
    [(FileKind.PHOTO, "sendPhoto", "photo"), (FileKind.DOCUMENT, "sendDocument", "document"),
     (FileKind.VOICE, "sendVoice", "voice")],
)
def test_the_text_of_a_file_is_its_caption(kind: FileKind, method: str, field: str) -> None:
    request = writer.sending(parcel(Reply("Отчёт", BUTTONS, attached(kind)), content=b"x"))
    params = {"chat_id": "7", "reply_markup": KEYBOARD, "caption": "Отчёт", "parse_mode": "HTML"}
    assert request == writer.Request(method, params, writer.Upload(field, "отчёт.pdf", b"x"))


def test_a_file_needs_no_words() -> None:
    request = writer.sending(parcel(Reply("", attachment=attached(FileKind.DOCUMENT)), content=b"x"))
    assert request.params == {"chat_id": "7"}


def test_a_picture_too_large_for_a_photo_goes_as_a_document() -> None:
    content = bytes(writer.PHOTO_LIMIT + 1)
    request = writer.sending(parcel(Reply("", attachment=attached(FileKind.PHOTO)), content=content))
    assert request.method == "sendDocument"


def test_a_voice_may_go_as_a_document() -> None:
    request = writer.sending_as_document(parcel(Reply("Вот", attachment=attached(FileKind.VOICE)), content=b"x"))
    assert (request.method, request.upload) == ("sendDocument", writer.Upload("document", "отчёт.pdf", b"x"))


def test_a_name_cannot_break_the_form() -> None:
    name = 'отчёт "за май"\r\nX: 1/2.pdf'
    request = writer.sending(parcel(Reply("", attachment=attached(FileKind.DOCUMENT, name)), content=b"x"))
    assert request.upload == writer.Upload("document", "отчёт _за май___X: 1_2.pdf", b"x")
