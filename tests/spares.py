"""Databases of PostgreSQL that one test has used and the next may have: to empty one takes a fifth of a new copy."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import asyncpg

T = TypeVar("T")
SMALL = 1 << 17
"""Bytes up to which a table's rows are deleted; a larger one is truncated, for dead rows would slow the next test."""
_TABLES = """select quote_ident(relname) from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
    and relname <> 'schema_versions' order by 1"""
_LARGE = "select relname from pg_class where relkind = 'r' and relname = any($1) and pg_relation_size(oid) > $2"
_REWIND = """select setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false) from pg_sequences
    where last_value is not null"""
_SHAPE = """select (select count(*) from pg_class), (select count(*) from pg_attribute where not attisdropped),
    (select count(*) from pg_constraint), (select count(*) from pg_trigger), (select count(*) from pg_proc),
    (select count(*) from schema_versions), (select max(version) from schema_versions)"""


class Cleaner:
    """A connection to one database that outlives the loops of the tests: it has a loop and a thread of its own."""

    def __init__(self, url: str) -> None:
        self._runner, self._thread = asyncio.Runner(), ThreadPoolExecutor(1)
        try:
            self._raw = self._done(asyncpg.connect(url))
            self._done(self._look())
        except BaseException:
            self._end()
            raise

    def empties(self) -> bool:
        """Take all rows away; whether everything else is as it was, so that the next test may have the database."""
        try:
            return self._done(self._empty())
        except asyncpg.PostgresError:  # a table is gone, or somebody still holds a lock
            return False

    def close(self) -> None:
        """Let go of the database."""
        try:
            self._done(self._raw.close())
        finally:
            self._end()

    def _done(self, work: Awaitable[T]) -> T:
        async def run() -> T:
            return await work

        return self._thread.submit(self._runner.run, run()).result()

    def _end(self) -> None:
        self._thread.submit(self._runner.close).result()
        self._thread.shutdown()

    async def _look(self) -> None:
        # Rows go in any order. Only a superuser may say so, which we are on a server of our own.
        await self._raw.execute("set session_replication_role = replica; set lock_timeout = '5s'")
        tables = [name for name, in await self._raw.fetch(_TABLES)]
        held = ", ".join(f"case when exists (select from {name}) then '{name}' end" for name in tables)
        self._full = f"select array_remove(array[{held}], null)"
        self._shape = await self._raw.fetchrow(_SHAPE)
        self._tables = tables

    async def _empty(self) -> bool:
        full = await self._raw.fetchval(self._full)
        large = [name for name, in await self._raw.fetch(_LARGE, self._tables, SMALL)]
        wiped = [f"truncate {', '.join(large)} cascade"] if large else []
        deleted = [f"delete from {name}" for name in full if name not in large]
        await self._raw.execute("; ".join([*wiped, *deleted, _REWIND]))
        return bool(await self._raw.fetchrow(_SHAPE) == self._shape)


class Spares:
    """Who makes and drops databases is told from outside; `url` names one of them."""

    def __init__(self, make: Callable[[], Coroutine[Any, Any, str]], drop: Callable[[str], Coroutine[Any, Any, None]],
                 url: Callable[[str], str]) -> None:
        self._make, self._drop, self._url = make, drop, url
        self._free: dict[str, Cleaner] = {}
        self._lent: dict[str, Cleaner] = {}

    async def take(self) -> str:
        """The name of a migrated database without a row."""
        if not self._free:
            name = await self._make()
            self._free[name] = Cleaner(self._url(name))
        name, cleaner = self._free.popitem()
        self._lent[name] = cleaner
        return name

    async def give_back(self, name: str) -> None:
        """A test has let go of it."""
        cleaner = self._lent.pop(name)
        if cleaner.empties():
            self._free[name] = cleaner
        else:
            cleaner.close()
            await self._drop(name)

    async def drop_all(self) -> None:
        """At the end. One that somebody is still connected to cannot be dropped, and fails."""
        for name, cleaner in [*self._free.items(), *self._lent.items()]:
            cleaner.close()
            await self._drop(name)
