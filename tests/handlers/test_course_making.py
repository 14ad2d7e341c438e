"""A curator makes a course in the chat; who may not, cannot."""

from messages.meanings_of_courses import MakeCourse
from storage import courses
from storage.courses import Course, Session
from tests.handlers.conftest import Village, instant, press
from tests.phone import Phone

TITLE = "Смысловое чтение на каждом уроке"


async def begun(village: Village, who: str = "curator") -> Phone:
    """Up to the days of the sessions."""
    phone = village.phone(who)
    await phone.says("новые курсы")
    await phone.says(TITLE)
    await phone.taps("36 часов")
    return phone


def told(phone: Phone, *words: str) -> None:
    """Why the answer was none; below it the question stands again."""
    before = phone.screen[-2].text
    assert all(each in before for each in words), before


async def stored(village: Village) -> tuple[Course, list[Session]]:
    async with village.database.reading() as tx:
        found, = await courses.of_programme(tx, village.programme, since=village.now)
        return found, await courses.sessions(tx, found.id)


async def test_a_course_is_made_with_its_days_quotas_and_surveys(village: Village) -> None:
    curator = await begun(village)
    await curator.says("4.06, 11.06 и 18.06 в 14:00")
    curator.sees("Занятия: 3", "4 июня, 14:00", "18 июня, 14:00")
    await curator.taps("До 18:00")
    await curator.says("Институт, ауд. 204\nВход со двора")
    await curator.says("25")
    await curator.taps("Для всех школ")
    await curator.taps("4 человека")
    assert "3 человека" not in curator.labels(), "no fewer than have to come"
    await curator.taps("5 человек")
    await curator.taps("28 мая")
    curator.sees("Нужна входная диагностика")
    first = curator.labels()[0]
    await curator.taps(first)
    await curator.taps("Пропустить")
    await curator.taps("Не менее 80 %")
    curator.sees(TITLE, "36 часов", "Мест: 25", "не менее 4", "не более 5", "до 28 мая", "80 %", "18 июня")
    await curator.taps("Создать")
    curator.sees("Курсы созданы", "Слушателей: 0 из 25 мест")
    course, held = await stored(village)
    assert [(each.starts_at, each.minutes) for each in held] == [
        (instant(f"2018-06-{day:02}", "14:00"), 720) for day in (4, 11, 18)]
    assert held[0].title == f"Занятие 1: {TITLE}"
    assert (course.minutes, course.share, course.nominate_until) == (2160, 80, "2018-05-28")
    assert (course.quota_least, course.quota_most, course.capacity) == (4, 5, 25)
    assert (course.starts_at, course.ends_at) == (held[0].starts_at, held[-1].ends_at)
    async with village.database.reading() as tx:
        assert set(await courses.diagnostics(tx, course.id)) == {"entry"}


async def test_from_one_day_the_others_are_counted_and_what_does_not_divide_is_the_last_ones(village: Village) -> None:
    curator = await begun(village)
    await curator.says("8.06 в 10:00")
    await curator.says("5")
    await curator.taps("Каждый рабочий день")
    curator.sees("Занятий: 5", "8 июня, 10:00", "18 июня, 10:00")
    await curator.taps("До 16:00")
    await curator.says("https://example.org/course")
    await curator.taps("Пропустить")
    await curator.taps("Фокус-группа")
    for _ in range(2):
        await curator.taps("Пропустить")
    await curator.says("1.06")
    await curator.taps("Пропустить")
    await curator.taps("Пропустить")
    await curator.taps("Все занятия")
    curator.sees("Для кого: Фокус-группа")
    await curator.taps("Создать")
    course, held = await stored(village)
    assert [each.minutes for each in held] == [432] * 5
    assert (course.capacity, course.quota_least, course.quota_most, course.share) == (None, None, None, 100)


async def test_what_cannot_be_is_said_and_asked_again(village: Village) -> None:
    curator = await begun(village)
    for words, why in (("скоро", "Напишите дни через запятую"), ("4.06 14:00 16:00", "Напишите дни"),
                        ("40.06 в 14:00", "Напишите дни"), ("в 14:00", "Напишите дни"),
                        ("1.05.2018 в 14:00", "уже прошло"), ("4.06.2019 в 14:00", "31 декабря")):
        await curator.says(words)
        told(curator, why)
    await curator.says("4.06, 5.06 в 14:00")
    await curator.says("6.06 14:00")
    told(curator, "дольше, чем до начала следующего")
    await curator.says("13:00")
    told(curator, "Конец раньше начала")
    await curator.taps("До 18:00")
    await curator.says("Институт")
    await curator.taps("Пропустить")
    await curator.says("все")
    told(curator, "кнопк")
    await curator.taps("Для всех школ")
    await curator.taps("4 человека")
    await curator.says("2")
    told(curator, "Не может быть меньше", "4")
    await curator.taps("Пропустить")
    await curator.says("5.06")
    told(curator, "не позже первого занятия, 4 июня")


async def test_a_course_repeated_beyond_the_programme_is_refused_at_once(village: Village) -> None:
    curator = await begun(village)
    await curator.says("3.12 в 10:00")
    await curator.taps("8 занятий")
    await curator.taps("Раз в неделю")
    told(curator, "31 декабря")
    await curator.says("2")
    curator.sees("Занятий: 8")


async def test_neither_a_teacher_nor_a_director_makes_one(village: Village) -> None:
    for who in ("teacher", "director", "observer"):
        phone = village.phone(who)
        await press(phone, MakeCourse())
        phone.sees("Курсы создают операторы")
        await phone.says("курсы")
        assert "Новые курсы" not in phone.labels()


async def test_a_form_that_lay_open_makes_no_course_of_the_past(village: Village) -> None:
    curator = await begun(village)
    await curator.says("17.05 в 14:00")
    await curator.taps("1 занятие")
    await curator.taps("До 18:00")
    await curator.says("Институт")
    await curator.taps("Пропустить")
    await curator.taps("Для всех школ")
    await curator.taps("Пропустить")
    await curator.taps("Пропустить")
    await curator.says("16.05")
    await curator.taps("Пропустить")
    await curator.taps("Пропустить")
    await curator.taps("Не менее 80 %")
    await village.stage.clock.advance(3 * 86400)
    await curator.taps("Создать")
    curator.sees("Это время уже прошло")
    async with village.database.reading() as tx:
        assert await courses.of_programme(tx, village.programme, since=0) == []
