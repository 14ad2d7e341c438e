"""Calls that are claimed and wait for their moment: replies overtake, and each lane has its turn."""

from collections import deque
from collections.abc import Iterable

from scheduler.calls import Ready
from storage.outbox import Lane

CYCLE = 20
SHARES = {6: Lane.TALK, 12: Lane.REMINDER, 18: Lane.BROADCAST}
"""Of each `CYCLE` calls one belongs to each lower lane, so that none starves."""


class Runway:
    """A short queue for each lane."""

    def __init__(self) -> None:
        self._lanes: dict[Lane, deque[Ready]] = {lane: deque() for lane in Lane}
        self._place = 0

    def __len__(self) -> int:
        return sum(map(len, self._lanes.values()))

    def counts(self) -> dict[Lane, int]:
        """How many calls of each lane wait."""
        return {lane: len(queue) for lane, queue in self._lanes.items()}

    def add(self, calls: Iterable[Ready]) -> None:
        for ready in calls:
            self._lanes[ready.call.lane].append(ready)

    def next(self, *, others: bool) -> Ready | None:
        """The next call: of the lane whose turn it is, else a reply, else, if `others` may go, of the highest lane."""
        owner = SHARES.get(self._place, Lane.REPLY)
        lanes = (owner, *Lane) if others else (owner, Lane.REPLY)
        lane = next((lane for lane in lanes if self._lanes[lane]), None)
        if lane is None:
            return None
        self._place = (self._place + 1) % CYCLE
        return self._lanes[lane].popleft()

    def has_next(self, *, others: bool) -> bool:
        """Whether there is one."""
        owner = SHARES.get(self._place, Lane.REPLY)
        return any(self._lanes.values()) if others else bool(self._lanes[owner] or self._lanes[Lane.REPLY])

    def clear(self) -> list[Ready]:
        """Nothing goes any more; what was waiting."""
        left = [ready for queue in self._lanes.values() for ready in queue]
        for queue in self._lanes.values():
            queue.clear()
        return left
