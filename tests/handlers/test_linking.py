"""A second messenger for the same person: only after proof; what a leaked invite, a guess or a forgery come to."""

import re

import pytest

from handlers import invitations
from messages.meanings import AllowLink, AskToLink, ForbidLink, Join
from storage import links, participants
from storage.participants import Role
from tests.handlers.conftest import CHANNEL, Village, press
from tests.handlers.tables import TRAFFIC, change, mentions, rows
from tests.phone import Phone

ASK, YES, NO = "Это я, спросите меня", "Да, это я, подключить", "Это не я"
ADD = "Подключить ещё один"
UNTOUCHED = (TRAFFIC - {"addresses"}) | {"guesses", "leases", "link_requests"}
"""What may differ after an attempt that has failed: traffic, counters, a question that is still open."""


async def used_code(village: Village, who: str = "director") -> str:
    """The invite by which somebody of the cast has joined."""
    code = await village.code_of(village.people[who])
    change(village.file, "update invites set uses = 1 where code = ?", code)
    return code


async def asks(village: Village, code: str, user: str = "77") -> Phone:
    """A strange account follows a used invite and says that it is the one."""
    phone = village.stranger(user)
    await phone.follows(code)
    phone.sees("уже вошли")
    await phone.taps(ASK)
    return phone


def number(phone: Phone) -> str:
    """The number on the screen."""
    found = re.search(r"число (\d\d)", phone.last.text)
    assert found, phone.last.text
    return found[1]


def code_on(phone: Phone) -> str:
    """The code on the screen."""
    found = re.search(r"[2-9A-Z]{5}-[2-9A-Z]{5}", phone.last.text)
    assert found, phone.last.text
    return found[0]


async def shown_code(phone: Phone) -> str:
    await phone.says("мессенджеры")
    await phone.taps(ADD)
    return code_on(phone)


async def owner(village: Village, user: str = "77") -> int | None:
    """Who writes from this account."""
    async with village.database.reading() as tx:
        person = await participants.by_address(tx, CHANNEL, user)
    return person.id if person else None


async def test_a_used_invite_asks_its_owner_and_links_after_the_yes(village: Village) -> None:
    director, phone = village.people["director"], village.phone("director")
    second = await asks(village, await used_code(village))
    second.sees("Жду 15 минут")
    phone.sees("Кто-то открыл ваше приглашение", number(second))
    assert await owner(village) is None
    await second.says("меню")
    second.sees("Чтобы начать")
    await phone.taps(YES)
    phone.sees("Подключил")
    second.sees("теперь и здесь вы", director.name)
    assert await owner(village) == director.participant
    await second.taps("В меню")
    second.sees("чем помочь?", director.place)


async def test_a_no_links_nothing_ends_the_invite_and_leaves_no_stranger(village: Village) -> None:
    phone, code = village.phone("director"), await used_code(village)
    before = rows(village.file)
    second = await asks(village, code, "90077")
    await phone.taps(NO)
    phone.sees("Ничего не подключено")
    second.sees("это не вы", "ничего о вас не сохранил")
    assert await owner(village, "90077") is None
    await second.follows(code)
    second.sees("отозвано")
    await press(second, AskToLink(code))
    second.sees("не получится")
    assert rows(village.file)["roles"] == before["roles"]
    village.stage.clock._real += 3601
    await village.stage.app.sweep()
    assert mentions(village.file, "90077") == []


async def test_an_unanswered_question_is_over_after_a_quarter_of_an_hour_and_forgotten(village: Village) -> None:
    phone = village.phone("director")
    await asks(village, await used_code(village), "90077")
    village.stage.clock._real += links.SECONDS
    await phone.taps(YES)
    phone.sees("время вышло")
    assert await owner(village, "90077") is None
    village.stage.clock._real += 3601
    await village.stage.app.sweep()
    assert mentions(village.file, "90077") == []


