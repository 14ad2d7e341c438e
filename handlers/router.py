"""Which handler answers: open question, button, command, words, fallback, each found in a dict.

A room declares what it answers; the rooms stand in one list in `handlers/rooms.py`.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol, TypeVar, assert_never

from handlers.channels import NOWHERE, Channels
from handlers.turn import Answer, Refused, Turn
from messages import buttons
from messages.buttons import Meaning
from messages.replies import Reply
from messages.updates import (
    AddedToChat,
    Came,
    ChatMoved,
    Edited,
    Left,
    Pressed,
    RemovedFromChat,
    Said,
    SentFile,
    SentOther,
    Update,
)
from storage import participants

Returned = Reply | Answer | None
Deed = Callable[[Turn], Awaitable[Returned]]
OfEdit = Callable[[Turn, Edited], Awaitable[Returned]]
M = TypeVar("M", bound=Meaning)


class Room:
    """What one topic answers: buttons by their meaning, commands and words by their text.

    A room `under_old_consent` answers also those who have not yet answered a new text of the consent.
    """

    def __init__(self, *, under_old_consent: bool = False) -> None:
        self.under_old_consent = under_old_consent
        self.buttons: dict[type[Meaning], Callable[[Turn, Any], Awaitable[Returned]]] = {}
        self.words: dict[str, Deed] = {}
        self.at_any_time: set[str] = set()
        self.of_edits: OfEdit | None = None
        self.open_to_strangers: set[type[Meaning]] = set()

    def pressed(
        self, kind: type[M], *, strangers: bool = False
    ) -> Callable[[Callable[[Turn, M], Awaitable[Returned]]], Callable[[Turn, M], Awaitable[Returned]]]:
        """Answer presses of this meaning; `strangers` opens it to people without registration."""

        def declare(deed: Callable[[Turn, M], Awaitable[Returned]]) -> Callable[[Turn, M], Awaitable[Returned]]:
            self.buttons[kind] = deed
            if strangers:
                self.open_to_strangers.add(kind)
            return deed

        return declare

    def said(self, *words: str, at_any_time: bool = False) -> Callable[[Deed], Deed]:
        """Answer these words, in any case of letters.

        A word that begins with `/`, and every word `at_any_time`, also breaks into an open question.
        """

        def declare(deed: Deed) -> Deed:
            self.words.update(dict.fromkeys(words, deed))
            self.at_any_time |= {word for word in words if at_any_time or word.startswith("/")}
            return deed

        return declare

    def edited(self, deed: OfEdit) -> OfEdit:
        """Hear of messages that participants have changed; one room for all. Most changes concern nothing we keep."""
        self.of_edits = deed
        return deed


class Questions(Protocol):
    """The conversation: the open question of a person, if there is one."""

    async def answered(self, turn: Turn) -> Answer | None:
        """Take the update as the answer; None if no question is open."""


class Chats(Protocol):
    """What becomes of us in chats of several people."""

    async def added(self, turn: Turn, update: AddedToChat) -> Returned:
        """What the person who added us hears, in their own dialogue."""

    async def removed(self, turn: Turn, update: RemovedFromChat) -> None:
        """Nobody is to be told."""

    async def moved(self, turn: Turn, update: ChatMoved) -> None:
        """Nor of this."""


class _NoChats:
    """Where nobody cares for chats."""

    async def added(self, turn: Turn, update: AddedToChat) -> Returned:
        return None

    async def removed(self, turn: Turn, update: RemovedFromChat) -> None:
        pass

    async def moved(self, turn: Turn, update: ChatMoved) -> None:
        pass


class Reserve(Protocol):
    """What is said when no room answers."""

    async def came_with_code(self, turn: Turn, code: str) -> Returned:
        """A deep link, or the text of a stranger."""

    async def not_understood(self, turn: Turn) -> Returned:
        """The last resort."""

    async def unknown_button(self, turn: Turn) -> Returned:
        """A button that means nothing any more, or never did."""


class Gate(Protocol):
    """What may stand in a participant's way to all rooms but a few."""

    async def barred(self, turn: Turn) -> Answer | None:
        """What is said instead; None where the way is free."""


