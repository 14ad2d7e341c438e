"""How fast we may call one messenger: so many calls in any second, and a bucket of tokens for each dialogue.

The messenger counts when a call arrives, we know only when it left and when it was answered. What the two may differ
by is added to the second, so that its limit is used up and never broken. Nothing here waits.
"""

import math
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from messages.messenger import Capabilities

SECOND = 1.0
CLOSEST = 0.001
"""The least that is added to a second."""
DOUBT = 0.006
"""Seconds that may be added on the average: with the wakings beside it, more would cost a hundredth of the pace ..."""
SAVED = 300
"""... and what that comes to for so many calls may be spent on one that was long under way."""
CAREFUL = 8
"""How many times as much may be added after calls were refused, for a refusal costs more than all doubts."""
CALMED = 30.0
"""Seconds without a refusal after which half of that is enough."""
HEADROOM = 0.25
"""For each reply of the last second so much of a place is left free by others: the next second may bring more."""
CATCH_UP = 0.05
"""Seconds by which calls that were late may follow each other more closely."""
REMEMBERED = 10.0
"""Seconds for which the quickest answer is remembered."""
SLOWER, SLOWEST = 0.7, 0.1
"""What a throttled pace is multiplied by, and the least part of the set pace that remains."""
FASTER = 0.02
"""The part of the set pace that comes back with each second of success."""
_NOTHING = 1e-6
"""Less than this is a rounding error."""
FEW = 1000
"""Dialogues remembered before the rested ones are forgotten."""


class Bucket:
    """Tokens that come at a steady rate up to a height; it may be shut for a while."""

    def __init__(self, rate: float, height: float, now: float) -> None:
        self._rate = rate
        self._height = height
        self._level, self._at, self._shut_until = height, now, now

    def take(self, now: float) -> None:
        self._level, self._at = self._filled(now) - 1, max(now, self._at)

    def shut(self, now: float, seconds: float) -> None:
        """Shut for so long, and begin empty but for one afterwards: the messenger has seen too much of us."""
        self._shut_until = max(self._shut_until, now + seconds)
        self._level, self._at = min(self._level, 1.0), self._shut_until

    def wait(self, now: float) -> float:
        """Seconds until there is a token."""
        missing = 1.0 - self._filled(max(now, self._shut_until))
        wait = max(0.0, self._shut_until - now) + max(0.0, missing / self._rate)
        return wait if wait > _NOTHING else 0.0

    def is_rested(self, now: float) -> bool:
        """Whether it is no different from a new one."""
        return now >= self._shut_until and self._filled(now) >= self._height

    def _filled(self, now: float) -> float:
        return min(self._height, self._level + max(0.0, now - self._at) * self._rate)


@dataclass(slots=True)
class Departure:
    """A call that has gone, and from when on the messenger no longer counts it."""

    left: float
    counts_until: float
    urgent: bool = False


