"""Invites as an operator hands them out: a personal code for everybody listed, a staff code for every school."""

import secrets

from storage import history, invites
from storage.database import Transaction
from storage.participants import Role

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without letters and digits that look alike."""
LENGTH = 10
"""31^10 codes: at 200 wrong ones an hour nobody guesses one."""
DAYS = 90
STAFF_USES = 60
_DAY = 86400


async def prepare(tx: Transaction, programme: int, *, now: int, days: int = DAYS) -> int:
    """Make the codes that are missing; one that is unused and still opens is kept. How many were made."""
    expires_at = now + days * _DAY
    people = await invites.wanting(tx, programme, now=now)
    for each in people:
        await invites.add(tx, programme=programme, code=draw(), participant=each.participant,
                          organisation=each.organisation, role=each.role, uses_limit=1, expires_at=expires_at, now=now)
    schools = await invites.staffless(tx, programme, Role.TEACHER, now=now)
    for school in schools:
        await invites.add(tx, programme=programme, code=draw(), participant=None, organisation=school.organisation,
                          role=Role.TEACHER, uses_limit=STAFF_USES, expires_at=expires_at, now=now)
    made = len(people) + len(schools)
    if made:
        await history.note(tx, "invites_made", actor=None, role=history.CONSOLE, programme=programme, now=now,
                           number=made)
    return made


async def again(tx: Transaction, participant: int, *, programme: int, organisation: int, role: Role, now: int,
                days: int = DAYS) -> str:
    """A fresh personal code for one person, joined or not; those that were given out before open nothing any more."""
    await invites.revoke_of(tx, participant, now=now)
    code = draw()
    await invites.add(tx, programme=programme, code=code, participant=participant, organisation=organisation,
                      role=role, uses_limit=1, expires_at=now + days * _DAY, now=now)
    await history.note(tx, "invite_renewed", actor=None, role=history.CONSOLE, programme=programme,
                       organisation=organisation, subject=participant, now=now)
    return code


def draw() -> str:
    """A new code."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
