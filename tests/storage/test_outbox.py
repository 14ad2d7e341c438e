"""The outbox: every planned message ends in exactly one named state; on both databases."""

from collections.abc import Iterable
from itertools import count
from typing import Any

import pytest

from storage import outbox, participants
from storage.database import Database, Transaction
from storage.outbox import CYCLE, Lane, Letter, Postponed, Recipient, Settled, State
from storage.sqlite import SqliteConnection

NOW = 1_527_000_000
REAL = 1_900_000_000
_reasons = count()


async def plan(tx: Transaction, user: str = "7", **facts: Any) -> int | None:
    facts = {"channel": "telegram", "participant": None, "body": "слова", "file": None, "lane": Lane.REMINDER,
             "reason": f"test:{next(_reasons)}", "random_id": 11, "now": NOW} | facts
    return await outbox.put(tx, user=user, **facts)


async def claim(tx: Transaction, limit: int = 10, **given: Any) -> list[Letter]:
    facts: dict[str, Any] = {"channel": "telegram", "now": NOW, "real_now": REAL, **given}
    return await outbox.claim(tx, limit=limit, **facts)


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
        await outbox.settle(tx, [Settled(id or 0, State.SENT)], real_now=REAL)
        assert await plan(tx, reason="r") is None


async def test_a_claimed_letter_brings_all_that_a_try_needs(database: Database) -> None:
    async with database.transaction() as tx:
        person = await participants.add(tx, "Иван", now=NOW)
        id = await plan(tx, user="42", participant=person, edits="m5", random_id=77, reason="r", lane=Lane.REPLY)
    async with database.transaction() as tx:
        assert await claim(tx) == [Letter(id or 0, "42", person, Lane.REPLY, "r", 77, 0, None, "m5", "слова", None)]
    assert await states(database, [id]) == [State.SENDING]
    async with database.transaction() as tx:
        assert await claim(tx) == []


async def test_nothing_is_claimed_before_its_time(database: Database) -> None:
    async with database.transaction() as tx:
        await plan(tx, not_before=NOW + 60)
        assert await claim(tx) == []
        assert await claim(tx, channel="vk", now=NOW + 60) == []
        assert len(await claim(tx, now=NOW + 60)) == 1


async def test_a_higher_lane_goes_first(database: Database) -> None:
    async with database.transaction() as tx:
        for lane in reversed(Lane):
            await plan(tx, user=str(lane), lane=lane)
        assert [letter.lane for letter in await claim(tx)] == list(Lane)


async def test_within_one_lane_the_longest_due_goes_first(database: Database) -> None:
    async with database.transaction() as tx:
        late = await plan(tx, user="1", not_before=NOW + 20)
        early = await plan(tx, user="2", not_before=NOW + 10)
        assert [letter.id for letter in await claim(tx, now=NOW + 30)] == [early, late]


async def test_of_one_address_and_lane_only_the_oldest_is_claimed(database: Database) -> None:
    async with database.transaction() as tx:
        first, second = await plan(tx), await plan(tx)
        reply = await plan(tx, lane=Lane.REPLY)
        assert [letter.id for letter in await claim(tx)] == [reply, first]
        await outbox.postpone(tx, [Postponed(first or 0, REAL + 5, "busy")])
        assert await claim(tx) == [], "the second must not overtake the first"
        assert [letter.id for letter in await claim(tx, real_now=REAL + 5)] == [first]
        await outbox.settle(tx, [Settled(first or 0, State.FAILED, "gave up")], real_now=REAL + 5)
        assert [letter.id for letter in await claim(tx, real_now=REAL + 5)] == [second]


async def test_what_waits_for_tomorrow_holds_up_nothing(database: Database) -> None:
    async with database.transaction() as tx:
        await plan(tx, not_before=NOW + 86400)
        today = await plan(tx)
        assert [letter.id for letter in await claim(tx)] == [today]


async def test_a_dialogue_that_is_not_ready_is_passed_over(database: Database) -> None:
    async with database.transaction() as tx:
        await plan(tx, user="busy")
        free = await plan(tx, user="free")
        assert [letter.id for letter in await claim(tx, limit=1, ready=lambda user: user == "free")] == [free]


async def test_other_lanes_stay_within_what_is_behind(database: Database) -> None:
    async with database.transaction() as tx:
        for user in "abcd":
            await plan(tx, user=user, lane=Lane.BROADCAST)
        await plan(tx, user="x", lane=Lane.REPLY)
        assert [letter.lane for letter in await claim(tx, limit=4, behind=2)] == [
            Lane.REPLY, Lane.BROADCAST, Lane.BROADCAST]
        assert await claim(tx, limit=2, behind=0) == []


async def test_no_lane_starves_while_replies_never_end(database: Database) -> None:
    lanes: list[Lane] = []
    async with database.transaction() as tx:
        for lane in Lane:
            for number in range(60):
                await plan(tx, user=f"{lane}-{number}", lane=lane)
        for place in range(0, 60, 3):
            lanes += [letter.lane for letter in await claim(tx, limit=3, behind=0, place=place % CYCLE)]
    assert len(lanes) == 60
    assert [lanes.count(lane) for lane in Lane] == [51, 3, 3, 3]


