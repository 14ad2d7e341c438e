"""Dates, plurals and names as a Russian reader expects them."""

from datetime import date

import pytest

from messages import russian

MAY_30 = date(2018, 5, 30)


def test_days_are_written_in_full_words() -> None:
    assert russian.day(MAY_30) == "30 мая"
    assert russian.full_day("2018-05-30") == "30 мая 2018 года"
    assert russian.weekday(MAY_30) == "среда, 30 мая"


def test_a_moment_is_told_by_the_clock_of_the_place() -> None:
    assert russian.moment(1527652800, "Asia/Irkutsk") == "30 мая, 12:00"


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("2018-05-30", "сегодня"),
        ("2018-05-31", "завтра"),
        ("2018-06-02", "через 3 дня"),
        ("2018-06-20", "через 21 день"),
        ("2018-07-10", "через 41 день"),
        ("2019-05-30", "через 365 дней"),
        ("2018-05-29", "просрочено на 1 день"),
        ("2018-05-28", "просрочено на 2 дня"),
        ("2018-05-19", "просрочено на 11 дней"),
    ],
)
def test_what_is_left_is_told_in_days(due: str, said: str) -> None:
    assert russian.days_left(due, MAY_30) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 задач"), (1, "1 задача"), (4, "4 задачи"), (12, "12 задач"), (121, "121 задача")],
)
def test_numbers_take_their_form(number: int, said: str) -> None:
    assert russian.counted(number, "задача|задачи|задач") == said


@pytest.mark.parametrize(
    ("name", "short", "polite"),
    [
        ("Иванова Мария Ивановна", "Иванова М. И.", "Мария Ивановна"),
        ("Мария Ивановна Иванова", "Иванова М. И.", "Мария Ивановна"),
        ("Салтыков-Щедрин Михаил Евграфович", "Салтыков-Щедрин М. Е.", "Михаил Евграфович"),
        ("Алиев Вагиф Гейдар оглы", "Алиев В. Г.", "Вагиф Гейдар оглы"),
        ("Мария Иванова", "Мария Иванова", ""),
        ("Мария", "Мария", ""),
        ("", "", ""),
    ],
)
def test_names_are_shortened_only_where_their_parts_are_known(name: str, short: str, polite: str) -> None:
    assert russian.short_name(name) == short
    assert russian.polite_name(name) == polite


def test_a_cut_text_says_so() -> None:
    assert russian.cut("Провести семинар", 16) == "Провести семинар"
    assert russian.cut("Провести семинар, отчёт", 18) == "Провести семинар…"


def test_a_sentence_ends_with_one_full_stop() -> None:
    assert russian.stop("Отвечает Иванова М. И.") == "Отвечает Иванова М. И."
    assert russian.stop("Отвечает Мария") == "Отвечает Мария."
    assert russian.stop("Отвечает Преображ…") == "Отвечает Преображ…"
