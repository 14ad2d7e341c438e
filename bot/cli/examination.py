"""What `vekha doctor` looks at besides the messengers: settings, port, database, programmes, messages."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import aiohttp

from bot import settings as environment
from bot.capabilities import CAPABILITIES
from bot.cli import session, words
from bot.cli.session import Failure, Session
from bot.settings import Settings
from messages.catalogue import BadText, Catalogue
from messages.findings import Finding, bad, good, warning
from messages.messenger import Fault
from storage import backup, inspection, migrations, oversight, programmes
from storage import settings as remembered
from storage.database import Database, StorageProblem, Transaction
from storage.inspection import SqliteFile
from storage.oversight import Reach

SQLITE = "sqlite:///"
BACKUP_OLD = 7 * 86400
LITTLE, TOO_LITTLE = 1024**3, 100 * 1024**2
"""Bytes free on the disk of the database."""
SKEW = 5.0
"""Seconds between the database's clock and ours; leases go by the former."""
LAG = 300
"""Seconds that a message may be late without anybody asking why."""
DAY = 86400
PATIENCE = aiohttp.ClientTimeout(total=10)
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}
"""Who listens everywhere is asked at home."""


class _Undone(Exception):
    """Takes back what was written to see whether it can be."""


def of_settings(found: Settings) -> Iterator[Finding]:
    """The settings that could be read."""
    yield from (warning("said", text=words.say("settings.unknown", name=each.name, near=each.near))
                for each in environment.unknown())
    yield good("settings")
    if not (found.telegram_token or found.vk_token):
        yield warning("no_messenger")


async def of_port(found: Settings) -> AsyncIterator[Finding]:
    """Our own service runs there, nobody does, or a stranger."""
    host, port = EVERYWHERE.get(found.http_host, found.http_host), found.http_port
    url = f"http://{f'[{host}]' if ':' in host else host}:{port}/health"
    try:
        async with aiohttp.ClientSession(timeout=PATIENCE) as asking, asking.get(url) as response:
            facts = await response.json(content_type=None)
            states = facts["messengers"]
            yield good("service_runs", port=port)
            for channel, state in states.items():
                if state not in ("ok", "standby"):
                    yield bad("channel_stands", channel=channel, why=state,
                              help=Catalogue().words("alarm/fault", fault=Fault.of(state)))
    except (aiohttp.ClientConnectorError, ValueError, LookupError, TypeError, TimeoutError, aiohttp.ClientError):
        yield good("port_free", port=port) if _is_free(found.http_host, port) else bad("port_taken", port=port)


def _is_free(host: str, port: int) -> bool:
    try:
        socket.create_server((host, port)).close()
    except OSError:
        return False
    return True


async def of_database(found: Settings, real: float) -> AsyncIterator[Finding]:
    """The database, and if it can be opened without changing its schema what stands in it."""
    url = found.database_url.get_secret_value()
    try:
        findings, version = await _from_outside(url)
    except StorageProblem as problem:
        yield bad("said", text=words.say("database.unreachable", why=problem))
        return
    for finding in findings:
        yield finding
    if version < migrations.newest():
        return
    try:
        async with session.opened_by(found) as opened:
            async for finding in _of_contents(opened, real):
                yield finding
    except Failure as failure:
        for line in failure.lines:
            yield bad("said", text=line)
    except Exception as problem:
        yield bad("database_broken", why=type(problem).__name__)


async def _from_outside(url: str) -> tuple[list[Finding], int]:
    """What can be said of it before it is opened, and the version of its schema."""
    if url.startswith(SQLITE):
        file = await asyncio.to_thread(inspection.sqlite_file, Path(url.removeprefix(SQLITE)))
        return list(of_file(file)), file.version if file else 0
    version = await inspection.postgresql_version(url)
    return list(of_schema(version)), version


def of_schema(version: int) -> Iterator[Finding]:
    """The version of a database that is there."""
    if not version:
        yield warning("database_empty")
    elif version < migrations.newest():
        yield warning("schema_old", version=version, newest=migrations.newest())


def of_file(file: SqliteFile | None) -> Iterator[Finding]:
    """An SQLite file as it lies on the disk."""
    if file is None:
        yield warning("database_missing")
        return
    yield from of_schema(file.version)
    if file.journal != "wal":
        yield warning("journal", mode=file.journal)
    free = {"free": file.free // 1024**2, "size": file.size // 1024**2}
    yield (bad("disk", **free) if file.free < TOO_LITTLE else
           warning("disk", **free) if file.free < LITTLE else good("disk_enough", **free))


async def _of_contents(opened: Session, real: float) -> AsyncIterator[Finding]:
    yield await _writable(opened.database)
    async with opened.database.reading() as tx:
        if not opened.settings.database_url.get_secret_value().startswith(SQLITE):
            off = round(real - await oversight.clock(tx))
            if abs(off) > SKEW:
                yield warning("database_clock", seconds=abs(off))
        for looks in (of_programmes(tx), of_messages(tx, opened.now, real), of_backup(tx, real)):
            async for finding in looks:
                yield finding


async def _writable(database: Database) -> Finding:
    try:
        async with database.transaction() as tx:
            await remembered.put(tx, "doctor", "")
            raise _Undone
    except _Undone:
        return good("database", version=migrations.newest())
    except Exception as problem:
        return bad("not_writable", why=type(problem).__name__)


async def of_programmes(tx: Transaction) -> AsyncIterator[Finding]:
    """Are there any, can their people be reached, do their own texts and time zones make sense?"""
    loaded = await programmes.all(tx)
    if not loaded:
        yield warning("no_programme")
    known = {reach.programme: reach for reach in await oversight.reach(tx)}
    for programme in loaded:
        reach = known.get(programme.code, Reach(programme.code, 0, 0))
        facts = {"code": programme.code, "joined": reach.joined, "unreachable": reach.unreachable}
        yield warning("unreachable", **facts) if reach.unreachable else good("programme", **facts)
        try:
            Catalogue(overrides=await programmes.texts(tx, programme.id))
        except BadText as problem:
            yield bad("bad_text", code=programme.code, why=problem)
    for zone in await oversight.time_zones(tx):
        try:
            ZoneInfo(zone.time_zone)
        except (ValueError, LookupError, OSError):
            yield bad("zone", zone=zone.time_zone, example=zone.example)


async def of_messages(tx: Transaction, now: int, real: float) -> AsyncIterator[Finding]:
    """What waits and what has failed."""
    lag = await oversight.lag(tx, CAPABILITIES, now=now)
    yield warning("lag", minutes=lag // 60) if lag > LAG else good("no_lag")
    for failed in await oversight.failures(tx, since=int(real) - DAY):
        yield warning("failed", channel=failed.channel, number=failed.number, why=failed.detail)


async def of_backup(tx: Transaction, real: float) -> AsyncIterator[Finding]:
    """How old the last backup is, if one has left its trace."""
    if written := await remembered.get(tx, backup.WRITTEN_AT):
        days = int(real - float(written)) // DAY
        yield warning("backup_old", days=days) if days * DAY >= BACKUP_OLD else good("backup", days=days)
