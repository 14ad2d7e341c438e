"""What ought to be: threads, what was said in them and by whom, and what everybody is writing just now. Knows no store.

Each word that somebody writes is one of a kind, and is remembered with the thread that it was meant for.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from scheduler.consulting.routing import DEPUTIES
from storage.consultations import State
from storage.participants import Role
from storage.posts import Kind
from tests.consulting.people import Person, Town

WORD = re.compile(r"zq(\d+)q")
RATING = "rating"
UNHEARD = "unheard"
"""Kinds of words besides those of posts: one beside stars, and one that nobody was to take for anything."""


@dataclass(frozen=True, slots=True)
class Word:
    """For which thread it was meant, by whom, and as what."""

    thread: int
    author: int
    kind: str


@dataclass(frozen=True, slots=True)
class Posted:
    """A post as it should stand. `word` is 0 for what happened."""

    kind: Kind
    author: int | None
    word: int = 0
    subject: int | None = None
    ref: tuple[str, str] = ("", "")


@dataclass(slots=True)
class Thread:
    """A consultation. `circle` may answer it; `allowed` may ever have seen it, and grows only."""

    id: int
    asker: Person
    owner: Person | None
    circle: set[int]
    allowed: set[int]
    state: State = State.OPEN
    posts: list[Posted] = field(default_factory=list)
    minutes: list[tuple[int, int]] = field(default_factory=list)
    is_unsure: bool = False
    """Others were looked for: who it is now is the store's to say."""

    def copy(self) -> "Thread":
        return replace(self, circle={*self.circle}, allowed={*self.allowed}, posts=[*self.posts],
                       minutes=[*self.minutes])

    @property
    def answers(self) -> list[int]:
        """The words that its asker should have, in their order."""
        return [each.word for each in self.posts if each.kind is Kind.ANSWER]


@dataclass(slots=True)
class Draft:
    """What somebody has begun to write."""

    form: str
    thread: int
    to: int = 0
    pieces: list[tuple[int, tuple[str, str]]] = field(default_factory=list)
    minutes: int | None = None

    @property
    def is_filled(self) -> bool:
        return bool(self.pieces) or self.minutes is not None


