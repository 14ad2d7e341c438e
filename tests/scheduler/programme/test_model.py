"""Who owns an activity, by level and group."""

from datetime import date

from scheduler.programme.model import Level, Organisation, Owner, Period, owning

TREE = (
    Organisation("min", "", Level.MINISTRY, None, (), "UTC"),
    Organisation("a", "", Level.MUNICIPALITY, "min", (), "UTC"),
    Organisation("b", "", Level.MUNICIPALITY, "min", (), "UTC"),
    Organisation("a1", "", Level.SCHOOL, "a", ("focus",), "UTC"),
    Organisation("a2", "", Level.SCHOOL, "a", (), "UTC"),
    Organisation("b1", "", Level.SCHOOL, "b", ("base",), "UTC"),
)


def test_a_level_means_all_of_it_and_a_group_its_schools() -> None:
    assert owning(Owner(Level.SCHOOL), TREE) == {"a1", "a2", "b1"}
    assert owning(Owner(Level.SCHOOL, "focus"), TREE) == {"a1"}


def test_a_body_above_with_a_group_is_one_that_has_such_schools() -> None:
    assert owning(Owner(Level.MUNICIPALITY), TREE) == {"a", "b"}
    assert owning(Owner(Level.MUNICIPALITY, "focus"), TREE) == {"a"}
    assert owning(Owner(Level.INSTITUTE), TREE) == frozenset()


def test_one_organisation_may_be_meant_alone() -> None:
    assert owning(Owner(Level.SCHOOL, organisation="a1"), TREE) == {"a1"}
    assert owning(Owner(Level.SCHOOL, organisation="gone"), TREE) == frozenset()


def test_both_ends_of_a_period_belong_to_it() -> None:
    period = Period(date(2018, 5, 16), date(2018, 12, 31))
    assert date(2018, 5, 16) in period
    assert date(2018, 12, 31) in period
    assert date(2019, 1, 1) not in period


def test_a_tree_that_is_a_ring_ends_the_search() -> None:
    ring = (
        Organisation("a", "", Level.MUNICIPALITY, "b", (), "UTC"),
        Organisation("b", "", Level.SCHOOL, "a", ("focus",), "UTC"),
    )
    assert owning(Owner(Level.MUNICIPALITY, "focus"), ring) == {"a"}
