"""An event from its making to what comes after it, as those who hold it and those who come see it."""

from dataclasses import replace

import pytest

from messages.meanings_of_events_desk import InvitePeople
from storage import events, participants
from tests.handlers.conftest import Village, press
from tests.handlers.gathering import ENDS, STARTS, gather
from tests.handlers.seminar import TITLE, desk, invited, made
from tests.handlers.tables import change, rows
from tests.handlers.test_two_programmes import second


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
    await village.stage.settle()
    await press(curator, InvitePeople(event))
    curator.sees("Читаем с опорой на схемы", "уже началось")
    await village.stage.clock.advance(ENDS - village.now)
    await village.stage.settle()
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
    await phone.taps("Встреча или совещание")
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
