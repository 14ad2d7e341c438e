"""Entries of hours put right, and steps gone back: nothing that was not said is lost or counted; on both databases."""

from messages.meanings_of_ledger import AddHours, CorrectEntry
from storage.ledger import Kind
from tests.handlers.conftest import OTHER_SCHOOL, SCHOOL, Village, press
from tests.handlers.test_hours import entries, given, village

__all__ = ["village"]  # a fixture


async def test_a_visit_of_a_group_keeps_its_people_whatever_is_corrected_of_it(village: Village) -> None:
    id = await given(village, kind=Kind.ON_SITE, people=12)
    phone = village.phone("curator")
    await press(phone, CorrectEntry(id, "minutes"))
    await phone.says("30")
    phone.sees("Запись № 1", "30 мин, с выездом, 12 человек")
    assert len(await entries(village)) == 1
    await press(phone, CorrectEntry(id, "minutes"))
    await phone.says("45")
    phone.sees("45 мин, с выездом, 12 человек")
    await phone.taps("Вид")
    await phone.taps("Индивидуальная")
    assert [(each.kind, each.people) for each in sorted(await entries(village), key=lambda each: each.id)] == [
        ("on_site", 12), ("on_site", 12), ("individual", 1)]


async def test_who_goes_back_from_a_group_enters_one_person_of_one_school(village: Village) -> None:
    phone = village.phone("operator")
    await press(phone, AddHours())
    for answer in ("Сегодня", "30 мин", "Групповая"):
        await phone.taps(answer)
    await phone.says("бильчирская")
    await phone.says("8 УКМО")
    await phone.taps("Это все школы")
    for _ in range(3):
        await phone.taps("‹ Назад")
    await phone.taps("Индивидуальная")
    await phone.says("бильчирская")
    phone.sees("Записано: 16 мая, 30 мин, индивидуальная.", SCHOOL)
    assert OTHER_SCHOOL not in phone.last.text
    entry, = await entries(village)
    assert (entry.kind, entry.people) == ("individual", 1)


async def test_a_school_that_was_chosen_before_going_back_is_not_taken_for_the_one_named_since(village: Village
                                                                                              ) -> None:
    phone = village.phone("operator")
    await press(phone, AddHours())
    for answer in ("Сегодня", "30 мин", "Групповая"):
        await phone.taps(answer)
    await phone.says("УКМО")
    await phone.taps(next(each for each in phone.labels() if each.startswith(OTHER_SCHOOL[:20])))
    await phone.taps("‹ Назад")
    await phone.taps("‹ Назад")
    await phone.says("бильчирская")
    await phone.taps("Это все школы")
    await phone.taps("10")
    phone.sees("Записано", SCHOOL)
    assert OTHER_SCHOOL not in phone.last.text


async def test_other_schools_and_other_people_are_told_to_whose_hours_they_are(village: Village) -> None:
    id = await given(village, kind=Kind.GROUP, people=12)
    operator, curator = village.phone("operator"), village.phone("curator")
    await press(operator, CorrectEntry(id, "school"))
    await operator.says("8 УКМО")
    await operator.taps("Это все школы")
    was, became = curator.last.text.split("Стало")
    assert (SCHOOL in was, OTHER_SCHOOL in was) == (True, False)
    assert (SCHOOL in became, OTHER_SCHOOL in became) == (False, True)
    await operator.taps("Люди")
    await operator.taps("15")
    curator.sees("Было: 16 мая · 30 мин · групповая, 12 человек", "Стало: 16 мая · 30 мин · групповая, 15 человек")
    assert OTHER_SCHOOL not in curator.last.text
    await operator.says("журнал")
    operator.sees("12 человек → 15 человек", f"{SCHOOL} → {OTHER_SCHOOL}")
