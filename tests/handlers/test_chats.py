"""Common chats: whoever may write to many brings Vekha in, and publishes there what names nobody."""

import pytest

from messages.meanings_of_chats import ForgetChat, NameChat, OpenChat, PickChat, PostToChats, PublishInChats, ShowChats
from storage import chats, outbox
from storage.outbox import State
from tests.handlers.conftest import SCHOOL, Village, instant, press
from tests.handlers.gathering import gather, invite
from tests.handlers.tables import change, mentions, rows
from tests.handlers.test_broadcasts import TEXT, addressed, sent
from tests.loopback.contract import Shown
from tests.phone import Phone

CHAT, OTHER = "-100500", "-100700"
TITLE = "Учителя истории"
GREETING = "Здравствуйте! Я Веха"


def seen(village: Village, chat: str = CHAT) -> list[Shown]:
    """What stands in the chat."""
    return village.pocket.screen(chat)


def texts(village: Village, chat: str = CHAT) -> str:
    return "\n".join(shown.text for shown in seen(village, chat))


async def brought(village: Village, who: str = "coordinator", chat: str = CHAT, title: str = TITLE) -> Phone:
    """Somebody of the cast has added Vekha to a chat."""
    phone = village.phone(who)
    await phone.adds_to_chat(chat, title)
    return phone


async def chosen(village: Village, who: str = "coordinator", text: str = TEXT) -> Phone:
    """A draft for the teachers, and its screen of chats with the first one ticked."""
    phone = await addressed(village, who, text=text)
    await phone.taps("В общие чаты")
    await phone.taps(TITLE)
    phone.sees("Отмечено: 1 чат", f"✓ {TITLE}")
    return phone


async def test_a_coordinator_brings_vekha_into_a_chat_where_it_says_what_it_is_and_no_name(village: Village) -> None:
    phone = await brought(village)
    coordinator = village.people["coordinator"]
    phone.sees(f"Записал чат «{TITLE}»", coordinator.place)
    greeting, = seen(village)
    assert GREETING in greeting.text
    assert coordinator.place in greeting.text
    assert greeting.buttons == ((("Открыть личный диалог", "https://memory.invalid/?start=chat"),),)
    assert coordinator.name.split()[0] not in greeting.text
    await phone.says("чаты")
    phone.sees("Общие чаты", f"1. {TITLE}", coordinator.place)
    operator = village.phone("operator")
    await operator.says("журнал")
    operator.sees("Веху добавили в общий чат")


async def test_the_dialogue_opens_by_the_link_of_the_greeting(village: Village) -> None:
    await brought(village)
    teacher = village.phone("teacher")
    await teacher.follows("chat")
    teacher.sees("чем помочь?")
    stranger = village.stranger()
    await stranger.follows("chat")
    stranger.sees(village.stage.app.catalogues.ours.words("registration/stranger")[:30])


async def test_a_stranger_who_adds_vekha_is_told_nothing_anywhere(village: Village) -> None:
    await village.stranger().adds_to_chat(CHAT, TITLE)
    assert village.pocket.messenger.shown == {}
    assert rows(village.file)["chats"] == []
    assert mentions(village.file, TITLE) == []


@pytest.mark.parametrize("who", ["teacher", "observer", "guest"])
async def test_whoever_may_not_write_to_many_is_told_so_in_private(village: Village, who: str) -> None:
    phone = await brought(village, who)
    phone.sees("Рассылки отправляют операторы")
    assert seen(village) == []
    assert rows(village.file)["chats"] == []


async def test_whoever_has_not_agreed_to_the_new_consent_is_asked_first(village: Village) -> None:
    change(village.file, "update programmes set consent_version = '2019-01'")
    phone = await brought(village)
    phone.sees("Изменился текст согласия")
    assert seen(village) == []
    assert rows(village.file)["chats"] == []


@pytest.mark.parametrize(("who", "place"), [("director", SCHOOL), ("curator", "Институт развития образования")])
async def test_the_chat_becomes_that_of_the_own_organisation(village: Village, who: str, place: str) -> None:
    phone = await brought(village, who)
    phone.sees(place)


async def test_the_same_chat_added_twice_is_greeted_once(village: Village) -> None:
    await brought(village)
    phone = await brought(village)
    phone.sees("у меня уже записан")
    assert len(seen(village)) == 1
    assert len(rows(village.file)["chats"]) == 1


async def test_removed_and_added_again_by_another_organisation_it_is_theirs(village: Village) -> None:
    first = await brought(village)
    await first.taps("Это предметное сообщество")
    await first.says("история")
    first.sees("Предметное сообщество: история")
    await village.phone("teacher").removes_from_chat(CHAT)
    await first.says("чаты")
    first.sees("меня там больше нет")
    await first.taps("1")
    first.sees("Меня в этом чате больше нет")
    director = await brought(village, "director")
    director.sees(f"Записал чат «{TITLE}»", SCHOOL)
    assert texts(village).count(GREETING) == 2
    await director.says("чаты")
    assert "история" not in director.last.text
    await first.says("чаты")
    first.sees(SCHOOL)


