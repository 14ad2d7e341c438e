"""A whole appointment on both databases: published, booked, moved, near, held, and in the ledger."""

from storage.database import Database
from tests.handlers.pocket import PocketLoopback
from tests.phone import Phone, Stage, StageClock
from tests.scheduler.network import execute, found

NOW = 1_526_432_400
"""16 May 2018, 9 o'clock in Irkutsk."""


async def test_from_the_publishing_to_the_ledger(database: Database) -> None:
    async with database.transaction() as tx:
        network = await found(tx)
        municipality = await network.organisation("municipality")
        school = await network.organisation("school", municipality, "Школа № 5")
        curator = await network.person("curator", municipality, name="Сурова Ирина Петровна")
        teacher = await network.person("teacher", school, name="Чистякова Вера Львовна")
        await execute(tx, "update addresses set channel = 'pocket'")
    pocket = PocketLoopback()
    stage = Stage(database, StageClock(NOW), [pocket.messenger], {"pocket": pocket})
    await stage.open()
    owner, booker = [Phone(stage, "pocket", str(each), "") for each in (curator, teacher)]
    await owner.says("новые окна")
    for words in ("вт 15:00-16:00", "30", "1", "Институт, ауд. 204", "1", "Разбор ВПР"):
        await owner.says(words)
    await owner.taps("Опубликовать")
    owner.sees("Опубликованы 2 окна")
    await booker.says("записаться")
    await booker.taps("вт 22.05, 15:00")
    owner.sees("К вам записались", "Чистякова Вера Львовна", "Школа № 5")
    await booker.says("мои записи")
    await booker.taps("1")
    await booker.taps("Перенести")
    await booker.taps("вт 22.05, 15:30")
    owner.sees("Запись перенесена")
    await stage.rehearsal.live_until(NOW + 6 * 86400 + 7 * 3600)
    assert booker.has_seen("Напоминаю о консультации")
    assert booker.has_seen("Скоро ваша консультация")
    owner.sees("Как прошла консультация?")
    await owner.taps("На месте, 30 мин")
    owner.sees("Состоялась, часы записаны")
    await stage.close()
    async with database.reading() as tx:
        entry, = await execute(tx, "select kind, minutes, on_day, people from ledger")
        schools = await execute(tx, "select organisation from ledger_organisations")
    assert (entry["kind"], entry["minutes"], entry["on_day"], entry["people"]) == ("on_site", 30, "2018-05-22", 1)
    assert [each["organisation"] for each in schools] == [school]
