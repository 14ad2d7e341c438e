"""Attendance as both databases keep it: who may mark, marks that hold, the list in its order, numbers that stay."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from storage import attendance, events
from storage.attendance import ALPHABET, CODE, LIST, Counts
from storage.database import Database
from storage.events import Definition
from tests.scheduler import network
from tests.scheduler.network import Network, execute, insert

HOUR = 3600


@dataclass
class Meeting:
    """An event of two hours from the instant 100,000 on, and some people around it."""

    net: Network
    event: int
    owner: int
    helper: int
    anna: int
    boris: int

    async def answer(self, participant: int, answer: str | None, queued_at: int | None = None) -> None:
        await insert(self.net.tx, "rsvps", event=self.event, participant=participant, invited_at=1, answer=answer,
                     queued_at=queued_at)

    async def mark(self, participant: int, *, how: str = LIST, now: int = 100_500) -> bool:
        return await attendance.mark(self.net.tx, self.event, participant, how=how, minutes=90, marked_by=self.owner,
                                     now=now)


@pytest.fixture
async def meeting(database: Database) -> AsyncIterator[Meeting]:
    async with database.transaction() as tx:
        net = await network.found(tx)
        place = await net.organisation("municipality", title="Лесной район")
        school = await net.organisation("school", place, "Школа № 5")
        owner, helper, anna, boris = [await net.person("teacher", school, name=name) for name in (
            "Яковлева Яна", "Юрьева Юна", "Антонова Анна", "Борисов Борис")]
        event = await events.make(tx, net.programme, Definition(
            "webinar", "Встреча", 100_000, 100_000 + 2 * HOUR, "Asia/Irkutsk", minutes=90, organisers=(helper,)),
            owner=owner, now=1)
        yield Meeting(net, event, owner, helper, anna, boris)


async def test_those_who_made_it_hold_it_or_lead_the_programme_may_mark(meeting: Meeting) -> None:
    net, school = meeting.net, await meeting.net.organisation("school")
    operator, curator = await net.person("operator", school), await net.person("curator", school)
    bound = await net.person("curator", school, territory=school)
    others = [meeting.anna, bound, await net.person("coordinator", school), await net.person("director", school)]
    for who in (meeting.owner, meeting.helper, operator, curator):
        assert await attendance.organises(net.tx, meeting.event, who)
    for who in others:
        assert not await attendance.organises(net.tx, meeting.event, who)
    await execute(net.tx, "update roles set ended_at = 5 where participant in (:a, :b)", a=meeting.owner, b=operator)
    assert not await attendance.organises(net.tx, meeting.event, meeting.owner)
    assert not await attendance.organises(net.tx, meeting.event, operator)
    await events.leave(net.tx, meeting.event, now=6)
    assert not await attendance.organises(net.tx, meeting.event, curator)


async def test_a_mark_is_made_once_and_keeps_what_it_was_made_by(meeting: Meeting) -> None:
    tx = meeting.net.tx
    await meeting.answer(meeting.anna, "yes")
    assert await attendance.mark(tx, meeting.event, meeting.anna, how=CODE, minutes=90, marked_by=None, now=100_100)
    assert not await meeting.mark(meeting.anna)
    mark = await attendance.mark_of(tx, meeting.event, meeting.anna)
    assert mark
    assert (mark.attended_at, mark.attended_how, mark.minutes, mark.number) == (100_100, "code", 90, "")
    assert await meeting.mark(meeting.boris)
    assert await attendance.mark_of(tx, meeting.event, meeting.helper) is None
    assert await attendance.counts(tx, meeting.event) == Counts(2, 1, 2, 1)


async def test_taking_a_mark_back_leaves_the_invited_and_forgets_the_others(meeting: Meeting) -> None:
    tx = meeting.net.tx
    await meeting.answer(meeting.anna, None)
    for who in (meeting.anna, meeting.boris):
        await meeting.mark(who)
        assert await attendance.unmark(tx, meeting.event, who)
        assert not await attendance.unmark(tx, meeting.event, who)
    mark = await attendance.mark_of(tx, meeting.event, meeting.anna)
    assert mark
    assert (mark.attended_at, mark.attended_how, mark.minutes) == (None, "", 0)
    assert await attendance.mark_of(tx, meeting.event, meeting.boris) is None


async def test_a_certificate_keeps_the_mark(meeting: Meeting) -> None:
    tx = meeting.net.tx
    await meeting.mark(meeting.anna)
    await attendance.issue(tx, meeting.event, meeting.anna, year=2018, now=200_000)
    assert not await attendance.unmark(tx, meeting.event, meeting.anna)
    assert (await attendance.people(tx, meeting.event))[0].attended_at == 100_500


async def test_those_who_promised_stand_first_and_a_mark_moves_nobody(meeting: Meeting) -> None:
    tx = meeting.net.tx
    await meeting.answer(meeting.anna, "no")
    await meeting.answer(meeting.boris, "yes", queued_at=5)
    await meeting.answer(meeting.owner, "online")
    await meeting.answer(meeting.helper, "yes")
    before = [each.name for each in await attendance.people(tx, meeting.event)]
    assert before == ["Юрьева Юна", "Яковлева Яна", "Антонова Анна", "Борисов Борис"]
    await meeting.mark(meeting.boris)
    people = await attendance.people(tx, meeting.event)
    assert [each.name for each in people] == before
    assert [each.promised for each in people] == [True, True, False, False]
    assert {(each.place, each.municipality, each.region) for each in people} == {("Школа № 5", "Лесной район", "")}


async def test_a_guest_is_of_a_region_and_of_their_own_organisation(meeting: Meeting) -> None:
    await meeting.mark(meeting.anna)
    await insert(meeting.net.tx, "guests", event=meeting.event, participant=meeting.anna, region="Бурятия",
                 organisation="Лицей № 1")
    guest, = await attendance.people(meeting.net.tx, meeting.event)
    assert (guest.place, guest.municipality, guest.region) == ("Лицей № 1", "", "Бурятия")


async def test_somebody_whose_role_has_ended_still_stands_with_their_school(meeting: Meeting) -> None:
    await meeting.mark(meeting.anna)
    await execute(meeting.net.tx, "update roles set ended_at = 5 where participant = :id", id=meeting.anna)
    left, = await attendance.people(meeting.net.tx, meeting.event)
    assert left.place == "Школа № 5"


async def test_what_is_under_way_is_of_ones_own_programme_and_time(meeting: Meeting) -> None:
    tx, start = meeting.net.tx, 100_000

    async def seen(begun: int, ended: int, who: int = meeting.anna) -> bool:
        return await attendance.under_way(tx, who, begun=begun, ended=ended) == [meeting.event]

    assert await seen(start, start)
    assert not await seen(start - 1, start)
    assert not await seen(start, start + 2 * HOUR)
    stranger = await insert(tx, "participants", name="Чужой", search_name="чужой", created_at=1)
    assert not await seen(start, start, stranger)
    await execute(tx, "update events set cancelled_at = :at", at=5)
    assert not await seen(start, start)


async def test_a_number_is_drawn_once_and_says_nothing_of_whose_it_is(meeting: Meeting) -> None:
    tx = meeting.net.tx
    await meeting.mark(meeting.anna)
    await meeting.mark(meeting.boris)
    first = await attendance.issue(tx, meeting.event, meeting.anna, year=2018, now=200_000)
    assert await attendance.issue(tx, meeting.event, meeting.anna, year=2019, now=300_000) == first
    assert re.fullmatch(rf"VK-2018-[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", first)
    assert await attendance.issue(tx, meeting.event, meeting.boris, year=2018, now=200_000) != first
    found = await attendance.certificate(tx, first)
    assert found
    assert (found.name, found.title, found.minutes, found.issued_at, found.erased, found.issuer) == (
        "Антонова Анна", "Встреча", 90, 200_000, 0, "")
    assert await attendance.certificate(tx, "VK-2018-2222-2222") is None


async def test_a_number_that_is_taken_is_drawn_again(meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(["2" * 8, "2" * 8, "3" * 8])
    signs = iter("".join(drawn))
    monkeypatch.setattr("secrets.choice", lambda _: next(signs))
    first = await attendance.issue(meeting.net.tx, meeting.event, meeting.anna, year=2018, now=1)
    second = await attendance.issue(meeting.net.tx, meeting.event, meeting.boris, year=2018, now=1)
    assert (first, second) == ("VK-2018-2222-2222", "VK-2018-3333-3333")


async def test_the_institute_of_the_programme_issues(meeting: Meeting) -> None:
    await meeting.net.organisation("institute", title="Институт развития")
    number = await attendance.issue(meeting.net.tx, meeting.event, meeting.anna, year=2018, now=1)
    found = await attendance.certificate(meeting.net.tx, number)
    assert found
    assert found.issuer == "Институт развития"


@pytest.mark.parametrize(("fate", "counted"), [
    ("cancelled_at = 5", False), ("gone_at = 100600", False), ("gone_at = 200000", True),
    ("gone_at = 100600, ended_at = 100500", True),
])
async def test_hours_of_what_did_not_take_place_do_not_count(meeting: Meeting, fate: str, counted: bool) -> None:
    await meeting.mark(meeting.anna)
    await execute(meeting.net.tx, f"update events set {fate}")
    assert bool(await attendance.hours(meeting.net.tx, meeting.anna)) is counted


async def test_hours_are_those_of_events_one_was_marked_at(meeting: Meeting) -> None:
    tx = meeting.net.tx
    later = await events.make(tx, meeting.net.programme, Definition(
        "webinar", "Вторая", 300_000, 303_600, "Asia/Irkutsk", minutes=60), owner=meeting.owner, now=1)
    await meeting.answer(meeting.anna, "yes")
    assert await attendance.hours(tx, meeting.anna) == []
    await meeting.mark(meeting.anna)
    await attendance.mark(tx, later, meeting.anna, how=CODE, minutes=60, marked_by=None, now=300_100)
    number = await attendance.issue(tx, meeting.event, meeting.anna, year=2018, now=1)
    assert [(each.title, each.minutes, each.number) for each in await attendance.hours(tx, meeting.anna)] == [
        ("Вторая", 60, ""), ("Встреча", 90, number)]
