"""Bots as most are written, on aiogram's Dispatcher: `python -m benchmarks.peers <api url> <store> <talks>`.

The store is `none`, or the URL of a database that gets one row and one commit for each update.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import aiosqlite
import asyncpg
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

from benchmarks.processes import TOKEN

Keep = Callable[[Message], Awaitable[None]]
TABLE = "create table if not exists heard (id integer primary key, who bigint not null, body text not null)"
TABLE_PG = "create table if not exists heard (id bigserial primary key, who bigint not null, body text not null)"
POOL = 8
"""Connections, as many as ours has."""


async def nothing(message: Message) -> None:
    """Most examples store nothing."""


@asynccontextmanager
async def sqlite(path: str) -> AsyncIterator[Keep]:
    """One commit an update, on the disk when it returns: without the lock they would share each other's commits."""
    async with aiosqlite.connect(path) as file:
        for statement in ("pragma journal_mode=wal", "pragma synchronous=full", TABLE):
            await file.execute(statement)
        lock = asyncio.Lock()

        async def keep(message: Message) -> None:
            async with lock:
                await file.execute("insert into heard (who, body) values (?, ?)", (message.chat.id, message.text))
                await file.commit()

        yield keep


@asynccontextmanager
async def postgresql(url: str) -> AsyncIterator[Keep]:
    """One commit an update, several at a time."""
    async with asyncpg.create_pool(url, min_size=POOL, max_size=POOL) as pool:
        await pool.execute(TABLE_PG)

        async def keep(message: Message) -> None:
            await pool.execute("insert into heard (who, body) values ($1, $2)", message.chat.id, message.text)

        yield keep


@asynccontextmanager
async def store(name: str) -> AsyncIterator[Keep]:
    """By its URL."""
    if name == "none":
        yield nothing
        return
    opened = sqlite(name.removeprefix("sqlite:///")) if name.startswith("sqlite") else postgresql(name)
    async with opened as keep:
        yield keep


async def run(api: str, name: str, talks: bool) -> None:
    """Poll until SIGTERM."""
    async with store(name) as keep:
        dispatcher = Dispatcher()

        @dispatcher.message()
        async def heard(message: Message) -> None:
            await keep(message)
            if talks:
                await message.answer(message.text or "")

        @dispatcher.startup()
        async def started() -> None:
            sys.stdout.write("ready\n")
            sys.stdout.flush()

        bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(api)))
        await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(run(sys.argv[1], sys.argv[2], sys.argv[3] == "talks"))
