"""What waits for a person's word besides tasks: surveys, invitations, letters, reports of others; and which of it has a
button. Pure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import assert_never

from messages.buttons import Meaning
from messages.meanings_of_broadcasts import OpenLetter
from messages.meanings_of_events import OpenEvent
from messages.meanings_of_surveys import OpenWave

OF_A_KIND = 2
"""Buttons that surveys have at most, invitations, or letters; what more there are is in the menu."""
TOGETHER = 4
"""Buttons that all of them have."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A survey that waits for the person's answers."""

    wave: int
    title: str
    closes_on: str


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation that waits for an answer; `day` is that of the event, ISO."""

    event: int
    title: str
    day: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A letter that waits to be confirmed."""

    letter: int
    title: str


@dataclass(frozen=True, slots=True)
class Reports:
    """How many reports wait for the person's verdict; `since` is the day since when the first of them, ISO."""

    number: int
    since: str


Call = Asked | Invited | Unread


@dataclass(frozen=True, slots=True)
class Waiting:
    """All of it, the most urgent of each kind first."""

    asked: tuple[Asked, ...] = ()
    invited: tuple[Invited, ...] = ()
    letters: tuple[Unread, ...] = ()
    reports: Reports | None = None

    def shown(self) -> list[Call]:
        """Those that have a button: the first of each kind, then the second."""
        kinds: Iterable[Sequence[Call]] = (self.letters, self.invited, self.asked)
        turns = zip_longest(*(kind[:OF_A_KIND] for kind in kinds))
        return [call for call in chain.from_iterable(turns) if call is not None][:TOGETHER]


NOTHING = Waiting()


def key(call: Call) -> str:
    """Of its label."""
    match call:
        case Asked():
            return "survey"
        case Invited():
            return "event"
        case Unread():
            return "letter"
        case _:
            assert_never(call)


def meaning(call: Call) -> Meaning:
    """What its button says."""
    match call:
        case Asked(wave):
            return OpenWave(wave)
        case Invited(event):
            return OpenEvent(event)
        case Unread(letter):
            return OpenLetter(letter)
        case _:
            assert_never(call)
