"""Those who hold a course see who is short, remind them, take the list of a session and the workbook."""

import io

import openpyxl

from messages.meanings_of_attendance import CheckIn, GetCertificate, MarkCame, OpenAttendance
from messages.meanings_of_courses import AddSession, ShowQuotas, ShowTrained, UrgeCourse
from messages.meanings_of_events import OpenEvent
from messages.meanings_of_events_desk import OpenDesk
from storage import courses, events, learning, rsvps
from tests.handlers import schooling
from tests.handlers.conftest import OTHER_SCHOOL, SCHOOL, Village, instant, press
from tests.handlers.schooling import TITLE, member


async def test_schools_that_have_named_too_few_stand_first(village: Village) -> None:
    course = await schooling.course(village)
    await schooling.named(village, course, "teacher", "colleague", answer="yes")
    curator = await schooling.opened(village, "curator")
    curator.sees("Слушателей: 2", "Не хватает людей от 1 школы из 2")
    await curator.taps("Школы")
    text = curator.last.text
    assert text.index(OTHER_SCHOOL) < text.index(SCHOOL)
    curator.sees("1. ⚠️", "никого не направили", "направлено 2, подтвердили 2", "Людей не хватает: 1 из 2 школ")


async def test_a_coordinator_sees_the_schools_of_the_municipality_alone(village: Village) -> None:
    course = await schooling.course(village)
    coordinator = await schooling.opened(village, "coordinator")
    assert "Итоги обучения" not in coordinator.labels()
    await coordinator.taps("Школы")
    coordinator.sees(SCHOOL)
    assert OTHER_SCHOOL not in coordinator.last.text
    await press(coordinator, UrgeCourse(course))
    coordinator.sees("Таких курсов среди ваших нет")


async def test_one_tap_calls_the_schools_and_those_who_have_not_answered_once_a_day(village: Village) -> None:
    course = await schooling.course(village)
    await schooling.named(village, course, "teacher", "colleague")
    curator, other = await schooling.opened(village, "curator"), village.phone("other_director")
    await curator.taps("Позвать школы")
    curator.sees("Последнее напоминание: 16 мая")
    other.sees("Курсы для ваших учителей", "от 2 до 3 от каждой школы", "до 28 мая")
    assert not village.phone("director").has_seen("Курсы для ваших учителей"), "the school has named two"
    village.phone("teacher").sees("Напоминаю: ждём вашего ответа", TITLE)
    before = len(other.screen)
    await curator.taps("Напомнить")
    assert len(other.screen) == before
    await village.stage.clock.advance(86_400)
    await curator.taps("Напомнить")
    assert len(other.screen) > before
    await other.taps("Направить учителей")
    other.sees("Кого направить на курсы")
    assert course


async def test_after_the_last_day_of_naming_directors_are_not_asked_any_more(village: Village) -> None:
    course = await schooling.course(village)
    await schooling.named(village, course, "teacher")
    await village.stage.rehearsal.live_until(instant("2018-05-30", "12:00"))
    await press(village.phone("curator"), UrgeCourse(course))
    assert not village.phone("other_director").has_seen("Курсы для ваших учителей")
    village.phone("teacher").sees("Напоминаю: ждём вашего ответа")


async def test_attendance_is_taken_at_a_session_and_counts_for_the_course(village: Village) -> None:
    course = await schooling.course(village)
    await schooling.named(village, course, "teacher", answer="yes")
    await village.stage.rehearsal.live_until(instant("2018-06-04", "10:05"))
    teacher = village.phone("teacher")
    assert teacher.has_seen("Занятие 1"), "the session reminds, not the course"
    curator = await schooling.opened(village, "curator")
    await curator.taps("Занятия")
    curator.sees("4 июня, 10:00 – были 0")
    await curator.taps("1")
    await curator.taps("Показать код")
    code = next(line for line in curator.last.text.splitlines() if "Код для отметки" in line).split(": ")[1]
    await teacher.says("курсы")
    await teacher.taps("1")
    await teacher.taps("Отметиться: я здесь")
    await teacher.says(code)
    teacher.sees("Вы отмечены")
    await teacher.says("курсы")
    await teacher.taps("1")
    teacher.sees("Пройдено 18 из 36 часов")
    assert "Отметиться: я здесь" not in teacher.labels()
    await village.stage.rehearsal.live_until(instant("2018-06-05", "12:00"))
    assert not teacher.has_seen("Спасибо, что были с нами"), "nobody is thanked for each session"
    found = await member(village, course, "teacher")
    assert found
    assert (found.minutes, found.visits) == (1080, 1)


