"""Delivery: letters that share a call, and what becomes of them when the call is lost, refused, or answered in part."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import pytest

from messages import post
from messages.messenger import Gone, Parcel, Scope, TryLater
from messages.replies import Attachment, Reply
from messages.updates import Address, FileKind
from scheduler.leases import LASTING
from scheduler.watch import Nobody
from storage import files, outbox
from storage.database import Database
from storage.outbox import Lane, State
from tests.loopback.memory import LOST_REPLY, PLENTY, MemoryMessenger
from tests.scheduler.network import execute
from tests.scheduler.office import Office, until

TOGETHER = replace(PLENTY, peers=100, bundle=25)
BUSY = TryLater("6", scope=Scope.TOKEN, throttled=True)


@pytest.fixture
async def office(database: Database) -> AsyncIterator[Office]:
    office = Office(database, TOGETHER)
    yield office
    await office.nursery.close()


async def plan(office: Office, people: int, words: str = "Всем") -> None:
    async with office.database.transaction() as tx:
        many = [post.Recipient(Address("memory", str(number)), None) for number in range(people)]
        await post.post_many(tx, recipients=many, reply=Reply(words), lane=Lane.BROADCAST, reason=words,
                             now=office.clock.now())


def shapes(messenger: MemoryMessenger) -> list[int]:
    return [len(parcels) for parcels in messenger.shared]


def numbers(parcels: list[Parcel]) -> set[int]:
    return {parcel.random_id for parcel in parcels}


async def counted(office: Office) -> dict[State, int]:
    async with office.database.reading() as tx:
        return {state: number for state, number in (await outbox.counts(tx)).items() if number}


async def test_one_text_goes_to_a_hundred_in_one_call(office: Office) -> None:
    await plan(office, 250)
    await office.delivered()
    assert shapes(office.messenger) == [100, 100, 50]
    assert [len(numbers(call)) for call in office.messenger.shared] == [1, 1, 1]
    assert all(office.messenger.shows(str(user)) == ["Всем"] for user in range(250))
    assert await counted(office) == {State.SENT: 250}


async def test_different_texts_share_a_call_but_not_a_number(office: Office) -> None:
    for user in range(30):
        await office.put(f"Вам, {user}", user=str(user))
    await office.delivered()
    assert shapes(office.messenger) == [25, 5]
    assert [len(numbers(call)) for call in office.messenger.shared] == [25, 5]


async def test_replies_share_no_call_with_others_and_wait_for_nobody(office: Office) -> None:
    await office.put("Напоминание", user="1")
    await office.put("Ответ", user="2", lane=Lane.REPLY)
    await office.delivered()
    assert shapes(office.messenger) == []
    assert len(office.messenger.calls) == 2


async def test_a_lost_batch_goes_again_to_the_same_people_under_the_same_number(office: Office) -> None:
    office.messenger.fail(*[LOST_REPLY] * 3)
    await plan(office, 3)
    await office.delivered()
    assert await counted(office) == {State.PLANNED: 3}
    await plan(office, 5, "Ещё всем")
    await office.delivered(after=1)
    first, *later = office.messenger.shared
    again = next(call for call in later if call[0].reply == first[0].reply)
    assert [(each.user, each.random_id) for each in again] == [(each.user, each.random_id) for each in first]
    assert all(office.messenger.shows(str(user)) == ["Всем", "Ещё всем"] for user in range(3))


async def test_after_a_crash_the_batch_is_what_it_was(office: Office) -> None:
    office.messenger.gate.clear()
    await plan(office, 3)
    office.nursery.once("first life", office.delivery.deliver_due)
    await until(lambda: bool(office.messenger.calls))
    await plan(office, 6, "Ещё всем")
    office.delivery = office.opened()
    office.nursery.once("second life", office.delivery.deliver_due)
    await until(lambda: len(office.messenger.shared) >= 2)
    first, second, *_ = office.messenger.shared
    office.messenger.gate.set()
    assert {(each.user, each.random_id) for each in second} == {(each.user, each.random_id) for each in first}
    await until(lambda: len([line for screen in office.messenger.screens.values() for line in screen]) == 9)
    await office.nursery.close()
    assert all(office.messenger.shows(str(user)) == ["Всем", "Ещё всем"] for user in range(3))


async def test_whom_one_call_could_not_reach_is_judged_alone(office: Office) -> None:
    office.messenger.blocked.add("1")
    office.messenger.fail(TryLater("9", after=300), TryLater("lost", unknown=True))
    await plan(office, 5)
    await office.delivered()
    assert await counted(office) == {State.SENT: 2, State.PLANNED: 2, State.UNREACHABLE: 1}
    (first,) = office.messenger.shared
    await office.delivered(after=5)
    (lost,) = office.messenger.calls[5:]
    assert (lost.user, lost.random_id) == ("2", first[0].random_id), "it may have had it: the same number"
    await office.delivered(after=300)
    (flooded,) = office.messenger.calls[6:]
    assert flooded.user == "0"
    assert flooded.random_id != first[0].random_id, "it has certainly not had it: a number of its own"
    assert await counted(office) == {State.SENT: 4, State.UNREACHABLE: 1}


async def test_a_call_beyond_the_pace_slows_it_and_loses_nothing(office: Office) -> None:
    office.messenger.fail(*[BUSY] * 3)
    await plan(office, 3)
    await office.delivered()
    await office.delivered(after=2)
    assert await counted(office) == {State.SENT: 3}


async def test_a_body_that_cannot_be_read_harms_nobody_beside_it(office: Office) -> None:
    async with office.database.transaction() as tx:
        await outbox.put(tx, channel="memory", user="bad", participant=None, body="{", file=None, lane=Lane.REMINDER,
                         reason="r", random_id=1, now=office.clock.now())
    await office.put("слова", user="good")
    await office.delivered()
    assert await counted(office) == {State.SENT: 1, State.FAILED: 1}


async def test_a_client_that_answers_for_too_few_is_not_believed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def send_many(parcels: list[Parcel]) -> list[Gone]:
        return [Gone("?")]

    monkeypatch.setattr(office.messenger, "send_many", send_many)
    await plan(office, 3)
    await office.delivered()
    assert await counted(office) == {State.PLANNED: 3}


async def test_whoever_has_lost_the_lease_claims_no_more_but_tells_what_it_has_sent(office: Office) -> None:
    office.messenger.gate.clear()
    await plan(office, 3)
    await office.runs()
    await until(lambda: bool(office.messenger.calls))
    async with office.database.transaction() as tx:
        await execute(tx, "update leases set fence = fence + 1, holder = :holder", holder="somebody else")
    await plan(office, 5, "Ещё всем")
    office.delivery.nudge()
    await until(lambda: not office.lease.fence)
    office.messenger.gate.set()
    async with asyncio.timeout(10):
        while (await counted(office)).get(State.SENT) != 3:
            await until(lambda: True)
    await office.nursery.close()
    assert await counted(office) == {State.SENT: 3, State.PLANNED: 5}


async def test_a_process_that_slept_longer_than_its_lease_sends_nothing_before_it_has_asked(office: Office) -> None:
    await office.lease.beat()
    office.hand.advance(LASTING)
    assert not office.lease.is_sure
    await plan(office, 3)
    await office.runs()
    office.delivery.nudge()
    async with asyncio.timeout(10):
        while (await counted(office)).get(State.SENDING) != 3:
            await until(lambda: True)
    assert office.messenger.calls == []
    await office.nursery.close()
    assert await counted(office) == {State.PLANNED: 3}, "what was claimed and has not gone is given back"


class Drowsy:
    """A database whose files are so far away that the process sleeps over its lease."""

    def __init__(self, database: Database, sleeps: Callable[[], None]) -> None:
        self._database, self._sleeps = database, sleeps

    def reading(self) -> Any:
        self._sleeps()
        return self._database.reading()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._database, name)


class Landings(Nobody):
    """Counts calls that have come to their end."""

    number = 0

    def landed(self, channel: str) -> None:
        self.number += 1


async def test_what_was_made_ready_for_longer_than_the_lease_lasts_does_not_leave(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    naps, landings = [LASTING], Landings()
    drowsy: Any = Drowsy(database, lambda: far.hand.advance(naps.pop() if naps else 0))
    far = Office(drowsy, TOGETHER)
    monkeypatch.setattr(far.delivery, "_watch", landings)
    async with database.transaction() as tx:
        file = await files.keep(tx, "document", "отчёт.docx", "x/y", b"bytes", now=far.clock.now())
    id = await far.put(reply=Reply("Отчёт", attachment=Attachment(FileKind.DOCUMENT, "отчёт.docx", "x/y", file)))
    await far.runs()
    far.delivery.nudge()
    await until(lambda: landings.number == 1)
    assert far.messenger.calls == []
    await far.lease.beat()
    far.delivery.nudge()
    await until(lambda: landings.number == 2)
    await far.nursery.close()
    assert far.messenger.shows("7") == ["Отчёт"]
    assert ((await far.standing(id)).state, (await far.standing(id)).tries) == (State.SENT, 1)
