"""`vekha doctor`: a line for each thing with its sign and its remedy, no secret, and the right exit status."""

import json
import socket
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from bot.cli import doctor, examination, words
from bot.settings import Settings
from messages.findings import Finding, Level, good
from scheduler.clock import SystemClock
from scheduler.programme import apply
from storage import backup, inspection, outbox, participants, programmes
from storage import settings as remembered
from storage.database import Database, open_database
from storage.inspection import SqliteFile
from storage.migrations import newest
from storage.outbox import Lane
from tests.bot.cli.conftest import Vekha
from tests.conftest import Server
from tests.journeys.conftest import irkutsk
from tests.loopback.telegram import LoopbackTelegram
from tests.loopback.vk import LoopbackVk
from tests.scheduler.network import execute

FILE = Path("data/vekha.db")
REAL = SystemClock().real()


@pytest.fixture(autouse=True)
def free_port(monkeypatch: pytest.MonkeyPatch, vekha: Vekha) -> None:
    with socket.create_server(("127.0.0.1", 0)) as found:
        monkeypatch.setenv("HTTP_PORT", str(found.getsockname()[1]))


def names(found: Sequence[Finding], level: Level | None = None) -> list[str]:
    return [each.name for each in found if level in (None, each.level)]


async def listed(found: AsyncIterator[Finding]) -> list[Finding]:
    return [each async for each in found]


def test_a_fresh_machine_has_only_things_to_look_at(vekha: Vekha) -> None:
    shown = vekha("doctor")
    lines = shown.out.splitlines()
    assert (shown.status, shown.err) == (0, "")
    assert [line[0] for line in lines[:-1]] == ["✓", "!", "✓", "!"]
    assert lines[-1] == "Итого: в порядке 2, обратите внимание 2, нужно исправить 0."
    assert not FILE.exists()


def test_a_loaded_programme_is_all_right(vekha: Vekha, programme: Path) -> None:
    vekha("load", str(programme))
    shown = vekha("doctor")
    assert shown.status == 0
    assert [line for line in shown.out.splitlines() if line.startswith("✗")] == []
    assert "загружена, вошли 0." in shown.out


def test_a_backup_leaves_its_age(vekha: Vekha, programme: Path) -> None:
    vekha("load", str(programme))
    assert "Последняя копия" not in vekha("doctor").out
    vekha("backup", "copy.db")
    assert "✓ Последняя копия базы данных сделана сегодня." in vekha("doctor").out


def test_wrong_settings_are_lines_with_their_remedy_and_no_value(
    vekha: Vekha, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "hidden!")
    shown = vekha("doctor")
    assert shown.status == 2
    assert shown.out.startswith("✗ TELEGRAM_TOKEN: неверное значение. Токен выдаёт @BotFather")
    assert "hidden" not in shown.out + shown.err


