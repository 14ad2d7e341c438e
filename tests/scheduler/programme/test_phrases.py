"""Deadlines as people write them, and what must not be guessed."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.programme import phrases
from scheduler.programme.phrases import NotUnderstood
from scheduler.programme.when import NO_DATE, When

MAY_30 = date(2018, 5, 30)
ON = When(MAY_30, MAY_30)
BY = When(None, MAY_30)
MAY = When(date(2018, 5, 1), date(2018, 5, 31))
MAY_JUNE = When(date(2018, 5, 1), date(2018, 6, 30))
WINTER = When(date(2018, 11, 1), date(2019, 1, 31))


@pytest.mark.parametrize(
    ("phrase", "when"),
    [
        ("2018-05-30", ON),
        ("30.05.2018", ON),
        ("30.05.2018 г.", ON),
        ("30.5.2018г.", ON),
        ("30 мая 2018 года", ON),
        (MAY_30, ON),
        (datetime(2018, 5, 30, 23, 59), ON),  # noqa: DTZ001  as Excel gives a date
        ("до 30.05.2018", BY),
        ("  ДО\u00a030.05.2018\u200b г. ", BY),
        ("до 2018-05-30", BY),
        ("не позднее 30.05.2018", BY),
        ("не позднее 30 мая 2018 г.", BY),
        ("в срок до 30.05.2018", BY),
        ("к 30.05.2018", BY),
        ("май 2018", MAY),
        ("Май 2018 г.", MAY),
        ("в мае 2018 года", MAY),
        ("май-июнь 2018 г.", MAY_JUNE),
        ("май – июнь 2018", MAY_JUNE),
        ("май 2018 — июнь 2018", MAY_JUNE),
        ("ноябрь 2018 – январь 2019", WINTER),
        ("февраль 2020", When(date(2020, 2, 1), date(2020, 2, 29))),
        ("с 01.05.2018 по 31.05.2018", MAY),
        ("01.05.2018-31.05.2018", MAY),
        ("30 май 2018", ON),
        ("мая 2018", MAY),
        ("ноябрь – январь 2019", WINTER),
        ("без срока", NO_DATE),
        ("—", NO_DATE),
    ],
)
def test_what_people_write_is_understood(phrase: str | date, when: When) -> None:
    assert phrases.read(phrase) == when


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "31.02.2018",
        "до 31.02.2018",
        "30.05",
        "31 июня 2018",
        "май",
        "июнь 2018 – май 2018",
        "31.05.2018-01.05.2018",
        "01.00.2018",
        "30.05.0000",
        "до мая 2018",
        "ежемесячно",
        "в течение года",
        "30.05.2018, 30.06.2018",
        "٣٠.٠٥.٢٠١٨",
    ],
)
def test_what_would_be_a_guess_is_given_back(phrase: str) -> None:
    assert phrases.read(phrase) == NotUnderstood(phrase)


PIECES = st.sampled_from(["до", "с", "по", "май", "мая", "июнь", "-", "–", " ", "2018", "31", ".", "02", "г.", "0000"])


@given(st.text() | st.lists(PIECES).map("".join) | st.lists(PIECES).map(" ".join))
def test_no_text_ever_raises(text: str) -> None:
    assert isinstance(phrases.read(text), When | NotUnderstood)


@given(st.dates())
def test_any_day_is_read_back(day: date) -> None:
    assert phrases.read(day.isoformat()) == When(day, day)
    assert phrases.read(f"до {day.day:02}.{day.month:02}.{day.year:04} г.") == When(None, day)