async def test_a_session_is_added_and_its_people_are_of_it(village: Village) -> None:
    course = await schooling.course(village)
    await schooling.named(village, course, "teacher", answer="yes")
    curator = await schooling.opened(village, "curator")
    await curator.taps("Занятия")
    await curator.taps("Добавить занятие")
    await curator.says("18.06 10:00")
    curator.sees("3. 18 июня, 10:00")
    added = (await schooling.sessions(village, course))[-1]
    async with village.database.reading() as tx:
        event, rsvp = await events.by_id(tx, added), await rsvps.by(
            tx, added, village.people["teacher"].participant)
        whole = await courses.by_id(tx, course)
    assert event
    assert rsvp
    assert whole
    assert (event.minutes, rsvp.answer, whole.ends_at) == (1080, "yes", event.ends_at)
    await press(curator, AddSession(course))
    await curator.says("18.06.2019 10:00")
    assert any("31 декабря" in shown.text for shown in curator.screen[-2:])


async def test_a_session_that_moves_takes_the_course_and_its_people_along(village: Village) -> None:
    course = await schooling.course(village)
    await schooling.named(village, course, "teacher", answer="yes")
    curator = await schooling.opened(village, "curator")
    await curator.taps("Занятия")
    await curator.taps("2")
    await curator.taps("Изменить")
    await curator.taps("Изменить")
    await curator.taps("Время")
    await curator.says("20.06 10:00")
    await curator.taps("Да, перенести")
    await village.stage.rehearsal.live_until(village.now + 3600)
    village.phone("teacher").sees("Изменения: Занятие 2")
    async with village.database.reading() as tx:
        whole = await courses.by_id(tx, course)
    assert whole
    assert whole.ends_at == instant("2018-06-20", "16:00")


async def test_a_course_that_moves_house_or_is_off_tells_its_people_once(village: Village) -> None:
    course = await schooling.course(village)
    await schooling.named(village, course, "teacher", answer="yes")
    curator, teacher = await schooling.opened(village, "curator"), village.phone("teacher")
    await curator.taps("Изменить")
    curator.sees("К курсам")
    await curator.taps("Изменить")
    assert "Время" not in curator.labels()
    await curator.taps("Место и ссылку")
    await curator.says("Лицей № 1")
    await village.stage.rehearsal.live_until(village.now + 3600)
    assert sum("Лицей № 1" in shown.text for shown in teacher.screen) == 1
    async with village.database.reading() as tx:
        places = [await events.by_id(tx, each.id) for each in await courses.sessions(tx, course)]
    assert [each.place for each in places if each] == ["Лицей № 1"] * 2
    await schooling.opened(village, "curator")
    await curator.taps("Изменить")
    await curator.taps("Отменить")
    await curator.says("Карантин")
    await curator.taps("Да, отменить")
    await village.stage.rehearsal.live_until(village.now + 3600)
    assert sum("Отменяется" in shown.text for shown in teacher.screen) == 1
    async with village.database.reading() as tx:
        assert all(each.cancelled_at for each in await courses.sessions(tx, course))
    await teacher.says("курсы")
    teacher.sees("отменены")


