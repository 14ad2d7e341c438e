"""The dialogues of a loopback community: who may be written to, what stands on whose screen."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import count
from typing import Any

from tests.loopback import vk_rules
from tests.loopback.contract import Shown
from tests.loopback.vk_files import Files
from tests.loopback.vk_rules import VkError

NO_PERMISSION = VkError(901, "Can't send messages for users without permission")
TOO_OLD = VkError(909, "Can't edit this message, because it's too old")

Params = Mapping[str, str]


class Dialogs:
    """All dialogues; messages are numbered within each, as VK does it."""

    def __init__(self, files: Files, violations: list[str], echoes: Callable[[str, int], None]) -> None:
        self.effects = 0
        """Messages that reached a screen, and edits of them."""
        self.on_shown: Callable[[str], None] = lambda user: None
        """Called with the person on whose screen something has come or changed."""
        self._files, self._echoes = files, echoes
        self._violations = violations
        self._ids = count(1)
        self._numbers: defaultdict[str, count[int]] = defaultdict(lambda: count(1))
        self._open: set[str] = set()
        self._screens: defaultdict[str, dict[int, Shown]] = defaultdict(dict)
        self._first_answers: dict[tuple[str, int], dict[str, object]] = {}

    def opens(self, user: str) -> None:
        """The person writes or allows us to: we may write back."""
        self._open.add(user)

    def closes(self, user: str) -> None:
        """The person denies us."""
        self._open.discard(user)

    def number(self, user: str) -> int:
        """The number of the next message in this dialogue."""
        return next(self._numbers[user])

    def screen(self, user: str) -> list[Shown]:
        """What stands there, oldest first."""
        return list(self._screens[user].values())

    def check_open(self, user: str) -> None:
        """Raise `VkError` for a person whom we may not write to."""
        if user not in self._open:
            raise NO_PERMISSION

    def is_allowed(self, params: Params) -> object:
        """`messages.isMessagesFromGroupAllowed`."""
        return {"is_allowed": int(params["user_id"] in self._open)}

    def send(self, params: Params, refused: Mapping[str, VkError]) -> object:
        """`messages.send` with `peer_ids`; some of them may be refused for other reasons than the dialogue's."""
        random_id = int(params["random_id"])
        if not 1 <= random_id < 2**31:
            self._violations.append(f"messages.send: random_id {random_id} keeps nothing from doubling")
        body = vk_rules.body(params, self._files.saved)
        peers = params["peer_ids"].split(",")
        if len(peers) > vk_rules.PEERS:
            raise VkError(100, f"peer_ids should contain at most {vk_rules.PEERS}")
        return [self._send_one(peer, random_id, body, refused.get(peer)) for peer in peers]

    def _send_one(self, peer: str, random_id: int, body: vk_rules.Body, refused: VkError | None) -> dict[str, object]:
        if peer not in self._open:
            refused = NO_PERMISSION
        if refused:
            error = {"code": refused.code, "description": refused.message}
            return {"peer_id": int(peer), "message_id": 0, "error": error}
        if (peer, random_id) not in self._first_answers:
            self._first_answers[peer, random_id] = self._show_new(peer, random_id, body)
        return self._first_answers[peer, random_id]

    def _show_new(self, peer: str, random_id: int, body: vk_rules.Body) -> dict[str, object]:
        number = self.number(peer)
        self._show(number, Shown(user=peer, ref=str(number), text="", random_id=random_id), body)
        return {"peer_id": int(peer), "message_id": next(self._ids), "conversation_message_id": number}

    def edit(self, params: Params) -> object:
        """`messages.edit` by the number in the dialogue."""
        peer, number = params["peer_id"], int(params["cmid"])
        self.check_open(peer)
        body = vk_rules.body(params, self._files.saved)
        if number not in self._screens[peer]:
            raise TOO_OLD
        self._show(number, replace(self._screens[peer][number], edited=True), body)
        self._echoes(peer, number)
        return 1

    def _show(self, number: int, shown: Shown, body: vk_rules.Body) -> None:
        content: dict[str, Any] = {"text": body.text, "buttons": body.rows}
        file, voice = self._files.saved.get(body.attachment), body.attachment in self._files.voices
        self._screens[shown.user][number] = replace(shown, **content, file=file, voice=voice)
        self.effects += 1
        self.on_shown(shown.user)
