"""A seminar that a curator makes in the chat, and its invitation, for tests of what follows."""

from tests.handlers.conftest import Village
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


async def addressed(village: Village) -> Phone:
    """An invitation to the teachers of the territory, for which a time is asked."""
    phone = await made(village)
    await phone.taps("Пригласить")
    await phone.taps("По роли")
    await phone.taps("Учителя")
    await phone.taps("Готово")
    await phone.taps("Дальше")
    return phone


async def invited(village: Village) -> Phone:
    """The teachers of the territory are asked; the curator sees the desk."""
    phone = await addressed(village)
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
