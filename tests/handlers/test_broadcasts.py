"""Broadcasts in the chat: written, addressed, looked at, sent, paused, reported, and sent again to whom it missed."""

import json

import pytest

from messages.meanings_of_broadcasts import (
    ClickBroadcast,
    OpenBroadcast,
    PickValue,
    SendBroadcast,
    ShowMissed,
    TurnRound,
)
from storage import addressees, broadcasts, participants
from storage.addressees import Fate
from tests.handlers.conftest import Village, instant, press
from tests.handlers.tables import change, rows
from tests.phone import Phone

TEXT = "Завтра вебинар в 15:00."


async def written(village: Village, who: str = "curator", text: str = TEXT, *, buttons: str = "") -> Phone:
    """A draft whose audience is asked for."""
    phone = village.phone(who)
    await phone.says("рассылки")
    await phone.taps("Новая рассылка")
    phone.sees("Пришлите текст")
    await phone.says(text)
    await phone.taps("Пропустить")
    if buttons:
        await phone.says(buttons)
    else:
        await phone.taps("Пропустить")
    phone.sees("Кому?")
    return phone


async def addressed(village: Village, who: str = "curator", role: str = "Учителя", **how: str) -> Phone:
    """One for everybody of a role, about to go."""
    phone = await written(village, who, **how)
    await phone.taps("По роли")
    await phone.taps(role)
    await phone.taps("Готово")
    await phone.taps("Дальше")
    return phone


async def sent(village: Village, who: str = "curator", role: str = "Учителя", **how: str) -> Phone:
    phone = await addressed(village, who, role, **how)
    await phone.taps("Сейчас")
    await phone.taps("Да, отправить")
    return phone


async def fates(village: Village, broadcast: int = 1) -> dict[Fate, int]:
    """Where people stand, those places only where anybody does."""
    async with village.database.reading() as tx:
        return {fate: number for fate, number in (await addressees.fates(tx, broadcast)).items() if number}


async def test_a_curator_writes_to_the_teachers_of_the_territory_and_sees_what_came_of_it(village: Village) -> None:
    phone = await sent(village)
    phone.sees("Рассылка ушла", TEXT, "▓▓▓▓▓▓▓▓▓▓ 100 %", "Доставлено: 2 из 20", "Ещё не подключились к боту: 18")
    village.phone("teacher").sees(TEXT, village.people["curator"].name, "Институт развития образования")
    await phone.taps("Кто не получил · 18")
    phone.sees("Не получили: 18 человек", "Страница 1 из 2")
    operator = village.phone("operator")
    await operator.says("журнал")
    operator.sees("Отправлена рассылка")


async def test_words_keep_their_shape_and_nobody_can_write_markup(village: Village) -> None:
    await sent(village, text="<b>не жирно</b> & {{ 7 * 7 }} {% raw %}")
    village.phone("teacher").sees("<b>не жирно</b> & {{ 7 * 7 }} {% raw %}")


async def test_the_draft_is_shown_before_it_goes_and_can_be_written_anew(village: Village) -> None:
    phone = await addressed(village)
    assert phone.screen[-2].text.startswith(TEXT)
    phone.sees("Получателей: 20")
    await phone.taps("Изменить текст")
    await phone.says("Вебинар переносится.")
    await phone.taps("Пропустить")
    await phone.taps("Пропустить")
    phone.sees("Кому?", "Вебинар переносится.", "Роль: Учителя")
    await phone.taps("Дальше")
    await phone.taps("Удалить")
    phone.sees("никому ничего не ушло")
    assert rows(village.file)["broadcasts"] == []


async def test_a_photo_travels_with_a_short_text_only(village: Village) -> None:
    phone = village.phone("curator")
    await phone.says("новая рассылка")
    await phone.says("Слово " * 200)
    await phone.sends("photo", "афиша.jpg", b"\xff\xd8\xff\xe0 a picture")
    assert phone.has_seen("Рядом с файлом мессенджеры принимают не больше 800 знаков")
    await phone.taps("‹ Назад")
    await phone.says("Афиша")
    await phone.sends("photo", "афиша.jpg", b"\xff\xd8\xff\xe0 a picture")
    await phone.taps("Пропустить")
    await phone.taps("Дальше")
    assert phone.screen[-2].file == ("афиша.jpg", b"\xff\xd8\xff\xe0 a picture")


@pytest.mark.parametrize(("said", "answer"), [
    ("Раз\nДва\nТри\nЧетыре\nПять", "не больше 4 кнопок"),
    ("Это слишком длинные слова для такой маленькой кнопки", "Строка 1"),
    ("Сайт – https://", "не получается прочитать ссылку"),
])
async def test_wrong_buttons_are_told_by_line(village: Village, said: str, answer: str) -> None:
    phone = village.phone("curator")
    await phone.says("новая рассылка")
    await phone.says(TEXT)
    await phone.taps("Пропустить")
    await phone.says(said)
    assert phone.has_seen(answer)


