"""Who is forgotten, or has no role any more, and had booked or published times: nobody waits for them in vain."""

import pytest

from handlers import forgetting
from messages.meanings_of_appointments import BookSlot
from storage import participants
from tests.handlers.conftest import Village, instant, press
from tests.handlers.consulting_hours import HALF, THREE, booking, calendars, publish, slot
from tests.handlers.tables import change, mentions
from tests.wording import CATALOGUE


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


@pytest.mark.parametrize("seats", [1, 3])
async def test_the_owner_hears_that_a_forgotten_person_does_not_come(village: Village, seats: int) -> None:
    id, = await publish(village, seats=seats)
    teacher, curator = village.phone("teacher"), village.phone("curator")
    await press(teacher, BookSlot(id))
    await forget(village, "teacher")
    curator.sees("Запись отменена", "вторник, 22 мая, 15:00–15:30", "участник удалён")
    made, off = calendars(curator)
    assert (off.method, off.events[0].uid) == ("CANCEL", made.events[0].uid)
    assert (off.events[0].sequence or 0) > (made.events[0].sequence or 0)
    await village.stage.rehearsal.live_until(THREE)
    assert not curator.has_seen("онсультации")


async def test_of_what_a_forgotten_person_has_left_or_called_off_nobody_is_reminded(village: Village) -> None:
    starts = instant("2018-05-22", "07:30")
    theirs, given = await publish(village, starts), await publish(village, starts + 86400, who="mentor")
    await press(village.phone("teacher"), BookSlot(theirs[0]))
    await press(village.phone("colleague"), BookSlot(given[0]))
    await village.stage.rehearsal.live_until(starts - 86400 + 60)  # the day's reminder waits for the morning
    await forget(village, "teacher")
    await village.stage.rehearsal.live_until(starts + 60)
    await forget(village, "mentor")
    await village.stage.rehearsal.live_until(starts + 86400)
    assert village.phone("colleague").has_seen("больше не участвует")
    for who in ("curator", "colleague"):
        assert not village.phone(who).has_seen("Напоминаю о консультации")


async def test_who_has_no_role_any_more_comes_to_nothing_and_gives_nothing(village: Village) -> None:
    kept, left, off, more = await publish(village, *(THREE + number * HALF for number in range(4)))
    await publish(village, THREE, who="mentor")
    teacher, colleague, curator = (village.phone(each) for each in ("teacher", "colleague", "curator"))
    await press(colleague, BookSlot(kept))
    await press(teacher, BookSlot(left))
    await village.stage.app.sweep()
    assert [(await slot(village, each)).taken for each in (kept, left)] == [1, 1]
    ended(village, "teacher")
    await village.stage.app.sweep()
    await village.stage.settle()
    curator.sees("Запись отменена", "15:30–16:00", village.people["teacher"].name)
    assert [(await slot(village, each)).taken for each in (kept, left)] == [1, 0]
    await press(colleague, BookSlot(off))
    ended(village, "curator")
    for _ in range(2):
        await village.stage.app.sweep()
        await village.stage.settle()
    colleague.sees("Отменяются консультации: 2", "15:00–15:30", "16:00–16:30")
    assert sum("тменяются" in shown.text for shown in colleague.screen) == 1
    assert [(await slot(village, each)).is_off for each in (kept, left, off, more)] == [True] * 4
    await colleague.says("записаться")
    colleague.sees(village.people["mentor"].name)


def ended(village: Village, who: str) -> None:
    """As a new list ends roles."""
    change(village.file, "update roles set ended_at = 1 where participant = ?", village.people[who].participant)
