"""Certificates: for whoever came, with one number for good; and for anybody who asks whether one is genuine."""

import io
import json
import re
from typing import Any

import pytest
from pypdf import PdfReader

from handlers import certificates
from messages.meanings_of_attendance import GetCertificate, MarkCame, ShowCertificates
from storage import errands
from storage.invites import GUESSES_EACH
from tests.handlers.conftest import CHANNEL, Village, press, user_of
from tests.handlers.doorway import TITLE, comes, gather, goes_on
from tests.handlers.tables import change, rows
from tests.phone import Phone

NUMBER = re.compile(r"VK-2018-[2-9A-Z]{4}-[2-9A-Z]{4}")
FORGED = "VK-2018-2222-2222"


async def certified(village: Village, who: str = "teacher") -> tuple[int, str]:
    """Somebody has come to an event that is over, and has got a certificate: the event and the number."""
    event = await gather(village, who)
    await comes(village, event, who)
    await goes_on(village, "12:30")
    await press(village.phone(who), GetCertificate(event))
    return event, _number(village.phone(who))


def paper(phone: Phone) -> str:
    """The words of the sheet that has come."""
    assert phone.last.file
    assert phone.last.file[0].endswith(".pdf")
    page, = PdfReader(io.BytesIO(phone.last.file[1])).pages
    return " ".join(page.extract_text().split())


def links(phone: Phone) -> list[str]:
    """What a tap on the sheet opens."""
    assert phone.last.file
    found: Any = PdfReader(io.BytesIO(phone.last.file[1])).pages[0]["/Annots"]
    return [each.get_object()["/A"]["/URI"] for each in found]


def _number(phone: Phone) -> str:
    found = NUMBER.search(phone.last.text)
    assert found, phone.last.text
    return found[0]


async def test_whoever_came_gets_a_sheet_with_their_name_and_a_number(village: Village) -> None:
    _, number = await certified(village)
    phone = village.phone("teacher")
    phone.sees(TITLE, "Подлинность может проверить любой")
    words = paper(phone)
    for part in (village.people["teacher"].name, "СЕРТИФИКАТ", "принял участие в мероприятии", "16 мая 2018 года",
                 "Объём: 1 ч 30 мин", number, "боту memory.invalid/"):
        assert part in words
    assert phone.last.file
    assert links(phone) == [f"https://memory.invalid/?start=c-{number}"]
    await village.stage.app.tick()
    assert rows(village.file)["files"] == []


async def test_the_second_request_brings_the_same_number(village: Village) -> None:
    event, number = await certified(village)
    phone = village.phone("teacher")
    await press(phone, GetCertificate(event))
    assert _number(phone) == number
    assert number in paper(phone)
    assert len(rows(village.file)["certificates"]) == 1


async def test_nobody_gets_the_sheet_of_somebody_else(village: Village) -> None:
    _, number = await certified(village)
    colleague = village.people["colleague"].participant
    async with village.database.transaction() as tx:
        await errands.put(tx, participant=colleague, channel=CHANNEL, user=user_of(colleague), kind="certificate",
                          facts=json.dumps({"number": number, "link": ""}))
    await village.stage.settle()
    phone = village.phone("colleague")
    phone.sees("Сертификат получает тот, кто отмечен")
    assert phone.last.file is None


async def test_nobody_gets_one_before_the_end_or_without_having_come(village: Village) -> None:
    event = await gather(village, "teacher", "colleague")
    await comes(village, event, "teacher")
    await press(village.phone("teacher"), GetCertificate(event))
    village.phone("teacher").sees("когда мероприятие закончится: 16 мая, 12:30")
    await goes_on(village, "12:30")
    await press(village.phone("colleague"), GetCertificate(event))
    village.phone("colleague").sees("Сертификат получает тот, кто отмечен")
    change(village.file, "update events set cancelled_at = 1")
    await press(village.phone("teacher"), GetCertificate(event))
    village.phone("teacher").sees("Сертификат получает тот, кто отмечен")
    assert rows(village.file)["certificates"] == []


async def test_a_certificate_holds_the_mark_it_was_made_of(village: Village) -> None:
    event, number = await certified(village)
    curator = village.phone("curator")
    await press(curator, MarkCame(event, village.people["teacher"].participant, 0))
    curator.sees("Отметку не снять", number)
    await press(curator, ShowCertificates(event))
    curator.sees(f"1. {village.people['teacher'].name} – {number}", "Выдано 1 из 1")


async def test_who_organises_sees_who_has_not_asked_yet(village: Village) -> None:
    event = await gather(village, "teacher")
    await press(village.phone("curator"), ShowCertificates(event))
    village.phone("curator").sees("Пока никто не отмечен")
    await comes(village, event, "teacher")
    await press(village.phone("curator"), ShowCertificates(event))
    village.phone("curator").sees("ещё не получен", "Выдано 0 из 1")
    await village.phone("curator").taps("Назад")
    village.phone("curator").sees("Кто пришёл")


