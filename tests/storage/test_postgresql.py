"""PostgreSQL behind a network that has gone silent: it neither answers nor closes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import parse_qs, urlsplit, urlunsplit

import pytest

from storage import settings
from storage.database import OutOfReach
from storage.postgresql import open_postgresql
from tests.conftest import Server


class Network:
    """Carries bytes between us and the server, until it is silent: what is said then is kept for later."""

    def __init__(self, url: str) -> None:
        self._url = urlsplit(url)
        self.carries = asyncio.Event()
        self.carries.set()

    def url(self, port: int) -> str:
        """The server's address by way of this network."""
        return str(urlunsplit(self._url._replace(netloc=f"{self._user}127.0.0.1:{port}", query="")))

    @property
    def _user(self) -> str:
        name, at, _ = self._url.netloc.rpartition("@")
        return name + at

    async def joins(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        folder = parse_qs(self._url.query).get("host", [""])[0]
        if folder:
            far_reader, far_writer = await asyncio.open_unix_connection(f"{folder}/.s.PGSQL.{self._url.port or 5432}")
        else:
            far_reader, far_writer = await asyncio.open_connection(self._url.hostname, self._url.port or 5432)
        await asyncio.gather(self._carry(reader, far_writer), self._carry(far_reader, writer))

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while words := await reader.read(65536):
                await self.carries.wait()
                writer.write(words)
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()


@asynccontextmanager
async def network(server: Server) -> AsyncIterator[tuple[Network, str]]:
    """A network before the server, and the server's address within it."""
    between = Network(server.database(server.template))
    async with await asyncio.start_server(between.joins, "127.0.0.1") as listening:
        yield between, between.url(listening.sockets[0].getsockname()[1])
        between.carries.set()


async def test_a_statement_that_nobody_answers_ends_and_the_next_finds_its_way(postgresql: Server) -> None:
    async with network(postgresql) as (between, url):
        database = await open_postgresql(url, answered_within=0.3)
        assert await database.look(lambda tx: settings.get(tx, "a")) is None
        between.carries.clear()
        for _ in range(2):
            async with asyncio.timeout(30):
                with pytest.raises(OutOfReach):
                    await database.look(lambda tx: settings.get(tx, "a"))
        between.carries.set()
        async with asyncio.timeout(30):
            assert await database.look(lambda tx: settings.get(tx, "a")) is None
        await database.close()
