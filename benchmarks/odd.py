"""Raw updates of Telegram and VK, valid and broken, from a seed: what a messenger, a proxy or a bad mood may send."""

import copy
import random
from collections.abc import Callable
from typing import Any

from benchmarks.town import FIRST_USER
from messages import buttons, meanings

Raw = dict[str, Any]
PEOPLE = 200
"""Half of them have joined."""
HUGE = 20_000
DEEP = 200
WORDS = ("Вопрос", "меню", "/start", "/start abcdefgh12", "/menu", "/help", "Спасибо", "привет", "отмена", "да", "нет",
         "завтра", "30.05.2018", "31.02.2018", "А" * 60, "1", "0", "-1", "<b>жирный", "&amp;<&", "{{ name }}", "%s %d",
         "'; drop table inbox; --")
UNICODE = ("\0", "a\0b", "\ud800", "\udfff tail", "\u202egnp.exe", "\u200b", "\ufeff", "e" + "\u0301" * 500,
           "👩‍👩‍👧‍👦" * 50, "\U000e0041", "\u2028", "ﷺ" * 200, "\x1b[31m", "\r\n\t", "١٢٣", "ａｂｃ")
NUMBERS = (0, -1, 2**31, 2**53 + 1, 2**63, -(2**70), 10**30, 1.5, float("inf"), True, "1", "500000001", "1e5")
KINDS = ("sticker", "voice", "video", "location", "contact", "poll", "dice", "story", "audio", "game")
SERVICES = ("new_chat_title", "pinned_message", "successful_payment", "web_app_data")
UNKNOWN = ("edited_message", "channel_post", "inline_query", "poll", "chat_join_request", "from_the_future")
UNKNOWN_VK = ("wall_post_new", "message_reply", "message_typing_state", "group_join", "like_add", "from_the_future")


