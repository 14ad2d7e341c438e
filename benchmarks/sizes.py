"""How much is measured: the real thing, or a short form that only shows that everything works."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers that all parts take from here. `rest` is seconds between warm-up and measurement."""

    rounds: int = 5
    warm_up: int = 500
    updates: int = 5000
    backlog: int = 10_000
    seconds: int = 15
    """Of a steady load."""
    sending: int = 3000
    reminders: int = 1_000_000
    due: int = 1000
    crowd: int = 9000
    """People who have reminders too, all of them far away: a hundred for everybody."""
    odd: int = 100_000
    broadcast: int = 10_000
    """People on each messenger."""
    taps: int = 5
    """A second on each of them, by those who have got it."""
    roadmap: int = 2000
    """Activities of a document."""
    rest: float = 1.0


WHOLE = Scale()
SHORT = Scale(
    rounds=1, warm_up=20, updates=200, backlog=400, seconds=2, sending=200, reminders=2000, due=20, crowd=20, odd=1000,
    broadcast=400, taps=50, roadmap=60, rest=0.1,
)
