"""What time brings to consultations: warnings, escalation, reminders, the end by silence; and what has not arrived.

A tick looks only at what is due. Safe on any number of replicas: whoever sees to a thread holds it meanwhile.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
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
from scheduler import surviving
from scheduler.clock import Clock
from scheduler.consulting import course, speaking, threads
from scheduler.consulting.speaking import Voice
from storage import answering, consultations, posts
from storage.consultations import Consultation, Help, Relation
from storage.database import Database, Transaction
from storage.participants import Role
from storage.posts import Undelivered

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
        for pieces in _together(lost):
            await self._survive(pieces[0].consultation, partial(self._tell_lost, pieces, now),
                                partial(_settle, pieces, now))
        return bool(due or lost)

    async def sweep(self) -> None:
        """Find somebody for threads whose owner may no longer answer; forget what has arrived."""
        now = self._clock.now()
        await self._database.work(partial(posts.settle, now=now))
        for id in await self._database.look(consultations.orphans):
            await self._survive(id, partial(self._adopt, id, now), partial(_put_off, id, now))

    async def _survive(self, id: int, deed: Deed, otherwise: Deed) -> None:
        """A second try, since another transaction may have been in the way."""
        for attempt in (deed, deed, otherwise):
            if await surviving.survived(self._database, partial(_done, attempt), "consultation", id, otherwise=False):
                return

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
        await consultations.set_course(tx, id, course.stepped(terms, thread.course, now))

    async def _adopt(self, id: int, now: int, tx: Transaction) -> None:
        thread = await consultations.lock(tx, id)
        if thread is not None and thread.owner is None and not thread.is_closed:
            lost = await consultations.has_owner(tx, id)
            await threads.find_anew(await self._voice(tx, thread, now, f"adopted:{now}"), thread, lost=lost)

    async def _tell_lost(self, pieces: Sequence[Undelivered], now: int, tx: Transaction) -> None:
        """Whoever wrote it is told that it has not arrived, and why; unless somebody else who can answer has it."""
        first = pieces[0]
        thread = await consultations.lock(tx, first.consultation)
        fresh = [each for each in pieces if await posts.settle_one(tx, each.delivery, now=now) and not each.elsewhere]
        if thread is None or not fresh or first.author is None:
            return
        voice = await self._voice(tx, thread, now, f"lost:{fresh[0].delivery}")
        act = AddToQuestion(thread.id) if first.author == thread.asker else AnswerThread(thread.id)
        lost = next((each for each in fresh if each.file_name), fresh[0])
        await speaking.tell(voice, first.author, "consultations/told_lost",
                            [[Choice("again", act), Choice("open", OpenThread(thread.id))]], thread=thread, lost=lost)

    async def _voice(self, tx: Transaction, thread: Consultation, now: int, key: str) -> Voice:
        return Voice(tx, await self._wording(tx, thread.programme), now, None, f"{thread.id}:{key}",
                     int(self._clock.real()))


async def _done(deed: Deed, tx: Transaction) -> bool:
    await deed(tx)
    return True


async def _put_off(id: int, now: int, tx: Transaction) -> None:
    """What fails shall not hold up the others."""
    await consultations.put_off(tx, id, now + LATER, now=now)


def _together(lost: Sequence[Undelivered]) -> list[list[Undelivered]]:
    """What one person has written to another into one thread is told of at once."""
    found: dict[tuple[int, int | None, int], list[Undelivered]] = defaultdict(list)
    for each in lost:
        found[each.consultation, each.author, each.participant].append(each)
    return list(found.values())


async def _settle(pieces: Sequence[Undelivered], now: int, tx: Transaction) -> None:
    """Their author will not be told, which is better than that nobody else is either."""
    for each in pieces:
        await posts.settle_one(tx, each.delivery, now=now)


async def _warn(voice: Voice, thread: Consultation) -> None:
    """The term is near, unless it has passed meanwhile."""
    if thread.answer_by is not None and thread.answer_by > voice.now:
        await _tell_responsible(voice, thread, "consultations/told_near")


async def _escalate(voice: Voice, thread: Consultation) -> None:
    """The term of the answer is over: those who should have answered, and those above them."""
    await _raise_alarm(voice, thread, "consultations/told_late")


async def _overdue(voice: Voice, thread: Consultation) -> None:
    """It has been open for longer than it should."""
    await _raise_alarm(voice, thread, "consultations/told_overdue")


async def _raise_alarm(voice: Voice, thread: Consultation, name: str) -> None:
    own = await _tell_responsible(voice, thread, name, above=False)
    rows = [[Choice("open", OpenThread(thread.id)), Choice("pass", PassThread(thread.id))]]
    for each in await _above(voice, thread, own):
        await speaking.tell(voice, each, name, rows, thread=thread, above=True)


async def _remind(voice: Voice, thread: Consultation) -> None:
    """The asker is silent."""
    rows = [[Choice("add", AddToQuestion(thread.id), tone=Tone.MAIN),
             Choice("solved", QuestionSolved(thread.id), tone=Tone.GOOD)]]
    rules, _ = await threads.desk_of(voice, thread.programme)
    await speaking.tell(voice, thread.asker, "consultations/told_waiting", rows, thread=thread, days=rules.give_up)


_DEEDS: dict[str, Callable[[Voice, Consultation], Awaitable[None]]] = {
    course.WARN: _warn, course.LATE: _escalate, course.OVERDUE: _overdue, course.REMIND: _remind,
}


async def _tell_responsible(voice: Voice, thread: Consultation, name: str, **facts: bool) -> list[int]:
    """Its owner; where they cannot be reached or there is none, its circle, then the operators. Who was told."""
    people = await consultations.answerers(voice.tx, thread.id)
    for relation in Relation:
        there = [each.participant for each in people if each.relation is relation]
        told = [each for each in there if await speaking.tell(voice, each, name, _acts(thread), thread=thread, **facts)]
        if told:
            return told
    return []


async def _above(voice: Voice, thread: Consultation, own: list[int]) -> list[int]:
    """Curators of the asker's territory, where others should have answered; and the operators.

    What a school asks of its municipality the institute sees only if it is passed on.
    """
    curators = await answering.found(voice.tx, programme=thread.programme, organisation=thread.organisation,
                                     role=Role.CURATOR)
    operators = await answering.found(voice.tx, programme=thread.programme, organisation=thread.organisation,
                                      role=Role.OPERATOR)
    higher = [] if set(curators) & set(own) or thread.help is Help.ASK else curators
    return sorted({*higher, *operators} - {*own, thread.asker})


def _acts(thread: Consultation) -> list[list[Choice]]:
    take = [Choice("take", TakeThread(thread.id))] if thread.owner is None else []
    return [[Choice("answer", AnswerThread(thread.id), tone=Tone.MAIN), *take], [Choice("open", OpenThread(thread.id))]]
