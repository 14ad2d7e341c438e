"""The people of the Telegram loopback: their dialogues with the bot, and the updates that their acts make."""

import asyncio
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count

from tests.loopback.contract import Shown

DATE = 1_700_000_000
"""Telegram's clock stands still here; only "inaccessible" messages carry 0."""
DEFAULT_UPDATES = {"message", "edited_message", "callback_query", "my_chat_member"}

Json = dict[str, object]


@dataclass(slots=True)
class Dialog:
    """One person's private chat with the bot."""

    name: str = "Имя Фамилия"
    opened: bool = False
    blocked: bool = False
    last: int = 0
    screen: dict[int, Shown] = field(default_factory=dict)
    sources: dict[int, tuple[str, str]] = field(default_factory=dict)
    """Text and keyboard as they were sent: an edit must differ in one of them."""
    written: dict[int, Json] = field(default_factory=dict)
    """What the person has written, by its number."""
    wants_voices: bool = True
    """Whether the person's settings let voice messages through."""

    def next_number(self) -> int:
        """Message numbers grow by one in each chat, ours and theirs together."""
        self.last += 1
        return self.last


class People:
    """Hands and eyes of everybody; the server reads `_updates` and writes into the dialogues."""

    def __init__(self) -> None:
        self.allowed = DEFAULT_UPDATES
        self._dialogs: dict[str, Dialog] = {}
        self._titles: dict[str, str] = {}
        """Of the chats of several people, by their numbers, which are below nought."""
        self._updates: list[Json] = []
        self._again: list[Json] = []
        self._last_update: Json = {}
        self._arrived = asyncio.Event()
        self._update_numbers = count(1000)
        self._numbers = count(1)
        self._presses: dict[str, str] = {}
        self._files: dict[str, tuple[str, bytes]] = {}

    def says(self, user: str, text: str, *, start: str = "", name: str = "", answers: str = "") -> str:
        return self._writes(user, {"text": f"/start {start}" if start else text}, name, answers)

    def edits(self, user: str, ref: str, text: str) -> None:
        message = self._dialog(user).written[int(ref)]
        message |= {"text" if "text" in message else "caption": text, "edit_date": DATE}
        self._push("edited_message", dict(message))

    def forbids_voices(self, user: str) -> None:
        """From now on the person takes no voice messages."""
        self._dialog(user).wants_voices = False

    def sends_file(
        self, user: str, kind: str, name: str, content: bytes, caption: str = "", *, answers: str = ""
    ) -> str:
        number = self.keeps(name, content)
        file = {"file_id": number, "file_unique_id": number, "file_size": len(content)}
        body: Json = {"document": file | {"file_name": name, "mime_type": _mime(name)}}
        if kind == "photo":
            thumbnail = self.keeps(name, b"thumbnail")
            small = {"file_id": thumbnail, "file_unique_id": thumbnail, "width": 90, "height": 60}
            body = {"photo": [small, file | {"width": 900, "height": 600}]}
        if kind == "voice":
            body = {"voice": file | {"mime_type": "audio/ogg", "duration": 3}}
        return self._writes(user, body | ({"caption": caption} if caption else {}), answers=answers)

    def sends(self, user: str, **content: object) -> None:
        """The person sends anything else, say `sticker={...}`."""
        self._writes(user, content)

    def presses(self, user: str, payload: str, ref: str) -> None:
        dialog = self._dialog(user)
        dialog.opened = True
        ack = f"press{next(self._numbers)}"
        self._presses[ack] = user
        number = int(ref)
        message: Json = {"chat": self._chat(user), "message_id": number, "date": 0}
        if shown := dialog.screen.get(number):
            message |= {"date": DATE, "text": shown.text}
        self._push("callback_query", {"id": ack, "from": self._user(user), "data": payload, "message": message})

    def blocks(self, user: str) -> None:
        self._dialog(user).blocked = True
        self._membership(user, "member", "kicked")

    def unblocks(self, user: str) -> None:
        dialog = self._dialog(user)
        dialog.blocked, dialog.opened = False, True
        self._membership(user, "kicked", "member")

    def adds_to_chat(self, user: str, chat: str, title: str) -> None:
        dialog = self._dialog(chat)
        self._titles[chat], dialog.opened, dialog.blocked = title, True, False
        self._membership(user, "left", "member", chat)

    def removes_from_chat(self, user: str, chat: str) -> None:
        self._dialog(chat).blocked = True
        self._membership(user, "member", "kicked", chat)

    def says_in_chat(self, user: str, chat: str, text: str) -> None:
        common = {"message_id": self._dialog(chat).next_number(), "date": DATE}
        self._push("message", {**common, "from": self._user(user), "chat": self._chat(chat), "text": text})

    def removes(self, user: str, ref: str) -> None:
        """The message vanishes from the dialogue."""
        del self._dialog(user).screen[int(ref)]

    def last_queued(self) -> Json:
        """The update that the last act has made."""
        return self._last_update

    def brings_again(self, update: Json) -> None:
        """One that was delivered and confirmed before comes once more."""
        self._again.append(update)
        self._wake()

    def repeat_last(self) -> None:
        self.brings_again(self._last_update)

    def pushes_raw(self, update: dict[str, object]) -> None:
        self._queue({"update_id": next(self._update_numbers)} | update)

    def screen(self, user: str) -> list[Shown]:
        return list(self._dialogs[user].screen.values()) if user in self._dialogs else []

    def _dialog(self, user: str) -> Dialog:
        return self._dialogs.setdefault(user, Dialog())

    def _user(self, user: str) -> Json:
        first, _, last = self._dialog(user).name.partition(" ")
        return {"id": int(user), "is_bot": False, "first_name": first, "last_name": last}

    def _chat(self, user: str) -> Json:
        if user in self._titles:
            return {"id": int(user), "type": "supergroup", "title": self._titles[user]}
        facts = self._user(user)
        return {"id": int(user), "type": "private"} | {key: facts[key] for key in ("first_name", "last_name")}

    def keeps(self, name: str, content: bytes) -> str:
        number = f"file{next(self._numbers)}"
        self._files[number] = (name, content)
        return number

    def _writes(self, user: str, content: Mapping[str, object], name: str = "", answers: str = "") -> str:
        dialog = self._dialog(user)
        dialog.name = name or dialog.name
        if dialog.blocked:
            self.unblocks(user)  # as the app does: one cannot write to whom one blocks
        dialog.opened = True
        number = dialog.next_number()
        common: Json = {"message_id": number, "date": DATE, "from": self._user(user), "chat": self._chat(user)}
        dialog.written[number] = {**common, **content}
        self._push("message", {**common, **self._reply(user, answers), **content})
        return str(number)

    def _reply(self, user: str, answers: str) -> Json:
        return {"reply_to_message": {"message_id": int(answers), "date": DATE, "chat": self._chat(user)}} if (
            answers) else {}

    def _membership(self, user: str, old: str, new: str, chat: str = "") -> None:
        bot = {"id": 42, "is_bot": True, "first_name": "Bot"}
        change = {
            "old_chat_member": {"user": bot, "status": old},
            "new_chat_member": {"user": bot, "status": new},
        }
        common = {"chat": self._chat(chat or user), "from": self._user(user), "date": DATE}
        self._push("my_chat_member", {**common, **change})

    def _push(self, kind: str, body: Json) -> None:
        if kind in self.allowed:
            self._queue({"update_id": next(self._update_numbers), kind: body})

    def _queue(self, update: Json) -> None:
        self._last_update = update
        # What has no number cannot be confirmed; it is handed out once.
        numbered = isinstance(update["update_id"], int)
        (self._updates if numbered else self._again).append(update)
        self._wake()

    def _wake(self) -> None:
        self._arrived.set()
        self._arrived = asyncio.Event()


def _mime(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
