"""Whoever is meant is found in any spelling; where another may be meant as well, nobody is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.programme import known_names
from scheduler.programme.known_names import How, Known, KnownNames, Sure, Unsure
from scheduler.programme.model import Level, Organisation
from tests.scheduler.programme.spellings import School, Spelling, schools, spellings, written

NETWORK = (
    Known("min", "Министерство образования Иркутской области", Level.MINISTRY),
    Known("iro", "Институт развития образования", Level.INSTITUTE),
    Known("osa", "МОУО: Осинский район", Level.MUNICIPALITY),
    Known("ust", "МОУО: Усть-Кутское муниципальное образование (УКМО)", Level.MUNICIPALITY),
    Known("city", "МОУО: г. Братск", Level.MUNICIPALITY),
    Known("around", "МОУО: Братский район", Level.MUNICIPALITY),
    Known("b19", "МБОУ «СОШ № 19»", Level.SCHOOL, "city"),
    Known("b5", "МБОУ СОШ № 5", Level.SCHOOL, "city"),
    Known("a5", "МКОУ СОШ № 5", Level.SCHOOL, "around"),
    Known("u8", "МОУ СОШ № 8 УКМО", Level.SCHOOL, "ust"),
    Known("bil", "МБОУ «Бильчирская СОШ»", Level.SCHOOL, "osa"),
    Known("len", "МБОУ «Ново-Ленинская СОШ»", Level.SCHOOL, "osa"),
)
NAMES = KnownNames(NETWORK)


@pytest.mark.parametrize(("said", "code", "how"), [
    ("b19", "b19", How.EXACT),
    ("мбоу сош № 19", "b19", How.EXACT),
    ("МОУ СОШ №19", "b19", How.SPELLING),
    ("Средняя общеобразовательная школа №19 г. Братска", "b19", How.ALONE),
    ("МКОУ СОШ 5", "a5", How.SPELLING),
    ("СОШ № 5 Братского района", "a5", How.ALONE),
    ("СОШ № 8", "u8", How.ALONE),
    ("Бильчирская средняя школа", "bil", How.SPELLING),
    ("Новоленинская СОШ", "len", How.SPELLING),
    ("Осинский", "osa", How.SPELLING),
    ("Управление образования администрации Осинского муниципального района", "osa", How.SPELLING),
    ("Братск", "city", How.SPELLING),
    ("Братский район", "around", How.SPELLING),
    ("УКМО", "ust", How.SPELLING),
    ("Усть-Кутский район", "ust", How.SPELLING),
    ("ГАУ ДПО ИРО", "iro", How.SPELLING),
    ("министерство образования", "min", How.SPELLING),
])  # fmt: skip
def test_one_organisation_is_known_in_its_spellings(said: str, code: str, how: How) -> None:
    assert NAMES.find(said) == Sure(code, how)


@pytest.mark.parametrize(("said", "codes"), [
    ("СОШ № 5", ("b5", "a5")),
    ("школа 5", ("b5", "a5")),
    ("Билчирская СОШ", ("bil",)),
    ("лицей Бильчирский", ()),
    ("СОШ № 7", ()),
    ("СОШ № 19 г. Иркутска", ()),
    ("министерство спорта", ()),
    ("отдел культуры Осинского района", ()),
    ("", ()),
])  # fmt: skip
def test_what_is_not_proved_is_handed_back(said: str, codes: tuple[str, ...]) -> None:
    assert NAMES.find(said) == (Unsure(codes) if codes else None)


@pytest.mark.parametrize("said", ["Отдел мониторинга 8", "Совет 8", "какая-то длинная ерунда номер 8"])
def test_a_number_alone_makes_no_school_of_other_words(said: str) -> None:
    here = KnownNames([Known("eight", "МОУ СОШ № 8", Level.SCHOOL)])
    assert here.find(said) is None
    assert here.find("Школа 8") == Sure("eight", How.ALONE)
    assert here.find("Школа передового опыта 8") == Unsure(("eight",))


def test_a_place_in_the_name_holds_against_the_municipality_of_the_row() -> None:
    assert NAMES.find("СОШ № 19 г. Иркутска", "city") is None
    assert NAMES.find("СОШ № 19 г. Братска", "city") == Sure("b19", How.ALONE)


def test_an_abbreviated_municipality_contradicts_no_whole_name() -> None:
    district = [Known("d", "Иркутский район", Level.MUNICIPALITY),
                Known("own", "МОУ ИРМО «Малая СОШ»", Level.SCHOOL, "d"),
                Known("bare", "Кедровская СОШ", Level.SCHOOL, "d")]
    assert KnownNames(district).find("Малая СОШ ИРМО") == Sure("own", How.SPELLING)
    assert KnownNames(district).find("МОУ ИРМО Кедровская СОШ") == Sure("bare", How.ALONE)
    assert KnownNames(district).find("Кедровская СОШ Ольского района") is None


def test_the_municipality_of_the_row_tells_two_schools_apart() -> None:
    assert NAMES.find("школа № 5", "city") == Sure("b5", How.ALONE)
    assert NAMES.find("СОШ № 5", "around") == Sure("a5", How.SPELLING)


def test_a_school_of_another_municipality_is_asked_about() -> None:
    assert NAMES.find("СОШ № 19", "osa") == Unsure(("b19",))


def test_two_of_one_title_are_told_apart_by_the_municipality_alone() -> None:
    one, other = (Known(code, "СОШ № 1", Level.SCHOOL, home) for code, home in (("x", "city"), ("y", "osa")))
    twins = KnownNames([*NETWORK[:6], one, other])
    assert twins.find("СОШ № 1") == Unsure(("x", "y"))
    assert twins.find("СОШ № 1", "osa") == Sure("y", How.EXACT)


@given(st.lists(st.tuples(schools, spellings, spellings), min_size=1, max_size=8,
                unique_by=lambda one: (one[0].kind, one[0].number, one[0].own, one[0].settlement)))
def test_no_spelling_of_a_school_finds_another(network: list[tuple[School, Spelling, Spelling]]) -> None:
    known = [Known(str(at), written(one, way), Level.SCHOOL, "city") for at, (one, way, _) in enumerate(network)]
    names = KnownNames([NETWORK[4], *known])
    for at, (one, _, way) in enumerate(network):
        found = names.find(written(one, way), "city")
        assert isinstance(found, Sure), (written(one, way), known)
        assert found.code == str(at)


@given(schools, schools, spellings, spellings)
def test_a_school_that_says_less_is_found_only_where_no_other_could_be_meant(
    one: School, other: School, way: Spelling, its: Spelling
) -> None:
    short = School(one.kind, one.number, "" if one.number else one.own, "", "")
    names = KnownNames(Known(code, written(each, way), Level.SCHOOL) for code, each in (("one", one), ("other", other)))
    found = names.find(written(short, its))
    rival = (other.kind, other.number) == (one.kind, one.number) and short.own in ("", other.own)
    assert found == Unsure(("one", "other")) or not rival or _is_whole(short, one, other)
    assert not isinstance(found, Sure) or found.code == "one" or rival


def _is_whole(short: School, *schools: School) -> bool:
    """Whether one of them has no more to its name."""
    return any((each.own, each.settlement, each.honour) == (short.own, "", "") for each in schools)


def test_the_municipality_of_a_school_may_stand_two_steps_above() -> None:
    tree = (Organisation("mo", "Осинский район", Level.MUNICIPALITY, None, (), "UTC"),
            Organisation("d", "Северный округ", Level.DISTRICT, "mo", (), "UTC"),
            Organisation("s", "СОШ № 1", Level.SCHOOL, "d", (), "UTC"),
            Organisation("lone", "СОШ № 2", Level.SCHOOL, None, (), "UTC"))
    assert [one.home for one in known_names.known(tree)] == ["", "mo", "mo", ""]
