"""Places equal what a secretary would work out on paper, ties and differences included."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from scheduler.contests import ranking
from scheduler.contests.ranking import Criterion, Leaning, Review

CRITERIA = [Criterion("q1", "Актуальность", Fraction(0), Fraction(5), Fraction(2)),
            Criterion("q2", "Результат", Fraction(0), Fraction(5), Fraction(1))]
weights = st.fractions(min_value=Fraction(1, 10), max_value=5, max_denominator=10)


def review(application: int, expert: int, *scores: int) -> Review:
    return Review(application, expert, {f"q{number}": Fraction(score) for number, score in enumerate(scores, 1)})


@st.composite
def contests(draw: st.DrawFn) -> tuple[list[Criterion], list[int], list[Review]]:
    criteria = [Criterion(f"q{number}", "", Fraction(0), Fraction(5), draw(weights))
                for number in range(1, draw(st.integers(1, 4)) + 1)]
    applications = list(range(1, draw(st.integers(1, 9)) + 1))
    reviews = [Review(application, expert, {each.name: Fraction(draw(st.integers(0, 5))) for each in criteria})
               for application in applications for expert in range(draw(st.integers(0, 3)))]
    return criteria, applications, reviews


@given(contests())
def test_places_are_those_of_a_plain_count(case: tuple[list[Criterion], list[int], list[Review]]) -> None:
    """Its place is one more than how many are better; it shares it with all who are level."""
    criteria, applications, reviews = case
    found = ranking.ranked(criteria, applications, reviews, wanted=dict.fromkeys(applications, 3))
    means: dict[int, Fraction] = {}
    for application in applications:
        totals = []
        for each in reviews:
            if each.application == application:
                points = Fraction(0)
                for criterion in criteria:
                    points += each.scores[criterion.name] * criterion.weight
                totals.append(points)
        if totals:
            means[application] = sum(totals, Fraction(0)) / len(totals)
    for place in found:
        own = means.get(place.application)
        assert place.mean == own
        if own is None:
            assert (place.first, place.last) == (0, 0)
            continue
        better = sum(other > own for other in means.values())
        level = sum(other == own for other in means.values())
        assert (place.first, place.last) == (better + 1, better + level)
    shown = [each.mean for each in found]
    judged = [each for each in shown if each is not None]
    assert judged == sorted(judged, reverse=True)
    assert shown[len(judged):] == [None] * (len(shown) - len(judged))


def test_thirds_that_are_level_stay_level() -> None:
    thirds = [Criterion(f"q{number}", "", Fraction(0), Fraction(3), Fraction(1, 10)) for number in (1, 2, 3)]
    found = ranking.ranked(thirds, [1, 2], [review(1, 1, 1, 1, 1), review(2, 1, 0, 0, 3)], wanted={})
    assert [(each.first, each.last) for each in found] == [(1, 2), (1, 2)]


def test_who_shares_a_place_takes_the_next_ones_too() -> None:
    found = ranking.ranked(CRITERIA, [1, 2, 3, 4], [review(1, 1, 5, 5), review(2, 1, 4, 0), review(3, 1, 3, 2),
                                                    review(4, 1, 0, 1)], wanted={})
    assert [(each.application, each.first, each.last) for each in found] == [(1, 1, 1), (2, 2, 3), (3, 2, 3), (4, 4, 4)]


def test_experts_differ_from_beyond_two_fifths_of_the_scale_on() -> None:
    on_the_edge = [review(1, 1, 3, 0), review(1, 2, 0, 0)]
    beyond = [review(2, 1, 3, 1), review(2, 2, 0, 0)]
    found = {each.application: each for each in ranking.ranked(CRITERIA, [1, 2], on_the_edge + beyond, wanted={})}
    assert (found[1].spread, found[1].apart) == (Fraction(6), False)
    assert (found[2].spread, found[2].apart) == (Fraction(7), True)


def test_reviews_that_are_to_come_are_counted_and_unfinished_ones_left_out() -> None:
    half = Review(1, 2, {"q1": Fraction(5)})
    one, = ranking.ranked(CRITERIA, [1], [review(1, 1, 1, 1), half], wanted={1: 3})
    assert (one.mean, one.missing) == (Fraction(3), 2)


def test_whose_totals_lie_above_those_of_colleagues_is_kind() -> None:
    found = ranking.leanings(CRITERIA, [review(1, 1, 5, 5), review(1, 2, 0, 0), review(2, 1, 1, 1)])
    assert found[1] == Leaning(2, 1, Fraction(1), Fraction(1))
    assert found[2] == Leaning(1, 1, Fraction(-1), Fraction(1))
    assert ranking.together([found[2], Leaning(3, 3, Fraction(1, 3), Fraction(1, 3))]) == Leaning(
        4, 4, Fraction(0), Fraction(1, 2))
    assert ranking.together([]) == Leaning(0, 0, Fraction(0), Fraction(0))
