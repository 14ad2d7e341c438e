"""Codes and questions by which a second messenger is tied to a person: once, in time, by the right one."""

import pytest

from storage import invites, links, outbox, participants
from storage.database import Database, Transaction
from storage.outbox import Lane
from storage.participants import Home, Role
from tests.storage.test_organisations import filled


async def person(tx: Transaction, name: str = "Анна Ли") -> int:
    return await participants.add(tx, name, now=1)


async def invite(tx: Transaction, who: int | None) -> int:
    programme, _, school = await filled(tx)
    return await invites.add(tx, programme=programme, code="ABCDEFGHJK", participant=who, organisation=school,
                             role=Role.DIRECTOR, uses_limit=1, expires_at=100, now=1)


async def test_a_code_is_used_once_and_only_in_time(database: Database) -> None:
    async with database.transaction() as tx:
        who = await person(tx)
        await links.show_code(tx, who, "AAAAAAAAAA", real_now=10)
        await links.show_code(tx, who, "BBBBBBBBBB", real_now=20)
        assert await links.code(tx, "AAAAAAAAAA") is None, "only the newest opens"
        assert await links.code(tx, "BBBBBBBBBB") == links.Code(who, 20 + links.SECONDS)
        assert not await links.take_code(tx, "BBBBBBBBBB", real_now=20 + links.SECONDS)
        assert await links.take_code(tx, "BBBBBBBBBB", real_now=19 + links.SECONDS)
        assert not await links.take_code(tx, "BBBBBBBBBB", real_now=20)


async def test_a_question_is_answered_once_in_time_by_whom_it_was_put_to(database: Database) -> None:
    async with database.transaction() as tx:
        who, other = await person(tx), await person(tx, "Борис")
        id = await links.ask(tx, "b", "7", who, await invite(tx, who), real_now=10)
        assert id
        assert await links.take_request(tx, id, other, real_now=11) is None
        assert await links.take_request(tx, id, who, real_now=10 + links.SECONDS) is None
        request = await links.take_request(tx, id, who, real_now=11)
        assert request
        assert (request.channel, request.user) == ("b", "7")
        assert await links.take_request(tx, id, who, real_now=11) is None


async def test_a_new_question_of_the_same_address_takes_the_place_of_the_old_one(database: Database) -> None:
    async with database.transaction() as tx:
        who = await person(tx)
        code = await invite(tx, who)
        first, second = [await links.ask(tx, "b", "7", who, code, real_now=10) for _ in range(2)]
        assert first
        assert second
        assert await links.take_request(tx, first, who, real_now=11) is None
        assert await links.take_request(tx, second, who, real_now=11)


async def test_nobody_is_asked_without_end(database: Database) -> None:
    async with database.transaction() as tx:
        who, other = await person(tx), await person(tx, "Борис")
        code = await invite(tx, who)
        asked = [await links.ask(tx, "b", str(user), who, code, real_now=10) for user in range(4)]
        assert [bool(each) for each in asked] == [True, True, True, False]
        asked = [await links.ask(tx, "c", "1", other, code, real_now=10) for _ in range(4)]
        assert [bool(each) for each in asked] == [True, True, True, False]
        assert await links.ask(tx, "d", "1", who, code, real_now=10 + invites.GUESS_WINDOW + 1)


async def test_what_has_expired_is_forgotten_with_its_stranger(database: Database) -> None:
    async with database.transaction() as tx:
        who = await person(tx)
        await links.show_code(tx, who, "AAAAAAAAAA", real_now=10)
        id = await links.ask(tx, "b", "7", who, await invite(tx, who), real_now=50)
        await links.forget_expired(tx, real_now=10 + links.SECONDS)
        assert await links.code(tx, "AAAAAAAAAA") is None
        assert await links.take_request(tx, id or 0, who, real_now=51)


async def put(tx: Transaction, who: int, channel: str, reason: str, lane: Lane = Lane.REMINDER) -> int:
    id = await outbox.put(tx, channel=channel, user="1", participant=who, body=f"{channel}{reason}", file=None,
                          lane=lane, reason=reason, random_id=1, now=1)
    assert id
    return id


