"""How much at once one person may ask of us: a burst, then a steady pace. Beyond it they are told so once.

Kept in memory, for each process by itself: what is guarded is this process, and the check costs no statement. An update
that comes again, because the database was away or a group was undone, is not counted again.
"""

from dataclasses import dataclass, field
from enum import Enum, auto

from messages.updates import Address

BURST = 60
"""Updates of one address that are heard at once: all that somebody wrote while we were away, an album or two."""
PER_SECOND = 1.0
QUIET = 5
"""Updates that must be possible again before somebody who was too fast is heard anew: a pause, not a trickle."""
REMEMBERED = 10_000
"""Addresses after which those are forgotten who have been quiet long enough to have their whole burst again."""


class Hearing(Enum):
    """What becomes of an update."""

    HEARD = auto()
    """It has its handler."""
    TOLD = auto()
    """It is too much: the person is told, once for all that follow."""
    PASSED_OVER = auto()
    """It is kept as seen; the person knows."""


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float
    hushed: bool = False
    said: dict[str, Hearing] = field(default_factory=dict)
    """By key, what was said of updates of late; it would be said again."""


class Manners:
    """Says of each update whether it is heard. Comings and goings are not asked about: they are always heard."""

    def __init__(self, burst: int = BURST, per_second: float = PER_SECOND, remembered: int = REMEMBERED) -> None:
        self._burst, self._per_second = float(burst), per_second
        self._least = self._remembered = remembered
        self._quiet = min(float(QUIET), self._burst)
        self._buckets: dict[Address, _Bucket] = {}

    def hear(self, address: Address, key: str, monotonic: float, *, aside: bool = False) -> Hearing:
        """Count the update of this key at this moment, unless it was counted of late.

        Of what is said `aside`, an edit, nobody is told that it is too much: it asks for no answer.
        """
        bucket = self._buckets.get(address)
        if bucket is None:
            bucket = self._buckets[address] = _Bucket(self._burst, monotonic)
            if len(self._buckets) > self._remembered:
                self._forget(address, monotonic)
        if key in bucket.said:
            return bucket.said[key]
        said = self._counted(bucket, monotonic, aside=aside)
        if said is not Hearing.PASSED_OVER:
            self._remember(bucket, key, said)
        return said

    def _remember(self, bucket: _Bucket, key: str, said: Hearing) -> None:
        if len(bucket.said) >= 2 * self._burst:
            del bucket.said[next(iter(bucket.said))]
        bucket.said[key] = said

    def _counted(self, bucket: _Bucket, monotonic: float, *, aside: bool) -> Hearing:
        bucket.left = self._filled(bucket, monotonic)
        bucket.at = monotonic
        if bucket.left >= (self._quiet if bucket.hushed else 1):
            bucket.left -= 1
            bucket.hushed = False
            return Hearing.HEARD
        if aside:
            return Hearing.PASSED_OVER
        told, bucket.hushed = bucket.hushed, True
        return Hearing.PASSED_OVER if told else Hearing.TOLD

    def _filled(self, bucket: _Bucket, monotonic: float) -> float:
        return min(self._burst, bucket.left + (monotonic - bucket.at) * self._per_second)

    def _forget(self, present: Address, monotonic: float) -> None:
        """Whoever has a full bucket is as good as new; the next look comes only after twice as many."""
        self._buckets = {address: bucket for address, bucket in self._buckets.items()
                         if address == present or self._filled(bucket, monotonic) < self._burst}
        self._remembered = max(self._least, 2 * len(self._buckets))
