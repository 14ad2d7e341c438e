"""What comes between: two at the same moment, edits, people who leave, hours that pass, presses that nobody offered."""

import itertools
import random
from collections.abc import Callable, Sequence

from messages import buttons
from messages.buttons import Meaning
from messages.meanings import FormPick
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

LONGEST, DAY = 4 * 3600, 86400
NIGHTS = 0.2
"""Of the times that pass, so many are whole days."""
GONE = 2
"""People whose roles end."""
AWAY = 4
"""People who are away at once, and one more."""
NOWHERE = Shown("", "1", "")
FORGED = (AnswerThread, NoteThread, AddToQuestion, CloseThread, KeepThread, TakeThread, ReopenThread, QuestionSolved,
          EnterHours, NoteRating, OpenThread, PassThread)


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
    if (draft and draft.is_filled) or sum(map(world.model.is_away, world.town.answerers)) > AWAY:
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
    _left(world, person, deputy)
    world.hands.presses(person, payload, shown.ref)
    await world.settle(*_unsure(world))


def _unsure(world: World) -> list[int]:
    return [each.id for each in world.model.threads.values() if each.is_unsure]


def _left(world: World, person: Person, deputy: Person | None) -> None:
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
    await world.settle(*_unsure(world))
    world.model.did["dismissed"] += 1


async def time_passes(world: World, chance: random.Random) -> None:
    """Some hours, or a day, with all that they bring."""
    seconds = DAY if chance.random() < NIGHTS else chance.randrange(600, LONGEST)
    world.tell(f"{seconds} s pass")
    await world.turn(seconds)
    await world.books.check_all()
    world.model.did["hours"] += seconds // 3600


async def forges(world: World, chance: random.Random) -> None:
    """A press that nobody has offered to them, by anybody at all."""
    thread, person = world.thread(chance), chance.choice([*world.model.people.values()])
    meaning: Meaning = chance.choice(FORGED)(thread.id)
    if chance.random() < 0.2:
        meaning = PassTo(thread.id, chance.choice([*world.model.people]))
    world.model.did["forged"] += 1
    await world.press(person, _any(person), buttons.encode(meaning), meaning)


async def opens(world: World, chance: random.Random) -> None:
    """The whole of it, as a list offers it: by its asker, by whoever answers, or by anybody."""
    thread = world.thread(chance)
    anybody = chance.choice([*world.model.people.values()])
    person = chance.choice([thread.asker, thread.asker, world.answerer(chance, thread), anybody])
    await world.press(person, _any(person), buttons.encode(OpenThread(thread.id)), OpenThread(thread.id))


async def presses_late(world: World, chance: random.Random) -> None:
    """Whatever stands somewhere on a screen."""
    thread = world.thread(chance)
    person = chance.choice([thread.asker, world.answerer(chance, thread)])
    found = world.hands.have(person, Meaning, thread.id)
    if found:
        await world.press(person, *chance.choice(found))


def _any(person: Person) -> Shown:
    return next(iter(person.seen.values()), NOWHERE)