@pytest.mark.parametrize("answer", [AllowLink, ForbidLink])
async def test_a_yes_or_no_counts_once_and_only_from_whom_was_asked(
    village: Village, answer: type[AllowLink] | type[ForbidLink]
) -> None:
    second = await asks(village, await used_code(village))
    before = rows(village.file, without=UNTOUCHED)
    thief = village.phone("teacher")
    await press(thief, answer(1))
    thief.sees("время вышло")
    await press(second, answer(1))
    assert await owner(village) is None
    assert rows(village.file, without=UNTOUCHED | {"addresses"}) == {
        name: found for name, found in before.items() if name != "addresses"}
    phone = village.phone("director")
    await press(phone, answer(1))
    linked = await owner(village)
    assert (linked is not None) == (answer is AllowLink)
    await press(phone, AllowLink(1))
    phone.sees("время вышло")
    assert await owner(village) == linked


async def test_of_two_who_ask_at_once_each_has_its_own_question(village: Village) -> None:
    phone, code = village.phone("director"), await used_code(village)
    await asks(village, code, "666")
    thiefs = phone.last
    mine = await asks(village, code, "77")
    phone.sees(number(mine))
    await phone.taps(YES)
    assert await owner(village, "77")
    assert await owner(village, "666") is None
    await phone.presses(thiefs.buttons[1][0][1], thiefs.ref)
    assert await owner(village, "666") is None


async def test_nobody_is_asked_more_than_three_times_an_hour(village: Village) -> None:
    phone, code = village.phone("director"), await used_code(village)
    for user in range(links.ASKED_EACH):
        await asks(village, code, str(user))
    seen = len(phone.screen)
    fourth = await asks(village, code, "77")
    fourth.sees("уже спрашивал")
    assert len(phone.screen) == seen
    await fourth.says(await shown_code(phone))
    fourth.sees("теперь и здесь вы")


async def test_forged_questions_come_to_nothing(village: Village) -> None:
    revoked, staff = await used_code(village), await village.invite(uses=0)
    change(village.file, "update invites set revoked_at = 1 where code = ?", revoked)
    unused = await village.code_of(village.newcomer())
    before = rows(village.file, without=UNTOUCHED)
    phone = village.stranger()
    for code in (revoked, staff, unused):
        await press(phone, AskToLink(code))
        phone.sees("не получится")
    for _ in range(5):
        await press(phone, AskToLink("ABCDEFGHJK"))
        phone.sees("Такого кода нет")
    await press(phone, AskToLink("ABCDEFGHJK"))
    phone.sees("Слишком много")
    assert rows(village.file, without=UNTOUCHED) == before


async def test_who_can_be_written_to_nowhere_needs_a_new_invite(village: Village) -> None:
    code = await used_code(village)
    await village.phone("director").says("меню")
    village.pocket.blocks(village.phone("director").user)
    await village.stage.settle()
    second = await asks(village, code)
    second.sees("Попросите у оператора")


@pytest.mark.parametrize("typed", ["{}", "/start"])
async def test_a_code_from_the_first_messenger_links_at_once_and_once(village: Village, typed: str) -> None:
    phone, second, third = village.phone("director"), village.stranger(), village.stranger("78")
    code = await shown_code(phone)
    phone.sees("15 минут", "только один раз")
    if typed == "{}":
        await second.says(typed.format(code.lower()))
    else:
        await second.follows(code.replace("-", ""))
    second.sees("теперь и здесь вы", village.people["director"].name)
    phone.sees("подключён ещё один мессенджер")
    await third.says(code)
    third.sees("Такого кода нет")
    assert await owner(village, "78") is None


async def test_only_the_newest_code_opens_and_not_for_long(village: Village) -> None:
    phone, second = village.phone("director"), village.stranger()
    first = await shown_code(phone)
    newest = await shown_code(phone)
    await second.says(first)
    second.sees("Такого кода нет")
    village.stage.clock._real += links.SECONDS
    await second.says(newest)
    second.sees("уже не действует")
    assert await owner(village) is None


