"""The words of a roadmap's owners mean a level, a group, one organisation — or are handed back."""

import pytest

from scheduler.documents.owner_words import Ambiguous, Because, Facts, Meant, owner_of
from scheduler.programme.model import Level, Organisation, Owner

ZONE = "Asia/Irkutsk"
NETWORK = (
    Organisation("min", "Министерство образования Иркутской области", Level.MINISTRY, None, (), ZONE),
    Organisation("iro", "Институт развития образования", Level.INSTITUTE, "min", (), ZONE),
    Organisation("mo-osa", "МОУО: Осинский район", Level.MUNICIPALITY, "min", (), ZONE),
    Organisation("mo-bratsk", "Управление образования г. Братска", Level.MUNICIPALITY, "min", (), ZONE),
    Organisation("bratsk-19", "МБОУ «СОШ № 19»", Level.SCHOOL, "mo-bratsk", ("focus",), ZONE),
    Organisation("bratsk-20", "МБОУ «СОШ № 20»", Level.SCHOOL, "mo-bratsk", ("base",), ZONE),
)
FACTS = Facts(NETWORK, {"focus": "Фокус-группа", "control": "Контрольная группа", "base": "Базовые (опорные) площадки"})
SCHOOLS, MUNICIPALITIES, INSTITUTE = Owner(Level.SCHOOL), Owner(Level.MUNICIPALITY), Owner(Level.INSTITUTE)


@pytest.mark.parametrize(("said", "owner"), [
    ("МОУО", MUNICIPALITIES),
    ("моуо", MUNICIPALITIES),
    ("специалисты МОУО", MUNICIPALITIES),
    ("Управление образования", MUNICIPALITIES),
    ("Муниципальные органы управления образованием (МОУО)", MUNICIPALITIES),
    ("органы местного самоуправления, осуществляющие управление в сфере образования", MUNICIPALITIES),
    ("муниципальные координаторы (по согласованию)", MUNICIPALITIES),
    ("муниципалитеты-участники", MUNICIPALITIES),
    ("ОО", SCHOOLS),
    ("школы-участницы", SCHOOLS),
    ("Образовательные организации – участники проекта", SCHOOLS),
    ("общеобразовательные организации Иркутской области", SCHOOLS),
    ("руководители ОО", SCHOOLS),
    ("директора школ", SCHOOLS),
    ("заместители директоров по УВР", SCHOOLS),
    ("учителя-предметники", SCHOOLS),
    ("ГАУ ДПО ИРО", INSTITUTE),
    ("ГАУ ДПО «Институт развития образования Иркутской области»", INSTITUTE),
    ("кураторы школ", INSTITUTE),
    ("Министерство", Owner(Level.MINISTRY)),
    ("министерство образования иркутской области", Owner(Level.MINISTRY)),
])  # fmt: skip
@pytest.mark.parametrize("facts", [FACTS, Facts()], ids=["of a programme", "without one"])
def test_usual_words_mean_a_level(said: str, owner: Owner, facts: Facts) -> None:
    answer = owner_of(said, facts)
    assert isinstance(answer, Meant)
    assert answer.owner == owner


@pytest.mark.parametrize(("said", "owner"), [
    ("Школы фокус-группы", Owner(Level.SCHOOL, "focus")),
    ("контрольная группа", Owner(Level.SCHOOL, "control")),
    ("базовые площадки", Owner(Level.SCHOOL, "base")),
    ("МОУО школ фокус-группы", Owner(Level.MUNICIPALITY, "focus")),
])  # fmt: skip
def test_a_group_is_known_by_its_title_or_a_part_that_is_its_own(said: str, owner: Owner) -> None:
    answer = owner_of(said, FACTS)
    assert isinstance(answer, Meant)
    assert (answer.owner, answer.because) == (owner, Because.GROUP)


@pytest.mark.parametrize(("said", "code", "level"), [
    ("МОУ СОШ №19", "bratsk-19", Level.SCHOOL),
    ("директор МБОУ СОШ № 19", "bratsk-19", Level.SCHOOL),
    ("Управление образования администрации Осинского муниципального района", "mo-osa", Level.MUNICIPALITY),
    ("г. Братск", "mo-bratsk", Level.MUNICIPALITY),
])  # fmt: skip
def test_one_organisation_is_known_in_its_spellings(said: str, code: str, level: Level) -> None:
    assert owner_of(said, FACTS) == Meant(
        Owner(level, organisation=code), Because.ORGANISATION, next(one.title for one in NETWORK if one.code == code))


@pytest.mark.parametrize(("said", "between"), [
    ("группа", (Owner(Level.SCHOOL, "focus"), Owner(Level.SCHOOL, "control"))),
    ("ШНОР", (Owner(Level.SCHOOL, "focus"), Owner(Level.SCHOOL, "control"), Owner(Level.SCHOOL, "base"), SCHOOLS)),
    ("МО", (Owner(Level.MINISTRY), MUNICIPALITIES)),
    ("муниципальные кординаторы", (MUNICIPALITIES,)),
    ("ТОГИРРО", (INSTITUTE,)),
    ("институт (МОУО)", (INSTITUTE, MUNICIPALITIES)),
])  # fmt: skip
def test_what_may_mean_several_or_is_not_sure_is_asked_about(said: str, between: tuple[Owner, ...]) -> None:
    assert owner_of(said, FACTS) == Ambiguous(between)


@pytest.mark.parametrize("said", [
    "", "—", "Федеральный организатор", "Министерство просвещения РФ", "министерство спорта", "родители",
    "Иванова А. П.", "школа № 7", "отдел культуры Осинского района",
])  # fmt: skip
def test_what_nothing_explains_means_nobody(said: str) -> None:
    assert owner_of(said, FACTS) is None


def test_what_was_settled_goes_before_everything() -> None:
    settled = Facts(NETWORK, FACTS.groups, {"Рабочая группа": INSTITUTE, "ОО": Owner(Level.SCHOOL, "focus")})
    assert owner_of("рабочая  группа", settled) == Meant(INSTITUTE, Because.SETTLED, "рабочая  группа")
    assert owner_of("«ОО» (по согласованию)", settled) == Meant(Owner(Level.SCHOOL, "focus"), Because.SETTLED, "«ОО»")


def test_a_level_that_the_programme_lacks_means_nobody() -> None:
    assert owner_of("МОУО", Facts(NETWORK[:2])) is None
    assert owner_of("ШНОР", Facts(NETWORK[:2])) is None


def test_schools_that_were_chosen_are_all_where_there_are_no_groups() -> None:
    answer = owner_of("школы с низкими образовательными результатами", Facts(NETWORK))
    assert answer == Meant(SCHOOLS, Because.LEVEL, "школы с низкими образовательными результатами")


def test_of_two_institutes_one_is_asked_for_unless_it_is_named() -> None:
    two = Facts((*NETWORK, Organisation("ipk", "Братский институт повышения квалификации", Level.INSTITUTE, "min", (),
                                        ZONE)))
    first, second = Owner(Level.INSTITUTE, organisation="iro"), Owner(Level.INSTITUTE, organisation="ipk")
    assert owner_of("Институт", two) == Ambiguous((first, second, INSTITUTE))
    assert owner_of("ИРО", two) == Meant(first, Because.ORGANISATION, "Институт развития образования")
