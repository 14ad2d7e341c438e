"""Visits: planned, answered, written down, shared; who reads what, and what is counted."""

import pytest

from messages.meanings_of_events import AnswerInvitation
from messages.meanings_of_visits import FillVisitSheet, OpenVisit, ShareVisit, ShowVisits, ShowVisitSheet
from storage import visits
from tests.handlers.conftest import SCHOOL, Village, instant, press
from tests.handlers.tables import change, found
from tests.handlers.test_deciding import begun
from tests.phone import Phone

SHEET = ("Видел уроки", "3", "Сильные стороны школы", "Трудные места", "Итог для школы")


async def planned(village: Village, who: str = "curator", *, ask: bool = True) -> tuple[Phone, int]:
    """A visit of the 22nd, 10 o'clock."""
    phone = village.phone(who)
    await phone.says("новый выезд")
    await phone.says("Бильчирская")
    await phone.says("22.05 10:00")
    await phone.taps("Посещение уроков")
    await phone.taps("Еду без спутников")
    phone.sees(SCHOOL, "22 мая, 10:00")
    await phone.taps("Спросить, удобно ли" if ask else "Просто предупредить")
    return phone, int(found(village.file, "select max(id) from events")[0][0])


async def written(village: Village) -> tuple[Phone, int]:
    """The sheet of a visit that is under way."""
    phone, made = await begun(village)
    await phone.says("/cancel")
    await press(phone, FillVisitSheet(made.visit))
    for words in SHEET:
        await phone.says(words)
    await phone.taps("Пропустить")
    phone.sees("лист посещения сохранён")
    return phone, made.visit


async def test_the_school_that_is_only_told_may_say_that_it_does_not_suit(village: Village) -> None:
    phone, visit = await planned(village, ask=False)
    director = village.phone("director")
    director.catch_up()
    director.sees("К вам едут", "Посещение уроков")
    assert "Удобно" not in director.labels()
    await director.taps("Подробнее")
    await director.taps("Неудобно")
    await director.says("Экзамены")
    phone.catch_up()
    phone.sees("неудобно", "Причина: Экзамены")
    await press(phone, OpenVisit(visit))
    phone.sees("неудобно (Экзамены)")


async def test_a_school_to_which_it_does_not_suit_is_not_reminded(village: Village) -> None:
    phone, _ = await planned(village)
    director = village.phone("director")
    await director.taps("Неудобно")
    await director.taps("Пропустить")
    await village.stage.rehearsal.live_until(instant("2018-05-22", "09:30"))
    assert not director.has_seen("у вас гости")
    phone.catch_up()
    phone.sees("Скоро ваш выезд")


async def test_a_school_that_is_silent_is_reminded_all_the_same(village: Village) -> None:
    await planned(village)
    await village.stage.rehearsal.live_until(instant("2018-05-22", "09:30"))
    assert village.phone("director").has_seen("Завтра у вас гости")


async def test_two_visits_in_the_same_hours_are_told(village: Village) -> None:
    await planned(village)
    phone = village.phone("curator")
    await phone.says("новый выезд")
    await phone.says("УКМО № 8")
    await phone.says("22.05 12:00")
    await phone.taps("Знакомство со школой")
    await phone.taps("Еду без спутников")
    phone.sees("⚠️", "в это время", "Посещение: МБОУ «Бильчирская СОШ»")


@pytest.mark.parametrize("words", ["15.05.2018 10:00", "22.05.2030", "когда-нибудь"])
async def test_a_day_that_cannot_be_is_told(village: Village, words: str) -> None:
    phone = village.phone("curator")
    await phone.says("новый выезд")
    await phone.says("Бильчирская")
    await phone.says(words)
    phone.sees("Когда?")


async def test_a_school_of_others_is_not_found(village: Village) -> None:
    phone = village.phone("coordinator")
    await phone.says("новый выезд")
    await phone.says("УКМО № 8")
    assert any("Такой школы среди ваших нет" in shown.text for shown in phone.screen[-2:])


async def test_a_moved_visit_is_news_to_both_sides(village: Village) -> None:
    phone, visit = await planned(village)
    await press(phone, OpenVisit(visit))
    await phone.taps("Изменить")
    await phone.taps("Время")
    await phone.says("23.05 11:00")
    await phone.taps(phone.labels()[0])
    await village.stage.rehearsal.live_until(village.now + 1200)
    director = village.phone("director")
    director.catch_up()
    director.sees("Изменения", "23 мая")
    assert "Неудобно" in director.labels()


