"""An event from its making to what comes after it, as those who hold it and those who come see it."""

from dataclasses import replace

import pytest

from messages.meanings_of_events_desk import InvitePeople
from scheduler.programme import apply
from scheduler.programme.difference import Changes
from storage import events, participants, surveys
from tests.handlers.conftest import Village, instant, press
from tests.handlers.gathering import ENDS, STARTS, gather
from tests.handlers.tables import change, rows
from tests.handlers.test_two_programmes import second
from tests.journeys.conftest import irkutsk
from tests.phone import Phone

TITLE = "Как читать результаты ВПР"


async def made(village: Village, who: str = "curator") -> Phone:
    """A seminar of the 23rd, 10 to 13 o'clock."""
    phone = village.phone(who)
    await phone.says("новое мероприятие")
    await phone.taps("Семинар")
    await phone.says(TITLE)
    await phone.says("23.05 10:00")
    await phone.taps("До 13:00")
    await phone.says("Институт, ауд. 204\nВход со двора\nhttps://example.org/live")
    await phone.says("10:00–10:30 Открытие – Иванова А. П.\n10:30 Разбор заданий")
    await phone.says("40")
    await phone.taps("3 часа")
    await phone.taps("Пропустить")
    phone.sees(TITLE, "Место: Институт, ауд. 204", "Мест: 40", "Зачтём 3 часа",
               "10:00–10:30 Открытие — Иванова А. П.")
    await phone.taps("Создать")
    phone.sees("Мероприятие создано")
    return phone


async def invited(village: Village) -> Phone:
    """The teachers of the territory are asked; the curator sees the desk."""
    phone = await made(village)
    await phone.taps("Пригласить")
    await phone.taps("По роли")
    await phone.taps("Учителя")
    await phone.taps("Готово")
    await phone.taps("Дальше")
    await phone.taps("Сейчас")
    await phone.taps("Да, отправить")
    phone.sees("Приглашение ушло", "Доставлено: 2 из 20")
    return phone


async def ask_all(phone: Phone) -> None:
    """Whom the curator may write to is invited."""
    await phone.taps("Пригласить")
    await phone.taps("Дальше")
    await phone.taps("Сейчас")
    await phone.taps("Да, отправить")


async def desk(village: Village, phone: Phone) -> Phone:
    await phone.says("провожу")
    number = next(line.split(".")[0] for line in phone.last.text.splitlines() if TITLE in line)
    await phone.taps(number)
    return phone


async def test_a_seminar_is_made_people_are_invited_and_the_desk_shows_who_comes(village: Village) -> None:
    phone = await invited(village)
    teacher, colleague = village.phone("teacher"), village.phone("colleague")
    teacher.sees(f"Приглашаем: {TITLE}", "среда, 23 мая, 10:00–13:00", "Вход со двора")
    await teacher.taps("Приду")
    await colleague.taps("Приду онлайн")
    await desk(village, phone)
    phone.sees("Приглашены: 20", "Придут: 1 из 40 мест", "Онлайн: 1", "Ещё не ответили: 18")
    await phone.taps("Кто что ответил")
    phone.sees("Придут: 1 человек", village.people["teacher"].name)
    await phone.taps("Не ответили · 18")
    phone.sees("Ещё не ответили: 18 человек", "Страница 1 из 2", "не в боте")
    operator = village.phone("operator")
    await operator.says("журнал")
    operator.sees("Создано мероприятие", "Отправлены приглашения")


async def test_several_changes_are_told_once_and_to_those_alone_whom_they_concern(village: Village) -> None:
    phone = await invited(village)
    teacher, colleague = village.phone("teacher"), village.phone("colleague")
    await teacher.taps("Приду")
    await colleague.taps("Не смогу")
    await colleague.says("/cancel")
    await desk(village, phone)
    await phone.taps("Изменить")
    await phone.taps("Место и ссылку")
    await phone.says("Школа № 1, актовый зал")
    phone.sees("Об изменениях сообщу всем", "через десять минут")
    await phone.taps("Изменить")
    await phone.taps("Программу")
    await phone.says("10:00 Сразу к делу")
    before = len(teacher.screen), len(colleague.screen)
    await village.stage.rehearsal.live_until(village.now + 700)
    assert len(teacher.screen) == before[0] + 1
    teacher.sees(f"Изменения: {TITLE}", "Место: было Институт, ауд. 204, стало Школа № 1, актовый зал",
                 "Трансляции не будет", "Обновилась программа", "Ваш ответ на приглашение остаётся прежним")
    assert len(colleague.screen) == before[1]
    await village.stage.rehearsal.live_until(village.now + 3600)
    assert len(teacher.screen) == before[0] + 1


