"""Broadcasts in the chat: written, addressed, looked at, sent, paused, reported, and sent again to whom it missed."""

import pytest

from messages.meanings_of_broadcasts import ClickBroadcast, PickValue, SendBroadcast
from messages.updates import FileKind
from tests.handlers.conftest import Village, instant, press
from tests.handlers.tables import rows
from tests.phone import Phone


async def written(village: Village, who: str = "curator", text: str = "Завтра вебинар в 15:00.", *,
                  buttons: str = "") -> Phone:
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


async def sent(village: Village, who: str = "curator", **how: str) -> Phone:
    phone = await written(village, who, **how)
    await phone.taps("По роли")
    await phone.taps("Учителя")
    await phone.taps("Готово")
    await phone.taps("Дальше")
    await phone.taps("Сейчас")
    await phone.taps("Да, отправить")
    return phone


async def test_a_curator_writes_to_the_teachers_of_the_territory_and_sees_what_came_of_it(village: Village) -> None:
    phone = await sent(village)
    phone.sees("Рассылка ушла")
    print(phone.last.text)
