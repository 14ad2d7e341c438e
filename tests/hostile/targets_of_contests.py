"""For each button of contests: what it would be on those of others, and who may press it after all."""

from collections.abc import Callable

from messages import meanings_of_contests as of
from messages.buttons import Meaning
from tests.handlers.rights_of_contests import (
    CALL,
    OF_APPLICATIONS,
    OF_CONTESTS,
    OF_REVIEWS,
    RULE,
)
from tests.hostile.world import NOBODY, World

Targets = list[tuple[Callable[[World], Meaning], frozenset[str]]]


def _plain(kind: Callable[[], Meaning], allowed: frozenset[str] = NOBODY) -> Targets:
    return [(lambda world: kind(), allowed)]


def _contest(build: Callable[[int], Meaning]) -> Callable[[World], Meaning]:
    return lambda world: build(world.ids.contested.contest)


def _application(build: Callable[[int], Meaning]) -> Callable[[World], Meaning]:
    return lambda world: build(world.ids.contested.application)


def _review(build: Callable[[int], Meaning]) -> Callable[[World], Meaning]:
    return lambda world: build(world.ids.contested.review)


def _found() -> dict[type[Meaning], Targets]:
    """Whatever the table of rights has, by the kind of the button."""
    found: dict[type[Meaning], Targets] = {}
    for table, made in ((OF_CONTESTS, _contest), (OF_APPLICATIONS, _application), (OF_REVIEWS, _review)):
        for build, allowed in table:
            kind = type(build(1))
            if kind.__module__ == of.__name__:
                found.setdefault(kind, []).append((made(build), allowed))
    return found


TARGETS: dict[type[Meaning], Targets] = {
    **_found(),
    **{kind: _plain(kind) for kind in (of.ShowContests, of.ShowExpertise, of.ShowPractices)},
    **{kind: _plain(kind, CALL) for kind in (of.MakeContest, of.ShowExperts)},
    of.PickExpert: [(lambda world: of.PickExpert(world.ids.contested.contest, world.ids.contested.expert, 0), RULE)],
}