async def test_another_time_is_told_also_to_those_who_could_not_come(village: Village) -> None:
    phone = await invited(village)
    colleague = village.phone("colleague")
    await colleague.taps("Не смогу")
    await colleague.says("/cancel")
    await desk(village, phone)
    await phone.taps("Изменить")
    await phone.taps("Время")
    await phone.says("24.05 15:00")
    phone.sees("Было: среда, 23 мая, 10:00–13:00", "Станет: четверг, 24 мая, 15:00–18:00", "20 человек")
    await phone.taps("Да, перенести")
    await phone.taps("Сообщить сейчас")
    colleague.sees("Время: было среда, 23 мая, 10:00–13:00, стало четверг, 24 мая, 15:00–18:00")


@pytest.mark.parametrize(("words", "becomes"), [
    ("22.05 10:00", "вторник, 22 мая, 10:00–13:00"), ("завтра 10:00", "четверг, 17 мая, 10:00–13:00"),
    ("11:00", "среда, 23 мая, 11:00–14:00"), ("в 5:00", "среда, 23 мая, 05:00–08:00"),
])
async def test_a_new_time_is_read_as_of_today_and_a_bare_one_as_of_the_old_day(
    village: Village, words: str, becomes: str
) -> None:
    phone = await made(village)
    change(village.file, "update events set starts_at = ?, ends_at = ?", instant("2018-05-23", "04:00"),
           instant("2018-05-23", "07:00"))  # by Greenwich it is still the 22nd
    await phone.taps("Изменить")
    await phone.taps("Время")
    await phone.says(words)
    phone.sees(f"Станет: {becomes}", "Никто не приглашён")
    await phone.taps("Да, перенести")
    phone.sees(becomes)


async def test_a_new_time_outside_the_programme_is_refused(village: Village) -> None:
    phone = await made(village)
    await phone.taps("Изменить")
    await phone.taps("Время")
    await phone.says("23.05.2020 10:00")
    assert phone.has_seen("Программа заканчивается")
    assert not phone.has_seen("Станет:")


async def test_what_was_changed_back_is_no_news(village: Village) -> None:
    phone = await invited(village)
    teacher = village.phone("teacher")
    await teacher.taps("Приду")
    await desk(village, phone)
    before = len(teacher.screen)
    for title in ("Другое название", TITLE):
        await phone.taps("Изменить")
        await phone.taps("Название")
        await phone.says(title)
    await village.stage.rehearsal.live_until(village.now + 3600)
    assert len(teacher.screen) == before


async def test_it_is_called_off_and_everybody_hears_why(village: Village) -> None:
    phone = await invited(village)
    teacher, colleague = village.phone("teacher"), village.phone("colleague")
    await teacher.taps("Приду")
    await desk(village, phone)
    await phone.taps("Отменить")
    await phone.says("Карантин в школах")
    phone.sees("приглашено 20 человек", "Вернуть мероприятие будет нельзя")
    await phone.taps("Да, отменить")
    phone.sees("Отменено: Карантин в школах")
    for each in (teacher, colleague):
        each.sees(f"Отменяется: {TITLE}", "Причина: Карантин в школах")
    await teacher.taps("Убрать из календаря")
    calendar = next(shown.file for shown in reversed(teacher.screen) if shown.file)
    assert b"STATUS:CANCELLED" in calendar[1]
    await village.stage.rehearsal.live_until(instant("2018-05-23", "12:00"))
    assert not teacher.has_seen("Скоро:")


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


@pytest.mark.parametrize("who", ["teacher", "director", "observer", "far_curator", "coordinator"])
async def test_nobody_else_sees_the_desk(village: Village, who: str) -> None:
    from messages.meanings_of_events_desk import CallOff, ChangeEvent, InvitePeople, OpenDesk, ShowAnswers, TellNow
    from tests.handlers.conftest import press

    await made(village)
    event = int(str(max(row[0] for row in rows(village.file)["events"] if isinstance(row[0], int))))
    before = rows(village.file)
    phone = village.phone(who)
    for meaning in (OpenDesk(event), InvitePeople(event), ShowAnswers(event, "yes"), ChangeEvent(event),
                    TellNow(event), CallOff(event)):
        await press(phone, meaning)
        assert not phone.has_seen("Никто ещё не приглашён")
    assert rows(village.file) == before


