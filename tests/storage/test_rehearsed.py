"""What a rehearsal does to its copy, and what it reads there."""

from storage import participants, rehearsed
from storage.database import Database
from storage.outbox import Lane
from storage.rehearsed import EXPECTED, Dateless, Deadline, Deserted, Message, Ownerless
from tests.scheduler.network import execute, found, insert

NOW = 1_527_000_000


async def test_whoever_is_listed_has_joined_and_lives_nowhere(sqlite_database: Database) -> None:
    async with sqlite_database.transaction() as tx:
        network = await found(tx)
        school = await network.organisation("school")
        joined = await network.person("director", school)
        listed = await network.person("teacher", school, joined=False, address=False)
        left = await network.person("teacher", school, joined=False, address=False)
        await execute(tx, "update roles set ended_at = 1 where participant = :left", left=left)
        assert await rehearsed.expect(tx, NOW) == [listed]
        assert await participants.homes(tx, [joined, listed, left]) == {
            joined: participants.Home("telegram", str(joined)), listed: participants.Home(EXPECTED, str(listed))}
        assert [(each.id, each.joined_at, each.homes) for each in await rehearsed.people(tx, programme=0)] == [
            (joined, 1, 1), (listed, None, 1)]
        assert (await execute(tx, "select consent_version from participants where id = :id", id=listed)
                ) == [{"consent_version": "1"}]


async def test_the_people_of_one_programme_are_those_who_have_a_role_in_it(sqlite_database: Database) -> None:
    async with sqlite_database.transaction() as tx:
        one, two = await found(tx), await found(tx, code="two")
        both = await one.person("director", await one.organisation("school"))
        only = await one.person("director", await one.organisation("school"))
        await two.role(both, "operator", await two.organisation("institute"))
        assert [each.id for each in await rehearsed.people(tx, programme=two.programme)] == [both]
        assert [each.id for each in await rehearsed.people(tx, programme=one.programme)] == [both, only]
        assert [(each.role, each.shared) for each in await rehearsed.people(tx, programme=two.programme)] == [
            ("operator", 1)]
        assert [(each.role, each.shared) for each in await rehearsed.people(tx, programme=one.programme)] == [
            ("director", 1), ("director", 0)]
        assert [each.shared for each in await rehearsed.people(tx, programme=0)] == [0, 0]


async def test_the_chats_of_one_programme_are_no_others_business(sqlite_database: Database) -> None:
    async with sqlite_database.transaction() as tx:
        one, two = await found(tx), await found(tx, code="two")
        for number, network in enumerate((one, two)):
            await insert(tx, "chats", programme=network.programme, channel="telegram", chat=str(number), title="Чат",
                         organisation=await network.organisation("school"), added_at=1)
        assert [each.chat for each in await rehearsed.chats(tx, programme=two.programme)] == ["1"]
        assert len(await rehearsed.chats(tx, programme=0)) == 2


async def test_time_that_is_turned_back_takes_back_what_was_told_since(sqlite_database: Database) -> None:
    async with sqlite_database.transaction() as tx:
        network = await found(tx)
        school = await network.organisation("school")
        person, task = await network.person("director", school), await network.task(school, "2018-06-01")
        for rung, fire_at in (("before:14", NOW - 1), ("before:7", NOW)):
            await insert(tx, "reminders", participant=person, task=task, rung=rung, fire_at=fire_at, closed_at=fire_at)
        body = await insert(tx, "bodies", content='{"text":"x"}')
        for reason, state, at in (("old", "sent", NOW - 1), ("new", "sent", NOW), ("due", "planned", NOW)):
            await insert(tx, "outbox", body=body, channel="telegram", user_id="1", lane=2, reason=reason, state=state,
                         random_id=1, not_before=at, created_at=at)
        await rehearsed.rewind(tx, NOW)
        assert [row["rung"] for row in await execute(tx, "select rung from reminders")] == ["before:14"]
        assert [tuple(row.values()) for row in await execute(tx, "select reason, state from outbox order by id")] == [
            ("old", "sent"), ("before:2:new", "sent"), ("before:3:due", "cancelled")]


async def test_what_went_out_is_read_page_by_page_and_edits_are_no_messages(sqlite_database: Database) -> None:
    async with sqlite_database.transaction() as tx:
        body = await insert(tx, "bodies", content='{"text":"x"}')
        for number, (ref, edits) in enumerate((("r:0", ""), ("17", ""), ("r:1", "r:0"), ("r:2", "")), 1):
            await insert(tx, "outbox", body=body, channel="vk", user_id="1", lane=2, reason=str(number), state="sent",
                         random_id=1, not_before=1, created_at=1, ref=ref, edits=edits)
        assert await rehearsed.messages(tx, prefix="r:", after=0, size=1) == [
            Message(1, None, "vk", "1", Lane.REMINDER, "1", "r:0", '{"text":"x"}')]
        assert [each.ref for each in await rehearsed.messages(tx, prefix="r:", after=1, size=5)] == ["r:2"]


async def test_gaps_of_the_plan_are_found(sqlite_database: Database) -> None:
    async with sqlite_database.transaction() as tx:
        network = await found(tx)
        place = await network.organisation("municipality", title="Осинский район")
        school = await network.organisation("school", place, title="СОШ № 5")
        empty = await network.organisation("school", place, title="СОШ № 6")
        await network.person("director", school)
        for where, due_on in ((school, "2018-06-02"), (school, None), (empty, "2018-06-03"), (empty, None)):
            await network.task(where, due_on, "Семинар")
        for number, source in (("9", "files"), ("З-1", "chat")):  # a request that nobody has sent yet is no gap
            await insert(tx, "activities", programme=network.programme, section=network.section, number=number,
                         title="Ничьё", owners="Кто-нибудь", evidence_needed=0, position=9, source=source)
        assert await rehearsed.deadlines(tx, 0, "2018-06-01", "2018-06-02") == [
            Deadline("1.5", "Семинар", "2018-06-02", 1)]
        assert await rehearsed.dateless(tx, network.programme) == [Dateless("1.6", "Семинар", 1),
                                                                   Dateless("1.8", "Семинар", 1)]
        assert await rehearsed.deserted(tx, 0) == [Deserted("СОШ № 6", "Осинский район", 1)]
        assert await rehearsed.ownerless(tx, 0) == [Ownerless("9", "Ничьё", "Кто-нибудь")]
        assert await rehearsed.ownerless(tx, network.programme + 1) == []
