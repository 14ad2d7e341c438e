"""Plan and fact of consultations: who sees how much of it, page by page and as a workbook; on both databases."""

import io
from typing import Any

from openpyxl import load_workbook

from messages.meanings_of_ledger import ExportLedger, ShowFigures, ShowLedger
from scheduler.consulting import rules
from scheduler.consulting.rules import Plan, Rules
from storage.ledger import Kind
from tests.handlers.conftest import OTHER_SCHOOL, SCHOOL, Village, press
from tests.handlers.test_hours import given, village
from tests.phone import Phone
from tests.scheduler.network import execute, insert

__all__ = ["village"]  # a fixture
PLAN = Rules(plan={"individual": Plan(hours=90), "group": Plan(count=10)})


async def busy(village: Village) -> None:
    """A plan, hours of two curators in two months, one corrected and one struck out, and stars."""
    async with village.database.transaction() as tx:
        await execute(tx, "update programmes set desk = :desk", desk=rules.write(PLAN))
    await given(village, minutes=90)
    await given(village, minutes=45, kind=Kind.GROUP, day="2018-04-10", schools=(SCHOOL, OTHER_SCHOOL), people=12)
    await given(village, "far_curator", minutes=120)
    wrong = await given(village, "operator", minutes=600)
    async with village.database.transaction() as tx:
        await execute(tx, "update ledger set replaced_at = 1526436000 where id = :id", id=wrong)
        school = (await execute(tx, "select id from organisations where title = :title", title=SCHOOL))[0]["id"]
        for stars, note in ((5, "=1+1"), (5, ""), (4, "Спасибо!")):
            await insert(tx, "consultations", programme=village.programme, organisation=school, state="closed",
                         asker=village.people["director"].participant, owner=village.people["curator"].participant,
                         asked_at=village.now - 7200, state_at=village.now, first_answered_at=village.now - 3600,
                         rating=stars, rating_note=note, rated_at=village.now)
        await insert(tx, "consultations", programme=village.programme, organisation=school, state="closed", rating=1,
                     asker=village.people["director"].participant, owner=village.people["far_curator"].participant,
                     asked_at=village.now - 7200, state_at=village.now, rated_at=village.now)


async def overview(village: Village, who: str) -> Phone:
    phone = village.phone(who)
    await phone.says("свод консультаций")
    return phone


async def book(village: Village, who: str) -> dict[str, list[tuple[Any, ...]]]:
    """The workbook that comes, sheet by sheet, without the headings."""
    phone = village.phone(who)
    await press(phone, ExportLedger(village.programme))
    assert phone.last.file
    assert phone.last.file[0] == "Консультации 2018-05-16.xlsx"
    return {page.title: list(page.iter_rows(values_only=True))[1:]
            for page in load_workbook(io.BytesIO(phone.last.file[1]))}


async def test_without_entries_and_plan_the_overview_says_so(village: Village) -> None:
    (await overview(village, "operator")).sees("Записей пока нет", "План в программе не указан", "осталось")


async def test_an_operator_sees_plan_and_fact_of_the_whole_programme(village: Village) -> None:
    await busy(village)
    phone = await overview(village, "operator")
    phone.sees("Индивидуальные: 3,5 ч из 90 ч (3 %), осталось 86,5 ч; 2 консультации",
               "Групповые: 0,8 ч; 1 из 10 консультаций (10 %), осталось 9", "Всего: 4,3 ч, 3 консультации")
    await phone.taps("По кураторам")
    phone.sees("Осокина Н. М.: 2,3 ч, 2 записи", "Индивидуальные: 1,5 ч (1)", "Ответы в срок: 3 из 3",
               "Оценка 4,7 (3 отзыва)", ": 2 ч, 1 запись", "1 отзыв")
    assert "Оценка 1" not in phone.last.text
    await phone.taps("К своду")
    await phone.taps("По месяцам")
    phone.sees("май 2018: 3,5 ч, 2 записи", "апрель 2018: 0,8 ч, 1 запись")


