"""Sending in the chat: when, again, not at all; double taps and buttons of yesterday."""

import pytest

from messages.meanings_of_broadcasts import (
    CancelBroadcast,
    ClickBroadcast,
    ComposeBroadcast,
    DropBroadcast,
    OpenBroadcast,
    PauseBroadcast,
    ProbeBroadcast,
    ResumeBroadcast,
    ScheduleBroadcast,
    SendAgain,
    SendBroadcast,
    ShowBroadcasts,
)
from storage.addressees import Fate
from tests.handlers.conftest import Village, instant, press
from tests.handlers.tables import change, rows
from tests.handlers.test_broadcasts import TEXT, addressed, fates, sent, written
from tests.handlers.test_privacy import forgotten
from tests.handlers.test_two_programmes import SCHOOL as GYMNASIUM
from tests.handlers.test_two_programmes import second
from tests.phone import Phone


def copies(village: Village, *who: str) -> list[int]:
    """How often they read it."""
    return [sum(TEXT in shown.text for shown in village.phone(each).screen) for each in who]


async def named(village: Village, when: str) -> Phone:
    """A broadcast for the teachers, at a time that is written so."""
    phone = await addressed(village)
    await phone.taps("Назначить день и время")
    await phone.says(when)
    return phone


@pytest.mark.parametrize(("said", "told"), [
    ("завтра в 10:00", "17 мая, 10:00"), ("сегодня 18:00", "16 мая, 18:00"), ("18:30", "16 мая, 18:30"),
    ("9:00", "17 мая, 09:00"), ("17.05, 10.00", "17 мая, 10:00"), ("17 мая в 7:05", "17 мая, 07:05"),
    ("в 18.30", "16 мая, 18:30"), ("завтра 12.05", "17 мая, 12:05"), ("17.05 в 12.05", "17 мая, 12:05"),
    ("Послезавтра 8:00", "18 мая, 08:00"), ("1.11 10:00", "1 ноября, 10:00")])
async def test_days_and_times_are_read_as_people_write_them(village: Village, said: str, told: str) -> None:
    phone = await named(village, said)
    phone.sees(f"Назначил: {told}")


@pytest.mark.parametrize(("said", "told"), [
    ("сегодня 9:00", "уже прошло"), ("15.05.2018 10:00", "уже прошло"), ("01.01.0001 00:00", "уже прошло"),
    ("15.05 10:00", "больше чем через полгода"), ("17.05.9999 10:00", "больше чем через полгода"),
    ("когда-нибудь 10:00", "Не получилось понять"), ("31.02 10:00", "Не получилось понять"),
    ("12.05", "Не получилось понять"), ("9.00", "Не получилось понять"),
    ("25:00", "Не получилось понять"), ("10", "Не получилось понять"), ("\u200b", "Не получилось понять")])
async def test_other_words_are_asked_about_again(village: Village, said: str, told: str) -> None:
    phone = await named(village, said)
    assert phone.has_seen(told)
    phone.sees("Когда отправить?")


async def test_a_time_that_was_named_can_be_named_anew(village: Village) -> None:
    phone = await named(village, "16.05 12:00")
    await phone.taps("Открыть")
    phone.sees("ждёт своего часа", "Отправлю 16 мая, 12:00")
    await phone.taps("Посмотреть и изменить")
    await phone.taps("Назначить день и время")
    await phone.says("16.05 15:00")
    await village.stage.rehearsal.live_until(instant("2018-05-16", "14:00"))
    assert copies(village, "teacher", "colleague") == [0, 0]
    await village.stage.rehearsal.live_until(instant("2018-05-16", "15:01"))
    assert copies(village, "teacher", "colleague") == [1, 1]


async def test_what_is_scheduled_can_be_written_anew_and_goes_so(village: Village) -> None:
    phone = await named(village, "16.05 12:00")
    await phone.taps("Открыть")
    await phone.taps("Посмотреть и изменить")
    await phone.taps("Изменить текст")
    await phone.says("Вебинар отменён.")
    await phone.taps("Пропустить")
    await phone.taps("Пропустить")
    await village.stage.rehearsal.live_until(instant("2018-05-16", "12:01"))
    village.phone("teacher").sees("Вебинар отменён.")
    assert copies(village, "teacher") == [0]


