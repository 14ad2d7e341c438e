"""More time: a day by a button or by hand, a reason, and one decision that everybody concerned hears."""

import pytest

from handlers.forms import Given, Wrong
from handlers.more_time import read_day
from messages.meanings import AskMoreTime, DecideExtension, MarkDone, OpenTask
from storage import extensions, tasks
from storage.extensions import Extension
from storage.tasks import Task
from tests.handlers.conftest import Village, instant, press
from tests.handlers.tables import change, rows
from tests.phone import Phone


async def begun(village: Village, number: str = "1.3.1") -> tuple[Phone, Task]:
    task = await village.task(number)
    phone = village.phone("director")
    await press(phone, AskMoreTime(task.id))
    return phone, task


async def asked(village: Village, day: str = "28.09.2018", why: str = "Болеем") -> tuple[Phone, Task, Extension]:
    phone, task = await begun(village)
    await phone.says(day)
    await phone.says(why)
    async with village.database.reading() as tx:
        extension = await extensions.open_of(tx, task.id)
    assert extension
    return phone, task, extension


async def test_a_week_by_a_button_is_agreed_to_and_everybody_hears(village: Village) -> None:
    phone, task = await begun(village)
    phone.sees("например 28.09.2018")
    await phone.taps("пятница, 21 сентября")
    phone.sees("21 сентября 2018", "Почему")
    await phone.says("Ждём приказ")
    phone.sees("Ответ придёт сюда")
    boss = village.phone("coordinator")
    boss.sees("просит больше времени", "просят до 21 сентября", "Ждём приказ")
    await boss.taps("Перенести")
    boss.sees("Срок перенесён на 21 сентября 2018")
    phone.sees("Срок перенесён на 21 сентября 2018")
    assert (await village.again(task)).due_on == "2018-09-21"


@pytest.mark.parametrize(("typed", "day"), [
    ("28.09.2018", "2018-09-28"), ("до 28 сентября 2018", "2018-09-28"), ("2018-12-31", "2018-12-31"),
    ("октябрь 2018", "2018-10-31")])
async def test_a_day_can_be_typed_as_people_write_it(village: Village, typed: str, day: str) -> None:
    _, _, extension = await asked(village, typed)
    assert extension.wanted_on == day


@pytest.mark.parametrize(("typed", "why"), [
    ("31.02.2019", "Не понял дату"), ("скоро", "Не понял дату"), ("", "Не понял дату"), ("я" * 10_000, "Не понял дату"),
    ("14.09.2018", "позже нынешнего срока"), ("01.05.2018", "позже нынешнего срока"),
    ("01.01.2019", "Программа заканчивается 31 декабря 2018"), ("31.12.9999", "Программа заканчивается")])
async def test_a_day_that_cannot_be_is_explained_and_asked_for_again(village: Village, typed: str, why: str) -> None:
    phone, _ = await begun(village)
    if typed:
        await phone.says(typed)
    else:
        await phone.sends("photo", "календарь.jpg", bytes.fromhex("ffd8ffe0ffd9"))
    assert phone.has_seen(why)
    phone.sees("До какого дня перенести?")


async def test_after_the_due_date_the_day_must_lie_in_the_future(village: Village) -> None:
    await village.stage.clock.advance(instant("2018-10-01") - village.now)
    phone, _ = await begun(village)
    await phone.says("30.09.2018")
    assert phone.has_seen("позже сегодняшнего дня")
    await phone.taps("четверг, 4 октября")
    phone.sees("4 октября 2018")


async def test_at_the_end_of_the_programme_no_button_offers_a_day_beyond_it(village: Village) -> None:
    await village.stage.clock.advance(instant("2018-12-27") - village.now)
    phone, _ = await begun(village)
    assert phone.labels() == ["воскресенье, 30 декабря", "Отменить"]


async def test_back_from_the_reason_leads_to_the_day(village: Village) -> None:
    phone, _ = await begun(village)
    await phone.says("28.09.2018")
    await phone.taps("‹ Назад")
    phone.sees("До какого дня перенести?")


async def test_refused_the_day_stays(village: Village) -> None:
    phone, task, _ = await asked(village)
    boss = village.phone("coordinator")
    await boss.taps("Оставить срок")
    boss.sees("Срок остался прежним")
    phone.sees("не получилось, он прежний")
    assert (await village.again(task)).due_on == "2018-09-14"


