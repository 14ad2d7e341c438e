"""Hours of consultations: one's own list, entries by hand, corrections that leave a trace; on both databases."""

from collections.abc import AsyncIterator

import pytest

from messages.meanings_of_ledger import (
    AddHours,
    CorrectEntry,
    ExportLedger,
    OpenEntry,
    ShowFigures,
    ShowHoursGiven,
    ShowLedger,
    StrikeEntry,
)
from storage import history, hours, ledger
from storage.database import Database
from storage.hours import Told
from storage.ledger import Given, Kind
from tests.handlers.conftest import CHANNEL, OTHER_SCHOOL, SCHOOL, START, Village, _populate, press
from tests.handlers.pocket import PocketLoopback
from tests.handlers.rights_of_hours import RIGHTS_OF_HOURS
from tests.phone import Phone, Stage, StageClock
from tests.scheduler.network import execute

EVERYBODY = ("director", "teacher", "coordinator", "curator", "far_curator", "operator", "observer", "other_director",
             "other_coordinator", "mentor", "expert", "guest", "stranger")
REFUSALS = ("Эту запись видят", "Часы консультаций ведут", "Свод консультаций видят", "приглашение")


@pytest.fixture
async def village(database: Database, tmp_path: object) -> AsyncIterator[Village]:
    """The village of the other tests, on either database."""
    async with database.transaction() as tx:
        programme, members, people = await _populate(tx)
    pocket = PocketLoopback()
    stage = Stage(database, StageClock(START), [pocket.messenger], {CHANNEL: pocket})
    await stage.open()
    await stage.app.speaking.tick()
    yield Village(stage, pocket, __file__, programme, members, dict(people))  # type: ignore[arg-type]
    await stage.close()


async def given(village: Village, who: str = "curator", minutes: int = 30, kind: Kind = Kind.INDIVIDUAL,
                day: str = "2018-05-16", schools: tuple[str, ...] = (SCHOOL,), people: int = 1) -> int:
    """An entry of somebody's."""
    me = village.people[who].participant
    async with village.database.transaction() as tx:
        ids = {str(row["title"]): int(row["id"]) for row in await execute(tx, "select id, title from organisations")}
        return await ledger.enter(tx, Given(village.programme, me, kind, minutes, day, people),
                                  [ids[each] for each in schools], by=me, now=village.now)


async def entries(village: Village) -> list[Told]:
    async with village.database.reading() as tx:
        return await hours.of_programme(tx, village.programme)


async def listed(village: Village, who: str = "curator") -> Phone:
    phone = village.phone(who)
    await phone.says("часы консультаций")
    return phone


async def test_an_empty_list_says_how_entries_come_about(village: Village) -> None:
    (await listed(village)).sees("Записей пока нет", "закрываете вопрос")


async def test_an_individual_consultation_is_entered_by_hand_in_four_answers(village: Village) -> None:
    phone = await listed(village)
    await phone.taps("Добавить")
    await phone.taps("Вчера")
    await phone.says("1:20")
    await phone.taps("Индивидуальная")
    await phone.says("бильчирская")
    phone.sees("Записано: 15 мая, 80 мин, индивидуальная", SCHOOL)
    await phone.taps("К часам")
    phone.sees("В этом месяце: 1,3 ч, 1 запись", "Индивидуальные: 1,3 ч (1)", "май 2018 · 1,3 ч",
               "1. 15 мая · 80 мин · индивидуальная")


async def test_a_group_of_two_schools_is_one_entry_with_its_people(village: Village) -> None:
    phone = village.phone("operator")
    await press(phone, AddHours())
    await phone.says("16.05")
    await phone.taps("90 мин")
    await phone.taps("Групповая")
    await phone.says("бильчирская")
    await phone.says("8 УКМО")
    phone.sees(SCHOOL, OTHER_SCHOOL)
    await phone.taps("Это все школы")
    await phone.says("1")
    phone.sees("Сколько человек было?")
    await phone.says("12 человек")
    phone.sees("Записано: 16 мая, 90 мин, групповая, 12 человек")
    entry, = await entries(village)
    assert (entry.kind, entry.people, entry.minutes) == ("group", 12, 90)


async def test_of_several_schools_that_the_words_mean_one_is_chosen(village: Village) -> None:
    phone = village.phone("operator")
    await press(phone, AddHours())
    for answer in ("Сегодня", "30 мин", "С выездом"):
        await phone.taps(answer)
    await phone.says("школа")
    assert "Подходит слишком много" in phone.screen[-2].text
    await phone.says("никакая")
    assert "Среди ваших школ такой не вижу" in phone.screen[-2].text
    await phone.says("УКМО")
    phone.sees("Какая из них?")
    label = next(each for each in phone.labels() if each.startswith(OTHER_SCHOOL[:20]))
    await phone.taps(label)
    phone.sees("Записано: 16 мая, 30 мин, с выездом", OTHER_SCHOOL)


async def test_a_day_that_has_not_come_or_is_long_past_is_asked_again(village: Village) -> None:
    phone = village.phone("curator")
    await press(phone, AddHours())
    for wrong in ("завтра", "17.05.2018", "1 мая 2015"):
        await phone.says(wrong)
        phone.sees("Когда была консультация?")
    await phone.says("20 декабря")
    phone.sees("20 декабря", "Сколько времени она заняла?")


async def test_a_school_that_is_not_looked_after_cannot_be_named(village: Village) -> None:
    phone = village.phone("coordinator")
    await press(phone, AddHours())
    for answer in ("Сегодня", "30 мин", "Индивидуальная"):
        await phone.taps(answer)
    await phone.says("8 УКМО")
    assert "Среди ваших школ такой не вижу" in phone.screen[-2].text
    assert await entries(village) == []


