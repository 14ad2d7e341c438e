"""Lists of tasks: the right lines, five at a time, and every list within reach of thumbs."""

import pytest

from messages.buttons import encode
from messages.meanings import TaskList
from tests.handlers.conftest import APOLOGY, SCHOOL, Village, press
from tests.handlers.tables import change
from tests.phone import Phone

KINDS = ("В работе", "Просрочено", "На проверку", "Готово")


async def turned_to_the_end(phone: Phone) -> list[int]:
    """Lines on each page."""
    lines = [_lines(phone)]
    while "Дальше ›" in phone.labels():
        await phone.taps("Дальше ›")
        lines.append(_lines(phone))
    return lines


def _lines(phone: Phone) -> int:
    return sum(label.isdigit() for label in phone.labels())


async def test_ones_own_tasks_stand_in_the_order_of_their_dates(village: Village) -> None:
    phone = village.phone("director")
    await phone.says("мои задачи")
    phone.sees("1. Обосновать отбор школ", "15 июня, через 30 дней", "2. Помочь школам")
    assert await turned_to_the_end(phone) == [5, 2]
    phone.sees("6. ", "7. ")
    await phone.taps("‹ Раньше")
    await phone.taps("1")
    phone.sees("1.4.1. Обосновать отбор")


@pytest.mark.parametrize(("who", "pages"), [("coordinator", [5, 5, 3]), ("observer", None), ("operator", None)])
async def test_what_one_watches_over_is_turned_page_by_page(
    village: Village, who: str, pages: list[int] | None
) -> None:
    phone = village.phone(who)
    await press(phone, TaskList("watch_open"))
    found = await turned_to_the_end(phone)
    assert found == pages or (pages is None and sum(found) == 200 and set(found[:-1]) == {5})


async def test_from_any_list_all_the_others_can_be_reached(village: Village) -> None:
    phone = village.phone("operator")
    institute = (await village.task("1.3.1", "Институт развития образования")).organisation
    for organisation in (0, institute):
        reached: set[str] = set()
        ways = {encode(TaskList("watch_open", 1, organisation))}
        while ways - reached:
            way = min(ways - reached)
            reached.add(way)
            await phone.presses(way, "none")
            assert not phone.has_seen(APOLOGY)
            ways |= {payload for row in phone.last.buttons for label, payload in row if label in KINDS}
        assert {way.split(":")[2] for way in reached} == {"watch_open", "watch_late", "watch_check", "watch_done"}


async def test_a_school_outside_ones_territory_shows_nothing(village: Village) -> None:
    task = await village.task("1.4.1")
    phone = village.phone("far_curator")
    await press(phone, TaskList("watch_open", 0, task.organisation))
    phone.sees("Здесь пусто")
    assert SCHOOL not in phone.last.text


async def test_a_page_that_has_emptied_shows_the_first(village: Village) -> None:
    phone = village.phone("director")
    await press(phone, TaskList("open", 77))
    phone.sees("1. Обосновать")


async def test_states_and_days_that_are_missing_are_named(village: Village) -> None:
    task = await village.task("1.4.1")
    change(village.file, "update tasks set due_on = null, state = 'returned' where id = ?", task.id)
    phone = village.phone("director")
    await press(phone, TaskList("open", 1))
    phone.sees("без срока, возвращено")


async def test_who_has_no_tasks_of_their_own_is_shown_what_they_watch_over(village: Village) -> None:
    phone = village.phone("operator")
    await press(phone, TaskList("open"))
    phone.sees("В работе", "1.")
    assert "Здесь пусто" not in phone.last.text
