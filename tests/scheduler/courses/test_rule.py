"""Who has learnt enough."""

from dataclasses import replace

import pytest

from scheduler.courses import rule, schools
from tests.messages.samples_of_courses import COURSE, HELD, MEMBER, OF_SCHOOL


@pytest.mark.parametrize(("minutes", "total", "share"), [
    (0, 0, 0), (1727, 2160, 79), (1728, 2160, 80), (2160, 2160, 100)])
def test_nobody_is_rounded_up_over_a_border(minutes: int, total: int, share: int) -> None:
    assert rule.per_cent(minutes, total) == share


@pytest.mark.parametrize(("minutes", "answered", "final", "meets"), [
    (1728, 0, False, True), (1727, 0, False, False), (2160, 0, True, False), (2160, 1, True, True),
    (1000, 1, True, False)])
def test_hours_are_wanted_and_the_final_survey_where_there_is_one(minutes: int, answered: int, final: bool,
                                                                  meets: bool) -> None:
    member = replace(MEMBER, minutes=minutes, final=answered)
    assert rule.meets(COURSE, member, 2160, final=final) is meets
    assert rule.passes(COURSE, member, 2160, final=final) is meets


@pytest.mark.parametrize("said", [0, 1])
def test_a_word_of_whoever_holds_it_stands_above_the_rule(said: int) -> None:
    for minutes in (0, 2160):
        assert rule.passes(COURSE, replace(MEMBER, minutes=minutes, passes=said), 2160, final=False) is bool(said)


def test_a_session_that_is_off_is_not_missed() -> None:
    assert rule.planned(HELD) == 360 * (len(HELD) - 1)


def test_without_a_quota_a_school_is_short_if_it_has_named_nobody() -> None:
    none, few, enough = (replace(OF_SCHOOL, named=named) for named in (0, 3, 4))
    assert schools.short(COURSE, [none, few, enough]) == [none, few]
    assert schools.short(replace(COURSE, quota_least=None), [none, few, enough]) == [none]
