"""One person in Telegram and VK: linked after proof, a form begun here and ended there, notices where they want."""

import asyncio
import re

from messages.messenger import Batch, Messenger
from messages.updates import Address, Said
from storage import conversations, participants
from storage.participants import Member, Role
from tests.journeys.conftest import Town, instant
from tests.phone import Phone


async def two_phones(town: Town) -> tuple[Member, Phone, Phone]:
    """A director who has joined in Telegram and brings VK along by a code."""
    director = town.member(Role.DIRECTOR)
    telegram = await town.joins(director, "telegram")
    vk = Phone(town.stage, "vk", "55", director.name)
    await telegram.says("меню")
    await telegram.taps("Мои мессенджеры")
    await telegram.taps("Подключить ещё один")
    telegram.sees("ВКонтакте", "15 минут")
    code = re.search(r"\w{5}-\w{5}", telegram.last.text)
    assert code
    link = next(payload for row in telegram.last.buttons for label, payload in row if label == "Открыть ВКонтакте")
    assert link.endswith(code[0].replace("-", ""))
    await vk.follows(link.rpartition("=")[2])
    vk.sees("теперь и здесь вы", director.name)
    telegram.catch_up()
    telegram.sees("подключён ещё один мессенджер: ВКонтакте")
    return director, telegram, vk


async def test_who_is_connected_everywhere_is_offered_no_messenger_again(irkutsk_town: Town) -> None:
    _, telegram, vk = await two_phones(irkutsk_town)
    for phone in (telegram, vk):
        await phone.says("мои мессенджеры")
        await phone.taps("Подключить ещё один")
        phone.sees("Код для другой учётной записи", "Везде, где я есть, вы уже подключены")
        assert phone.labels() == ["‹ К мессенджерам"]


async def test_the_own_used_invite_in_the_other_messenger_links_after_a_yes_in_the_first(irkutsk_town: Town) -> None:
    town = irkutsk_town
    director = town.member(Role.DIRECTOR)
    code = await town.code(director)
    vk = await town.joins(director, "vk")
    telegram = Phone(town.stage, "telegram", "77", "Кто-то")
    await telegram.follows(code)
    await telegram.taps("Это я, спросите меня")
    number = re.search(r"число (\d\d)", telegram.last.text)
    assert number
    vk.sees("Telegram", number[1])
    await vk.taps("Да, это я, подключить")
    vk.sees("Подключил: Telegram")
    telegram.sees("теперь и здесь вы", director.name)
    await telegram.says("меню")
    telegram.sees("чем помочь?", director.place)


async def test_a_form_begun_in_telegram_goes_on_in_vk_and_ends_in_telegram(irkutsk_town: Town) -> None:
    _, telegram, vk = await two_phones(irkutsk_town)
    await telegram.says("меню")
    await telegram.taps("В работе · 7")
    await telegram.taps("2")
    await telegram.taps("Нужно больше времени")
    first_question = telegram.last
    await vk.says("28.09.2018")
    vk.sees("28 сентября")
    await telegram.presses(next(payload for row in first_question.buttons for label, payload in row
                                if label == "Отменить"), first_question.ref)
    telegram.sees("прежний вопрос", "К текущему вопросу")
    await telegram.says("Директор болел, ждём приказ")
    telegram.sees("Записал просьбу", "28 сентября")
    await vk.says("/cancel")
    vk.sees("нет незаконченных вопросов")


async def test_a_survey_begun_in_telegram_goes_on_days_later_in_vk(irkutsk_town: Town) -> None:
    _, telegram, vk = await two_phones(irkutsk_town)
    await irkutsk_town.stage.rehearsal.live_until(instant("2018-05-21", "09:00"))
    await telegram.says("опросы")
    for number in range(1, 4):
        telegram.sees(f"{number} из 7")
        await telegram.taps(telegram.labels()[0])
    fourth = telegram.last
    await irkutsk_town.stage.rehearsal.live_until(instant("2018-05-24", "18:00"))
    await vk.says("опросы")
    for number in range(4, 8):
        vk.sees(f"{number} из 7")
        await vk.taps(vk.labels()[0])
    vk.sees("Спасибо")
    payload = next(payload for row in fourth.buttons for label, payload in row if label == "Нет")
    await telegram.presses(payload, fourth.ref)
    telegram.sees("Спасибо")
    await vk.says("опросы")
    await vk.taps("Мои ответы")
    vk.sees("4. Вы знаете, к кому обратиться за методической помощью?\nНет")


async def test_notices_go_where_they_are_wanted_and_answers_where_was_asked(irkutsk_town: Town) -> None:
    town = irkutsk_town
    director, telegram, vk = await two_phones(town)
    boss = await town.joins(town.member(Role.COORDINATOR, organisation=director.municipality), "vk")
    await vk.says("мессенджеры")
    vk.sees("1. Telegram", "2. ВКонтакте", "вы пишете отсюда")
    await vk.taps("Куда присылать")
    await vk.taps("Telegram")
    vk.sees("куда вы просили: Telegram")
    await vk.says("меню")
    await vk.taps("В работе · 7")
    await vk.taps("2")
    await vk.taps("Нужно больше времени")
    await vk.says("28.09.2018")
    await vk.says("Болеем")
    vk.sees("Ответ придёт сюда")
    await boss.taps("Перенести")
    assert telegram.has_seen("Срок перенесён на 28 сентября")
    assert not vk.has_seen("Срок перенесён на 28 сентября")
    town.stage.loopbacks["telegram"].blocks(telegram.user)
    await town.stage.settle()
    async with town.stage.database.reading() as tx:
        homes = await participants.open_addresses(tx, director.participant)
    assert [home.channel for home in homes] == ["vk"]


async def test_two_answers_at_the_same_instant_are_taken_one_after_the_other(irkutsk_town: Town) -> None:
    """Both messengers at once: neither answer overwrites the other, and the form ends once."""
    town = irkutsk_town
    director, telegram, vk = await two_phones(town)
    for attempt in range(5):
        await telegram.says("/cancel")
        await telegram.says("/name")
        answers = {"telegram": (telegram, f"Первова Анна {attempt}"), "vk": (vk, f"Второва Анна {attempt}")}
        await _both(town, attempt, {each: answers[each.channel] for each in town.stage.messengers})
        async with town.stage.database.reading() as tx:
            person = await participants.by_id(tx, director.participant)
            assert await conversations.of(tx, director.participant) is None
        assert person
        assert person.name in {name for _, name in answers.values()}
        taken = [phone for phone, name in answers.values() if phone.has_seen(f"Записал: {name}")]
        assert len(taken) == 1, "the other one came when the question was answered"


async def _both(town: Town, attempt: int, sayings: dict[Messenger, tuple[Phone, str]]) -> None:
    await asyncio.gather(*(
        town.stage.app.reception.receive(messenger, Batch((_said(messenger, attempt, phone.user, text),), ""))
        for messenger, (phone, text) in sayings.items()))
    await town.stage.settle()


def _said(messenger: Messenger, attempt: int, user: str, text: str) -> Said:
    return Said(key=f"{messenger.channel}:both:{attempt}", address=Address(messenger.channel, user), text=text)
