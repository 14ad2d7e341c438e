"""Whose card somebody may look at and write on. Every button and every end of a form asks here again."""

from dataclasses import dataclass

from handlers.turn import Refused, Turn
from storage import cards
from storage.cards import Place, Problem, Tutor
from storage.participants import Role

WRITERS = frozenset({Role.DIRECTOR, Role.MENTOR, Role.COORDINATOR, Role.CURATOR, Role.OPERATOR})
"""Who adds problems and measures: those who look after the school, and the school itself."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A school, and as what this person looks at its card."""

    school: Place
    roles: frozenset[Role]

    @property
    def writes(self) -> bool:
        return bool(self.roles & WRITERS)

    @property
    def is_of_the_school(self) -> bool:
        """Whether it is their own school, and they look after none."""
        return self.roles <= {Role.DIRECTOR}


async def seat(turn: Turn, school: int) -> Seat:
    """At the card of this school. Raises `Refused`."""
    place = await cards.place(turn.tx, school)
    roles = await cards.roles(turn.tx, turn.me.id, school)
    if place is None or not roles:
        raise Refused("cards/not_yours")
    return Seat(place, roles)


async def writer(turn: Turn, school: int) -> Seat:
    """The same for whoever adds something to it. Raises `Refused`."""
    found = await seat(turn, school)
    if not found.writes:
        raise Refused("cards/only_a_look")
    return found


async def of_problem(turn: Turn, id: int, *, writes: bool = False) -> tuple[Problem, Seat]:
    """A problem on a card that this person may see, or write on. Raises `Refused`."""
    problem = await cards.problem(turn.tx, id)
    if problem is None:
        raise Refused("cards/not_yours")
    return problem, await (writer if writes else seat)(turn, problem.organisation)


async def tutor(turn: Turn, school: int, id: int) -> Tutor:
    """Somebody who may accompany something there. Raises `Refused`."""
    for each in await cards.tutors(turn.tx, school):
        if each.id == id:
            return each
    raise Refused("cards/no_tutor")
