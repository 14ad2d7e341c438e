"""Claims: who comes first, what is frozen together, whose word counts; on both databases."""

import json
from itertools import count
from typing import Any

import pytest

from storage import claims, outbox, participants
from storage.claims import Letter, Place, Postponed, Returned, Settled
from storage.database import Database, Transaction
from storage.outbox import Lane, State
from tests.letters import claim as claim_on
from tests.letters import plan_of

NOW = 1_527_000_000
REAL = 1_900_000_000
_reasons = count()


async def plan(tx: Transaction, user: str = "7", **facts: Any) -> int:
    facts = {"channel": "telegram", "participant": None, "body": "слова", "file": None, "lane": Lane.REMINDER,
             "reason": f"test:{next(_reasons)}", "random_id": 11, "now": NOW} | facts
    id = await outbox.put(tx, user=user, **facts)
    assert id is not None
    return id


async def claim(tx: Transaction, limit: int = 10, **given: Any) -> list[Letter]:
    facts: dict[str, Any] = {"channel": "telegram", "now": NOW, "real_now": REAL, **given}
    return await claim_on(tx, limit=limit, **facts)


async def state(tx: Transaction, id: int) -> State:
    found = await outbox.standing(tx, id)
    assert found is not None
    return found.state


async def test_a_claimed_letter_brings_all_that_a_try_needs(database: Database) -> None:
    async with database.transaction() as tx:
        person = await participants.add(tx, "Иван", now=NOW)
        id = await plan(tx, user="42", participant=person, edits="m5", random_id=77, reason="r", lane=Lane.REPLY)
    async with database.transaction() as tx:
        (letter,) = await claim(tx)
        assert letter == Letter(id, "42", person, Lane.REPLY, "r", 77, 0, None, "m5", letter.body, id, None, NOW)
        assert await claims.words(tx, [letter.body]) == {letter.body: "слова"}
        assert await state(tx, id) is State.SENDING
        assert await claim(tx) == []


async def test_nothing_is_claimed_before_its_time(database: Database) -> None:
    async with database.transaction() as tx:
        await plan(tx, not_before=NOW + 60)
        assert await claim(tx) == []
        assert await claim(tx, channel="vk", now=NOW + 60) == []
        assert len(await claim(tx, now=NOW + 60)) == 1


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
        await claims.postpone(tx, [Postponed(first, REAL + 5, "busy")], fence=0)
        assert await claim(tx) == [], "the second must not overtake the first"
        assert [letter.id for letter in await claim(tx, real_now=REAL + 5)] == [first]
        await claims.settle(tx, [Settled(first, State.FAILED, "gave up")], fence=0, real_now=REAL + 5)
        assert [letter.id for letter in await claim(tx, real_now=REAL + 5)] == [second]


async def test_what_waits_for_tomorrow_holds_up_nothing(database: Database) -> None:
    async with database.transaction() as tx:
        await plan(tx, not_before=NOW + 86400)
        today = await plan(tx)
        assert [letter.id for letter in await claim(tx)] == [today]


async def test_a_walk_looks_at_so_many_rows_and_another_goes_on_behind_them(database: Database) -> None:
    async with database.transaction() as tx:
        first, *_ = [await plan(tx, "crowded") for _ in range(5)]
        behind = await plan(tx, "behind")
        facts: dict[str, Any] = {"now": NOW, "walk": 3}

        async def due(after: Place) -> list[int]:
            return [letter.id for letter in
                    await claims.due(tx, "telegram", Lane.REMINDER, limit=3, real_now=REAL, after=after, **facts)]

        assert await due(claims.START) == [first]
        end = await claims.walked(tx, "telegram", Lane.REMINDER, **facts)
        assert end is not None
        assert await due(end) == [behind]
        assert await claims.walked(tx, "telegram", Lane.REMINDER, after=Place(NOW, behind), **facts) is None


async def test_tries_are_counted_and_the_first_is_dated(database: Database) -> None:
    async with database.transaction() as tx:
        id = await plan(tx)
        for later in range(3):
            (letter,) = await claim(tx, real_now=REAL + later)
            await claims.postpone(tx, [Postponed(letter.id, REAL, "busy")], fence=0)
        (letter,) = await claim(tx, real_now=REAL + 9)
        assert (letter.tries, letter.tried_at) == (3, REAL)
        await claims.release(tx, [Returned(id)], fence=0)
        (letter,) = await claim(tx, real_now=REAL + 10)
        assert (letter.tries, letter.tried_at) == (0, None)


async def test_an_end_once_recorded_stays(database: Database) -> None:
    async with database.transaction() as tx:
        id = await plan(tx)
        await claim(tx)
        await claims.settle(tx, [Settled(id, State.SENT, ref="m1")], fence=0, real_now=REAL)
        await claims.settle(tx, [Settled(id, State.FAILED, "late")], fence=0, real_now=REAL)
        await claims.postpone(tx, [Postponed(id, REAL, "late")], fence=0)
        await claims.release(tx, [Returned(id)], fence=0)
        found = await outbox.standing(tx, id)
    assert found == outbox.Standing(id, "telegram", "7", State.SENT, "", 1, "m1")


@pytest.mark.parametrize("words", ["null \0 inside", "half a pair \ud83d", "it's \"quoted\" \\ \u2028"])
async def test_a_messengers_own_words_can_always_be_kept(database: Database, words: str) -> None:
    async with database.transaction() as tx:
        id = await plan(tx)
        await claim(tx)
        await claims.postpone(tx, [Postponed(id, REAL, words)], fence=0)
        assert await state(tx, id) is State.PLANNED


