"""The Bot API's methods of the Telegram loopback: what they take, what they refuse, what the people see of it."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from tests.loopback import telegram_rules
from tests.loopback.contract import Shown
from tests.loopback.telegram_people import DATE, Dialog, Json, People
from tests.loopback.telegram_rules import Pace, Refusal, broken

NOT_MODIFIED = "Bad Request: message is not modified: the new content is exactly the same as the current one"
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


@dataclass(frozen=True, slots=True)
class Call:
    """A call's parameters and the files that came with it, as (name, bytes) by form field."""

    params: Mapping[str, str]
    files: Mapping[str, tuple[str, bytes]]


class Calls(People):
    """The methods that concern the bot itself, its messages and its files; `answers` has them by name."""

    def __init__(self, token: str, username: str, enforce_pace: bool) -> None:
        super().__init__()
        self.token = token
        self.notices: list[tuple[str, str]] = []
        self.sent = 0
        self._on_shown: Callable[[str], None] = lambda user: None
        self._username, self._enforce_pace = username, enforce_pace
        self._token_pace = Pace(30, burst=30)
        self._paces: dict[str, Pace] = {}
        self.answers: Mapping[str, Callable[[Call], object]] = {
            "getMe": self._me,
            "sendMessage": self._send_message,
            "sendPhoto": lambda call: self._send_file(call, "photo", telegram_rules.PHOTO_BYTES),
            "sendDocument": lambda call: self._send_file(call, "document", telegram_rules.DOCUMENT_BYTES),
            "sendVoice": self._send_voice,
            "editMessageText": self._edit,
            "editMessageCaption": self._edit_caption,
            "answerCallbackQuery": self._answer_press,
            "getFile": self._get_file,
            "getChat": self._get_chat,
        }

    def _me(self, call: Call) -> Json:
        return {"id": self._bot, "is_bot": True, "first_name": "Веха", "username": self._username}

    @property
    def _bot(self) -> int:
        return int(self.token.partition(":")[0])

    def _send_message(self, call: Call) -> Json:
        dialog = self._reach(call)
        text = telegram_rules.body(call.params, telegram_rules.TEXT, "text")
        return self._show(call, dialog, text, None) | {"text": text}

    def _send_voice(self, call: Call) -> Json:
        """What is no ogg comes as a document: https://core.telegram.org/bots/api#sendvoice"""
        if not self._dialog(call.params["chat_id"]).wants_voices:
            raise Refusal(400, "Bad Request: VOICE_MESSAGES_FORBIDDEN")
        sent = self._send_file(call, "voice", telegram_rules.DOCUMENT_BYTES)
        screen, number = self._dialog(call.params["chat_id"]).screen, int(str(sent["message_id"]))
        if (file := screen[number].file) and file[1].startswith(b"OggS"):
            screen[number] = replace(screen[number], voice=True)
        return sent

    def _send_file(self, call: Call, kind: str, limit: int) -> Json:
        dialog = self._reach(call)
        caption = telegram_rules.body(call.params, telegram_rules.CAPTION, "caption")
        name, content = self._sent_file(call, kind)
        if not content:
            raise broken("file must be non-empty")
        if len(content) > limit:
            raise Refusal(413, "Request Entity Too Large", ours=True)
        number = self.keeps(name, content)
        file: Json = {"file_id": number, "file_unique_id": number, "file_name": name, "width": 9, "height": 9}
        shown = self._show(call, dialog, caption, (name, content))
        return shown | {kind: [file] if kind == "photo" else file}

    def _sent_file(self, call: Call, kind: str) -> tuple[str, bytes]:
        reference = call.params.get(kind, "")
        found = call.files.get(reference.removeprefix("attach://") if reference else kind)
        if found := found or self._files.get(reference):
            return found
        raise broken("wrong remote file identifier specified")

    def _edit(self, call: Call) -> Json:
        dialog = self._reach(call)
        number = int(call.params["message_id"])
        before = dialog.screen.get(number)
        if before is None:
            raise Refusal(400, "Bad Request: message to edit not found")
        if before.file:
            raise Refusal(400, "Bad Request: there is no text in the message to edit")
        text = telegram_rules.body(call.params, telegram_rules.TEXT, "text")
        telegram_rules.rows(call.params.get("reply_markup", ""))
        if dialog.sources[number] == _source(call):
            raise Refusal(400, NOT_MODIFIED)
        return self._show(call, dialog, text, None, number) | {"text": text, "edit_date": DATE}

    def _edit_caption(self, call: Call) -> Json:
        """The words beside a file; the file stays."""
        dialog = self._reach(call)
        number = int(call.params["message_id"])
        before = dialog.screen.get(number)
        if before is None:
            raise Refusal(400, "Bad Request: message to edit not found")
        if before.file is None:
            raise Refusal(400, "Bad Request: there is no caption in the message to edit")
        caption = telegram_rules.body(call.params, telegram_rules.CAPTION, "caption")
        telegram_rules.rows(call.params.get("reply_markup", ""))
        if dialog.sources[number] == _source(call):
            raise Refusal(400, NOT_MODIFIED)
        edited = self._show(call, dialog, caption, before.file, number)
        dialog.screen[number] = replace(dialog.screen[number], voice=before.voice)
        return edited | {"caption": caption, "edit_date": DATE}

    def watched_by(self, on_shown: Callable[[str], None]) -> None:
        """Call this with the person on whose screen something has come or changed."""
        self._on_shown = on_shown

    def _show(self, call: Call, dialog: Dialog, text: str, file: tuple[str, bytes] | None, number: int = 0) -> Json:
        user = call.params["chat_id"]
        buttons = telegram_rules.rows(call.params.get("reply_markup", ""))
        edited, number = bool(number), number or dialog.next_number()
        dialog.screen[number] = Shown(user, str(number), text, buttons, file, edited)
        dialog.sources[number] = _source(call)
        self.sent += 1
        self._on_shown(user)
        bot = self._me(call)
        return {"message_id": number, "date": DATE, "chat": self._chat(user), "from": bot}

    def _reach(self, call: Call) -> Dialog:
        """The dialogue that a call speaks into, if the pace and the person allow it."""
        user = call.params["chat_id"]
        if user not in self._titles and (not user.isdecimal() or user == "0"):
            raise Refusal(400, "Bad Request: chat not found")
        self._check_pace(user)
        dialog = self._dialog(user)
        if dialog.blocked and user in self._titles:
            raise Refusal(403, "Forbidden: bot was kicked from the supergroup chat")
        if dialog.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        if not dialog.opened:
            raise Refusal(403, "Forbidden: bot can't initiate conversation with a user")
        return dialog

    def _check_pace(self, user: str) -> None:
        if not self._enforce_pace:
            return
        now = asyncio.get_running_loop().time()
        pace = self._paces.setdefault(user, Pace(1, burst=3))
        if not (pace.takes(now) and self._token_pace.takes(now)):
            raise Refusal(429, "Too Many Requests: retry after 1", ours=True, after=1)

    def _answer_press(self, call: Call) -> bool:
        text = call.params.get("text", "")
        if len(text) > telegram_rules.NOTICE:
            raise broken("MESSAGE_TOO_LONG")
        user = self._presses.pop(call.params["callback_query_id"], "")
        if not user:
            raise Refusal(400, TOO_OLD)
        self.notices.append((user, text))
        return True

    def _get_file(self, call: Call) -> Json:
        number = call.params["file_id"]
        if number not in self._files:
            raise Refusal(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        size = len(self._files[number][1])
        if size > telegram_rules.DOWNLOAD_BYTES:
            raise Refusal(400, "Bad Request: file is too big")
        return {
            "file_id": number,
            "file_unique_id": number,
            "file_size": size,
            "file_path": f"documents/{number}",
        }

    def _get_chat(self, call: Call) -> Json:
        user = call.params["chat_id"]
        if user not in self._dialogs:
            raise Refusal(400, "Bad Request: chat not found")
        return self._chat(user)


def _source(call: Call) -> tuple[str, str]:
    words = call.params.get("text", call.params.get("caption", ""))
    return words, json.dumps(telegram_rules.rows(call.params.get("reply_markup", "")))