class Odd:
    """Makes them one after the other; the same seed makes the same ones."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._number = 0
        self._telegram: tuple[Callable[[], Raw], ...] = (
            self._says, self._says, self._presses, self._sends_photo, self._sends_document, self._sends_other,
            self._comes_or_goes, self._unknown)
        self._vk: tuple[Callable[[], Raw], ...] = (
            self._vk_says, self._vk_says, self._vk_presses, self._vk_sends, self._vk_comes_or_goes, self._vk_unknown)

    def telegram(self) -> object:
        """An update as getUpdates would bring it."""
        self._number += 1
        raw = self._chance.choice(self._telegram)()
        raw["update_id"] = self._number if self._chance.random() > 0.02 else self._number - self._chance.randint(1, 9)
        return self._perhaps_broken(raw)

    def vk(self) -> object:
        """An event as the long poll would bring it."""
        self._number += 1
        raw = self._chance.choice(self._vk)() | {"group_id": 1, "v": "5.199", "event_id": f"event{self._number}"}
        return self._perhaps_broken(raw)

    def _perhaps_broken(self, raw: Raw) -> object:
        """Two of three stay as they are."""
        draw = self._chance.random()
        if draw < 0.66:
            return raw
        if draw > 0.99:
            return self._junk()
        broken = copy.deepcopy(raw)
        for _ in range(self._chance.randint(1, 3)):
            self._break(broken)
        return broken

    def _break(self, raw: Raw) -> None:
        """One value somewhere inside goes, changes its type, or grows."""
        holder, key = self._chance.choice(_places(raw) or [(raw, "update_id")])
        if self._chance.random() < 0.3 and isinstance(holder, dict):
            holder.pop(key, None)
        else:
            holder[key] = self._junk()

    def _junk(self) -> object:
        match self._chance.randrange(8):
            case 0:
                return None
            case 1:
                return self._chance.choice(NUMBERS)
            case 2:
                return self._chance.choice(UNICODE) * self._chance.randint(1, 3)
            case 3:
                return self._chance.choice("aя\U0001f600") * HUGE
            case 4:
                return _nested(self._chance.randint(1, DEEP), {} if self._chance.random() < 0.5 else [])
            case 5:
                return [self._chance.choice(NUMBERS) for _ in range(self._chance.randint(0, 5))]
            case 6:
                return {self._words(): self._words()}
            case _:
                return self._words()

    def _words(self) -> str:
        return self._chance.choice(UNICODE if self._chance.random() < 0.2 else WORDS)

    def _user(self) -> int:
        return FIRST_USER + self._chance.randrange(PEOPLE)

    def _payload(self) -> str:
        """A button of ours with fields that mean something, nothing, or do not fit."""
        draw = self._chance.random()
        if draw < 0.2:
            return self._words() if draw < 0.1 else buttons.encode(meanings.ShowMenu())
        name = self._chance.choice(list(buttons.kinds()))
        fields = [self._chance.choice(("1", "2", "7", "40", "999999", "-1", "open", "late", "", "x" * 60, "2018-05-30"))
                  for _ in range(self._chance.randint(0, 3))]
        return ":".join([name, *fields])

    def _from(self) -> tuple[Raw, Raw]:
        user = self._user()
        chat = "private" if self._chance.random() > 0.05 else "supergroup"
        return ({"id": user, "is_bot": self._chance.random() < 0.02, "first_name": self._words()},
                {"id": user, "type": chat, "first_name": "Анна"})

    def _message(self, **rest: object) -> Raw:
        person, chat = self._from()
        return {"message": {"message_id": self._number, "from": person, "chat": chat, "date": 1527000000, **rest}}

    def _says(self) -> Raw:
        return self._message(text=self._words())

    def _presses(self) -> Raw:
        person, chat = self._from()
        message = {"message_id": self._chance.randint(1, 50), "chat": chat, "date": 0}
        return {"callback_query": {"id": str(self._number), "from": person, "message": message, "chat_instance": "1",
                                   "data": self._payload()}}

    def _sends_photo(self) -> Raw:
        sizes = [{"file_id": f"p{size}", "width": size, "height": size, "file_size": size} for size in (90, 800)]
        return self._message(photo=sizes, caption=self._words())

    def _sends_document(self) -> Raw:
        return self._message(document={"file_id": "d1", "file_name": self._words(), "mime_type": "text/plain",
                                       "file_size": self._chance.choice((0, 10, 10**9))})

    def _sends_other(self) -> Raw:
        return self._message(**{self._chance.choice(KINDS + SERVICES): {"file_id": "x"}})

    def _comes_or_goes(self) -> Raw:
        person, chat = self._from()
        status = self._chance.choice(("member", "kicked", "left", "restricted"))
        return {"my_chat_member": {"from": person, "chat": chat, "date": 0, "new_chat_member": {"status": status}}}

    def _unknown(self) -> Raw:
        return {self._chance.choice(UNKNOWN): {"from": {"id": self._user()}, "text": self._words()}}

    def _vk_message(self, **rest: object) -> Raw:
        user = self._user()
        peer = user if self._chance.random() > 0.05 else 2_000_000_001
        message = {"id": self._number, "from_id": user, "peer_id": peer, "out": int(self._chance.random() < 0.03),
                   "attachments": [], "fwd_messages": [], "text": ""}
        return {"type": "message_new", "object": {"message": message | rest, "client_info": {}}}

    def _vk_says(self) -> Raw:
        extra = {"ref": self._words()} if self._chance.random() < 0.1 else {}
        return self._vk_message(text=self._words(), **extra)

    def _vk_presses(self) -> Raw:
        user = self._user()
        return {"type": "message_event", "object": {
            "user_id": user, "peer_id": user, "event_id": f"press{self._number}", "payload": {"p": self._payload()},
            "conversation_message_id": self._chance.randint(1, 50)}}

    def _vk_sends(self) -> Raw:
        kind = self._chance.choice(("photo", "doc", "audio_message", "sticker", "wall"))
        body: Raw = {"id": 1, "url": "http://127.0.0.1/file", "title": self._words(), "ext": "txt", "size": 10,
                     "sizes": [{"type": "x", "url": "http://127.0.0.1/photo", "width": 1, "height": 1}]}
        return self._vk_message(attachments=[{"type": kind, kind: body}], text=self._words())

    def _vk_comes_or_goes(self) -> Raw:
        return {"type": self._chance.choice(("message_allow", "message_deny")), "object": {"user_id": self._user()}}

    def _vk_unknown(self) -> Raw:
        return {"type": self._chance.choice(UNKNOWN_VK), "object": {"user_id": self._user(), "text": self._words()}}


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every container inside with each of its keys."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    return [(value, key) for key in keys] + [place for key in keys for place in _places(value[key])]


def _nested(depth: int, inside: object) -> object:
    for level in range(depth):
        inside = {"a": inside} if level % 2 else [inside]
    return inside
