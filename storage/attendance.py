"""Who came to an event: marks, the list, hours, certificates. Invitations and answers stand in `rsvps.py`."""

import secrets
from dataclasses import dataclass

from storage.database import Transaction

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Signs of a certificate's number: no 0 and O, no 1 and I."""
SIGNS = 8
CODE, QR, LIST = "code", "qr", "list"
"""How somebody was marked."""
_DRAWS = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """How somebody stands in the list of an event; `number` is that of their certificate, empty without one."""

    attended_at: int | None
    attended_how: str
    minutes: int
    number: str


@dataclass(frozen=True, slots=True)
class Comer:
    """Somebody in the list of an event. `answer`: yes, online, no, uninvited or empty; `waits`: for a seat.

    `region` is that of a guest from outside, else empty; `municipality` is empty for them, and above municipalities.
    """

    id: int
    name: str
    answer: str
    waits: int
    attended_at: int | None
    minutes: int
    place: str
    municipality: str
    region: str
    number: str

    @property
    def promised(self) -> bool:
        """Whether they have said that they come, and have a seat."""
        return self.answer in ("yes", "online") and not self.waits


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are in the list, of all and of each kind; `kept_promise` are those promised who came."""

    listed: int
    promised: int
    came: int
    kept_promise: int


@dataclass(frozen=True, slots=True)
class Certificate:
    """One that was issued. `erased`: its person has been forgotten; `issuer` is empty where there is no institute."""

    number: str
    participant: int
    name: str
    erased: int
    title: str
    kind: str
    starts_at: int
    ends_at: int
    time_zone: str
    minutes: int
    programme: str
    issuer: str
    issued_at: int


@dataclass(frozen=True, slots=True)
class Attended:
    """An event that somebody has been to; `number` is that of their certificate, empty without one. `course`: of which
    it is a session.
    """

    event: int
    title: str
    starts_at: int
    ends_at: int
    time_zone: str
    cancelled_at: int | None
    minutes: int
    number: str
    course: int | None = None


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


async def organises(tx: Transaction, event: int, participant: int) -> bool:
    """Whether this person holds it, or answers for its whole programme."""
    return await tx.run("attendance.organises", event=event, participant=participant)


async def under_way(tx: Transaction, participant: int, *, begun: int, ended: int) -> list[int]:
    """Events of the person's programmes that begin before the instant `begun` and end after `ended`."""
    return [row.id for row in await tx.all(_Id, "attendance.under_way", participant=participant, begun=begun,
                                           ended=ended)]


async def mark(tx: Transaction, event: int, participant: int, *, how: str, minutes: int, marked_by: int | None,
               now: int) -> bool:
    """They came, invited or not; False if they were marked before."""
    return await tx.run("attendance.mark", event=event, participant=participant, how=how, minutes=minutes,
                        marked_by=marked_by, now=now)


async def unmark(tx: Transaction, event: int, participant: int) -> bool:
    """They did not; False if they were not marked, or a certificate says that they came."""
    undone = await tx.run("attendance.unmark", event=event, participant=participant)
    if undone:
        await tx.run("attendance.drop_empty", event=event, participant=participant)
    return undone


async def mark_of(tx: Transaction, event: int, participant: int) -> Mark | None:
    """None for whoever is not in the list."""
    return await tx.one(Mark, "attendance.mark_of", event=event, participant=participant)


async def people(tx: Transaction, event: int) -> list[Comer]:
    """Those who have promised first, then the others; a mark moves nobody."""
    return await tx.all(Comer, "attendance.people", event=event)


async def counts(tx: Transaction, event: int) -> Counts:
    found = await tx.one(Counts, "attendance.counts", event=event)
    assert found
    return found


async def issue(tx: Transaction, event: int, participant: int, *, year: int, now: int) -> str:
    """The number of the certificate; the same one however often it is asked for."""
    for _ in range(_DRAWS):
        await tx.run("attendance.issue", number=_draw(year), event=event, participant=participant, now=now)
        if number := await tx.value("attendance.number_of", event=event, participant=participant):
            return str(number)
    raise RuntimeError("no number is free")


async def certificate(tx: Transaction, number: str) -> Certificate | None:
    return await tx.one(Certificate, "attendance.certificate", number=number)


async def hours(tx: Transaction, participant: int) -> list[Attended]:
    """What the person has been to, the newest first."""
    return await tx.all(Attended, "attendance.hours", participant=participant)


def _draw(year: int) -> str:
    signs = "".join(secrets.choice(ALPHABET) for _ in range(SIGNS))
    return f"VK-{year}-{signs[:4]}-{signs[4:]}"
