"""How fast we may call one messenger: a bucket of tokens for all calls and one for each dialogue.

Nothing here waits: delivery asks how much room there is and claims no more than that.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from messages.messenger import Capabilities

BURST = 0.25
"""Seconds' worth of calls that may go at once; more would break the messenger's limit within one second."""
KEPT_FOR_REPLIES = 1 / 3
"""Of the burst, the part that other lanes may not use: a reply goes at once while a broadcast runs."""
_NOTHING = 1e-6
"""Less than this is a rounding error."""
FEW = 1000
"""Dialogues remembered before the rested ones are forgotten."""


@dataclass(frozen=True, slots=True)
class Room:
    """How many calls may go now: for replies, and for the lanes behind them."""

    replies: int
    others: int


class Bucket:
    """Tokens that come at a steady rate up to a height; it may be shut for a while."""

    def __init__(self, rate: float, height: float, now: float) -> None:
        self._rate = rate
        self._height = height
        self._level, self._at, self._shut_until = height, now, now

    def level(self, now: float) -> float:
        """Tokens at this moment; none while shut."""
        return self._filled(now) if now >= self._shut_until else 0.0

    def take(self, now: float) -> None:
        self._level, self._at = self._filled(now) - 1, max(now, self._at)

    def shut(self, now: float, seconds: float) -> None:
        """Shut for so long, and begin empty but for one afterwards: the messenger has seen too much of us."""
        self._shut_until = max(self._shut_until, now + seconds)
        self._level, self._at = min(self._level, 1.0), self._shut_until

    def is_shut(self, now: float) -> bool:
        return now < self._shut_until

    def wait(self, now: float, wanted: float = 1.0) -> float:
        """Seconds until there are so many tokens."""
        missing = min(wanted, self._height) - self._filled(max(now, self._shut_until))
        wait = max(0.0, self._shut_until - now) + max(0.0, missing / self._rate)
        return wait if wait > _NOTHING else 0.0

    def is_rested(self, now: float) -> bool:
        """Whether it is no different from a new one."""
        return now >= self._shut_until and self._filled(now) >= self._height

    def _filled(self, now: float) -> float:
        return min(self._height, self._level + max(0.0, now - self._at) * self._rate)


class Pacing:
    """The pace of one token. `monotonic` is real time, in seconds."""

    def __init__(self, capabilities: Capabilities, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._dialog_rate, self._dialog_burst = capabilities.dialog_rate, float(capabilities.dialog_burst)
        height = max(2.0, capabilities.rate * BURST)
        self._kept = max(1.0, math.floor(height * KEPT_FOR_REPLIES))
        self._token = Bucket(capabilities.rate, height, monotonic())
        self._dialogs: dict[str, Bucket] = {}
        self._look_at = FEW

    def room(self) -> Room:
        """How many calls may go now."""
        level = self._token.level(self._monotonic()) + _NOTHING
        return Room(int(level), max(0, int(level - self._kept)))

    def wait(self) -> float:
        """Seconds until a call of any lane may go."""
        return self._token.wait(self._monotonic(), 1 + self._kept)

    def ready_in(self, user: str) -> float:
        """Seconds until this dialogue may have a message."""
        bucket = self._dialogs.get(user)
        return bucket.wait(self._monotonic()) if bucket else 0.0

    def take(self, user: str) -> None:
        """A message goes to this dialogue now."""
        now = self._monotonic()
        self._token.take(now)
        self._dialog(user, now).take(now)

    def hold(self, seconds: float, user: str | None = None) -> None:
        """The messenger has had too much: wait, for one dialogue or for all."""
        now = self._monotonic()
        bucket = self._token if user is None else self._dialog(user, now)
        bucket.shut(now, seconds)

    def held(self) -> bool:
        """Whether the whole token waits because the messenger said so."""
        return self._token.is_shut(self._monotonic())

    @property
    def remembered(self) -> int:
        """How many dialogues are in memory."""
        return len(self._dialogs)

    def _dialog(self, user: str, now: float) -> Bucket:
        if user not in self._dialogs:
            self._forget_rested(now)
            self._dialogs[user] = Bucket(self._dialog_rate, self._dialog_burst, now)
        return self._dialogs[user]

    def _forget_rested(self, now: float) -> None:
        # Looking only when the memory has doubled keeps the cost of one message constant.
        if len(self._dialogs) >= self._look_at:
            self._dialogs = {user: bucket for user, bucket in self._dialogs.items() if not bucket.is_rested(now)}
            self._look_at = max(FEW, 2 * len(self._dialogs))
