"""Deadlines as an order writes them, and in the figures of a table."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages import deadlines
from scheduler.programme import phrases
from scheduler.programme.when import NO_DATE, When

MAY_30 = date(2018, 5, 30)


@pytest.mark.parametrize(("start", "end", "written", "in_table"), [
    (None, None, "без срока", "без срока"),
    (None, MAY_30, "до 30 мая 2018 г.", "до 30.05.2018"),
    (MAY_30, MAY_30, "30 мая 2018 г.", "30.05.2018"),
    (date(2022, 12, 5), date(2022, 12, 9), "с 5 по 9 декабря 2022 г.", "с 05.12.2022 по 09.12.2022"),
    (date(2013, 3, 20), date(2013, 5, 1), "с 20 марта по 1 мая 2013 г.", "с 20.03.2013 по 01.05.2013"),
    (date(2018, 11, 6), date(2019, 1, 9), "с 6 ноября 2018 г. по 9 января 2019 г.", "с 06.11.2018 по 09.01.2019"),
    (date(2018, 5, 1), date(2018, 5, 31), "май 2018 г.", "май 2018 года"),
    (date(2024, 2, 1), date(2024, 2, 29), "февраль 2024 г.", "февраль 2024 года"),
    (date(2024, 2, 1), date(2024, 2, 28), "с 1 по 28 февраля 2024 г.", "с 01.02.2024 по 28.02.2024"),
    (date(2018, 5, 1), date(2018, 6, 30), "май – июнь 2018 г.", "май – июнь 2018 года"),
    (date(2024, 1, 1), date(2024, 3, 31), "I квартал 2024 г.", "январь – март 2024 года"),
    (date(2024, 10, 1), date(2024, 12, 31), "IV квартал 2024 г.", "октябрь – декабрь 2024 года"),
    (date(2024, 2, 1), date(2024, 4, 30), "февраль – апрель 2024 г.", "февраль – апрель 2024 года"),
    (date(2023, 9, 1), date(2024, 4, 30), "сентябрь 2023 г. – апрель 2024 г.",
     "сентябрь 2023 года – апрель 2024 года"),
    (date(2023, 9, 1), date(2024, 5, 31), "в течение 2023/2024 учебного года", "сентябрь 2023 года – май 2024 года"),
    (date(2024, 1, 1), date(2024, 12, 31), "в течение 2024 г.", "январь – декабрь 2024 года"),
    (date(2022, 1, 1), date(2027, 12, 31), "2022–2027 годы", "январь 2022 года – декабрь 2027 года"),
])
def test_a_deadline_is_written_as_in_an_order(start: date | None, end: date | None, written: str,
                                              in_table: str) -> None:
    when = When(start, end)
    assert (deadlines.written(when), deadlines.in_table(when)) == (written, in_table)


@pytest.mark.parametrize(("parts", "said"), [
    ([When(date(2023, 10, day), date(2023, 10, day)) for day in (1, 15, 20)], "1, 15 и 20 октября 2023 г."),
    ([When(day, day) for day in (date(2021, 12, 1), date(2022, 2, 2), date(2022, 5, 19))],
     "1 декабря 2021 г., 2 февраля и 19 мая 2022 г."),
    ([When(date(2015, 10, 1), date(2015, 10, 31)), When(date(2016, 1, 1), date(2016, 1, 31)),
      When(date(2016, 4, 1), date(2016, 4, 30))], "октябрь 2015 г., январь и апрель 2016 г."),
    ([When(None, date(2023, 10, 1)), When(None, MAY_30)], "до 1 октября 2023 г., до 30 мая 2018 г."),
    ([When(MAY_30, MAY_30)], "30 мая 2018 г."),
    ([], ""),
])
def test_several_deadlines_share_what_they_have_in_common(parts: list[When], said: str) -> None:
    assert deadlines.listed(parts) == said


class _From:
    """A deadline that has only a beginning: rules may have one."""

    start, end = MAY_30, None


def test_what_has_a_beginning_alone_says_so() -> None:
    assert deadlines.written(_From()) == "с 30 мая 2018 г."
    assert deadlines.in_table(_From()) == "с 30.05.2018"


@given(st.dates(date(1000, 1, 1)), st.dates(date(1000, 1, 1)), st.booleans())
def test_what_stands_in_a_table_is_read_back(one: date, other: date, until: bool) -> None:
    when = When(None if until else min(one, other), max(one, other))
    assert phrases.read(deadlines.in_table(when)) == when
    assert phrases.read(deadlines.in_table(NO_DATE)) == NO_DATE


@given(st.integers(1990, 2060), st.integers(1, 12), st.integers(1, 40))
def test_whole_months_in_a_table_are_read_back(year: int, month: int, length: int) -> None:
    until = year * 12 + month - 1 + length
    end = date.fromordinal(date(until // 12, until % 12 + 1, 1).toordinal() - 1)
    when = When(date(year, month, 1), end)
    assert phrases.read(deadlines.in_table(when)) == when
