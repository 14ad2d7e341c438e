"""Delivery: what every outcome leaves behind, who goes first, and what survives a crash."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from messages import post
from messages.messenger import Gone, Outcome, Rejected, Scope, Stopped, TryLater
from messages.replies import Attachment, Reply
from messages.updates import Address, FileKind
from scheduler.delivery import IN_THE_AIR, KEPT_FOR_REPLIES
from scheduler.verdicts import GIVE_UP_TRIES
from scheduler.watch import Nobody
from storage import files, outbox, participants
from storage.database import Database
from storage.outbox import Lane, State
from tests.letters import claim
from tests.loopback.memory import LOST_REPLY, PLENTY, MemoryMessenger
from tests.scheduler.office import Office, until


@pytest.fixture
async def office(database: Database) -> AsyncIterator[Office]:
    office = Office(database)
    yield office
    await office.nursery.close()


@pytest.fixture
async def small_office(sqlite_database: Database) -> AsyncIterator[Office]:
    office = Office(sqlite_database)
    yield office
    await office.nursery.close()


FAULTS: list[tuple[Outcome | Exception, State, str]] = [
    (TryLater("502"), State.PLANNED, "502"),
    (TryLater("429", after=10), State.PLANNED, "429"),
    (TryLater("429", after=10, scope=Scope.TOKEN), State.PLANNED, "429"),
    (LOST_REPLY, State.PLANNED, "the connection died before the answer"),
    (RuntimeError("a bug in a client"), State.PLANNED, "the client has failed"),
    (Gone("blocked"), State.UNREACHABLE, "blocked"),
    (Rejected("can't parse entities"), State.FAILED, "can't parse entities"),
    (Stopped("401"), State.PLANNED, ""),
]


@pytest.mark.parametrize(("fault", "state", "detail"), FAULTS)
async def test_every_fault_has_its_named_state(office: Office, fault: Any, state: State, detail: str) -> None:
    office.messenger.fail(fault)
    id = await office.put()
    assert await office.delivered(id) == [state]
    assert (await office.standing(id)).detail == detail
    expected = State.SENT if state is State.PLANNED else state
    assert await office.delivered(id, after=100) == [expected]
    assert office.messenger.shows("7") == (["слова"] if expected is State.SENT else [])


async def test_what_was_sent_is_known_by_its_ref_and_can_be_edited(office: Office) -> None:
    id = await office.put("Было")
    await office.delivered()
    ref = (await office.standing(id)).ref
    assert ref
    await office.put("Стало", edits=ref)
    await office.delivered()
    assert office.messenger.shows("7") == ["Стало"]


async def test_a_try_is_repeated_with_its_number_after_growing_waits(office: Office) -> None:
    office.messenger.fail(*[TryLater("502")] * 3)
    id = await office.put()
    for wait in (0, 1, 2):
        assert await office.delivered(id, after=wait) == [State.PLANNED]
    assert await office.delivered(id, after=3) == [State.PLANNED], "the third wait takes four seconds"
    assert await office.delivered(id, after=1) == [State.SENT]
    assert len({parcel.random_id for parcel in office.messenger.calls}) == 1


async def test_a_message_is_given_up_after_a_day_but_not_before(small_office: Office) -> None:
    office = small_office
    id = await office.put()
    office.messenger.fail(*[TryLater("502")] * (GIVE_UP_TRIES + 1))
    for _ in range(GIVE_UP_TRIES):
        assert await office.delivered(id, after=1000) == [State.PLANNED]
    assert await office.delivered(id, after=86400) == [State.FAILED]
    assert (await office.standing(id)).detail == "gave up: 502"


async def test_the_order_of_one_dialogue_is_kept_over_failures(office: Office) -> None:
    office.messenger.fail(TryLater("502"))
    for text in ("раз", "два", "три"):
        await office.put(text)
    await office.put("другому", user="8")
    await office.delivered()
    assert office.messenger.shows("7") == []
    assert office.messenger.shows("8") == ["другому"]
    await office.delivered(after=5)
    assert office.messenger.shows("7") == ["раз", "два", "три"]


async def test_too_many_requests_of_one_dialogue_hold_up_only_that(office: Office) -> None:
    office.messenger.fail(TryLater("429", after=60))
    first = await office.put()
    other = await office.put(user="8")
    assert await office.delivered(first, other) == [State.PLANNED, State.SENT]
    reply = await office.put("ответ", lane=Lane.REPLY)
    assert await office.delivered(first, reply, after=50) == [State.PLANNED, State.PLANNED]
    assert await office.delivered(first, reply, after=11) == [State.SENT, State.SENT]


async def test_too_many_requests_of_the_token_hold_up_all(office: Office) -> None:
    office.messenger.fail(TryLater("429", after=60, scope=Scope.TOKEN))
    first = await office.put()
    assert await office.delivered(first) == [State.PLANNED]
    other = await office.put(user="8")
    assert await office.delivered(other, after=50) == [State.PLANNED]
    assert len(office.messenger.calls) == 1
    assert await office.delivered(first, other, after=11) == [State.SENT, State.SENT]


async def test_a_messenger_that_fails_for_everybody_is_left_in_peace(small_office: Office) -> None:
    office = small_office
    slow = replace(PLENTY, rate=4)
    office.messenger = MemoryMessenger("memory", slow)
    office.delivery = office.opened()
    office.messenger.fail(*[TryLater("502")] * 1000)
    for user in range(100):
        await office.put(user=str(user))
    for _ in range(60):
        await office.delivered(after=1)
    assert len(office.messenger.calls) < 40
    office.messenger._faults.clear()
    await office.delivered(after=60)
    await office.delivered(after=1000)
    assert sum(map(len, office.messenger.screens.values())) == 100


async def test_who_is_gone_is_asked_at_the_other_address(office: Office) -> None:
    now = office.clock.now()
    async with office.database.transaction() as tx:
        person = await participants.add(tx, "Иван", now=now)
        await participants.link(tx, "memory", "7", person, now=now)
        await participants.link(tx, "vk", "70", person, now=now)
    office.messenger.blocked.add("7")
    id = await office.put(participant=person, reason="task:1")
    assert await office.delivered(id) == [State.UNREACHABLE]
    async with office.database.transaction() as tx:
        assert [home.user for home in await participants.open_addresses(tx, person)] == ["70"]
        (letter,) = await claim(tx, "vk", now=now)
    assert (letter.user, letter.reason, letter.participant) == ("70", "task:1", person)


async def test_who_came_back_while_a_call_was_refused_is_written_to_again(office: Office) -> None:
    async with office.database.transaction() as tx:
        person = await participants.add(tx, "Иван", now=office.clock.now())
        await participants.link(tx, "memory", "7", person, now=office.clock.now())
    office.messenger.fail(Gone("blocked"))
    office.messenger.gate.clear()
    await office.runs()
    id = await office.put(participant=person)
    office.delivery.nudge()
    await until(lambda: bool(office.messenger.calls))
    office.hand.advance(5)
    async with office.database.transaction() as tx:
        await participants.seen(tx, "memory", "7", now=office.clock.now())
    office.messenger.gate.set()
    await until(lambda: bool(office.messenger.shows("7")))
    await office.nursery.close()
    assert (await office.standing(id)).state is State.SENT
    async with office.database.reading() as tx:
        assert [home.user for home in await participants.open_addresses(tx, person)] == ["7"]


async def test_four_who_are_gone_are_gone(office: Office) -> None:
    office.messenger.blocked |= set("abcd")
    ids = [await office.put(user=user) for user in "abcd"]
    assert await office.delivered(*ids) == [State.UNREACHABLE] * 4
    assert office.alarms == []


async def test_a_success_in_between_makes_five_who_are_gone_believable(office: Office) -> None:
    office.messenger.blocked |= set("abefg")
    ids = [await office.put(user=user) for user in "abcefg"]
    states = await office.delivered(*ids)
    assert states == [State.UNREACHABLE, State.UNREACHABLE, State.SENT, *[State.UNREACHABLE] * 3]


async def test_when_all_are_gone_the_channel_is_suspected_and_nobody_marked(office: Office) -> None:
    office.messenger.blocked |= set("abcdefg")
    ids = [await office.put(user=user) for user in "abcdefg"]
    assert set(await office.delivered(*ids)) == {State.PLANNED}
    assert office.alarms == [("memory", "everybody: 5 people in a row cannot be reached: blocked")]
    assert office.delivery.stopped
    office.messenger.blocked.clear()
    assert await office.delivered(*ids, after=101) == [State.SENT] * 7
    assert not office.delivery.stopped


async def test_one_success_is_enough_to_believe_those_who_were_suspected(office: Office) -> None:
    office.messenger.blocked |= set("abcdefg")
    ids = [await office.put(user=user) for user in "abcdefg"]
    await office.delivered()
    reply = await office.put(user="x", lane=Lane.REPLY)
    await office.delivered(after=101)
    await office.delivered(after=101)
    assert await office.delivered(reply, *ids, after=101) == [State.SENT, *[State.UNREACHABLE] * 7]


async def test_a_stopped_channel_loses_nothing_and_is_reported_once(office: Office) -> None:
    office.messenger.dead = "401"
    ids = [await office.put(user=user) for user in "abc"]
    for _ in range(3):
        assert await office.delivered(*ids, after=101) == [State.PLANNED] * 3
    assert office.alarms == [("memory", "401")]
    office.messenger.dead = ""
    assert await office.delivered(*ids, after=101) == [State.SENT] * 3
    office.messenger.dead = "401 again"
    await office.put(user="d")
    await office.delivered(after=101)
    assert len(office.alarms) == 2


async def test_what_is_useless_by_now_is_dropped_visibly(office: Office) -> None:
    office.messenger.fail(TryLater("502", after=100))
    id = await office.put(expires_at=office.clock.now() + 60)
    assert await office.delivered(id) == [State.PLANNED]
    assert await office.delivered(id, after=101) == [State.EXPIRED]
    assert office.messenger.shows("7") == []


async def test_after_a_crash_what_was_in_the_air_is_sent_again_under_its_number(office: Office) -> None:
    office.messenger.gate.clear()
    ids = [await office.put(user=user) for user in "abc"]
    office.nursery.once("first life", office.delivery.deliver_due)
    await until(lambda: len(office.messenger.calls) == 3)
    assert {(await office.standing(id)).state for id in ids} == {State.SENDING}
    office.messenger.gate.set()
    office.delivery = office.opened()
    assert await office.delivered(*ids) == [State.SENT] * 3
    assert [office.messenger.shows(user) for user in "abc"] == [["слова"]] * 3


async def test_a_file_is_read_when_it_is_sent(office: Office) -> None:
    async with office.database.transaction() as tx:
        file = await files.keep(tx, "document", "отчёт.docx", "x/y", b"bytes", now=office.clock.now())
    reply = Reply("Отчёт", attachment=Attachment(FileKind.DOCUMENT, "отчёт.docx", "x/y", file))
    for user in "ab":
        await office.put(user=user, reply=reply)
    await office.delivered()
    assert [office.messenger.screens[user][0].content for user in "ab"] == [b"bytes"] * 2


async def test_a_body_that_cannot_be_read_is_our_bug(office: Office) -> None:
    async with office.database.transaction() as tx:
        id = await outbox.put(tx, channel="memory", user="7", participant=None, body="{", file=None, lane=Lane.TALK,
                              reason="r", random_id=1, now=office.clock.now())
    assert await office.delivered(id or 0) == [State.FAILED]


async def test_the_pace_is_kept_in_the_long_run(small_office: Office) -> None:
    office = small_office
    office.messenger = MemoryMessenger("memory", replace(PLENTY, rate=25, dialog_rate=1, dialog_burst=3))
    office.delivery = office.opened()
    times: list[float] = []
    office.messenger.on_call = lambda parcel: times.append(office.clock.monotonic())
    async with office.database.transaction() as tx:
        for number in range(150):
            await office.put_in(tx, "слова", str(number), Lane.BROADCAST)
    await office.delivered()
    assert len(times) == 150
    busiest = max(sum(start <= time < start + 1 for time in times) for start in times)
    assert busiest == 25


async def test_a_dialogue_gets_its_messages_at_its_own_pace(small_office: Office) -> None:
    office = small_office
    office.messenger = MemoryMessenger("memory", replace(PLENTY, dialog_rate=1, dialog_burst=3))
    office.delivery = office.opened()
    begin = office.clock.monotonic()
    for number in range(8):
        await office.put(str(number))
    await office.delivered()
    assert office.messenger.shows("7") == [str(number) for number in range(8)]
    assert office.clock.monotonic() - begin == pytest.approx(5)


async def test_a_reply_overtakes_a_broadcast_to_ten_thousand(office: Office) -> None:
    async with office.database.transaction() as tx:
        many = [post.Recipient(Address("memory", f"b{number}"), None) for number in range(10_000)]
        await post.post_many(tx, recipients=many, reply=Reply("Всем"), lane=Lane.BROADCAST, reason="b",
                             now=office.clock.now())
    await office.runs()
    await until(lambda: len(office.messenger.calls) >= 200)
    before = len(office.messenger.calls)
    await office.put("Ответ", user="person", lane=Lane.REPLY)
    office.delivery.nudge()
    await until(lambda: bool(office.messenger.shows("person")))
    place = next(at for at, parcel in enumerate(office.messenger.calls) if parcel.user == "person")
    assert place - before <= 150
    assert office.messenger.most_at_once <= IN_THE_AIR


async def test_slow_calls_of_a_broadcast_leave_room_for_a_reply(office: Office) -> None:
    office.messenger.gate.clear()
    for number in range(2 * IN_THE_AIR):
        await office.put(user=f"b{number}", lane=Lane.BROADCAST)
    await office.runs()
    office.delivery.nudge()
    await until(lambda: len(office.messenger.calls) >= IN_THE_AIR - KEPT_FOR_REPLIES)
    await office.put("Ответ", user="person", lane=Lane.REPLY)
    office.delivery.nudge()
    await until(lambda: "person" in {parcel.user for parcel in office.messenger.calls})
    office.messenger.gate.set()


async def test_the_loop_sends_on_a_nudge_and_records_what_is_in_the_air_when_it_is_stopped(office: Office) -> None:
    office.messenger.gate.clear()
    await office.runs()
    id = await office.put()
    office.delivery.nudge()
    await until(lambda: bool(office.messenger.calls))
    asyncio.get_running_loop().call_later(0.01, office.messenger.gate.set)
    await office.nursery.close()
    assert (await office.standing(id)).state is State.SENT


class Breaks(Nobody):
    """A watch that fails at the first event of a kind."""

    def __init__(self, at: str) -> None:
        self.at = at

    def _breaks(self, at: str) -> None:
        if self.at == at:
            self.at = ""
            raise RuntimeError("a bug")

    def took_off(self, channel: str) -> None:
        self._breaks("took off")

    def ended(self, channel: str, lane: Lane, state: State) -> None:
        self._breaks("ended")


@pytest.mark.parametrize("at", ["took off", "ended"])
async def test_the_channel_survives_a_call_that_fails_by_a_bug_of_ours(
    office: Office, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    monkeypatch.setattr(office.delivery, "_watch", Breaks(at))
    await office.runs()
    ids = [await office.put("первое"), await office.put("второе")]
    office.delivery.nudge()
    await until(lambda: len(office.messenger.calls) == 2)
    await office.nursery.close()
    assert [(await office.standing(id)).state for id in ids] == [State.SENT] * 2


async def test_the_loop_survives_a_turn_that_fails(
    small_office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    office = small_office
    honest, failures = office.database.work, iter([True, True])

    async def work(deed: Any) -> Any:
        if next(failures, False):
            raise OSError("disk full")
        return await honest(deed)

    id = await office.put()
    await office.lease.beat()
    monkeypatch.setattr(office.database, "work", work)
    await office.runs()
    for _ in range(3):
        office.delivery.nudge()
        await until(lambda: not office.delivery.nudged)
    await until(lambda: bool(office.messenger.calls))
    await office.nursery.close()
    assert (await office.standing(id)).state is State.SENT
    assert caplog.text.count("a turn of delivery on memory has failed") == 2