async def test_the_sheet_is_asked_for_after_the_visit_and_due_in_two_working_days(village: Village) -> None:
    phone, visit = await planned(village)
    await press(phone, FillVisitSheet(visit))
    phone.sees("Лист откроется, когда начнётся выезд")
    await village.stage.rehearsal.live_until(instant("2018-05-22", "14:05"))
    phone.catch_up()
    phone.sees("выезд закончился", "до 24 мая")
    assert found(village.file, "select t.due_on, t.participant from tasks t join activities a on a.id = t.activity "
                               "where a.kind = 'visit'") == [("2018-05-24", village.people["curator"].participant)]


async def test_the_programme_may_name_its_own_sheet(village: Village) -> None:
    async with village.database.transaction() as tx:
        await visits.put_survey(tx, village.programme, "vhodnoj")
        code = found(village.file, "select code from surveys limit 1")[0][0]
        await visits.put_survey(tx, village.programme, code)
    phone, made = await begun(village)
    await phone.says("/cancel")
    await press(phone, FillVisitSheet(made.visit))
    title = found(village.file, "select title from surveys where code = ?", code)[0][0]
    phone.sees(title[:20])


async def test_only_those_who_watch_over_the_school_read_the_sheet(village: Village) -> None:
    _, visit = await written(village)
    for who in ("curator", "coordinator", "operator"):
        phone = village.phone(who)
        await press(phone, ShowVisitSheet(visit))
        phone.sees("Трудные места", "Итог для школы")
    for who in ("director", "teacher", "mentor", "observer", "other_coordinator", "far_curator", "expert"):
        phone = village.phone(who)
        await press(phone, ShowVisitSheet(visit))
        phone.sees("Этот выезд вам не виден")
        assert not phone.has_seen("Трудные места")


async def test_the_school_reads_the_result_once_it_is_shared(village: Village) -> None:
    phone, visit = await written(village)
    director = village.phone("director")
    await press(director, OpenVisit(visit))
    assert not director.has_seen("Итог для школы")
    for _ in range(2):
        await press(phone, ShareVisit(visit))
    director.catch_up()
    assert sum(shown.text.startswith("Итог посещения") for shown in director.screen) == 1
    await press(director, OpenVisit(visit))
    director.sees("Итог для школы")
    assert not director.has_seen("Трудные места")


async def test_nothing_is_shared_before_it_is_written(village: Village) -> None:
    phone, made = await begun(village)
    await phone.says("/cancel")
    await press(phone, ShareVisit(made.visit))
    phone.sees("ещё не заполнен")
    assert found(village.file, "select shared_at from events where id = ?", made.visit) == [(None,)]


async def test_the_list_shows_each_their_own_part(village: Village) -> None:
    await planned(village)
    for who, sees in (("curator", True), ("coordinator", True), ("operator", True), ("observer", True),
                      ("director", True), ("other_director", False), ("far_curator", False), ("mentor", False)):
        phone = village.phone(who)
        await press(phone, ShowVisits())
        assert (SCHOOL in phone.last.text) is sees, who


async def test_a_visit_that_is_called_off_is_counted_nowhere(village: Village) -> None:
    phone, visit = await planned(village)
    await phone.says("свод выездов")
    phone.sees("Впереди: 1")
    change(village.file, "update events set cancelled_at = 1 where id = ?", visit)
    await phone.says("свод выездов")
    phone.sees("Впереди: 0", "Выездов пока не было")


async def test_a_school_where_nobody_was_is_one_tap_from_a_visit(village: Village) -> None:
    phone = village.phone("coordinator")
    await phone.says("свод выездов")
    await phone.taps(next(label for label in phone.labels() if label.startswith("Без выезда")))
    phone.sees(SCHOOL)
    await phone.taps("Поехать в 1")
    phone.sees("Когда?")


async def test_a_mentor_goes_to_their_school_and_writes_down_steps(village: Village) -> None:
    phone, visit = await planned(village, "mentor")
    await village.stage.clock.advance(instant("2018-05-22", "11:00") - village.now)
    await press(phone, OpenVisit(visit))
    await phone.taps("+ Шаг")
    await phone.says("Составить график — Бильчирская, до 1 июня")
    phone.sees("Записал шаг", "Ш-1")
    assert village.phone("director").has_seen("После выезда")


async def test_a_visitor_cannot_answer_for_the_school(village: Village) -> None:
    phone, visit = await planned(village)
    await press(phone, AnswerInvitation(visit, "no"))
    assert found(village.file, "select answer from rsvps where event = ? and participant = ?", visit,
                 village.people["director"].participant) == [(None,)]


@pytest.mark.parametrize("who", ["director", "teacher", "observer", "expert"])
async def test_who_plans_no_visits_is_told_so(village: Village, who: str) -> None:
    phone = village.phone(who)
    await phone.says("новый выезд")
    phone.sees("Выезды планируют кураторы")
