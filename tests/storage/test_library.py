"""What begins with some letters is found in an index, and in one order on both databases."""

from storage import library, queries
from storage.database import Database
from storage.library import Definition, Kind, Source
from storage.queries import Dialect
from tests.scheduler.programme.test_apply import PROGRAMME, load

STEMS = ("анкет", "анкеты", "анкор", "анкё", "ank", "банк", "я", "яя", "11", "12")
FACTS = {"programme": 1, "start": "анк", "beyond": "анл", "size": 20}


async def filled(database: Database) -> None:
    await load(database, PROGRAMME)
    async with database.transaction() as tx:
        id = await library.add(tx, 1, Definition(Kind.MATERIAL, "Одно"), Source.CHAT, added_by=None, now=9)
        await library.put_words(tx, 1, id, dict.fromkeys(STEMS, 1))


async def test_stems_that_begin_so_are_found_in_one_order(database: Database) -> None:
    await filled(database)
    async with database.reading() as tx:
        assert await library.beginning(tx, 1, "анк", size=20) == ["анкет", "анкеты", "анкор", "анкё"]
        assert await library.beginning(tx, 1, "анке", size=1) == ["анкет"]
        assert await library.beginning(tx, 1, "я", size=20) == ["я", "яя"]
        assert await library.beginning(tx, 1, "1", size=20) == ["11", "12"]
        assert await library.beginning(tx, 2, "анк", size=20) == []


async def test_what_begins_so_is_looked_up_in_the_index(database: Database) -> None:
    """No stem of another beginning is read."""
    await filled(database)
    async with database.transaction() as tx:
        connection: object = tx._connection
        plan = await _plan(connection)
    assert "stem>? AND stem<?" in plan or all(f"(stem {sign} " in plan for sign in (">=", "<")), plan


async def _plan(connection: object) -> str:
    if raw := getattr(connection, "_raw", None):
        query = queries.load(Dialect.POSTGRESQL)["library.beginning"]
        await raw.execute("set local enable_seqscan = off")
        rows = await raw.fetch(f"explain {query.sql}", *(FACTS[name] for name in query.parameters))
        lines = [str(row[0]) for row in rows]
        return "\n".join(line for line in lines if "Index Cond" in line)
    sql = queries.load(Dialect.SQLITE)["library.beginning"].sql
    rows = await connection._runner.execute(f"explain query plan {sql}", FACTS)  # type: ignore[attr-defined]
    return "\n".join(str(row[3]) for row in rows)