async def test_each_school_of_a_group_has_all_of_it_and_those_without_any_are_listed(village: Village) -> None:
    await busy(village)
    phone = await overview(village, "operator")
    await phone.taps("По школам")
    phone.sees(f"1. {SCHOOL}", "4,3 ч, 3 записи", f"2. {OTHER_SCHOOL}", "0,8 ч, 1 запись", "записей нет")
    await phone.taps("Дальше ›")
    phone.sees("11. ", "записей нет")


async def test_a_curator_sees_what_is_theirs_and_the_schools_of_their_territory(village: Village) -> None:
    await busy(village)
    phone = await overview(village, "curator")
    phone.sees("Ваши консультации и план программы", "Индивидуальные: 1,5 ч из 90 ч", "Всего: 2,3 ч",
               "Оценка 4,7 (3 отзыва)", "Ответы в срок: 3 из 3")
    assert "По кураторам" not in phone.labels()
    await phone.taps("По школам")
    phone.sees(f"1. {SCHOOL}", "4,3 ч, 3 записи")
    await press(phone, ShowFigures(village.programme, "curators"))
    phone.sees("Свод консультаций видят")


async def test_a_coordinator_sees_the_schools_of_the_municipality_and_no_names(village: Village) -> None:
    await busy(village)
    phone = await overview(village, "other_coordinator")
    phone.sees("Консультации школам муниципалитета", "Всего: 0,8 ч, 1 консультация")
    assert "Скачать Excel" not in phone.labels()
    await phone.taps("По школам")
    phone.sees(OTHER_SCHOOL)
    assert SCHOOL not in phone.last.text
    assert "Осокина" not in phone.last.text


async def test_the_workbook_of_an_operator_holds_everything(village: Village) -> None:
    await busy(village)
    sheets = await book(village, "operator")
    assert list(sheets) == ["Записи", "По кураторам", "По школам", "По месяцам", "План и факт", "Оценки"]
    assert [(row[4], row[10]) for row in sheets["Записи"]] == [
        (45, "в зачёте"), (90, "в зачёте"), (120, "в зачёте"), (600, "убрана"), (255, None)]
    assert sheets["По кураторам"][0][1:8] == (2, 2.3, 1.5, 1, 0.8, 0, 3)
    assert sheets["По кураторам"][-2][:3] == ("Всего", 3, 4.3)
    assert sheets["По месяцам"][-2] == ("Всего", 0.8, 3.5, 4.3)
    assert sheets["План и факт"][0][1:] == (90, 3.5, 3, 86.5)
    assert [row[2] for row in sheets["Оценки"]] == [5, 5, 4, 1]
    everything = str(sheets)
    assert village.people["director"].name not in everything


async def test_what_people_have_written_is_no_formula(village: Village) -> None:
    await busy(village)
    phone = village.phone("operator")
    await press(phone, ExportLedger(village.programme))
    assert phone.last.file
    cell = load_workbook(io.BytesIO(phone.last.file[1]))["Оценки"]["D2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


async def test_the_workbook_of_a_curator_tells_of_nobody_else(village: Village) -> None:
    await busy(village)
    sheets = await book(village, "curator")
    assert [row[4] for row in sheets["Записи"]] == [45, 90, 135]
    assert village.people["far_curator"].name not in str(sheets)
    assert [row[2] for row in sheets["Оценки"]] == [5, 5, 4]


async def test_who_is_no_overseer_any_more_gets_no_workbook(village: Village) -> None:
    phone = village.phone("curator")
    await press(phone, ShowLedger())
    async with village.database.transaction() as tx:
        await execute(tx, "update roles set ended_at = 1 where participant = :id",
                      id=village.people["curator"].participant)
    await phone.taps("Скачать Excel")
    assert phone.last.file is None
