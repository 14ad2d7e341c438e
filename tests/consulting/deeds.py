"""What people do, each deed by chance: whoever does it has the button or the message on their screen, or forges it."""

import itertools
import random
from collections.abc import Awaitable, Callable, Sequence

from messages import buttons
from messages.buttons import Meaning
from messages.meanings import AskCurator, FormCancel, FormPick, FormSkip
from messages.meanings_of_consultations import (
    AddToQuestion,
    AnswerThread,
    CloseThread,
    ComeBack,
    EnterHours,
    GoAway,
    KeepThread,
    NoteRating,
    NoteThread,
    OpenThread,
    PassThread,
    PassTo,
    QuestionSolved,
    RateAnswer,
    ReopenThread,
    TakeThread,
)
from storage import rosters
from storage.consultations import State
from storage.posts import Kind
from tests.consulting.hands import shows
from tests.consulting.model import Posted, Thread
from tests.consulting.people import Person
from tests.consulting.world import World
from tests.loopback.contract import Shown

FULL = 6
"""Pieces after which a message is sent."""
LONGEST = 4 * 3600
GONE = 2
"""People whose roles end."""
NOWHERE = Shown("", "1", "")
FORGED = (AnswerThread, NoteThread, AddToQuestion, CloseThread, KeepThread, TakeThread, ReopenThread, QuestionSolved,
          EnterHours, NoteRating, OpenThread, PassThread)


async def _goes(world: World, chance: random.Random, person: Person, thread: Thread, kind: type[Meaning]) -> bool:
    """Press such a button for the thread, on its card if need be; whether there was one."""
    found = world.hands.have(person, kind, thread.id)
    if not found:
        for shown, payload, meaning in world.hands.have(person, OpenThread, thread.id)[-1:]:
            await world.press(person, shown, payload, meaning)
        found = world.hands.have(person, kind, thread.id)
    if found:
        await world.press(person, *chance.choice(found[-3:]))
    return bool(found)


async def _goes_on(world: World, chance: random.Random, person: Person, *, hasty: bool) -> None:
    """One more step of what is open; `hasty` people finish it."""
    draft = world.model.drafts.get(person.id)
    if draft is None:
        return
    if draft.form in ("pass", "rating"):
        skips = world.hands.offered(person, FormSkip) if draft.form == "pass" and chance.random() < 0.5 else []
        if skips:
            world.tell(f"{person.name} skips the note of {draft}")
            world.writing.skipped(person)
            world.hands.presses(person, skips[0][1], skips[0][0].ref)
            await world.settle(draft.thread)
        else:
            await world.say(person)
        return
    picks = world.hands.offered(person, FormPick)
    if draft.form == "closing" or (picks and (hasty or len(draft.pieces) >= FULL)):
        shown, payload, pick = chance.choice(picks)
        assert isinstance(pick, FormPick)
        await world.choose(person, shown, payload, pick.value)
    elif chance.random() < 0.1 and not hasty:
        cancel = world.hands.offered(person, FormCancel)[0]
        world.tell(f"{person.name} cancels {draft}")
        world.writing.cancelled(person)
        world.hands.presses(person, cancel[1], cancel[0].ref)
        await world.settle(draft.thread)
    else:
        await world.say(person)


async def _finishes(world: World, chance: random.Random, person: Person) -> None:
    """To the end, or to wherever something is in the way."""
    for _ in range(4):
        await _goes_on(world, chance, person, hasty=bool(chance.random() < 0.8))


async def answers(world: World, chance: random.Random) -> None:
    thread = world.thread(chance)
    person = world.answerer(chance, thread)
    if await _goes(world, chance, person, thread, AnswerThread):
        await _finishes(world, chance, person)


async def begins(world: World, chance: random.Random) -> None:
    """And then something else comes between."""
    thread = world.thread(chance)
    person = world.answerer(chance, thread)
    kind = chance.choice([AnswerThread, AnswerThread, NoteThread, CloseThread, PassThread])
    if await _goes(world, chance, person, thread, kind) and chance.random() < 0.7:
        await _goes_on(world, chance, person, hasty=False)


async def goes_on(world: World, chance: random.Random) -> None:
    writing = [each for each in world.model.drafts if not world.model.people[each].is_gone]
    if writing:
        await _goes_on(world, chance, world.model.people[chance.choice(writing)], hasty=chance.random() < 0.5)


async def replies(world: World, chance: random.Random) -> None:
    """To any message that they have, by one who answers or the asker."""
    thread = world.thread(chance)
    person = thread.asker if chance.random() < 0.3 else world.answerer(chance, thread)
    messages = [person.seen[ref] for ref in person.about.get(thread.id, ()) if shows(person.seen[ref])]
    if messages and (made := world.reply(person, chance.choice(messages))):
        world.writing.replied(person, *made)
        await world.settle(made[0].id)


async def takes(world: World, chance: random.Random) -> None:
    """From nobody, or in two taps from another."""
    thread = world.thread(chance)
    person = world.answerer(chance, thread)
    if await _goes(world, chance, person, thread, TakeThread):
        sure = [each for each in world.hands.have(person, TakeThread, thread.id)[-1:] if each[2] == TakeThread(thread.id,
                                                                                                         1)]
        for each in sure:
            await world.press(person, *each)