@pytest.mark.parametrize("writing", [
    "{}", "№ {}", " {} ", "проверить сертификат {}"])
async def test_a_stranger_verifies_by_the_number_in_any_writing(village: Village, writing: str) -> None:
    _, number = await certified(village)
    cyrillic = number.replace("VK", "вк").lower().replace("-", " – ")
    for text in (writing.format(number), writing.format(cyrillic), writing.format(number.replace("-", ""))):
        stranger = village.stranger()
        await stranger.says(text)
        stranger.sees("Сертификат подлинный", number, TITLE, "16 мая 2018 года", "1 ч 30 мин")
    surname, given, *_ = village.people["teacher"].name.split()
    stranger.sees(f"{surname} {given[0]}.")
    assert given not in stranger.last.text
    assert stranger.last.buttons == ()


@pytest.mark.parametrize(("text", "number"), [
    ("VK20186KAT36ER", "VK-2018-6KAT-36ER"), ("вк 2018 6кат 36ЕR", "VK-2018-6KAT-36ER"),
    ("c-VK-2018-6KAT-36ER", "VK-2018-6KAT-36ER"), ("Сертификат №VK-2018-6KAT-36ER, проверьте", "VK-2018-6KAT-36ER"),
    ("VK-2018-6KAT-36E", ""), ("VK-2018-6KAT-36ER2", ""), ("VK-2018", ""), ("VK-2018-0KAT-36ER", ""),
    ("VK-1918-6KAT-36ER", None), ("WVK-2018-6KAT-36ER", None), ("vk.com/2018", None), ("Мы в VK", None),
    ("VK-2018-6KAT-36ER" + " и ещё" * 20, None), ("", None)])
def test_a_number_is_read_as_people_write_it(text: str, number: str | None) -> None:
    assert certificates.number_in(text) == number


async def test_the_link_of_the_picture_verifies_for_anybody(village: Village) -> None:
    _, number = await certified(village)
    for phone in (village.stranger(), village.phone("observer"), village.phone("teacher")):
        await phone.follows(f"c-{number}")
        phone.sees("Сертификат подлинный", number)
    await village.phone("observer").says(number)
    village.phone("observer").sees("Сертификат подлинный", "В меню")


async def test_whoever_asks_how_is_told(village: Village) -> None:
    for phone in (village.stranger(), village.phone("teacher")):
        await phone.says("Проверить сертификат")
        phone.sees("пришлите его номер целиком")
        await phone.says("VK-2018-7F3K")
        phone.sees("пришлите его номер целиком")
        await phone.says("/verify")
    village.phone("teacher").sees("пришлите его номер целиком")


async def test_a_forged_number_is_none_of_ours_and_guessing_is_barred(village: Village) -> None:
    _, number = await certified(village)
    stranger = village.stranger()
    for attempt in range(GUESSES_EACH):
        await stranger.says(FORGED if attempt % 2 else f"проверить {FORGED}")
        stranger.sees("Такого сертификата нет", FORGED)
    await stranger.says(number)
    stranger.sees("Слишком много неверных номеров")
    await village.stranger("78", "Анна").follows(f"c-{number}")
    village.stranger("78", "Анна").sees("Сертификат подлинный")


async def test_of_somebody_forgotten_only_the_name_is_gone(village: Village) -> None:
    _, number = await certified(village)
    change(village.file, "update participants set name = 'Удалено', erased_at = 5 where id = ?",
           village.people["teacher"].participant)
    stranger = village.stranger()
    await stranger.says(number)
    stranger.sees("Сертификат подлинный", "имя удалено по просьбе владельца", TITLE)
    assert "Удалено" not in stranger.last.text


async def test_an_invite_code_is_still_an_invite_code(village: Village) -> None:
    stranger = village.stranger()
    await stranger.says(await village.invite())
    stranger.sees("Согласие")


async def test_hours_add_up_and_bring_the_certificates(village: Village) -> None:
    phone = village.phone("teacher")
    await phone.says("мои часы")
    phone.sees("Здесь будут мероприятия")
    for number in range(6):
        event = await gather(village, title=f"Встреча {number}", end="12:30" if number else "13:00")
        await comes(village, event, "teacher")
    await phone.says("/hours")
    phone.sees("Всего: 6 мероприятий, 9 ч", "Страница 1 из 2")
    assert phone.labels() == ["Раньше ›", "Моё портфолио", "В меню"]
    await goes_on(village, "12:30")
    await phone.says("мои часы")
    assert phone.labels() == [*(f"Сертификат {number}" for number in range(1, 6)), "Раньше ›", "Моё портфолио",
                              "В меню"]
    await phone.taps("Раньше ›")
    phone.sees("6. Встреча 0")
    assert phone.labels() == ["‹ Новее", "Моё портфолио", "В меню"]
    await phone.taps("‹ Новее")
    await phone.taps("Сертификат 5")
    phone.sees("Встреча 1", "VK-2018-")
