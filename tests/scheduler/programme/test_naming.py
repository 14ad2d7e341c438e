"""Two spellings of one school agree, two schools never do; what one side leaves out is no proof."""

import pytest
from hypothesis import given

from scheduler.programme import naming
from scheduler.programme.naming import Agreement
from tests.scheduler.programme.spellings import School, Spelling, schools, spellings, written


@given(schools, spellings, spellings)
def test_all_spellings_of_one_name_agree(school: School, one: Spelling, other: Spelling) -> None:
    first, second = written(school, one), written(school, other)
    assert naming.agree(naming.read(first), naming.read(second)) is Agreement.SAME, (first, second)


@given(schools, schools, spellings, spellings)
def test_two_schools_never_agree(first: School, second: School, one: Spelling, other: Spelling) -> None:
    same = (first.kind, first.number, first.own, first.settlement) == (
        second.kind, second.number, second.own, second.settlement)
    agreed = naming.agree(naming.read(written(first, one)), naming.read(written(second, other)))
    assert same or agreed is not Agreement.SAME
    assert agreed is not Agreement.OPEN or _says_less(first, second)


def _says_less(first: School, second: School) -> bool:
    """Whether no part contradicts another: what is left open may be one school."""
    parts = ((first.number, second.number), (first.own, second.own), (first.settlement, second.settlement))
    return first.kind == second.kind and all(not one or not other or one == other for one, other in parts)


@given(schools, spellings, spellings)
def test_agreement_has_no_sides(school: School, one: Spelling, other: Spelling) -> None:
    first, second = naming.read(written(school, one)), naming.read("СОШ № 5 п. Кедровка")
    assert naming.agree(first, second) is naming.agree(second, first)


@pytest.mark.parametrize(("one", "other", "agreement"), [
    ('МБОУ "СОШ № 19"', "МБОУ СОШ №19", Agreement.SAME),
    ("МБОУ СОШ №19", "Средняя общеобразовательная школа №19 г. Братска", Agreement.OPEN),
    ("19-я школа", "СОШ № 19", Agreement.OPEN),
    ("школа № 1", "лицей № 1", Agreement.PERHAPS),
    ("Бильчирская СОШ", "Билчирская СОШ", Agreement.PERHAPS),
    ("СОШ с. Голуметь", "Голуметская СОШ", Agreement.PERHAPS),
    ("Железногорская СОШ", "Железногорская СОШ № 1", Agreement.PERHAPS),
    ("СОШ № 1 им. А. С. Пушкина", "СОШ № 1", Agreement.OPEN),
    ("СОШ № 1 им. А. С. Пушкина", "СОШ № 1 им. М. Ю. Лермонтова", Agreement.DIFFERENT),
    ("СОШ № 8 УКМО", "СОШ с. Ния УКМО", Agreement.DIFFERENT),
    ("СОШ № 8 УКМО", "СОШ № 8 ИРМО", Agreement.DIFFERENT),
    ("СОШ № 5", "филиал СОШ № 5", Agreement.PERHAPS),
    ("СОШ № 2", "ООШ № 2", Agreement.DIFFERENT),
    ("СОШ п. Новая Игирма", "СОШ поселка Новой Игирмы", Agreement.SAME),
    ("COШ № 3", "СОШ № 3", Agreement.SAME),
    ("СОШ имени 60-летия Победы № 3", "СОШ № 3 имени 60-летия Победы", Agreement.SAME),
    ("СОШ с углублённым изучением отдельных предметов № 3", "СОШ № 3 УИОП", Agreement.SAME),
    ("школа", "школа", Agreement.DIFFERENT),
])  # fmt: skip
def test_what_is_said_on_one_side_only_leaves_it_open(one: str, other: str, agreement: Agreement) -> None:
    assert naming.agree(naming.read(one), naming.read(other)) is agreement


def test_a_jubilee_is_no_number() -> None:
    assert naming.read("Школа имени 60-летия Победы").number == ""
    assert naming.read("Школа № 07").number == "7"


def test_what_speaks_of_no_school_says_so() -> None:
    assert not naming.read("Осинский район").school
    assert naming.read("лицей «Перспектива»").school