@pytest.mark.parametrize(("step", "said", "answer"), [
    (2, "Слово " * 60, "Название слишком длинное"), (3, "когда-нибудь", "Не получилось понять"),
    (3, "16.05 9:00", "уже прошло"), (4, "09:00", "Конец раньше начала"),
    (5, "https://a.ru\nhttps://b.ru", "Ссылка должна быть одна"), (6, "Открытие", "Строка 1: начните её со времени"),
    (6, "11:00 Раз\n10:00 Два", "Строка 2 раньше предыдущей"), (7, "много", "Нужно целое число"),
])
async def test_wrong_words_are_told_with_their_remedy(village: Village, step: int, said: str, answer: str) -> None:
    phone = village.phone("curator")
    await phone.says("новое мероприятие")
    await phone.taps("Семинар")
    rest = [TITLE, "23.05 10:00", "13:00", "Институт", "10:00 Открытие", "40"]
    for words in rest[:step - 2]:
        await phone.says(words)
    await phone.says(said)
    assert phone.has_seen(answer)
    await phone.says(rest[step - 2])
    assert len(rows(village.file)["conversations"]) == 1


async def test_a_place_that_was_taken_back_has_no_seats(village: Village) -> None:
    phone = village.phone("curator")
    await phone.says("новое мероприятие")
    await phone.taps("Вебинар")
    for words in (TITLE, "23.05 10:00", "13:00", "Институт", "10:00 Открытие", "40"):
        await phone.says(words)
    for _ in range(3):
        await phone.taps("‹ Назад")
    await phone.says("https://example.org/live")
    for _ in range(3):
        await phone.taps("Пропустить")
    await phone.taps("Создать")
    phone.sees("Мероприятие создано")
    async with village.database.reading() as tx:
        event, = [each for each in await events.of_programme(tx, village.programme) if each.source == events.CHAT]
    assert (event.title, event.place, event.capacity) == (TITLE, "", None)


async def test_who_came_can_be_marked_where_nobody_was_invited(village: Village) -> None:
    phone = await made(village)
    assert "Кто пришёл" in phone.labels()
    await phone.taps("Отменить")
    await phone.taps("Пропустить")
    await phone.taps("Да, отменить")
    phone.sees("Отменено")
    assert "Кто пришёл" not in phone.labels()


async def test_whoever_is_of_two_programmes_invites_in_each(village: Village) -> None:
    _, other = await second(village, village.people["curator"].name)
    curator = village.people["curator"].participant
    change(village.file, "update roles set participant = ? where participant = ?", curator, other)
    phone = await made(village)
    async with village.database.transaction() as tx:
        first, = [each for each in await events.of_programme(tx, village.programme) if each.source == events.CHAT]
        said = await events.definition(tx, first)
        programme = next(each.programme for each in await participants.roles(tx, curator)
                         if each.programme != village.programme)
        elsewhere = await events.make(tx, programme, replace(said, title="Встреча второй программы"), owner=curator,
                                      now=village.now)
    await press(phone, InvitePeople(elsewhere))
    phone.sees("Кому")
    await press(phone, InvitePeople(first.id))
    phone.sees("Кому")


async def test_who_may_not_invite_hears_why(village: Village) -> None:
    event = await gather(village, organisers=(village.people["teacher"].participant,))
    teacher, curator = village.phone("teacher"), village.phone("curator")
    await press(teacher, InvitePeople(event))
    teacher.sees("рассылают операторы, кураторы, координаторы и директора этой программы")
    await village.stage.clock.advance(STARTS - village.now)
    await press(curator, InvitePeople(event))
    curator.sees("Читаем с опорой на схемы", "уже началось")
    await village.stage.clock.advance(ENDS - village.now)
    await press(curator, InvitePeople(event))
    curator.sees("прошло")


async def test_the_last_day_of_the_programme_is_that_of_the_place(village: Village) -> None:
    phone = village.phone("curator")
    await phone.says("новое мероприятие")
    await phone.taps("Семинар")
    await phone.says(TITLE)
    await phone.says("01.01.2019 02:00")
    assert phone.has_seen("Программа заканчивается 31 декабря 2018")


async def test_a_row_of_the_roadmap_becomes_an_event(village: Village) -> None:
    phone = village.phone("operator")
    await phone.says("новое мероприятие")
    await phone.taps("Совещание")
    row = next(label for label in phone.labels() if label[0].isdigit())
    await phone.taps(row)
    await phone.says("28.05 10:00")
    await phone.taps("До 12:00")
    await phone.says("https://example.org/live")
    await phone.taps("Пропустить")
    await phone.taps("Пропустить")
    await phone.taps("Пропустить")
    await phone.taps("Создать")
    phone.sees("Мероприятие создано")
    made = [each for each in rows(village.file)["events"] if str(each[2]).startswith("chat-")]
    assert len(made) == 1


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
