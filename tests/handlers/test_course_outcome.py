"""Whoever meets the rule is ticked, whoever holds the course has the last word, and each hears of it once."""

from messages.meanings_of_courses import FinishCourse, JudgeMember, ShowOutcome
from messages.meanings_of_events import AnswerInvitation
from scheduler.courses import diagnosing
from storage import attendance, courses, nominations, rsvps, surveys
from storage.courses import Terms
from tests.handlers import schooling
from tests.handlers.conftest import Village, instant, press
from tests.handlers.schooling import TITLE, member
from tests.handlers.tables import change
from tests.phone import Phone


async def over(village: Village) -> tuple[int, Phone]:
    """The course of two people, one of whom was there every day; its last day has come, and the curator looks."""
    course = await schooling.course(village)
    await schooling.named(village, course, "teacher", "colleague", answer="yes")
    await schooling.came(village, course, "teacher")
    await schooling.came(village, course, "colleague", days=1)
    await village.stage.rehearsal.live_until(instant("2018-06-11", "17:30"))
    curator = village.phone("curator")
    return course, curator


async def completed(village: Village, course: int, who: str) -> bool:
    found = await member(village, course, who)
    assert found
    return found.completed_at is not None


def label(village: Village, who: str, phone: Phone) -> str:
    surname = village.people[who].name.split()[0]
    return next(each for each in phone.labels() if surname in each)


async def test_those_who_hold_it_are_asked_when_it_is_over_and_finish_it_by_one_tap(village: Village) -> None:
    course, curator = await over(village)
    assert curator.has_seen("Курсы закончились")
    assert curator.has_seen("от этого зависят их часы")
    await curator.taps("Итоги обучения")
    curator.sees("36 ч из 36 (100 %)", "18 ч из 36 (50 %)", "Завершат обучение: 1 человек из 2")
    assert label(village, "teacher", curator).startswith("✓")
    assert not label(village, "colleague", curator).startswith("✓")
    await curator.taps("Завершить обучение: 1")
    curator.sees("Завершили обучение: 1 из 2", "обучение завершено")
    teacher = village.phone("teacher")
    teacher.sees("Вы завершили обучение", TITLE, "Зачтено 36 часов")
    assert await completed(village, course, "teacher")
    assert not await completed(village, course, "colleague")
    await press(curator, FinishCourse(course))
    assert sum("Вы завершили обучение" in shown.text for shown in teacher.screen) == 1
    await teacher.taps("Получить сертификат")
    assert teacher.last.file
    assert teacher.last.file[0].endswith(".pdf")


async def test_the_organiser_has_the_last_word_and_may_come_back_to_the_rule(village: Village) -> None:
    course, curator = await over(village)
    await curator.taps("Итоги обучения")
    await curator.taps(label(village, "colleague", curator))
    await curator.taps(label(village, "teacher", curator))
    found = await member(village, course, "colleague")
    assert found
    assert found.passes == 1
    curator.sees("Завершат обучение: 1 человек из 2")
    await curator.taps(label(village, "teacher", curator))
    found = await member(village, course, "teacher")
    assert found
    assert found.passes is None, "as the rule says"
    await curator.taps("Завершить обучение: 2")
    assert await completed(village, course, "colleague")


async def test_a_slip_is_taken_back_unless_a_paper_was_given(village: Village) -> None:
    course, curator = await over(village)
    await press(curator, JudgeMember(course, village.people["colleague"].participant, 1))
    await press(curator, FinishCourse(course))
    await press(curator, JudgeMember(course, village.people["colleague"].participant, 0))
    assert not await completed(village, course, "colleague")
    await village.phone("teacher").taps("Получить сертификат")
    await press(curator, JudgeMember(course, village.people["teacher"].participant, 0))
    curator.sees("Отметку не снять")
    assert await completed(village, course, "teacher")


