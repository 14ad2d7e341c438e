"""What time brings to consultations: warnings, escalation, reminders, the end by silence; and what has not arrived.

A tick looks only at what is due. Safe on any number of replicas: whoever sees to a thread holds it meanwhile.
"""

import logging
from collections.abc import Awaitable, Callable
from functools import partial

from messages.catalogue import Catalogue, Choice
from messages.meanings_of_consultations import (
    AddToQuestion,
    AnswerThread,
    OpenThread,
    PassThread,
    QuestionSolved,
    TakeThread,
)
from messages.replies import Tone
from scheduler.clock import Clock
from scheduler.consulting import course, speaking, threads
from scheduler.consulting.speaking import Voice
from storage import answering, consultations, posts
from storage.consultations import Consultation, Relation
from storage.database import Database, OutOfReach, Transaction
from storage.participants import Role
from storage.posts import Undelivered

log = logging.getLogger(__name__)

PAGE = 50
"""Threads that are looked for at once."""
LATER = 3600
"""Seconds after which what has failed is tried again."""
Wording = Callable[[Transaction, int], Awaitable[Catalogue]]
"""The words of a programme."""
Deed = Callable[[Transaction], Awaitable[None]]


class Watching:
    """Call `tick` as often as you like."""

    def __init__(self, database: Database, clock: Clock, *, wording: Wording) -> None:
        self._database, self._clock, self._wording = database, clock, wording

    async def tick(self) -> bool:
        """A page of all that is due; whether there was any."""
        now = self._clock.now()
        due = await self._database.look(partial(consultations.due, now=now, limit=PAGE))
        for id in due:
            await self._survive(id, partial(self._step, id, now), partial(_put_off, id, now))
        lost = await self._database.look(partial(posts.undelivered, limit=PAGE))
        for each in lost:
            await self._survive(each.consultation, partial(self._tell_lost, each, now), partial(_settle, each, now))
        return bool(due or lost)

    async def sweep(self) -> None:
        """Find somebody for threads whose owner may no longer answer; forget what has arrived."""
        now = self._clock.now()
        await self._database.work(partial(posts.settle, now=now))
        for id in await self._database.look(consultations.orphans):
            await self._survive(id, partial(self._adopt, id, now), partial(_put_off, id, now))

    async def _survive(self, id: int, deed: Deed, otherwise: Deed) -> None:
        try:
            await self._database.work(deed)
        except OutOfReach:
            raise
        except Exception:
            log.exception("consultation %s is not seen to", id, extra={"consultation": id})
            await self._database.work(otherwise)

    async def _step(self, id: int, now: int, tx: Transaction) -> None:
        """Another replica may have taken it, or somebody answered, since it was looked for."""
        thread = await consultations.lock(tx, id)
        if thread is None or thread.next_at is None or thread.next_at > now:
            return
        voice = await self._voice(tx, thread, now, f"{thread.step}:{thread.state_at}")
        if thread.step == course.GIVE_UP:
            await threads.close(voice, thread)
            return
        await _DEEDS[thread.step](voice, thread)
        terms = await threads.terms(voice, thread.programme, thread.owner)
        await consultations.set_course(tx, id, course.stepped(terms, thread.course))

    async def _adopt(self, id: int, now: int, tx: Transaction) -> None:
        thread = await consultations.lock(tx, id)
        if thread is not None and thread.owner is None and not thread.is_closed:
            await threads.reroute(await self._voice(tx, thread, now, f"adopted:{now}"), thread)

    async def _tell_lost(self, lost: Undelivered, now: int, tx: Transaction) -> None:
        """Whoever wrote it is told that it has not arrived, and why."""
        thread = await consultations.lock(tx, lost.consultation)
        if thread is None or not await posts.settle_one(tx, lost.delivery, now=now) or lost.author is None:
            return
        voice = await self._voice(tx, thread, now, f"lost:{lost.delivery}")
        act = AddToQuestion(thread.id) if lost.author == thread.asker else AnswerThread(thread.id)
        await speaking.tell(voice, lost.author, "consultations/told_lost",
                            [[Choice("again", act), Choice("open", OpenThread(thread.id))]], thread=thread, lost=lost)

    async def _voice(self, tx: Transaction, thread: Consultation, now: int, key: str) -> Voice:
        return Voice(tx, await self._wording(tx, thread.programme), now, None, f"{thread.id}:{key}",
                     int(self._clock.real()))


async def _put_off(id: int, now: int, tx: Transaction) -> None:
    """What fails shall not hold up the others."""
    await consultations.put_off(tx, id, now + LATER, now=now)


async def _settle(lost: Undelivered, now: int, tx: Transaction) -> None:
    """Its author will not be told, which is better than that nobody else is either."""
    await posts.settle_one(tx, lost.delivery, now=now)


async def _warn(voice: Voice, thread: Consultation) -> None:
    """The term is near: its owner, or all of its circle."""
    for each in await _responsible(voice, thread):
        await speaking.tell(voice, each, "consultations/told_near", _acts(thread), thread=thread)


async def _escalate(voice: Voice, thread: Consultation) -> None:
    """The term is over: those who should have answered, and those above them."""
    own = await _responsible(voice, thread)
    for each in own:
        await speaking.tell(voice, each, "consultations/told_late", _acts(thread), thread=thread, above=False)
    rows = [[Choice("open", OpenThread(thread.id)), Choice("pass", PassThread(thread.id))]]
    for each in await _above(voice, thread, own):
        await speaking.tell(voice, each, "consultations/told_late", rows, thread=thread, above=True)


async def _remind(voice: Voice, thread: Consultation) -> None:
    """The asker is silent."""
    rows = [[Choice("add", AddToQuestion(thread.id), tone=Tone.MAIN),
             Choice("solved", QuestionSolved(thread.id), tone=Tone.GOOD)]]
    rules, _ = await threads.desk_of(voice, thread.programme)
    await speaking.tell(voice, thread.asker, "consultations/told_waiting", rows, thread=thread, days=rules.give_up)


_DEEDS: dict[str, Callable[[Voice, Consultation], Awaitable[None]]] = {
    course.WARN: _warn, course.LATE: _escalate, course.OVERDUE: _escalate, course.REMIND: _remind,
}


async def _responsible(voice: Voice, thread: Consultation) -> list[int]:
    """Its owner; without one, its circle; without that, the operators."""
    people = await consultations.answerers(voice.tx, thread.id)
    for relation in Relation:
        if found := [each.participant for each in people if each.relation is relation]:
            return found
    return []


async def _above(voice: Voice, thread: Consultation, own: list[int]) -> list[int]:
    """Curators of the asker's territory, where others should have answered; and the operators."""
    curators = await answering.found(voice.tx, programme=thread.programme, organisation=thread.organisation,
                                     role=Role.CURATOR)
    operators = await answering.found(voice.tx, programme=thread.programme, organisation=thread.organisation,
                                      role=Role.OPERATOR)
    higher = [] if set(curators) & set(own) else curators
    return sorted({*higher, *operators} - {*own, thread.asker})


def _acts(thread: Consultation) -> list[list[Choice]]:
    take = [Choice("take", TakeThread(thread.id))] if thread.owner is None else []
    return [[Choice("answer", AnswerThread(thread.id), tone=Tone.MAIN), *take], [Choice("open", OpenThread(thread.id))]]
