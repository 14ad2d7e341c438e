"""Moments in Russian."""

from bot.sandbox import dates

TEN_IN_IRKUTSK = 1526436000


def test_a_moment_is_shown_in_the_programmes_zone() -> None:
    assert dates.weekday_and_day(TEN_IN_IRKUTSK, "Asia/Irkutsk") == "среда, 16 мая 2018"
    assert dates.day(TEN_IN_IRKUTSK, "Asia/Irkutsk") == "16 мая 2018"
    assert dates.time(TEN_IN_IRKUTSK, "Asia/Irkutsk") == "10:00"
    assert dates.time(TEN_IN_IRKUTSK, "Europe/Moscow") == "05:00"
