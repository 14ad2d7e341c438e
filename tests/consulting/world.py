"""The town at work: the application over both messengers on one database, everybody's hands, and the books."""

import os
import random
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta

from messages.buttons import Meaning
from storage.database import open_database
from storage.posts import Kind
from tests import stages
from tests.consulting import people
from tests.consulting.books import Books
from tests.consulting.hands import Hands, shows
from tests.consulting.model import Model, Posted, Thread, Word
from tests.consulting.people import START, ZONE, Person
from tests.consulting.writing import Writing
from tests.loopback.contract import Shown
from tests.wording import CATALOGUE

PROVE = os.environ.get("VEKHA_PROVE") == "1"
ASKERS, EACH = (500, 4) if PROVE else (20, 3)
"""People who ask, and questions of each."""
HOURS = 8
"""Over which they ask."""
HOT = 12
"""Threads that have just been touched are touched again, mostly: so that people meet."""


class World:
    """Open it, do deeds on it, look at all in the end, close it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.story: list[str] = []
        """What has been done."""
        self.hot: list[int] = []
        self._stack = AsyncExitStack()

    async def open(self) -> None:
        """Everybody has asked, and everybody has seen it."""
        self.database = await open_database(self.url)
        self._stack.push_async_callback(self.database.close)
        self.town = await people.build(self.database, ASKERS)
        self.stage = await self._stack.enter_async_context(stages.on_both(self.database, START))
        self.clock = self.stage.clock
        self.model = Model(self.town)
        self.writing, self.hands = Writing(self.model), Hands(self.stage, self.model)
        self.books = Books(self.url, self.model)
        self._stack.push_async_callback(self.books.reader.close)
        await self.hands.settle()
        asking = [each for _ in range(EACH) for each in self.town.askers]
        for hour in range(HOURS):
            await self._ask(asking[len(asking) * hour // HOURS:len(asking) * (hour + 1) // HOURS])
            await self.turn(3600 if hour + 1 < HOURS else 0)
        await self.books.check_all()

    async def close(self) -> None:
        await self._stack.aclose()

    async def turn(self, seconds: int) -> None:
        """Programme time goes on, and what is due comes about."""
        await self.stage.rehearsal.live_until(self.clock.now() + seconds)
        await self.hands.settle()
        self.model.today = self.day(0)

    def day(self, later: int) -> str:
        """A day there, ISO."""
        local = datetime.fromtimestamp(self.clock.now(), UTC).astimezone(ZONE).date()
        return (local + timedelta(later)).isoformat()

    def thread(self, chance: random.Random) -> Thread:
        """Any, or one that has just been touched."""
        id = chance.choice(self.hot) if self.hot and chance.random() < 0.7 else chance.choice([*self.model.threads])
        self.touch(id)
        return self.model.threads[id]

    def touch(self, id: int) -> None:
        self.hot = [*[each for each in self.hot if each != id], id][-HOT:]

    def answerer(self, chance: random.Random, thread: Thread) -> Person:
        """Somebody who sees it."""
        there = [each for each in (*self.town.answerers, self.town.operator)
                 if not each.is_gone and thread.id in each.about and self.model.answers(thread, each)]
        return chance.choice(there or [self.town.operator])

    async def press(self, person: Person, shown: Shown, payload: str, meaning: Meaning) -> None:
        """A button that they have."""
        self.tell(f"{person.name} presses {meaning}")
        self.writing.pressed(person, meaning)
        self.hands.presses(person, payload, shown.ref)
        await self.settle(getattr(meaning, "consultation", 0))

    async def choose(self, person: Person, shown: Shown, payload: str, value: str) -> None:
        """A button of what is open."""
        draft = self.model.drafts.get(person.id)
        self.tell(f"{person.name} chooses {value} for {draft}")
        self.writing.chosen(person, value)
        self.hands.presses(person, payload, shown.ref)
        await self.settle(draft.thread if draft else 0)

    async def say(self, person: Person) -> None:
        """A word of their own, no reply."""
        thread, kind = self.writing.meant(person)
        word = self.model.word(thread, person, kind)
        self.tell(f"{person.name} says {word} as {kind} in {thread}")
        ref = self.hands.says(person, f"zq{word}q")
        person.spoken.append((ref[1], word))
        self.writing.said(person, word, ref)
        await self.settle(thread)

    def reply(self, person: Person, shown: Shown) -> tuple[Thread, Kind, int, tuple[str, str]] | None:
        """A word in reply to a message that shows a post; what it should come to is the caller's to say."""
        which = shows(shown)
        thread = self.model.threads.get(which[1]) if which else None
        if which is None or thread is None:
            return None
        kind = Kind.NOTE if which[0] is Kind.NOTE else Kind.QUESTION if person is thread.asker else Kind.ANSWER
        word = self.model.word(thread.id, person, kind)
        self.tell(f"{person.name} replies {word} to {which}")
        ref = self.hands.says(person, f"zq{word}q", answers=shown.ref)
        person.spoken.append((ref[1], word))
        return thread, which[0], word, ref

    async def settle(self, *touched: int) -> None:
        """What the store and the screens say is what they ought to."""
        await self.hands.settle()
        ids = [each for each in touched if each]
        await self.books.check(ids)
        for each in ids:
            self.hands.check_answers(self.model.threads[each].asker)

    async def check_all(self) -> None:
        """Everything, on every screen and in the store."""
        await self.books.check_all()
        for person in self.model.people.values():
            self.hands.check(person)
        for loopback in self.stage.loopbacks.values():
            assert not loopback.violations, loopback.violations

    def tell(self, line: str) -> None:
        self.story.append(line)

    async def _ask(self, asking: list[Person]) -> None:
        for asker in asking:
            word = self.model.word(0, asker, Kind.QUESTION)
            async with self.database.transaction() as tx:
                found = await people.ask(tx, self.town, CATALOGUE, asker, f"zq{word}q", self.clock.now(),
                                         int(self.clock.real()))
            self.knows(found.id, asker, word)

    def knows(self, id: int, asker: Person, word: int, ref: tuple[str, str] = ("", "")) -> None:
        """A thread that has come about."""
        mentors = [each for each in self.town.serving[asker.school] if each.school == asker.school
                   and not each.is_gone and not self.model.is_away(each)]
        circle = {each.id for each in mentors}
        thread = Thread(id, asker, mentors[0] if mentors else None, circle, {*circle},
                        posts=[Posted(Kind.QUESTION, asker.id, word, ref=ref)])
        self.model.threads[id] = thread
        self.model.words[word] = Word(id, asker.id, Kind.QUESTION)
        if not mentors:
            self.model.look_anew(thread)
