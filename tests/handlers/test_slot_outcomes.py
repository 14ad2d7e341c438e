"""What is said of a slot after its end: once, with a way back from a slip of the finger."""

from messages.meanings_of_appointments import HoldSlot, MarkPresence, MissSlot, OpenSlot, SayMinutes, ShowPresence
from storage import bookings
from tests.handlers.conftest import Village, instant, press
from tests.handlers.consulting_hours import ledger, over, slot

EVENING = instant("2018-05-22", "19:45")
"""Its end falls into quiet hours."""


async def test_one_tap_after_the_end_enters_the_hours_once(village: Village) -> None:
    id, curator = await over(village, "teacher")
    curator.sees("Как прошла консультация?", village.people["teacher"].name)
    await curator.taps("Состоялась, 30 мин")
    curator.sees("Состоялась, часы записаны")
    entry = ("individual", 30, "2018-05-22", 1, id, [village.people["teacher"].organisation])
    assert await ledger(village) == [entry]
    for again in (HoldSlot(id), HoldSlot(id, 1, 90), MissSlot(id), ShowPresence(id), SayMinutes(id)):
        await press(curator, again)
    assert await ledger(village) == [entry]
    assert village.pocket.notices[-1][1] == "Вы уже ответили"


async def test_two_taps_at_once_enter_the_hours_once(village: Village) -> None:
    id, curator = await over(village, "teacher")
    payload = next(payload for row in curator.last.buttons for label, payload in row if label.startswith("Состоялась"))
    for _ in range(2):
        village.pocket.presses(curator.user, payload, curator.last.ref)
    await village.stage.settle()
    assert [each[4] for each in await ledger(village)] == [id]


async def test_a_visit_and_another_length_are_said_in_a_tap_or_two(village: Village) -> None:
    id, curator = await over(village, "teacher")
    await curator.taps("Другая длительность")
    await curator.says("сто")
    assert curator.has_seen("Нужно целое число")
    await curator.taps("45 мин")
    await curator.taps("Да, на месте")
    assert [each[:2] for each in await ledger(village)] == [("on_site", 45)]
    assert (await slot(village, id)).held_at is not None


async def test_what_was_held_by_a_link_is_no_visit(village: Village) -> None:
    id, curator = await over(village, "teacher", link="https://meet.example/abc")
    assert "На месте, 30 мин" not in curator.labels()
    await press(curator, HoldSlot(id, 1))
    assert [each[0] for each in await ledger(village)] == ["individual"]


async def test_a_group_is_one_consultation_for_the_schools_of_those_who_came(village: Village) -> None:
    id, curator = await over(village, "teacher", "colleague", "other_director", seats=10)
    await curator.taps("Кто пришёл")
    curator.sees("Пришли: 3 из 3")
    name = next(each for each in curator.labels() if each.startswith("✓ 1."))
    await curator.taps(name)
    curator.sees("Пришли: 2 из 3")
    await curator.taps("Готово")
    curator.sees("не было")
    await curator.taps("Состоялась, 30 мин")
    curator.sees("Пришли: 2.")
    async with village.database.reading() as tx:
        came = [each for each in await bookings.of_slot(tx, id) if each.absent_at is None]
    assert await ledger(village) == [("group", 30, "2018-05-22", 2, id, sorted({each.organisation for each in came}))]


async def test_where_nobody_came_nothing_is_entered(village: Village) -> None:
    id, curator = await over(village, "teacher", seats=5)
    teacher = village.people["teacher"].participant
    await press(curator, MarkPresence(id, teacher, 0))
    await press(curator, HoldSlot(id))
    curator.sees("никто не пришёл")
    await press(curator, MissSlot(id))
    curator.sees("Не состоялась")
    assert await ledger(village) == []


async def test_a_slip_of_the_finger_is_mended_and_the_hours_are_entered_once(village: Village) -> None:
    id, curator = await over(village, "teacher")
    await curator.taps("Не состоялась")
    curator.sees("Не состоялась.")
    await curator.taps("Всё же состоялась")
    curator.sees("Состоялась, часы записаны")
    await press(curator, HoldSlot(id))
    await press(curator, MissSlot(id))
    assert [each[:2] for each in await ledger(village)] == [("individual", 30)]
    assert ((await slot(village, id)).missed_at, (await slot(village, id)).held_at) == (None, village.now)


async def test_of_what_was_not_held_it_can_still_be_said_who_came_and_how_long_it_was(village: Village) -> None:
    id, curator = await over(village, "teacher", "colleague", seats=5)
    await press(curator, MissSlot(id))
    await curator.taps("Кто пришёл")
    curator.sees("Пришли: 2 из 2")
    await press(curator, OpenSlot(id))
    await curator.taps("Другая длительность")
    await curator.taps("60 мин")
    await curator.taps("Нет")
    assert [each[:2] for each in await ledger(village)] == [("group", 60)]


async def test_a_question_that_was_answered_before_it_came_does_not_come(village: Village) -> None:
    id, curator = await over(village, "teacher", starts=EVENING)
    await press(curator, HoldSlot(id))
    await village.stage.rehearsal.live_until(EVENING + 86400)
    assert not curator.has_seen("Как прошла консультация?")


async def test_a_group_to_which_one_person_came_is_no_group(village: Village) -> None:
    id, curator = await over(village, "teacher", "colleague", seats=5)
    await press(curator, MarkPresence(id, village.people["colleague"].participant, 0))
    await press(curator, HoldSlot(id))
    assert [(each[0], each[3]) for each in await ledger(village)] == [("individual", 1)]
