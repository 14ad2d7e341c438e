"""Guests from outside the network come by an open link, say who they are, and are counted by region."""

import re

from tests.handlers.conftest import Village
from tests.handlers.tables import rows
from tests.handlers.test_event_desk import TITLE, desk, made
from tests.phone import Phone


async def opened(village: Village) -> str:
    """The code of the link of a seminar."""
    phone = await made(village)
    await desk(village, phone)
    await phone.taps("Гости")
    found = re.search(r"\b[2-9A-Z]{10}\b", phone.last.text)
    assert found
    return found[0]


async def guest(village: Village, code: str, user: str = "99001", region: str = "Томская область") -> Phone:
    phone = village.stranger(user, "Ольга")
    await phone.follows(code)
    await phone.taps("Даю согласие")
    await phone.taps("Да, присоединиться") if "Да, присоединиться" in phone.labels() else await phone.taps(
        phone.labels()[0])
    phone.sees(TITLE, "Как вас зовут?")
    await phone.says("Гостева Ольга Петровна")
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