class Model:
    """All of it. A deed that nobody may do changes nothing."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.people = {each.id: each for each in (*town.askers, *town.answerers, town.operator)}
        self.by_home = {(each.channel, each.user): each for each in self.people.values()}
        self.threads: dict[int, Thread] = {}
        self.words: dict[int, Word] = {}
        self.drafts: dict[int, Draft] = {}
        self.deputies: dict[int, set[int]] = {}
        """Everybody who has ever stood in for somebody."""
        self.did: Counter[str] = Counter()

    def word(self, thread: int, author: Person, kind: str) -> int:
        """A new one."""
        number = len(self.words) + 1
        self.words[number] = Word(thread, author.id, kind)
        return number

    def may_see(self, person: Person, number: int) -> bool:
        """Whether this word may stand on somebody's screen."""
        word = self.words[number]
        if word.author == person.id:
            return True
        thread = self.threads.get(word.thread)
        if thread is None or word.kind == UNHEARD:
            return False
        if person is thread.asker:
            return word.kind in (Kind.QUESTION, Kind.ANSWER)
        return person.role is Role.OPERATOR or person.id in thread.allowed

    def answers(self, thread: Thread, person: Person) -> bool:
        """Whether they may answer it, if it is nobody's."""
        if person is thread.asker or person.is_gone:
            return False
        return person.role is Role.OPERATOR or person.id in thread.circle

    def answers_now(self, thread: Thread, person: Person) -> bool:
        """Whether they may answer it as it is."""
        return self.answers(thread, person) and self.owner(thread) in (None, person)

    def owner(self, thread: Thread) -> Person | None:
        """Whose it is, as long as they may answer."""
        return thread.owner if thread.owner is not None and not thread.owner.is_gone else None

    def serving(self, thread: Thread) -> set[int]:
        """All who might be found for it: those of its school, and whoever has ever stood in for one of them."""
        found = {each.id for each in self.town.serving[thread.asker.school]}
        while more := {deputy for each in found for deputy in self.deputies.get(each, ())} - found:
            found |= more
        return found

    def look_anew(self, thread: Thread) -> None:
        """Others are looked for."""
        thread.allowed |= self.serving(thread)
        thread.is_unsure = True

    def give(self, thread: Thread, to: Person) -> None:
        thread.owner = to
        thread.circle.add(to.id)
        thread.allowed.add(to.id)

    def take(self, thread: Thread, by: Person, *, sure: bool) -> None:
        if not self.answers(thread, by) or thread.state is State.CLOSED or self.owner(thread) is by:
            return
        if self.owner(thread) is not None and not sure:
            return
        self.did["taken over" if self.owner(thread) else "taken"] += 1
        self.give(thread, by)
        thread.posts.append(Posted(Kind.TAKEN, by.id))

    def answer(self, thread: Thread, by: Person, pieces: Sequence[tuple[int, tuple[str, str]]]) -> bool:
        """Whether it was theirs to answer."""
        if not self.answers_now(thread, by):
            return False
        if self.owner(thread) is None and thread.state is not State.CLOSED:
            self.give(thread, by)
            thread.posts.append(Posted(Kind.TAKEN, by.id))
        thread.posts += [Posted(Kind.ANSWER, by.id, word, ref=ref) for word, ref in pieces]
        if thread.state is State.OPEN:
            thread.state = State.WAITING
        self.did["answers"] += len(pieces)
        return True

    def note(self, thread: Thread, by: Person, pieces: Sequence[tuple[int, tuple[str, str]]]) -> bool:
        if not self.answers(thread, by):
            return False
        thread.posts += [Posted(Kind.NOTE, by.id, word, ref=ref) for word, ref in pieces]
        self.did["notes"] += len(pieces)
        return True

    def add(self, thread: Thread, pieces: Sequence[tuple[int, tuple[str, str]]]) -> None:
        """The asker has more to say."""
        if thread.state is State.CLOSED:
            self.reopen(thread, thread.asker)
        thread.state = State.OPEN
        thread.posts += [Posted(Kind.QUESTION, thread.asker.id, word, ref=ref) for word, ref in pieces]
        self.did["added"] += len(pieces)

    def reopen(self, thread: Thread, by: Person) -> None:
        if thread.state is not State.CLOSED or not (by is thread.asker or self.answers(thread, by)):
            return
        thread.state = State.OPEN
        thread.posts.append(Posted(Kind.REOPENED, by.id))
        self.did["reopened"] += 1
        if self.owner(thread) is None or self.is_away(self.owner(thread)):
            self.look_anew(thread)

    def may_pass(self, thread: Thread, by: Person, to: Person) -> bool:
        """Whether it may be handed to this colleague."""
        able = not to.is_gone and to.role is not Role.TEACHER and not self.is_away(to)
        return able and self.answers(thread, by) and to not in (thread.asker, self.owner(thread))

    def pass_on(self, thread: Thread, by: Person, to: Person, word: int = 0) -> None:
        if not self.may_pass(thread, by, to) or thread.state is State.CLOSED:
            return
        self.give(thread, to)
        thread.posts.append(Posted(Kind.PASSED, by.id, subject=to.id))
        if word:
            thread.posts.append(Posted(Kind.NOTE, by.id, word))
        self.did["passed"] += 1

    def close(self, thread: Thread, by: Person) -> None:
        if thread.state is State.CLOSED:
            return
        thread.state = State.CLOSED
        thread.posts.append(Posted(Kind.CLOSED, by.id))
        self.did["closed"] += 1

    def close_with(self, thread: Thread, by: Person, minutes: int) -> bool:
        """By one who answers, with what it has taken."""
        if not self.answers_now(thread, by):
            return False
        if minutes and (not thread.minutes or thread.state is not State.CLOSED):
            thread.minutes.append((by.id, minutes))
            self.did["entries"] += 1
        if thread.state is not State.CLOSED:
            if self.owner(thread) is None:
                self.give(thread, by)
                thread.posts.append(Posted(Kind.TAKEN, by.id))
            self.close(thread, by)
        return True

    def keep(self, thread: Thread, by: Person) -> None:
        if self.answers_now(thread, by) and thread.state is State.WAITING:
            thread.state = State.OPEN

    def is_away(self, person: Person | None) -> bool:
        return person is not None and person.away_until >= self.today

    def standing_in(self, person: Person | None) -> Person | None:
        """They themselves, or who answers in their stead."""
        for _ in range(DEPUTIES):
            if person is None or person.is_gone:
                return None
            if not self.is_away(person):
                return person
            person = person.deputy
        return None

    today = ""
    """The day there, ISO; whoever turns the clock sets it."""
