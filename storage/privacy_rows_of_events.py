"""The rows that a person gets of events and of consultations by appointment; see `privacy_rows.py`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EventHeld:
    """An event that they made or hold."""

    event: str
    starts_at: int


@dataclass(frozen=True, slots=True)
class EventAnswered:
    """An event that they were invited to or came to; `coming` is their answer. Of a course: for which school, and the
    number of the institute's paper.
    """

    event: str
    coming: str
    reason: str
    answered_at: int | None
    attended_at: int | None
    minutes: int
    organisation: str = ""
    completed_at: int | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class GuestCame:
    """An event that they came to from outside, and from where."""

    event: str
    region: str
    organisation: str


@dataclass(frozen=True, slots=True)
class CertificateGiven:
    """A certificate of theirs."""

    number: str
    event: str
    issued_at: int


@dataclass(frozen=True, slots=True)
class SlotPublished:
    """A time at which they consult."""

    starts_at: int
    ends_at: int
    place: str
    link: str
    about: str
    cancelled_at: int | None
    held_at: int | None


@dataclass(frozen=True, slots=True)
class SlotBooked:
    """A consultation that they have booked."""

    starts_at: int
    ends_at: int
    organisation: str
    note: str
    booked_at: int
    cancelled_at: int | None
