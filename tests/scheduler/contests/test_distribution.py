"""Whoever can be given an application is, evenly, and the same seed gives the same; held against plain references."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.contests.distribution import Distribution, Lack, Wanted, distribute

Case = tuple[list[Wanted], dict[int, int], int]


@st.composite
def cases(draw: st.DrawFn, applications: int = 12, experts: int = 7) -> Case:
    """Applications, what the experts have already, and how much one takes."""
    people = [101 + number for number in range(draw(st.integers(1, experts)))]
    wanted = [Wanted(number, draw(st.integers(0, 3)), frozenset(draw(st.sets(st.sampled_from(people)))))
              for number in range(1, 1 + draw(st.integers(1, applications)))]
    return wanted, {each: draw(st.integers(0, 3)) for each in people}, draw(st.integers(0, 6))


@st.composite
def small(draw: st.DrawFn) -> Case:
    return draw(cases(applications=4, experts=4))


def most_reviews(wanted: Sequence[Wanted], load: Mapping[int, int], most: int) -> int:
    """The greatest flow, one way after the other as in every textbook (Ford and Fulkerson)."""
    source, sink = 0, -1
    room: Counter[tuple[int, int]] = Counter()
    for each in wanted:
        room[source, each.application] = each.number
        room.update({(each.application, expert): 1 for expert in each.may})
    room.update({(expert, sink): max(0, most - load[expert]) if most else 10**6 for expert in load})

    def pushed(at: int, seen: set[int]) -> bool:
        if at == sink:
            return True
        seen.add(at)
        for (start, end), left in list(room.items()):
            if start == at and left and end not in seen and pushed(end, seen):
                room[start, end] -= 1
                room[end, start] += 1
                return True
        return False

    flow = 0
    while pushed(source, set()):
        flow += 1
    return flow


def loads(found: Distribution, load: Mapping[int, int]) -> dict[int, int]:
    return {expert: before + sum(each == expert for _, each in found.pairs) for expert, before in load.items()}


@settings(max_examples=400, deadline=None)
@given(cases(), st.integers(0, 10**6))
def test_as_many_reviews_find_an_expert_as_ever_can(case: Case, seed: int) -> None:
    wanted, load, most = case
    found = distribute(wanted, load, most=most, seed=seed)
    assert len(found.pairs) == most_reviews(wanted, load, most)
    assert len(found.pairs) + sum(each.missing for each in found.lacks) == sum(each.number for each in wanted)


@settings(deadline=None)
@given(cases(), st.integers(0, 10**6))
def test_nobody_gets_what_they_may_not_judge_nor_more_than_they_take(case: Case, seed: int) -> None:
    wanted, load, most = case
    found = distribute(wanted, load, most=most, seed=seed)
    assert len(set(found.pairs)) == len(found.pairs)
    by_number = {each.application: each for each in wanted}
    for application, expert in found.pairs:
        assert expert in by_number[application].may
    given_to = Counter(application for application, _ in found.pairs)
    assert all(given_to[each.application] <= each.number for each in wanted)
    if most:
        assert all(after <= max(most, load[expert]) for expert, after in loads(found, load).items())


@settings(max_examples=300, deadline=None)
@given(small(), st.integers(0, 10**6))
def test_no_other_distribution_of_as_many_is_more_even(case: Case, seed: int) -> None:
    """All there are, tried one by one."""
    wanted, load, most = case
    found = distribute(wanted, load, most=most, seed=seed)
    ways = [[chosen for number in range(each.number + 1) for chosen in combinations(sorted(each.may), number)]
            for each in wanted]
    best = None
    for tried in product(*ways):
        extra = Counter(expert for chosen in tried for expert in chosen)
        if sum(extra.values()) != len(found.pairs) or (
                most and any(extra[each] and load[each] + extra[each] > most for each in load)):
            continue
        unevenness = sum((load[each] + extra[each]) ** 2 for each in load)
        best = unevenness if best is None else min(best, unevenness)
    assert sum(after ** 2 for after in loads(found, load).values()) == best


@settings(deadline=None)
@given(st.integers(1, 40), st.integers(3, 12), st.integers(0, 10**6))
def test_where_everybody_may_judge_all_nobody_has_two_more_than_another(number: int, experts: int, seed: int) -> None:
    people = frozenset(range(101, 101 + experts))
    found = distribute([Wanted(each, 3, people) for each in range(1, number + 1)], dict.fromkeys(people, 0), seed=seed)
    work = loads(found, dict.fromkeys(people, 0)).values()
    assert max(work) - min(work) <= 1
    assert not found.lacks


@given(cases(), st.integers(0, 10**6))
@settings(deadline=None)
def test_a_seed_gives_the_same_however_the_applications_are_listed(case: Case, seed: int) -> None:
    wanted, load, most = case
    backwards = dict(reversed(load.items()))
    assert set(distribute(wanted, load, most=most, seed=seed).pairs) == set(
        distribute(wanted[::-1], backwards, most=most, seed=seed).pairs)


def test_another_seed_gives_another_one() -> None:
    people = frozenset(range(101, 107))
    wanted = [Wanted(number, 2, people) for number in range(1, 9)]
    assert len({distribute(wanted, dict.fromkeys(people, 0), seed=seed).pairs for seed in range(5)}) > 1


@pytest.mark.parametrize(("may", "most", "lack"), [
    (frozenset({101}), 0, Lack(1, 1, busy=False)), (frozenset(), 0, Lack(1, 2, busy=False)),
    (frozenset({101, 102, 103}), 1, Lack(1, 1, busy=True))])
def test_what_is_lacking_is_told(may: frozenset[int], most: int, lack: Lack) -> None:
    load = {101: 0, 102: 1, 103: 1} if most else {101: 0}
    assert distribute([Wanted(1, 2, may)], load, most=most).lacks == (lack,)


def test_an_earlier_review_makes_way_for_one_that_only_this_expert_can_give() -> None:
    wanted = [Wanted(1, 1, frozenset({101, 102})), Wanted(2, 1, frozenset({101}))]
    for seed in range(20):
        found = distribute(wanted, {101: 0, 102: 0}, most=1, seed=seed)
        assert found.pairs == ((1, 102), (2, 101))
