"""The years of a document are those that it names itself, or none."""

import pytest

from scheduler.documents import years
from scheduler.documents.grid import Grid
from scheduler.programme.reading import Context


@pytest.mark.parametrize(("line", "context"), [
    ("План работы на 2023-2024 учебный год", Context(2023, 2024)),
    ("План работы на 2023/24 уч. год", Context(2023, 2024)),
    ("План на 2018 год", Context(2018, 2018)), ("в 2018 г.", Context(2018, 2018)), ("Этапы, 2024", Context(2024, 2024)),
    ("Программа на 2016 – 2020 годы", Context(2016, 2020)),
    ("вести проект в период с 01.02.2024 по 31.12.2024", Context(2024, 2024)),
    ("Приказ от 23 января 2024 г. № 83", None), ("от 23.01.2024 № 2018", None), ("23 января 2024 года", None),
    ("по итогам 2017 года", None), ("2017 год и 2018 год", None), ("телефон 2013", None), ("План", None),
])
def test_a_line_names_its_years_in_one_way_or_not_at_all(line: str, context: Context | None) -> None:
    assert years.within(line) == context


def of(*before: str, after: tuple[str, ...] = ()) -> Context | None:
    return years.of_document([Grid(1, "", (), (), before)], 0, after)


def test_the_title_wins_over_the_text_before_it() -> None:
    assert of("Программа 2016-2020 годов", "План на 2018 год", "Утверждён 1 марта 2019 г.") == Context(2018, 2018)


def test_without_a_title_the_nearest_line_counts() -> None:
    assert of("в 2017 году", "в 2018 году") == Context(2018, 2018)


def test_a_school_year_anywhere_is_the_last_resort_if_it_is_one() -> None:
    assert of("План", after=("Принято на 2023-2024 учебный год",)) == Context(2023, 2024)
    assert of("План", after=("2022-2023 учебный год", "2023-2024 учебный год")) is None


def test_the_title_begins_with_the_last_line_that_names_a_plan() -> None:
    grid = Grid(1, "", (), (), ("Приказ", "1. Утвердить план", "П Л А Н", "работы школы", "1.1. Нормы"))
    assert years.title([grid], 0) == "П Л А Н работы школы"
    assert years.title([Grid(1, "", (), (), ("Школа", "Дела"))], 0) == "Дела"
    assert years.title([Grid(1, "", (), ())], 0) == ""
