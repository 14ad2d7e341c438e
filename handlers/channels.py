"""The messengers that are switched on, as a room sees them: an opaque name, a title and a link. `bot/` knows more."""

from collections.abc import Sequence
from typing import Protocol


class Channels(Protocol):
    """The registry of `bot/`."""

    def names(self) -> Sequence[str]:
        """The channels that are switched on here, as `Address.channel` names them."""

    def title(self, channel: str) -> str:
        """What people call it, also if it is switched off by now."""

    def link(self, channel: str, code: str) -> str:
        """A link that brings the code there; "" while the messenger does not know its own name."""


class _Nowhere:
    """Where nobody has said which messengers there are."""

    def names(self) -> Sequence[str]:
        return ()

    def title(self, channel: str) -> str:
        return channel

    def link(self, channel: str, code: str) -> str:
        return ""


NOWHERE: Channels = _Nowhere()
