"""The deed of forgetting somebody, whoever asks for it: the person in the chat, or the operator with a paper.

What they owe others is put right: tasks in their hands go back to the team, which is told, their seats at events go to
those who wait, questions that they should have answered go to others who can, and whoever has booked time with them
hears that it is off, as does whoever has kept time for them.
"""

from collections.abc import Iterable
from html import escape

from handlers.turn import tell
from messages import russian
from messages.catalogue import Catalogue, Choice
from messages.meanings import OpenTask
from messages.post import post
from messages.replies import Reply
from messages.updates import Address
from scheduler import library, planner
from scheduler.appointments import parting
from scheduler.consulting import helping, threads
from scheduler.consulting.speaking import Voice
from scheduler.events import seats
from scheduler.surveys import own
from storage import erasure, events, history, privacy, reminders, rsvps, tasks
from storage.database import Transaction
from storage.outbox import Lane
from storage.participants import Participant
from storage.tasks import Relation

SHORTEST_NAME = 5
SHORTEST_WORDS = 12
"""Shorter ones stand inside other words; letters that quote them are emptied within a week all the same."""


async def forget(tx: Transaction, catalogue: Catalogue, person: Participant, *, now: int, real_now: int,
                 key: str, console: bool = False) -> None:
    """Erase, plan anew, tell the teams. `key` is unique for this request; `console` says that the operator does it."""
    concerned = await reminders.tasks_of_participant(tx, person.id)
    gone = catalogue.words("privacy/erased_name")
    names = (person.name, russian.short_name(person.name), *await erasure.contacts(tx, person.id))
    left = await erasure.forget(
        tx, person.id, quotes=_quotes(names, await erasure.words(tx, person.id)), instead=gone,
        words_instead=catalogue.words("privacy/erased_words"), now=now, real_now=real_now,
        answers=list(own.in_own_words(await privacy.sheets(tx, person.id))))
    await library.index(tx, left.materials)
    await planner.plan_tasks(tx, sorted({*concerned, *left.tasks}), now)
    await planner.plan_participant(tx, person.id, now)
    await history.note(tx, "forgotten", actor=None if console else person.id, subject=person.id, now=now,
                       role=history.CONSOLE if console else "")
    for task in left.tasks:
        await _return(tx, catalogue, task, now, key)
    for event in left.events:
        await _seat(tx, catalogue, event, now, key)
    for thread in left.consultations:
        voice = Voice(tx, catalogue, now, None, f"forgotten:{thread}:{key}", real_now)
        await threads.reroute(voice, await threads.thread_of(voice, thread))
    for slot in left.seats:
        await parting.seat_left(tx, catalogue, slot, person.id, now=now, real_now=real_now, key=f"forgotten:{key}")
    await parting.gone(tx, catalogue, left.slots, person.id, now=now, real_now=real_now)


async def part(tx: Transaction, reply: Reply, address: Address, *, key: str, now: int, edits: str = "") -> None:
    """The last word; nothing of it is kept once it has been sent, not even where it went."""
    delivery = await post(tx, address=address, participant=None, reply=reply, lane=Lane.REPLY, reason=f"farewell:{key}",
                          now=now, edits=edits)
    if delivery is not None:
        await erasure.keep_fleeting(tx, delivery)


async def _return(tx: Transaction, catalogue: Catalogue, id: int, now: int, key: str) -> None:
    task = await tasks.by_id(tx, id)
    if task is None or not task.unfinished:
        return
    reply = catalogue.say("privacy/told_returned", [[Choice("open", OpenTask(id))]], task=task)
    for each in await tasks.concerned(tx, id):
        if each.relation is Relation.TEAM:
            await tell(tx, each.participant, reply, reason=f"task:{id}:forgotten:{key}", now=now, author=None)


async def _seat(tx: Transaction, catalogue: Catalogue, id: int, now: int, key: str) -> None:
    event = await events.by_id(tx, id)
    if event is None or event.is_off:
        return
    for person in await rsvps.promote(tx, id, event.capacity, now):
        await tell(tx, person, seats.promoted(catalogue, event), reason=f"event:{id}:seat:forgotten:{key}", now=now,
                   author=None)


def _quotes(names: Iterable[str], words: Iterable[str]) -> list[str]:
    """The longest first, so that a part does not spoil the whole."""
    said = {text for text in words if len(text) >= SHORTEST_WORDS}
    forms = {form for form in names if len(form) >= SHORTEST_NAME}
    forms |= said | {russian.cut(text, helping.QUOTED) for text in said}
    return sorted(forms | {escape(form) for form in forms}, key=len, reverse=True)
