"""Whom an audience means as things are now, of all those whom somebody may write to: nobody else is ever found."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scheduler.audience import OF_POSTS, Audience, By, Post, whom
from storage import audiences
from storage.audiences import Invited
from storage.database import Transaction
from storage.participants import Role, RoleHeld

SENDERS = (Role.OPERATOR, Role.CURATOR, Role.COORDINATOR, Role.DIRECTOR)
"""Who may write to many: to the whole programme, to a territory, to a municipality, to their own staff."""


@dataclass(frozen=True, slots=True)
class Circle:
    """All whom somebody may write to in a programme, role by role."""

    posts: tuple[Post, ...]

    @property
    def places(self) -> frozenset[int]:
        """The organisations and municipalities in it."""
        return frozenset(place for post in self.posts for place in post.places)


def sender(held: Iterable[RoleHeld], programme: int | None = None) -> RoleHeld | None:
    """The role by which somebody writes to many, in this programme or in any: the one that reaches furthest."""
    found = [each for each in held if each.role in SENDERS and programme in (None, each.programme)]
    return min(found, key=lambda each: SENDERS.index(each.role), default=None)


async def circle(tx: Transaction, programme: int, person: int) -> Circle:
    """Whom this person may write to."""
    return Circle(_posts(await audiences.posts(tx, programme, person), await audiences.groups(tx, programme)))


async def people(tx: Transaction, programme: int, person: int, audience: Audience) -> list[int]:
    """The participants that the audience means."""
    return await within(tx, await circle(tx, programme, person), audience)


async def within(tx: Transaction, circle: Circle, audience: Audience) -> list[int]:
    """The same of those of a circle."""
    invited: dict[int, list[Invited]] = {}
    members = {(each.by, value): await _members(tx, each.by, value, invited)
               for each in audience if each.by not in OF_POSTS for value in each.values}
    return whom(audience, circle.posts, members)


async def means(tx: Transaction, programme: int, audience: Audience, person: int) -> bool:
    """Whether the audience, of all in the programme, means this person. Nobody else is looked at."""
    posts = _posts(await audiences.own_posts(tx, programme, person),
                   await audiences.own_groups(tx, programme, person))
    members = {(each.by, value): {person} if await _is_member(tx, each.by, value, person) else set[int]()
               for each in audience if each.by not in OF_POSTS for value in each.values}
    return bool(whom(audience, posts, members))


def _posts(held: Iterable[audiences.Post], memberships: Iterable[audiences.Membership]) -> tuple[Post, ...]:
    groups: dict[int, set[str]] = defaultdict(set)
    for each in memberships:
        groups[each.organisation].add(each.code)
    frozen = {organisation: frozenset(codes) for organisation, codes in groups.items()}
    none = frozenset[str]()
    return tuple(Post(each.participant, each.role, (each.organisation, each.municipality),
                      frozen.get(each.organisation, none)) for each in held)


async def _members(tx: Transaction, by: By, value: str, invited: dict[int, list[Invited]]) -> set[int]:
    """`invited` is what was looked up already: of one event several answers are asked for."""
    if by is By.SUBJECT:
        return await audiences.of_subject(tx, value)
    id, _, wanted = value.partition(":")
    if by is By.WAVE:
        look = audiences.done_of_wave if wanted == "done" else audiences.waiting_of_wave
        return await look(tx, int(id))
    if int(id) not in invited:
        invited[int(id)] = await audiences.of_event(tx, int(id))
    return {each.id for each in invited[int(id)] if _is(each, wanted)}


async def _is_member(tx: Transaction, by: By, value: str, person: int) -> bool:
    """The same of one person alone."""
    if by is By.SUBJECT:
        return await audiences.teaches(tx, value, person)
    id, _, wanted = value.partition(":")
    if by is By.WAVE:
        look = audiences.has_done_wave if wanted == "done" else audiences.waits_in_wave
        return await look(tx, int(id), person)
    invited = await audiences.own_of_event(tx, int(id), person)
    return invited is not None and _is(invited, wanted)


def _is(invited: Invited, wanted: str) -> bool:
    answered: Mapping[str, bool] = {
        "invited": True, "came": bool(invited.came), "absent": invited.answer in ("yes", "online") and not invited.came,
        "silent": not invited.answer,
    }
    return answered.get(wanted, invited.answer == wanted)
