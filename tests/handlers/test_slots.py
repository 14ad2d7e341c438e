"""Slots as those who publish them see them: made in the chat, looked at, cancelled, and entered when they are over."""


import pytest

from messages.meanings_of_appointments import (
    BookSlot,
    CancelSlot,
    HoldSlot,
    MarkPresence,
    MissSlot,
    OpenSlot,
    PublishSlots,
    SayMinutes,
    ShowPresence,
)
from storage import slots
from storage.slots import Slot
from tests.handlers.conftest import Village, instant, press
from tests.handlers.consulting_hours import (
    HALF,
    THREE,
    book,
    booking,
    calendars,
    over,
    phone_of,
    publish,
    second_programme,
    slot,
    teachers,
)
from tests.handlers.tables import change, rows
from tests.phone import Phone


async def begun(village: Village, *words: str, who: str = "curator") -> Phone:
    """The form, answered so far."""
    phone = village.phone(who)
    await phone.says("окна")
    await phone.taps("Опубликовать окна")
    for each in words:
        await phone.says(each)
    return phone


async def own(village: Village, who: str = "curator") -> list[Slot]:
    async with village.database.reading() as tx:
        return await slots.of_owner(tx, village.people[who].participant, now=0)


async def test_a_span_is_cut_into_slots_that_people_can_book_at_once(village: Village) -> None:
    phone = await begun(village, "вт 15:00-17:00")
    await phone.taps("30 мин")
    phone.sees("Получается 4 окна")
    await phone.taps("Один раз")
    await phone.says("Институт, ауд. 204")
    await phone.taps("Индивидуально")
    await phone.taps("Пропустить")
    phone.sees("4 окна по 30 мин", "вторник, 22 мая, 15:00–15:30", "вторник, 22 мая, 16:30–17:00", "Индивидуально",
               "Место: Институт, ауд. 204")
    await phone.taps("Опубликовать")
    phone.sees("Опубликованы 4 окна, первое – 22 мая, 15:00")
    teacher = village.phone("teacher")
    await teacher.says("записаться")
    await teacher.taps("вт 22.05, 16:30")
    assert teacher.has_seen("Вы записаны")
    assert [each.seats for each in await own(village)] == [1] * 4
    operator = village.phone("operator")
    await operator.says("журнал")
    operator.sees("Опубликованы окна для записи")


async def test_a_weekly_series_leaves_out_days_off_and_names_them(village: Village) -> None:
    phone = await begun(village, "21 мая 10:00", "60")
    await phone.taps("4 недели подряд")
    await phone.taps("Пропустить")
    await phone.taps("Группа до 10")
    await phone.says("Разбор ВПР")
    phone.sees("3 окна по 60 мин", "Выходные и праздники пропущены: пн 11.06", "Группа до 10 человек",
               "О чём: Разбор ВПР")
    await phone.taps("Опубликовать")
    made = await own(village)
    assert [each.starts_at for each in made] == [instant(day, "10:00") for day in ("2018-05-21", "2018-05-28",
                                                                                    "2018-06-04")]
    assert {each.series for each in made} == {made[0].id}


async def test_times_can_be_tapped_and_a_link_is_kept(village: Village) -> None:
    phone = await begun(village)
    await phone.taps("чт 17.05, 10:00")
    for each in ("15 мин", "Один раз"):
        await phone.taps(each)
    await phone.says("https://meet.example/abc")
    await phone.taps("Индивидуально")
    await phone.taps("Пропустить")
    await phone.taps("Опубликовать")
    made, = await own(village)
    assert (made.link, made.place, made.minutes, made.series) == ("https://meet.example/abc", "", 15, None)


async def test_whoever_publishes_in_two_programmes_says_in_which(village: Village) -> None:
    second = await second_programme(village, curator="operator", teacher="teacher")
    phone = await begun(village)
    phone.sees("В какой программе")
    await phone.says("в третьей")
    assert phone.has_seen("программ")
    assert len(await own(village)) == 0
    await phone.taps("Вторая программа")
    for words in ("вт 15:00", "30", "1", "Институт", "1", "Тема"):
        await phone.says(words)
    await phone.taps("Опубликовать")
    assert [each.programme for each in await own(village)] == [second]
    await village.phone("teacher").says("записаться")
    await village.phone("teacher").taps("вт 22.05, 15:00")
    assert village.phone("teacher").has_seen("Вы записаны")


