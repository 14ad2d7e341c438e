"""Guests from outside the network come by an open link, say who they are, and are counted by region."""

import re

from handlers.guests import STAYS
from storage import participants
from tests.handlers.conftest import CHANNEL, Village
from tests.handlers.seminar import TITLE, desk, made
from tests.handlers.tables import change, rows
from tests.phone import Phone


async def opened(village: Village) -> str:
    """The code of the link of a seminar."""
    phone = await made(village)
    await desk(village, phone)
    await phone.taps("Гости")
    found = re.search(r"\b[2-9A-Z]{10}\b", phone.last.text)
    assert found
    return found[0]


async def before_region(village: Village, code: str, user: str = "99001") -> Phone:
    """A guest who is about to be asked where they are from."""
    phone = village.stranger(user, "Ольга")
    await phone.follows(code)
    await phone.taps("Даю согласие")
    await phone.taps("Да, всё верно")
    phone.sees(TITLE, "Как вас зовут?")
    await phone.says("Гостева Ольга Петровна")
    phone.sees("Из какого вы региона?")
    return phone


async def guest(village: Village, code: str, user: str = "99001", region: str = "Томская область") -> Phone:
    phone = await before_region(village, code, user)
    await phone.says(region) if region not in phone.labels() else await phone.taps(region)
    await phone.says("Лицей № 7")
    return phone


async def test_a_guest_comes_by_the_link_and_answers_like_everybody(village: Village) -> None:
    code = await opened(village)
    phone = await guest(village, code)
    phone.sees(TITLE, "Вход со двора")
    await phone.taps("Приду")
    phone.sees("Ваш ответ: придёте")
    second = await guest(village, code, "99002", "Томская область")
    await second.taps("Приду онлайн")
    curator = village.phone("curator")
    await desk(village, curator)
    curator.sees("Придут: 1", "Онлайн: 1")
    await curator.taps("Гости")
    curator.sees("Томская область – 2")
    assert {row[2] for row in rows(village.file)["guests"]} == {"Томская область"}


async def test_somebody_of_the_programme_who_follows_it_is_invited_and_no_guest(village: Village) -> None:
    code = await opened(village)
    teacher = village.phone("teacher")
    await teacher.follows(code)
    teacher.sees(TITLE)
    await teacher.taps("Приду")
    assert rows(village.file)["guests"] == []


async def test_without_consent_nothing_of_a_guest_is_kept(village: Village) -> None:
    code = await opened(village)
    people = len(rows(village.file)["participants"])
    phone = village.stranger("99003", "Ольга")
    await phone.follows(code)
    await phone.taps("Не даю согласия") if "Не даю согласия" in phone.labels() else await phone.taps(phone.labels()[1])
    assert len(rows(village.file)["participants"]) == people
    assert rows(village.file)["guests"] == []


async def second_link(village: Village) -> str:
    """The code of another seminar; the one before has another title now."""
    change(village.file, "update events set title = 'Прошлый'")
    return await opened(village)


def guests_of(village: Village) -> list[tuple[object, ...]]:
    """Event, region and organisation of each."""
    return [(row[0], row[2], row[3]) for row in rows(village.file)["guests"]]


async def test_whoever_is_a_guest_alone_is_counted_at_the_next_event_without_being_asked_again(
        village: Village) -> None:
    phone = await guest(village, await opened(village))
    await phone.follows(await second_link(village))
    phone.sees(TITLE, "Вход со двора")
    first, second = guests_of(village)
    assert first[0] != second[0]
    assert first[1:] == second[1:] == ("Томская область", "Лицей № 7")


async def test_a_guest_who_left_the_questions_is_asked_when_they_come_again(village: Village) -> None:
    code = await opened(village)
    phone = village.stranger("99004", "Ольга")
    await phone.follows(code)
    await phone.taps("Даю согласие")
    await phone.taps("Да, всё верно")
    await phone.says("/cancel")
    assert guests_of(village) == []
    await phone.follows(code)
    phone.sees(TITLE, "Как вас зовут?")


async def test_a_link_that_was_closed_opens_to_nobody_and_the_next_is_another(village: Village) -> None:
    code = await opened(village)
    phone = await guest(village, code)
    curator = village.phone("curator")
    await curator.taps("Закрыть ссылку")
    curator.sees("Ссылка для гостей закрыта")
    for each in (phone, village.stranger("99005", "Пётр"), village.phone("teacher")):
        await each.follows(code)
        each.sees("приглашение отозвано")
    change(village.file, "delete from rsvps")
    await phone.follows(code)
    assert rows(village.file)["rsvps"] == []
    await curator.taps("К мероприятию")
    await curator.taps("Гости")
    found = re.search(r"\b[2-9A-Z]{10}\b", curator.last.text)
    assert found
    assert found[0] != code
    operator = village.phone("operator")
    await operator.says("журнал")
    operator.sees("Открыта ссылка для гостей", "Закрыта ссылка для гостей")


async def test_nobody_is_asked_for_consent_to_what_was_called_off(village: Village) -> None:
    code = await opened(village)
    change(village.file, "update events set cancelled_at = ?", village.now)
    stranger, teacher = village.stranger("99006", "Пётр"), village.phone("teacher")
    for each in (stranger, teacher):
        await each.follows(code)
        each.sees(TITLE, "отменили")
    assert "Даю согласие" not in stranger.labels()
    assert rows(village.file)["rsvps"] == []


async def test_after_the_end_the_link_shows_their_event_to_those_of_it_and_invites_nobody(village: Village) -> None:
    code = await opened(village)
    phone = await guest(village, code)
    change(village.file, "update events set starts_at = ?, ends_at = ?", village.now - 9000, village.now - 60)
    for each in (village.stranger("99007", "Пётр"), village.phone("teacher")):
        await each.follows(code)
        each.sees(TITLE, "уже прошло", "записаться на него больше нельзя")
    await phone.follows(code)
    phone.sees(TITLE, "Вход со двора")
    assert len(rows(village.file)["rsvps"]) == 1
    change(village.file, "update events set ends_at = ?", village.now - STAYS)
    await phone.follows(code)
    phone.sees("Срок этого приглашения прошёл")


async def test_the_link_of_an_event_that_was_put_off_still_opens(village: Village) -> None:
    code = await opened(village)
    later = village.now + 60 * 86400
    change(village.file, "update events set starts_at = ?, ends_at = ?", later, later + 9000)
    await village.stage.clock.advance(50 * 86400)
    phone = await guest(village, code)
    phone.sees(TITLE, "Вход со двора")


async def test_the_old_screens_of_a_guest_make_no_guest_of_whoever_belongs_to_the_programme(village: Village) -> None:
    code = await opened(village)
    phone = village.stranger("99008", "Пётр")
    await phone.follows(code)
    await phone.taps("Даю согласие")
    member = village.people["teacher"].participant
    async with village.database.transaction() as tx:
        await participants.link(tx, CHANNEL, "99008", member, now=village.now)
        held = await participants.roles(tx, member)
    await phone.taps("Да, всё верно")
    phone.sees(TITLE, "Вход со двора")
    async with village.database.reading() as tx:
        assert await participants.roles(tx, member) == held
    assert rows(village.file)["guests"] == []


async def test_a_region_is_offered_once_three_guests_have_named_it(village: Village) -> None:
    code = await opened(village)
    for number in range(3):
        phone = await before_region(village, code, f"9910{number}")
        assert "Бурятия" not in phone.labels()
        await phone.says("Бурятия")
        await phone.says("Лицей № 7")
    phone = await before_region(village, code, "99109")
    assert "Бурятия" in phone.labels()
