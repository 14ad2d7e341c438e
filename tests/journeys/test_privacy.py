"""After forgetting nothing of a person is found anywhere; while they take part, no log line holds a word of theirs."""

import io
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot import logs
from bot.reception import Reception
from handlers import rooms
from handlers.router import Returned, Room, Router
from handlers.turn import Turn
from messages import russian
from messages.buttons import encode
from messages.meanings import OpenTask
from messages.replies import BoundsBroken
from storage import erasure, invites, tasks
from storage.database import Database
from storage.participants import Role
from storage.postgresql import PostgresqlDatabase
from tests.journeys.conftest import Town, instant
from tests.phone import Phone

USER = "987654321"
PHOTO = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9") + b"only in this picture"
WORDS = "Приказ № 77 подписан, копия в кабинете завуча"
QUESTION = "Можно ли провести семинар по тригонометрии дистанционно?"
REASON = "Завуч болеет до конца четверти"
BEGUN = "Отметка об ознакомлении появится позже"
CAPTION = "Снимок доски объявлений"


async def joined(town: Town, channel: str) -> Phone:
    """A director with an unmistakable number in the messenger."""
    director = town.member(Role.DIRECTOR)
    phone = Phone(town.stage, channel, USER, director.name)
    await phone.says("KKKKKKKKKK")
    await phone.follows(await town.code(director))
    await phone.taps("Даю согласие")
    await phone.taps("Да, всё верно")
    return phone


async def busy(town: Town, phone: Phone) -> None:
    """A report with words and a photo, a question with a file, a request for more time, and an answer only begun."""
    await town.stage.rehearsal.live_until(instant("2018-06-01", "10:00"))
    await opens(town, phone, "1.4.1")
    await phone.taps("✅ Сделано")
    await phone.sends("photo", "доска.jpg", PHOTO, CAPTION)
    await phone.says(WORDS)
    await phone.taps("✅ Готово")
    await phone.says("/ask")
    await phone.sends("document", "вопрос-директора.txt", b"only in this question", QUESTION)
    await phone.taps("Отправить")
    await opens(town, phone, "1.3.1")
    await phone.taps("Нужно больше времени")
    await phone.says("28.09.2018")
    await phone.says(REASON)
    await opens(town, phone, "1.3.1")
    await phone.taps("✅ Сделано")
    await phone.sends("photo", "черновик.jpg", PHOTO + b"2", BEGUN)


async def opens(town: Town, phone: Phone, number: str) -> None:
    """The card of one of their tasks, wherever in the list it stands."""
    async with town.stage.database.reading() as tx:
        own = await tasks.own(tx, town.member(Role.DIRECTOR).participant, tasks.Kind.OPEN, "2018-06-01", size=99,
                              skip=0)
    await phone.presses(encode(OpenTask(next(line.id for line in own if line.number == number))))


async def everything(database: Database, tmp_path: Path) -> dict[str, list[Any]]:
    """All values of all tables, as the database itself holds them."""
    if isinstance(database, PostgresqlDatabase):
        async with database._pool.acquire() as raw:
            names = [row[0] for row in await raw.fetch("select tablename from pg_tables where schemaname = 'public'")]
            return {name: [value for row in await raw.fetch(f"select * from {name}") for value in row.values()]
                    for name in names}
    with closing(sqlite3.connect(tmp_path / "vekha.db")) as connection:
        names = [name for name, in connection.execute("select name from sqlite_master where type = 'table'")]
        return {name: [value for row in connection.execute(f"select * from {name}") for value in row]
                for name in names}


def holding(stored: dict[str, list[Any]], traces: list[str | bytes]) -> dict[str, list[str | bytes]]:
    """The tables in which a trace is found, with the traces."""
    found: dict[str, list[str | bytes]] = {}
    for table, values in stored.items():
        for trace in traces:
            if any(_holds(value, trace) for value in values):
                found.setdefault(table, []).append(trace)
    return found


def _holds(value: object, trace: str | bytes) -> bool:
    if isinstance(trace, bytes):
        return isinstance(value, bytes) and trace in value
    return isinstance(value, str) and trace in value


