"""Hears every call that comes to the loopback messengers, so that a deed can be done at an exact one."""

import asyncio
import contextlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

SENDS = frozenset({"sendMessage", "messages.send", "execute"})
"""On VK one of them may be for many messages; on Telegram each is one."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A call that was seen: when (monotonic seconds), at which door, and whether it was a `poll` or a `send`."""

    at: float
    door: int
    kind: str


class Watch:
    """Counts the sends of one life of the service and does deeds at chosen ones."""

    def __init__(self) -> None:
        self.sends = 0
        self._deeds: dict[int, list[Callable[[], None]]] = {}
        self._stir = asyncio.Event()

    def begin(self) -> None:
        """A new life: counting starts anew, what was not done is forgotten."""
        self.sends = 0
        self._deeds.clear()

    def at(self, send: int, deed: Callable[[], None]) -> None:
        """Do this when the send of this number of this life has come and is not answered yet."""
        self._deeds.setdefault(send, []).append(deed)

    def hears(self, method: str) -> None:
        """A call has come."""
        if method in SENDS:
            self.sends += 1
            for deed in self._deeds.pop(self.sends, ()):
                deed()
        self._stir.set()
        self._stir = asyncio.Event()

    async def next(self, seconds: float) -> None:
        """Until another call comes, or so long."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stir.wait(), seconds)


class Heard(list[str]):
    """A loopback's list of calls that tells the watch of each."""

    def __init__(self, watch: Watch, calls: Iterable[str] = ()) -> None:
        super().__init__(calls)
        self._watch = watch

    def append(self, method: str) -> None:
        super().append(method)
        self._watch.hears(method)