async def test_what_is_scheduled_can_be_thrown_away(village: Village) -> None:
    phone = await named(village, "16.05 12:00")
    await press(phone, DropBroadcast(1))
    phone.sees("никому ничего не ушло")
    await village.stage.rehearsal.live_until(instant("2018-05-16", "13:00"))
    assert copies(village, "teacher", "colleague") == [0, 0]
    assert rows(village.file)["broadcasts"] == []


async def test_what_was_taken_back_by_a_pause_goes_out_when_it_is_resumed(village: Village) -> None:
    phone = await named(village, "16.05 21:30")
    await village.stage.rehearsal.live_until(instant("2018-05-16", "22:00"))
    await press(phone, PauseBroadcast(1))
    await press(phone, PauseBroadcast(1))
    phone.sees("на паузе", "Ждут продолжения: 2")
    await village.stage.rehearsal.live_until(instant("2018-05-25", "12:00"))
    assert copies(village, "teacher", "colleague") == [0, 0]
    await phone.taps("Продолжить")
    await press(phone, ResumeBroadcast(1))
    assert copies(village, "teacher", "colleague") == [1, 1]
    assert await fates(village) == {Fate.SENT: 2, Fate.ABSENT: 18}


async def test_the_screen_of_one_that_goes_out_is_kept_and_follows_its_author(village: Village) -> None:
    phone = await named(village, "16.05 21:30")
    await village.stage.rehearsal.live_until(instant("2018-05-16", "22:00"))
    await phone.says("рассылки")
    await phone.taps("1")
    shown = phone.last
    phone.sees("Рассылка уходит")
    await phone.taps("Кто не получил · 18")
    phone.sees("Не получили: 18 человек")
    assert phone.screen[-2].ref == shown.ref
    village.pocket.messenger.blocked.add(village.phone("teacher").user)
    change(village.file, "update outbox set not_before = 1 where state = 'planned' and user_id = ?",
           village.phone("teacher").user)
    for _ in range(2):
        await village.stage.clock.pause(5)
        await village.stage.settle()
    assert "Закрыли бота: 1" in next(each.text for each in phone.screen if each.ref == shown.ref)
    phone.sees("Не получили: 18 человек")


async def test_an_operator_who_lets_it_go_on_does_not_take_the_screen_of_its_author(village: Village) -> None:
    phone, operator = await named(village, "16.05 21:30"), village.phone("operator")
    await village.stage.rehearsal.live_until(instant("2018-05-16", "22:00"))
    await press(phone, OpenBroadcast(1))
    await phone.taps("Пауза")
    await press(operator, ResumeBroadcast(1))
    operator.sees("Рассылка уходит")
    await village.stage.rehearsal.live_until(instant("2018-05-17", "12:00"))
    phone.sees("Рассылка ушла", "Доставлено: 2 из 20")
    await press(operator, SendAgain(1))
    assert phone.user in rows(village.file)["broadcasts"][0]


async def test_what_was_cancelled_is_not_sent_again(village: Village) -> None:
    phone = await named(village, "16.05 21:30")
    await village.stage.rehearsal.live_until(instant("2018-05-16", "22:00"))
    await press(phone, CancelBroadcast(1))
    phone.sees("Рассылка отменена")
    assert "Отправить им ещё раз" not in phone.labels()
    for meaning in (SendAgain(1), ResumeBroadcast(1), SendBroadcast(1, 20), ProbeBroadcast(1), CancelBroadcast(1)):
        await press(phone, meaning)
    for other in (DropBroadcast(1), ScheduleBroadcast(1)):
        await press(phone, other)
        phone.sees("Рассылка уже ушла")
    await village.stage.rehearsal.live_until(instant("2018-05-17", "12:00"))
    assert copies(village, "teacher", "colleague") == [0, 0]