@pytest.mark.parametrize(("mine", "other"), [("telegram", "vk"), ("vk", "telegram")])
async def test_nothing_of_the_forgotten_is_left_in_any_table(
    irkutsk_town: Town, tmp_path: Path, mine: str, other: str
) -> None:
    town, stage = irkutsk_town, irkutsk_town.stage
    director = town.member(Role.DIRECTOR)
    boss = await town.joins(town.member(Role.COORDINATOR, organisation=director.municipality), other)
    phone = await joined(town, mine)
    await busy(town, phone)
    assert boss.has_seen(russian.short_name(director.name))
    short = russian.short_name(director.name)
    traces: list[str | bytes] = [
        director.name, director.name.casefold(), short, USER, WORDS, QUESTION, REASON, BEGUN, CAPTION, "доска.jpg",
        "вопрос-директора", "черновик.jpg", b"only in this picture", b"only in this question"]
    before = await everything(stage.database, tmp_path)
    assert {"participants", "addresses", "evidence", "posts", "extensions", "files", "bodies", "outbox",
            "conversations"} <= holding(before, traces).keys()

    await phone.says("/mydata")
    await phone.taps("Получить всё файлом")
    await phone.says("забудьте меня")
    await phone.taps("Забыть меня…")
    await phone.taps("Да, забудьте меня")
    phone.sees("я вас забыл")
    await stage.app.tick()
    await stage.app.sweep()
    assert holding(await everything(stage.database, tmp_path), traces) == {}

    async with stage.database.reading() as tx:
        assert await erasure.erased(tx, director.participant)
        assert await invites.open_code(tx, director.participant, now=stage.clock.now()) == ""
        states = [(await tasks.by_id(tx, each.id)) for each in await tasks.own(
            tx, director.participant, tasks.Kind.DONE, "2018-06-02", size=9, skip=0)]
    assert states == [], "the tasks are the school's, no longer theirs"
    shown = len(phone.screen)
    await stage.rehearsal.live_until(instant("2018-06-20", "12:00"))
    assert len(phone.screen) == shown, "no reminder comes any more"
    assert [loopback.violations for loopback in stage.loopbacks.values()] == [[], []]


broken = Room()


@broken.said("/break")
async def breaks(turn: Turn) -> Returned:
    """A bug whose message quotes what it stumbled over."""
    raise BoundsBroken(f"label {turn.me.name!r} of {WORDS!r}")


@broken.said("/number")
async def miscounts(turn: Turn) -> Returned:
    """A database that quotes the value: on PostgreSQL the driver, on SQLite the constraint."""
    await tasks.change_state(turn.tx, 0, tasks.TaskState.DONE, allowed=(tasks.TaskState.OPEN,) * 2,
                             by=turn.me.name, now=turn.now)  # type: ignore[arg-type]
    await turn.tx.value("participants.grant", participant=turn.me.id, programme=1, organisation=turn.me.name,
                        role=WORDS, source=WORDS, now=turn.now)
    return None


@pytest.fixture
def printed() -> Iterator[io.StringIO]:
    """What our loggers say at `debug`, in both forms, as `vekha run` would print it."""
    root, written = logging.getLogger(), io.StringIO()
    before = {name: logging.getLogger(name).level for name in ("", *logs.OURS)}
    handlers = [logging.StreamHandler(written) for _ in range(2)]
    for handler, form in zip(handlers, (logs.Plain(), logs.AsJson()), strict=True):
        handler.setFormatter(form)
        root.addHandler(handler)
    for name in logs.OURS:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield written
    for handler in handlers:
        root.removeHandler(handler)
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


@pytest.fixture
def broken_town(irkutsk_town: Town) -> Town:
    """The town with a room that fails."""
    app, usual = irkutsk_town.stage.app, rooms.router()
    router = Router([*rooms.ROOMS, broken], usual._questions, usual._reserve)
    app.reception = Reception(app.database, router, app.catalogues, app.clock, app.nursery, app.nudge)
    return irkutsk_town


@pytest.mark.parametrize("channel", ["telegram", "vk"])
async def test_no_name_text_or_token_is_ever_logged(broken_town: Town, printed: io.StringIO, channel: str) -> None:
    town, stage = broken_town, broken_town.stage
    director = town.member(Role.DIRECTOR)
    code = await town.code(director)
    phone = await joined(town, channel)
    await busy(town, phone)
    for act in ("/break", "/number", "<b>Аркадий & Ко</b> {{ 7 * 7 }}", "😀" * 300):
        await phone.says(act)
    loopback = stage.loopbacks[channel]
    loopback.pushes_raw({"update_id": "нечитаемое", "message": WORDS})
    await stage.settle()
    text = printed.getvalue()
    assert text.count("BoundsBroken") >= 3
    assert "Traceback" not in text
    secrets = [director.name, director.name.split()[0], WORDS, QUESTION, REASON, BEGUN, CAPTION, code, "доска.jpg",
               "Аркадий", "нечитаемое", loopback.token, loopback.token.split(":")[-1]]
    assert [secret for secret in secrets if secret and secret in text] == []