class Pacing:
    """The pace of one token. `monotonic` is real time, in seconds."""

    def __init__(self, capabilities: Capabilities, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._set_rate = self._rate = capabilities.rate
        self._dialog_rate, self._dialog_burst = capabilities.dialog_rate, float(capabilities.dialog_burst)
        now = monotonic()
        self._counted: deque[Departure] = deque()
        self._urgent = 0
        self._even_from = self._shut_until = self._gently_until = self._rate_since = now
        self._doubts = _Doubts(now)
        self._dialogs: dict[str, Bucket] = {}
        self._look_at = FEW

    @property
    def rate(self) -> float:
        """Calls a second at present: the set pace, or less after the messenger was asked too often."""
        return self._rate

    def wait(self, *, evenly: bool) -> float:
        """Seconds until another call may go.

        Replies take any place that is free, also many at once; what goes `evenly` leaves its places spread over the
        second, so that a reply always finds the next one near. Where replies are coming, it also leaves some free for
        more of them than there were in the last second.
        """
        now = self._monotonic()
        wait = max(self._shut_until - now, self._full_for(now, math.ceil(self._urgent * HEADROOM) if evenly else 0))
        if evenly or now < self._gently_until:
            wait = max(wait, self._even_from - CATCH_UP - now)
        return wait if wait > _NOTHING else 0.0

    def ready_in(self, user: str) -> float:
        """Seconds until this dialogue may have a message. Only looks: it may be asked from another thread."""
        bucket = self._dialogs.get(user)
        return bucket.wait(self._monotonic()) if bucket else 0.0

    def take(self, users: Iterable[str], *, urgent: bool = False) -> Departure:
        """A call goes now, with a message to each of these dialogues; `urgent` if somebody waits for it."""
        now = self._monotonic()
        departure = Departure(now, now + self._span + DOUBT, urgent)
        self._counted.append(departure)
        self._urgent += urgent
        self._even_from = max(self._even_from, now) + 1 / self._rate
        for user in users:
            self._dialog(user, now).take(now)
        return departure

    def leaves(self, departure: Departure) -> None:
        """It took off a while ago, but leaves us only now."""
        departure.left = self._monotonic()
        departure.counts_until = departure.left + self._span + DOUBT

    def landed(self, departure: Departure) -> None:
        """It was answered: so long after it left, it must have arrived before that."""
        now = self._monotonic()
        departure.counts_until = departure.left + self._span + self._doubts.about(now - departure.left, now)

    def refused(self) -> None:
        """The messenger has had too much, whatever else it says."""
        self._doubts.grow(self._monotonic())

    def throttled(self, departure: Departure) -> None:
        """It names no wait: slower, once for all that were under way by then."""
        if departure.left >= self._rate_since:
            self._rate = max(self._rate * SLOWER, self._set_rate * SLOWEST)
            self._rate_since = self._monotonic()

    def succeeded(self) -> None:
        """The messenger takes what we send: back to the set pace, little by little."""
        now = self._monotonic()
        if self._rate < self._set_rate and now - self._rate_since >= SECOND:
            self._rate = min(self._rate + self._set_rate * FASTER, self._set_rate)
            self._rate_since = now

    def hold(self, seconds: float, user: str | None = None) -> None:
        """The messenger has had too much: wait, for one dialogue or for all, and begin gently."""
        now = self._monotonic()
        if user is not None:
            self._dialog(user, now).shut(now, seconds)
            return
        self._shut_until = max(self._shut_until, now + seconds)
        self._even_from = max(self._even_from, self._shut_until)
        self._gently_until = self._shut_until + SECOND

    def held_for(self) -> float:
        """Seconds for which the whole token waits because the messenger said so."""
        return max(0.0, self._shut_until - self._monotonic())

    @property
    def remembered(self) -> int:
        """How many dialogues are in memory."""
        return len(self._dialogs)

    @property
    def _span(self) -> float:
        """A pace below one a second is one call in a longer while."""
        return max(SECOND, 1 / self._rate)

    def _full_for(self, now: float, free: int) -> float:
        """Seconds until there is a place, and so many beside it."""
        while self._counted and self._counted[0].counts_until <= now:
            self._urgent -= self._counted.popleft().urgent
        excess = len(self._counted) - max(1, math.floor(self._rate + _NOTHING) - free)
        return self._counted[excess].counts_until - now if excess >= 0 else 0.0

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


class _Doubts:
    """How much later than it left a call may have arrived, within what doubts may cost."""

    def __init__(self, now: float) -> None:
        self._refused_at = now
        self._since: float | None = None
        self._before, self._lately = 0.0, math.inf  # at first the way may take nothing, and all be doubt
        self._allowed = DOUBT
        self._saved = DOUBT * SAVED

    def about(self, took: float, now: float) -> float:
        """A call that took so long to be answered; the quickest one of late says how long the way itself takes."""
        excess = took - self._quickest(took, now)
        if self._allowed > DOUBT and now - self._refused_at >= CALMED:
            self._allowed, self._refused_at = max(DOUBT, self._allowed / 2), now
        self._saved = min(self._saved + self._allowed, self._allowed * SAVED)
        doubt = max(CLOSEST, min(excess, self._saved))
        self._saved -= doubt
        return doubt

    def grow(self, now: float) -> None:
        """They were too small. Refusals that come together count as one."""
        if self._allowed == DOUBT or now - self._refused_at >= SECOND:
            self._allowed, self._refused_at = min(self._allowed * 2, DOUBT * CAREFUL), now

    def _quickest(self, took: float, now: float) -> float:
        if self._since is None:
            self._since = now
        elif now - self._since >= REMEMBERED:
            self._since, self._before, self._lately = now, self._lately, math.inf
        self._lately = min(self._lately, took)
        return min(self._before, self._lately)
