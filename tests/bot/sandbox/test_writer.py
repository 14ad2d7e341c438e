"""What the page is told to draw."""

from dataclasses import replace

from bot.sandbox.chats import Line, Toast
from bot.sandbox.writer import line_json, toast_json, write
from messages.replies import Button, Reply, Tone
from messages.updates import FileKind, IncomingFile

PHOTO = IncomingFile(FileKind.PHOTO, "b1-file-1", "Класс.png", "image/png", 9)
ZONE = "Asia/Irkutsk"


def test_a_reply_becomes_safe_html_with_buttons() -> None:
    rows = ((Button("Да", "yes", tone=Tone.GOOD),), (Button("Сайт", url="https://a.ru/"), Button("?", url="data:x")))
    line = replace(write(Reply("<b>Так</b>?\n<i", rows)), ref="b1-1", number=1, at=1526436000)
    assert line_json(line, ZONE) == {
        "html": "&lt;b&gt;Так&lt;/b&gt;?<br>&lt;i",
        "ref": "b1-1",
        "number": 1,
        "mine": False,
        "rows": [
            [{"label": "Да", "payload": "yes", "tone": "good"}],
            [{"label": "Сайт", "url": "https://a.ru/", "tone": "plain"}, {"label": "?", "url": "", "tone": "plain"}],
        ],
        "files": [],
        "day": "16 мая 2018",
        "time": "10:00",
        "edited": False,
    }


def test_an_attachment_is_named_by_its_address() -> None:
    shown = line_json(write(Reply("Вот"), PHOTO), ZONE)
    assert shown["files"] == [
        {"url": "sandbox/files/b1-file-1", "name": "Класс.png", "photo": True, "voice": False, "size": 9}
    ]


def test_a_persons_own_words_are_never_html() -> None:
    shown = line_json(Line(mine=True, text="<b>я</b>"), ZONE)
    assert shown["text"] == "<b>я</b>"
    assert "html" not in shown


def test_a_toast_is_plain() -> None:
    assert toast_json(Toast(3, "u", "Готово", "a1")) == {"user": "u", "text": "Готово", "ack": "a1"}
