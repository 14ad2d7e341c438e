"""An audience: a filter over the people that somebody may write to. Pure.

Conditions of different kinds must all hold; of the values of one condition any is enough. A condition that is turned
round leaves out everybody for whom it holds, in whichever of their roles. Guests from outside are meant only where a
condition names them, or asks who is at an event.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from storage.participants import Role


class By(StrEnum):
    """What a condition looks at, and what its values are."""

    ROLE = "role"
    """Codes of roles."""
    GROUP = "group"
    """Codes of groups of schools."""
    PLACE = "place"
    """Ids of organisations; a municipality means all that belongs to it."""
    SUBJECT = "subject"
    """Subjects as words are compared."""
    EVENT = "event"
    """`id:yes`, `id:online`, `id:no`, `id:silent` (no answer), `id:came`, `id:absent` (said yes, did not come),
    `id:invited`.
    """
    WAVE = "wave"
    """`id:done`, `id:waiting` of a survey's wave."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One part of the filter."""

    by: By
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """Somebody in one of their roles; `groups` are codes, `places` the organisation and its municipality."""

    participant: int
    role: str
    places: tuple[int, ...]
    groups: frozenset[str]


Audience = tuple[Condition, ...]
Members = Mapping[tuple[By, str], Collection[int]]
"""For a value that is not a role, a group or a place: the participants for whom it holds."""
OF_POSTS = frozenset({By.ROLE, By.GROUP, By.PLACE})
"""What holds for somebody in one role and perhaps not in another."""


def write(audience: Iterable[Condition]) -> str:
    """As JSON."""
    return json.dumps([[each.by, list(each.values), int(each.negated)] for each in audience], ensure_ascii=False)


def read(written: str) -> Audience:
    """What `write` made of it."""
    return tuple(Condition(By(by), tuple(values), bool(negated)) for by, values, negated in json.loads(written))


def whom(audience: Audience, posts: Sequence[Post], members: Members) -> list[int]:
    """The participants, each once, in the order of the posts."""
    return list(dict.fromkeys(post.participant for post in meant(audience, posts, members)))


def meant(audience: Audience, posts: Sequence[Post], members: Members) -> list[Post]:
    """The same, post by post: for which of their roles somebody is meant."""
    wanted = [_look(each, members) for each in audience if not each.negated]
    unwanted = [_look(each, members) for each in audience if each.negated]
    if not any(_names_guests(each) for each in audience):
        wanted.append(lambda post: post.role != Role.GUEST)
    left_out = {post.participant for post in posts if any(holds(post) for holds in unwanted)} if unwanted else ()
    return [post for post in posts if post.participant not in left_out and all(holds(post) for holds in wanted)]


def _names_guests(condition: Condition) -> bool:
    by_role = condition.by is By.ROLE and Role.GUEST in condition.values
    return not condition.negated and (by_role or condition.by is By.EVENT)


def _look(condition: Condition, members: Members) -> Callable[[Post], bool]:
    """Whether it holds for somebody in a role; what it takes is made ready once for all of them."""
    values = frozenset(condition.values)
    match condition.by:
        case By.ROLE:
            return lambda post: post.role in values
        case By.GROUP:
            return lambda post: not values.isdisjoint(post.groups)
        case By.PLACE:
            places = frozenset(int(value) for value in values)
            return lambda post: not places.isdisjoint(post.places)
        case By.SUBJECT | By.EVENT | By.WAVE:
            people = frozenset(id for value in values for id in members[condition.by, value])
            return lambda post: post.participant in people
