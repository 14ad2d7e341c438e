"""Who may answer for a decision: the people of the meeting or of the visited school first, then all whom its writer may
write to. A person answers alone, an organisation by its team.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.organisations import named, words_of
from handlers.turn import Turn
from storage import decisions, visits
from storage.assignments import Asked
from storage.decisions import Post
from storage.visits import Facts

OFFERED = 7
"""Buttons: with the ways back and out there are ten, whatever happens."""
WITH_TEAMS = frozenset({"school", "municipality", "institute"})
"""Levels of the organisations in which somebody does tasks for all."""


@dataclass(frozen=True, slots=True)
class Owner:
    """One of them; `place` is empty for an organisation. `key` is how a form remembers it."""

    key: str
    organisation: int
    participant: int | None
    title: str
    place: str
    near: int
    search: str

    @property
    def asked(self) -> Asked:
        return Asked(self.organisation, self.participant)


async def reach(turn: Turn, event: int) -> list[Owner]:
    """All of them: those who are at the event before the others, people before their organisations, and the school that
    is visited before everybody.
    """
    posts = await decisions.reach(turn.tx, event, turn.me.id)
    people = {each.participant: _person(each) for each in reversed(posts)}
    places = {each.organisation: _place(each) for each in reversed(posts) if each.level in WITH_TEAMS}
    visited = await visits.facts(turn.tx, event)
    first = [_school(visited)] if visited else []
    places = {id: each for id, each in places.items() if visited is None or id != visited.school}
    return [*first, *sorted([*people.values(), *places.values()], key=lambda each: (-each.near, not each.participant,
                                                                                    each.title.casefold()))]


def found(owners: Sequence[Owner], words: str) -> list[Owner]:
    """Those whom the words may mean; a whole name or title means itself alone."""
    looked = words_of(words)
    some = [each for each in owners if looked and named(each.search, looked)]
    return [each for each in some if each.title.casefold() == words.strip().casefold()] or some


def offered(owners: Sequence[Owner]) -> list[Owner]:
    """Those of the meeting, or all where they are few."""
    near = [each for each in owners if each.near]
    return [*(near or owners)][:OFFERED] if near or len(owners) <= OFFERED else []


def by_key(owners: Sequence[Owner], key: object) -> Owner | None:
    return next((each for each in owners if each.key == key), None)


def _person(post: Post) -> Owner:
    return Owner(f"p{post.participant}:{post.organisation}", post.organisation, post.participant, post.name, post.title,
                 post.near, post.name)


def _school(visited: Facts) -> Owner:
    return Owner(f"o{visited.school}", visited.school, None, visited.title, "", near=3, search=visited.title)


def _place(post: Post) -> Owner:
    return Owner(f"o{post.organisation}", post.organisation, None, post.title, "", post.near,
                 f"{post.title} {post.municipality}")
