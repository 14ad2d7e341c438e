"""What the buttons of appointments mean: booking a time, moving, cancelling it; publishing slots, and how they were."""

from dataclasses import dataclass
from datetime import date

from messages.buttons import Meaning, meaning


@meaning("appts:owners")
@dataclass(frozen=True, slots=True)
class ShowOwners(Meaning):
    """A page of those who have time for me."""

    page: int = 0


@meaning("appts:days")
@dataclass(frozen=True, slots=True)
class ShowDays(Meaning):
    """A page of the days on which somebody has time; `moving` is the slot that I would leave for it."""

    owner: int
    moving: int = 0
    page: int = 0


@meaning("appts:times")
@dataclass(frozen=True, slots=True)
class ShowTimes(Meaning):
    """A page of the times of one day, which is a day of mine."""

    owner: int
    day: date
    moving: int = 0
    page: int = 0


@meaning("appts:book")
@dataclass(frozen=True, slots=True)
class BookSlot(Meaning):
    """This time; instead of the slot `moving`, if there is one."""

    slot: int
    moving: int = 0


@meaning("appts:mine")
@dataclass(frozen=True, slots=True)
class ShowBookings(Meaning):
    """A page of what I have booked."""

    page: int = 0


@meaning("appts:open")
@dataclass(frozen=True, slots=True)
class OpenBooking(Meaning):
    """One of these."""

    slot: int


@meaning("appts:note")
@dataclass(frozen=True, slots=True)
class NoteBooking(Meaning):
    """Say what it shall be about."""

    slot: int


@meaning("appts:cancel")
@dataclass(frozen=True, slots=True)
class CancelBooking(Meaning):
    """I do not come; `sure` is 1 once that was asked."""

    slot: int
    sure: int = 0


@meaning("slots:list")
@dataclass(frozen=True, slots=True)
class ShowSlots(Meaning):
    """A page of my slots."""

    page: int = 0


@meaning("slots:make")
@dataclass(frozen=True, slots=True)
class PublishSlots(Meaning):
    """New ones."""


@meaning("slots:open")
@dataclass(frozen=True, slots=True)
class OpenSlot(Meaning):
    """Who has booked it, and what can be done about it."""

    slot: int
    page: int = 0


@meaning("slots:cancel")
@dataclass(frozen=True, slots=True)
class CancelSlot(Meaning):
    """It does not take place; with `rest` 1 nor does what comes after it in its series."""

    slot: int
    rest: int = 0


@meaning("slots:came")
@dataclass(frozen=True, slots=True)
class ShowPresence(Meaning):
    """A page of the list, to be ticked."""

    slot: int
    page: int = 0


@meaning("slots:mark")
@dataclass(frozen=True, slots=True)
class MarkPresence(Meaning):
    """Somebody came (`on` is 1) or did not (0)."""

    slot: int
    participant: int
    on: int
    page: int = 0


@meaning("slots:held")
@dataclass(frozen=True, slots=True)
class HoldSlot(Meaning):
    """It has taken place, `minutes` long or, with 0, as planned; `on_site` is 1 for a visit."""

    slot: int
    on_site: int = 0
    minutes: int = 0


@meaning("slots:minutes")
@dataclass(frozen=True, slots=True)
class SayMinutes(Meaning):
    """It has taken place, and was longer or shorter."""

    slot: int


@meaning("slots:missed")
@dataclass(frozen=True, slots=True)
class MissSlot(Meaning):
    """It has not taken place."""

    slot: int