async def test_tries_are_counted_and_the_first_is_dated(database: Database) -> None:
    async with database.transaction() as tx:
        id = await plan(tx)
        for later in range(3):
            (letter,) = await claim(tx, real_now=REAL + later)
            await outbox.postpone(tx, [Postponed(letter.id, REAL, "busy")])
        (letter,) = await claim(tx, real_now=REAL + 9)
        assert (letter.tries, letter.tried_at) == (3, REAL)
        await outbox.release(tx, [id or 0])
        (letter,) = await claim(tx, real_now=REAL + 10)
        assert (letter.tries, letter.tried_at) == (0, None)


async def test_an_end_once_recorded_stays(database: Database) -> None:
    async with database.transaction() as tx:
        id = await plan(tx) or 0
        await claim(tx)
        await outbox.settle(tx, [Settled(id, State.SENT, ref="m1")], real_now=REAL)
        await outbox.settle(tx, [Settled(id, State.FAILED, "late")], real_now=REAL)
        await outbox.postpone(tx, [Postponed(id, REAL, "late")])
        await outbox.release(tx, [id])
        found = await outbox.standing(tx, id)
    assert found == outbox.Standing(id, "telegram", "7", State.SENT, "", 1, "m1")


async def test_after_a_crash_what_was_in_the_air_is_planned_under_the_same_number(database: Database) -> None:
    async with database.transaction() as tx:
        await plan(tx, random_id=123)
        await plan(tx, channel="vk", random_id=124)
        await claim(tx)
        await claim(tx, channel="vk")
    async with database.transaction() as tx:
        assert await outbox.recover(tx, "telegram") == 1
        assert [letter.random_id for letter in await claim(tx)] == [123]
        assert await claim(tx, channel="vk") == []


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


async def test_one_body_goes_to_many(database: Database) -> None:
    async with database.transaction() as tx:
        many = [Recipient("telegram", str(user), None, user + 1) for user in range(100)]
        facts: dict[str, Any] = {"body": "всем", "file": None, "lane": Lane.BROADCAST, "reason": "b", "now": NOW}
        assert await outbox.put_many(tx, recipients=many[:60], **facts) == 60
        assert await outbox.put_many(tx, recipients=many, **facts) == 40
        letters = await claim(tx, limit=100)
    assert [letter.random_id for letter in letters] == list(range(1, 101))
    assert {letter.content for letter in letters} == {"всем"}


async def test_a_letter_goes_on_to_another_address_once(database: Database) -> None:
    async with database.transaction() as tx:
        id = await plan(tx, reason="r", edits="m1", expires_at=NOW + 99) or 0
        assert await outbox.forward(tx, id, channel="vk", user="70", random_id=9, now=NOW + 5)
        assert await outbox.forward(tx, id, channel="vk", user="70", random_id=8, now=NOW + 5) is None
        assert await claim(tx, channel="vk") == []
        (letter,) = await claim(tx, channel="vk", now=NOW + 5)
    assert (letter.reason, letter.random_id, letter.edits, letter.content) == ("r", 9, "", "слова")


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


@pytest.mark.parametrize("query", ["outbox.due", "outbox.expire", "outbox.cancel", "outbox.recover",
                                   "outbox.oldest_due", "outbox.drop_unused_body"])
async def test_the_frequent_queries_walk_no_table(sqlite_database: Database, query: str) -> None:
    facts = {"channel": "x", "lane": 0, "now": 1, "real_now": 1, "limit": 1, "length": 1, "prefix": "a",
             "detail": "", "body": 1}
    async with sqlite_database.transaction() as tx:
        connection: Any = tx._connection
        rows = await connection._runner.execute("explain query plan " + connection._known[query].sql, facts)
    steps = [row[3] for row in rows]
    assert steps
    assert not [step for step in steps if step.startswith("SCAN") and "INDEX" not in step], steps


async def test_of_strangers_neither_address_nor_words_remain(database: Database) -> None:
    async with database.transaction() as tx:
        id = await plan(tx)
        await outbox.settle(tx, [Settled(id or 0, State.SENT, ref="9")], real_now=REAL)
        await outbox.forget_strangers(tx, before=REAL)
        assert await bodies(tx) == 1, "settled just now: somebody may still press its button"
        await outbox.forget_strangers(tx, before=REAL + 1)
        assert await outbox.standing(tx, id or 0) is None
        assert await bodies(tx) == 0


async def test_a_screen_is_told_from_a_notice_by_its_lane(database: Database) -> None:
    async with database.transaction() as tx:
        for lane, ref in ((Lane.REPLY, "1"), (Lane.REMINDER, "2")):
            id = await plan(tx, lane=lane)
            await outbox.settle(tx, [Settled(id or 0, State.SENT, ref=ref)], real_now=REAL)
        lanes = [await outbox.lane_of(tx, "telegram", "7", ref) for ref in ("1", "2", "3")]
    assert lanes == [Lane.REPLY, Lane.REMINDER, None]