def test_a_misspelt_setting_is_noticed(vekha: Vekha, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VK_RAET", "3")
    assert "! VK_RAET: такой настройки нет; может быть, VK_RATE?" in vekha("doctor").out


def test_an_older_schema_is_told_of_and_left_alone(vekha: Vekha) -> None:
    vekha("migrate")
    with closing(sqlite3.connect(FILE)) as raw, raw:
        raw.execute("delete from schema_versions where version > 1")
    shown = vekha("doctor")
    assert "vekha migrate" in shown.out
    with closing(sqlite3.connect(FILE)) as raw:
        assert raw.execute("select max(version) from schema_versions").fetchone() == (1,)


def test_a_file_that_is_no_database_is_bad(vekha: Vekha) -> None:
    FILE.parent.mkdir()
    FILE.write_bytes(b"not a database at all" * 100)
    shown = vekha("doctor")
    assert shown.status == 2
    assert "✗ База данных недоступна" in shown.out


def test_a_newer_schema_is_bad(vekha: Vekha) -> None:
    vekha("migrate")
    with closing(sqlite3.connect(FILE)) as raw, raw:
        raw.execute("insert into schema_versions (version) values (9999)")
    shown = vekha("doctor")
    assert (shown.status, "более новой версией" in shown.out) == (2, True)


@pytest.mark.parametrize(("file", "expected"), [
    (None, [("database_missing", Level.WARNING)]),
    (SqliteFile(newest(), "wal", 0, 5 * 1024**3), [("disk_enough", Level.GOOD)]),
    (SqliteFile(newest(), "wal", 0, 500 * 1024**2), [("disk", Level.WARNING)]),
    (SqliteFile(newest(), "delete", 0, 1), [("journal", Level.WARNING), ("disk", Level.BAD)]),
])
def test_a_file_is_looked_at(file: SqliteFile | None, expected: list[tuple[str, Level]]) -> None:
    assert [(each.name, each.level) for each in examination.of_file(file)] == expected


@pytest.mark.parametrize(("harm", "expected"), [
    ("create trigger no before insert on settings begin select raise(abort, 'no'); end", ["not_writable"]),
    ("drop table programmes", ["database_broken"]),
])
async def test_a_database_that_is_harmed_is_bad(vekha: Vekha, tmp_path: Path, harm: str, expected: list[str]) -> None:
    url = f"sqlite:///{tmp_path}/harmed.db"
    await (await open_database(url)).close()
    with closing(sqlite3.connect(tmp_path / "harmed.db")) as raw, raw:
        raw.execute(harm)
    found = await listed(examination.of_database(Settings(database_url=SecretStr(url)), REAL))
    assert names(found, Level.BAD) == expected


async def test_postgresql_is_looked_at_as_well(vekha: Vekha, postgresql: Server) -> None:
    await postgresql.execute(f"create database examined template {postgresql.template}")
    found = await listed(examination.of_database(
        Settings(database_url=SecretStr(postgresql.database("examined"))), REAL - 60))
    await postgresql.execute("drop database examined")
    assert [(each.name, each.level) for each in found] == [
        ("database", Level.GOOD), ("database_clock", Level.WARNING), ("no_programme", Level.WARNING),
        ("no_lag", Level.GOOD)]


@pytest.mark.parametrize(("harm", "expected", "version"), [
    ("delete from schema_versions where version > 1", "schema_old", 1),
    ("drop table schema_versions", "database_empty", 0),
])
async def test_an_older_schema_on_postgresql_is_told_of_and_left_alone(
    vekha: Vekha, postgresql: Server, harm: str, expected: str, version: int
) -> None:
    await postgresql.execute(f"create database {expected} template {postgresql.template}")
    elsewhere = Server(postgresql.database(expected), postgresql.template)
    await elsewhere.execute(harm)
    found = await listed(examination.of_database(Settings(database_url=SecretStr(elsewhere.url)), REAL))
    assert [(each.name, each.level) for each in found] == [(expected, Level.WARNING)]
    assert await inspection.postgresql_version(elsewhere.url) == version
    await postgresql.execute(f"drop database {expected}")


async def test_postgresql_out_of_reach_is_bad(vekha: Vekha) -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    url = SecretStr(f"postgresql://vekha:secret@127.0.0.1:{port}/vekha")
    found = await listed(examination.of_database(Settings(database_url=url), REAL))
    assert names(found, Level.BAD) == ["said"]
    assert "secret" not in doctor.line(found[0])


async def test_people_and_places_are_looked_at(vekha: Vekha, database: Database) -> None:
    async with database.transaction() as tx:
        await apply.apply(tx, irkutsk(), now=1)
        programme = (await programmes.all(tx))[0]
        for each in (await participants.listed(tx, programme.id))[:3]:
            await participants.consent(tx, each.participant, "1", now=1)
        await execute(tx, "update organisations set time_zone = 'Mars/Olympus' where level = 'institute'")
        await execute(tx, "insert into texts (programme, name, source) values (:id, 'menu/help', '{% if')",
                      id=programme.id)
    async with database.reading() as tx:
        found = await listed(examination.of_programmes(tx))
    assert [(each.name, each.level) for each in found] == [
        ("unreachable", Level.WARNING), ("bad_text", Level.BAD), ("zone", Level.BAD)]
    assert (found[0].facts["joined"], found[0].facts["unreachable"]) == (3, 3)


async def test_messages_that_wait_or_failed_are_looked_at(vekha: Vekha, database: Database) -> None:
    now = int(REAL)
    async with database.transaction() as tx:
        ids = [await outbox.put(tx, channel="vk", user=str(number), participant=None, body="x", file=None,
                                lane=Lane.REPLY, reason="r", random_id=1, now=now - 3600) for number in range(4)]
        for id in ids[:3]:
            at = now - (90_000 if id == ids[2] else 60)
            await execute(tx, "update outbox set state = 'failed', detail = 'long', settled_at = :at where id = :id",
                          id=id, at=at)
        found = await listed(examination.of_messages(tx, now, REAL))
    assert names(found) == ["lag", "failed"]
    assert (found[0].facts["minutes"], found[1].facts["number"], found[1].facts["why"]) == (60, 2, "long")


@pytest.mark.parametrize(("days", "expected"), [(None, []), (1, ["backup"]), (8, ["backup_old"])])
async def test_the_age_of_the_last_backup_is_told_if_known(
    vekha: Vekha, sqlite_database: Database, days: int | None, expected: list[str]
) -> None:
    async with sqlite_database.transaction() as tx:
        if days is not None:
            await remembered.put(tx, backup.WRITTEN_AT, str(int(REAL) - days * 86400 - 60))
        assert names(await listed(examination.of_backup(tx, REAL))) == expected


async def test_a_service_that_runs_tells_how_its_channels_stand(vekha: Vekha) -> None:
    async def health(_: web.Request) -> web.Response:
        return web.json_response({"messengers": {"vk": "5: token", "telegram": "ok", "max": "standby"}}, status=503)

    site = web.Application()
    site.router.add_get("/health", health)
    async with TestServer(site) as server:
        found = await listed(examination.of_port(Settings(http_port=server.port or 0)))
    assert [(each.name, each.level) for each in found] == [
        ("service_runs", Level.GOOD), ("channel_stands", Level.BAD)]


async def test_a_stranger_on_the_port_is_bad(vekha: Vekha) -> None:
    async with TestServer(web.Application()) as server:
        found = await listed(examination.of_port(Settings(http_port=server.port or 0)))
    assert [(each.name, each.level) for each in found] == [("port_taken", Level.BAD)]


async def test_messengers_are_examined_and_no_secret_is_shown(
    vekha: Vekha, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    telegram, vk = LoopbackTelegram(), LoopbackVk(token="vk-secret-of-the-group")
    await telegram.start()
    await vk.start()
    facts = {"TELEGRAM_TOKEN": telegram.token, "TELEGRAM_API_URL": telegram.url, "VK_TOKEN": vk.token,
             "VK_GROUP_ID": str(vk.group_id), "VK_API_URL": vk.url, "WEBHOOK_URL": "https://school.example",
             "WEBHOOK_SECRET": "webhook-secret-of-ours", "TELEGRAM_PROXY": "", "DATABASE_URL": f"sqlite:///{tmp_path}/a.db"}
    for name, value in facts.items():
        monkeypatch.setenv(name, value)
    levels = await doctor.shown()
    await telegram.stop()
    await vk.stop()
    shown = capsys.readouterr().out
    assert Level.BAD not in levels
    assert "Telegram: токен принят, это @vekha_test_bot." in shown
    assert "ВКонтакте: вебхук не тот" in shown
    for secret in (telegram.token, telegram.token.partition(":")[2], vk.token, "webhook-secret-of-ours"):
        assert secret not in shown


def test_what_others_say_keeps_to_its_line() -> None:
    line = doctor.line(Finding(Level.BAD, "webhook_fails", {"channel": "vk", "why": "a\nb\u202e"}))
    assert "\n" not in line
    assert line.startswith("ВКонтакте: ")


def test_every_finding_has_its_words() -> None:
    sources = [Path(examination.__file__).parents[1] / place for place in
               ("cli/examination.py", "telegram/doctor.py", "vk/doctor.py")]
    text = "".join(source.read_text(encoding="utf-8") for source in sources)
    assert good("settings").name in text
    known = {key.partition(".")[2] for key in words.texts() if key.startswith("doctor.")}
    assert json.dumps(sorted(name for name in known - {"sum", "clock", "clock_off"} if f'"{name}"' not in text)) == "[]"
