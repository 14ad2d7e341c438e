"""A director names people of the school for a course, and each of them says yes or no."""

from messages.meanings_of_courses import Nominate, OpenCourse, ShowStaff
from messages.meanings_of_events import AnswerInvitation
from scheduler import audience
from scheduler.audience import By, Condition
from storage import courses, nominations, participants
from storage.courses import Terms
from storage.events import Definition
from storage.participants import Role
from tests.handlers import schooling
from tests.handlers.conftest import Village, instant, press
from tests.handlers.schooling import TITLE, UNTIL, member
from tests.phone import Phone


def label(village: Village, who: str, phone: Phone) -> str:
    """The button with somebody's name on the screen."""
    surname = village.people[who].name.split()[0]
    return next(each for each in phone.labels() if surname in each)


async def naming(village: Village, *who: str) -> Phone:
    """The director names these, starting from the list of courses."""
    director = await schooling.opened(village, "director")
    await director.taps("Направить учителей")
    for each in who:
        await director.taps(label(village, each, director))
    return director


async def test_whoever_is_named_hears_of_it_and_confirms_by_one_tap(village: Village) -> None:
    course = await schooling.course(village)
    director = await naming(village, "teacher")
    director.sees("Направлено 1, нужно не менее 2, можно не более 3", "ответа пока нет")
    assert label(village, "teacher", director).startswith("✓")
    teacher = village.phone("teacher")
    teacher.sees("Вас направляют на курсы", TITLE, "36 часов", "4 июня – 11 июня", "Подтверждаете?",
                 village.people["teacher"].place)
    await teacher.taps("Подтверждаю")
    teacher.sees("Вы слушатель этих курсов", "Пройдено 0 из 36 часов", "4 июня, 10:00", "80 % часов")
    await director.says("курсы")
    director.sees("от школы: 1 из 2")
    await director.taps("1")
    director.sees("нужно не менее 2, не более 3, направлено 1, подтвердил 1")
    found = await member(village, course, "teacher")
    assert found
    assert (found.answer, found.organisation) == ("yes", village.people["director"].organisation)


async def test_the_same_tap_again_names_nobody_twice_and_tells_nobody_twice(village: Village) -> None:
    course = await schooling.course(village)
    await naming(village)
    director, teacher = village.phone("director"), village.phone("teacher")
    for _ in range(2):
        await press(director, Nominate(course, village.people["teacher"].participant, 1))
    assert sum("Вас направляют" in shown.text for shown in teacher.screen) == 1


async def test_whoever_cannot_says_why_and_the_director_reads_it_and_may_ask_again(village: Village) -> None:
    await schooling.course(village)
    director = await naming(village, "teacher")
    teacher = village.phone("teacher")
    await teacher.taps("Не смогу")
    await teacher.says("Буду в отпуске")
    await schooling.opened(village, "director")
    await director.taps("Направить учителей")
    director.sees("не сможет (Буду в отпуске)", "Направлено 0")
    await director.taps(label(village, "teacher", director))
    teacher.sees("Вас направляют на курсы")
    await teacher.taps("Расписание и подробности")
    teacher.sees("Вас направляют на эти курсы. Подтверждаете?")


async def test_a_school_names_no_more_than_its_quota(village: Village) -> None:
    course = await schooling.course(village, terms=Terms(80, UNTIL, 1, 1))
    director = await naming(village, "teacher")
    await director.taps(label(village, "colleague", director))
    director.sees("не больше 1 человека", "сначала отзовите")
    assert await member(village, course, "colleague") is None


async def test_a_nomination_is_withdrawn_and_the_seat_goes_to_whoever_waits(village: Village) -> None:
    course = await schooling.course(village, capacity=1)
    director = await naming(village, "teacher", "colleague")
    teacher, colleague = village.phone("teacher"), Phone(
        village.stage, "pocket", str(735_802_000 + village.people["colleague"].participant), "Коллега")
    await teacher.taps("Подтверждаю")
    await colleague.taps("Подтверждаю")
    colleague.sees("Вы в очереди, ваше место в ней – 1", "Как только освободится место")
    await director.taps(label(village, "teacher", director))
    teacher.sees("Школа отозвала ваше направление")
    colleague.sees("Для вас освободилось место")
    assert await member(village, course, "teacher") is None
    found = await member(village, course, "colleague")
    assert found
    assert found.answer == "yes"
    await press(teacher, AnswerInvitation(course, "yes"))
    teacher.sees("Такого мероприятия среди ваших нет")


async def test_whoever_waits_for_a_seat_of_the_school_is_told_so(village: Village) -> None:
    course = await schooling.course(village, terms=Terms(80, UNTIL, None, 1))
    await schooling.named(village, course, "teacher", answer="yes")
    await schooling.named(village, course, "colleague", answer="yes")
    phone = Phone(village.stage, "pocket", str(735_802_000 + village.people["colleague"].participant), "Коллега")
    await phone.says("курсы")
    phone.sees("вы в очереди")
    await phone.taps("1")
    phone.sees("От вашей школы уже набралось 1", "если кто-то из коллег откажется")


