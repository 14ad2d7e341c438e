"""A messenger that sends nothing: it takes every message and notes at which moment of programme time."""

from collections.abc import Sequence

from messages.messenger import Batch, Capabilities, FileUnavailable, Outcome, Parcel, Sent
from messages.updates import IncomingFile, Pressed
from scheduler.clock import Clock

PREFIX = "rehearsed:"
"""How the names begin that messages get here; no messenger gives such names."""
UNHURRIED = 1_000_000.0
"""Calls a second. What the real pace makes of it is reckoned afterwards, from the moments."""


class Tape:
    """The moments of all messages, in order; shared by the recorders of all channels."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._moments: list[int] = []

    def note(self) -> str:
        """A message goes out now; its name."""
        self._moments.append(self._clock.now())
        return f"{PREFIX}{len(self._moments) - 1}"

    def moment(self, ref: str) -> int:
        """When the message of this name went out."""
        return self._moments[int(ref.removeprefix(PREFIX))]


class Recorder:
    """See `messages.messenger.Messenger`. Its people never write, tap or block."""

    def __init__(self, channel: str, capabilities: Capabilities, tape: Tape) -> None:
        self._channel, self._capabilities, self._tape = channel, capabilities, tape

    @property
    def channel(self) -> str:
        return self._channel

    @property
    def capabilities(self) -> Capabilities:
        return self._capabilities

    async def open(self) -> None:
        """There is nothing to prove."""

    async def close(self) -> None:
        """There is nothing to let go."""

    async def receive(self, position: str) -> Batch:
        return Batch((), position)

    async def send(self, parcel: Parcel) -> Outcome:
        return Sent(self._tape.note())

    async def send_many(self, parcels: Sequence[Parcel]) -> list[Outcome]:
        return [Sent(self._tape.note()) for _ in parcels]

    async def acknowledge(self, press: Pressed, notice: str = "") -> None:
        """Nobody has pressed anything."""

    async def fetch(self, file: IncomingFile) -> bytes:
        raise FileUnavailable(file.ref)

    async def profile(self, user: str) -> str:
        return ""

    def invite_link(self, code: str) -> str:
        return ""
