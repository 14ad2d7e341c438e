"""What every loopback messenger offers to tests: a person's hands and eyes, and faults on demand."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as it stands on a person's screen now (after edits)."""

    user: str
    ref: str
    text: str
    """As the person reads it: without markup."""
    buttons: tuple[tuple[tuple[str, str], ...], ...] = ()
    """Rows of (label, payload or URL)."""
    file: tuple[str, bytes] | None = None
    """Name and bytes of the photo, document or voice message."""
    edited: bool = False
    voice: bool = False
    """Whether its file is heard within the dialogue."""
    random_id: int = 0
    """VK only; 0 elsewhere."""


class Fault(StrEnum):
    """What the next send call meets. The effect of LOST_REPLY takes place; of the others it does not."""

    THROTTLED = "throttled"          # with the messenger's own wait, if it names one
    BROKEN = "broken"                # 5xx
    LOST_REPLY = "lost_reply"        # the message is shown, the connection dies before the answer
    RESET = "reset"                  # the connection dies before the effect
    BAD_TOKEN = "bad_token"
    BAD_MESSAGE = "bad_message"


class Loopback(Protocol):
    """A messenger on this machine. Every method that makes a person act returns once it is queued for polling."""

    url: str
    """What goes into TELEGRAM_API_URL or VK_API_URL."""
    token: str
    calls: list[str]
    """API method names in the order they came."""
    violations: list[str]
    """Platform rules that our calls broke (too long, too many buttons, two calls within the pace, ...)."""
    notices: list[tuple[str, str]]
    """(user, text) of acknowledged presses."""

    async def start(self) -> None:
        """Listen on a free port of 127.0.0.1."""

    async def stop(self) -> None:
        """Close. Safe to call twice."""

    def says(self, user: str, text: str, *, start: str = "", name: str = "", answers: str = "") -> str:
        """The person writes; with `start`, by way of a deep link. `answers` is the message they reply to.

        Returned is their message's own name.
        """

    def edits(self, user: str, ref: str, text: str) -> None:
        """The person changes the words, or the caption, of their own message `ref`."""

    def presses(self, user: str, payload: str, ref: str) -> None:
        """The person taps a button with `payload` on the message `ref`."""

    def sends_file(
        self, user: str, kind: str, name: str, content: bytes, caption: str = "", *, answers: str = ""
    ) -> str:
        """The person sends a "photo", a "document" or a "voice"; the message's own name."""

    def blocks(self, user: str) -> None:
        """The person blocks us; sends to them fail from now on."""

    def unblocks(self, user: str) -> None:
        """The person lets us in again."""

    def adds_to_chat(self, user: str, chat: str, title: str) -> None:
        """The person adds us to a chat of several people; not every messenger tells us how it is called."""

    def removes_from_chat(self, user: str, chat: str) -> None:
        """The person sends us out of it: sends there fail from now on."""

    def says_in_chat(self, user: str, chat: str, text: str) -> None:
        """The person writes there to everybody."""

    def repeat_last(self) -> None:
        """Deliver the last queued update once more under the same id."""

    def pushes_raw(self, update: dict[str, object]) -> None:
        """Queue an arbitrary update (unknown, malformed)."""

    def screen(self, user: str) -> list[Shown]:
        """All messages that stand in the dialogue with this person, oldest first."""

    def fail(self, *faults: Fault) -> None:
        """The next send calls meet these faults, one each, in order."""
