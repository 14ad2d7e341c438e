"""Invitations are answered, seats run out and become free, and nobody gets in by a forged button."""

import pytest

from messages import buttons
from messages.meanings_of_events import AnswerInvitation, OpenEvent, SayWhyNot, SendCalendar, ShowEvents
from storage.rsvps import Counts
from tests.handlers.conftest import APOLOGY, Village, instant, press
from tests.handlers.gathering import ENDS, STARTS, change, counted, gather, invite, invited_before, said
from tests.handlers.tables import change as write
from tests.handlers.tables import rows
from tests.phone import Phone

NOT_YOURS = "среди ваших нет"


def calendar_of(phone: Phone) -> str:
    """The file that has just come, its long lines made whole."""
    assert phone.last.file
    return phone.last.file[1].decode().replace("\r\n ", "")


async def test_an_invitation_is_answered_with_one_tap_and_stays_above_the_card(village: Village) -> None:
    event = await gather(village)
    await invite(village, event, "teacher", "colleague")
    teacher = village.phone("teacher")
    teacher.sees("Приглашаем: Читаем с опорой на схемы", "Семинар", "среда, 30 мая, 14:00–16:00", "Зачтём 2 часа",
                 "Лермонтова", "14:00–14:30 Открытие — Ирина Сурова", "Разберём три приёма")
    assert "meet.example" not in teacher.last.text
    invitation = teacher.last
    await teacher.taps("Приду")
    assert teacher.screen[-2:-1] == [invitation]
    teacher.sees("Ваш ответ: придёте", "Разберём три приёма", "14:30 Работа в группах", "meet.example")
    assert (await said(village, event, "teacher")).comes
    assert await counted(village, event) == Counts(invited=2, yes=1, online=0, no=0, silent=1, waiting=0, came=0)
    screens = len(teacher.screen)
    await teacher.taps("Приду онлайн")
    assert len(teacher.screen) == screens
    teacher.sees("придёте онлайн")
    assert teacher.labels() == ["Приду", "Не смогу", "В календарь", "Все мероприятия", "В меню"]
    assert not village.phone("curator").screen


async def test_a_refusal_may_say_why(village: Village) -> None:
    event = await gather(village)
    await invite(village, event, "teacher")
    teacher = village.phone("teacher")
    await teacher.taps("Не смогу")
    teacher.sees("напишите причину")
    await teacher.says("длинно " * 100)
    assert teacher.has_seen("Это длинно для причины")
    await teacher.says("В этот день экзамен")
    teacher.sees("передал организаторам")
    await teacher.taps("К мероприятию")
    teacher.sees("не сможете (В этот день экзамен)")
    await teacher.taps("Указать причину")
    await teacher.taps("Пропустить")
    teacher.sees("спасибо за ответ")
    assert (await said(village, event, "teacher")).reason == "В этот день экзамен"
    await teacher.taps("Приду")
    assert teacher.has_seen("Ваш ответ: придёте")
    assert (await said(village, event, "teacher")).reason == ""


async def test_whoever_thinks_better_of_it_is_not_asked_why_any_longer(village: Village) -> None:
    event = await gather(village)
    await invite(village, event, "teacher")
    teacher = village.phone("teacher")
    await teacher.taps("Не смогу")
    await teacher.taps("Приду")
    await teacher.says("Буду вовремя")
    assert not teacher.has_seen("передал организаторам")
    rsvp = await said(village, event, "teacher")
    assert (rsvp.answer, rsvp.reason) == ("yes", "")


async def test_a_form_that_is_being_filled_is_not_thrown_away_for_a_reason(village: Village) -> None:
    event = await gather(village)
    await invite(village, event, "director")
    director = village.phone("director")
    await press(director, OpenEvent(event))
    await director.says("/ask")
    await director.taps("Не смогу")
    assert director.has_seen("не сможете")
    await director.says("Как быть с отчётом?")
    assert not (await said(village, event, "director")).reason


async def test_who_finds_no_seat_waits_and_is_told_when_one_is_free(village: Village) -> None:
    event = await gather(village, capacity=1)
    await invite(village, event, "teacher", "colleague", "director")
    teacher, colleague, director = (village.phone(who) for who in ("teacher", "colleague", "director"))
    await teacher.taps("Приду")
    teacher.sees("Место за вами", "Все места заняты")
    await colleague.taps("Подробнее")
    colleague.sees("Все места заняты (1)")
    await colleague.taps("Встать в очередь")
    colleague.sees("ваше место в ней — 1", "онлайн можно участвовать и без очереди")
    assert "meet.example" not in colleague.last.text
    await director.taps("Приду")
    director.sees("ваше место в ней — 2")
    await press(colleague, AnswerInvitation(event, "yes"))
    colleague.sees("ваше место в ней — 1")
    await teacher.taps("Приду онлайн")
    colleague.sees("освободилось место", "Место за вами")
    assert not (await said(village, event, "colleague")).waits
    await director.taps("Все мероприятия")
    director.sees("вы в очереди")
    await colleague.taps("Не смогу")
    director.sees("освободилось место")
    assert await counted(village, event) == Counts(3, yes=1, online=1, no=1, silent=0, waiting=0, came=0)