async def test_buttons_are_counted_and_links_open_pages(village: Village) -> None:
    phone = await sent(village, buttons="Приду\nПозвоните мне\nПрограмма – https://example.org/a?b=1")
    teacher = village.phone("teacher")
    assert [payload for row in teacher.last.buttons for _, payload in row][-1] == "https://example.org/a?b=1"
    await teacher.taps("Позвоните мне")
    assert teacher.has_seen("Спасибо, ваш ответ «Позвоните мне» передан")
    await teacher.taps("Позвоните мне")
    assert teacher.has_seen("уже передан")
    await press(phone, OpenBroadcast(1))
    phone.sees("«Приду» – 0", "«Позвоните мне» – 1")
    await phone.taps("Кто не нажал")
    phone.sees("Не нажали ни одной кнопки: 19 человек")


async def test_a_letter_asks_for_its_confirmation(village: Village) -> None:
    phone = village.phone("coordinator")
    await phone.says("рассылки")
    await phone.taps("Письмо под подпись")
    await phone.says("Утверждён график мониторинга.")
    await phone.taps("Пропустить")
    await phone.taps("По роли")
    await phone.taps("Директора и команды школ")
    await phone.taps("Готово")
    await phone.taps("Дальше")
    await phone.taps("Сейчас")
    await phone.taps("Да, отправить")
    director = village.phone("director")
    await director.taps("Ознакомлен")
    assert director.has_seen("Спасибо, отметил: вы ознакомились")
    await press(phone, OpenBroadcast(1))
    phone.sees("Письмо ушло", "«Ознакомлен» – 1")


async def test_who_has_not_got_it_cannot_press_its_buttons(village: Village) -> None:
    await sent(village, buttons="Приду")
    stranger = village.phone("director")
    await press(stranger, ClickBroadcast(1, 0))
    assert rows(village.file)["clicks"] == []
    teacher = village.phone("teacher")
    await press(teacher, ClickBroadcast(1, 7))
    assert rows(village.file)["clicks"] == []


async def test_a_broadcast_waits_for_its_time_and_for_the_end_of_quiet_hours(village: Village) -> None:
    phone = await addressed(village)
    await phone.taps("Назначить день и время")
    await phone.says("послезавтра когда-нибудь")
    assert phone.has_seen("Не получилось понять")
    await phone.says("16.05 9:00")
    assert phone.has_seen("уже прошло")
    await phone.says("16.05 в 21:30")
    phone.sees("Назначил", "20 получателей")
    teacher = village.phone("teacher")
    await village.stage.rehearsal.live_until(instant("2018-05-16", "23:00"))
    assert not teacher.screen
    assert await fates(village) == {Fate.MOVING: 2, Fate.ABSENT: 18}
    await village.stage.rehearsal.live_until(instant("2018-05-17", "08:00"))
    teacher.sees(TEXT)
    phone.sees("Рассылка ушла")
    assert phone.last.ref != phone.screen[-2].ref


async def test_a_trial_goes_to_three_and_the_rest_waits_for_a_tap(village: Village) -> None:
    for number in range(5):
        await village.employs(f"Тестова Анна {number}")
    phone = await addressed(village)
    await phone.taps("Проба: сначала 3 людям")
    phone.sees("на паузе")
    assert (await fates(village))[Fate.SENT] == 3
    assert (await fates(village))[Fate.WAITING] == 4
    await phone.taps("Продолжить")
    phone.sees("Доставлено: 7 из 25")


async def test_paused_nothing_goes_and_after_a_cancel_never(village: Village) -> None:
    phone = await addressed(village)
    await phone.taps("Назначить день и время")
    await phone.says("16.05 21:30")
    await village.stage.rehearsal.live_until(instant("2018-05-16", "22:00"))
    await press(phone, OpenBroadcast(1))
    await phone.taps("Пауза")
    phone.sees("на паузе")
    await village.stage.rehearsal.live_until(instant("2018-05-17", "12:00"))
    assert not village.phone("teacher").screen
    await phone.taps("Отменить")
    phone.sees("Рассылка отменена", "Не отправлено: 2")
    await village.stage.rehearsal.live_until(instant("2018-05-18", "12:00"))
    assert [each.text for each in village.phone("teacher").screen if TEXT in each.text] == []


async def test_whom_it_missed_gets_it_once_more_and_nobody_else_does(village: Village) -> None:
    teacher, colleague = village.phone("teacher"), village.phone("colleague")
    village.pocket.messenger.blocked.add(teacher.user)
    phone = await sent(village)
    phone.sees("Доставлено: 1 из 20", "Закрыли бота: 1")
    village.pocket.unblocks(teacher.user)
    await teacher.says("привет")
    await phone.taps("Отправить им ещё раз")
    phone.sees("Доставлено: 2 из 20")
    assert [TEXT in each.text for each in teacher.screen].count(True) == 1
    assert [TEXT in each.text for each in colleague.screen].count(True) == 1


