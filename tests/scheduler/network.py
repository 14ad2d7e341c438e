"""An invented programme in the database, told in few words: a region with schools, people and tasks.

Rows are written as they are, so that these tests depend on no other verbs than the ones they are about.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from storage.database import Database, Transaction
from storage.sqlite import SqliteConnection

LADDER = {
    "before": [14, 7, 3, 1, 0], "after": {"every": 3, "times": 3}, "escalate": {"coordinator": 2, "curator": 7},
}


async def execute(tx: Transaction, sql: str, **facts: Any) -> list[dict[str, Any]]:
    """Any statement, on either database."""
    connection: Any = tx._connection
    if isinstance(connection, SqliteConnection):
        return [dict(row) for row in await connection._runner.execute(sql, facts)]
    for number, name in enumerate(facts, 1):
        sql = re.sub(rf":{name}\b", f"${number}", sql)
    return [dict(row) for row in await connection._raw.fetch(sql, *facts.values())]


async def insert(tx: Transaction, table: str, **facts: Any) -> int:
    """A row; its id."""
    values = ", ".join(f":{name}" for name in facts)
    rows = await execute(tx, f"insert into {table} ({', '.join(facts)}) values ({values}) returning *", **facts)
    return int(rows[0].get("id", 0))


@dataclass(slots=True)
class Network:
    """One programme; made by `found`."""

    tx: Transaction
    programme: int
    section: int
    zone: str
    count: int = 0

    def _next(self) -> int:
        self.count += 1
        return self.count

    async def organisation(self, level: str, parent: int | None = None, title: str = "") -> int:
        code = f"{level}-{self._next()}"
        id = await insert(
            self.tx, "organisations", programme=self.programme, code=code, title=title or code,
            search_name=code, level=level, parent=parent, time_zone=self.zone,
        )
        municipality = id if level == "municipality" else parent
        await execute(self.tx, "update organisations set municipality = :municipality where id = :id",
                      municipality=municipality, id=id)
        return id

    async def person(self, role: str, organisation: int, *, name: str = "Иванова Мария Ивановна",
                     joined: bool = True, address: bool = True, territory: int | None = None) -> int:
        id = await insert(self.tx, "participants", name=name, search_name=name.casefold(), created_at=1,
                          consented_at=1 if joined else None)
        if address:
            await insert(self.tx, "addresses", channel="telegram", user_id=str(id), participant=id, linked_at=1,
                         seen_at=1)
        held = await self.role(id, role, organisation)
        if territory is not None:
            await insert(self.tx, "territories", role=held, organisation=territory)
        return id

    async def role(self, participant: int, role: str, organisation: int) -> int:
        return await insert(self.tx, "roles", participant=participant, programme=self.programme,
                            organisation=organisation, role=role, source="people", granted_at=self._next())

    async def task(self, organisation: int, due_on: str | None, title: str = "Провести семинар") -> int:
        number = f"1.{self._next()}"
        activity = await insert(
            self.tx, "activities", programme=self.programme, section=self.section, number=number, title=title,
            due_on=due_on, owners="", evidence_needed=0, position=self.count,
        )
        return await insert(self.tx, "tasks", activity=activity, organisation=organisation, due_on=due_on,
                            state="open", state_at=1, created_at=1)

    async def change(self, table: str, id: int, **facts: Any) -> None:
        pairs = ", ".join(f"{name} = :{name}" for name in facts)
        await execute(self.tx, f"update {table} set {pairs} where id = :id", id=id, **facts)


async def found(tx: Transaction, *, code: str = "test", zone: str = "Asia/Irkutsk", digest_at: str = "09:00",
                quiet: str = "20:00-08:00", ladder: dict[str, Any] | None = None) -> Network:
    """A programme without anybody in it."""
    programme = await insert(
        tx, "programmes", code=code, title="Программа", starts_on="2018-01-01", ends_on="2018-12-31",
        time_zone=zone, digest_at=digest_at, quiet_hours=quiet, ladder=json.dumps(ladder or LADDER),
        consent_version="1", consent_text="", loaded_at=1,
    )
    section = await insert(tx, "sections", programme=programme, number="1", title="Раздел", position=1)
    return Network(tx, programme, section, zone)


async def reminders_of(database: Database, **facts: Any) -> list[dict[str, Any]]:
    """All reminder rows with these values."""
    where = " and ".join(f"{name} = :{name}" for name in facts) or "1 = 1"
    async with database.reading() as tx:
        return await execute(tx, f"select * from reminders where {where} order by fire_at, id", **facts)