async def test_the_news_of_a_seat_wait_out_quiet_hours(village: Village) -> None:
    event = await gather(village, capacity=1)
    await invite(village, event, "teacher", "colleague")
    await village.phone("teacher").taps("Приду")
    await village.phone("colleague").taps("Приду")
    await village.stage.rehearsal.live_until(instant("2018-05-16", "22:00"))
    await village.phone("teacher").taps("Не смогу")
    assert not village.phone("colleague").has_seen("освободилось место")
    await village.stage.rehearsal.live_until(instant("2018-05-17", "08:30"))
    assert village.phone("colleague").has_seen("освободилось место")


async def test_where_there_is_a_link_alone_to_come_is_to_come_online(village: Village) -> None:
    event = await gather(village, place="", directions="", kind="webinar", capacity=30)
    await invite(village, event, "teacher")
    teacher = village.phone("teacher")
    assert teacher.labels() == ["Приду", "Не смогу", "Подробнее"]
    assert "meet.example" not in teacher.last.text
    await teacher.taps("Приду")
    teacher.sees("Ваш ответ: придёте.", "meet.example")
    assert (await said(village, event, "teacher")).answer == "online"
    await press(teacher, AnswerInvitation(event, "yes"))
    assert (await said(village, event, "teacher")).answer == "online"


async def test_without_a_link_nobody_comes_online(village: Village) -> None:
    event = await gather(village, link="")
    await invite(village, event, "teacher")
    teacher = village.phone("teacher")
    assert teacher.labels() == ["Приду", "Не смогу", "Подробнее"]
    await press(teacher, AnswerInvitation(event, "online"))
    teacher.sees("Ответьте, пожалуйста")
    assert (await said(village, event, "teacher")).answer is None


async def test_times_of_another_place_are_named_as_such(village: Village) -> None:
    event = await gather(village, time_zone="Europe/Moscow")
    await invite(village, event, "teacher")
    teacher = village.phone("teacher")
    teacher.sees("среда, 30 мая, 09:00–11:00 (время — Москва)")
    await teacher.taps("Подробнее")
    teacher.sees("время — Москва", "у вас начало 30 мая, 14:00")


async def test_the_list_shows_what_is_to_come_and_below_it_what_was(village: Village) -> None:
    teacher = village.phone("teacher")
    await teacher.says("мероприятия")
    teacher.sees("Приглашений пока нет")
    await teacher.taps("В меню")
    assert not any(label.startswith("Мероприятия") for label in teacher.labels())
    event = await gather(village)
    past = await gather(village, title="Вводный вебинар", starts_at=village.now - 90000, ends_at=village.now - 86400)
    old = await gather(village, title="Давно", starts_at=1_500_000_000, ends_at=1_500_003_600)
    others = [await gather(village, title=f"Встреча {number}", starts_at=STARTS + number * 86400,
                           ends_at=ENDS + number * 86400) for number in range(1, 8)]
    for each in (past, old):
        await invited_before(village, each, "teacher")
    for each in (event, *others):
        await invite(village, each, "teacher")
    await teacher.says("меню")
    teacher.sees("Впереди 8 мероприятий", "Мероприятия · 8")
    await teacher.taps("Мероприятия · 8")
    teacher.sees("1. Читаем с опорой на схемы", "ждём вашего ответа")
    await teacher.taps("Дальше ›")
    teacher.sees("8. Встреча 7", "Прошли за последний месяц", "9. Вводный вебинар", "прошло")
    assert "Давно" not in teacher.last.text
    await teacher.taps("9")
    teacher.sees("Мероприятие уже прошло")
    assert teacher.labels() == ["Все мероприятия", "В меню"]
    await press(teacher, ShowEvents(999))
    teacher.sees("9. Вводный вебинар")


@pytest.mark.parametrize(("when", "words"), [(STARTS, "уже началось: 30 мая, 14:00"), (ENDS, "оно закончилось 30 мая")])
async def test_after_the_beginning_no_answer_is_taken(village: Village, when: int, words: str) -> None:
    event = await gather(village)
    await invite(village, event, "teacher")
    teacher = village.phone("teacher")
    await village.stage.clock.advance(when - village.now)
    await teacher.taps("Приду")
    teacher.sees(words)
    await press(teacher, SayWhyNot(event))
    teacher.sees(words)
    assert (await said(village, event, "teacher")).answer is None
    await press(teacher, OpenEvent(event))
    assert "Приду" not in teacher.labels()


async def test_what_is_cancelled_says_so(village: Village) -> None:
    event = await gather(village)
    await invite(village, event, "teacher")
    teacher = village.phone("teacher")
    await teacher.taps("Не смогу")
    write(village.file, "update events set cancelled_at = ?, cancel_reason = 'Зал занят' where id = ?", village.now,
          event)
    await teacher.says("Болею")
    teacher.sees("отменили 16 мая, 10:00: Зал занят")
    await press(teacher, AnswerInvitation(event, "yes"))
    teacher.sees("Отвечать больше не нужно")
    await press(teacher, OpenEvent(event))
    teacher.sees("❌ Отменено: Зал занят")
    await teacher.taps("Убрать из календаря")
    assert "STATUS:CANCELLED" in calendar_of(teacher)
    await teacher.says("мероприятия")
    teacher.sees("отменено")