async def test_again_is_for_those_it_missed_and_not_while_it_goes_out(village: Village) -> None:
    phone = await sent(village)
    before = rows(village.file)["broadcasts"]
    change(village.file, "update broadcasts set state = 'running'")
    await press(phone, SendAgain(1))
    assert copies(village, "teacher", "colleague") == [1, 1]
    change(village.file, "delete from broadcast_people where channel = ''")
    await press(phone, SendAgain(1))
    assert [row[:14] for row in rows(village.file)["broadcasts"]] == [row[:14] for row in before], "nobody was missed"


async def test_a_trial_can_be_tapped_twice_and_looked_at(village: Village) -> None:
    for number in range(5):
        await village.employs(f"Тестова Анна {number}")
    phone = await addressed(village)
    await phone.taps("Проба: сначала 3 людям")
    await press(phone, ProbeBroadcast(1))
    await phone.taps("Обновить")
    phone.sees("на паузе", "Доставлено: 3 из 25")
    assert (await fates(village))[Fate.SENT] == 3


async def test_ones_own_button_does_not_count_before_it_has_gone(village: Village) -> None:
    phone = await written(village, buttons="Приду")
    await phone.taps("Дальше")
    await phone.taps("Приду")
    phone.sees("кнопка заработает у тех, кому оно уйдёт")
    assert rows(village.file)["clicks"] == []


@pytest.mark.parametrize("said", ["Сайт – https://[::1", "Сайт – https://localhost/x", "Сайт – http://", "Сайт https://.ru",
                                  "Сайт https://" + "a" * 300 + ".ru", "https://example.org/"])
async def test_a_link_that_a_messenger_would_not_take_is_refused(village: Village, said: str) -> None:
    phone = village.phone("curator")
    await phone.says("новая рассылка")
    await phone.says(TEXT)
    await phone.taps("Пропустить")
    await phone.says(said)
    assert phone.has_seen("Строка 1")


async def test_a_link_is_read_however_a_phone_has_written_it(village: Village) -> None:
    phone = await written(village, buttons="Сайт программы: Https://пример.рф/Путь?a=1")
    await phone.taps("Дальше")
    assert phone.screen[-2].buttons == ((("Сайт программы", "Https://пример.рф/Путь?a=1"),),)


@pytest.mark.parametrize("said", ["\u200b\u200d", "   \u2060 "])
async def test_a_text_that_nobody_would_see_is_no_text(village: Village, said: str) -> None:
    phone = village.phone("curator")
    await phone.says("новая рассылка")
    await phone.says(said)
    phone.sees("Пришлите текст")


async def test_the_longest_text_goes_with_the_longest_signature(village: Village) -> None:
    change(village.file, "update organisations set title = ?", 'МБОУ "СОШ" & "Лицей" ' * 9)
    phone = village.phone("curator")
    await phone.says("новая рассылка")
    await phone.says("я" * 3701)
    assert phone.has_seen("помещается 3700")
    await phone.says("я" * 3700)
    await phone.taps("Пропустить")
    await phone.taps("Пропустить")
    await phone.taps("Дальше")
    assert "я" * 3700 in phone.screen[-2].text


async def test_who_sends_no_more_does_not_look_at_it_any_more(village: Village) -> None:
    phone = await sent(village)
    change(village.file, "update roles set role = 'observer' where participant = ?",
           village.people["curator"].participant)
    for meaning in (OpenBroadcast(1), SendAgain(1), ShowBroadcasts()):
        await press(phone, meaning)
        phone.sees("Рассылки отправляют операторы")


async def test_when_its_author_is_forgotten_nothing_more_goes_and_the_operator_still_sees_the_counts(
        village: Village) -> None:
    for number in range(5):
        await village.employs(f"Тестова Анна {number}")
    phone = await addressed(village, buttons="Приду")
    await phone.taps("Проба: сначала 3 людям")
    await forgotten(phone)
    operator = village.phone("operator")
    await operator.says("рассылки")
    operator.sees("текст удалён", "отменена")
    await operator.taps("1")
    operator.sees("Рассылка отменена", "Текст удалён вместе с данными автора", "Доставлено: 3 из 25")
    for meaning in (ResumeBroadcast(1), SendAgain(1)):
        await press(operator, meaning)
    assert sum(copies(village, "teacher", "colleague")) <= 3
    teacher = village.phone("teacher")
    await press(teacher, ClickBroadcast(1, 0))
    teacher.sees("Этого уже нет в программе")


