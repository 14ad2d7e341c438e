"""Numbers by which activities are known: as written, where that tells them apart; the same on every loading."""

from collections.abc import Sequence

from scheduler.documents.document import Row
from scheduler.documents.numbering import numbered
from tests.scheduler.documents.plans import row, until

DUE = until("2024-03-30")


def rows(*facts: tuple[str, str]) -> list[Row]:
    """Of section and number."""
    return [row(f"Дело {place}", DUE, number=number, section=section)
            for place, (section, number) in enumerate(facts)]


def numbers(found: Sequence[Row]) -> list[str]:
    return [number for _, number in numbered(found).of_rows]


def test_numbers_are_kept_as_they_are_written_but_for_their_stops() -> None:
    assert numbers(rows(("", "1."), ("", "1.1."), ("", "2)"))) == ["1", "1.1", "2"]


def test_numbers_that_begin_anew_stand_behind_their_section() -> None:
    found = rows(("I. Анализ", "1"), ("I. Анализ", "2"), ("II. Обучение", "1"))
    assert numbers(found) == ["I.1", "I.2", "II.1"]
    assert [(each.number, each.title) for each in numbered(found).sections] == [("I", "Анализ"), ("II", "Обучение")]


def test_without_numbers_rows_are_counted_in_their_section() -> None:
    assert numbers(rows(("Раздел 1. Анализ", ""), ("Раздел 1. Анализ", ""), ("Обучение", ""))) == ["1.1", "1.2", "2.1"]
    assert numbers(rows(("", ""), ("", ""))) == ["1", "2"]


def test_a_section_without_a_number_is_known_by_its_title() -> None:
    found = numbered(rows(("Обучение", "1"), ("Контроль", "2")))
    assert [each.number for each in found.sections] == ["Обучение", "Контроль"]
    assert found.of_rows == (("Обучение", "1"), ("Контроль", "2"))


def test_two_sections_of_one_number_stay_two() -> None:
    found = rows(("1. Анализ", "1"), ("1. Контроль", "1"))
    assert len(numbered(found).sections) == len(set(numbers(found))) == 2


def test_a_number_twice_in_its_section_is_told_apart() -> None:
    assert numbers(rows(("I. А", "1"), ("I. А", "1"), ("II. Б", "1"))) == ["I.1", "I.1-2", "II.1"]


def test_tables_without_headings_are_told_apart_by_their_place() -> None:
    two = [row("А", DUE, number="1"), row("Б", DUE, number="1", table=2)]
    assert numbers(two) == ["1.1", "2.1"]


def test_a_number_as_ours_is_not_taken_as_it_is() -> None:
    """Those are given to what is asked for in the chat."""
    assert numbers(rows(("I. А", "З-1"),)) == ["I.З-1"]
    assert "З-1" not in numbers(rows(("", "З-1"),))