async def passes(world: World, chance: random.Random) -> None:
    thread = world.thread(chance)
    person = world.answerer(chance, thread)
    if await _goes(world, chance, person, thread, PassThread) and (found := world.hands.have(person, PassTo, thread.id)):
        await world.press(person, *chance.choice(found))
        if chance.random() < 0.8:
            await _goes_on(world, chance, person, hasty=True)


async def notes(world: World, chance: random.Random) -> None:
    thread = world.thread(chance)
    person = world.answerer(chance, thread)
    if await _goes(world, chance, person, thread, NoteThread):
        await _finishes(world, chance, person)


async def closes(world: World, chance: random.Random) -> None:
    thread = world.thread(chance)
    person = world.answerer(chance, thread)
    kind = EnterHours if thread.state is State.CLOSED else CloseThread
    if await _goes(world, chance, person, thread, kind):
        await _finishes(world, chance, person)


async def keeps(world: World, chance: random.Random) -> None:
    thread = world.thread(chance)
    await _goes(world, chance, world.answerer(chance, thread), thread, KeepThread)


async def adds(world: World, chance: random.Random) -> None:
    thread = world.thread(chance)
    if await _goes(world, chance, thread.asker, thread, AddToQuestion):
        await _finishes(world, chance, thread.asker)


async def solves(world: World, chance: random.Random) -> None:
    """And gives it some stars."""
    thread = world.thread(chance)
    if not await _goes(world, chance, thread.asker, thread, QuestionSolved):
        return
    if await _goes(world, chance, thread.asker, thread, RateAnswer):
        world.model.did["rated"] += 1
        if await _goes(world, chance, thread.asker, thread, NoteRating):
            await _finishes(world, chance, thread.asker)


async def reopens(world: World, chance: random.Random) -> None:
    thread = world.thread(chance)
    person = thread.asker if chance.random() < 0.6 else world.answerer(chance, thread)
    if await _goes(world, chance, person, thread, ReopenThread) and chance.random() < 0.5:
        await _finishes(world, chance, person)


async def asks(world: World, chance: random.Random) -> None:
    """A new one, from the menu."""
    asker = chance.choice(world.town.askers)
    if asker.id in world.model.drafts:
        return
    word = world.model.word(0, asker, Kind.QUESTION)
    world.tell(f"{asker.name} asks {word}")
    world.hands.presses(asker, buttons.encode(AskCurator()), "1")
    await world.hands.settle()
    ref = world.hands.says(asker, f"zq{word}q")
    await world.hands.settle()
    for shown, payload, _ in world.hands.offered(asker, FormPick)[:1]:
        world.hands.presses(asker, payload, shown.ref)
        world.knows(len(world.model.threads) + 1, asker, word, ref)
        world.model.did["asked"] += 1
        await world.settle(len(world.model.threads))


async def at_once(world: World, chance: random.Random) -> None:
    """Two or three answer, take or add at the same time: it must come to what one order of them comes to."""
    thread = world.thread(chance)
    there = [each for each in (*world.town.answerers, thread.asker)
             if any(shows(each.seen[ref]) for ref in each.about.get(thread.id, ())) and not each.is_gone]
    acts: list[Callable[[Thread], object]] = []
    for person in chance.sample(there, min(len(there), 3)):
        taking = world.hands.have(person, TakeThread, thread.id)
        if taking and chance.random() < 0.3:
            acts.append(_take(world, person, taking[-1][1], taking[-1][0].ref))
            continue
        shown = [each for ref in person.about[thread.id] if shows(each := person.seen[ref])]
        if made := world.reply(person, chance.choice(shown)):
            acts.append(_replied(world, person, made[1:]))
    if acts:
        await world.hands.settle()
        await _one_order(world, thread, acts)
        world.model.did["at once"] += 1


def _take(world: World, person: Person, payload: str, ref: str) -> Callable[[Thread], object]:
    meaning = buttons.decode(payload)
    assert isinstance(meaning, TakeThread)
    world.tell(f"{person.name} presses {meaning}, at once")
    world.hands.presses(person, payload, ref)
    return lambda thread: world.model.take(thread, person, sure=bool(meaning.sure))


def _replied(world: World, person: Person, made: tuple[Kind, int, tuple[str, str]]) -> Callable[[Thread], object]:
    return lambda thread: world.writing.replied(person, thread, *made)


async def _one_order(world: World, thread: Thread, acts: Sequence[Callable[[Thread], object]]) -> None:
    before, told = world.model.did.copy(), []
    for order in itertools.permutations(acts):
        world.model.did = before.copy()
        tried = thread.copy()
        for act in order:
            act(tried)
        told = await world.books.differences([tried])
        if tried.is_unsure or not told:
            world.model.threads[thread.id] = tried
            await world.settle(thread.id)
            return
    raise AssertionError(told)


