"""Broadcasts as they are stored: each person stands in exactly one place, however many rounds. On both databases."""

import re
from collections.abc import Iterable
from typing import Any

import pytest

from storage import addressees, broadcasts, outbox, participants
from storage.addressees import Failure, Fate
from storage.broadcasts import Broadcast, Kind, State
from storage.database import Database, Transaction
from storage.outbox import Lane, Recipient
from tests.addressed import everybody
from tests.letters import plan_of
from tests.scheduler.network import Network, execute, found

NOW, REAL = 1_527_000_000, 1_900_000_000
STATES = ("sent", "sending", "planned", "failed", "unreachable", "expired", "cancelled")


class Office:
    """A curator who writes to seven teachers; each of them has an address in `telegram`."""

    def __init__(self, tx: Transaction, network: Network) -> None:
        self.tx, self.network = tx, network
        self.people: list[int] = []

    async def settle(self) -> None:
        school = await self.network.organisation("school")
        self.author = await self.network.person("curator", school)
        self.people = [await self.network.person("teacher", school) for _ in STATES]

    async def draft(self, **facts: Any) -> int:
        facts = {"kind": Kind.MESSAGE, "lane": Lane.BROADCAST, "author": self.author, **facts}
        return await broadcasts.draft(self.tx, programme=self.network.programme, content='{"text":"слова"}', now=NOW,
                                      **facts)

    async def begun(self) -> int:
        id = await self.draft()
        assert await broadcasts.start(self.tx, id, now=NOW)
        await addressees.put_people(self.tx, id, self.people)
        return id

    async def fed(self, id: int, limit: int = 100) -> list[int]:
        """Their messages are put into the outbox."""
        sent = await self.seen(id)
        body = await outbox.put_shared(self.tx, sent.content, None)
        people = await addressees.next_people(self.tx, id, "telegram", limit=limit)
        await outbox.put_copies(
            self.tx, body, [Recipient("telegram", each.user, each.participant, 1) for each in people],
            lane=sent.lane, reason=f"broadcast:{id}:{sent.round}", now=NOW, broadcast=id, author=sent.author)
        await addressees.planned(self.tx, id, [each.participant for each in people], now=NOW)
        return [each.participant for each in people]

    async def ends(self, id: int, states: Iterable[tuple[int, str]], channel: str = "telegram") -> None:
        for person, state in states:
            await execute(self.tx, "update outbox set state = :state, detail = :state, tries = 1 where broadcast = :id "
                          "and participant = :person and channel = :channel and state in ('planned', 'sending')",
                          state=state, id=id, person=person, channel=channel)

    async def seen(self, id: int) -> Broadcast:
        sent = await broadcasts.by_id(self.tx, id)
        assert sent
        return sent

    async def fates(self, id: int) -> dict[Fate, int]:
        """Where people stand; together they are all of them."""
        told = await addressees.fates(self.tx, id)
        assert sum(told.values()) == len(await addressees.people(self.tx, id))
        return {fate: number for fate, number in told.items() if number}


async def office(tx: Transaction) -> Office:
    made = Office(tx, await found(tx))
    await made.settle()
    return made


async def test_a_draft_can_be_changed_until_it_goes_out(database: Database) -> None:
    async with database.transaction() as tx:
        here = await office(tx)
        id = await here.draft(audience="[]")
        assert await broadcasts.write(tx, id, content='{"text":"иначе"}', file=None)
        assert await broadcasts.choose(tx, id, '[["role",["teacher"],0]]')
        assert await broadcasts.schedule(tx, id, NOW + 60)
        assert await broadcasts.schedule(tx, id, NOW + 90), "the time can be named anew"
        assert await broadcasts.write(tx, id, content='{"text":"ещё раз"}', file=None)
        sent = await here.seen(id)
        assert (sent.state, sent.send_at, sent.audience) == (State.SCHEDULED, NOW + 90, '[["role",["teacher"],0]]')
        assert await broadcasts.start(tx, id, now=NOW + 90)
        for deed in (broadcasts.write(tx, id, content="{}", file=None), broadcasts.choose(tx, id, "[]"),
                     broadcasts.schedule(tx, id, NOW), broadcasts.drop(tx, id), broadcasts.start(tx, id, now=NOW)):
            assert not await deed
        assert (await here.seen(id)).content == '{"text":"ещё раз"}'