async def test_an_event_that_has_vanished_from_the_files_is_off(village: Village) -> None:
    event = await gather(village)
    await invite(village, event, "teacher")
    write(village.file, "update events set gone_at = 1 where id = ?", event)
    await village.phone("teacher").taps("Приду")
    village.phone("teacher").sees("отменили")
    await press(village.phone("director"), OpenEvent(event))
    village.phone("director").sees(NOT_YOURS)


async def test_the_calendar_file_is_sent_and_not_kept(village: Village) -> None:
    event = await gather(village, capacity=5)
    await invite(village, event, "teacher")
    teacher = village.phone("teacher")
    await press(teacher, SendCalendar(event))
    teacher.sees("появится в вашем календаре", "meropriyatie-2018-05-30.ics")
    assert f"UID:event-{event}@vekha.irkutsk-2018" in calendar_of(teacher)
    assert "meet.example" not in calendar_of(teacher)
    await press(teacher, AnswerInvitation(event, "yes"))
    await press(teacher, SendCalendar(event))
    assert "meet.example" in calendar_of(teacher)
    await village.stage.app.tick()
    assert not rows(village.file)["files"]
    await village.stage.clock.advance(ENDS - village.now)
    await press(teacher, SendCalendar(event))
    teacher.sees("уже прошло")


async def test_whom_an_event_is_for_may_come_without_an_invitation(village: Village) -> None:
    event = await gather(village)
    teacher = village.phone("teacher")
    await press(teacher, OpenEvent(event))
    teacher.sees("Ответьте, пожалуйста: ждём вас?")
    await teacher.taps("Приду")
    assert (await said(village, event, "teacher")).invited_at is None
    assert (await counted(village, event)).yes == 1


async def test_what_is_made_in_the_chat_is_for_those_who_are_invited(village: Village) -> None:
    event = await gather(village, audience="[]")
    await invite(village, event, "teacher")
    for who in ("colleague", "director", "guest", "observer"):
        phone = village.phone(who)
        for meaning in (OpenEvent(event), AnswerInvitation(event, "yes"), SendCalendar(event)):
            await press(phone, meaning)
            phone.sees(NOT_YOURS)
    for who in ("teacher", "curator"):
        await press(village.phone(who), OpenEvent(event))
        village.phone(who).sees("Читаем с опорой на схемы", "В календарь")


async def test_what_the_files_leave_open_is_for_the_programme_and_not_for_guests(village: Village) -> None:
    event = await gather(village, audience="[]")
    write(village.file, "update events set source = 'files' where id = ?", event)
    await press(village.phone("director"), OpenEvent(event))
    village.phone("director").sees("Ответьте, пожалуйста: ждём вас?")
    await press(village.phone("guest"), OpenEvent(event))
    village.phone("guest").sees(NOT_YOURS)


async def test_who_holds_it_looks_and_does_not_answer(village: Village) -> None:
    event = await gather(village, organisers=(village.people["coordinator"].participant,))
    for who in ("curator", "coordinator"):
        phone = village.phone(who)
        await press(phone, OpenEvent(event))
        phone.sees("Читаем с опорой на схемы")
        assert "Приду" not in phone.labels()
        await press(phone, AnswerInvitation(event, "yes"))
        phone.sees(NOT_YOURS)


@pytest.mark.parametrize("who", ["director", "far_curator", "observer", "guest"])
async def test_forged_buttons_open_nothing(village: Village, who: str) -> None:
    event = await gather(village)
    phone = village.phone(who)
    for meaning in (OpenEvent(event), AnswerInvitation(event, "yes"), SayWhyNot(event), SendCalendar(event),
                    OpenEvent(event + 9), AnswerInvitation(event + 9, "no"), OpenEvent(10**18 - 1)):
        await press(phone, meaning)
        phone.sees(NOT_YOURS)
    assert not rows(village.file)["rsvps"]


async def test_an_answer_that_nobody_offers_is_none(village: Village) -> None:
    event = await gather(village)
    await invite(village, event, "teacher")
    teacher = village.phone("teacher")
    for answer in ("maybe", "", "YES"):
        await press(teacher, AnswerInvitation(event, answer))
        assert APOLOGY not in teacher.last.text
    assert (await said(village, event, "teacher")).answer is None


async def test_more_seats_are_for_those_who_wait(village: Village) -> None:
    event = await gather(village, capacity=0)
    await invite(village, event, "teacher", "colleague")
    await village.phone("teacher").taps("Приду")
    await change(village, event, capacity=1)
    await village.phone("colleague").taps("Приду")
    village.phone("teacher").sees("освободилось место")
    village.phone("colleague").sees("ваше место в ней — 1")


def test_every_button_fits() -> None:
    most = 999_999_999_999_999_999
    for meaning in (ShowEvents(most), OpenEvent(most), AnswerInvitation(most, "online"), SayWhyNot(most),
                    SendCalendar(most)):
        assert len(buttons.encode(meaning)) <= 64