async def test_whoever_has_lost_their_role_since_gets_no_second_try(village: Village) -> None:
    teacher = village.phone("teacher")
    village.pocket.messenger.blocked.add(teacher.user)
    phone = await sent(village)
    village.pocket.unblocks(teacher.user)
    await teacher.says("привет")
    change(village.file, "update roles set ended_at = 1 where participant = ?", village.people["teacher"].participant)
    await phone.taps("Отправить им ещё раз")
    assert not [each for each in teacher.screen if TEXT in each.text]
    phone.sees("Доставлено: 1 из 20")


async def test_two_taps_on_send_are_one_broadcast(village: Village) -> None:
    phone = await sent(village)
    await press(phone, SendBroadcast(1, 20))
    assert [TEXT in each.text for each in village.phone("teacher").screen].count(True) == 1


async def test_if_there_are_others_than_were_shown_it_is_asked_again(village: Village) -> None:
    phone = await addressed(village)
    await phone.taps("Сейчас")
    await village.employs("Новикова Анна Петровна")
    await phone.taps("Да, отправить")
    phone.sees("Отправляю 21 человеку?")
    assert not village.phone("teacher").screen


async def test_conditions_are_joined_by_and_and_turned_round(village: Village) -> None:
    phone = await written(village, "operator")
    await phone.taps("По роли")
    await phone.taps("Учителя")
    await phone.taps("✓ Учителя")
    await phone.taps("Учителя")
    await phone.taps("Директора и команды школ")
    await phone.taps("Готово")
    both = await _found(village)
    await phone.taps("По роли")
    await phone.taps("✓ Учителя")
    await phone.taps("Готово")
    directors = await _found(village)
    await phone.taps("По муниципалитету")
    await phone.taps(phone.labels()[0])
    here = await _found(village)
    await phone.taps("Всем, кроме отмеченных")
    elsewhere = await _found(village)
    assert here
    assert elsewhere
    assert here | elsewhere == directors
    assert not here & elsewhere
    assert directors < both
    await phone.taps("Готово")
    phone.sees("Где, кроме")


async def test_each_writes_to_their_own_circle_alone(village: Village) -> None:
    for who in ("director", "coordinator", "curator", "operator"):
        await written(village, who)
    found = [await _found(village, number, who) for number, who in
             enumerate(("director", "coordinator", "curator", "operator"), 1)]
    assert found[0] < found[1] < found[2] < found[3]
    director = village.people["director"]
    async with village.database.reading() as tx:
        for each in found[0]:
            assert director.organisation in {held.organisation for held in await participants.roles(tx, each)}


async def test_a_forged_audience_finds_nobody_outside_the_circle(village: Village) -> None:
    phone = await written(village, "director")
    whole = await _found(village, who="director")
    await press(phone, PickValue(1, "place", str(village.people["other_director"].organisation), 1))
    assert phone.has_seen("Эта рассылка не ваша")
    change(village.file, "update broadcasts set audience = ?",
           json.dumps([["place", [str(village.people["other_director"].organisation)], 0]]))
    assert await _found(village, who="director") == set()
    change(village.file, "update broadcasts set audience = ?", json.dumps([["role", ["operator"], 1]]))
    assert await _found(village, who="director") <= whole


@pytest.mark.parametrize("who", ["teacher", "observer", "mentor", "guest"])
async def test_others_send_nothing(village: Village, who: str) -> None:
    phone = village.phone(who)
    await phone.says("рассылки")
    phone.sees("Рассылки отправляют операторы")
    assert rows(village.file)["broadcasts"] == []


async def test_nobody_looks_at_the_broadcasts_of_others_but_the_operator(village: Village) -> None:
    await sent(village)
    for who in ("director", "coordinator", "far_curator", "teacher"):
        phone = village.phone(who)
        for meaning in (OpenBroadcast(1), ShowMissed(1), TurnRound(1, "role", 1)):
            await press(phone, meaning)
            phone.sees("Рассылки отправляют" if who == "teacher" else "не ваша")
    operator = village.phone("operator")
    await operator.says("рассылки")
    await operator.taps("1")
    operator.sees("Доставлено: 2 из 20")


async def test_a_role_lost_meanwhile_sends_to_nobody(village: Village) -> None:
    phone = await addressed(village)
    await phone.taps("Назначить день и время")
    await phone.says("17.05 10:00")
    change(village.file, "update roles set ended_at = 1 where participant = ?", village.people["curator"].participant)
    await village.stage.rehearsal.live_until(instant("2018-05-17", "12:00"))
    assert not [each for each in village.phone("teacher").screen if TEXT in each.text]
    assert await fates(village) == {}


async def _found(village: Village, draft: int = 1, who: str = "operator") -> set[int]:
    """Whom a draft would go to."""
    from scheduler import addressing, audience

    async with village.database.reading() as tx:
        kept = await broadcasts.by_id(tx, draft)
        assert kept
        return set(await addressing.people(tx, village.programme, village.people[who].participant,
                                           audience.read(kept.audience)))
