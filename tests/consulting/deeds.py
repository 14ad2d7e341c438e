"""What people do, each deed by chance: whoever does it has the button or the message on their screen."""

import random

from messages import buttons
from messages.buttons import Meaning
from messages.meanings import AskCurator, FormCancel, FormPick, FormSkip
from messages.meanings_of_consultations import (
    AddToQuestion,
    AnswerThread,
    CloseThread,
    EnterHours,
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
from storage.consultations import State
from storage.posts import Kind
from tests.consulting.hands import shows
from tests.consulting.model import Thread
from tests.consulting.people import Person
from tests.consulting.world import World

FULL = 6
"""Pieces after which a message is sent."""


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
        await _goes_on(world, chance, person, hasty=chance.random() < 0.8)


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
        for each in world.hands.have(person, TakeThread, thread.id)[-1:]:
            if each[2] == TakeThread(thread.id, 1):
                await world.press(person, *each)


async def passes(world: World, chance: random.Random) -> None:
    thread = world.thread(chance)
    person = world.answerer(chance, thread)
    await _goes(world, chance, person, thread, PassThread)
    if found := world.hands.have(person, PassTo, thread.id):
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