async def test_when_the_author_of_what_has_gone_is_forgotten_it_cannot_be_sent_again(village: Village) -> None:
    phone = await sent(village)
    assert "Отправить им ещё раз" in phone.labels()
    await forgotten(phone)
    operator = village.phone("operator")
    await press(operator, OpenBroadcast(1))
    operator.sees("Рассылка ушла", "Текст удалён вместе с данными автора", "Кто не получил · 18")
    assert "Отправить им ещё раз" not in operator.labels()
    before = rows(village.file)["broadcasts"]
    for meaning in (SendAgain(1), ResumeBroadcast(1)):
        await press(operator, meaning)
        operator.sees("Этого уже нет в программе")
    assert rows(village.file)["broadcasts"] == before


async def test_a_long_list_keeps_all_its_buttons(village: Village) -> None:
    phone = await written(village)
    columns = "programme, author, kind, lane, content, state, created_at"
    change(village.file, f"insert into broadcasts ({columns}) select {columns} from broadcasts, "
           "(select value from json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14]'))")
    await press(phone, ShowBroadcasts())
    assert {"Новая рассылка", "Письмо под подпись", "Раньше ›", "В меню", "1", "5"} <= set(phone.labels())
    await phone.taps("Раньше ›")
    assert {"Новая рассылка", "Письмо под подпись", "Раньше ›", "‹ Новее", "6", "10"} <= set(phone.labels())
    await press(phone, ShowBroadcasts(999))
    assert "1" in phone.labels()


async def test_forged_kinds_and_buttons_lead_nowhere(village: Village) -> None:
    phone = await sent(village, buttons="Приду")
    before = rows(village.file)
    for meaning in (ComposeBroadcast("notice"), ComposeBroadcast(""), ClickBroadcast(1, 99)):
        await press(phone, meaning)
        phone.sees("Этого уже нет в программе")
    assert rows(village.file) == before


async def twofold(village: Village) -> Phone:
    """The coordinator is an operator of a second programme too, six hours to the west."""
    await second(village, village.people["director"].name)
    change(village.file, "update organisations set time_zone = 'Europe/Moscow' where title = ?", GYMNASIUM)
    change(village.file, "insert into roles (participant, programme, organisation, role, source, granted_at) "
           "select ?, programme, id, 'operator', 'people', ? from organisations where title = ?",
           village.people["coordinator"].participant, village.now, GYMNASIUM)
    return village.phone("coordinator")


async def test_who_sends_in_two_programmes_says_in_which_and_signs_for_it(village: Village) -> None:
    phone = await twofold(village)
    place = village.people["coordinator"].place
    home = next(str(row[2]) for row in rows(village.file)["programmes"] if row[0] == village.programme)
    for programme, signed, other in ((home, place, GYMNASIUM), ("Вторая программа", GYMNASIUM, place)):
        await phone.says("новая рассылка")
        phone.sees("Для какой эта рассылка?")
        await phone.says("для третьей")
        assert phone.has_seen("одной из кнопок")
        await phone.taps(next(label for label in phone.labels() if programme.startswith(label.rstrip("…"))))
        await phone.says(TEXT)
        await phone.taps("Пропустить")
        await phone.taps("Пропустить")
        await phone.taps("Дальше")
        assert signed in phone.screen[-2].text
        assert other not in phone.screen[-2].text
    await phone.taps("Изменить текст")
    phone.sees("Пришлите текст")


async def test_a_broadcast_keeps_the_signature_and_the_hours_of_its_programme(village: Village) -> None:
    phone = await addressed(village, "coordinator")
    await twofold(village)
    await phone.taps("Изменить текст")
    await phone.says("Иначе.")
    await phone.taps("Пропустить")
    await phone.taps("Пропустить")
    await phone.taps("Дальше")
    assert village.people["coordinator"].place in phone.screen[-2].text
    await phone.taps("Назначить день и время")
    await phone.says("17.05 10:00")
    phone.sees("Назначил: 17 мая, 10:00")
    assert instant("2018-05-17", "10:00") in rows(village.file)["broadcasts"][0]
