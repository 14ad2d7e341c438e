"""What the application lends to the page: the people who can be played and the clock that can be turned."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody whom the visitor may play. `role` and `place` are ready to be shown."""

    user: str
    """Their id in the sandbox, `Address.user`."""
    name: str
    role: str = ""
    place: str = ""
    start: str = ""
    """The invite code with which their first visit begins."""
    joined: bool = False


Personas = Callable[[], Awaitable[Sequence[Persona]]]


class DemoClock(Protocol):
    """Programme time, turned by hand."""

    @property
    def zone(self) -> str:
        """The programme's time zone, an IANA name."""

    def now(self) -> int:
        """Programme time, UTC seconds."""

    async def advance(self, days: int) -> None:
        """Live through this many days."""

    async def to_next_message(self) -> bool:
        """Live until somebody is written to; False where nothing lies ahead."""

    async def play(self, speed: float) -> None:
        """Let time run, `speed` seconds of the programme in each real one."""

    async def pause(self) -> None:
        """Let time stand."""
