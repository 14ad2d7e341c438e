"""Who judges which application: so many experts each, none whom it concerns, the work shared as evenly as can be. Pure.

Every review is a unit that flows from its application to an expert; the cost of an expert grows with each review of
theirs. Each unit takes the cheapest way that is open, which may move earlier ones to other experts: of convex costs
that is a flow of least cost (successive shortest paths), so as many reviews find an expert as ever can, and no other
distribution of them is more even. That no way to somebody with less to do is left open is the optimality condition of
Harvey, Ladner, Lovász and Tamir, «Semi-matchings for bipartite graphs and load balancing» (2003).
"""

from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b


@dataclass(frozen=True, slots=True)
class Wanted:
    """An application that lacks so many reviews, and the experts who may give them."""

    application: int
    number: int
    may: frozenset[int]


@dataclass(frozen=True, slots=True)
class Lack:
    """An application for which nobody is left: so many of its reviews. `busy`: experts are, but have all they take."""

    application: int
    missing: int
    busy: bool


@dataclass(frozen=True, slots=True)
class Distribution:
    """Application and expert of each new review, and what could not be given to anybody."""

    pairs: tuple[tuple[int, int], ...]
    lacks: tuple[Lack, ...] = ()


def distribute(wanted: Collection[Wanted], load: Mapping[int, int], *, most: int = 0, seed: int = 0) -> Distribution:
    """`load` is what each expert has already; `most` how much one takes at the utmost, 0: whatever comes.

    The seed decides where nothing else does: the same one gives the same distribution.
    """
    flow = _Flow(wanted, load, most, seed)
    for unit in range(max((each.number for each in wanted), default=0)):
        for application in _by_lot([each.application for each in wanted if each.number > unit], seed):
            flow.add(application)
    return Distribution(tuple(sorted(flow.pairs())), tuple(flow.lacks()))


class _Flow:
    """The reviews that have found their expert so far."""

    def __init__(self, wanted: Collection[Wanted], load: Mapping[int, int], most: int, seed: int) -> None:
        self._wanted = {each.application: each for each in wanted}
        experts = _by_lot({*load, *(expert for each in wanted for expert in each.may)}, seed)
        self._ways = {each.application: [one for one in experts if one in each.may] for each in wanted}
        self._load = {expert: load.get(expert, 0) for expert in experts}
        self._most, self._judged = most, {expert: dict[int, None]() for expert in experts}
        self._given = {application: set[int]() for application in self._wanted}

    def add(self, application: int) -> None:
        """One more review, if there is a way to somebody who has room for it."""
        before: dict[int, tuple[int, int]] = {}
        end = self._nearest(application, before)
        while end:
            giver, follows = before[end]
            if follows:
                self._judged[follows].pop(giver)
                self._given[giver].remove(follows)
            self._judged[end][giver] = None
            self._given[giver].add(end)
            end = follows

    def pairs(self) -> Iterator[tuple[int, int]]:
        return ((application, expert) for application, given in self._given.items() for expert in given)

    def lacks(self) -> Iterator[Lack]:
        for application, each in self._wanted.items():
            given = self._given[application]
            if missing := each.number - len(given):
                yield Lack(application, missing, busy=bool(each.may - given))

    def _nearest(self, application: int, before: dict[int, tuple[int, int]]) -> int:
        """The expert with the least to do to whom a way leads; 0: there is none with room.

        `before` tells of each expert on the way for which application, and from whom it is taken for that.
        """
        floor = min(map(self._all, self._judged), default=0)
        best, queue, seen = 0, deque([(application, 0)]), {application}
        while queue:
            giver, follows = queue.popleft()
            for expert in self._ways[giver]:
                if expert in before or expert in self._given[giver]:
                    continue
                before[expert] = giver, follows
                if self._has_room(expert) and (not best or self._all(expert) < self._all(best)):
                    best = expert
                if best and self._all(best) == floor:
                    return best
                queue.extend((each, expert) for each in self._judged[expert] if each not in seen)
                seen.update(self._judged[expert])
        return best

    def _has_room(self, expert: int) -> bool:
        return not self._most or self._all(expert) < self._most

    def _all(self, expert: int) -> int:
        return self._load[expert] + len(self._judged[expert])


def _by_lot(ids: Collection[int], seed: int) -> Sequence[int]:
    """In an order that the seed decides, on every machine alike."""
    return sorted(ids, key=lambda id: (blake2b(f"{seed}:{id}".encode(), digest_size=8).digest(), id))
