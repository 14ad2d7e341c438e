"""The people of the VK loopback: what they do in their dialogues and in chats, and the events that this makes."""

from collections.abc import Iterator
from itertools import count

from yarl import URL

from tests.loopback import vk_rules
from tests.loopback.vk_callbacks import Callbacks
from tests.loopback.vk_dialogs import Dialogs
from tests.loopback.vk_files import Files
from tests.loopback.vk_polling import LongPoll

EVENTS = ("message_new", "message_event", "message_allow", "message_deny", "message_edit")
ALL_EVENTS = (*EVENTS, "wall_post_new")
START_LABELS = ("", "/start")
Json = dict[str, object]


class People:
    """Hands of everybody. Events go to the long poll and to the callback servers alike."""

    def __init__(self, group_id: int, port: int) -> None:
        self.group_id = group_id
        self.violations: list[str] = []
        self.permissions = ["messages", "docs", "photos", "manage"]
        self.long_poll_events = list(EVENTS)
        self._port = port
        self._numbers: Iterator[int] = count(1)
        self._names: dict[str, str] = {}
        self._presses: set[str] = set()
        self._written: dict[tuple[str, str], Json] = {}
        """What people have written, by person and number."""
        self._last: Json = {}
        self._long_poll = LongPoll()
        self.failing_polls = self._long_poll.failing
        self.polled = self._long_poll.polled
        self.files = Files(group_id, self._numbers, self.violations)
        self._dialogs = Dialogs(self.files, self.violations, self._echoes)
        self.callbacks = Callbacks(group_id, lambda: "manage" in self.permissions)

    def says(self, user: str, text: str, *, start: str = "", name: str = "", answers: str = "") -> str:
        extra: Json = {"ref": start} if start else {}
        if start and text in START_LABELS:
            # A deep link shows the Start button; VK itself writes its label into the dialogue.
            text, extra["payload"] = "Начать", '{"command":"start"}'
        if name:
            self._names[user] = name
        return self._writes(user, text=text, **self._reply(user, answers), **extra)

    def edits(self, user: str, ref: str, text: str) -> None:
        self._written[user, ref] |= {"text": text, "update_time": 1_700_000_000}
        # Unlike a new one, the message is the event's object itself.
        self._push("message_edit", **self._written[user, ref])

    def presses(self, user: str, payload: str, ref: str) -> None:
        event = f"press{next(self._numbers)}"
        self._presses.add(event)
        self._push(
            "message_event",
            user_id=int(user),
            peer_id=int(user),
            event_id=event,
            payload={"p": payload},
            conversation_message_id=int(ref),
        )

    def sends_file(
        self, user: str, kind: str, name: str, content: bytes, caption: str = "", *, answers: str = ""
    ) -> str:
        number = self.files.keep(content)
        url = self._host(f"/files/{number}")
        match kind:
            case "photo":
                attachment = vk_rules.photo(number, int(user), url)
            case "voice":
                attachment = vk_rules.voice(number, int(user), url)
            case _:
                attachment = vk_rules.document(number, int(user), url, name, len(content))
        return self._writes(user, text=caption, attachments=[attachment], **self._reply(user, answers))

    def blocks(self, user: str) -> None:
        self._dialogs.closes(user)
        self._push("message_deny", user_id=int(user))

    def unblocks(self, user: str) -> None:
        self._dialogs.opens(user)
        self._push("message_allow", user_id=int(user), key="")

    def adds_to_chat(self, user: str, chat: str, title: str) -> None:
        """Its title is not told."""
        self._in_chat(user, chat, action={"type": "chat_invite_user", "member_id": -self.group_id})

    def removes_from_chat(self, user: str, chat: str) -> None:
        self._in_chat(user, chat, action={"type": "chat_kick_user", "member_id": -self.group_id})
        self._dialogs.closes(chat)

    def says_in_chat(self, user: str, chat: str, text: str) -> None:
        self._in_chat(user, chat, text=text)

    def last_queued(self) -> Json:
        """The update that the last act has made."""
        return self._last

    def brings_again(self, update: Json) -> None:
        """One that was delivered before comes once more."""
        self._queue(update)

    def repeat_last(self) -> None:
        self.brings_again(self._last)

    def pushes_raw(self, update: Json) -> None:
        self._last = update
        self._queue(update)

    def change_key(self) -> None:
        """The long poll's key is no longer good; asking for the server gives a new one."""
        self._long_poll.key = f"key{next(self._numbers)}"

    def _host(self, path: str) -> str:
        return str(URL.build(scheme="http", host="127.0.0.1", port=self._port, path=path))

    def _writes(self, user: str, **content: object) -> str:
        self._dialogs.opens(user)
        number = self._dialogs.number(user)
        common: Json = {
            "id": next(self._numbers),
            "conversation_message_id": number,
            "from_id": int(user),
            "peer_id": int(user),
            "out": 0,
            "attachments": [],
            "fwd_messages": [],
        }
        message = self._written[user, str(number)] = common | content
        client = {"button_actions": ["text", "callback", "open_link"], "inline_keyboard": True}
        self._push("message_new", message=dict(message), client_info=client)
        return str(number)

    def _reply(self, user: str, answers: str) -> Json:
        if not answers:
            return {}
        theirs = (user, answers) in self._written
        sender = int(user) if theirs else -self.group_id
        return {"reply_message": {"id": 1, "conversation_message_id": int(answers), "peer_id": int(user),
                                  "from_id": sender, "text": "", "attachments": []}}

    def _in_chat(self, user: str, chat: str, **message: object) -> None:
        """In chats a message has no number of its own."""
        self._dialogs.opens(chat)
        common = {"id": 0, "conversation_message_id": self._dialogs.number(chat), "from_id": int(user),
                  "peer_id": int(chat), "out": 0, "text": "", "attachments": [], "fwd_messages": []}
        self._push("message_new", message={**common, **message}, client_info={})

    def _echoes(self, user: str, number: int) -> None:
        """VK tells the community of its own edits too."""
        if "message_edit" in self.long_poll_events:
            body: Json = {"id": 1, "conversation_message_id": number, "from_id": -self.group_id, "peer_id": int(user),
                          "out": 1, "text": "", "attachments": []}
            self._queue(self._event("message_edit", body))

    def _push(self, kind: str, **body: object) -> None:
        self._last = self._event(kind, body)
        self._queue(self._last)

    def _event(self, kind: str, body: Json) -> Json:
        event = f"event{next(self._numbers)}"
        return {"type": kind, "object": body, "group_id": self.group_id, "event_id": event, "v": "5.199"}

    def _queue(self, update: Json) -> None:
        self.callbacks.brings(update)
        self._long_poll.add(update)
