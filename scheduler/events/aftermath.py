"""After an event: whoever came is thanked, asked what they think of it and offered a certificate; those who hold it
are asked to tick the list, if they have not.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from messages.catalogue import Catalogue, Choice
from messages.meanings_of_attendance import GetCertificate, OpenAttendance
from messages.meanings_of_meetings import OpenMeeting
from messages.meanings_of_surveys import OpenWave
from messages.replies import Tone
from scheduler import broadcasting, visiting
from scheduler.courses import letters
from scheduler.surveys import reminding
from scheduler.surveys.wave import Unit
from storage import courses, events, meetings, surveys, visits
from storage.database import Transaction
from storage.events import Event
from storage.participants import Role
from storage.surveys import Way

GRACE = 3_600
"""Seconds after the end before anything is said: it may have taken longer."""
PATIENCE = 600
"""Seconds after somebody was marked: it may have been a slip."""
ASKED_FOR = 7
"""Days for which the survey about it is open."""

WESTERNMOST = "Europe/Kaliningrad"
"""Where people are whose day is the last to begin: for them, too, the survey is open at once."""


async def close(tx: Transaction, catalogue: Catalogue, event: Event, home: str, now: int) -> int:
    """It is over: those who hold it hear who is not marked yet; how many they are."""
    await events.end(tx, event.id, now=now)
    if event.kind == visits.KIND:
        return await visiting.close(tx, catalogue, event, now)
    answered = await events.answered(tx, event.id)
    unmarked = sum(1 for each in answered if each.answer in ("yes", "online") and not each.came)
    people = {each.participant for each in await events.organisers(tx, event.id)} | ({event.owner} - {None})
    holders = sorted(each for each in people if each is not None)
    if event.kind == meetings.KIND and holders:
        reply = catalogue.say("meetings/over", [[Choice("open", OpenMeeting(event.id), tone=Tone.MAIN)]], event=event)
        await broadcasting.announce(tx, programme=event.programme, event=event.id, reply=reply, people=holders, now=now)
        return len(holders)
    if (course := await courses.by_id(tx, event.id)) and holders:
        await broadcasting.announce(tx, programme=event.programme, event=event.id, people=holders, now=now,
                                    reply=letters.over(catalogue, course))
        return len(holders)
    if unmarked and holders and not event.is_course:
        reply = catalogue.say("events/mark_please", [[Choice("mark", OpenAttendance(event.id), tone=Tone.MAIN)]],
                              event=event, unmarked=unmarked, came=sum(bool(each.came) for each in answered))
        await broadcasting.announce(tx, programme=event.programme, event=event.id, reply=reply, people=holders, now=now)
        return len(holders)
    return 0


async def thank(tx: Transaction, catalogue: Catalogue, event: Event, home: str, now: int) -> int:
    """Those who came and have not been thanked; how many they are."""
    people = await events.thanked(tx, event.id, now=now, patience=PATIENCE)
    if not people or (event.kind == meetings.KIND and not event.minutes and not event.feedback):
        return 0  # they come every month, and get the minutes
    wave = await _asking(tx, event, now) if event.feedback else None
    for each in people if wave else ():
        await reminding.plan_participant(tx, each, now)
    rows = [[Choice("feedback", OpenWave(wave), tone=Tone.MAIN)] if wave else [],
            [Choice("certificate", GetCertificate(event.id))]]
    reply = catalogue.say("events/thanks", rows, event=event, feedback=bool(wave))
    await broadcasting.announce(tx, programme=event.programme, event=event.id, reply=reply, people=people, now=now)
    return len(people)


async def _asking(tx: Transaction, event: Event, now: int) -> int | None:
    """The wave of the event's survey that asks those who were there; None where it or the survey takes no answers."""
    code, today = f"event-{event.id}", _day(now, event.time_zone)
    if (known := await surveys.wave_of(tx, event.programme, event.feedback, code)) is not None:
        return known if await events.asks(tx, known, today=today.isoformat()) else None
    if not await surveys.stands(tx, event.programme, event.feedback):
        return None
    opens = min(_day(event.ends_at, event.time_zone), _day(now, WESTERNMOST))
    return await surveys.put_wave(
        tx, programme=event.programme, survey=event.feedback, code=code, title=event.title,
        opens_on=opens.isoformat(), closes_on=(today + timedelta(ASKED_FOR)).isoformat(), late=False, unit=Unit.PERSON,
        anonymous=False, whom=[Way(role) for role in Role], event=event.id, source=surveys.EVENT)


def _day(instant: int, zone: str) -> date:
    return datetime.fromtimestamp(instant, UTC).astimezone(ZoneInfo(zone)).date()
