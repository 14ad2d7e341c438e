"""Joining: the way in, what is said at closed doors, and what is not stored about those who do not come in."""

import pytest

from handlers.codes import read_code
from messages.meanings import Agree, Join
from storage import invites, participants
from storage.participants import Role
from tests.handlers.conftest import Village, press
from tests.handlers.tables import change, mentions, rows
from tests.phone import Phone

AGREE, CONFIRM = "Даю согласие", "Да, всё верно"


async def enters(phone: Phone, code: str) -> None:
    """Link, consent, confirmation."""
    await phone.follows(code)
    await phone.taps(AGREE)
    await phone.taps(CONFIRM)


async def test_a_listed_person_joins_by_the_link_and_sees_what_is_open(village: Village) -> None:
    member = village.newcomer()
    phone = village.stranger()
    await phone.follows(await village.code_of(member))
    phone.sees("152-ФЗ", "Версия согласия: 2018-05")
    await phone.taps(AGREE)
    phone.sees(member.name, "директор", member.place)
    await phone.taps(CONFIRM)
    assert phone.has_seen("Вы в программе")
    phone.sees("Вот что сейчас в работе")
    async with village.database.reading() as tx:
        person = await participants.by_id(tx, member.participant)
    assert person
    assert (person.consent_version, person.consented_at) == ("2018-05", village.now)


@pytest.mark.parametrize("typed", ["{0}", "{1}", "{2}", " {3} "])
async def test_a_typed_code_opens_in_any_writing(village: Village, typed: str) -> None:
    code = await village.code_of(village.newcomer())
    cyrillic = code.translate(str.maketrans("ABEKMHPCTYX", "АВЕКМНРСТУХ")).lower()
    phone = village.stranger()
    await phone.says(typed.format(code, code.lower(), f"{code[:5]}-{code[5:]}", cyrillic))
    phone.sees("152-ФЗ")


def test_no_other_text_is_taken_for_a_code() -> None:
    for text in ("", "привет", "ABCDEFGHJ", "ABCDEFGHJKM", "ABCDEFGHI0", "Здравствуйте, я директор", "1234567890"):
        assert read_code(text) == "", text


async def test_declining_leaves_nothing_behind(village: Village) -> None:
    before = rows(village.file)
    phone = village.stranger("90077", "Невидимка Ольга")
    await phone.follows(await village.code_of(village.newcomer()))
    await phone.taps("Не даю согласия")
    phone.sees("ничего о вас не сохранил")
    assert rows(village.file) == before
    village.stage.clock._real += 3601
    await village.stage.app.sweep()
    assert mentions(village.file, "90077") == []
    assert mentions(village.file, "Невидимка") == []


async def test_whoever_is_not_meant_leaves_the_code_for_the_right_person(village: Village) -> None:
    before = rows(village.file)
    code = await village.code_of(village.newcomer())
    wrong = village.stranger()
    await wrong.follows(code)
    await wrong.taps(AGREE)
    await wrong.taps("Это не я")
    wrong.sees("ничего не сохранил")
    assert rows(village.file) == before
    right = village.stranger("78", "Другой")
    await enters(right, code)
    assert right.has_seen("Вы в программе")


async def test_closed_codes_say_why(village: Village) -> None:
    used, expired, revoked = await village.invite(uses=0), await village.invite(days=-1), await village.invite()
    change(village.file, "update invites set revoked_at = 1 where code = ?", revoked)
    phone = village.stranger()
    for code, words in ((used, "уже воспользовались"), (expired, "Срок этого приглашения прошёл"),
                        (revoked, "отозвано"), ("ABCDEFGHJK", "Такого кода нет")):
        await phone.follows(code)
        phone.sees(words)
        await press(phone, Agree(code))
        phone.sees(words)
        await press(phone, Join(code))
        phone.sees(words)


async def test_five_wrong_codes_close_the_door_for_this_address_for_an_hour(village: Village) -> None:
    code = await village.code_of(village.newcomer())
    guesser = village.stranger()
    for number in range(5):
        code_like = f"ABCDEFGHJ{number + 2}"
        if number % 3:  # forged buttons are counted too
            await press(guesser, Agree(code_like) if number % 3 == 1 else Join(code_like))
        else:
            await guesser.follows(code_like)
        guesser.sees("Такого кода нет")
    await guesser.follows(code)
    guesser.sees("Слишком много неверных кодов")
    other = village.stranger("78")
    await other.follows(code)
    other.sees("152-ФЗ")
    village.stage.clock._real += 3601
    await guesser.follows(code)
    guesser.sees("152-ФЗ")


