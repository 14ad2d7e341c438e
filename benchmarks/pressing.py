"""People of a load server who press buttons: those who have got a sending, one after the other at a steady rate."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Shown:
    """A message on the screen of somebody who is watched, as it was sent last: `buttons` are (label, payload)."""

    ref: str
    text: str
    buttons: list[tuple[str, str]]


@dataclass(slots=True)
class Screens:
    """What stands before those whom somebody looks at; of all others it is only known what came last."""

    last: dict[int, str] = field(default_factory=dict)
    watched: dict[int, dict[str, Shown]] = field(default_factory=dict)

    def watch(self, user: int) -> None:
        """From now on, all that is sent to this person is kept."""
        self.watched.setdefault(user, {})

    def shows(self, user: int, ref: str, read: Callable[[], tuple[str, list[tuple[str, str]]]]) -> None:
        """Something has come or changed."""
        self.last[user] = ref
        if user in self.watched:
            self.watched[user][ref] = Shown(ref, *read())


class Pressing:
    """`press(user)` makes one of them press; nobody does so twice."""

    def __init__(self, press: Callable[[int], object], monotonic: Callable[[], float]) -> None:
        self._press, self._monotonic = press, monotonic
        self._chance = random.Random(2018)
        self._ready: list[int] = []
        self._rate = 0.0

    def has_it(self, user: int) -> None:
        """Another one who may."""
        self._ready.append(user)

    def begin(self, rate: float) -> None:
        """So many a second, until `begin(0)`."""
        self._rate = rate
        if rate:
            self._next(self._monotonic())

    def _next(self, due: float) -> None:
        if not self._rate:
            return
        if self._ready:
            place = self._chance.randrange(len(self._ready))
            self._ready[place], self._ready[-1] = self._ready[-1], self._ready[place]
            self._press(self._ready.pop())
        due += 1 / self._rate
        asyncio.get_running_loop().call_later(max(0.0, due - self._monotonic()), self._next, due)