class _Open:
    """Nothing is in the way."""

    async def barred(self, turn: Turn) -> Answer | None:
        return None


class Router:
    """Finds the one handler for an update and runs it."""

    def __init__(self, rooms: list[Room], questions: Questions, reserve: Reserve,
                 channels: Channels = NOWHERE, gate: Gate | None = None, chats: Chats | None = None) -> None:
        self._gate, self._chats = gate or _Open(), chats or _NoChats()
        free = [room for room in rooms if room.under_old_consent]
        self._free = frozenset(key for room in free for key in (*room.buttons, *room.words))
        self._questions, self._reserve, self.channels = questions, reserve, channels
        self._buttons = {kind: deed for room in rooms for kind, deed in room.buttons.items()}
        self._words = {word: deed for room in rooms for word, deed in room.words.items()}
        self._at_any_time = frozenset(word for room in rooms for word in room.at_any_time)
        self._open = frozenset(kind for room in rooms for kind in room.open_to_strangers)
        hearing = [room.of_edits for room in rooms if room.of_edits]
        assert len(hearing) < 2, "two rooms hear of edits"
        self._of_edits = hearing[0] if hearing else None

    async def route(self, turn: Turn) -> Answer:
        """The answer of the room that is asked. Raises `Refused` for what the person cannot have."""
        if turn.person is not None and not self._is_free(turn.update) and (barred := await self._gate.barred(turn)):
            return Answer() if isinstance(turn.update, Edited) else barred
        returned = await self._routed(turn)
        if isinstance(returned, Reply):
            return Answer((returned,))
        return returned or Answer()

    def _is_free(self, update: Update) -> bool:
        """Whether this needs no consent to the newest text."""
        match update:
            case Pressed(payload=payload):
                return type(buttons.decode(payload)) in self._free
            case Said(text=text):
                return text.strip().casefold() in self._free
            case Came() | Left() | RemovedFromChat() | ChatMoved():
                return True
            case _:
                return False

    async def _routed(self, turn: Turn) -> Returned:
        match turn.update:
            case Pressed(payload=payload):
                return await self._pressed(turn, buttons.decode(payload))
            case Said(text=text, start=start):
                return await self._said(turn, text.strip(), start)
            case SentFile() | SentOther():
                return await self._sent(turn)
            case Edited():
                return await self._of_edits(turn, turn.update) if self._of_edits and turn.person else None
            case Came():
                return None
            case Left():
                await participants.close_address(turn.tx, turn.address.channel, turn.address.user, now=turn.now)
                return None
            case AddedToChat() | RemovedFromChat() | ChatMoved():
                return await self._in_chat(turn, turn.update)
            case _:
                assert_never(turn.update)

    async def _in_chat(self, turn: Turn, update: AddedToChat | RemovedFromChat | ChatMoved) -> Returned:
        match update:
            case AddedToChat():
                # A stranger is told nothing: they have never opened the dialogue, and the chat is none of ours.
                return await self._chats.added(turn, update) if turn.person else None
            case RemovedFromChat():
                await self._chats.removed(turn, update)
            case ChatMoved():
                await self._chats.moved(turn, update)
        return None

    async def _pressed(self, turn: Turn, meaning: Meaning | None) -> Returned:
        deed = self._buttons.get(type(meaning)) if meaning else None
        if deed is None or meaning is None:
            return await self._reserve.unknown_button(turn)
        if turn.person is None and type(meaning) not in self._open:
            raise Refused("registration/stranger")
        return await deed(turn, meaning)

    async def _said(self, turn: Turn, text: str, start: str) -> Returned:
        if start:
            return await self._reserve.came_with_code(turn, start)
        if turn.person is None:
            return await self._reserve.came_with_code(turn, "" if text.startswith("/") else text)
        word = text.casefold()
        if word in self._at_any_time:
            return await self._words[word](turn)
        answer = await self._questions.answered(turn)
        if answer is not None:
            return answer
        if word in self._words:
            return await self._words[word](turn)
        return await self._reserve.not_understood(turn)

    async def _sent(self, turn: Turn) -> Returned:
        if turn.person is None:
            return await self._reserve.came_with_code(turn, "")
        return await self._questions.answered(turn) or await self._reserve.not_understood(turn)
