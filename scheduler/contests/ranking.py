"""What the scores come to: the mean of each application, its place, and where the experts differ. Pure, in fractions:
two applications are level when they are, and not when a rounding says so.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

APART = Fraction(2, 5)
"""The part of the whole scale between the highest and the lowest score from which experts differ."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is scored, between two figures, and how much it weighs; `name` is that of its question."""

    name: str
    label: str
    least: Fraction
    most: Fraction
    weight: Fraction


@dataclass(frozen=True, slots=True)
class Review:
    """What one expert has given one application, by the names of the criteria."""

    application: int
    expert: int
    scores: Mapping[str, Fraction]
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """An application in the ranking. `first` and `last` are the places that it shares with others; 0: nobody has judged
    it. `totals` are those of its reviews, as they came; `missing` how many are still to come.
    """

    application: int
    first: int
    last: int
    mean: Fraction | None
    totals: tuple[Fraction, ...]
    missing: int
    apart: bool

    @property
    def spread(self) -> Fraction:
        """How far the highest and the lowest lie from each other."""
        return max(self.totals) - min(self.totals) if self.totals else Fraction(0)


def best(criteria: Iterable[Criterion]) -> Fraction:
    """The most that can be reached."""
    return sum((each.weight * each.most for each in criteria), Fraction(0))


def span(criteria: Iterable[Criterion]) -> Fraction:
    """From the least to the most."""
    return sum((each.weight * (each.most - each.least) for each in criteria), Fraction(0))


def total(criteria: Iterable[Criterion], review: Review) -> Fraction:
    """The weighted sum of one review."""
    return sum((each.weight * review.scores[each.name] for each in criteria), Fraction(0))


def ranked(criteria: Sequence[Criterion], applications: Collection[int], reviews: Iterable[Review], *,
           wanted: Mapping[int, int]) -> list[Place]:
    """The best first; what nobody has judged comes last. `wanted` is how many reviews each is to have."""
    given: dict[int, list[Fraction]] = {application: [] for application in applications}
    for review in reviews:
        if review.application in given and all(each.name in review.scores for each in criteria):
            given[review.application].append(total(criteria, review))
    far = APART * span(criteria)
    places = [_unplaced(application, tuple(totals), wanted.get(application, 0), far)
              for application, totals in given.items()]
    order = {application: number for number, application in enumerate(applications)}
    places.sort(key=lambda each: (each.mean is None, -(each.mean or 0), order[each.application]))
    return [_placed(each, places) for each in places]


def _unplaced(application: int, totals: tuple[Fraction, ...], wanted: int, far: Fraction) -> Place:
    mean = sum(totals, Fraction(0)) / len(totals) if totals else None
    apart = bool(totals) and max(totals) - min(totals) > far
    return Place(application, 0, 0, mean, totals, max(0, wanted - len(totals)), apart)


def _placed(one: Place, places: Sequence[Place]) -> Place:
    if one.mean is None:
        return one
    means = [each.mean for each in places]
    first = means.index(one.mean) + 1
    return replace(one, first=first, last=first + means.count(one.mean) - 1)


@dataclass(frozen=True, slots=True)
class Leaning:
    """How an expert's totals lie to those of colleagues on the same applications, as parts of the scale: `mean` above
    zero is kinder, `distance` says how far on the average.
    """

    reviews: int
    compared: int
    mean: Fraction
    distance: Fraction


def leanings(criteria: Sequence[Criterion], reviews: Collection[Review]) -> dict[int, Leaning]:
    """Of every expert; an application that only one has judged says nothing of them."""
    scale = span(criteria)
    complete = [(each, total(criteria, each)) for each in reviews
                if all(one.name in each.scores for one in criteria)]
    found: dict[int, list[Fraction]] = {}
    for review, own in complete:
        others = [each for other, each in complete
                  if other.application == review.application and other.expert != review.expert]
        away = found.setdefault(review.expert, [])
        if others and scale:
            away.append((own - sum(others, Fraction(0)) / len(others)) / scale)
    number = {expert: sum(review.expert == expert for review, _ in complete) for expert in found}
    return {expert: _leaning(number[expert], away) for expert, away in found.items()}


def together(parts: Iterable[Leaning]) -> Leaning:
    """Of several contests."""
    known = list(parts)
    compared = sum(each.compared for each in known)
    weighed = max(1, compared)
    return Leaning(sum(each.reviews for each in known), compared,
                   sum((each.mean * each.compared for each in known), Fraction(0)) / weighed,
                   sum((each.distance * each.compared for each in known), Fraction(0)) / weighed)


def _leaning(reviews: int, away: Sequence[Fraction]) -> Leaning:
    weighed = max(1, len(away))
    return Leaning(reviews, len(away), sum(away, Fraction(0)) / weighed,
                   sum(map(abs, away), Fraction(0)) / weighed)