async def test_the_workbook_shows_people_by_sessions_and_schools_by_quota(village: Village) -> None:
    course = await schooling.course(village)
    await schooling.named(village, course, "teacher", answer="yes")
    await schooling.named(village, course, "colleague", answer="no")
    await schooling.came(village, course, "teacher", days=1)
    curator = await schooling.opened(village, "curator")
    await curator.taps("Таблица Excel")
    assert curator.last.file
    name, content = curator.last.file
    assert name == f"Курсы {TITLE}.xlsx"
    people, schools = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    rows = [list(row) for row in people.iter_rows(values_only=True)]
    assert rows[0][4:8] == ["Ответ", "04.06", "11.06", "Часы"]
    assert rows[1][1:10] == [village.people["teacher"].name, SCHOOL, rows[1][3], "слушатель", 18, None, 18, 50, None]
    assert rows[2][4] == "отказ"
    listed = {row[1]: row[3:9] for row in schools.iter_rows(min_row=2, values_only=True)}
    assert listed == {SCHOOL: (1, 1, 0, 1, 0, 1), OTHER_SCHOOL: (0, 0, 0, 0, 0, 2)}


async def test_what_was_trained_is_shown_to_whoever_looks_after_schools(village: Village) -> None:
    course = await schooling.course(village)
    await schooling.named(village, course, "teacher", answer="yes")
    async with village.database.transaction() as tx:
        whole = await courses.by_id(tx, course)
        assert whole
        await learning.complete(tx, whole, [village.people["teacher"].participant], now=village.now)
    operator = village.phone("operator")
    await operator.says("курсы")
    await operator.taps("Кто обучен")
    operator.sees("Обучено: 1 человек", "Курсов: 1, из них от 36 часов: 1", "Человеко-часов: 36")
    coordinator = village.phone("coordinator")
    await press(coordinator, ShowTrained())
    coordinator.sees(SCHOOL, "1 человек, 36 ч", "Школ, где кто-то обучен: 1 из")
    teacher = village.phone("teacher")
    await press(teacher, ShowTrained())
    teacher.sees("Курсы создают операторы")
    await press(teacher, ShowQuotas(course))
    teacher.sees("Таких курсов среди ваших нет")


async def test_a_session_brings_hours_but_no_certificate_of_its_own(village: Village) -> None:
    course = await schooling.course(village)
    await schooling.named(village, course, "teacher", answer="yes")
    await schooling.came(village, course, "teacher", days=1)
    await village.stage.rehearsal.live_until(instant("2018-06-05", "12:00"))
    teacher, first = village.phone("teacher"), (await schooling.sessions(village, course))[0]
    await teacher.says("мои часы")
    teacher.sees("Занятие 1", "18 ч")
    assert teacher.labels() == ["Моё портфолио", "В меню"]
    for event in (first, course):
        await press(teacher, GetCertificate(event))
        teacher.sees("Сертификат получает тот, кто отмечен")
    await press(teacher, OpenEvent(first))
    teacher.sees("вы были на нём")
    assert "Получить сертификат" not in teacher.labels()
    await teacher.taps("К курсам")
    teacher.sees("Пройдено 18 из 36 часов")


async def test_the_way_from_the_desk_of_events_leads_to_the_course_and_back(village: Village) -> None:
    course = await schooling.course(village)
    curator = village.phone("curator")
    await curator.says("провожу")
    curator.sees(TITLE)
    assert "Занятие 1" not in curator.last.text
    await press(curator, OpenDesk(course))
    assert "Кто пришёл" not in curator.labels()
    await curator.taps("К курсам")
    curator.sees("Слушателей: 0")
    await curator.taps("Занятия")
    await curator.taps("1")
    assert "К занятиям" in curator.labels()
    await curator.taps("К занятиям")
    curator.sees("2. 11 июня, 10:00")


async def test_nobody_comes_to_a_course_but_to_its_sessions(village: Village) -> None:
    course = await schooling.course(village)
    await schooling.named(village, course, "teacher", answer="yes")
    await village.stage.rehearsal.live_until(instant("2018-06-06", "12:00"))
    teacher, curator = village.phone("teacher"), village.phone("curator")
    await teacher.says("отметиться")
    teacher.sees("Сейчас отмечаться негде")
    await press(teacher, CheckIn(course))
    teacher.sees("отмечаются на каждом их занятии")
    await press(curator, MarkCame(course, village.people["teacher"].participant, 1))
    curator.sees("отмечаются на каждом их занятии")
    await press(curator, OpenAttendance(course))
    curator.sees("Это курсы")
    found = await member(village, course, "teacher")
    assert found
    assert (found.minutes, found.visits) == (0, 0)
