"""Figures equal the entries that count, however they were corrected; hours, stars and terms to the minute."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages import russian
from scheduler.consulting import reckoning
from scheduler.consulting.reckoning import Counted, Rating, Share, Thread
from scheduler.consulting.rules import Plan, Rules
from storage.ledger import Kind

entries = st.builds(
    Counted, st.integers(1, 4), st.sampled_from(Kind), st.integers(1, 1440),
    st.sampled_from(["2018-05-16", "2018-05-31", "2018-06-01", "2018-12-31"]),
    st.lists(st.integers(10, 14), min_size=1, max_size=3).map(tuple))
"""A school may be named twice: it was there once."""


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[list[Counted], list[Counted]]:
    """Rows of a ledger that count, in any order, and what a careful secretary has on paper.

    Each correction takes an entry of any place in the chain of some consultation for the last one; None strikes it out.
    """
    paper: list[Counted | None] = list(draw(st.lists(entries, max_size=8)))
    rows: list[tuple[Counted, bool]] = [(each, True) for each in paper if each]
    last = list(range(len(rows)))
    for at, new in draw(st.lists(st.tuples(st.integers(0, 7), st.none() | entries), max_size=12)):
        if at >= len(paper) or paper[at] is None:
            continue
        rows[last[at]] = (rows[last[at]][0], False)
        if new is not None:
            rows.append((new, True))
            last[at] = len(rows) - 1
        paper[at] = new
    shuffled = draw(st.permutations(rows))
    return [each for each, counts in shuffled if counts], [each for each in paper if each]


@given(ledgers())
def test_sums_equal_what_counts_whatever_was_corrected_in_whatever_order(ledger: tuple[list[Counted], list[Counted]]
                                                                         ) -> None:
    rows, paper = ledger
    curators, schools, months = reckoning.by_curator(rows), reckoning.by_school(rows), reckoning.by_month(rows)
    whole = reckoning.total(rows)
    assert whole.minutes == sum(each.minutes for each in paper)
    assert whole.entries == len(paper)
    for sums in (curators, months):  # every entry has one of each
        assert sum(each.minutes for each in sums.values()) == whole.minutes
        assert sum(each.entries for each in sums.values()) == whole.entries
    for who in range(1, 5):
        mine = [each for each in paper if each.participant == who]
        assert curators.get(who, reckoning.NOTHING).minutes == sum(each.minutes for each in mine)
    for school in range(10, 15):
        there = [each for each in paper if school in each.organisations]
        assert schools.get(school, reckoning.NOTHING).minutes == sum(each.minutes for each in there)
        assert schools.get(school, reckoning.NOTHING).entries == len(there)
    for kind in Kind:
        of_kind = [each for each in paper if each.kind is kind]
        assert whole.of(kind) == Share(len(of_kind), sum(each.minutes for each in of_kind))
    parts = reckoning.grouped(rows, lambda each: {(school, each.month) for school in each.organisations})
    for school, sum_of_school in schools.items():
        assert sum(part.minutes for (id, _), part in parts.items() if id == school) == sum_of_school.minutes


@given(ledgers(), st.integers(0, 100), st.integers(0, 12))
def test_plan_and_fact_are_of_the_same_entries(ledger: tuple[list[Counted], list[Counted]], hours: int,
                                               count: int) -> None:
    rows, paper = ledger
    plan = {"individual": Plan(hours=hours), "group": Plan(count=count)}
    found = {each.kind: each for each in reckoning.promises(plan, reckoning.total(rows))}
    individual = sum(each.minutes for each in paper if each.kind is Kind.INDIVIDUAL)
    groups = sum(each.kind is Kind.GROUP for each in paper)
    if hours:
        promise = found[Kind.INDIVIDUAL]
        assert promise.share.minutes == individual
        assert promise.minutes_left == max(0, hours * 60 - individual)
        assert (promise.percent_of_hours >= 100) == (individual >= hours * 60)
    if count:
        assert found[Kind.GROUP].share.entries == groups
        assert found[Kind.GROUP].count_left == max(0, count - groups)
    assert all(each.plan != Plan() or each.share.entries for each in found.values())


def test_a_group_of_several_schools_counts_once_for_the_plan_and_once_at_each_school() -> None:
    group = Counted(1, Kind.GROUP, 90, "2018-06-05", (10, 11, 12))
    promise, = reckoning.promises({"group": Plan(count=10)}, reckoning.total([group]))
    assert (promise.share.entries, promise.count_left, promise.percent_of_count) == (1, 9, 10)
    assert reckoning.by_curator([group])[1].group == Share(1, 90)
    assert {school: each.minutes for school, each in reckoning.by_school([group]).items()} == {10: 90, 11: 90, 12: 90}


@pytest.mark.parametrize(("minutes", "said"), [(0, "0 ч"), (2, "0 ч"), (3, "0,1 ч"), (15, "0,3 ч"), (45, "0,8 ч"),
                                               (60, "1 ч"), (270, "4,5 ч"), (5399, "90 ч"), (60_000, "1 000 ч")])
def test_hours_are_of_sixty_minutes_and_rounded_to_a_tenth(minutes: int, said: str) -> None:
    assert russian.hours(minutes) == said


@pytest.mark.parametrize(("stars", "rating"), [
    ([], Rating(0, None)), ([5, 1], Rating(2, None)), ([5, 5, 4], Rating(3, 4.7)), ([5, 5, 5, 4], Rating(4, 4.8)),
    ([1, 1, 1], Rating(3, 1.0))])
def test_a_mean_is_told_of_three_stars_and_more(stars: list[int], rating: Rating) -> None:
    assert reckoning.rating(stars) == rating


@pytest.mark.parametrize(("today", "left", "percent"), [
    ("2018-05-01", 40, 0), ("2018-05-16", 25, 0), ("2018-05-17", 24, 4), ("2018-06-09", 1, 96),
    ("2018-06-10", 0, 100), ("2019-01-01", 0, 100)])
def test_the_time_of_a_programme_runs_from_its_first_day_to_its_last(today: str, left: int, percent: int) -> None:
    found = reckoning.elapsed("2018-05-16", "2018-06-09", today)
    assert (found.days_left, found.percent) == (left, percent)


ASKED = 1_526_436_000
"""Wednesday, 16 May 2018, 10:00 in Irkutsk."""
HOUR = 3600


def thread(answered: int | None = None, answer_by: int | None = None, state: str = "waiting") -> Thread:
    return Thread(state, ASKED, answered, answer_by, "Asia/Irkutsk")


def test_an_answer_is_in_time_by_working_hours() -> None:
    rules, night = Rules(answer=9), ASKED + 24 * HOUR
    assert reckoning.in_time(thread(night), rules, night) is True
    assert reckoning.in_time(thread(night + 60), rules, night + 60) is False


def test_what_waits_is_late_when_its_term_is_over_and_not_counted_before() -> None:
    rules, term = Rules(), ASKED + 24 * HOUR
    waiting = thread(None, term, "open")
    assert reckoning.in_time(waiting, rules, term) is None
    assert reckoning.in_time(waiting, rules, term + 1) is False
    assert reckoning.in_time(thread(None, None, "closed"), rules, term * 2) is None
    found = reckoning.promptness([thread(ASKED + HOUR), waiting, thread(ASKED + 90 * HOUR)], rules, term)
    assert (found.due, found.in_time) == (2, 1)