async def test_what_has_not_begun_can_be_thrown_away_scheduled_or_not(database: Database) -> None:
    async with database.transaction() as tx:
        here = await office(tx)
        first, second = await here.draft(), await here.draft()
        await broadcasts.schedule(tx, second, NOW)
        assert await broadcasts.drop(tx, first)
        assert await broadcasts.drop(tx, second)
        assert await broadcasts.under_way(tx, ["telegram"], now=NOW) == []


async def test_under_way_is_what_goes_out_and_what_is_due(database: Database) -> None:
    async with database.transaction() as tx:
        here = await office(tx)
        later, due, running, idle, _ = [await here.draft() for _ in range(5)]
        await broadcasts.schedule(tx, later, NOW + 1)
        await broadcasts.schedule(tx, due, NOW)
        for id in (running, idle):
            await broadcasts.start(tx, id, now=NOW)
        await addressees.put_people(tx, running, here.people)
        going = await broadcasts.under_way(tx, ["telegram"], now=NOW)
        assert [(each.id, each.eager) for each in going] == [(due, 1), (running, 1), (idle, 0)]
        switched_off = await broadcasts.under_way(tx, ["vk"], now=NOW)
        assert [(each.id, each.eager) for each in switched_off] == [(due, 1), (running, 0), (idle, 0)]


async def test_each_stands_in_one_place(database: Database) -> None:
    async with database.transaction() as tx:
        here = await office(tx)
        nobody = await here.network.person("teacher", 1, address=False)
        here.people += [nobody]
        id = await here.begun()
        assert await here.fates(id) == {Fate.WAITING: 7, Fate.ABSENT: 1}
        assert await here.fed(id) == here.people[:7]
        await here.ends(id, zip(here.people, STATES, strict=False))
        assert await here.fates(id) == {Fate.SENT: 1, Fate.MOVING: 2, Fate.FAILED: 1, Fate.UNREACHABLE: 1,
                                        Fate.EXPIRED: 1, Fate.CANCELLED: 1, Fate.ABSENT: 1}
        assert sorted(await addressees.missed(tx, id)) == [*here.people[3:7], nobody]
        assert await addressees.failures(tx, id) == [Failure("failed", 1)]
        assert await addressees.is_open(tx, id)
        await here.ends(id, [(here.people[1], "sent"), (here.people[2], "sent")])
        assert not await addressees.is_open(tx, id)


async def test_whom_it_missed_is_taken_up_again_and_nobody_else(database: Database) -> None:
    async with database.transaction() as tx:
        here = await office(tx)
        id = await here.begun()
        await here.fed(id)
        await here.ends(id, zip(here.people, ("sent", "sent", "sent", "failed", "failed", "failed", "unreachable"),
                                strict=True))
        assert not await broadcasts.next_round(tx, id, await everybody(tx, id)), "it is still going out"
        await broadcasts.turn(tx, id, State.DONE, State.RUNNING, ended_at=NOW)
        gone, moved = here.people[6], here.people[5]
        await execute(tx, "update addresses set closed_at = 1 where participant = :id", id=gone)
        await execute(tx, "update addresses set closed_at = 1 where participant = :id", id=moved)
        await participants.link(tx, "vk", "elsewhere", moved, now=NOW)
        assert await broadcasts.next_round(tx, id, await everybody(tx, id))
        sent = await here.seen(id)
        assert (sent.state, sent.round, sent.ended_at) == (State.RUNNING, 2, None)
        assert await here.fates(id) == {Fate.SENT: 3, Fate.WAITING: 3, Fate.UNREACHABLE: 1}
        assert await addressees.missed(tx, id) == [gone]
        assert await here.fed(id) == here.people[3:5]
        assert [each.participant for each in await addressees.next_people(tx, id, "vk", limit=9)] == [moved]
        await here.ends(id, [(here.people[3], "sent"), (here.people[4], "failed")])
        assert await here.fates(id) == {Fate.SENT: 4, Fate.FAILED: 1, Fate.WAITING: 1, Fate.UNREACHABLE: 1}


