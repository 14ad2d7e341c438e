"""A programme that has been read → the store, in the caller's one transaction; loadable again and again.

Rows are matched by their keys. What people have done is kept: what vanished from the files is cancelled, ended or
marked as gone, never deleted. The caller plans the reminders afterwards.
"""

import json
from datetime import time

from scheduler.programme import apply_organisations, apply_people, apply_roadmap
from scheduler.programme.difference import Difference
from scheduler.programme.model import Ladder, Programme, QuietHours
from storage import history, programmes
from storage.database import Transaction

DIGEST_AT = "09:00"
QUIET_HOURS = "20:00-08:00"


async def apply(
    tx: Transaction, programme: Programme, *, now: int, digest_at: str = DIGEST_AT, quiet_hours: str = QUIET_HOURS
) -> Difference:
    """Write the programme and tell what that changed. The hours given are for one that names none of its own."""
    id = await programmes.put(
        tx,
        code=programme.code,
        title=programme.title,
        starts_on=programme.period.start.isoformat(),
        ends_on=programme.period.end.isoformat(),
        time_zone=programme.time_zone,
        digest_at=_clock(programme.digest_at) if programme.digest_at else digest_at,
        quiet_hours=_hours(programme.quiet_hours) if programme.quiet_hours else quiet_hours,
        ladder=_ladder(programme.ladder),
        consent_version=programme.consent.version,
        consent_text=programme.consent.text,
        now=now,
    )
    await programmes.put_texts(tx, id, {text.name: text.text for text in programme.texts})
    places = await apply_organisations.apply(tx, id, programme, now=now)
    people = await apply_people.apply(tx, id, programme, places.ids, now=now)
    roadmap = await apply_roadmap.apply(tx, id, programme, places.ids, now=now)
    difference = Difference(id, places.changes, people.people, people.roles, roadmap.activities, roadmap.tasks,
                            people.forgotten)
    if difference:
        await history.note(tx, "loaded", actor=None, role=history.CONSOLE, programme=id, now=now)
    return difference


def _clock(at: time) -> str:
    return at.strftime("%H:%M")


def _hours(quiet: QuietHours) -> str:
    return f"{_clock(quiet.start)}-{_clock(quiet.end)}"


def _ladder(ladder: Ladder) -> str:
    """As the planner reads it, in the words of `programme.yaml`."""
    return json.dumps({
        "before": ladder.before,
        "after": {"every": ladder.every, "times": ladder.times},
        "escalate": {"coordinator": ladder.coordinator, "curator": ladder.curator},
    })
