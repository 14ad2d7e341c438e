"""A programme with as many people as wanted, half of them on each messenger, made by a few statements of SQL."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import asyncpg

from benchmarks.town import Store, irkutsk
from scheduler.clock import SystemClock
from scheduler.programme import apply
from storage import participants
from storage.database import open_database
from storage.participants import Role

Home = tuple[str, str]
"""Channel and user."""
FIRST = {"telegram": 3_000_000, "vk": 4_000_000}
"""The number before the first person's on a messenger; on Telegram it is the operator's."""
AUTHOR = "telegram", str(FIRST["telegram"])
PEOPLE = """
with recursive n (i) as (select 1 union all select i + 1 from n where i < {number})
insert into participants (source_key, name, search_name, consent_version, consented_at, created_at)
select '{channel}-' || i, 'Учитель Номер ' || i, 'учитель номер ' || i, '2018-05', {now}, {now} from n
"""
POSTS = """
with schools as (select id, row_number() over (order by id) - 1 as place, count(*) over () as number
                 from organisations where level = 'school')
insert into roles (participant, programme, organisation, role, source, granted_at)
select p.id, {programme}, s.id, 'teacher', 'people', {now}
from participants p join schools s on s.place = p.id % s.number
where p.source_key like '{channel}-%'
"""
ADDRESSES = """
insert into addresses (channel, user_id, participant, linked_at, seen_at)
select '{channel}', cast({first} + cast(substr(p.source_key, {prefix}) as bigint) as text), p.id, {now}, {now}
from participants p where p.source_key like '{channel}-%'
"""


async def made(url: str, numbers: dict[str, int]) -> dict[Home, int]:
    """So many people on each messenger, the first of them on Telegram an operator: address → participant."""
    now = SystemClock().now()
    listed = irkutsk()
    operator = next(each for each in listed.people if each.posts[0].role is Role.OPERATOR)
    # Nobody but those who are counted, nothing else to tell, and nothing that would have to wait for the morning.
    bare = replace(listed, people=(operator,), quiet_hours=None, surveys=(), waves=(), events=())
    database = await open_database(url)
    async with database.transaction() as tx:
        programme = (await apply.apply(tx, bare, now=now, quiet_hours="")).programme
        author = (await participants.listed(tx, programme))[0].participant
        await participants.consent(tx, author, "2018-05", now=now)
        assert await participants.link(tx, *AUTHOR, author, now=now)
    await database.close()
    for channel, number in numbers.items():
        # The operator is one of those on Telegram.
        facts = {"channel": channel, "number": number - (channel == "telegram"), "now": now, "programme": programme,
                 "first": FIRST[channel], "prefix": len(channel) + 2}
        await run(url, *(each.format(**facts) for each in (PEOPLE, POSTS, ADDRESSES)))
    rows = await Store(url).rows("select channel, user_id, participant from addresses order by participant")
    return {(channel, user): who for channel, user, who in rows}


async def run(url: str, *statements: str) -> None:
    """Statements past the service, in one transaction."""
    if url.startswith("sqlite:///"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), timeout=30)) as file, file:
            for statement in statements:
                file.execute(statement)
        return
    connection = await asyncpg.connect(url)
    try:
        async with connection.transaction():
            for statement in statements:
                await connection.execute(statement)
    finally:
        await connection.close()