async def test_what_may_have_had_its_effect_stays_with_its_batch_and_number(database: Database) -> None:
    async with database.transaction() as tx:
        one, two, three = [await plan(tx, user, random_id=number) for number, user in enumerate("abc", 1)]
        rows = await claims.due(tx, "telegram", Lane.REMINDER, limit=9, now=NOW, real_now=REAL, walk=9)
        frozen = [Letter(row.id, row.user, None, row.lane, row.reason, 1, 0, None, "", row.body, one) for row in rows]
        await claims.mark(tx, frozen, fence=0, real_now=REAL)
        await claims.postpone(tx, [Postponed(one, REAL, "lost", kept=True), Postponed(two, REAL, "lost", kept=True),
                                   Postponed(three, REAL, "busy", random_id=33)], fence=0)
        again = await claims.batches(tx, [one])
        rows = await claims.due(tx, "telegram", Lane.REMINDER, limit=9, now=NOW, real_now=REAL, walk=9)
    assert [(row.id, row.batch, row.random_id) for row in again] == [(one, one, 1), (two, one, 1)]
    assert [(row.batch, row.random_id, row.kept) for row in rows] == [(one, 1, 1), (one, 1, 1), (None, 33, 0)]


async def test_the_channels_fault_parts_no_batch_that_may_have_had_its_effect(database: Database) -> None:
    async with database.transaction() as tx:
        one, two = [await plan(tx, user, random_id=number) for number, user in enumerate("ab", 1)]
        await claim(tx)
        await claims.release(tx, [Returned(one, kept=True), Returned(two, 22)], fence=0)
        rows = await claims.due(tx, "telegram", Lane.REMINDER, limit=9, now=NOW, real_now=REAL, walk=9)
    assert [(row.batch, row.random_id, row.tries) for row in rows] == [(one, 1, 0), (None, 22, 0)]


async def test_what_was_taken_back_meanwhile_is_not_marked(database: Database) -> None:
    async with database.transaction() as tx:
        await plan(tx, reason="task:1")
        (letter,) = await claims.due(tx, "telegram", Lane.REMINDER, limit=9, now=NOW, real_now=REAL, walk=9)
        await outbox.cancel(tx, "task:1", real_now=REAL)
        assert await claims.mark(tx, [letter], fence=0, real_now=REAL) == set()


async def test_after_a_crash_what_was_in_the_air_is_planned_under_the_same_number(database: Database) -> None:
    async with database.transaction() as tx:
        lost = await plan(tx, random_id=123)
        known = await plan(tx, "8")
        await plan(tx, channel="vk", random_id=124)
        await claim(tx)
        await claim(tx, channel="vk")
    async with database.transaction() as tx:
        assert await claims.recover(tx, "telegram", still_open=[known]) == 1
        (letter,) = await claim(tx)
        assert (letter.id, letter.random_id, letter.batch) == (lost, 123, lost)
        assert (letter.tries, letter.tried_at) == (0, None), "a try that was cut off does not count"
        assert await claim(tx, channel="vk") == []


async def test_what_was_claimed_and_not_sent_was_not_tried(database: Database) -> None:
    async with database.transaction() as tx:
        id = await plan(tx)
        await claim(tx)
        await claims.postpone(tx, [Postponed(id, REAL, "busy")], fence=0)
        await claim(tx, real_now=REAL + 1)
        await claims.ground(tx, [id], fence=0)
        (letter,) = await claim(tx, real_now=REAL + 2)
    assert (letter.tries, letter.tried_at) == (1, REAL)


async def test_of_a_former_holder_only_the_news_that_something_was_sent_is_taken(database: Database) -> None:
    async with database.transaction() as tx:
        ids = [await plan(tx, user) for user in "abcd"]
        await claim(tx, fence=1)
        await claims.recover(tx, "telegram")
        await claim(tx, fence=2)
        await claims.settle(tx, [Settled(ids[0], State.SENT), Settled(ids[1], State.FAILED)], fence=1, real_now=REAL)
        await claims.postpone(tx, [Postponed(ids[2], REAL, "busy")], fence=1)
        await claims.release(tx, [Returned(ids[3])], fence=1)
        await claims.ground(tx, ids[3:], fence=1)
        assert [await state(tx, id) for id in ids] == [State.SENT, *[State.SENDING] * 3]
        await claims.settle(tx, [Settled(ids[0], State.FAILED), Settled(ids[1], State.SENT)], fence=2, real_now=REAL)
        assert [await state(tx, id) for id in ids[:2]] == [State.SENT, State.SENT]


@pytest.mark.parametrize("query", ["due", "walked", "batch", "words", "mark", "settle", "postpone", "release",
                                   "ground", "recover"])
async def test_no_claim_walks_a_table(sqlite_database: Database, query: str) -> None:
    lists = dict.fromkeys(("batches", "bodies", "letters", "ends", "waits", "ids", "open"), json.dumps([[1, 1, 1]]))
    facts = {"channel": "x", "lane": 0, "now": 1, "real_now": 1, "limit": 1, "walk": 9, "from_instant": 0,
             "from_id": 0, "fence": 1, **lists}
    steps = await plan_of(sqlite_database, f"claims.{query}", facts)
    assert steps
    assert not [step for step in steps if step.startswith("SCAN") and step not in (
        "SCAN n VIRTUAL TABLE INDEX 1:", "SCAN x")], steps
