"""Whom somebody may write to, and for whom conditions hold; on both databases."""

import pytest

from storage import audiences
from storage.audiences import Invited, Subjects
from storage.database import Database, Transaction
from storage.participants import Role
from tests.letters import plan_of
from tests.scheduler.network import Network, execute, found, insert


class Region:
    """Two municipalities with a school each, and people of all kinds."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.people: dict[str, int] = {}

    async def settle(self) -> None:
        network, people = self.network, self.people
        institute = await network.organisation("institute")
        self.towns = [await network.organisation("municipality") for _ in range(2)]
        self.schools = [await network.organisation("school", town) for town in self.towns]
        for number, (town, school) in enumerate(zip(self.towns, self.schools, strict=True)):
            people[f"coordinator{number}"] = await network.person("coordinator", town)
            people[f"director{number}"] = await network.person("director", school)
            people[f"teacher{number}"] = await network.person("teacher", school, address=False)
        people["curator"] = await network.person("curator", institute, territory=self.towns[0])
        people["operator"] = await network.person("operator", institute)
        people["observer"] = await network.person("observer", institute)

    async def circle(self, tx: Transaction, who: str) -> set[str]:
        names = {id: name for name, id in self.people.items()}
        return {names[post.participant] for post in await audiences.posts(tx, self.network.programme, self.people[who])}


async def region(tx: Transaction) -> Region:
    made = Region(await found(tx))
    await made.settle()
    return made


async def test_each_writes_to_those_whom_they_oversee_with_names(database: Database) -> None:
    async with database.transaction() as tx:
        here = await region(tx)
        school = {"director0", "teacher0"}
        assert await here.circle(tx, "director0") == school
        assert await here.circle(tx, "coordinator0") == school | {"coordinator0"}
        assert await here.circle(tx, "curator") == school | {"coordinator0", "curator", "operator", "observer"}
        assert await here.circle(tx, "operator") == set(here.people)
        assert await here.circle(tx, "observer") == await here.circle(tx, "teacher0") == set()


async def test_a_post_names_role_place_and_municipality(database: Database) -> None:
    async with database.transaction() as tx:
        here = await region(tx)
        posts = await audiences.posts(tx, here.network.programme, here.people["operator"])
        director = next(each for each in posts if each.participant == here.people["director1"])
        operator = next(each for each in posts if each.participant == here.people["operator"])
    assert (director.role, director.organisation, director.municipality) == (
        Role.DIRECTOR, here.schools[1], here.towns[1])
    assert operator.municipality == 0


async def test_a_role_that_has_ended_is_nobodys(database: Database) -> None:
    async with database.transaction() as tx:
        here = await region(tx)
        await execute(tx, "update roles set ended_at = 5 where participant = :id", id=here.people["teacher0"])
        assert await here.circle(tx, "director0") == {"director0"}
        await execute(tx, "update roles set ended_at = 5 where participant = :id", id=here.people["director0"])
        assert await here.circle(tx, "director0") == set()


async def test_groups_are_those_of_the_programme(database: Database) -> None:
    async with database.transaction() as tx:
        here, other = await region(tx), await found(tx, code="other")
        for network, code in ((here.network, "focus"), (other, "strange")):
            group = await insert(tx, "school_groups", programme=network.programme, code=code, title=code)
            await insert(tx, "group_members", school_group=group, organisation=here.schools[0])
        assert [(each.organisation, each.code) for each in await audiences.groups(tx, here.network.programme)] == [
            (here.schools[0], "focus")]


async def test_subjects_are_compared_as_whole_words(database: Database) -> None:
    async with database.transaction() as tx:
        here = await region(tx)
        for name, words in (("teacher0", "история"), ("teacher1", "история искусств")):
            await here.network.change("participants", here.people[name], subjects=words.title(),
                                      search_subjects=f";{words};")
        assert await audiences.of_subject(tx, "история") == {here.people["teacher0"]}
        assert Subjects("История", ";история;") in await audiences.subjects(tx, here.network.programme)
        await execute(tx, "update roles set ended_at = 5 where participant = :id", id=here.people["teacher0"])
        assert Subjects("История", ";история;") not in await audiences.subjects(tx, here.network.programme)


async def test_an_event_tells_who_answered_and_who_came(database: Database) -> None:
    async with database.transaction() as tx:
        here = await region(tx)
        ids = [await insert(tx, "events", programme=here.network.programme, code=f"e{number}", source="chat",
                            kind="webinar", title=f"Вебинар {number}", starts_at=10 + number, ends_at=20,
                            time_zone="UTC", secret="s", created_at=1) for number in range(3)]
        await insert(tx, "rsvps", event=ids[0], participant=here.people["teacher0"], answer="yes", attended_at=7)
        await insert(tx, "rsvps", event=ids[0], participant=here.people["teacher1"], invited_at=5)
        await insert(tx, "rsvps", event=ids[2], participant=here.people["teacher1"], invited_at=5)
        assert sorted(await audiences.of_event(tx, ids[0]), key=lambda each: each.id) == [
            Invited(here.people["teacher0"], "yes", 1), Invited(here.people["teacher1"], "", 0)]
        named = await audiences.events(tx, here.network.programme)
    assert [each.id for each in named] == [ids[2], ids[0]], "the newest first, and those without guests not at all"


async def test_a_wave_tells_who_has_answered_and_who_is_asked(database: Database) -> None:
    async with database.transaction() as tx:
        here = await region(tx)
        survey = await insert(tx, "surveys", programme=here.network.programme, code="s", title="Опрос", version="1",
                              questions="[]", loaded_at=1)
        waves = [await insert(tx, "waves", survey=survey, code=f"w{number}", title=f"Волна {number}",
                              opens_on=f"2018-05-0{number}", closes_on="2018-06-01", late=0) for number in (1, 2, 3)]
        await insert(tx, "wave_audience", wave=waves[0], role="teacher")
        done = here.people["teacher0"]
        await insert(tx, "sheets", id=7, wave=waves[0], unit=f"p{done}", participant=done, begun_at=1, finished_at=2)
        assert await audiences.done_of_wave(tx, waves[0]) == {done}
        assert await audiences.waiting_of_wave(tx, waves[0]) == {here.people["teacher1"]}
        named = await audiences.waves(tx, here.network.programme, "2018-05-02")
    assert [each.id for each in named] == [waves[1], waves[0]], "what has not opened yet is not asked about"


async def test_who_can_be_written_to_and_who_they_are(database: Database) -> None:
    async with database.transaction() as tx:
        here = await region(tx)
        ids = [here.people[name] for name in ("teacher0", "director0", "director1")]
        await execute(tx, "update addresses set closed_at = 9 where participant = :id", id=here.people["director1"])
        assert await audiences.reachable(tx, ids) == {here.people["director0"]}
        await here.network.change("participants", here.people["teacher0"], phone="+7 900", search_name="яковлева")
        await execute(tx, "update roles set ended_at = 5 where participant = :id", id=here.people["director1"])
        listed = await audiences.contacts(tx, ids)
        expected = [("director1", "", 0), ("director0", "", 1), ("teacher0", "+7 900", 0)]
        assert [(each.id, each.phone, each.reachable) for each in listed] == [
            (here.people[name], phone, reachable) for name, phone, reachable in expected]
        assert listed[0].place == "", "who has lost their role is told all the same"
        await here.network.change("participants", here.people["director1"], erased_at=9)
        assert here.people["director1"] not in {each.id for each in await audiences.contacts(tx, ids)}
        await here.network.change("participants", here.people["teacher0"], name="")
        assert [each.id for each in await audiences.contacts(tx, ids)] == [here.people["director0"]]
        assert await audiences.contacts(tx, []) == []


FACTS = {"programme": 1, "sender": 1, "event": 1, "participants": "[]"}


@pytest.mark.parametrize("query", ["posts", "of_event", "reachable", "contacts", "events"])
async def test_nothing_but_subjects_walks_over_everybody(sqlite_database: Database, query: str) -> None:
    steps = await plan_of(sqlite_database, f"audiences.{query}", FACTS)
    assert not [step for step in steps if step in ("SCAN p", "SCAN r", "SCAN a", "SCAN x", "SCAN o", "SCAN e")], steps
