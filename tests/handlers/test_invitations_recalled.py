"""An invitation on its way follows its event: other words when it is changed, none when it is off or has begun."""

from messages.meanings_of_broadcasts import OpenBroadcast, SendBroadcast
from storage import addressees
from tests.handlers.conftest import Village, instant, press
from tests.handlers.seminar import TITLE, addressed, desk, made
from tests.handlers.tables import change, rows
from tests.phone import Phone


async def in_the_evening(village: Village) -> Phone:
    """An invitation to the teachers that waits for the end of their quiet hours."""
    phone = await addressed(village)
    await village.stage.rehearsal.live_until(instant("2018-05-16", "22:00"))
    await phone.taps("Сейчас")
    await phone.taps("Да, отправить")
    phone.sees("Приглашение уходит")
    return phone


def invitations(phone: Phone) -> list[str]:
    return [each.text for each in phone.screen if "Приглашаем" in each.text]


async def test_who_has_not_got_it_gets_it_in_its_new_words(village: Village) -> None:
    phone = await in_the_evening(village)
    await desk(village, phone)
    await phone.taps("Изменить")
    await phone.taps("Место и ссылку")
    await phone.says("Школа № 1")
    await village.stage.rehearsal.live_until(instant("2018-05-17", "09:00"))
    teacher = village.phone("teacher")
    assert ["Школа № 1" in each for each in invitations(teacher)] == [True]


async def test_called_off_it_goes_to_nobody(village: Village) -> None:
    phone = await in_the_evening(village)
    await desk(village, phone)
    await phone.taps("Отменить")
    await phone.taps("Пропустить")
    await phone.taps("Да, отменить")
    await village.stage.rehearsal.live_until(instant("2018-05-17", "12:00"))
    assert invitations(village.phone("teacher")) == []


async def test_one_that_waits_for_its_hour_is_not_sent_after_the_beginning(village: Village) -> None:
    phone = await made(village)
    await phone.taps("Пригласить")
    await phone.taps("Дальше")
    await phone.taps("Назначить день и время")
    await phone.says("23.05 10:30")
    await village.stage.rehearsal.live_until(instant("2018-05-23", "12:00"))
    assert invitations(village.phone("teacher")) == []
    await press(phone, OpenBroadcast(1))
    phone.sees("Приглашение отменено")


async def test_a_draft_of_what_is_off_cannot_be_sent(village: Village) -> None:
    phone = await made(village)
    await phone.taps("Пригласить")
    change(village.file, "update events set cancelled_at = 1 where title = ?", TITLE)
    await press(phone, SendBroadcast(1, 40))
    phone.sees("уже нельзя: мероприятие отменено")
    assert rows(village.file)["broadcast_people"] == []


async def test_whom_a_cancelled_invitation_has_not_reached_is_not_invited(village: Village) -> None:
    for number in range(5):
        await village.employs(f"Тестова Анна {number}")
    phone = await made(village)
    await phone.taps("Пригласить")
    await phone.taps("По роли")
    await phone.taps("Учителя")
    await phone.taps("Готово")
    await phone.taps("Дальше")
    await phone.taps("Проба: сначала 3 людям")
    await phone.taps("Отменить")
    async with village.database.reading() as tx:
        sent = await addressees.people(tx, 1)
    assert len(sent) > len(rows(village.file)["rsvps"]) == 3
