"""What events say by themselves: that they are near, thanks, and the survey about them."""


import pytest

from scheduler.programme import apply
from scheduler.programme.difference import Changes
from storage import surveys
from tests.handlers.conftest import Village, instant
from tests.handlers.gathering import gather
from tests.handlers.seminar import TITLE, ask_all, invited, made
from tests.handlers.tables import change, rows
from tests.journeys.conftest import irkutsk


async def test_a_day_and_an_hour_before_each_is_told_their_own_way_in(village: Village) -> None:
    await invited(village)
    teacher, colleague = village.phone("teacher"), village.phone("colleague")
    await teacher.taps("Приду")
    await colleague.taps("Приду онлайн")
    await village.stage.rehearsal.live_until(instant("2018-05-22", "10:01"))
    assert teacher.has_seen("Скоро: Как читать")
    assert teacher.has_seen("Как добраться: Вход со двора")
    assert colleague.has_seen("Вы участвуете онлайн")
    await village.stage.rehearsal.live_until(instant("2018-05-23", "09:01"))
    teacher.sees("Скоро начнётся", "Начало в 10:00", "Институт, ауд. 204")
    colleague.sees("Скоро начнётся", "Начало в 10:00", "Подключайтесь")
    assert ("Подключиться", "https://example.org/live") in [each for row in colleague.last.buttons for each in row]


@pytest.mark.parametrize(("gone", "words"), [("place", "Вы участвуете онлайн"), ("link", "Место: Институт")])
async def test_whoever_comes_is_told_of_the_way_in_that_is_left(village: Village, gone: str, words: str) -> None:
    phone = await made(village)
    change(village.file, "update events set capacity = 1, directions = '' where title = ?", TITLE)
    await ask_all(phone)
    teacher, colleague, director = (village.phone(who) for who in ("teacher", "colleague", "director"))
    await teacher.taps("Приду")
    await colleague.taps("Приду онлайн")
    await director.taps("Приду")
    director.sees("Вы в очереди")
    change(village.file, f"update events set {gone} = '' where title = ?", TITLE)
    seen = len(director.screen), len(teacher.screen), len(colleague.screen)
    await village.stage.rehearsal.live_until(instant("2018-05-22", "10:01"))
    for each, before in zip((teacher, colleague), seen[1:], strict=True):
        assert [shown.text for shown in each.screen[before:] if "Скоро:" in shown.text and words in shown.text]
    waits = [shown.text for shown in director.screen[seen[0]:] if "Скоро:" in shown.text]
    assert bool(waits) is (gone == "place")


async def test_who_came_is_thanked_and_who_holds_it_is_asked_to_tick(village: Village) -> None:
    phone = await invited(village)
    teacher, colleague = village.phone("teacher"), village.phone("colleague")
    await teacher.taps("Приду")
    await colleague.taps("Приду")
    await village.stage.rehearsal.live_until(instant("2018-05-23", "10:10"))
    change(village.file, "update rsvps set attended_at = ?, minutes = 180 where participant = ?", village.now,
           village.people["teacher"].participant)
    await village.stage.rehearsal.live_until(instant("2018-05-23", "14:01"))
    teacher.sees("Спасибо, что были с нами", "Вам зачтено 3 часа")
    assert "Получить сертификат" in teacher.labels()
    assert not colleague.has_seen("Спасибо, что были")
    phone.sees("мероприятие закончилось", "Отмечен 1 человек, а ещё 1 обещал быть")


async def surveyed(village: Village, *, ends_at: int) -> int:
    """An event with a survey after it; its id."""
    async with village.database.reading() as tx:
        code = (await surveys.of_programme(tx, village.programme))[0].code
    return await gather(village, feedback=code, starts_at=ends_at - 3600, ends_at=ends_at, audience="[]")


def came(village: Village, event: int, who: str) -> None:
    change(village.file, "insert into rsvps (event, participant, invited_at, attended_at) values (?, ?, 1, ?)", event,
           village.people[who].participant, village.now)


async def test_a_survey_is_offered_as_long_as_it_takes_answers(village: Village) -> None:
    ended = instant("2018-05-21", "12:00")
    event = await surveyed(village, ends_at=ended)
    teacher, colleague = village.phone("teacher"), village.phone("colleague")
    await village.stage.rehearsal.live_until(ended)
    came(village, event, "teacher")
    await village.stage.rehearsal.live_until(ended + 2 * 3600)
    teacher.sees("Спасибо, что были с нами", "Оценить")
    await village.stage.rehearsal.live_until(ended + 9 * 86400)
    came(village, event, "colleague")
    await village.stage.rehearsal.live_until(village.now + 3600)
    colleague.sees("Спасибо, что были с нами")
    assert "Оценить" not in colleague.labels()


async def test_a_survey_that_has_gone_is_offered_to_nobody_any_more(village: Village) -> None:
    ended = instant("2018-05-21", "12:00")
    event = await surveyed(village, ends_at=ended)
    await village.stage.rehearsal.live_until(ended)
    came(village, event, "teacher")
    await village.stage.rehearsal.live_until(ended + 2 * 3600)
    change(village.file, "update surveys set ended_at = 1")
    came(village, event, "colleague")
    await village.stage.rehearsal.live_until(village.now + 3600)
    village.phone("colleague").sees("Спасибо, что были с нами")
    assert "Оценить" not in village.phone("colleague").labels()


@pytest.mark.parametrize(("clock", "opens"), [
    ("12:00", "2018-05-21"), ("23:30", "2018-05-21"), ("01:30", "2018-05-20"),
])
async def test_a_survey_is_open_wherever_people_are_when_it_is_offered(
    village: Village, clock: str, opens: str
) -> None:
    event = await surveyed(village, ends_at=instant("2018-05-21", clock))
    await village.stage.rehearsal.live_until(instant("2018-05-21", clock))
    came(village, event, "teacher")
    await village.stage.rehearsal.live_until(village.now + 2 * 3600)
    wave, = [row for row in rows(village.file)["waves"] if f"event-{event}" in row]
    assert opens in wave


async def test_a_survey_goes_to_those_who_came_and_to_nobody_else(village: Village) -> None:
    phone = village.phone("curator")
    await phone.says("новое мероприятие")
    await phone.taps("Вебинар")
    await phone.says(TITLE)
    await phone.says("23.05 10:00")
    await phone.taps("До 11:00")
    await phone.says("https://example.org/live")
    await phone.taps("Пропустить")
    await phone.taps("Пропустить")
    phone.sees("Отправить участникам опрос")
    await phone.taps(phone.labels()[0])
    await phone.taps("Создать")
    await ask_all(phone)
    teacher, colleague = village.phone("teacher"), village.phone("colleague")
    for each in (teacher, colleague):
        await each.taps("Приду")
    change(village.file, "update rsvps set attended_at = ? where participant = ?", instant("2018-05-23", "10:05"),
           village.people["teacher"].participant)
    await village.stage.rehearsal.live_until(instant("2018-05-23", "13:00"))
    await teacher.taps("Оценить")
    assert [each.text for each in teacher.screen if "Входной мониторинг" in each.text]
    assert not colleague.has_seen("Оценить")
    async with village.database.transaction() as tx:
        again = await apply.apply(tx, irkutsk(), now=village.now)
    assert again.waves == Changes()
    await village.stage.rehearsal.live_until(instant("2018-05-28", "12:00"))
    assert teacher.has_seen("Ждём ваших ответов")
    assert not any(TITLE in each.text and "Ждём ваших ответов" in each.text for each in colleague.screen)