async def test_decided_twice_the_first_decision_counts(village: Village) -> None:
    _, _, extension = await asked(village)
    await press(village.phone("coordinator"), DecideExtension(extension.id, 0))
    before = rows(village.file)
    await press(village.phone("curator"), DecideExtension(extension.id, 1))
    assert rows(village.file) == before
    assert village.pocket.notices[-1][1] == "По этой просьбе уже решили."


async def test_asked_again_the_second_day_counts_and_the_first_can_no_longer_be_granted(village: Village) -> None:
    _, task, first = await asked(village)
    _, _, second = await asked(village, "05.10.2018")
    boss = village.phone("coordinator")
    await press(boss, DecideExtension(first.id, 1))
    assert (await village.again(task)).due_on == "2018-09-14"
    await press(boss, DecideExtension(second.id, 1))
    assert (await village.again(task)).due_on == "2018-10-05"


async def test_of_a_task_that_is_done_or_dropped_nothing_is_left_to_decide(village: Village) -> None:
    _, task, extension = await asked(village)
    change(village.file, "update tasks set state = 'cancelled' where id = ?", task.id)
    before = rows(village.file)
    await press(village.phone("coordinator"), DecideExtension(extension.id, 1))
    assert rows(village.file) == before


async def test_a_report_closes_the_request(village: Village) -> None:
    phone, task, extension = await asked(village)
    await press(phone, MarkDone(task.id))
    await phone.taps("Сделано, без подтверждения")
    await press(village.phone("coordinator"), DecideExtension(extension.id, 1))
    assert (await village.again(task)).due_on == "2018-09-14"


async def test_the_card_shows_the_request_to_those_who_decide(village: Village) -> None:
    _, task, _ = await asked(village)
    for who, decides in (("curator", True), ("observer", False)):
        phone = village.phone(who)
        await press(phone, OpenTask(task.id))
        phone.sees("Просят перенести на 28 сентября: Болеем")
        assert ("Перенести срок" in phone.labels()) == decides


async def test_where_nobody_decides_yet_the_request_is_kept_and_that_is_said(village: Village) -> None:
    change(village.file, "update participants set consented_at = null where id in "
                         "(select participant from roles where role in ('coordinator', 'curator', 'operator'))")
    phone, _, _ = await asked(village)
    phone.sees("ещё не подключился")


async def test_without_a_due_date_there_is_no_more_time_to_ask_for(village: Village) -> None:
    task = await village.task("1.3.1")
    change(village.file, "update tasks set due_on = null where id = ?", task.id)
    phone = village.phone("director")
    await press(phone, OpenTask(task.id))
    assert "Нужно больше времени" not in phone.labels()
    before = rows(village.file)
    await press(phone, AskMoreTime(task.id))
    assert rows(village.file) == before


async def test_a_day_that_was_overtaken_is_not_agreed_to(village: Village) -> None:
    phone, coordinator = village.phone("director"), village.phone("coordinator")
    task = await village.task("1.4.1")
    await press(phone, AskMoreTime(task.id))
    await phone.says("20.06.2018")
    async with village.database.transaction() as tx:
        await tasks.move_activity(tx, task.activity, "2018-11-30", now=village.stage.clock.now())
    await phone.says("Не успеваем")
    assert coordinator.screen == [], "the later date that all have got makes the request pointless"
    assert (await village.task("1.4.1")).due_on == "2018-11-30"


@pytest.mark.parametrize(("words", "day"), [
    ("28.09", "2018-09-28"), ("28.09.", "2018-09-28"), ("28 сентября", "2018-09-28"), ("до 28 сентября", "2018-09-28"),
    ("28.09.2018", "2018-09-28"), ("до 15.01", "2019-01-15"),
])
def test_a_day_without_a_year_is_the_next_such_day(words: str, day: str) -> None:
    assert read_day(Given(text=words), "2018-06-01") == day


@pytest.mark.parametrize("words", ["31.02", "скоро", "28", "", "после дождичка в четверг"])
def test_what_is_no_day_is_not_guessed(words: str) -> None:
    with pytest.raises(Wrong):
        read_day(Given(text=words), "2018-06-01")