async def test_a_chat_gets_a_subject_that_is_offered_or_typed_and_a_name(village: Village) -> None:
    change(village.file, "update participants set subjects = 'Химия; История', search_subjects = ';химия;история;'"
                         " where id = ?", village.people["teacher"].participant)
    phone = await brought(village, title="")
    phone.sees("Записал чат «pocket № 1»")
    await phone.taps("Это предметное сообщество")
    await phone.taps("История")
    phone.sees("Предметное сообщество: История")
    await phone.taps("Другой предмет")
    await phone.says("х" * 61)
    assert phone.has_seen("уложитесь, пожалуйста, в 60 знаков")
    await phone.taps("Не по предмету")
    assert "Предметное сообщество:" not in phone.last.text
    await phone.taps("Назвать чат")
    await phone.says("Историки района")
    phone.sees("Историки района")


async def test_a_forgotten_chat_gets_nothing_that_waits_for_it(village: Village) -> None:
    await brought(village)
    await village.stage.clock.advance(instant("2018-05-16", "22:00") - village.now)
    phone = await chosen(village)
    await phone.taps("Опубликовать · 1")
    phone.sees("Опубликую 17 мая, 08:00")
    await phone.says("чаты")
    await phone.taps("1")
    await phone.taps("Забыть этот чат")
    phone.sees(f"Забыть чат «{TITLE}»?")
    await phone.taps("Да, забыть")
    phone.sees("Забыл")
    await village.stage.clock.advance(12 * 3600)
    await village.stage.settle()
    assert len(seen(village)) == 1
    assert rows(village.file)["chats"] == rows(village.file)["chat_posts"] == []


async def test_an_announcement_goes_into_the_chat_without_its_author_and_once(village: Village) -> None:
    await brought(village)
    phone = await chosen(village)
    await phone.taps("Опубликовать · 1")
    phone.sees("публикую в 1 чате")
    coordinator = village.people["coordinator"]
    announced = seen(village)[-1]
    assert announced.text == f"{TEXT}\n\n{coordinator.place}"
    assert announced.buttons == ((("Открыть личный диалог", "https://memory.invalid/?start=chat"),),)
    await phone.taps("Другие чаты")
    await phone.taps(f"Уже там: {TITLE}")
    assert "Опубликовать" not in str(phone.labels())
    await press(phone, PublishInChats(1))
    phone.sees("Отметьте хотя бы один чат")
    assert len(seen(village)) == 2
    assert village.phone("teacher").screen == []


async def test_after_it_has_gone_out_it_can_be_published_as_well(village: Village) -> None:
    await brought(village)
    phone = await sent(village, "coordinator")
    await press(phone, PostToChats(1))
    await phone.taps(TITLE)
    await phone.taps("Опубликовать · 1")
    assert seen(village)[-1].text.startswith(TEXT)
    await phone.taps("‹ К рассылке")
    phone.sees("Рассылка ушла")


async def test_a_photo_is_published_and_the_buttons_of_the_message_are_not(village: Village) -> None:
    await brought(village)
    phone = village.phone("coordinator")
    await phone.says("новая рассылка")
    await phone.says("Афиша")
    await phone.sends("photo", "афиша.jpg", b"\xff\xd8\xff\xe0 a picture")
    await phone.says("Приду\nСайт https://example.org")
    await press(phone, PostToChats(1))
    await phone.taps(TITLE)
    await phone.taps("Опубликовать · 1")
    announced = seen(village)[-1]
    assert announced.file == ("афиша.jpg", b"\xff\xd8\xff\xe0 a picture")
    assert [label for row in announced.buttons for label, _ in row] == ["Открыть личный диалог"]


@pytest.mark.parametrize("contact", ["+7 900 000-00-11", "anna@example.org"])
async def test_contacts_are_shown_to_everybody_only_after_a_yes(village: Village, contact: str) -> None:
    await brought(village)
    phone = await chosen(village, text=f"Вопросы — {contact}")
    await phone.taps("Опубликовать · 1")
    phone.sees("похоже на чьи-то контакты", contact)
    assert len(seen(village)) == 1
    await phone.taps("Да, это можно видеть всем")
    assert contact in seen(village)[-1].text