async def test_what_was_cancelled_is_not_sent_again(database: Database) -> None:
    async with database.transaction() as tx:
        here = await office(tx)
        id = await here.begun()
        await here.fed(id, 2)
        await broadcasts.turn(tx, id, State.CANCELLED, State.RUNNING, ended_at=NOW)
        await addressees.take_back(tx, id, real_now=REAL)
        assert not await broadcasts.next_round(tx, id, await everybody(tx, id))
        assert not await broadcasts.resume(tx, id)
        assert await here.fates(id) == {Fate.WAITING: 7}


async def test_a_pause_takes_back_what_nobody_has_heard_of_and_it_goes_out_later(database: Database) -> None:
    async with database.transaction() as tx:
        here = await office(tx)
        id = await here.begun()
        await here.fed(id, 4)
        await here.ends(id, [(here.people[0], "sent"), (here.people[1], "sending")])
        await here.ends(id, [(here.people[2], "planned")])  # it has been tried once
        assert await broadcasts.turn(tx, id, State.PAUSED, State.RUNNING)
        assert await addressees.take_back(tx, id, real_now=REAL) == 1
        assert await here.fates(id) == {Fate.SENT: 1, Fate.MOVING: 2, Fate.WAITING: 4}
        assert await broadcasts.under_way(tx, ["telegram"], now=NOW) == []
        assert await broadcasts.resume(tx, id)
        assert not await broadcasts.resume(tx, id)
        assert await here.fed(id) == here.people[3:]
        assert await here.fates(id) == {Fate.SENT: 1, Fate.MOVING: 6}


async def test_a_message_that_goes_on_to_another_address_counts_once(database: Database) -> None:
    async with database.transaction() as tx:
        here = await office(tx)
        id = await here.begun()
        person, = await here.fed(id, 1)
        first = await execute(tx, "select id from outbox where participant = :id", id=person)
        assert await outbox.forward(tx, first[0]["id"], channel="vk", user="70", random_id=2, now=NOW)
        await here.ends(id, [(person, "unreachable")])
        assert await here.fates(id) == {Fate.MOVING: 1, Fate.WAITING: 6}
        assert person not in await addressees.missed(tx, id)
        await here.ends(id, [(person, "sent")], "vk")
        assert await here.fates(id) == {Fate.SENT: 1, Fate.WAITING: 6}


async def test_an_address_that_was_given_up_is_not_written_to(database: Database) -> None:
    async with database.transaction() as tx:
        here = await office(tx)
        id = await here.begun()
        unlinked, closed, erased, taken = here.people[:4]
        await execute(tx, "delete from addresses where participant = :id", id=unlinked)
        await execute(tx, "update addresses set closed_at = 1 where participant = :id", id=closed)
        await execute(tx, "delete from addresses where participant = :id", id=erased)
        await execute(tx, "update addresses set participant = :other where participant = :id", id=taken,
                      other=here.people[6])
        people = await addressees.next_people(tx, id, "telegram", limit=9)
        assert [each.participant for each in people if not each.here] == here.people[:4]
        await participants.link(tx, "vk", "elsewhere", closed, now=NOW)
        await addressees.rehome(tx, id, [(each, 0) for each in here.people[:4]])
        assert await here.fates(id) == {Fate.WAITING: 4, Fate.ABSENT: 3}
        assert sorted(await addressees.channels(tx, id)) == ["telegram", "vk"]


async def test_who_comes_next_comes_with_the_quiet_hours_of_their_main_role(database: Database) -> None:
    async with database.transaction() as tx:
        here = await office(tx)
        id = await here.begun()
        await execute(tx, "update roles set ended_at = 1 where participant = :id", id=here.people[0])
        first, second = await addressees.next_people(tx, id, "telegram", limit=2)
    assert (first.time_zone, first.quiet_hours) == ("UTC", "20:00-08:00")
    assert (second.time_zone, second.quiet_hours) == ("Asia/Irkutsk", "20:00-08:00")


async def test_messages_put_off_do_not_lie_ready(database: Database) -> None:
    async with database.transaction() as tx:
        here = await office(tx)
        id = await here.begun()
        await here.fed(id)
        assert await addressees.in_hand(tx, id, "telegram", now=NOW) == 7
        assert await addressees.in_hand(tx, id, "vk", now=NOW) == 0
        assert await addressees.in_hand(tx, id, "telegram", now=NOW - 1) == 0


