"""The one thing every messenger must be able to do, and the named ways in which it can end.

What can go wrong:
* ChannelProblem
  x Unavailable      out of reach or busy; ask again after a while
    x Contended      somebody else receives in our place; a human must look if it lasts
  x ChannelStopped   the token, the rights or the group's settings are wrong; a human must look
* FileUnavailable    this one file cannot be had
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from messages.replies import Reply
from messages.updates import IncomingFile, Pressed, Unreadable, Update


class Fault(StrEnum):
    """What is wrong with a channel that stands still, so that a human can be told what helps.

    It goes before the detail wherever that goes: through logs, /health and alarms.
    """

    TOKEN = "token"
    RIGHTS = "rights"
    SETTINGS = "settings"
    CAPTCHA = "captcha"
    RIVAL = "rival"
    EVERYBODY = "everybody"
    AWAY = "away"

    def told(self, detail: str) -> str:
        """The detail with its fault before it."""
        return f"{self.value}: {detail}"

    @classmethod
    def of(cls, why: str) -> "Fault":
        """The fault of such a detail; what names none is a messenger that is away."""
        word = why.partition(": ")[0]
        return next((fault for fault in cls if fault.value == word), cls.AWAY)


class ChannelProblem(Exception):
    """Receiving from a messenger has failed."""


class Unavailable(ChannelProblem):
    """The messenger is out of reach or busy. `after` is its own wish in seconds, if it named one."""

    def __init__(self, detail: str, after: float | None = None) -> None:
        super().__init__(detail)
        self.after = after


class Contended(Unavailable):
    """Somebody else receives in our place: another replica that is just going, or a stranger with our token."""


class ChannelStopped(ChannelProblem):
    """The token, the rights or the settings are wrong. Its words begin with the `Fault`, and never carry the token."""


class FileUnavailable(Exception):
    """The messenger does not give this file (too large, expired, gone)."""


class Scope(StrEnum):
    """Whom a wait concerns: one dialogue or everybody."""

    DIALOG = "dialog"
    TOKEN = "token"


@dataclass(frozen=True, slots=True)
class Sent:
    """The messenger has it. `ref` names the message for later edits; empty where it told none."""

    ref: str = ""


@dataclass(frozen=True, slots=True)
class TryLater:
    """Busy or out of reach. `after`: seconds the messenger asks for; None: our own backoff.

    `unknown` says that the call may have had its effect (a lost answer), `throttled` that we ask too often.
    """

    detail: str
    after: float | None = None
    scope: Scope = Scope.DIALOG
    unknown: bool = False
    throttled: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """This person cannot be written to (blocked us, deleted, never opened the dialogue)."""

    detail: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """The message itself is wrong: a bug of ours; repeating will not help."""

    detail: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """The channel is at fault (token, rights, settings), not the person and not the message. `detail` begins with the
    `Fault`.
    """

    detail: str


Outcome = Sent | TryLater | Gone | Rejected | Stopped


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message to one person. `random_id` (1..2^31-1) stays the same over all tries of one message.

    `edits` names the message to change in place; where that message is gone, the client sends anew. A message with a
    file is changed by a parcel with the same file: its words and buttons change, the file stays.
    `content` holds the bytes of the reply's attachment.
    """

    user: str
    reply: Reply
    random_id: int
    content: bytes = b""
    edits: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """What one long poll brought, in order. Ask on with `position` once all of it is committed.

    `keep` says that the platform does not remember the position for us: store it with the batch.
    """

    updates: tuple[Update | Unreadable, ...]
    position: str
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a messenger can do. The dialogue keeps within the common bounds; these are its real ones."""

    edits: bool
    """Change a sent message in place."""
    silent_buttons: bool
    """A press posts no message and can be answered by a short notice."""
    markup: bool
    """Bold, italic and links in the text; without it, plain text with the URL written out."""
    idempotent: bool
    """A repeat with the same `random_id` is one message."""
    text: int
    """Longest text, UTF-16 units."""
    caption: int
    """Longest text beside a file, UTF-16 units."""
    buttons: int
    rows: int
    row: int
    label: int
    payload: int
    rate: float
    """Calls a second for one token."""
    dialog_rate: float
    """Messages a second to one person."""
    dialog_burst: int
    """Messages to one person that may go at once."""
    peers: int = 1
    """Parcels with equal reply and equal `random_id` that may share one call."""
    bundle: int = 1
    """Different parcels that may share one call."""


class Messenger(Protocol):
    """A channel. Implemented by each adapter's client; nothing outside `bot/` knows which."""

    @property
    def channel(self) -> str:
        """The name in `Address.channel`."""

    @property
    def capabilities(self) -> Capabilities:
        """What this messenger can do."""

    async def open(self) -> None:
        """Prove the token and learn the bot's own name. Raises `ChannelProblem`."""

    async def close(self) -> None:
        """Release the connections. Safe to call twice."""

    async def receive(self, position: str) -> Batch:
        """One long poll from `position` ("" = where the platform stands). Raises `ChannelProblem`."""

    async def send(self, parcel: Parcel) -> Outcome:
        """Send or edit. Never raises for what the messenger or the network does."""

    async def send_many(self, parcels: Sequence[Parcel]) -> list[Outcome]:
        """Send these by one call of the pace; the outcomes in the order of the parcels. Never raises.

        Asked only within `peers` and `bundle`: either all parcels share one reply and one `random_id` (a batch), or
        they differ, are text only, change no message and carry no file (a bundle).
        """

    async def acknowledge(self, press: Pressed, notice: str = "") -> None:
        """Stop the button's spinner, with a short plain notice if given. Best effort, never raises."""

    async def fetch(self, file: IncomingFile) -> bytes:
        """The bytes of a file a person sent. Raises `FileUnavailable` or `Unavailable`."""

    async def profile(self, user: str) -> str:
        """The name that the messenger shows for a person, or "" if it will not say. Never raises."""

    def invite_link(self, code: str) -> str:
        """The deep link that brings `code` back as `Said.start`; "" before `open`."""