async def edits(world: World, chance: random.Random) -> None:
    """Some own message of before, whatever has become of it."""
    people = [each for each in world.model.people.values() if each.spoken]
    if not people:
        return
    person = chance.choice(people)
    place = chance.randrange(len(person.spoken))
    ref, old = person.spoken[place]
    said = world.model.words[old]
    word = world.model.word(said.thread, person, said.kind)
    person.spoken[place] = ref, word
    world.tell(f"{person.name} edits {old}: {word}")
    touched = world.writing.edited(person, (person.channel, ref), word)
    world.hands.loopback(person).edits(person.user, ref, f"zq{word}q")
    await world.settle(touched, said.thread)


async def leaves(world: World, chance: random.Random) -> None:
    """For a week: to a deputy, or whoever is found."""
    person = chance.choice([each for each in world.town.answerers if not each.is_gone])
    draft = world.model.drafts.get(person.id)
    if world.model.is_away(person):
        world.tell(f"{person.name} is back")
        person.away_until = ""
        world.hands.presses(person, buttons.encode(ComeBack()), "1")
        await world.settle()
        return
    if (draft and draft.is_filled) or sum(map(world.model.is_away, world.town.answerers)) > 4:
        return
    world.model.drafts.pop(person.id, None)
    world.hands.presses(person, buttons.encode(GoAway()), "1")
    await world.hands.settle()
    day = world.hands.offered(person, FormPick)[0]
    world.hands.presses(person, day[1], day[0].ref)
    await world.hands.settle()
    shown, payload, pick = chance.choice(world.hands.offered(person, FormPick))
    assert isinstance(pick, FormPick)
    deputy = world.model.people.get(int(pick.value))
    world.tell(f"{person.name} leaves; deputy {deputy.name if deputy else None}")
    await _left(world, person, deputy)
    world.hands.presses(person, payload, shown.ref)
    await world.settle(*_of(world, person))


def _of(world: World, person: Person) -> list[int]:
    return [each.id for each in world.model.threads.values() if each.is_unsure]


async def _left(world: World, person: Person, deputy: Person | None) -> None:
    world.model.did["away"] += 1
    person.away_until, person.deputy = world.day(7), deputy
    if deputy:
        world.model.deputies.setdefault(person.id, set()).add(deputy.id)
    for thread in world.model.threads.values():
        if thread.owner is person and thread.state is not State.CLOSED:
            world.model.look_anew(thread)
            if there := world.model.standing_in(deputy):
                world.model.give(thread, there)
                thread.posts.append(Posted(Kind.PASSED, person.id, subject=there.id))


async def is_dismissed(world: World, chance: random.Random) -> None:
    """A role ends, and others are found for what was theirs."""
    there = [each for each in world.town.answerers if not each.is_gone]
    if len(world.town.answerers) - len(there) >= GONE:
        return
    person = chance.choice(there)
    world.tell(f"the role of {person.name} ends")
    person.is_gone = True
    world.model.drafts.pop(person.id, None)
    async with world.database.transaction() as tx:
        await rosters.end(tx, [person.post], now=world.clock.now())
    for thread in world.model.threads.values():
        if thread.owner is person and thread.state is not State.CLOSED:
            world.model.look_anew(thread)
    await world.stage.app.watching.sweep()
    await world.settle(*_of(world, person))
    world.model.did["dismissed"] += 1


async def time_passes(world: World, chance: random.Random) -> None:
    """Some hours, with all that they bring."""
    seconds = chance.randrange(600, LONGEST)
    world.tell(f"{seconds} s pass")
    await world.turn(seconds)
    await world.books.check_all()
    world.model.did["hours"] += seconds // 3600


async def forges(world: World, chance: random.Random) -> None:
    """A press that nobody has offered to them, by anybody at all."""
    thread, person = world.thread(chance), chance.choice([*world.model.people.values()])
    meaning = chance.choice(FORGED)(thread.id)
    if chance.random() < 0.2:
        meaning = PassTo(thread.id, chance.choice([*world.model.people]))
    world.model.did["forged"] += 1
    await world.press(person, _any(person), buttons.encode(meaning), meaning)


async def presses_late(world: World, chance: random.Random) -> None:
    """Whatever stands somewhere on a screen."""
    thread = world.thread(chance)
    person = chance.choice([thread.asker, world.answerer(chance, thread)])
    found = [each for each in world.hands.have(person, Meaning, thread.id)]
    if found:
        await world.press(person, *chance.choice(found))


def _any(person: Person) -> Shown:
    return next(iter(person.seen.values()), NOWHERE)


DEEDS: dict[str, tuple[Callable[[World, random.Random], Awaitable[None]], int]] = {
    each.__name__: (each, weight) for each, weight in (
        (answers, 5), (begins, 5), (goes_on, 8), (replies, 6), (takes, 4), (passes, 3), (notes, 2), (closes, 4),
        (keeps, 1), (adds, 3), (solves, 2), (reopens, 3), (asks, 1), (at_once, 4), (edits, 4), (leaves, 1),
        (is_dismissed, 1), (time_passes, 1), (forges, 4), (presses_late, 3))}
"""And how often, compared with each other."""