async def test_a_body_that_was_emptied_meanwhile_is_not_used_again(database: Database) -> None:
    async with database.transaction() as tx:
        here = await office(tx)
        id = await here.begun()
        assert await broadcasts.body(tx, id) is None
        body = await outbox.put_shared(tx, "слова", None)
        await broadcasts.set_body(tx, id, body)
        assert await broadcasts.body(tx, id) == body
        await execute(tx, "update bodies set content = '' where id = :id", id=body)
        assert await broadcasts.body(tx, id) is None


async def test_presses_count_once_and_only_of_those_to_whom_it_goes(database: Database) -> None:
    async with database.transaction() as tx:
        here = await office(tx)
        id = await here.begun()
        assert await addressees.click(tx, id, here.people[0], 0, now=NOW)
        assert not await addressees.click(tx, id, here.people[0], 0, now=NOW)
        assert await addressees.click(tx, id, here.people[0], 1, now=NOW)
        assert await addressees.click(tx, id, here.people[1], 1, now=NOW)
        assert not await addressees.click(tx, id, here.author, 0, now=NOW)
        assert await addressees.clicks(tx, id) == {0: 1, 1: 2}
        assert sorted(await addressees.silent(tx, id)) == here.people[2:]
        assert await addressees.is_for(tx, id, here.people[2])
        assert not await addressees.is_for(tx, id, here.author)


async def test_nobody_gets_one_twice_however_often_people_are_put(database: Database) -> None:
    async with database.transaction() as tx:
        here = await office(tx)
        id = await here.begun()
        await here.fed(id)
        await addressees.put_people(tx, id, here.people)
        assert await here.fed(id) == []
        assert await here.fates(id) == {Fate.MOVING: 7}


async def test_the_list_is_ones_own_and_an_operators_is_the_programmes(database: Database) -> None:
    async with database.transaction() as tx:
        here = await office(tx)
        sent, draft = await here.begun(), await here.draft(kind=Kind.LETTER)
        await here.draft(author=None, kind=Kind.NOTICE)
        operator = await here.network.person("operator", 1)
        listed = await broadcasts.own(tx, here.author, size=9, skip=0)
        assert [(each.id, each.people, each.kind) for each in listed] == [(draft, 0, Kind.LETTER),
                                                                          (sent, 7, Kind.MESSAGE)]
        assert [each.id for each in await broadcasts.own(tx, here.author, size=1, skip=1)] == [sent]
        assert [each.id for each in await broadcasts.own(tx, operator, size=9, skip=0)] == [sent]
        assert await broadcasts.own(tx, here.people[0], size=9, skip=0) == []


async def test_the_screen_that_is_watched_is_remembered(database: Database) -> None:
    async with database.transaction() as tx:
        here = await office(tx)
        id = await here.begun()
        await broadcasts.watched(tx, id, ref="m1", delivery=5, said="слова", real_now=REAL)
        await broadcasts.watch(tx, id, channel="vk", user="7", ref="m2", real_now=REAL + 1)
        sent = await here.seen(id)
    assert (sent.watch_channel, sent.watch_user, sent.watch_ref) == ("vk", "7", "m2")
    assert (sent.watch_delivery, sent.watch_said, sent.watched_at) == (None, "", REAL + 1)


FACTS = {"broadcast": 1, "participant": 1, "size": 7, "skip": 0, "channel": "vk", "limit": 5, "now": 1, "real_now": 1,
         "channels": "[]", "people": "[]", "allowed": "[]"}


@pytest.mark.parametrize("query", ["fates", "missed", "failures", "own", "next_people", "take_back", "unplan_missed",
                                   "rehome", "in_hand", "is_open", "under_way", "channels", "silent", "clicks"])
async def test_nothing_walks_over_the_messages_or_people_of_others(sqlite_database: Database, query: str) -> None:
    topic = "broadcasts" if query in ("own", "under_way") else "addressees"
    steps = await plan_of(sqlite_database, f"{topic}.{query}", FACTS)
    walks = re.compile(r"SCAN (outbox|broadcast_people|broadcasts|clicks|addresses|roles|o|x|r|a|b)$")
    assert not [step for step in steps if walks.match(step) and not (query == "own" and step == "SCAN b")], steps
