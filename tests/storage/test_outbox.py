"""The outbox: planned once, taken back, dropped, forgotten; on both databases. Claims have tests of their own."""

from collections.abc import Iterable
from itertools import count
from typing import Any

import pytest

from storage import claims, outbox, participants
from storage.claims import Letter, Settled
from storage.database import Database, Transaction
from storage.outbox import Lane, Recipient, State
from storage.sqlite import SqliteConnection
from tests import letters

NOW = 1_527_000_000
REAL = 1_900_000_000
_reasons = count()


async def plan(tx: Transaction, user: str = "7", **facts: Any) -> int | None:
    facts = {"channel": "telegram", "participant": None, "body": "слова", "file": None, "lane": Lane.REMINDER,
             "reason": f"test:{next(_reasons)}", "random_id": 11, "now": NOW} | facts
    return await outbox.put(tx, user=user, **facts)


async def claim(tx: Transaction, channel: str = "telegram", now: int = NOW, limit: int = 10) -> list[Letter]:
    return await letters.claim(tx, channel, limit=limit, now=now, real_now=REAL)


async def settle(tx: Transaction, end: Settled) -> None:
    await claims.settle(tx, [end], fence=0, real_now=REAL)


async def bodies(tx: Transaction) -> int:
    connection: Any = tx._connection
    if isinstance(connection, SqliteConnection):
        return len(list(await connection._runner.execute("select id from bodies", {})))
    return len(await connection._raw.fetch("select id from bodies"))


async def states(database: Database, ids: Iterable[int | None]) -> list[State | None]:
    async with database.reading() as tx:
        found = [await outbox.standing(tx, id or 0) for id in ids]
    return [each.state if each else None for each in found]


async def test_planning_twice_is_harmless_and_leaves_no_body_over(database: Database) -> None:
    async with database.transaction() as tx:
        assert await plan(tx, reason="task:1:due-3d")
        assert await plan(tx, reason="task:1:due-3d") is None
        assert await plan(tx, reason="task:1:due-3d", user="8")
        assert await outbox.put_many(tx, recipients=[Recipient("telegram", "7", None, 5)], body="x", file=None,
                                     lane=Lane.BROADCAST, reason="task:1:due-3d", now=NOW) == 0
        assert await bodies(tx) == 2


async def test_a_used_reason_stays_used_after_the_end(database: Database) -> None:
    async with database.transaction() as tx:
        id = await plan(tx, reason="r")
        await settle(tx, Settled(id or 0, State.SENT))
        assert await plan(tx, reason="r") is None


async def test_what_has_become_useless_expires_visibly(database: Database) -> None:
    async with database.transaction() as tx:
        old = await plan(tx, expires_at=NOW + 10)
        young = await plan(tx, expires_at=NOW + 11, user="8")
        lasting = await plan(tx, user="9")
        assert await outbox.expire(tx, now=NOW + 9, real_now=REAL) == []
        assert await outbox.expire(tx, now=NOW + 10, real_now=REAL) == [old]
        assert {letter.id for letter in await claim(tx, now=NOW + 10)} == {young, lasting}
        assert await outbox.expire(tx, now=NOW + 99, real_now=REAL) == [], "what is in the air does not expire"
    assert await states(database, [old]) == [State.EXPIRED]


async def test_what_is_planned_can_be_taken_back_by_its_reason(database: Database) -> None:
    async with database.transaction() as tx:
        person = await participants.add(tx, "Иван", now=NOW)
        mine = await plan(tx, reason="task:17:due", participant=person)
        part = await plan(tx, reason="task:17:due/2", participant=person)
        other = await plan(tx, reason="task:17:due", user="8")
        near = await plan(tx, reason="task:170:due")
        ids = await outbox.cancel(tx, "task:17:", participant=person, real_now=REAL)
        assert sorted(ids) == [mine, part]
        assert await outbox.cancel(tx, "task:17:", real_now=REAL, detail="done") == [other]
        assert await outbox.cancel(tx, "task_17", real_now=REAL) == []
    assert await states(database, [mine, part, other, near]) == [*[State.CANCELLED] * 3, State.PLANNED]