async def test_codes_cannot_be_guessed(village: Village) -> None:
    phone, second = village.phone("director"), village.stranger()
    code = await shown_code(phone)
    for last in "23456":
        await second.says(f"ABCDEFGHJ{last}")
    await second.says(code)
    second.sees("Слишком много неверных кодов")
    assert await owner(village) is None


async def test_a_code_said_where_it_was_shown_is_not_used_up(village: Village) -> None:
    phone, second = village.phone("director"), village.stranger()
    code = await shown_code(phone)
    await phone.says(code)
    phone.sees("из другого мессенджера")
    await second.says(code)
    assert await owner(village) == village.people["director"].participant


async def test_an_account_of_somebody_else_is_not_taken_over(village: Village) -> None:
    phone, teacher = village.phone("director"), village.phone("teacher")
    code = await shown_code(phone)
    await teacher.says(code)
    teacher.sees("уже подключён к другому участнику")
    assert await owner(village, teacher.user) == village.people["teacher"].participant


async def test_an_account_that_joins_while_the_question_is_open_stays_who_it_is(village: Village) -> None:
    phone, newcomer = village.phone("director"), village.newcomer()
    second = await asks(village, await used_code(village))
    await second.follows(await village.code_of(newcomer))
    await second.taps("Даю согласие")
    await second.taps("Да, всё верно")
    await phone.taps(YES)
    phone.sees("уже подключён к другому участнику")
    assert await owner(village) == newcomer.participant


async def test_nobody_has_more_than_five(village: Village) -> None:
    phone = village.phone("director")
    for user in range(4):
        await village.stranger(str(user)).says(await shown_code(phone))
    await phone.says("мессенджеры")
    assert ADD not in phone.labels()
    change(village.file, "insert into link_codes values (?, 'ABCDEFGHJK', 9999999999)",
           village.people["director"].participant)
    second = village.stranger()
    await second.says("ABCDEFGHJK")
    second.sees("больше нельзя")
    assert await owner(village) is None


async def test_a_school_invite_shows_the_way_to_those_who_take_part_already(village: Village) -> None:
    second = village.stranger()
    await second.follows(await village.invite())
    await second.taps("Я уже участвую")
    second.sees("«мессенджеры»", "пришлите его сюда")
    await second.says(await shown_code(village.phone("teacher")))
    second.sees("теперь и здесь вы")
    assert await owner(village) == village.people["teacher"].participant


async def test_a_fresh_invite_lets_somebody_back_in_without_asking_for_consent_again(village: Village) -> None:
    director, old = village.people["director"], village.phone("director")
    async with village.database.transaction() as tx:
        before = await participants.by_id(tx, director.participant)
        code = await invitations.again(tx, director.participant, programme=village.programme,
                                       organisation=director.organisation, role=Role.DIRECTOR, now=village.now)
    await village.stage.clock.advance(60)
    new = village.stranger()
    await new.follows(code)
    new.sees(director.name, "подключу к вам этот мессенджер")
    await new.taps("Да, всё верно")
    new.sees("теперь и здесь вы")
    old.sees("подключён ещё один мессенджер")
    assert await owner(village, new.user) == await owner(village, old.user) == director.participant
    async with village.database.reading() as tx:
        assert await participants.by_id(tx, director.participant) == before
    await press(village.stranger("78"), Join(code))
    assert await owner(village, "78") is None


async def test_a_new_text_of_the_consent_is_shown_to_who_comes_back(village: Village) -> None:
    director = village.people["director"]
    change(village.file, "update programmes set consent_version = '2018-09'")
    new = village.stranger()
    await new.follows(await village.code_of(director))
    new.sees("Версия согласия: 2018-09")
    await new.taps("Даю согласие")
    await new.taps("Да, всё верно")
    async with village.database.reading() as tx:
        person = await participants.by_id(tx, director.participant)
    assert person
    assert person.consent_version == "2018-09"
