"""The organisations one watches over: turned page by page, or found by what people call them."""

import re

import pytest

from handlers.organisations import PAGE
from messages.meanings import ShowSchools
from storage.tasks import Kind, watched, watched_organisations
from tests.handlers.conftest import SCHOOL, Village, instant, press
from tests.handlers.tables import change
from tests.phone import Phone

NOTHING = "Я вас не понял"


def _titles(phone: Phone) -> list[str]:
    return re.findall(r"^\d+\. (.+)$", phone.last.text, re.MULTILINE)


async def _named(village: Village, title: str, new: str) -> None:
    change(village.file, "update organisations set title = ? where title = ?", new, title)


async def test_seven_stand_on_a_page_and_every_one_is_shown_once(village: Village) -> None:
    phone, curator = village.phone("operator"), village.people["operator"]
    await press(phone, ShowSchools())
    phone.sees("Организации · 1–7 из ")
    shown, pages = _titles(phone), 1
    while "Дальше ›" in phone.labels():
        assert len(phone.labels()) <= 10
        await phone.taps("Дальше ›")
        shown += _titles(phone)
        pages += 1
    async with village.database.reading() as tx:
        all_of_them = await watched_organisations(tx, curator.participant, "2018-05-16", size=1000, skip=0)
    assert len(shown) == len(set(shown)) == len(all_of_them) == all_of_them[0].total
    assert pages == -(-len(shown) // PAGE)
    await phone.taps("‹ Раньше")
    assert _titles(phone) == shown[(pages - 2) * PAGE:(pages - 1) * PAGE]


async def test_a_number_leads_to_the_tasks_of_the_organisation(village: Village) -> None:
    await village.stage.clock.advance(instant("2018-06-20") - village.now)
    await village.stage.settle()
    phone = village.phone("curator")
    await press(phone, ShowSchools())
    while SCHOOL not in phone.last.text:
        await phone.taps("Дальше ›")
    phone.sees("просрочено 1")
    line = next(line for line in phone.last.text.splitlines() if SCHOOL in line)
    await phone.taps(line.split(".")[0])
    phone.sees(f"Просрочено · {SCHOOL}", "15 июня, просрочено на 5 дней")
    assert phone.last.text.count(SCHOOL) == 1
    await phone.taps("В работе")
    phone.sees(f"В работе · {SCHOOL}")
    await phone.taps("Организации")
    phone.sees("Нажмите номер или напишите, что ищете")


@pytest.mark.parametrize("said", [
    "бильчирская", "Бильчир", "школа бильчирская", "«Бильчирская СОШ»", "БИЛЬЧИРСКАЯ  сош", "  Бильчирская школа ",
])
async def test_the_one_that_a_text_names_is_opened_at_once(village: Village, said: str) -> None:
    phone = village.phone("curator")
    await phone.says(said)
    phone.sees(f"В работе · {SCHOOL}")


@pytest.mark.parametrize("said", ["школа 8", "№8", "№ 8", "сош №8", "8 школа", "8 УКМО"])
async def test_a_number_names_no_school_whose_number_only_begins_so(village: Village, said: str) -> None:
    await _named(village, SCHOOL, "МОУ СОШ № 88 УКМО")
    phone = village.phone("operator")
    await phone.says(said)
    assert phone.has_seen("СОШ № 8 УКМО")
    assert "№ 88" not in phone.last.text


async def test_several_of_a_name_are_listed_and_chosen_from(village: Village) -> None:
    phone = village.phone("operator")
    await phone.says("УКМО")
    found = _titles(phone)
    phone.sees("Нашлось по словам «УКМО»: ", "1. ")
    assert len(found) > 1
    assert all("УКМО" in title for title in found)
    await phone.taps("Все организации")
    phone.sees("Организации · 1–7 из ")


async def test_the_municipality_finds_its_schools(village: Village) -> None:
    async with village.database.reading() as tx:
        everywhere = await watched_organisations(tx, village.people["operator"].participant, "2018-05-16", size=1000,
                                                 skip=0)
    municipality = next(each.municipality_title for each in everywhere if each.title == SCHOOL)
    assert municipality
    phone = village.phone("operator")
    await phone.says(municipality)
    assert any(SCHOOL in title for title in _titles(phone))


async def test_where_more_are_found_than_shown_one_is_told_so(village: Village) -> None:
    phone = village.phone("operator")
    await phone.says("сош")
    phone.sees("Показаны первые 7. Напишите точнее")
    assert len(_titles(phone)) == PAGE


@pytest.mark.parametrize("said", [
    "Где мой отчёт?", "Бильчирская " * 9, "/bilchir", "?!", "я", "школа 77 Бильчирская",
])
async def test_what_names_nothing_is_not_understood(village: Village, said: str) -> None:
    phone = village.phone("curator")
    await phone.says(said)
    phone.sees(NOTHING)


async def test_a_school_outside_ones_territory_is_not_found(village: Village) -> None:
    phone = village.phone("far_curator")
    await phone.says("бильчирская")
    phone.sees(NOTHING)
    async with village.database.reading() as tx:
        assert not [line for line in await watched(
            tx, village.people["far_curator"].participant, Kind.OPEN, "2018-05-16", size=1000, skip=0)
            if line.organisation_title == SCHOOL]


async def test_who_watches_over_nothing_is_told_so(village: Village) -> None:
    phone = village.phone("director")
    for page in (0, 77):
        await press(phone, ShowSchools(page))
        phone.sees("Организаций под вашим наблюдением нет")
    await phone.says("бильчирская")
    phone.sees(NOTHING)


async def test_what_is_looked_for_is_shown_as_it_was_written(village: Village) -> None:
    await _named(village, SCHOOL, "МБОУ <b>Первая</b> {{ 7 * 7 }}")
    phone = village.phone("operator")
    await press(phone, ShowSchools())
    while "Первая" not in phone.last.text:
        await phone.taps("Дальше ›")
    phone.sees("<b>Первая</b> {{ 7 * 7 }}")
