"""A chat of a municipality in Telegram and one in VK: Vekha is brought in, greets, publishes, and hears nothing."""

import pytest

from storage.participants import Role
from tests.journeys.conftest import Town
from tests.phone import Phone
from tests.scheduler.network import execute

CHATS = {"telegram": "-100500", "vk": "2000000005"}
LINKS = {"telegram": "https://t.me/vekha_test_bot?start=chat", "vk": "https://vk.me/club1?ref=chat"}
NAMED = {"telegram": "Директора района", "vk": "ВКонтакте № 1"}
SECRET = "Мама Пети Сидорова заболела"


async def announced(town: Town, channel: str) -> tuple[Phone, str]:
    """A coordinator has published an announcement in the municipality's chat; the coordinator's name."""
    coordinator = town.member(Role.COORDINATOR)
    director = town.member(Role.DIRECTOR, municipality=coordinator.organisation)
    await town.joins(director, channel)
    phone = await town.joins(coordinator, channel)
    await phone.adds_to_chat(CHATS[channel], "Директора района")
    phone.sees(f"Записал чат «{NAMED[channel]}»", coordinator.place)
    await phone.says("новая рассылка")
    await phone.says("Завтра совещание в 15:00.")
    await phone.taps("Пропустить")
    await phone.taps("Пропустить")
    await phone.taps("Дальше")
    await phone.taps("В общие чаты")
    await phone.taps(NAMED[channel])
    await phone.taps("Опубликовать · 1")
    phone.sees("публикую в 1 чате")
    return phone, coordinator.name


@pytest.mark.parametrize("channel", ["telegram", "vk"])
async def test_an_announcement_stands_in_the_chat_with_a_link_and_without_a_name(irkutsk_town: Town,
                                                                                 channel: str) -> None:
    phone, name = await announced(irkutsk_town, channel)
    loopback = irkutsk_town.stage.loopbacks[channel]
    greeting, message = loopback.screen(CHATS[channel])
    assert "Я Веха" in greeting.text
    assert message.text.startswith("Завтра совещание в 15:00.")
    for shown in (greeting, message):
        assert shown.buttons == ((("Открыть личный диалог", LINKS[channel]),),)
        assert name.split()[0] not in shown.text
    assert loopback.violations == []
    loopback.removes_from_chat(phone.user, CHATS[channel])
    await irkutsk_town.stage.settle()
    await phone.says("чаты")
    phone.sees("меня там больше нет")


@pytest.mark.parametrize("channel", ["telegram", "vk"])
async def test_what_is_said_and_pressed_in_the_chat_is_neither_answered_nor_kept(
        irkutsk_town: Town, channel: str) -> None:
    await announced(irkutsk_town, channel)
    loopback, chat = irkutsk_town.stage.loopbacks[channel], CHATS[channel]
    loopback.says_in_chat("55", chat, SECRET)
    loopback.says_in_chat("55", chat, "/start")
    loopback.pushes_raw(pressed(channel, int(chat)))
    await irkutsk_town.stage.settle()
    assert len(loopback.screen(chat)) == 2
    assert loopback.screen("55") == []
    async with irkutsk_town.stage.database.reading() as tx:
        kept = await execute(tx, "select raw from inbox where raw is not null")
    assert len(kept) >= 3
    assert {row["raw"] for row in kept} == {""}


def pressed(channel: str, chat: int) -> dict[str, object]:
    """A button below a message in the chat, as a forger could have put one there."""
    if channel == "vk":
        event = {"user_id": 55, "peer_id": chat, "event_id": "e", "payload": {"p": "menu:show"}}
        return {"type": "message_event", "object": event, "group_id": 1, "event_id": "forged", "v": "5.199"}
    person = {"id": 55, "is_bot": False, "first_name": SECRET}
    message = {"message_id": 1, "date": 1, "text": SECRET, "chat": {"id": chat, "type": "supergroup", "title": "Чат"}}
    return {"callback_query": {"id": "1", "from": person, "data": "menu:show", "message": message}}


async def test_a_group_that_becomes_a_supergroup_is_found_again(irkutsk_town: Town) -> None:
    phone, _ = await announced(irkutsk_town, "telegram")
    telegram = irkutsk_town.stage.loopbacks["telegram"]
    group = {"id": int(CHATS["telegram"]), "type": "group", "title": "Директора района"}
    person = {"id": 55, "is_bot": False, "first_name": "Анна"}
    telegram.pushes_raw({"message": {"message_id": 9, "date": 1, "from": person, "chat": group,
                                     "migrate_to_chat_id": -100777}})
    await irkutsk_town.stage.settle()
    await phone.says("чаты")
    phone.sees("1. Директора района")
