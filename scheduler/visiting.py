"""Visits as time goes on: both sides are reminded, and whoever was there is asked to write down what they have seen.

What is asked is the survey that the programme names, or the one of the house.
"""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import messages
from messages.catalogue import Catalogue, Choice
from messages.meanings_of_events import AnswerInvitation
from messages.meanings_of_visits import FillVisitSheet, OpenVisit
from messages.replies import Tone
from scheduler import assigning, broadcasting, planner
from scheduler.programme.mistakes import Found
from scheduler.surveys import written, yaml_form
from scheduler.surveys.form import Form, Kind, Question
from scheduler.surveys.wave import Unit
from scheduler.workdays import next_workday
from storage import assignments, events, participants, surveys, visits
from storage.assignments import Asked
from storage.database import Transaction
from storage.events import Event
from storage.participants import Role
from storage.visits import Sheet

RESULT = "result"
"""The question whose answer the school may read, in every survey that visitors fill in."""
DUE = 2
"""Working days after the visit."""
HOUSE = "chat-visit"
"""The code of our own survey, once a programme has needed it."""
_DAY = timedelta(days=1)
_FORM = Path(messages.__path__[0]) / "templates" / "ru" / "visits" / "sheet.yaml"


async def remind(tx: Transaction, catalogue: Catalogue, event: Event, home: str, now: int, *, soon: bool) -> int:
    """Those who go there, and all of the school who have not said that it does not suit; how many."""
    going = {each.participant for each in await events.organisers(tx, event.id)}
    school = [each.id for each in await events.answered(tx, event.id) if each.id not in going and each.answer != "no"]
    names = [each.name for each in await events.organisers(tx, event.id)]
    for side, people in (("visitor", sorted(going)), ("school", school)):
        if people:
            no = [Choice("suits_not", AnswerInvitation(event.id, "no"))] if side == "school" else []
            reply = catalogue.say("visits/near", [[Choice("open", OpenVisit(event.id), tone=Tone.MAIN), *no]],
                                  event=event, side=side, visitors=names, soon=soon, zone=home)
            await broadcasting.announce(tx, programme=event.programme, event=event.id, reply=reply, people=people,
                                        now=now, expires_at=event.starts_at)
    return len(going) + len(school)


async def close(tx: Transaction, catalogue: Catalogue, event: Event, now: int) -> int:
    """It is over: whoever was there first of all is asked to write down what they have seen; how many are."""
    sheet = await asked(tx, catalogue, event, now)
    if sheet is None or sheet.participant is None or sheet.is_written:
        return 0
    task = await assignments.by_id(tx, sheet.activity)
    reply = catalogue.say("visits/over", [[Choice("fill", FillVisitSheet(event.id), tone=Tone.GOOD),
                                           Choice("open", OpenVisit(event.id))]],
                          event=event, due_on=task.due_on if task else None)
    await broadcasting.announce(tx, programme=event.programme, event=event.id, reply=reply,
                                people=[sheet.participant], now=now)
    return 1


async def asked(tx: Transaction, catalogue: Catalogue, event: Event, now: int) -> Sheet | None:
    """The task of the sheet, made when it is first needed; None where nobody has gone."""
    if (known := await visits.sheet(tx, event.id)) is not None:
        return known
    facts, whose = await visits.facts(tx, event.id), await _lead(tx, event)
    if facts is None or whose is None or whose.participant is None:
        return None
    id = await assigning.begin(
        tx, catalogue, assignments.Kind.VISIT, programme=event.programme, about=event.about,
        title=catalogue.words("visits/sheet_title", school=facts.title), due_on=due_on(event).isoformat(),
        author=event.owner or whose.participant, now=now, event=event.id)
    await _wave(tx, event, id)
    await planner.plan_tasks(tx, await assignments.assign(tx, id, [whose], now=now), now)
    return await visits.sheet(tx, event.id)


def due_on(event: Event) -> date:
    """By when the sheet is to be filled in."""
    day = _local_day(event)
    for _ in range(DUE):
        day = next_workday(day + _DAY)
    return day


async def questions(tx: Transaction, activity: int) -> tuple[Question, ...]:
    """What the sheet asks, notes left out."""
    text = await assignments.questions(tx, activity)
    return tuple(one for one in written.read(text) if one.kind is not Kind.NOTE) if text else ()


async def _lead(tx: Transaction, event: Event) -> Asked | None:
    """Whoever has planned it, if they go there; else the first of those who do. In an organisation of theirs."""
    going = [each.participant for each in await events.organisers(tx, event.id)]
    for person in sorted(going, key=lambda each: each != event.owner):
        held = [each for each in await participants.roles(tx, person)
                if each.programme == event.programme and each.role is not Role.GUEST]
        if held:
            return Asked(held[0].organisation, person)
    return None


async def _wave(tx: Transaction, event: Event, activity: int) -> None:
    code = await visits.survey(tx, event.programme)
    if not code or not await surveys.stands(tx, event.programme, code):
        code, form = HOUSE, house()
        await surveys.put(tx, programme=event.programme, code=code, title=form.title, version=form.version,
                          questions=written.write(form.questions), now=event.starts_at, source=surveys.CHAT)
    day = _local_day(event)
    await surveys.put_wave(
        tx, programme=event.programme, survey=code, code=f"visit-{event.id}", title=event.title,
        opens_on=(day - _DAY).isoformat(), closes_on=due_on(event).isoformat(), late=True, unit=Unit.TASK,
        anonymous=False, whom=[], source=surveys.CHAT, activity=activity)


@cache
def house() -> Form:
    """Our own survey."""
    found = Found()
    form = yaml_form.read(_FORM, found)
    assert form is not None, found.all()
    return form


def _local_day(event: Event) -> date:
    return datetime.fromtimestamp(event.starts_at, UTC).astimezone(ZoneInfo(event.time_zone)).date()