async def test_whoever_has_not_joined_is_named_and_asked_when_they_have(village: Village) -> None:
    course = await schooling.course(village)
    school = village.people["director"].organisation
    async with village.database.transaction() as tx:
        newcomer = await participants.add(tx, "Якушева Яна Яковлевна", now=village.now)
        await participants.grant(tx, newcomer, programme=village.programme, organisation=school, role=Role.TEACHER,
                                 source="people", now=village.now)
    director = await naming(village)
    line = next(line for line in director.last.text.splitlines() if "Якушева" in line)
    assert "не в боте" in line
    await director.taps(next(each for each in director.labels() if "Якушева" in each))
    phone = Phone(village.stage, "pocket", "88", "Якушева Яна Яковлевна")
    await phone.follows(await village.invite(participant=newcomer, uses=1))
    await phone.taps("Даю согласие")
    await phone.taps("Да, всё верно")
    await village.stage.rehearsal.live_until(instant("2018-05-25", "12:00"))
    assert phone.has_seen(TITLE[:30]), "the morning's message says that an answer is wanted"
    await phone.says("курсы")
    phone.sees("ждём вашего ответа")
    await phone.taps("1")
    await phone.taps("Подтверждаю")
    phone.sees("Вы слушатель")
    async with village.database.reading() as tx:
        assert await nominations.named(tx, course, school) == 1


async def test_after_the_last_day_nobody_is_named_but_those_who_were_may_still_answer(village: Village) -> None:
    course = await schooling.course(village)
    await schooling.named(village, course, "teacher")
    await village.stage.rehearsal.live_until(instant("2018-05-29", "10:00"))
    director = await schooling.opened(village, "director")
    await director.taps("Кто направлен")
    director.sees("Запись закончилась 28 мая")
    assert director.labels() == ["Готово"]
    await press(director, Nominate(course, village.people["colleague"].participant, 1))
    director.sees("Запись на курсы", "закончилась 28 мая")
    teacher = await schooling.opened(village, "teacher")
    await teacher.taps("Подтверждаю")
    teacher.sees("Вы слушатель")


async def test_the_silent_are_reminded_before_the_last_day_of_naming_and_not_by_the_course_itself(
    village: Village
) -> None:
    await schooling.course(village)
    await naming(village, "teacher")
    teacher = village.phone("teacher")
    before = len(teacher.screen)
    await village.stage.rehearsal.live_until(instant("2018-05-28", "18:00"))
    told = [shown.text for shown in teacher.screen[before:] if TITLE[:20] in shown.text]
    assert told, "the digest has asked again"


async def test_a_director_goes_too_and_confirms_on_the_card(village: Village) -> None:
    await schooling.course(village)
    director = await naming(village, "director")
    await director.taps("Готово")
    director.sees("Вас направляют на эти курсы")
    await director.taps("Подтверждаю")
    director.sees("Вы слушатель", "Направить учителей")


async def test_a_member_leaves_also_when_it_has_begun(village: Village) -> None:
    course = await schooling.course(village)
    await schooling.named(village, course, "teacher", answer="yes")
    await village.stage.rehearsal.live_until(instant("2018-06-05", "10:00"))
    teacher = await schooling.opened(village, "teacher")
    await teacher.taps("Отказаться от курсов")
    found = await member(village, course, "teacher")
    assert found
    assert found.answer == "no"
    async with village.database.reading() as tx:
        _, second = await courses.sessions(tx, course)
    await press(teacher, OpenCourse(course))
    teacher.sees("Вы отказались")
    assert second.came == 0


async def test_a_director_names_only_people_of_the_school_and_for_a_course_that_is_for_it(village: Village) -> None:
    course = await schooling.course(village)
    director, other = village.phone("director"), village.phone("other_director")
    await press(other, Nominate(course, village.people["teacher"].participant, 1))
    other.sees("Таких курсов среди ваших нет")
    async with village.database.transaction() as tx:
        await courses.make(tx, village.programme, elsewhere(village), Terms(80, UNTIL), [],
                           owner=village.people["curator"].participant, now=village.now)
    await press(director, ShowStaff(course + 3))
    director.sees("Таких курсов среди ваших нет")
    await press(director, Nominate(HUGE, village.people["teacher"].participant, 1))
    director.sees("Таких курсов среди ваших нет")
    assert await member(village, course, "teacher") is None


HUGE = 999_999_999_999_999_999


def elsewhere(village: Village) -> Definition:
    """A course for the other school alone."""
    there = audience.write([Condition(By.PLACE, (str(village.people["other_director"].organisation),))])
    return Definition("course", "Чужие курсы", schooling.FIRST, schooling.SECOND, "Asia/Irkutsk",
                                place="Институт", audience=there)
