"""A list of people is told from a plan, kept as its cells, and refused with a reason where it cannot be read."""

import pytest

from scheduler.documents import opening, people_file
from scheduler.documents.opening import Refused
from scheduler.documents.people_file import PeopleFile
from scheduler.programme.mistakes import Found
from tests.handlers.importing import ROWS, paper
from tests.handlers.listing import HEADS, book, somebody

ROW = somebody("Сорокина Инга Львовна")


def test_it_is_read_back_as_it_was_kept() -> None:
    read = people_file.read("Список.xlsx", book(ROW, (None, None, "=1/0")), Found())
    assert read
    assert people_file.restored(people_file.write(read)) == read


def test_a_file_of_people_is_opened_as_one_and_a_plan_is_none() -> None:
    assert isinstance(opening.read("Список.xlsx", book(ROW)), PeopleFile)
    assert people_file.read("план.docx", paper(*ROWS), Found()) is None


@pytest.mark.parametrize(("raw", "said"), [
    (book(("Сорокина", "1"), heads=("ФИО", "Телефон")), "Роль"),
    (book(heads=HEADS), "нет ни одной"),
    (book((*ROW, "Инга"), heads=(*HEADS, "ФИО")), "ФИО"),
    (book(("1", "2"), heads=("Цена", "Цвет")), "дорожной карты"),
    (book(("1", "СОШ № 1"), heads=("Код", "Название")), "таблица организаций"),
])
def test_what_cannot_be_read_is_refused_with_a_reason(raw: bytes, said: str) -> None:
    refused = opening.read("Список.xlsx", raw)
    assert isinstance(refused, Refused)
    assert said in " ".join(refused.lines)


def test_more_rows_than_can_be_settled_in_a_chat_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people_file, "ROWS_LIMIT", 1)
    refused = opening.read("Список.xlsx", book(ROW, somebody("Лосев Пётр Ильич")))
    assert isinstance(refused, Refused)