async def test_a_programme_in_which_one_publishes_no_more_is_published_in_no_more(village: Village) -> None:
    second = await second_programme(village, curator="operator")
    phone = await begun(village)
    await phone.taps("Вторая программа")
    for words in ("вт 15:00", "30", "1", "Институт", "1", "Тема"):
        await phone.says(words)
    change(village.file, "update roles set ended_at = 1 where programme = ?", second)
    await phone.taps("Опубликовать")
    assert await own(village) == []


@pytest.mark.parametrize(("words", "answer"), [
    (["когда-нибудь"], "Не получилось понять «когда-нибудь»"), (["вт"], "Не получилось понять «вт»"),
    (["16.05 9:00"], "уже прошло"), (["вт 17:00-15:00"], "Конец раньше начала"),
    (["10 января 2030 10:00"], "Программа заканчивается"), (["вт 15:00-15:20", "30"], "не помещается"),
    (["вт 15:00, вт 15:20", "30"], "накладываются"), (["вт 15:00", "много"], "Нужно целое число"),
    (["вт 09:00-18:00", "15", "8"], "Получается 252 окна"), (["вт 15:00", "30", "0"], "Нужно целое число"),
])
async def test_wrong_words_are_told_with_their_remedy(village: Village, words: list[str], answer: str) -> None:
    phone = await begun(village, *words)
    assert phone.has_seen(answer)
    assert len(rows(village.file)["conversations"]) == 1


async def test_an_overlap_is_refused_with_the_slot_in_the_way(village: Village) -> None:
    await publish(village, THREE)
    phone = await begun(village, "вт 15:10", "30")
    assert phone.has_seen("На это время у вас уже есть окно: вторник, 22 мая, 15:00–15:30")
    await phone.taps("‹ Назад")
    await phone.says("вт 14:30")
    await phone.says("30")
    phone.sees("Получается 1 окно")


async def test_what_was_published_meanwhile_is_not_published_over(village: Village) -> None:
    phone = await begun(village, "вт 15:00", "30", "1", "Институт", "1", "Тема")
    await publish(village, THREE)
    await phone.taps("Опубликовать")
    phone.sees("На это время у вас уже есть окно")
    assert len(await own(village)) == 1


@pytest.mark.parametrize("who", ["teacher", "director", "observer", "guest"])
async def test_others_publish_nothing(village: Village, who: str) -> None:
    phone = village.phone(who)
    await phone.says("окна")
    phone.sees("Окна для записи публикуют")
    await press(phone, PublishSlots())
    phone.sees("Окна для записи публикуют")


async def test_the_list_says_who_comes_day_by_day(village: Village) -> None:
    first, _ = await publish(village, THREE, THREE + 86400)
    await publish(village, THREE + HALF, seats=3)
    phone = village.phone("curator")
    await press(village.phone("teacher"), BookSlot(first))
    await phone.says("мои окна")
    phone.sees("вторник, 22 мая", "1. 15:00–15:30 · ", "2. 15:30–16:00 · группа, записаны 0 из 3", "среда, 23 мая",
               "3. 15:00–15:30 · свободно")
    await phone.taps("1")
    phone.sees(village.people["teacher"].name, "Бильчирская")


async def test_a_cancelled_slot_is_told_with_its_reason_and_leaves_the_calendars(village: Village) -> None:
    id, = await publish(village, seats=5)
    curator = village.phone("curator")
    for who in ("teacher", "colleague"):
        await press(village.phone(who), BookSlot(id))
    await press(curator, OpenSlot(id))
    await curator.taps("Отменить окно")
    curator.sees("2 человека записаны")
    await curator.says("Командировка")
    await curator.taps("Да, отменить")
    assert curator.has_seen("Все получат сообщение")
    for who in ("teacher", "colleague"):
        village.phone(who).sees("Консультация отменяется", "Причина: Командировка")
        assert calendars(village.phone(who))[-1].method == "CANCEL"
    assert calendars(curator)[-1].method == "CANCEL"
    assert ((await slot(village, id)).taken, (await booking(village, id)).lives) == (0, False)
    await press(village.phone("teacher"), BookSlot(id))
    village.phone("teacher").sees("Это окно отменено")


async def test_the_rest_of_a_series_is_cancelled_at_once(village: Village) -> None:
    first, second, third = await publish(village, THREE, THREE + 7 * 86400, THREE + 14 * 86400)
    curator = village.phone("curator")
    await press(village.phone("teacher"), BookSlot(third))
    await press(curator, OpenSlot(second))
    await curator.taps("И все следующие")
    curator.sees("Отменяем 2 окна", "1 человек записан")
    await curator.taps("Пропустить")
    await curator.taps("Да, отменить")
    assert curator.has_seen("Отменены 2 окна")
    assert [(await slot(village, each)).is_off for each in (first, second, third)] == [False, True, True]
    assert village.phone("teacher").has_seen("Консультация отменяется")


