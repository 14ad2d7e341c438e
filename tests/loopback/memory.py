"""A messenger that lives in this process: the whole `Messenger` protocol without a network, with faults on demand."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from messages import markup
from messages.messenger import (
    Batch,
    Capabilities,
    ChannelStopped,
    FileUnavailable,
    Gone,
    Outcome,
    Parcel,
    Sent,
    Stopped,
    TryLater,
)
from messages.replies import check
from messages.updates import IncomingFile, Pressed, Unreadable, Update

PLENTY = Capabilities(
    edits=True, silent_buttons=True, markup=True, idempotent=True, text=4096, caption=1024, buttons=10, rows=6,
    row=5, label=40, payload=64, rate=100_000, dialog_rate=100_000, dialog_burst=100_000,
)
"""Of a messenger that sets no pace, for tests of other things."""

LOST_REPLY = TryLater("the connection died before the answer", unknown=True)
"""As a fault: the message is shown all the same."""


@dataclass(frozen=True, slots=True)
class Line:
    """A message on a person's screen."""

    ref: str
    text: str
    random_id: int
    content: bytes = b""


class MemoryMessenger:
    """Shows parcels on screens in memory. What makes it fail stands in its public attributes."""

    def __init__(self, channel: str = "memory", capabilities: Capabilities = PLENTY) -> None:
        self._channel = channel
        self._capabilities = capabilities
        self.screens: dict[str, list[Line]] = defaultdict(list)
        self.calls: list[Parcel] = []
        self.shared: list[list[Parcel]] = []
        """The calls that several parcels shared; each parcel stands in `calls` as well."""
        self.blocked: set[str] = set()
        self.dead = ""
        """Why every call ends in `Stopped`; empty while the token is good."""
        self.gate = asyncio.Event()
        """Calls wait here while it is not set."""
        self.gate.set()
        self.on_call: Callable[[Parcel], None] = lambda parcel: None
        self.most_at_once = 0
        self._at_once = 0
        self._faults: deque[Outcome | Exception] = deque()
        self._updates: deque[Update | Unreadable] = deque()
        self._files: dict[str, bytes] = {}
        self._position = 0
        self._seen: dict[tuple[str, int], str] = {}

    @property
    def channel(self) -> str:
        return self._channel

    @property
    def capabilities(self) -> Capabilities:
        return self._capabilities

    def fail(self, *faults: Outcome | Exception) -> None:
        """The next calls end so, one each, in order."""
        self._faults.extend(faults)

    def acts(self, *updates: Update | Unreadable) -> None:
        """People do this; the next `receive` brings it."""
        self._updates.extend(updates)

    def shows(self, user: str) -> list[str]:
        """What a person reads, oldest first."""
        return [line.text for line in self.screens[user]]

    def keeps(self, ref: str, content: bytes) -> None:
        """A file that `fetch` finds."""
        self._files[ref] = content

    async def open(self) -> None:
        if self.dead:
            raise ChannelStopped(self.dead)

    async def close(self) -> None:
        self.gate.set()

    async def receive(self, position: str) -> Batch:
        updates = tuple(self._updates)
        self._updates.clear()
        self._position += len(updates)
        return Batch(updates, str(self._position))

    async def send(self, parcel: Parcel) -> Outcome:
        self.calls.append(parcel)
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        self.on_call(parcel)
        try:
            await self.gate.wait()
            return self._outcome(parcel)
        finally:
            self._at_once -= 1

    async def send_many(self, parcels: Sequence[Parcel]) -> list[Outcome]:
        self.shared.append(list(parcels))
        return [await self.send(parcel) for parcel in parcels]

    def _outcome(self, parcel: Parcel) -> Outcome:
        if self.dead:
            return Stopped(self.dead)
        if parcel.user in self.blocked:
            return Gone("blocked")
        fault = self._faults.popleft() if self._faults else None
        if isinstance(fault, Exception):
            raise fault
        if fault is None or fault is LOST_REPLY:
            shown = self._show(parcel)
            return fault or shown
        return fault

    def _show(self, parcel: Parcel) -> Sent:
        check(parcel.reply)
        key = parcel.user, parcel.random_id
        if self._capabilities.idempotent and key in self._seen:
            return Sent(self._seen[key])
        screen = self.screens[parcel.user]
        text = markup.plain(parcel.reply.text)
        at = next((at for at, line in enumerate(screen) if line.ref == parcel.edits), None)
        ref = parcel.edits if at is not None else f"m{len(self._seen) + 1}"
        line = Line(ref, text, parcel.random_id, parcel.content)
        if at is None:
            screen.append(line)
        else:
            screen[at] = line
        self._seen[key] = ref
        return Sent(ref)

    async def acknowledge(self, press: Pressed, notice: str = "") -> None:
        return None

    async def fetch(self, file: IncomingFile) -> bytes:
        if file.ref not in self._files:
            raise FileUnavailable(file.ref)
        return self._files[file.ref]

    async def profile(self, user: str) -> str:
        return ""

    def invite_link(self, code: str) -> str:
        return f"https://memory.invalid/?start={code}"
