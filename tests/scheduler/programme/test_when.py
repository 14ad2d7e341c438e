"""A due date never ends before it starts."""

from datetime import date

import pytest

from scheduler.programme.when import NO_DATE, When


def test_a_deadline_needs_no_start() -> None:
    assert When(None, date(2018, 5, 30)).end == date(2018, 5, 30)
    assert NO_DATE.end is None


@pytest.mark.parametrize("end", [None, date(2018, 5, 29)])
def test_a_period_that_runs_backwards_or_nowhere_is_refused(end: date | None) -> None:
    with pytest.raises(ValueError, match="2018-05-30"):
        When(date(2018, 5, 30), end)
