"""What the rooms may know of the messengers that are switched on: see `handlers.channels.Channels`."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from messages.messenger import Messenger


class Registry:
    """The messengers of this process by their channel, with the titles of `titles.txt`."""

    def __init__(self, messengers: Sequence[Messenger]) -> None:
        self._messengers = {each.channel: each for each in messengers}

    def names(self) -> Sequence[str]:
        return tuple(self._messengers)

    def title(self, channel: str) -> str:
        return titles().get(channel, channel)

    def link(self, channel: str, code: str) -> str:
        messenger = self._messengers.get(channel)
        return messenger.invite_link(code) if messenger else ""


@cache
def titles() -> Mapping[str, str]:
    """What people call the messengers that we can serve."""
    text = Path(__file__).with_name("titles.txt").read_text(encoding="utf-8")
    return dict(line.split(": ", 1) for line in text.splitlines())
