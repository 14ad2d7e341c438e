"""What the menu has no room for."""

import pytest

from tests.handlers.conftest import APOLOGY, Village
from tests.phone import Phone

WAYS = ("В меню", "Дальше ›", "‹ Назад")


async def doors(phone: Phone) -> list[str]:
    """What stands on the pages, one after the other."""
    await phone.says("ещё")
    found = [*phone.labels()]
    while "Дальше ›" in phone.labels():
        await phone.taps("Дальше ›")
        found += phone.labels()
    return [label for label in found if label not in WAYS]


@pytest.mark.parametrize(("who", "has", "has_not"), [
    ("director", {"Провожу мероприятия", "Материалы", "Мои люди", "Карточка школы", "Наставничество"},
     {"Запросы", "Свод консультаций", "Журнал", "Карточки школ"}),
    ("observer", {"Запросы", "Материалы", "Карточки школ"}, {"Провожу мероприятия", "Мои люди", "Журнал"}),
    ("teacher", {"Мой план", "Материалы"}, {"Карточки школ", "Карточка школы", "Наставничество"}),
    ("mentor", {"Карточки школ", "Наставничество"}, {"Карточка школы", "Мой план"}),
    ("coordinator", {"Запросы", "Свод консультаций", "Мои люди", "Карточки школ"}, {"Журнал"}),
    ("curator", {"Запросы", "Провожу мероприятия", "Журнал"}, set[str]())])
async def test_everybody_sees_the_doors_of_their_roles(village: Village, who: str, has: set[str],
                                                       has_not: set[str]) -> None:
    found = await doors(village.phone(who))
    assert has <= set(found)
    assert not has_not & set(found)
    assert len(found) == len(set(found))


@pytest.mark.parametrize("who", ["director", "coordinator", "curator", "operator", "observer", "mentor"])
async def test_every_door_leads_somewhere(village: Village, who: str) -> None:
    phone = village.phone(who)
    await phone.says("меню")
    assert "Ещё" in phone.labels()
    for door in await doors(phone):
        await village.stage.clock.pause(60)  # nobody is too fast
        await phone.says("ещё")
        while door not in phone.labels():
            assert "Дальше ›" in phone.labels(), (who, door)
            await phone.taps("Дальше ›")
        await phone.taps(door)
        assert not phone.has_seen(APOLOGY), (who, door)
        await phone.says("/cancel")
