"""A day and an hour before an event: whoever comes is told where, by which way or which link."""

from messages.catalogue import Catalogue, Choice
from messages.meanings_of_events import AnswerInvitation, OpenEvent
from messages.replies import Reply, Tone
from scheduler import broadcasting, visiting
from storage import events, visits
from storage.database import Transaction
from storage.events import Event

DAY, HOUR = 86_400, 3_600
"""Seconds before the beginning."""
TOO_LATE = 3 * HOUR
"""So soon before it nobody needs to be told that it is tomorrow."""


async def remind(tx: Transaction, catalogue: Catalogue, event: Event, home: str, now: int) -> int:
    """Tell those who come; how many. Quiet hours are obeyed: what would come after the beginning does not come."""
    left = event.starts_at - now
    if left <= HOUR and event.hour_told_at is None:
        await events.hour_told(tx, event.id, now=now)
        return await _tell(tx, catalogue, event, home, now, soon=True)
    if event.day_told_at is None:
        await events.day_told(tx, event.id, now=now)
        return 0 if left <= TOO_LATE else await _tell(tx, catalogue, event, home, now, soon=False)
    return 0


async def _tell(tx: Transaction, catalogue: Catalogue, event: Event, home: str, now: int, *, soon: bool) -> int:
    if event.kind == visits.KIND:
        return await visiting.remind(tx, catalogue, event, home, now, soon=soon)
    answered, told = await events.answered(tx, event.id), 0
    for online in (False, True):
        if people := [each.id for each in answered if way_in(event, each.answer) is online]:
            reply = reminder(catalogue, event, home, online=online, soon=soon)
            await broadcasting.announce(tx, programme=event.programme, event=event.id, reply=reply, people=people,
                                        now=now, expires_at=event.starts_at)
            told += len(people)
    return told


def way_in(event: Event, answer: str) -> bool | None:
    """Whether somebody comes online, by what they answered and what there still is; None: they do not come."""
    only_online = bool(event.link) and not event.place
    if answer not in ("yes", "online") and not (only_online and answer == "waiting"):
        return None
    return only_online or (answer == "online" and bool(event.link))


def reminder(catalogue: Catalogue, event: Event, home: str, *, online: bool, soon: bool) -> Reply:
    """The message, the same for all who come in this way."""
    link = [Choice("link", url=event.link, tone=Tone.GOOD)] if online and event.link else []
    rows = [link, [Choice("open", OpenEvent(event.id)), Choice("no", AnswerInvitation(event.id, "no"))]]
    return catalogue.say("events/soon" if soon else "events/tomorrow", rows, event=event, online=online,
                         zone=home)
