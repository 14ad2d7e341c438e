"""The registers in the dialogue: who sees which papers, page by page, by year, by a search."""

import pytest

from messages.meanings_of_registers import (
    ExportRegisters,
    OpenRecord,
    SendPaper,
    ShowFoundRecords,
    ShowRegister,
)
from tests.handlers.conftest import Village, press
from tests.handlers.papers import TITLE, agrees, newest, orders


@pytest.mark.parametrize("who", ["teacher", "mentor", "expert", "guest"])
async def test_others_see_no_registers(village: Village, who: str) -> None:
    phone = village.phone(who)
    for word in ("реестры", "приказы", "соглашения", "публикации", "методические материалы", "найти в реестре"):
        await phone.says(word)
        phone.sees("Реестры смотрят директора")


async def test_nobody_sees_what_another_municipality_has(village: Village) -> None:
    await agrees(village)
    id = newest(village)
    for who, sees in (("coordinator", True), ("curator", True), ("operator", True), ("observer", True),
                      ("other_director", False), ("other_coordinator", False), ("far_curator", False)):
        phone = village.phone(who)
        await phone.says("соглашения")
        assert (TITLE in phone.last.text) is sees, who
        await press(phone, OpenRecord(id))
        assert (TITLE in phone.last.text) is sees, who
        await phone.says("найти в реестре")
        await phone.says("сотрудничество")
        assert (TITLE in phone.last.text) is sees, who
        await press(phone, SendPaper(id))
        assert ("Такой записи" in phone.last.text) is not sees, who
    await village.phone("other_director").says("поиск")
    await village.phone("other_director").says("сотрудничество и методическая поддержка")
    assert TITLE not in village.phone("other_director").last.text


async def test_long_registers_are_paged_and_shown_by_year(village: Village) -> None:
    for number in range(1, 8):
        await orders(village, str(number), f"{number}.03.2018", title=f"О мере {number}")
    await orders(village, "99", "25.12.2017", title="О прошлом")
    phone = village.phone("director")
    await phone.says("приказы")
    phone.sees("Приказы · 8", "1. О мере 7", "5. О мере 3")
    await phone.taps("Старше ›")
    phone.sees("6. О мере 2", "8. О прошлом")
    assert "Старше ›" not in phone.labels()
    await phone.taps("По годам")
    assert phone.labels() == ["2018 · 7", "2017 · 1", "За все годы"]
    await phone.taps("2017 · 1")
    phone.sees("Приказы · 2017 год · 1", "1. О прошлом")
    await phone.taps("По годам")
    await phone.taps("За все годы")
    phone.sees("Приказы · 8")
    await press(phone, ShowRegister(village.programme, "order", 1999, 10**15))
    phone.sees("Приказы · 8", "8. О прошлом")
    await press(phone, ShowRegister(village.programme, "nonsense"))
    phone.sees("Эта кнопка больше не работает")


async def test_a_search_turns_its_pages(village: Village) -> None:
    for number in range(1, 8):
        await orders(village, str(number), f"{number}.03.2018", title=f"О мере {number}")
    phone = village.phone("director")
    await phone.says("реестры")
    await phone.taps("Найти")
    await phone.says("приказы о мерах")
    phone.sees("нашлось 7 документов", "1. О мере 7")
    await phone.taps("Старше ›")
    phone.sees("7. О мере 1")
    await phone.taps("Искать другое")
    await phone.says("квантовая хромодинамика")
    phone.sees("такого не нашлось")
    await press(phone, ShowFoundRecords("", 5))
    phone.sees("такого не нашлось")


async def test_a_programme_of_others_is_refused(village: Village) -> None:
    phone = village.phone("operator")
    await press(phone, ExportRegisters(99))
    phone.sees("Реестры смотрят директора")
    await press(phone, ShowRegister(99, "order"))
    phone.sees("Реестры смотрят директора")
