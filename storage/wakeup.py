"""Hears, on PostgreSQL, that some process has put something into the outbox, by a connection of its own.

Only a hint: what it misses is found by the look that delivery takes every second. On SQLite there is nothing to hear.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

import asyncpg

log = logging.getLogger(__name__)

CHANNEL = "vekha_outbox"
AGAIN = 5.0
"""Seconds after which a lost connection is tried again."""


async def listen(
    url: str, own: str, heard: Callable[[], None], pause: Callable[[float], Awaitable[None]]
) -> None:
    """Call `heard` with each commit by which somebody else fills the outbox, for ever; on SQLite return at once.

    `own` is the `signature` of the database by which we fill it: what we do ourselves we need not be told.
    """
    while url.startswith(("postgresql://", "postgres://")):
        try:
            await _until_lost(url, own, heard)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as problem:
            log.warning("the outbox cannot be listened to: %s", type(problem).__name__)
        await pause(AGAIN)


async def _until_lost(url: str, own: str, heard: Callable[[], None]) -> None:
    lost = asyncio.Event()

    def told(connection: object, process: int, channel: str, signature: str) -> None:
        if signature != own:
            heard()

    connection = await asyncpg.connect(url)
    try:
        connection.add_termination_listener(lambda _: lost.set())
        await connection.add_listener(CHANNEL, told)
        heard()  # what was put there before we listened
        await lost.wait()
        log.warning("the outbox is no longer heard of: the connection is lost")
    finally:
        await connection.close(timeout=1)
