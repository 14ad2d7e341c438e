"""Hostile and unlucky input on both messengers: strange names, forged and foreign buttons, bugs, a database away."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TypeVar

import pytest

from bot.reception import Reception
from handlers import rooms
from handlers.router import Returned, Room, Router
from handlers.turn import Refused, Turn
from messages.buttons import encode
from messages.meanings import AcceptTask, HandOver, MarkDone, OpenTask
from storage import participants, settings, tasks
from storage.database import Database, OutOfReach, Transaction, open_database
from storage.participants import Role
from storage.tasks import Line, TaskState
from tests.handlers.conftest import APOLOGY
from tests.handlers.tables import change, rows
from tests.journeys import conftest as journeys
from tests.journeys.conftest import Town
from tests.phone import Phone, Stage

T = TypeVar("T")
stage, irkutsk_town = journeys.stage, journeys.irkutsk_town
CHANNELS = ["telegram", "vk"]
STRANGE = [
    ("<b>Иван</b> & </code>", "{{ 7 * 7 }} {% raw %}", "Ян &lt;i&gt;"),
    ("👩‍👩‍👧 Ольга 🎓", "«Анна» \"О'Нил\"", "Ан\u200bна\u2060 Ива\u00adнова"),
    ("\u202eанирИ\u202c Ирина", "👩‍👩‍👧 <b>", "\u202eанирИ\u202c Ирина"),
    ("{{ 7 * 7 }}", "Я" * 100, "<b>Иван</b> & </code>"),
]
"""How people call themselves, their schools and what they do."""
SEEN = {"Ан\u200bна\u2060 Ива\u00adнова": "Анна Иванова", "\u202eанирИ\u202c Ирина": "анирИ Ирина"}


class Unlucky:
    """A database that is away when told so."""

    def __init__(self, database: Database) -> None:
        self._database, self.writers, self.signature = database, database.writers, database.signature
        self.url = database.url
        self.away = False

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        self._look()
        return self._database.transaction()

    def reading(self) -> AbstractAsyncContextManager[Transaction]:
        self._look()
        return self._database.reading()

    async def work(self, deed: Callable[[Transaction], Awaitable[T]]) -> T:
        self._look()
        return await self._database.work(deed)

    async def look(self, deed: Callable[[Transaction], Awaitable[T]]) -> T:
        self._look()
        return await self._database.look(deed)

    def _look(self) -> None:
        if self.away:
            raise OutOfReach("the database is away")

    async def close(self) -> None:
        await self._database.close()


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Unlucky]:
    """SQLite alone: nothing here depends on the database."""
    database = Unlucky(await open_database(f"sqlite:///{tmp_path}/vekha.db"))
    yield database
    await database.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "vekha.db"


async def team(town: Town, channel: str) -> tuple[Phone, Phone]:
    """A director and the coordinator over them, both joined."""
    director = town.member(Role.DIRECTOR)
    boss = await town.joins(town.member(Role.COORDINATOR, organisation=director.municipality), channel)
    return await town.joins(director, channel), boss


async def first_task(town: Town, phone: Phone) -> Line:
    """What the director must do first."""
    async with town.stage.database.reading() as tx:
        person = await participants.by_address(tx, phone.channel, phone.user)
        assert person
        return (await tasks.own(tx, person.id, tasks.Kind.OPEN, "2018-05-16", size=1, skip=0))[0]


async def state(town: Town, line: Line) -> TaskState:
    async with town.stage.database.reading() as tx:
        task = await tasks.by_id(tx, line.id)
    assert task
    return task.state


def no_rule_is_broken(town: Town) -> None:
    assert [loopback.violations for loopback in town.stage.loopbacks.values()] == [[], []]


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("names", STRANGE, ids=ascii)
async def test_strange_names_are_shown_as_they_are_and_break_nothing(
    irkutsk_town: Town, file: Path, channel: str, names: tuple[str, str, str]
) -> None:
    town = irkutsk_town
    person, school, deed = (SEEN.get(name, name) for name in names)
    director, teacher = town.member(Role.DIRECTOR), town.member(Role.TEACHER)
    for id in (director.participant, teacher.participant):
        change(file, "update participants set name = ? where id = ?", names[0], id)
    change(file, "update organisations set title = ? where id = ?", f"Школа {names[1]}", director.organisation)
    change(file, "update activities set title = ?", f"Дело {names[2]}")
    phone, boss = await team(town, channel)
    await town.joins(teacher, channel)
    await phone.says("/menu")
    phone.sees(f"{person}, чем помочь?", f"Школа {school}")
    task = await first_task(town, phone)
    for meaning in (OpenTask(task.id), HandOver(task.id), MarkDone(task.id)):
        await phone.presses(encode(meaning))
        phone.sees(f"Дело {deed}")
    await phone.says(f"Вот: {names[0]}")
    await phone.taps("✅ Готово")
    boss.sees(f"Школа {school}", f"«Дело {deed}»", person)
    await boss.taps("Посмотреть")
    await boss.taps("Показать подтверждения")
    assert any(f"Вот: {person}" in each.text for each in boss.screen)
    assert not phone.has_seen(APOLOGY)
    no_rule_is_broken(town)


@pytest.mark.parametrize("channel", CHANNELS)
async def test_forged_foreign_and_old_buttons_change_nothing(irkutsk_town: Town, file: Path, channel: str) -> None:
    phone, boss = await team(irkutsk_town, channel)
    task = await first_task(irkutsk_town, phone)
    await phone.presses(encode(OpenTask(task.id)))
    foreign = phone._button("✅ Сделано")[1]
    before = rows(file)
    await boss.presses(foreign)
    boss.sees("нужна другая роль")
    await phone.presses(encode(AcceptTask(task.id)))
    phone.sees("нужна другая роль")
    for forged in ("tasks:done:0", "tasks:done:99999999", "tasks:done:-5", "nonsense", "form:pick:1:enough"):
        await phone.presses(forged)
    assert rows(file) == before
    await phone.taps("✅ Сделано")
    old = phone._button("Сделано, без подтверждения")[1]
    await phone.says("Приказ")
    await phone.presses(old)
    phone.sees("прежний вопрос")
    assert await state(irkutsk_town, task) is TaskState.OPEN
    no_rule_is_broken(irkutsk_town)


@pytest.mark.parametrize("channel", CHANNELS)
async def test_a_double_tap_and_a_repeated_update_have_one_effect(irkutsk_town: Town, channel: str) -> None:
    phone, boss = await team(irkutsk_town, channel)
    task = await first_task(irkutsk_town, phone)
    await phone.presses(encode(MarkDone(task.id)))
    shown, payload = phone._button("Сделано, без подтверждения")
    loopback, seen = irkutsk_town.stage.loopbacks[channel], len(boss.screen)
    loopback.presses(phone.user, payload, shown.ref)
    loopback.repeat_last()
    loopback.presses(phone.user, payload, shown.ref)
    await irkutsk_town.stage.settle()
    assert await state(irkutsk_town, task) is TaskState.DONE
    assert len(boss.screen) == seen + 1
    loopback.says(boss.user, "меню")
    loopback.repeat_last()
    await irkutsk_town.stage.settle()
    assert len(boss.screen) == seen + 2


@pytest.mark.parametrize("channel", CHANNELS)
async def test_updates_that_nobody_can_read_hold_up_nobody(irkutsk_town: Town, channel: str) -> None:
    phone, boss = await team(irkutsk_town, channel)
    loopback = irkutsk_town.stage.loopbacks[channel]
    loopback.pushes_raw({"type": "from_the_future", "object": {"x": 1}})
    loopback.says(phone.user, "меню")
    loopback.pushes_raw({"type": "message_new", "object": "not an object", "message": [], "callback_query": 7})
    loopback.says(boss.user, "меню")
    await irkutsk_town.stage.settle()
    phone.sees("чем помочь?")
    boss.sees("чем помочь?")


broken = Room()


@broken.said("/break")
async def breaks(turn: Turn) -> Returned:
    """A bug: it changes something, then fails."""
    await settings.put(turn.tx, "half", "done")
    return turn.say("tasks/card")


@broken.said("/refuse")
async def refuses(turn: Turn) -> Returned:
    await settings.put(turn.tx, "half", "done")
    raise Refused("tasks/not_allowed")


def with_the_broken_room(stage: Stage) -> None:
    """The same application with one room more."""
    app, usual = stage.app, rooms.router()
    router = Router([*rooms.ROOMS, broken], usual._questions, usual._reserve)
    app.reception = Reception(app.database, router, app.catalogues, app.clock, app.nursery, app.nudge)


@pytest.mark.parametrize("channel", CHANNELS)
async def test_a_bug_is_tried_three_times_apologised_for_with_its_number_and_harms_nobody_else(
    irkutsk_town: Town, file: Path, channel: str, caplog: pytest.LogCaptureFixture
) -> None:
    phone, boss = await team(irkutsk_town, channel)
    with_the_broken_room(irkutsk_town.stage)
    loopback, before = irkutsk_town.stage.loopbacks[channel], rows(file)
    loopback.says(phone.user, "/break")
    loopback.says(boss.user, "меню")
    await irkutsk_town.stage.settle()
    incidents = {record.getMessage().split()[1].rstrip(":") for record in caplog.records if record.exc_info}
    assert (len(caplog.records), len(incidents)) == (3, 1)
    phone.sees(APOLOGY, incidents.pop())
    boss.sees("чем помочь?")
    assert rows(file) == before
    assert phone.name not in caplog.text
    await phone.says("меню")
    phone.sees("чем помочь?")


@pytest.mark.parametrize("channel", CHANNELS)
async def test_a_refusal_undoes_what_was_done_before_it(irkutsk_town: Town, file: Path, channel: str) -> None:
    phone, _ = await team(irkutsk_town, channel)
    with_the_broken_room(irkutsk_town.stage)
    before = rows(file)
    await phone.says("/refuse")
    phone.sees("нужна другая роль")
    assert rows(file) == before


@pytest.mark.parametrize("channel", CHANNELS)
async def test_while_the_database_is_away_nothing_is_acknowledged_and_all_is_taken_up_later(
    irkutsk_town: Town, database: Unlucky, channel: str, caplog: pytest.LogCaptureFixture
) -> None:
    phone, boss = await team(irkutsk_town, channel)
    seen, town = len(phone.screen), irkutsk_town
    database.away = True
    with pytest.raises(OutOfReach):
        await phone.says("меню")
    assert len(phone.screen) == seen
    caplog.clear()
    database.away = False
    messenger = next(each for each in town.stage.messengers if each.channel == channel)
    position = town.stage._positions[channel]
    await messenger.close()
    await messenger.open()
    assert town.stage._positions[channel] == position, "polling has not moved on"
    await town.stage.settle()
    assert len(phone.screen) == seen + 1
    phone.sees("чем помочь?")
    await boss.says("меню")
    boss.sees("чем помочь?")
