"""Messages by day as a picture: one for a year, one for a week, one where there is nothing."""

from collections.abc import Sequence

import pytest

from messages.reports import days
from messages.reports.figures import Days, Stripe


def made(counts: Sequence[int]) -> Days:
    return Days("Сообщения: $a_1$", "2018-05-16", [Stripe("Директор", counts), Stripe("Учитель", counts[::-1])],
                "Всего", "Сообщений нет")


@pytest.mark.parametrize("number", [1, 7, 45, 46, 77, 239, 1100])
def test_any_number_of_days_is_drawn_in_the_same_size(number: int) -> None:
    picture = days.draw(made([day % 9 for day in range(number)] or [1]))
    assert picture[16:24] == days.draw(made([1]))[16:24]  # width and height of a PNG


def test_other_figures_make_another_picture_and_none_are_said() -> None:
    pictures = {days.draw(made(counts)) for counts in ([1, 2, 3], [3, 1, 2], [0, 0, 0])}
    assert len(pictures) == 3
    assert days.draw(Days("Сообщения: $a_1$", "2018-05-16", [], "Всего", "Сообщений нет")) == days.draw(made([0, 0, 0]))


def test_all_roles_have_colours_of_their_own() -> None:
    assert len(set(days.COLOURS)) == len(days.COLOURS) == 9
