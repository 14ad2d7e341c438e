"""The messengers of a person: seen, chosen, removed; never the last one, and never somebody else's."""

import pytest

from messages.meanings import DropAddress, PreferAddress, UnlinkAddress
from messages.post import post
from messages.replies import Reply
from messages.updates import Address
from storage import participants
from storage.outbox import Lane
from tests.handlers.conftest import CHANNEL, Village, press
from tests.handlers.tables import rows
from tests.handlers.test_linking import owner, shown_code
from tests.phone import Phone


async def two(village: Village) -> tuple[Phone, Phone]:
    """The director with two accounts; the second has written last."""
    first, second = village.phone("director"), village.stranger()
    code = await shown_code(first)
    await village.stage.clock.advance(60)
    await second.says(code)
    await village.stage.clock.advance(60)
    return first, second


async def first_home(village: Village) -> str:
    async with village.database.reading() as tx:
        return (await participants.open_addresses(tx, village.people["director"].participant))[0].user


@pytest.mark.parametrize("word", ["/links", "мессенджеры", "Мои мессенджеры"])
async def test_one_messenger_is_shown_with_the_way_to_a_second(village: Village, word: str) -> None:
    phone = village.phone("director")
    await phone.says(word)
    phone.sees("подключён 16 мая 2018 года", "вы пишете отсюда")
    assert phone.labels() == ["Подключить ещё один", "В меню"]


async def test_two_of_one_messenger_are_told_apart(village: Village) -> None:
    _, second = await two(village)
    await second.says("мессенджеры")
    second.sees(f"1. {CHANNEL} 1", f"2. {CHANNEL} 2", "вы пишете отсюда", "туда, откуда вы писали в последний раз",
                "Отвечаю я всегда там, где вы спросили")
    assert second.labels() == ["Подключить ещё один", "Куда присылать", "Отключить", "В меню"]


async def test_notices_follow_the_last_word_until_one_is_fixed_and_a_blocked_one_falls_back(village: Village) -> None:
    first, second = await two(village)
    assert await first_home(village) == second.user
    await second.says("мессенджеры")
    await second.taps("Куда присылать")
    assert second.labels()[0] == "✓ Туда, откуда я пишу"
    await second.taps(f"{CHANNEL} 1")
    second.sees(f"куда вы просили: {CHANNEL} 1")
    assert await first_home(village) == first.user
    village.pocket.blocks(first.user)
    await village.stage.settle()
    assert await first_home(village) == second.user
    await second.says("мессенджеры")
    second.sees("туда писать не получается", f"приходят сюда: {CHANNEL} 2", "остановили там переписку")
    village.pocket.unblocks(first.user)
    await first.says("меню")
    assert await first_home(village) == first.user
    await second.taps("Куда присылать")
    await second.taps("Туда, откуда я пишу")
    await village.stage.clock.advance(60)
    await second.says("меню")
    assert await first_home(village) == second.user


async def test_an_address_is_removed_after_a_second_question_and_is_then_a_strangers(village: Village) -> None:
    first, second = await two(village)
    await first.says("мессенджеры")
    await first.taps("Отключить")
    assert first.labels() == [f"{CHANNEL} 1 (этот)", f"{CHANNEL} 2", "‹ К мессенджерам"]
    await first.taps(f"{CHANNEL} 2")
    first.sees(f"Отключить {CHANNEL} 2?")
    assert await owner(village, second.user)
    await first.taps("Да, отключить")
    first.sees("Отключил")
    assert await owner(village, second.user) is None
    await second.says("меню")
    second.sees("Чтобы начать")
    await second.says(await shown_code(first))
    second.sees("теперь и здесь вы")


async def test_who_removes_the_one_they_write_from_is_told_there(village: Village) -> None:
    _, second = await two(village)
    await second.says("мессенджеры")
    await second.taps("Отключить")
    await second.taps(f"{CHANNEL} 2 (этот)")
    second.sees("тот, из которого вы сейчас пишете")
    await second.taps("Да, отключить")
    second.sees("Здесь я вас больше не узнаю")


async def test_the_last_open_one_stays(village: Village) -> None:
    first, second = await two(village)
    await first.says("мессенджеры")
    await first.taps("Отключить")
    village.pocket.blocks(second.user)
    await village.stage.settle()
    await first.taps(f"{CHANNEL} 1 (этот)")
    first.sees("единственный мессенджер")
    assert await owner(village, first.user)
    await first.says("мессенджеры")
    await first.taps("Отключить")
    await first.taps(f"{CHANNEL} 2")
    await first.taps("Да, отключить")
    first.sees("Отключил")
    await first.says("мессенджеры")
    assert "Отключить" not in first.labels()


async def test_both_pressed_yes_on_the_other_and_one_is_left(village: Village) -> None:
    first, second = await two(village)
    yes = []
    for phone, other in ((first, 2), (second, 1)):
        await phone.says("мессенджеры")
        await phone.taps("Отключить")
        await phone.taps(f"{CHANNEL} {other}")
        yes.append((phone, phone.last))
    for phone, shown in yes:
        await phone.presses(shown.buttons[0][0][1], shown.ref)
    assert [bool(await owner(village, phone.user)) for phone in (first, second)] == [True, False]


async def test_a_key_of_somebody_elses_address_opens_nothing(village: Village) -> None:
    await two(village)
    await village.phone("director").says("мессенджеры")
    await village.phone("director").taps("Отключить")
    payload = village.phone("director").last.buttons[0][0][1]
    key = payload.rpartition(":")[2]
    before = rows(village.file)
    thief = village.phone("teacher")
    for meaning in (PreferAddress(key), DropAddress(key), UnlinkAddress(key)):
        await press(thief, meaning)
        thief.sees("уже не подключён")
    assert rows(village.file) == before


async def test_who_has_been_removed_does_not_come_back_by_a_code_they_still_have(village: Village) -> None:
    first, thief = await two(village)
    code = await shown_code(thief)
    await first.says("мессенджеры")
    await first.taps("Отключить")
    await first.taps(f"{CHANNEL} 2")
    await first.taps("Да, отключить")
    await thief.says(code)
    thief.sees("Такого кода нет")
    assert await owner(village, thief.user) is None


async def test_what_waited_for_a_removed_address_arrives_at_the_other(village: Village) -> None:
    first, second = await two(village)
    async with village.database.transaction() as tx:
        await post(tx, address=Address(CHANNEL, second.user), participant=village.people["director"].participant,
                   reply=Reply("Ждёт до утра"), lane=Lane.TALK, reason="waits", now=village.now,
                   not_before=village.now + 3600)
    await first.says("мессенджеры")
    await first.taps("Отключить")
    await first.taps(f"{CHANNEL} 2")
    await first.taps("Да, отключить")
    await village.stage.clock.advance(3600)
    await village.stage.settle()
    first.sees("Ждёт до утра")
    assert not second.has_seen("Ждёт до утра")
