"""What a meeting decides: asked where it is not clear, done as a task, dropped as a slip."""

import pytest

from messages.meanings_of_meetings import AddDecision, DropDecision, OpenMeeting, ShowDecided, ShowDecisions
from tests.handlers.conftest import SCHOOL, Village, press
from tests.handlers.rights_of_meetings import Met, met
from tests.handlers.tables import found
from tests.phone import Phone


async def begun(village: Village) -> tuple[Phone, Met]:
    """The curator's meeting, with one decision for the director's school."""
    people = village.people
    async with village.database.transaction() as tx:
        made = await met(tx, village.programme, people["curator"].participant, people["director"].participant,
                         people["director"].organisation, now=village.now)
    phone = village.phone("curator")
    await press(phone, AddDecision(made.meeting))
    phone.sees("Что решили?")
    return phone, made


def decided(village: Village) -> list[tuple[str, str | None, int | None]]:
    return found(village.file, "select a.about, t.due_on, t.participant from activities a join tasks t on "
                               "t.activity = a.id where a.kind = 'decision' and a.number <> 'Р-1' order by a.id")


async def test_a_school_gets_it_as_a_task_of_its_own(village: Village) -> None:
    phone, _ = await begun(village)
    await phone.says("Собрать команду — Бильчирская, до 1 июня")
    phone.sees("Записал решение", "Р-2", SCHOOL, "до 1 июня")
    assert decided(village) == [("Собрать команду", "2018-06-01", None)]
    director = village.phone("director")
    director.catch_up()
    director.sees("Решили на встрече", "Собрать команду", "Срок: пятница, 1 июня")
    await director.taps("Открыть")
    director.sees("Р-2. Собрать команду", "Просит: ")
    assert "Передать коллеге" in director.labels()


async def test_a_person_gets_it_as_theirs_alone(village: Village) -> None:
    phone, _ = await begun(village)
    name = village.people["director"].name
    await phone.says(f"Собрать команду — {name}, до 1 июня")
    assert decided(village) == [("Собрать команду", "2018-06-01", village.people["director"].participant)]
    director = village.phone("director")
    director.catch_up()
    await director.taps("Открыть")
    assert "Передать коллеге" not in director.labels()


async def test_a_name_that_nobody_has_is_asked(village: Village) -> None:
    phone, _ = await begun(village)
    await phone.says("Собрать команду — Несуществующий, до 1 июня")
    phone.sees("Не знаю, кто это: «Несуществующий»", "Кто отвечает?")
    await phone.says("Тоже-нет-такого")
    assert any("Никого с такой фамилией" in shown.text for shown in phone.screen[-2:])
    await phone.says("Бильчирская")
    phone.sees("Р-2", SCHOOL)
    assert decided(village)[0][1] == "2018-06-01"


async def test_a_school_of_another_territory_is_nobody(village: Village) -> None:
    coordinator = village.people["coordinator"].participant
    async with village.database.transaction() as tx:
        made = await met(tx, village.programme, coordinator, village.people["director"].participant,
                         village.people["director"].organisation, now=village.now)
    phone = village.phone("coordinator")
    await press(phone, AddDecision(made.meeting))
    await phone.says("Собрать команду — УКМО № 8, до 1 июня")
    phone.sees("Не знаю, кто это")


@pytest.mark.parametrize("day", ["1 мая 2018", "1 июня 2030"])
async def test_a_day_that_does_not_fit_is_asked_again(village: Village, day: str) -> None:
    phone, _ = await begun(village)
    await phone.says(f"Собрать команду — Бильчирская, до {day}")
    phone.sees("До какого дня?")
    await phone.says(day)
    phone.sees("До какого дня?")
    assert decided(village) == []


async def test_a_day_in_the_words_is_proposed_and_not_taken(village: Village) -> None:
    phone, _ = await begun(village)
    await phone.says("Собрать план до 25 мая — Бильчирская")
    phone.sees("До какого дня?")
    assert phone.labels()[0] == "пятница, 25 мая"
    await phone.taps("пятница, 25 мая")
    assert decided(village)[0][1] == "2018-05-25"


async def test_too_many_lines_and_too_long_ones_are_told(village: Village) -> None:
    phone, _ = await begun(village)
    await phone.says("\n".join(f"Дело {number}" for number in range(13)))
    assert any("не больше 12 строк" in shown.text for shown in phone.screen[-2:])
    await phone.says("д" * 601)
    assert any("длиннее 600" in shown.text for shown in phone.screen[-2:])
    assert decided(village) == []


async def test_markup_in_the_words_is_only_words(village: Village) -> None:
    phone, _ = await begun(village)
    await phone.says("<b>Собрать</b> {{ 7 * 7 }} — Бильчирская, до 1 июня")
    phone.sees("<b>Собрать</b> {{ 7 * 7 }}")


async def test_a_meeting_that_is_off_decides_nothing(village: Village) -> None:
    phone, made = await begun(village)
    await phone.says("/cancel")
    await press(phone, ShowDecided(made.meeting))
    phone.sees("1 решение", "Р-1")
    async with village.database.transaction() as tx:
        await tx.run("events.cancel", id=made.meeting, reason="Болею", now=village.now, told="{}")
    await press(phone, AddDecision(made.meeting))
    phone.sees("отменена")


async def test_what_is_dropped_is_told_and_reminds_of_nothing(village: Village) -> None:
    phone, made = await begun(village)
    await phone.says("/cancel")
    await press(phone, DropDecision(made.decision))
    await phone.taps("Да, снять")
    phone.sees("Снято")
    director = village.phone("director")
    director.catch_up()
    director.sees("Больше не нужно", "Р-1")
    await press(phone, DropDecision(made.decision, 1))
    phone.sees("Снимать уже нечего")
    await press(phone, OpenMeeting(made.meeting))
    phone.sees("Решений пока нет")


async def test_the_overview_shows_each_what_they_watch_over(village: Village) -> None:
    _, made = await begun(village)
    for who, open_now in (("curator", 1), ("coordinator", 1), ("operator", 1), ("other_coordinator", 0),
                          ("far_curator", 0)):
        phone = village.phone(who)
        await phone.says("/cancel")
        await press(phone, ShowDecisions())
        phone.sees(f"В работе: {open_now}, просрочено: 0")
    assert made.decision


async def test_those_of_another_municipality_see_neither_meeting_nor_task(village: Village) -> None:
    _, made = await begun(village)
    for who in ("other_coordinator", "other_director", "far_curator", "coordinator", "teacher"):
        phone = village.phone(who)
        await press(phone, OpenMeeting(made.meeting))
        phone.sees("Эта встреча вам не видна")