async def test_a_correction_takes_the_place_of_the_entry_and_tells_what_it_was(village: Village) -> None:
    id = await given(village)
    phone = await listed(village)
    await phone.taps("1")
    phone.sees("Запись № 1", "16 мая 2018 года", "30 мин, индивидуальная", SCHOOL)
    await phone.taps("Минуты")
    await phone.taps("45 мин")
    phone.sees("45 мин, индивидуальная", "Исправления", "было 30 мин, индивидуальная, 16 мая")
    await phone.taps("День")
    await phone.taps("Вчера")
    phone.sees("15 мая 2018 года", "было 45 мин", "было 30 мин")
    await press(phone, OpenEntry(id))
    phone.sees("Запись № 3", "15 мая 2018 года")
    found = await entries(village)
    assert [(each.minutes, each.replaced_at is None) for each in sorted(found, key=lambda each: each.id)] == [
        (30, False), (45, False), (45, True)]
    async with village.database.reading() as tx:
        told = [each for each in await history.told(tx, size=10) if each.verb == "hours_corrected"]
    assert [(each.was, each.became) for each in told] == [("2018-05-16", "2018-05-15"), ("30", "45")]


async def test_the_same_value_once_more_corrects_nothing(village: Village) -> None:
    id = await given(village)
    phone = village.phone("curator")
    await press(phone, CorrectEntry(id, "minutes"))
    await phone.says("30")
    phone.sees("Запись № 1")
    assert len(await entries(village)) == 1


async def test_another_kind_asks_for_what_it_needs(village: Village) -> None:
    id = await given(village)
    phone = village.phone("operator")
    await press(phone, CorrectEntry(id, "kind"))
    await phone.taps("Групповая")
    await phone.taps("10")
    phone.sees("30 мин, групповая, 10 человек")
    await phone.taps("Школа")
    await phone.says("бильчирская")
    await phone.says("8 УКМО")
    await phone.taps("Это все школы")
    phone.sees(SCHOOL, OTHER_SCHOOL)
    await phone.taps("Люди")
    await phone.taps("15")
    phone.sees("15 человек")
    await phone.taps("Вид")
    await phone.taps("Индивидуальная")
    phone.sees("С какой школой?")
    await phone.says("8 УКМО")
    phone.sees("30 мин, индивидуальная", OTHER_SCHOOL)
    last = max(await entries(village), key=lambda each: each.id)
    assert (last.kind, last.people, last.replaced_at) == ("individual", 1, None)


async def test_an_operator_corrects_and_whose_hours_they_are_hears_of_it(village: Village) -> None:
    id = await given(village)
    operator, curator = village.phone("operator"), village.phone("curator")
    await press(operator, CorrectEntry(id, "minutes"))
    await operator.says("60")
    operator.sees("Осокина", "60 мин")
    curator.sees("исправляет вашу запись", "Было: 16 мая · 30 мин", "Стало: 16 мая · 60 мин")
    await curator.taps("Открыть запись")
    curator.sees("60 мин, индивидуальная", "было 30 мин")


async def test_what_never_took_place_is_struck_out_after_a_second_question(village: Village) -> None:
    id = await given(village)
    phone = village.phone("curator")
    await press(phone, OpenEntry(id))
    await phone.taps("Убрать")
    await phone.taps("Оставить")
    await phone.taps("Убрать")
    await phone.taps("Да, убрать")
    phone.sees("Запись № 1 · убрана", "В часах не считается")
    await press(phone, CorrectEntry(id, "minutes"))
    phone.sees("Запись № 1 уже убрана")
    (await listed(village)).sees("Записей пока нет")


async def test_a_long_list_is_turned_and_begins_each_month_with_its_sum(village: Village) -> None:
    for day in ("2018-05-16", "2018-05-15", "2018-05-14", "2018-04-10", "2018-04-09", "2018-04-06"):
        await given(village, minutes=45, day=day)
    phone = await listed(village)
    phone.sees("В этом месяце: 2,3 ч, 3 записи", "Всего: 4,5 ч, 6 записей", "май 2018 · 2,3 ч", "апрель 2018 · 2,3 ч")
    await phone.taps("Раньше ›")
    phone.sees("апрель 2018 · 2,3 ч", "6. 6 апреля")
    await press(phone, ShowHoursGiven(99))
    phone.sees("1. 16 мая")


async def test_the_day_of_those_who_answer_leads_to_the_hours(village: Village) -> None:
    phone = village.phone("curator")
    await phone.says("мой день")
    await phone.taps("Часы")
    phone.sees("Часы консультаций")


async def test_every_button_of_hours_refuses_those_without_a_right(village: Village) -> None:
    id = await given(village)
    for number, (deed, allowed) in enumerate(RIGHTS_OF_HOURS):
        for who in EVERYBODY:
            phone = village.stranger() if who == "stranger" else village.phone(who)
            await press(phone, deed(id, village.programme))
            refused = any(each in phone.last.text for each in REFUSALS)
            assert refused != (who in allowed), (number, who, phone.last.text)
            await phone.says("/cancel")
    assert len(await entries(village)) == 1


def test_every_kind_of_button_has_its_rights() -> None:
    kinds = {type(deed(1, 1)) for deed, _ in RIGHTS_OF_HOURS}
    assert kinds == {AddHours, CorrectEntry, ExportLedger, OpenEntry, ShowFigures, ShowHoursGiven, ShowLedger,
                     StrikeEntry}