async def test_what_waits_for_a_removed_address_goes_to_the_other_once(database: Database) -> None:
    async with database.transaction() as tx:
        who, other = await person(tx), await person(tx, "Борис")
        moved, double = await put(tx, who, "a", "digest"), await put(tx, who, "a", "both")
        answer = await put(tx, who, "a", "reply", Lane.REPLY)
        await put(tx, who, "b", "both")
        foreign = await put(tx, other, "a", "foreign")
        await links.redirect(tx, who, Home("a", "1"), Home("b", "1"), real_now=5)
        rows = [await outbox.standing(tx, id) for id in (moved, double, answer, foreign)]
        assert [(row.channel, str(row.state)) for row in rows if row] == [
            ("b", "planned"), ("a", "cancelled"), ("a", "planned"), ("a", "planned")]


@pytest.mark.parametrize("chosen", ["a", "b", "c"])
async def test_notices_go_where_the_person_wants_them_or_wrote_last(database: Database, chosen: str) -> None:
    async with database.transaction() as tx:
        who = await person(tx)
        for number, channel in enumerate("abc"):
            await participants.link(tx, channel, "1", who, now=number)
        assert [each.channel for each in await participants.open_addresses(tx, who)] == ["c", "b", "a"]
        await participants.prefer(tx, who, Home("b", "1"), now=5)
        await participants.prefer(tx, who, Home(chosen, "1"), now=4)
        await participants.seen(tx, "a", "1", now=9)
        assert (await participants.open_addresses(tx, who))[0].channel == chosen
        await participants.close_address(tx, chosen, "1", now=9)
        left = [each.channel for each in await participants.open_addresses(tx, who)]
        assert chosen not in left
        assert len(left) == 2
        await participants.prefer(tx, who, None, now=9)
        assert all(each.preferred_at is None for each in await participants.addresses(tx, who))


async def test_an_address_is_removed_only_from_its_owner(database: Database) -> None:
    async with database.transaction() as tx:
        who, other = await person(tx), await person(tx, "Борис")
        await participants.link(tx, "a", "1", who, now=1)
        await participants.hold(tx, who)
        assert not await participants.unlink(tx, other, "a", "1")
        assert await participants.unlink(tx, who, "a", "1")
        assert not await participants.unlink(tx, who, "a", "1")


async def test_a_listed_person_is_absorbed_with_all_that_the_lists_gave(database: Database) -> None:
    async with database.transaction() as tx:
        programme, city, school = await filled(tx)
        kept = await person(tx)
        await participants.grant(tx, kept, programme=programme, organisation=school, role=Role.DIRECTOR,
                                 source="people", now=1)
        code = await invite_of(tx, programme, school)
        listed = code[1]
        for organisation in (school, city):
            await participants.grant(tx, listed, programme=programme, organisation=organisation, role=Role.DIRECTOR,
                                     source="people", now=0)
        await participants.absorb(tx, kept, listed, now=3)
        assert [each.organisation for each in await participants.roles(tx, kept)] == [school, city]
        assert await participants.roles(tx, listed) == []
        found = await invites.by_code(tx, code[0])
        empty = await participants.by_id(tx, listed)
    assert found
    assert empty
    assert (found.participant, empty.name) == (kept, "")


async def invite_of(tx: Transaction, programme: int, school: int) -> tuple[str, int]:
    who = await person(tx, "Ли Анна")
    await invites.add(tx, programme=programme, code="ABCDEFGHJK", participant=who, organisation=school,
                      role=Role.DIRECTOR, uses_limit=1, expires_at=100, now=1)
    return "ABCDEFGHJK", who


async def test_revoked_invites_open_no_more(database: Database) -> None:
    async with database.transaction() as tx:
        who = await person(tx)
        id = await invite(tx, who)
        assert await invites.codes_of(tx, who) == ["ABCDEFGHJK"]
        assert await invites.revoke(tx, id, now=5)
        assert await invites.codes_of(tx, who) == []
        assert not await invites.revoke(tx, id, now=6)
        assert not await invites.use(tx, id, now=6)
