"""What the menu has no room for."""

import pytest

from tests.handlers.conftest import APOLOGY, Village


@pytest.mark.parametrize(("who", "labels"), [
    ("director", ["Провожу мероприятия", "Курсы", "Моё портфолио", "Материалы", "Мои люди", "Исправить моё имя",
                  "Дальше ›", "В меню"]),
    ("teacher", ["Курсы", "Моё портфолио", "Материалы", "Мои люди", "Исправить моё имя", "Мои мессенджеры", "В меню"]),
    ("observer", ["Материалы", "Исправить моё имя", "Мои мессенджеры", "В меню"]),
    ("coordinator", ["Провожу мероприятия", "Курсы", "Свод консультаций", "Материалы", "Мои люди", "Исправить моё имя",
                     "Дальше ›", "В меню"])])
async def test_everybody_sees_the_doors_of_their_roles(village: Village, who: str, labels: list[str]) -> None:
    phone = village.phone(who)
    await phone.says("ещё")
    assert phone.labels() == labels


@pytest.mark.parametrize("who", ["director", "coordinator", "curator", "operator"])
async def test_every_door_leads_somewhere(village: Village, who: str) -> None:
    phone = village.phone(who)
    await phone.says("меню")
    await phone.taps("Ещё")
    doors = [label for label in phone.labels() if label not in ("В меню", "Дальше ›", "‹ Назад")]
    for door in doors:
        await phone.says("ещё")
        await phone.taps(door)
        assert not phone.has_seen(APOLOGY), (who, door)
        await phone.says("/cancel")

