"""Whom an audience means within somebody's circle, as things are in the database."""

from typing import Any

import pytest

from scheduler import addressing
from scheduler.audience import By, Condition
from storage.database import Database, Transaction
from storage.participants import Role, RoleHeld
from tests.scheduler.network import Network, execute, found, insert


class Town:
    """A coordinator over two schools, one of them in a group; every teacher teaches something else."""

    def __init__(self, tx: Transaction, network: Network) -> None:
        self.tx, self.network = tx, network
        self.people: dict[str, int] = {}

    async def settle(self) -> None:
        network, people = self.network, self.people
        self.town = await network.organisation("municipality")
        self.schools = [await network.organisation("school", self.town) for _ in range(2)]
        people["coordinator"] = await network.person("coordinator", self.town)
        for number, school in enumerate(self.schools):
            people[f"director{number}"] = await network.person("director", school)
            for subject in ("история", "физика"):
                person = people[f"{subject}{number}"] = await network.person("teacher", school)
                await network.change("participants", person, subjects=subject, search_subjects=f";{subject};")
        group = await insert(self.tx, "school_groups", programme=network.programme, code="focus", title="Фокус")
        await insert(self.tx, "group_members", school_group=group, organisation=self.schools[0])

    async def found(self, *sought: Condition, by: str = "coordinator") -> set[str]:
        people = await addressing.people(self.tx, self.network.programme, self.people[by], sought)
        names = {id: name for name, id in self.people.items()}
        return {names[each] for each in people}


async def town(tx: Transaction) -> Town:
    made = Town(tx, await found(tx))
    await made.settle()
    return made


async def test_conditions_of_posts_and_of_people_are_joined(database: Database) -> None:
    async with database.transaction() as tx:
        here = await town(tx)
        focus, history = Condition(By.GROUP, ("focus",)), Condition(By.SUBJECT, ("история",))
        school = Condition(By.PLACE, (str(here.schools[1]),))
        assert await here.found() == set(here.people)
        assert await here.found(focus) == {"director0", "история0", "физика0"}
        assert await here.found(focus, history) == {"история0"}
        assert await here.found(Condition(By.ROLE, ("director",)), school) == {"director1"}
        assert await here.found(history, Condition(By.PLACE, school.values, negated=True)) == {"история0"}
        assert await here.found(Condition(By.PLACE, (str(here.town),))) == set(here.people)


async def test_an_event_sorts_people_by_answer_and_attendance(database: Database) -> None:
    async with database.transaction() as tx:
        here = await town(tx)
        event = await insert(tx, "events", programme=here.network.programme, code="e", source="chat", kind="webinar",
                             title="Вебинар", starts_at=1, ends_at=2, time_zone="UTC", secret="s", created_at=1)
        facts: dict[str, dict[str, Any]] = {
            "история0": {"answer": "yes", "attended_at": 5}, "физика0": {"answer": "yes"},
            "история1": {"answer": "online"}, "физика1": {"answer": "no"}, "director0": {},
        }
        for name, seat in facts.items():
            await insert(tx, "rsvps", event=event, participant=here.people[name], invited_at=1, **seat)
        expected = {"invited": set(facts), "yes": {"история0", "физика0"}, "online": {"история1"}, "no": {"физика1"},
                    "silent": {"director0"}, "came": {"история0"}, "absent": {"физика0", "история1"}}
        for wanted, names in expected.items():
            assert await here.found(Condition(By.EVENT, (f"{event}:{wanted}",))) == names, wanted
        both = Condition(By.EVENT, (f"{event}:no", f"{event}:silent"), negated=True)
        assert await here.found(both) == set(here.people) - {"физика1", "director0"}


async def test_nobody_outside_the_circle_is_found_whatever_is_asked_for(database: Database) -> None:
    async with database.transaction() as tx:
        here = await town(tx)
        everywhere = Condition(By.PLACE, (str(here.schools[1]), str(here.town)))
        assert await here.found(everywhere, by="director0") == {"director0", "история0", "физика0"}
        assert await here.found(Condition(By.PLACE, (str(here.schools[1]),)), by="director0") == set()
        assert await here.found(by="история0") == set()


async def test_a_wave_sorts_people_by_what_they_have_done(database: Database) -> None:
    async with database.transaction() as tx:
        here = await town(tx)
        survey = await insert(tx, "surveys", programme=here.network.programme, code="s", title="Опрос", version="1",
                              questions="[]", loaded_at=1)
        wave = await insert(tx, "waves", survey=survey, code="w", title="Волна", opens_on="2018-05-01",
                            closes_on="2018-06-01", late=0)
        await insert(tx, "wave_audience", wave=wave, role="director")
        done = here.people["director0"]
        await insert(tx, "sheets", id=7, wave=wave, unit=f"p{done}", participant=done, begun_at=1, finished_at=2)
        assert await here.found(Condition(By.WAVE, (f"{wave}:done",))) == {"director0"}
        assert await here.found(Condition(By.WAVE, (f"{wave}:waiting",))) == {"director1"}


async def test_whose_role_has_ended_writes_to_nobody(database: Database) -> None:
    async with database.transaction() as tx:
        here = await town(tx)
        await execute(tx, "update roles set ended_at = 1 where participant = :id", id=here.people["coordinator"])
        assert await here.found() == set()


def held(role: Role, programme: int = 1) -> RoleHeld:
    return RoleHeld(1, role, programme, 5, "Школа", "school", "UTC", "Программа", "20:00-08:00",
                    "2018-01-01", "2018-12-31")


@pytest.mark.parametrize(("roles", "programme", "role"), [
    ([held(Role.TEACHER), held(Role.DIRECTOR), held(Role.CURATOR)], None, Role.CURATOR),
    ([held(Role.TEACHER), held(Role.OBSERVER), held(Role.MENTOR)], None, None), ([], None, None),
    ([held(Role.DIRECTOR), held(Role.CURATOR, 2)], 1, Role.DIRECTOR), ([held(Role.CURATOR, 2)], 1, None),
])
def test_one_writes_by_the_role_that_reaches_furthest(roles: list[RoleHeld], programme: int | None,
                                                      role: Role | None) -> None:
    found = addressing.sender(roles, programme)
    assert (found.role if found else None) == role
