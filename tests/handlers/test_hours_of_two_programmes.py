"""Who gives hours in two programmes reads everywhere which one is meant; on both databases."""

from messages.meanings_of_ledger import AddHours, CorrectEntry, OpenEntry, ShowFigures, ShowLedger, StrikeEntry
from storage.ledger import Kind
from tests.handlers.conftest import SCHOOL, Village, press
from tests.handlers.test_hours import entries, given, village
from tests.scheduler.network import execute, insert

__all__ = ["village"]  # a fixture
SECOND = "Вторая программа"


async def second(village: Village) -> int:
    """The curator and the operator work in another programme too, where the same school takes part."""
    async with village.database.transaction() as tx:
        old, = await execute(tx, "select * from programmes")
        programme = await insert(tx, "programmes", **{**{key: value for key, value in old.items() if key != "id"},
                                                      "code": "second", "title": SECOND})
        places = [await insert(tx, "organisations", programme=programme, code=level, title=title, search_name="",
                               level=level, time_zone=old["time_zone"])
                  for level, title in (("institute", "Второй институт"), ("school", SCHOOL))]
        for who in ("curator", "operator"):
            await insert(tx, "roles", participant=village.people[who].participant, programme=programme, role=who,
                         organisation=places[0], source="people", granted_at=village.now)
    return programme


async def test_one_school_in_two_programmes_is_told_apart_when_hours_are_entered(village: Village) -> None:
    programme = await second(village)
    phone = village.phone("curator")
    await press(phone, AddHours())
    for answer in ("Сегодня", "30 мин", "Индивидуальная"):
        await phone.taps(answer)
    await phone.says("бильчирская")
    phone.sees(f"{SCHOOL} · {SECOND}")
    await phone.taps(next(each for each in phone.labels() if "Вторая прог" in each))
    phone.sees("Записано", SECOND, SCHOOL)
    await phone.taps("Открыть запись")
    phone.sees(SECOND)
    await phone.says("часы консультаций")
    phone.sees(SECOND)
    async with village.database.reading() as tx:
        entry, = await execute(tx, "select programme from ledger")
    assert entry["programme"] == programme


async def test_corrections_and_figures_say_of_which_programme_they_are(village: Village) -> None:
    id = await given(village, kind=Kind.INDIVIDUAL)
    async with village.database.reading() as tx:
        title = str((await execute(tx, "select title from programmes"))[0]["title"])
    operator, curator = village.phone("operator"), village.phone("curator")
    await press(operator, OpenEntry(id))
    assert title[:50] not in operator.last.text
    programme = await second(village)
    for button in (OpenEntry(id), CorrectEntry(id, "minutes"), StrikeEntry(id)):
        await press(operator, button)
        operator.sees(title[:50])
    await press(operator, CorrectEntry(id, "minutes"))
    await operator.says("60")
    curator.sees("исправляет вашу запись", title[:50])
    for by in ("curators", "schools", "months"):
        await press(operator, ShowFigures(programme, by))
        operator.sees(SECOND)
    await press(operator, ShowLedger(programme))
    operator.sees(SECOND)
    assert len(await entries(village)) == 2
