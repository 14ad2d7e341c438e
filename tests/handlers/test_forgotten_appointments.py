"""Forgetting somebody who has booked or published times: seats are free again, and nobody waits for them in vain."""

from handlers import forgetting
from messages.meanings_of_appointments import BookSlot
from storage import participants
from tests.handlers.conftest import Village, press
from tests.handlers.consulting_hours import HALF, THREE, booking, calendars, publish, slot
from tests.handlers.tables import mentions
from tests.phone import CATALOGUE


async def forget(village: Village, who: str) -> None:
    async with village.database.transaction() as tx:
        person = await participants.by_id(tx, village.people[who].participant)
        assert person
        await forgetting.forget(tx, CATALOGUE, person, now=village.now, real_now=int(village.stage.clock.real()),
                                key="k")
    await village.stage.settle()


async def test_the_seat_of_a_forgotten_person_is_free_and_their_words_are_gone(village: Village) -> None:
    id, = await publish(village)
    teacher = village.phone("teacher")
    await press(teacher, BookSlot(id))
    await teacher.taps("О чём поговорим")
    await teacher.says("Сокровенный вопрос о восьмом классе")
    await forget(village, "teacher")
    assert (await slot(village, id)).taken == 0
    assert "bookings" not in mentions(village.file, "Сокровенный")
    await press(village.phone("colleague"), BookSlot(id))
    assert village.phone("colleague").has_seen("Вы записаны")


async def test_whoever_has_booked_a_forgotten_owner_is_told_and_set_free(village: Village) -> None:
    first, second = await publish(village, THREE, THREE + HALF, place="Кабинет Сокровенный")
    teacher = village.phone("teacher")
    await press(teacher, BookSlot(first))
    await forget(village, "curator")
    teacher.sees("Консультация отменяется", "больше не участвует в программе")
    assert calendars(teacher)[-1].method == "CANCEL"
    assert [(await slot(village, each)).is_off for each in (first, second)] == [True, True]
    assert ((await booking(village, first)).lives, (await slot(village, first)).taken) == (False, 0)
    assert "slots" not in mentions(village.file, "Сокровенный")
