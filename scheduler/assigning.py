"""What is asked in the chat: its place among the programme's activities, and who has to do it.

A request is for the schools and municipalities of those whom it means, or for people themselves.
"""

from collections.abc import Iterable, Mapping

from messages.catalogue import Catalogue
from scheduler import addressing, audience, planner
from scheduler.addressing import Circle
from scheduler.audience import Post
from storage import assignments, organisations
from storage.assignments import Asked, Kind, Review
from storage.broadcasts import Broadcast
from storage.database import Transaction
from storage.participants import Role

FOR_ALL = frozenset({("school", Role.DIRECTOR), ("municipality", Role.COORDINATOR)})
"""Level and role of those who answer together, for their organisation; everybody else answers for themselves."""


async def begin(tx: Transaction, catalogue: Catalogue, kind: Kind, *, programme: int, title: str, about: str,
                due_on: str | None, author: int, now: int, review: Review = Review.NONE, event: int | None = None,
                parent: int | None = None, tutor: int | None = None) -> int:
    """A new assignment with the next number in the section of its kind; nobody has to do it yet. Its id."""
    section = await assignments.section(tx, programme, kind, catalogue.words("assignments/section", kind=kind.value))
    place = await assignments.number(tx, programme, kind)
    return await assignments.make(
        tx, programme=programme, section=section, kind=kind, title=title, about=about, due_on=due_on, author=author,
        number=catalogue.words("assignments/number", kind=kind.value, place=place), now=now, review=review, event=event,
        parent=parent, tutor=tutor)


async def assign(tx: Transaction, sent: Broadcast, *, now: int) -> None:
    """Give the tasks out, as people and the author's rights are now, and plan what they are reminded of."""
    if sent.activity is None or sent.author is None:
        return
    circle = await addressing.circle(tx, sent.programme, sent.author)
    tasks = await assignments.assign(tx, sent.activity, await asked(tx, sent, circle), now=now)
    await planner.plan_tasks(tx, tasks, now)


async def asked(tx: Transaction, sent: Broadcast, circle: Circle) -> list[Asked]:
    """Whose tasks it would be now, each once."""
    posts = await addressing.posts_within(tx, circle, audience.read(sent.audience))
    levels = {each.id: each.level for each in await organisations.of_programme(tx, sent.programme)}
    return list(dict.fromkeys(_asked(posts, levels)))


def _asked(posts: Iterable[Post], levels: Mapping[int, str]) -> Iterable[Asked]:
    for post in posts:
        place = post.places[0]
        together = (levels.get(place), post.role) in FOR_ALL
        yield Asked(place, None if together else post.participant)