async def test_after_two_hundred_wrong_codes_of_all_one_is_too_many_but_a_good_link_opens(village: Village) -> None:
    real_now = int(village.stage.clock.real())
    async with village.database.transaction() as tx:
        for number in range(invites.GUESSES_ALL):
            await invites.guessed_wrong(tx, "pocket", f"robot-{number}", real_now=real_now)
    code = await village.code_of(village.newcomer())
    guesser, newcomer = village.stranger("78"), village.stranger()
    await guesser.says("ABCDEFGHJK")
    guesser.sees("Такого кода нет")
    await guesser.says(code)
    guesser.sees("Слишком много неверных кодов")
    await newcomer.follows(code)
    newcomer.sees("152-ФЗ")
    assert mentions(village.file, "robot-") == []


async def test_a_teacher_by_the_school_link_bears_the_name_of_the_profile_and_corrects_it(village: Village) -> None:
    phone = village.stranger(name="olga_77")
    await phone.follows(await village.invite())
    await phone.taps(AGREE)
    phone.sees("учитель")
    await phone.taps(CONFIRM)
    await phone.taps("Исправить имя")
    for wrong in ("!", "х" * 101, "х " * 101, "12345", "Спасибо", "Ольга 5"):
        await phone.says(wrong)
        assert phone.has_seen("не похоже на имя")
    await phone.says("  Новикова   Ольга Петровна ")
    phone.sees("Новикова Ольга Петровна")
    await phone.taps("В меню")
    phone.sees("Ольга Петровна, чем помочь?")


async def test_a_known_person_gets_a_second_role_once(village: Village) -> None:
    phone = village.phone("teacher")
    code = await village.invite(Role.EXPERT, uses=1)
    await phone.follows(code)
    phone.sees("ещё одну роль", "эксперт")
    await phone.taps("Да, добавить")
    await phone.follows(code)
    phone.sees("чем помочь?")
    before = rows(village.file)
    await press(phone, Join(code))
    assert rows(village.file) == before
    async with village.database.reading() as tx:
        held = await participants.roles(tx, village.people["teacher"].participant)
    assert [each.role for each in held] == [Role.TEACHER, Role.EXPERT]


async def test_a_personal_invite_of_somebody_else_does_not_open(village: Village) -> None:
    member = village.newcomer()
    code = await village.code_of(member)
    phone = village.phone("teacher")
    before = rows(village.file)
    for forged in (False, True):
        await (press(phone, Join(code)) if forged else phone.follows(code))
        phone.sees(member.name, "вы уже зарегистрированы")
    assert rows(village.file) == before


async def test_of_two_strangers_one_gets_the_last_use(village: Village) -> None:
    code = await village.invite(uses=1)
    first, second = village.stranger("81", "Первая"), village.stranger("82", "Вторая")
    for phone in (first, second):
        await phone.follows(code)
        await phone.taps(AGREE)
    for phone in (first, second):
        shown, payload = phone._button(CONFIRM)
        village.pocket.presses(phone.user, payload, shown.ref)
    await village.stage.settle()
    assert sorted([first.has_seen("Вы в программе"), second.has_seen("Вы в программе")]) == [False, True]
    assert sorted([first.has_seen("уже воспользовались"), second.has_seen("уже воспользовались")]) == [False, True]


async def test_a_double_tap_joins_once(village: Village) -> None:
    phone = village.stranger(name="Новикова Ольга Петровна")
    code = await village.invite(uses=60)
    await phone.follows(code)
    await phone.taps(AGREE)
    shown, payload = phone._button(CONFIRM)
    for _ in range(2):
        village.pocket.presses(phone.user, payload, shown.ref)
    await village.stage.settle()
    async with village.database.reading() as tx:
        invite = await invites.by_code(tx, code)
        members = await participants.members(tx, invite.organisation) if invite else []
    assert invite
    assert invite.uses == 1
    assert [each.name for each in members].count("Новикова Ольга Петровна") == 1


@pytest.mark.parametrize("profile", ["", "\u200b\u202e\u2060", " \u00a0 "])
async def test_a_name_that_cannot_be_seen_is_no_name(village: Village, profile: str) -> None:
    phone = village.stranger(name=profile)
    await enters(phone, await village.invite())
    assert phone.has_seen("Готово, Без имени!")
