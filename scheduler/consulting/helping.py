"""Help upward: asks of a municipality's schools go to the institute in one list, and its answer comes back to each.

The list is a thread of the coordinator's with the curators. Where the programme has none it is a record: closed from
the beginning, its file goes out by other ways, and what comes back is told to the schools from it all the same.

Rights are the caller's business.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from messages.catalogue import Catalogue, Choice
from messages.meanings_of_consultations import OpenThread
from scheduler.consulting import course, routing, speaking, threads
from scheduler.consulting.speaking import Voice
from scheduler.consulting.threads import Asking, Piece
from storage import asks, consultations, erasure, history, posts
from storage.asks import Ask
from storage.consultations import Consultation, Help, Stage
from storage.posts import Kind, Post, Said

QUOTED = 400
"""Letters of one piece of an ask that a list in words has; its file has more."""
PIECES = 3
"""Of an ask, that a list in words quotes."""
LONG = 3000
"""Letters of one message of a list."""
OPEN = frozenset({Stage.RECEIVED, Stage.IN_WORK})


@dataclass(frozen=True, slots=True)
class Bundle:
    """Asks that belong together, with a heading and a word of the coordinator's, on one line each."""

    programme: int
    organisation: int
    kind: int
    title: str
    words: str
    asks: Sequence[Ask]


@dataclass(frozen=True, slots=True)
class HandedOn:
    """The list. `by_hand`: nobody can be told of it here; else `told` says whether somebody was."""

    thread: int
    asks: int
    by_hand: bool
    told: bool


async def by_hand(voice: Voice, programme: int, organisation: int, asker: int) -> bool:
    """Whether there is no curator to whom a list could go."""
    desk, _ = await threads.desk_of(voice, programme)
    return not await routing.has_institute(voice.tx, desk, organisation, asker)


async def hand_on(voice: Voice, bundle: Bundle) -> HandedOn | None:
    """Pass them on; None if somebody has seen to all of them meanwhile."""
    assert voice.actor is not None
    waiting = [each for each in bundle.asks if await _still_waits(voice, each)]
    if not waiting:
        return None
    said = await asks.words(voice.tx, [each.id for each in waiting])
    pieces = [Piece(text) for text in in_words(voice.catalogue, bundle, waiting, said)]
    asking = Asking(bundle.programme, voice.actor, bundle.organisation, bundle.kind, help=Help.LIST)
    alone = await by_hand(voice, bundle.programme, bundle.organisation, voice.actor)
    if alone:
        thread, told = await _record(voice, asking, pieces), False
    else:
        made, told = await threads.ask(voice, asking, pieces)
        thread = made.id
    for each in waiting:
        await _hand(voice, each, thread)
    return HandedOn(thread, len(waiting), alone, told)


def in_words(catalogue: Catalogue, bundle: Bundle, listed: Sequence[Ask], said: dict[int, Sequence[str]]) -> list[str]:
    """The list as messages: the heading first, no ask cut in two."""
    texts = [catalogue.words("asks/list_head", title=bundle.title, words=bundle.words)]
    for number, each in enumerate(listed, 1):
        entry = catalogue.words("asks/list_entry", number=number, ask=each, said=said.get(each.id, ())[:PIECES],
                                more=max(0, len(said.get(each.id, ())) - PIECES), quoted=QUOTED)
        if len(texts[-1]) + len(entry) + 2 > LONG:
            texts.append(entry)
        else:
            texts[-1] += f"\n\n{entry}"
    return texts


async def recipients(voice: Voice, thread: Consultation) -> list[Ask]:
    """Asks of a list that an answer to it still concerns, and that its coordinator may answer."""
    assert voice.actor is not None
    return [each for each in await asks.in_list(voice.tx, thread.id)
            if each.stage is not Stage.SOLVED and not await erasure.erased(voice.tx, each.asker)
            and await consultations.relation(voice.tx, each.id, voice.actor) is not None]


async def unspread(voice: Voice, thread: Consultation) -> list[Post]:
    """What was answered to a list since its schools were last told."""
    said = await posts.of(voice.tx, thread.id, notes=False)
    told = max((each.id for each in said if each.kind is Kind.SPREAD), default=0)
    return [each for each in said if each.kind is Kind.ANSWER and each.id > told]


async def spread(voice: Voice, thread: Consultation, pieces: Sequence[Piece]) -> int:
    """To each school of a list, as the coordinator's answer to its own ask; to how many."""
    assert voice.actor is not None
    reached = await recipients(voice, thread)
    for each in reached:
        ask = await consultations.lock(voice.tx, each.id)
        if ask is not None:
            await threads.answer(voice, ask, voice.actor, pieces)
    await threads.happened(voice, thread, Kind.SPREAD)
    return len(reached)


async def _still_waits(voice: Voice, ask: Ask) -> bool:
    """Whether it is still open and this person's or nobody's; nobody else changes it before this transaction ends."""
    found = await consultations.lock(voice.tx, ask.id)
    return found is not None and found.stage in OPEN and found.owner in (None, voice.actor)


async def _hand(voice: Voice, ask: Ask, into: int) -> None:
    """It is the coordinator's, its clock stands, and its school is told."""
    assert voice.actor is not None
    await consultations.admit(voice.tx, ask.id, [voice.actor])
    await consultations.give(voice.tx, ask.id, voice.actor)
    await asks.hand(voice.tx, ask.id, into, now=voice.now)
    thread = await threads.thread_of(voice, ask.id)
    terms = await threads.terms(voice, thread.programme, voice.actor)
    await consultations.set_course(voice.tx, ask.id, course.handed(terms, thread.course, voice.now))
    await threads.happened(voice, thread, Kind.HANDED)
    await history.note(voice.tx, "help_handed", actor=voice.actor, now=voice.now, programme=ask.programme,
                       organisation=ask.organisation, subject=ask.asker, consultation=ask.id)
    await speaking.tell(voice, ask.asker, "asks/told_handed", [[Choice("open", OpenThread(ask.id))]], thread=thread)


async def _record(voice: Voice, asking: Asking, pieces: Sequence[Piece]) -> int:
    """A list that nobody here is to answer."""
    over = course.closed(voice.now)
    id = await consultations.open_thread(
        voice.tx, programme=asking.programme, asker=asking.asker, organisation=asking.organisation, topic=asking.topic,
        task=None, course=over, now=voice.now, help=asking.help)
    await consultations.close(voice.tx, id, over, by=voice.actor, now=voice.now)
    for each in pieces:
        await posts.add(voice.tx, id, Said(Kind.QUESTION, voice.actor, each.text), now=voice.now)
    return id
