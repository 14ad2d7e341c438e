"""«Репетиция» in the dialogue: only operators, one at a time, a calendar and a chart; nobody else hears of it."""

import io
import tempfile
from pathlib import Path

import openpyxl
import pytest

from messages.meanings_of_registers import ExportRegisters
from messages.meanings_of_rehearsal import PlayRehearsal
from storage import errands
from storage.database import OutOfReach
from tests.handlers.conftest import Village, press
from tests.handlers.tables import rows
from tests.scheduler.network import execute


async def waiting(village: Village) -> list[str]:
    async with village.database.reading() as tx:
        return [row["facts"] for row in await execute(tx, "select facts from errands order by id")]


@pytest.mark.parametrize("who", ["director", "coordinator", "curator", "observer", "teacher"])
async def test_only_operators_rehearse(village: Village, who: str) -> None:
    phone = village.phone(who)
    await phone.says("репетиция")
    phone.sees("Репетицию проводит оператор")
    await press(phone, PlayRehearsal(village.programme))
    phone.sees("Репетицию проводит оператор")
    assert await waiting(village) == []


async def test_the_button_stands_behind_more_for_operators_alone(village: Village) -> None:
    for who, stands in (("operator", True), ("curator", False), ("director", False)):
        phone, found = village.phone(who), False
        await phone.says("ещё")
        found = "Репетиция" in phone.labels()
        while "Дальше ›" in phone.labels():
            await phone.taps("Дальше ›")
            found = found or "Репетиция" in phone.labels()
        assert found is stands, who


async def test_a_double_tap_orders_one(village: Village) -> None:
    phone = village.phone("operator")
    await phone.says("/rehearsal")
    phone.sees("до 31 декабря 2018 года", "Никому ничего не уйдёт")
    await phone.taps("Как если бы вошли все")
    phone.sees("Готовлю репетицию, пришлю через минуту")
    for joined_only in (0, 1):
        await press(phone, PlayRehearsal(village.programme, joined_only))
        phone.sees("Готовлю репетицию, пришлю через минуту")
    assert await waiting(village) == [f'{{"programme": {village.programme}, "joined_only": 0}}']


async def test_the_calendar_and_the_chart_come_and_nobody_else_hears_of_it(village: Village) -> None:
    phone, others = village.phone("operator"), [who for who in village.people if who != "operator"]
    screens = {who: [*village.phone(who).screen] for who in others}
    await phone.says("репетиция")
    before = rows(village.file)
    await phone.taps("Только для тех, кто уже вошёл")
    await village.stage.app.rehearse()
    await village.stage.settle()

    calendar, chart = phone.screen[-2:]
    assert calendar.file
    assert chart.file
    assert calendar.file[0] == "Репетиция 2018-05-16 – 2019-01-09.xlsx"
    assert chart.file[1].startswith(b"\x89PNG")
    phone.sees("Ещё не в боте: 95 человек; они не посчитаны.", "Самые занятые дни:", "Это худший случай")
    assert phone.labels() == ["К репетиции", "В меню"]
    book = openpyxl.load_workbook(io.BytesIO(calendar.file[1]))
    assert book.sheetnames == ["Календарь", "По дням", "Люди", "Замечания", "График"]
    assert {row[7] for row in book["Календарь"].iter_rows(min_row=2, values_only=True)} == {"pocket"}
    assert {who: [*village.phone(who).screen] for who in others} == screens
    await village.stage.app.tick()  # forgets what is fleeting
    assert rows(village.file) == before
    await phone.taps("К репетиции")
    phone.sees("Проживу программу заранее")


async def test_an_operator_who_is_one_no_more_gets_no_calendar(village: Village) -> None:
    phone = village.phone("operator")
    await phone.says("репетиция")
    await phone.taps("Как если бы вошли все")
    async with village.database.transaction() as tx:
        await execute(tx, "update roles set ended_at = 1 where participant = :who",
                      who=village.people["operator"].participant)
    await village.stage.app.rehearse()
    await village.stage.settle()
    phone.sees("Репетицию проводит оператор")


async def test_of_a_programme_that_is_over_it_is_said_so(village: Village) -> None:
    phone = village.phone("operator")
    await phone.says("репетиция")
    await phone.taps("Как если бы вошли все")
    await village.stage.clock.advance(400 * 86400)
    await village.stage.app.rehearse()
    await village.stage.settle()
    phone.sees("Репетировать нечего")


async def test_what_is_made_quickly_does_not_wait_behind_it(village: Village) -> None:
    phone = village.phone("operator")
    await phone.says("репетиция")
    await phone.taps("Как если бы вошли все")
    await press(phone, ExportRegisters(village.programme))
    assert any(shown.file and shown.file[0].startswith("Реестры") for shown in phone.screen)
    async with village.database.reading() as tx:
        assert await errands.waiting(tx, village.people["operator"].participant) == 1


async def test_a_rehearsal_waits_for_a_database_that_is_away(village: Village, tmp_path: Path) -> None:
    phone = village.phone("operator")
    await phone.says("репетиция")
    await phone.taps("Как если бы вошли все")
    village.stage.app.database.url = f"sqlite:///{tmp_path}/gone.db"
    with pytest.raises(OutOfReach):
        await village.stage.app.rehearse()
    assert len(await waiting(village)) == 1


async def test_whoever_waits_is_told_when_there_is_no_room_for_a_copy(
    village: Village, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = village.phone("operator")
    await phone.says("репетиция")
    await phone.taps("Как если бы вошли все")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    await village.stage.app.rehearse()
    monkeypatch.undo()
    await village.stage.settle()
    phone.sees("Не получилось сделать файл")
    assert await waiting(village) == []
