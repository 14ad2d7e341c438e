"""What looks like a phone or an e-mail address, and what only has digits in it."""

import pytest

from messages import contacts


@pytest.mark.parametrize(("text", "found"), [
    ("Звоните +7 (395-2) 20-13-34 до обеда", ["+7 (395-2) 20-13-34"]),
    ("8 900 000 00 11", ["8 900 000 00 11"]),
    ("8-900-000-00-11, Анна", ["8-900-000-00-11"]),
    ("тел.: 89000000011.", ["89000000011"]),
    ("(3952) 201334 и 20-13-34", ["(3952) 201334", "20-13-34"]),
    ("Пишите на anna.petrova@school-5.example.org!", ["anna.petrova@school-5.example.org"]),
    ("и 8 900 000 00 11, и a@b.ru", ["8 900 000 00 11", "a@b.ru"]),
])
def test_contacts_are_found(text: str, found: list[str]) -> None:
    assert contacts.found(text) == found


@pytest.mark.parametrize("text", [
    "", "Завтра вебинар в 15:00", "30.05.2018 в 10:00", "с 1 по 15 сентября 2018",
    "Приказ № 123456", "в 2018 – 1000 школ",
    "Ссылка https://meet.example/j/12345678901", "https://meet.example/?id=89000000011", "код 123 456", "@school5",
])
def test_other_digits_are_no_contacts(text: str) -> None:
    assert contacts.found(text) == []
