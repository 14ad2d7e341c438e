"""What stands on each person's screen, and the count of changes by which the page learns what is new."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from messages.replies import Button
from messages.updates import IncomingFile

_TOASTS_KEPT = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One message of a chat as it stands now; `text` is markup if the bot wrote it, plain if the person did."""

    mine: bool
    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    files: tuple[IncomingFile, ...] = ()
    ref: str = ""
    number: int = 0
    at: int = 0
    edited: bool = False
    changed: int = 0
    """The revision of the board that brought the line to this state."""


@dataclass(frozen=True, slots=True)
class Toast:
    """The end of a press: `ack` stops the button's spinner, `text` is shown if there is one."""

    changed: int
    user: str
    text: str
    ack: str


@dataclass(slots=True)
class Chat:
    """One person's dialogue."""

    lines: dict[str, Line] = field(default_factory=dict)
    sent: dict[int, str] = field(default_factory=dict)
    """`random_id` → the message that it made."""
    seen: int = 0
    blocked: bool = False

    @property
    def unread(self) -> int:
        """How many of the bot's messages came after the last one seen."""
        return sum(not line.mine and line.number > self.seen for line in self.lines.values())


class Board:
    """All chats of one run. `boot` sets its refs apart from those that an earlier run left in a database."""

    def __init__(self, boot: str, now: Callable[[], int]) -> None:
        self.boot = boot
        self.revision = 1
        self.closed = False
        self.toasts: deque[Toast] = deque(maxlen=_TOASTS_KEPT)
        self._now = now
        self._count = 0
        self._chats: dict[str, Chat] = {}
        self._bell = asyncio.Event()

    def chat(self, user: str) -> Chat:
        """The person's chat, empty at first."""
        return self._chats.setdefault(user, Chat())

    def users(self) -> tuple[str, ...]:
        """Everybody who has a chat."""
        return tuple(self._chats)

    def add(self, user: str, line: Line) -> str:
        """Put a new line under the others and return its ref."""
        self._count += 1
        self.touch()
        ref = f"{self.boot}-{self._count}"
        self.chat(user).lines[ref] = replace(
            line, ref=ref, number=self._count, at=self._now(), changed=self.revision
        )
        return ref

    def edit(self, user: str, ref: str, line: Line) -> bool:
        """Change a line of the bot in place; False where this person has none of that name."""
        lines = self.chat(user).lines
        old = lines.get(ref)
        if old is None or old.mine:
            return False
        if (old.text, old.rows, old.files) != (line.text, line.rows, line.files):
            self.touch()
            lines[ref] = replace(
                old, text=line.text, rows=line.rows, files=line.files, edited=True, changed=self.revision
            )
        return True

    def toast(self, user: str, text: str, ack: str) -> None:
        """Answer a press."""
        self.touch()
        self.toasts.append(Toast(self.revision, user, text, ack))

    def see(self, user: str, number: int) -> None:
        """The person has read everything up to this line."""
        chat = self.chat(user)
        if chat.seen < number <= self._count:
            chat.seen = number
            self.touch()

    def touch(self) -> None:
        """Let every waiting page look again."""
        self.revision += 1
        bell, self._bell = self._bell, asyncio.Event()
        bell.set()

    def close(self) -> None:
        """Let nobody wait any longer."""
        self.closed = True
        self.touch()

    async def after(self, revision: int) -> None:
        """Wait until something is newer than `revision`."""
        while self.revision <= revision and not self.closed:
            await self._bell.wait()
