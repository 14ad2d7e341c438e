"""A programme that has been read → the store, in the caller's one transaction; loadable again and again.

Rows are matched by their keys. What people have done is kept: what vanished from the files is cancelled, ended or
marked as gone, never deleted. The caller plans the reminders afterwards.
"""

import json
from dataclasses import replace
from datetime import time

from scheduler.consulting import rules
from scheduler.programme import (
    apply_events,
    apply_materials,
    apply_organisations,
    apply_people,
    apply_roadmap,
    apply_surveys,
    apply_topics,
    plan,
    roll,
)
from scheduler.programme.difference import Difference
from scheduler.programme.model import Ladder, Programme, QuietHours
from storage import history, programmes, visits
from storage.database import Transaction

DIGEST_AT = "09:00"
QUIET_HOURS = "20:00-08:00"


async def apply(
    tx: Transaction, programme: Programme, *, now: int, digest_at: str = DIGEST_AT, quiet_hours: str = QUIET_HOURS
) -> Difference:
    """Write the programme and tell what that changed. The hours given are for one that names none of its own."""
    before = await _stored(tx, programme.code)
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
        desk=rules.write(programme.desk) if programme.desk else "",
        review=programme.review,
        now=now,
    )
    await visits.put_survey(tx, id, programme.visit_sheet)
    await programmes.put_texts(tx, id, {text.name: text.text for text in programme.texts})
    places = await apply_organisations.apply(tx, id, programme, now=now)
    people = await apply_people.apply(tx, id, roll.of(programme), places.ids, now=now)
    wanted, sent = await plan.holding(tx, id, programme)
    roadmap = await apply_roadmap.apply(tx, id, wanted, places.ids, now=now)
    events = await apply_events.apply(tx, id, programme, places.ids, now=now)
    topics = await apply_topics.apply(tx, id, programme, now=now)
    materials = await apply_materials.apply(tx, id, programme, now=now)
    asked = await apply_surveys.apply(tx, id, programme, now=now)
    difference = Difference(id, places.changes, people.people, people.roles, roadmap.activities, roadmap.tasks,
                            asked.surveys, asked.waves, events, materials, topics, people.forgotten,
                            *_changed(before, await _stored(tx, programme.code)), sent)
    if difference:
        await history.note(tx, "loaded", actor=None, role=history.CONSOLE, programme=id, now=now)
    return difference


_Stored = tuple[programmes.Programme, dict[str, str]]


async def _stored(tx: Transaction, code: str) -> _Stored | None:
    """What the database knows of a programme itself, but for when it was loaded; None for one that is new."""
    found = await programmes.by_code(tx, code)
    return (replace(found, loaded_at=0), await programmes.texts(tx, found.id)) if found else None


def _changed(before: _Stored | None, after: _Stored | None) -> tuple[bool, str]:
    """Whether anything is another, and the version of the consent if that is."""
    if before is None or after is None:
        return False, ""
    version = after[0].consent_version
    return before != after, version if version != before[0].consent_version else ""


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
