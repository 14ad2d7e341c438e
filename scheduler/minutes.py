"""The minutes of a meeting as a Word file: who was there, the agenda, what is decided, what is still open."""

import json
from collections.abc import Sequence

from messages.catalogue import Catalogue, Choice
from messages.meanings import ShowMenu
from messages.meanings_of_meetings import OpenMeeting
from messages.reports.figures import Minutes, Present, Resolved
from messages.updates import FileKind
from scheduler import attending
from scheduler.consulting.paper import DOCX
from scheduler.errands import Order
from storage import attendance, decisions, events, programmes, rsvps
from storage.database import Transaction
from storage.decisions import Decision
from storage.errands import Errand
from storage.events import Event

MINUTES = "minutes"


async def paper(tx: Transaction, errand: Errand, catalogue: Catalogue, now: int) -> Order:
    """For those who hold the meeting or are in its list, now as when they asked for it."""
    event = await events.by_id(tx, json.loads(errand.facts)["minutes"])
    if event is None or not (await attendance.organises(tx, event.id, errand.participant)
                             or await rsvps.by(tx, event.id, errand.participant) is not None):
        return Order(catalogue.say("meetings/not_yours", [[Choice("menu", ShowMenu())]]))
    made = await _minutes(tx, event, now)
    reply = catalogue.say("meetings/paper", [[Choice("back", OpenMeeting(event.id)), Choice("menu", ShowMenu())]],
                          title=event.title, decisions=len(made.decisions))
    day = attending.day(event.starts_at, event.time_zone).isoformat()
    name = catalogue.words("meetings/paper_name", title=event.title, day=day)
    return Order(reply, made, FileKind.DOCUMENT, f"{name}.docx", DOCX)


async def _minutes(tx: Transaction, event: Event, now: int) -> Minutes:
    """Whoever has called it was there. Where nobody was marked, all who have promised to come are named as such."""
    programme = await programmes.by_id(tx, event.programme)
    people = await attendance.people(tx, event.id)
    marked = any(each.attended_at is not None for each in people)
    came = [each for each in people if marked and (each.attended_at is not None or each.id == event.owner)]
    listed = came or [each for each in people if each.promised]
    today = attending.day(now, event.time_zone).isoformat()
    return Minutes(
        programme=programme.title if programme else "", title=event.title, starts_at=event.starts_at,
        ends_at=event.ends_at, zone=event.time_zone, place=event.place, link=event.link,
        holders=tuple(await _holders(tx, event)), came=bool(came),
        people=tuple(Present(each.name, each.place) for each in listed),
        agenda=tuple(f"{each.starts} {each.title}".strip() + (f" ({each.speaker})" if each.speaker else "")
                     for each in await events.slots(tx, event.id)),
        decisions=_resolved(await decisions.of_event(tx, event.id), today),
        before=_resolved(await decisions.open_before(tx, event.id), today), exported_at=now)


async def _holders(tx: Transaction, event: Event) -> list[str]:
    """Whoever has called it, and who holds it with them."""
    owner = [each.name for each in await attendance.people(tx, event.id) if each.id == event.owner]
    return list(dict.fromkeys([*owner, *(each.name for each in await events.organisers(tx, event.id))]))


def _resolved(found: Sequence[Decision], today: str) -> tuple[Resolved, ...]:
    return tuple(Resolved(each.number, each.words, each.owner, each.due_on, _state(each, today)) for each in found)


def _state(decision: Decision, today: str) -> str:
    if not decision.is_open:
        return "done"
    return "late" if decision.due_on and decision.due_on < today else "open"


ORDERINGS = {MINUTES: paper}
"""By the kind of an errand."""
