"""Criteria as people type them, and as the rules of a contest keep them."""

from fractions import Fraction

import pytest

from scheduler.contests import criteria, rules
from scheduler.contests.criteria import Fault, Trouble, points
from scheduler.contests.rules import Apart, Rules
from scheduler.surveys.form import Kind, Scale


@pytest.mark.parametrize(("line", "label", "scale", "weight"), [
    ("Актуальность (0-5) ×2", "Актуальность", Scale(0, 5, 1), "2"),
    ("2. Польза (1-10) х 1,5", "Польза", Scale(1, 10, 1), "1.5"),
    ("- Ясность, вес 3", "Ясность", Scale(0, 5, 1), "3"),
    ("Новизна (0-3) (вес: 0.5)", "Новизна", Scale(0, 3, 1), "0.5"),
    ("Успех", "Успех", Scale(0, 5, 1), "1")])
def test_a_line_is_a_criterion(line: str, label: str, scale: Scale, weight: str) -> None:
    found = criteria.read(line)
    assert not isinstance(found, Fault)
    one, = found
    assert (one.question.label, one.question.kind, one.question.scale) == (label, Kind.RANGE, scale)
    assert one.weight == Fraction(weight)


@pytest.mark.parametrize(("text", "trouble"), [
    ("  \n", Trouble.NONE), ("\n".join(f"К{n}" for n in range(11)), Trouble.MANY), ("А (5-1)", Trouble.SCALE),
    ("А (число)", Trouble.SCALE), ("А ×0", Trouble.WEIGHT), ("А ×101", Trouble.WEIGHT), ("я" * 201, Trouble.LONG),
    ("Польза\nпольза ×2", Trouble.TWICE)])
def test_what_is_none_is_told(text: str, trouble: Trouble) -> None:
    found = criteria.read(text)
    assert isinstance(found, Fault)
    assert found.trouble is trouble


def test_criteria_come_back_from_their_questions_with_their_weights() -> None:
    read = criteria.read("Польза (1-5) ×1,5\nЯсность")
    assert not isinstance(read, Fault)
    kept = rules.read(rules.write(Rules("s", {each.question.name: str(each.weight) for each in read}, 3, "2018-06-13",
                                        Apart.ORGANISATION, (5, 7), 9, extra={4: 1})))
    found = criteria.of([each.question for each in read], kept)
    assert [(each.label, each.least, each.most, each.weight) for each in found] == [
        ("Польза", Fraction(1), Fraction(5), Fraction(3, 2)), ("Ясность", Fraction(0), Fraction(5), Fraction(1))]
    assert (kept.wanted(4), kept.wanted(5), kept.experts, kept.apart) == (4, 3, (5, 7), Apart.ORGANISATION)


def test_points_are_written_with_a_comma() -> None:
    assert [points(Fraction(55, 3)), points(Fraction(5)), points(Fraction(5, 2))] == ["18,33", "5", "2,5"]
