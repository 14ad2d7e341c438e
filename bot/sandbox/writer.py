"""Reply → what stands in the chat → the JSON that the page draws. Pure.

    {"ref": "b1-12", "number": 12, "mine": false, "html": "<b>…</b>",
     "rows": [[{"label": "…", "payload": "…", "tone": "plain"}]],
     "files": [{"url": "sandbox/files/b1-file-1", "name": "…", "photo": true, "voice": false, "size": 9}],
     "day": "16 мая 2018", "time": "10:00", "edited": true}
"""

from urllib.parse import quote

from bot.sandbox import dates
from bot.sandbox.chats import Line, Toast
from bot.sandbox.markup import is_web_address, to_html
from messages.replies import Button, Reply
from messages.updates import FileKind, IncomingFile

Json = dict[str, object]


def write(reply: Reply, file: IncomingFile | None = None) -> Line:
    """The bot's line for a reply whose attachment lies in the vault as `file`."""
    return Line(mine=False, text=reply.text, rows=reply.rows, files=(file,) if file else ())


def line_json(line: Line, zone: str) -> Json:
    """What the page needs to draw one line; a person's own words go as text, the bot's as safe HTML."""
    words: Json = {"text": line.text} if line.mine else {"html": to_html(line.text)}
    return words | {
        "ref": line.ref,
        "number": line.number,
        "mine": line.mine,
        "rows": [[_button(button) for button in row] for row in line.rows],
        "files": [_file(file) for file in line.files],
        "day": dates.day(line.at, zone),
        "time": dates.time(line.at, zone),
        "edited": line.edited,
    }


def toast_json(toast: Toast) -> Json:
    """A notice, as plain text."""
    return {"user": toast.user, "text": toast.text, "ack": toast.ack}


def _button(button: Button) -> Json:
    if button.url:
        url = button.url if is_web_address(button.url) else ""
        return {"label": button.label, "url": url, "tone": str(button.tone)}
    return {"label": button.label, "payload": button.payload, "tone": str(button.tone)}


def _file(file: IncomingFile) -> Json:
    return {
        "url": f"sandbox/files/{quote(file.ref, safe='')}",
        "name": file.name,
        "photo": file.kind is FileKind.PHOTO,
        "voice": file.kind is FileKind.VOICE,
        "size": file.size or 0,
    }