async def test_nobody_has_completed_it_before_its_last_day(village: Village) -> None:
    course = await schooling.course(village)
    await schooling.named(village, course, "teacher", answer="yes")
    await schooling.came(village, course, "teacher")
    curator = await schooling.opened(village, "curator")
    await curator.taps("Итоги обучения")
    curator.sees("Завершить обучение можно будет в день последнего занятия")
    await press(curator, FinishCourse(course))
    curator.sees("можно в день последнего занятия или позже")
    assert not await completed(village, course, "teacher")


async def test_where_there_is_a_final_survey_hours_alone_are_not_enough(village: Village) -> None:
    course = await schooling.course(village)
    async with village.database.transaction() as tx:
        survey = (await surveys.of_programme(tx, village.programme))[0]
        await diagnosing.put(tx, course, {"final": survey.code}, now=village.now)
    await schooling.named(village, course, "teacher", answer="yes")
    await schooling.came(village, course, "teacher")
    await village.stage.rehearsal.live_until(instant("2018-06-11", "17:30"))
    curator, teacher = village.phone("curator"), await schooling.opened(village, "teacher")
    assert teacher.labels()[0] == "Итоговая диагностика"
    await teacher.taps("Итоговая диагностика")
    await press(curator, ShowOutcome(course))
    curator.sees("диагностика не пройдена", "Условия пока никто не выполнил")
    change(village.file, "update sheets set finished_at = 1 where participant = ?",
           village.people["teacher"].participant)
    await press(curator, ShowOutcome(course))
    curator.sees("диагностика пройдена", "Завершат обучение: 1 человек из 1")


async def test_whoever_has_completed_it_does_not_leave_it(village: Village) -> None:
    course, curator = await over(village)
    await press(curator, FinishCourse(course))
    await village.stage.clock.advance(-7200)
    teacher = await schooling.opened(village, "teacher")
    teacher.sees("🎓 Вы завершили обучение")
    await press(teacher, AnswerInvitation(course, "no"))
    teacher.sees("Вы уже завершили обучение")
    assert await completed(village, course, "teacher")


async def test_many_people_are_paged_and_finished_together(village: Village) -> None:
    course = await schooling.course(village, terms=Terms(80, schooling.UNTIL))
    people = [await village.employs(f"Учительница Номер{number:02}") for number in range(12)]
    async with village.database.transaction() as tx:
        for person in people:
            await nominations.nominate(tx, course, person, village.people["director"].organisation,
                                       by=village.people["director"].participant, now=village.now)
            await rsvps.answer(tx, course, person, "yes", village.now, None)
            for session in await courses.sessions(tx, course):
                await attendance.mark(tx, session.id, person, how="list", minutes=1080, marked_by=None, now=village.now)
    director = await schooling.opened(village, "director")
    await director.taps("Направить учителей")
    director.sees("Страница 1 из 3")
    await director.taps("Дальше ›")
    director.sees("Страница 2 из 3", "7. ")
    await director.taps("‹ Раньше")
    director.sees("Страница 1 из 3")
    await village.stage.rehearsal.live_until(instant("2018-06-11", "16:30"))
    curator = village.phone("curator")
    await press(curator, ShowOutcome(course))
    curator.sees("Страница 1 из 3", "12 человек из 12")
    await curator.taps("Дальше ›")
    await curator.taps(next(each for each in curator.labels() if each.startswith("✓ 6.")))
    curator.sees("Страница 2 из 3", "11 человек из 12")
    await curator.taps("Завершить обучение: 11")
    curator.sees("Завершили обучение: 11 из 12")
    await curator.taps("Удостоверения")
    curator.sees("Страница 1 из 3", "Записано 0 из 11")
    await curator.taps("Дальше ›")
    await curator.taps("7")
    await curator.says("381803 7")
    curator.sees("Страница 2 из 3", "381803 7")
    await press(curator, ShowOutcome(course, 99))
    curator.sees("Страница 3 из 3")