async def test_both_sides_are_reminded_a_day_and_an_hour_before(village: Village) -> None:
    id, = await publish(village)
    teacher, curator = village.phone("teacher"), village.phone("curator")
    await press(teacher, BookSlot(id))
    await village.stage.rehearsal.live_until(THREE - 86400)
    for phone in (teacher, curator):
        phone.sees("Напоминаю о консультации", "вторник, 22 мая, 15:00–15:30")
    curator.sees(village.people["teacher"].name)
    seen = len(teacher.screen), len(curator.screen)
    await village.stage.rehearsal.live_until(THREE - 3601)
    assert not teacher.has_seen("Скоро ваша консультация")
    await village.stage.rehearsal.live_until(THREE - 3600)
    teacher.sees("Скоро ваша консультация")
    curator.sees("Скоро консультация")
    await village.stage.rehearsal.live_until(THREE - 60)
    assert sum("онсультаци" in shown.text for shown in teacher.screen[seen[0]:]) == 1
    assert sum("Скоро консультация" in shown.text for shown in curator.screen[seen[1]:]) == 1


async def test_whoever_books_within_the_hour_is_not_reminded_at_once(village: Village) -> None:
    id, = await publish(village)
    await village.stage.rehearsal.live_until(THREE - 1800)
    teacher = village.phone("teacher")
    await press(teacher, BookSlot(id))
    await village.stage.rehearsal.live_until(THREE - 60)
    assert teacher.has_seen("Вы записаны")
    assert not teacher.has_seen("Скоро ваша консультация")


async def test_of_a_slot_that_nobody_booked_nothing_is_asked(village: Village) -> None:
    id, curator = await over(village)
    assert not curator.has_seen("Как прошла консультация?")
    assert (await slot(village, id)).ended_at is not None


async def test_what_is_unanswered_stays_first_in_the_list(village: Village) -> None:
    await over(village, "teacher")
    curator = village.phone("curator")
    await curator.says("окна")
    curator.sees("прошло, отметьте, как было")
    await curator.taps("1")
    curator.sees("Как прошло?")
    assert "Состоялась, 30 мин" in curator.labels()


async def test_before_it_begins_nothing_can_be_entered_and_after_that_nothing_cancelled(village: Village) -> None:
    id, = await publish(village, seats=5)
    await book(village, id, village.people["teacher"].participant)
    curator = village.phone("curator")
    for early in (HoldSlot(id), MissSlot(id), SayMinutes(id), ShowPresence(id)):
        await press(curator, early)
        curator.sees("ещё не началась")
    await village.stage.clock.advance(THREE + 1 - village.now)
    await press(curator, CancelSlot(id))
    curator.sees("отменить окно нельзя")
    await press(curator, OpenSlot(id))
    await curator.taps("Кто пришёл")
    curator.sees("Пришли: 1 из 1")


@pytest.mark.parametrize("who", ["teacher", "far_curator", "operator", "observer"])
async def test_somebody_elses_slot_is_not_touched(village: Village, who: str) -> None:
    id, _ = await over(village, "teacher", seats=5)
    before = rows(village.file)
    phone = village.phone(who)
    teacher = village.people["teacher"].participant
    for meaning in (OpenSlot(id), CancelSlot(id), ShowPresence(id), MarkPresence(id, teacher, 0), HoldSlot(id),
                    SayMinutes(id), MissSlot(id)):
        await press(phone, meaning)
        phone.sees("Это окно не ваше")
    assert rows(village.file) == before


async def test_a_large_group_is_paged(village: Village) -> None:
    id, = await publish(village, seats=30)
    people = await teachers(village, 25)
    await book(village, id, *people)
    curator = village.phone("curator")
    await press(curator, OpenSlot(id))
    await curator.taps("Дальше ›")
    curator.sees("Номер010", "Номер019")
    await village.stage.rehearsal.live_until(THREE + HALF)
    curator.sees("и ещё 15")
    await curator.taps("Кто пришёл")
    await curator.taps("Дальше ›")
    curator.sees("7. ", "Пришли: 25 из 25")
    assert phone_of(village, people[0]).has_seen("Напоминаю о консультации")
