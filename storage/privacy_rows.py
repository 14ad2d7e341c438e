"""The rows that a person gets of each table, as values: names and dates for reading, no ids.

A new table that refers to a participant gets its row here and its erasure in `erasure.py`; a test insists.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from storage.privacy_rows_of_events import (
    CertificateGiven,
    EventAnswered,
    EventHeld,
    GuestCame,
    SlotBooked,
    SlotPublished,
)
from storage.privacy_rows_of_imports import ImportSent


@dataclass(frozen=True, slots=True)
class Self:
    """The person."""

    name: str
    phone: str
    email: str
    subjects: str
    consent_version: str | None
    consented_at: int | None
    created_at: int


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """What they have agreed to; `words` is the text as it was then."""

    programme: str
    consent_version: str
    consented_at: int
    words: str


@dataclass(frozen=True, slots=True)
class RoleGiven:
    """A role, held or ended."""

    role: str
    organisation: str
    programme: str
    granted_at: int
    ended_at: int | None


@dataclass(frozen=True, slots=True)
class AddressUsed:
    """Where the person writes from; `number` is their id there."""

    channel: str
    number: str
    linked_at: int
    seen_at: int
    closed_at: int | None


@dataclass(frozen=True, slots=True)
class InviteMade:
    """A personal invite, without its code."""

    role: str
    organisation: str
    created_at: int
    expires_at: int
    uses: int


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer that was begun; `answers` is JSON."""

    form: str
    answers: str
    opened_at: int
    updated_at: int


@dataclass(frozen=True, slots=True)
class TaskHeld:
    """A task in the person's hands."""

    number: str
    title: str
    organisation: str
    state: str
    due_on: str | None


@dataclass(frozen=True, slots=True)
class EvidenceGiven:
    """Words or a file that they gave as evidence."""

    number: str
    title: str
    organisation: str
    words: str
    file: str
    added_at: int
    withdrawn_at: int | None


@dataclass(frozen=True, slots=True)
class TimeAsked:
    """A request for more time."""

    number: str
    title: str
    organisation: str
    wanted_on: str
    words: str
    asked_at: int
    decided_at: int | None
    outcome: str


@dataclass(frozen=True, slots=True)
class AssignmentMade:
    """What they have asked of others in the chat, or accompany, and the plan that is their own."""

    number: str
    title: str
    words: str
    due_on: str | None
    asked_at: int


@dataclass(frozen=True, slots=True)
class ReviewGiven:
    """What they have said of a report; `outcome` is the verdict."""

    number: str
    title: str
    organisation: str
    outcome: str
    words: str
    decided_at: int


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """A consultation that they have asked for; `number` and `title` are those of the task it is about."""

    number: str
    title: str
    topic: str
    state: str
    asked_at: int
    answered_at: int | None
    handed_at: int | None
    ended_at: int | None
    rating: int | None
    words: str


@dataclass(frozen=True, slots=True)
class PostWritten:
    """What they have said or done in a consultation; `replaced_at` is set for words that they have changed since."""

    post: str
    words: str
    file: str
    written_at: int
    replaced_at: int | None


@dataclass(frozen=True, slots=True)
class CannedKept:
    """An answer that they keep at hand."""

    title: str
    words: str
    created_at: int


@dataclass(frozen=True, slots=True)
class AbsenceTold:
    """That they are away."""

    until_on: str
    deputy: str
    told_at: int


@dataclass(frozen=True, slots=True)
class HoursGiven:
    """A consultation that they have given; a corrected entry has `replaced_at`."""

    given: str
    on_day: str
    minutes: int
    people: int
    entered_at: int
    replaced_at: int | None


@dataclass(frozen=True, slots=True)
class FileSent:
    """A file that they sent."""

    file: str
    mime: str
    size: int
    added_at: int


@dataclass(frozen=True, slots=True)
class Act:
    """An entry of the trace; `was` and `became` are codes or days, `facts` is JSON."""

    acted_at: int
    verb: str
    number: str
    title: str
    was: str
    became: str
    facts: str


@dataclass(frozen=True, slots=True)
class ReminderPlanned:
    """A reminder that will come."""

    number: str
    title: str
    organisation: str
    rung: str
    fire_at: int


@dataclass(frozen=True, slots=True)
class SheetFilled:
    """One answer of a survey that they filled in, or that is about them; `questions` and `value` are JSON."""

    sheet: int
    survey: str
    wave: str
    about_them: int
    organisation: str
    questions: str
    question: str
    value: str
    begun_at: int | None
    finished_at: int | None


@dataclass(frozen=True, slots=True)
class TookPart:
    """They have taken part in an anonymous survey."""

    survey: str
    wave: str


@dataclass(frozen=True, slots=True)
class ChatShared:
    """A chat of several people into which they have brought us."""

    title: str
    channel: str
    added_at: int
    left_at: int | None


@dataclass(frozen=True, slots=True)
class MaterialAdded:
    """What they have given to the library or to a register."""

    title: str
    number: str
    dated_on: str | None
    partner: str
    words: str
    file: str
    added_at: int


@dataclass(frozen=True, slots=True)
class BroadcastWritten:
    """What they wrote to many."""

    message: str
    state: str
    started_at: int | None


@dataclass(frozen=True, slots=True)
class BroadcastSent:
    """What others wrote to many, them among these; `message` is empty where its author was forgotten."""

    message: str
    sent_at: int | None


@dataclass(frozen=True, slots=True)
class ButtonPressed:
    """A button below such a message, by its number."""

    message: str
    button: int
    pressed_at: int


@dataclass(frozen=True, slots=True)
class MessageSent:
    """A message to them; `message` is empty where only its state is still kept."""

    channel: str
    state: str
    created_at: int
    message: str


TABLES: Mapping[str, type[Any]] = {
    "participants": Self,
    "consents": ConsentGiven,
    "roles": RoleGiven,
    "addresses": AddressUsed,
    "invites": InviteMade,
    "conversations": Draft,
    "tasks": TaskHeld,
    "evidence": EvidenceGiven,
    "extensions": TimeAsked,
    "reviews": ReviewGiven,
    "activities": AssignmentMade,
    "consultations": QuestionAsked,
    "posts": PostWritten,
    "canned": CannedKept,
    "absences": AbsenceTold,
    "ledger": HoursGiven,
    "files": FileSent,
    "history": Act,
    "reminders": ReminderPlanned,
    "sheets": SheetFilled,
    "participations": TookPart,
    "events": EventHeld,
    "event_organisers": EventHeld,
    "rsvps": EventAnswered,
    "guests": GuestCame,
    "certificates": CertificateGiven,
    "slots": SlotPublished,
    "bookings": SlotBooked,
    "imports": ImportSent,
    "chats": ChatShared,
    "materials": MaterialAdded,
    "broadcasts": BroadcastWritten,
    "broadcast_people": BroadcastSent,
    "clicks": ButtonPressed,
    "outbox": MessageSent,
}
"""Each table of which a person gets their rows; the query has the table's name."""
