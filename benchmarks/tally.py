"""What a load server has seen: when each update was written and given, when each message was accepted, and how often
it had to refuse. Times are the machine's monotonic clock, which all processes share.
"""

from collections import Counter, deque
from dataclasses import dataclass, field


@dataclass(slots=True)
class Window:
    """A limit on the calls of any one second; 0 is none."""

    limit: int = 0
    _taken: deque[float] = field(default_factory=deque)

    def admits(self, now: float) -> bool:
        """Count this call, unless the second that ends now is full. A refused call counts for nothing."""
        while self._taken and self._taken[0] <= now - 1:
            self._taken.popleft()
        if self.limit and len(self._taken) >= self.limit:
            return False
        self._taken.append(now)
        return True


@dataclass(slots=True)
class Tally:
    """`bulk` are those messages whose text began with `BULK`; all others are answers to somebody, or edits."""

    written: list[tuple[float, int]] = field(default_factory=list)
    """When a person wrote, and who."""
    answers: list[tuple[float, int]] = field(default_factory=list)
    bulk: list[float] = field(default_factory=list)
    edits: list[float] = field(default_factory=list)
    reached: Counter[int] = field(default_factory=Counter)
    """How many messages of a sending each person has got."""
    calls: int = 0
    throttled: int = 0

    def brief(self) -> dict[str, object]:
        """Enough to wait by."""
        times = [at for at, _ in self.answers[:1] + self.answers[-1:]] or [0.0, 0.0]
        bulk = self.bulk[:1] + self.bulk[-1:] or [0.0, 0.0]
        return {"answers": len(self.answers), "answered": times[-1], "bulk": len(self.bulk), "bulk_first": bulk[0],
                "bulk_last": bulk[-1], "calls": self.calls, "throttled": self.throttled,
                "written": len(self.written), "people": len(self.reached), "edits": len(self.edits)}

    def whole(self) -> dict[str, object]:
        """Everything."""
        return {"written": self.written, "answers": self.answers, "bulk": self.bulk, "edits": self.edits,
                "throttled": self.throttled}


BULK = "broadcast"
"""How the text of a sending begins, so that it is told from answers without decoding."""
