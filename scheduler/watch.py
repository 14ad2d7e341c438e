"""What the lower rooms tell whoever watches over the service: one call an event, and nobody there by default.

They know nothing of how it is counted. No event names a person.
"""

from enum import StrEnum
from typing import Protocol

from messages.messenger import Scope
from storage.outbox import Lane, State


class Ending(StrEnum):
    """What became of an update."""

    HANDLED = "handled"
    REPEATED = "repeated"
    UNREADABLE = "unreadable"
    REFUSED = "refused"
    APOLOGY = "apology"


class Watch(Protocol):
    """Somebody who counts. Called at every event: it must be nearly free and may be called from any thread."""

    def taken_in(self, channel: str, ending: Ending) -> None:
        """An update has come to its end."""

    def handled(self, seconds: float) -> None:
        """A handler has run for so long."""

    def took_off(self, channel: str) -> None:
        """A call is on its way."""

    def landed(self, channel: str) -> None:
        """A call has been answered, or given up."""

    def throttled(self, channel: str, scope: Scope) -> None:
        """The messenger asks us to wait."""

    def ended(self, channel: str, lane: Lane, state: State) -> None:
        """A message has come to its end."""

    def sent_after(self, lane: Lane, seconds: float) -> None:
        """A message was sent so long after it was due, in programme time."""


class Nobody:
    """Nobody watches."""

    def taken_in(self, channel: str, ending: Ending) -> None:
        pass

    def handled(self, seconds: float) -> None:
        pass

    def took_off(self, channel: str) -> None:
        pass

    def landed(self, channel: str) -> None:
        pass

    def throttled(self, channel: str, scope: Scope) -> None:
        pass

    def ended(self, channel: str, lane: Lane, state: State) -> None:
        pass

    def sent_after(self, lane: Lane, seconds: float) -> None:
        pass


NOBODY: Watch = Nobody()
