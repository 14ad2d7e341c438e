"""For which school a name is: by code, title, words or number; never by a guess, whatever the order of the files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.matching import How, Known, Match, Miss, Schools

KNOWN = (
    Known(1, "bilchir", "МБОУ «Бильчирская СОШ»"), Known(2, "ukmo-8", "МОУ СОШ № 8 УКМО"),
    Known(3, "irkutsk-46", "МБОУ г. Иркутска СОШ № 46"), Known(4, "manzurka", "МКОУ Манзурская СОШ"),
    Known(5, "niya", "МОУ СОШ с. Ния УКМО"), Known(6, "zheleznogorsk-1", "МОУ Железногорская СОШ № 1"),
    Known(7, "tulun-1", "МБОУ «СОШ № 1»"), Known(8, "bratsk-1", "МБОУ «СОШ № 1»"),
    Known(9, "lyceum", "МБОУ Лицей № 2 имени 50-летия школы"),
    Known(10, "novogorod", "МБОУ Новогородская ёлкинская СОШ"),
    Known(11, "mo-osinsky", "МОУО: Осинский район", "municipality"), Known(12, "school-19", "МБОУ «СОШ № 19»"),
)
SCHOOLS = Schools(KNOWN)
BY_ID = {each.id: each for each in KNOWN}


@pytest.mark.parametrize(("name", "organisation", "how"), [
    ("bilchir", 1, How.CODE), ("UKMO-8", 2, How.CODE), ("ukmo–8", 2, How.CODE), (" school-19 ", 12, How.CODE),
    ("МБОУ «Бильчирская СОШ»", 1, How.TITLE), ('мбоу  "бильчирская"   сош', 1, How.TITLE),
    ("МБОУ_Бильчирская_СОШ", 1, How.TITLE), ("МОУ СОШ №8 УКМО", 2, How.TITLE), ("МОУ СОШ N 8 УКМО", 2, How.TITLE),
    ("моу сош No8 укмо", 2, How.TITLE), ("МБОУ Новогородская елкинская СОШ", 10, How.TITLE),
    ("01 МБОУ Бильчирская СОШ отчёт Ивановой", 1, How.TITLE), ("МОУ СОШ № 8 УКМО (2)", 2, How.TITLE),
    ("МБОУ СОШ № 19 список", 12, How.TITLE),
    ("Бильчирская", 1, How.WORDS), ("Бильчирская школа", 1, How.WORDS),
    ("Бильчирская СОШ список учителей", 1, How.WORDS),
    ("Ния", 5, How.WORDS), ("новогородская", 10, How.WORDS), ("Железногорская СОШ 1", 6, How.WORDS),
    ("Осинский район", 11, How.WORDS), ("г. Иркутска", 3, How.WORDS),
    ("СОШ 8", 2, How.NUMBER), ("школа №8 список", 2, How.NUMBER), ("8 школа", 2, How.NUMBER), ("№ 46", 3, How.NUMBER),
    ("СОШ № 46 30.05.2018", 3, How.NUMBER), ("Школа N046 (3)", 3, How.NUMBER), ("лицей 2", 9, How.NUMBER),
    ("школа 2", 9, How.NUMBER),
])
def test_a_name_finds_its_school_and_says_by_what(name: str, organisation: int, how: How) -> None:
    assert SCHOOLS.match(name) == Match(organisation, how)


@pytest.mark.parametrize("name", [
    "", "СОШ", "школа", "список", "5", "46", "МБОУ", "СОШ № 46 г. Тулун", "Иркутск 46", "гимназия № 46", "СОШ 50",
    "школа 50", "СОШ 777", "Манзурка", "МБОУ Манзурская СОШ", "46 список", "2018", "СОШ № 19 и СОШ № 8",
    "МБОУ СОШ № 19 г. Тулун",
    "УКМО № 46", "№", "(1)", "бильчирская манзурская", "...",
])
def test_what_is_not_sure_finds_nobody(name: str) -> None:
    assert SCHOOLS.match(name) == Miss()


@pytest.mark.parametrize(("name", "between"), [
    ("УКМО", ("МОУ СОШ с. Ния УКМО", "МОУ СОШ № 8 УКМО")),
    ("МБОУ СОШ № 1", ("МБОУ «СОШ № 1» (bratsk-1)", "МБОУ «СОШ № 1» (tulun-1)")),
    ("школа 1", ("МБОУ «СОШ № 1» (bratsk-1)", "МБОУ «СОШ № 1» (tulun-1)", "МОУ Железногорская СОШ № 1")),
    ("МБОУ Бильчирская СОШ и МКОУ Манзурская СОШ", ("МБОУ «Бильчирская СОШ»", "МКОУ Манзурская СОШ")),
])
def test_what_may_mean_several_says_between_which(name: str, between: tuple[str, ...]) -> None:
    assert SCHOOLS.match(name) == Miss(between)


def test_two_schools_under_one_code_are_no_match() -> None:
    twins = Schools([Known(1, "a", "Первая"), Known(2, "A", "Вторая")])
    assert twins.match("a") == Miss(("Вторая", "Первая"))


@pytest.mark.parametrize(("path", "found"), [
    ("Бильчирская СОШ/список.pdf", Match(1, How.WORDS)), ("Итоги/bilchir/4 класс/а.pdf", Match(1, How.CODE)),
    ("Осинский район/Манзурская СОШ.pdf", Match(4, How.WORDS)), ("Осинский район/список.pdf", Miss()),
    ("Бильчирская СОШ/bilchir.pdf", Match(1, How.CODE)), ("разное/СОШ № 46.pdf", Match(3, How.NUMBER)),
    ("Бильчирская СОШ/Манзурская СОШ.pdf", Miss(("МБОУ «Бильчирская СОШ»", "МКОУ Манзурская СОШ"))),
    ("МОУ СОШ с. Ния УКМО", Match(5, How.TITLE)),
])
def test_a_folder_speaks_for_what_lies_in_it(path: str, found: Match | Miss) -> None:
    assert SCHOOLS.match_named(path) == found


@pytest.mark.parametrize(("name", "near"), [
    ("Манзурка.pdf", "МКОУ Манзурская СОШ"), ("папка/Бильчирск.pdf", "МБОУ «Бильчирская СОШ»"),
    ("гимназия № 46", "МБОУ г. Иркутска СОШ № 46"), ("Совсем другое", ""), ("", ""),
])
def test_a_hint_is_the_nearest_title(name: str, near: str) -> None:
    assert SCHOOLS.near(name) == near


WORDS = ["МБОУ", "СОШ", "школа", "№", "8", "46", "1", "19", "Бильчирская", "Манзурская", "УКМО", "Ния", "лицей",
         "список", "г.", "Тулун", "и", "отчёт", "bilchir", "2018", "(2)", "«", "Иркутска"]
names = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join) | st.text(max_size=30)


@given(st.lists(names, max_size=12).flatmap(lambda given: st.tuples(st.just(given), st.permutations(given))))
def test_the_order_of_the_files_changes_nothing(both: tuple[list[str], list[str]]) -> None:
    before, after = both
    found = {name: SCHOOLS.match(name) for name in before}
    shuffled = Schools(reversed(KNOWN))
    assert {name: shuffled.match(name) for name in after} == found


@given(names)
def test_nothing_goes_to_a_school_whose_name_was_not_in_it(name: str) -> None:
    found = SCHOOLS.match(name)
    if isinstance(found, Match):
        known = BY_ID[found.organisation]
        said, title = name.casefold().replace("ё", "е"), known.title.casefold().replace("ё", "е")
        telling = {word.strip("«»:.") for word in title.split()} - {"мбоу", "моу", "мкоу", "сош", "№", "г", "с", ""}
        assert known.code in said or any(word in said for word in telling)


@given(names, st.sampled_from(KNOWN))
def test_who_is_not_in_the_circle_is_never_found(name: str, outside: Known) -> None:
    found = Schools(each for each in KNOWN if each != outside).match(name)
    assert not isinstance(found, Match) or found.organisation != outside.id