async def test_an_invitation_stands_there_shortly_and_its_link_opens_the_card(village: Village) -> None:
    await brought(village, "curator")
    event = await gather(village)
    await invite(village, event, "teacher")
    phone = village.phone("curator")
    await press(phone, PostToChats(1))
    phone.sees("Приглашение появится там коротко")
    await phone.taps(TITLE)
    await phone.taps("Опубликовать · 1")
    announced = seen(village)[-1]
    assert "Читаем с опорой на схемы" in announced.text
    assert "30 мая, 14:00–16:00" in announced.text
    assert "Сурова" not in announced.text
    assert "meet.example" not in announced.text
    assert announced.buttons == ((("Подробнее и ответить", f"https://memory.invalid/?start=e-{event}"),),)
    teacher = village.phone("teacher")
    await teacher.follows(f"e-{event}")
    teacher.sees("Читаем с опорой на схемы", "Приду")
    director = village.phone("director")
    await director.follows(f"e-{event}")
    director.sees(village.stage.app.catalogues.ours.words("events/not_yours")[:30])
    stranger = village.stranger()
    await stranger.follows(f"e-{event}")
    assert "Читаем" not in stranger.last.text


async def test_a_chat_that_has_sent_vekha_away_is_left_and_nobody_is_alarmed(village: Village) -> None:
    for number in range(6):
        await brought(village, chat=f"-{number + 1}", title=f"Чат {number}")
    phone = await addressed(village, "coordinator")
    await phone.taps("В общие чаты")
    for number in range(4):
        await phone.taps(f"Чат {number}")
    await phone.taps("Дальше ›")
    await phone.taps("Чат 4")
    await phone.taps("Чат 5")
    village.pocket.messenger.blocked |= {f"-{number + 1}" for number in range(6)}
    await phone.taps("Опубликовать · 6")
    await phone.says("чаты")
    assert phone.last.text.count("меня там больше нет") == 6
    async with village.database.reading() as tx:
        assert (await outbox.counts(tx))[State.UNREACHABLE] == 6
    await press(phone, PostToChats(1))
    phone.sees("Чатов пока нет")


async def test_a_chat_that_gets_another_number_is_not_lost(village: Village) -> None:
    phone = await brought(village)
    village.pocket.removes_from_chat("77", CHAT)
    village.pocket.moves_chat("77", CHAT, OTHER)
    village.pocket.moves_chat("77", CHAT, OTHER)
    village.pocket.adds_to_chat("77", OTHER, TITLE)
    await village.stage.settle()
    await chosen(village)
    await phone.taps("Опубликовать · 1")
    assert texts(village, OTHER).startswith(TEXT)


@pytest.mark.parametrize("who", ["director", "other_director", "other_coordinator", "far_curator", "teacher",
                                 "observer", "guest", "stranger"])
async def test_nobody_else_reaches_a_chat_of_the_municipality(village: Village, who: str) -> None:
    """Not even the directors of its own schools."""
    await brought(village)
    if who in ("teacher", "observer", "guest", "stranger"):
        phone, broadcast = village.stranger() if who == "stranger" else village.phone(who), 1
        if who == "stranger":
            await phone.says("привет")
    else:
        phone, broadcast = await sent(village, who, "Учителя"), 1
    before = rows(village.file)
    for meaning in (OpenChat(1), NameChat(1), ForgetChat(1), ForgetChat(1, 1), PickChat(broadcast, 1, 1),
                    PostToChats(broadcast), PublishInChats(broadcast), ShowChats()):
        await press(phone, meaning)
        assert TITLE not in phone.last.text
        assert TITLE not in str(phone.labels())
    assert rows(village.file) == before
    assert len(seen(village)) == 1


async def test_ids_of_nothing_lead_nowhere(village: Village) -> None:
    await brought(village)
    phone = await addressed(village, "coordinator")
    before = rows(village.file)
    for meaning in (OpenChat(9), ForgetChat(9, 1), PickChat(1, 9, 1), PickChat(9, 1, 1), PublishInChats(9),
                    PostToChats(9)):
        await press(phone, meaning)
        assert any(word in phone.last.text for word in ("Этот чат не ваш", "Эта рассылка не ваша"))
    assert rows(village.file) == before


async def test_whoever_brought_vekha_is_forgotten_and_the_chat_stays(village: Village) -> None:
    phone = await brought(village)
    await phone.says("мои данные")
    await phone.taps("Получить всё файлом")
    assert any("Чаты, в которые вы добавили Веху" in shown.file[1].decode() for shown in phone.screen if shown.file)
    await phone.says("мои данные")
    await phone.taps("Забудьте меня")
    await phone.taps("Забыть меня…")
    await phone.taps("Да, забудьте меня")
    async with village.database.reading() as tx:
        chat = await chats.at(tx, "pocket", CHAT)
    assert chat
    assert chat.left_at is None
    row, = rows(village.file)["chats"]
    assert row[7] is None