async def test_what_is_planned_for_somebody_can_be_taken_back_by_any_of_several_reasons(database: Database) -> None:
    async with database.transaction() as tx:
        person = await participants.add(tx, "Иван", now=NOW)
        mine = [await plan(tx, reason=f"slot:{number}:near:day", participant=person) for number in (1, 2)]
        kept = [await plan(tx, reason="slot:11:near:day", participant=person),
                await plan(tx, reason="slot:1:near:day", user="8")]
        assert sorted(await outbox.cancel_any(tx, person, ["slot:1:near:", "slot:2:near:"], real_now=REAL)) == mine
        assert await outbox.cancel_any(tx, person, [], real_now=REAL) == []
    assert await states(database, [*mine, *kept]) == [*[State.CANCELLED] * 2, *[State.PLANNED] * 2]


async def test_one_body_goes_to_many(database: Database) -> None:
    async with database.transaction() as tx:
        many = [Recipient("telegram", str(user), None, user + 1) for user in range(100)]
        facts: dict[str, Any] = {"body": "всем", "file": None, "lane": Lane.BROADCAST, "reason": "b", "now": NOW}
        assert await outbox.put_many(tx, recipients=many[:60], **facts) == 60
        assert await outbox.put_many(tx, recipients=many, **facts) == 40
        found = await claim(tx, limit=100)
        assert {await letters.words(tx, letter) for letter in found} == {"всем"}
    assert [letter.random_id for letter in found] == list(range(1, 101))


async def test_a_letter_goes_on_to_another_address_once(database: Database) -> None:
    async with database.transaction() as tx:
        id = await plan(tx, reason="r", edits="m1", expires_at=NOW + 99) or 0
        assert await outbox.forward(tx, id, channel="vk", user="70", random_id=9, now=NOW + 5)
        assert await outbox.forward(tx, id, channel="vk", user="70", random_id=8, now=NOW + 5) is None
        assert await claim(tx, channel="vk") == []
        (letter,) = await claim(tx, channel="vk", now=NOW + 5)
        assert await letters.words(tx, letter) == "слова"
    assert (letter.reason, letter.random_id, letter.edits) == ("r", 9, "")


async def test_what_was_taken_back_while_it_was_in_the_air_goes_to_no_other_address(database: Database) -> None:
    async with database.transaction() as tx:
        id = await plan(tx, reason="r") or 0
        assert await outbox.cancel(tx, "r", real_now=NOW) == [id]
        assert await outbox.forward(tx, id, channel="vk", user="70", random_id=9, now=NOW + 5) is None


async def test_health_and_metrics_see_what_stands_where(database: Database) -> None:
    async with database.transaction() as tx:
        assert await outbox.lag(tx, now=NOW) == 0
        await plan(tx, not_before=NOW + 50)
        await plan(tx)
        await claim(tx, limit=1)
        await plan(tx, user="9")
        assert await outbox.lag(tx, now=NOW + 7) == 7
        counts = await outbox.counts(tx)
    assert counts == dict.fromkeys(State, 0) | {State.PLANNED: 2, State.SENDING: 1}


@pytest.mark.parametrize("query", ["expire", "cancel", "oldest_due", "drop_unused_body"])
async def test_the_frequent_queries_walk_no_table(sqlite_database: Database, query: str) -> None:
    facts = {"now": 1, "real_now": 1, "length": 1, "prefix": "a", "detail": "", "body": 1}
    steps = await letters.plan_of(sqlite_database, f"outbox.{query}", facts)
    assert not [step for step in steps if step.startswith("SCAN") and "INDEX" not in step], steps


async def test_of_strangers_neither_address_nor_words_remain(database: Database) -> None:
    async with database.transaction() as tx:
        id = await plan(tx)
        await settle(tx, Settled(id or 0, State.SENT, ref="9"))
        await outbox.forget_strangers(tx, before=REAL)
        assert await bodies(tx) == 1, "settled just now: somebody may still press its button"
        await outbox.forget_strangers(tx, before=REAL + 1)
        assert await outbox.standing(tx, id or 0) is None
        assert await bodies(tx) == 0


async def test_a_screen_is_told_from_a_notice_by_its_lane(database: Database) -> None:
    async with database.transaction() as tx:
        for lane, ref in ((Lane.REPLY, "1"), (Lane.REMINDER, "2")):
            id = await plan(tx, lane=lane)
            await settle(tx, Settled(id or 0, State.SENT, ref=ref))
        lanes = [await outbox.lane_of(tx, "telegram", "7", ref) for ref in ("1", "2", "3")]
    assert lanes == [Lane.REPLY, Lane.REMINDER, None]
