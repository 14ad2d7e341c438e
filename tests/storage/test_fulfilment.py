"""How the roadmap stands: what is counted, what is left out, and who sees the tasks of whom."""

from dataclasses import dataclass

import pytest

from storage import files, fulfilment
from storage.database import Database, Transaction
from storage.fulfilment import EVERYBODY, Counts, Duty
from storage.tasks import TaskState
from tests.scheduler.network import Network, found, insert

NOW = 1_527_000_000


@dataclass(slots=True)
class Region:
    """Two municipalities with a school each and the institute; each has one task, with these ids."""

    network: Network
    places: dict[str, int]
    people: dict[str, int]
    tasks: dict[str, int]

    async def sees(self, participant: int) -> set[str]:
        """Whose tasks."""
        names = {id: place for place, id in self.tasks.items()}
        return {names[each.id] for each in
                await fulfilment.duties(self.network.tx, self.network.programme, participant)}


async def region(tx: Transaction) -> Region:
    network = await found(tx)
    ministry = await network.organisation("ministry")
    places = {"ministry": ministry, "institute": await network.organisation("institute", ministry)}
    for name in ("city", "hills"):
        places[name] = await network.organisation("municipality", ministry)
        places[f"{name}_school"] = await network.organisation("school", places[name])
    people = {
        "operator": await network.person("operator", places["institute"]),
        "observer": await network.person("observer", ministry),
        "curator": await network.person("curator", places["institute"], territory=places["city"]),
        "free_curator": await network.person("curator", places["institute"]),
        "coordinator": await network.person("coordinator", places["city"]),
        "director": await network.person("director", places["city_school"]),
        "teacher": await network.person("teacher", places["city_school"]),
    }
    tasks = {name: await network.task(id, "2018-05-30") for name, id in places.items()}
    return Region(network, places, people, tasks)


async def duty(tx: Transaction, there: Region, place: str) -> Duty:
    return next(each for each in await fulfilment.duties(tx, there.network.programme, EVERYBODY)
                if each.organisation == there.places[place])


@pytest.mark.parametrize(("who", "sees"), [
    ("operator", {"ministry", "institute", "city", "city_school", "hills", "hills_school"}),
    ("observer", {"ministry", "institute", "city", "city_school", "hills", "hills_school"}),
    ("free_curator", {"institute", "city", "city_school", "hills", "hills_school"}),
    ("curator", {"institute", "city", "city_school"}),
    ("coordinator", {"city", "city_school"}),
    ("director", {"city_school"}),
    ("teacher", set[str]()),
])
async def test_everybody_sees_what_the_lists_of_tasks_show_them(database: Database, who: str, sees: set[str]) -> None:
    async with database.transaction() as tx:
        there = await region(tx)
        assert await there.sees(there.people[who]) == sees
        counts = await fulfilment.counts(tx, there.network.programme, there.people[who], "2018-05-31")
    assert counts == Counts(len(sees), len(sees), 0, len(sees))


async def test_the_console_sees_all(database: Database) -> None:
    async with database.transaction() as tx:
        there = await region(tx)
        assert await there.sees(EVERYBODY) == set(there.tasks)


async def test_what_was_asked_in_the_chat_was_cancelled_or_has_gone_is_no_part_of_it(database: Database) -> None:
    async with database.transaction() as tx:
        there = await region(tx)
        points = {each.number: each.id for each in await fulfilment.points(tx, there.network.programme)}
        assert len(points) == 6
        city, hills, school = [await duty(tx, there, place) for place in ("city", "hills", "hills_school")]
        await there.network.change("activities", city.activity, source="chat")
        await there.network.change("activities", hills.activity, gone_at=NOW)
        await there.network.change("tasks", school.id, state="cancelled")
        assert await there.sees(EVERYBODY) == {"ministry", "institute", "city_school"}
        assert len(await fulfilment.points(tx, there.network.programme)) == 4, "the row of the cancelled task stands"
        counts = await fulfilment.counts(tx, there.network.programme, there.people["operator"], "2018-05-30")
        assert counts == Counts(3, 3, 0, 0)


async def test_the_report_that_stands_has_the_moment_of_the_last_word_that_it_is_done(database: Database) -> None:
    async with database.transaction() as tx:
        there = await region(tx)
        school, city = there.tasks["city_school"], there.tasks["city"]
        await there.network.change("tasks", school, state="accepted", state_at=NOW + 500)
        await there.network.change("tasks", city, state="done", state_at=NOW + 700)
        for at in (NOW, NOW + 100):
            await insert(tx, "history", at=at, verb="done", task=school, programme=there.network.programme, facts="{}")
        await insert(tx, "history", at=NOW + 400, verb="accepted", task=school, programme=there.network.programme,
                     facts="{}")
        assert (await duty(tx, there, "city_school")).reported_at == NOW + 100
        assert (await duty(tx, there, "city")).reported_at == NOW + 700, "where no word is written down"
        await there.network.change("tasks", school, state="returned")
        returned = await duty(tx, there, "city_school")
        assert (returned.state, returned.reported_at) == (TaskState.RETURNED, None)
        counts = await fulfilment.counts(tx, there.network.programme, there.people["coordinator"], "2018-05-30")
        assert counts == Counts(2, 2, 1, 0)


async def test_evidence_is_counted_by_its_kind_without_what_was_withdrawn(database: Database) -> None:
    async with database.transaction() as tx:
        there = await region(tx)
        task, by = there.tasks["city_school"], there.people["director"]
        photo = await files.keep(tx, "photo", "1.jpg", "image/jpeg", b"x", now=NOW, sent_by=by)
        plan = await files.keep(tx, "document", "План.pdf", "application/pdf", b"x", now=NOW, sent_by=by)
        for body, file, withdrawn in (("Сделали", None, None), ("", photo, None), ("", plan, None), ("", plan, None),
                                      ("Не то", None, NOW)):
            await insert(tx, "evidence", task=task, participant=by, body=body, file=file, added_at=NOW,
                         withdrawn_at=withdrawn)
        school, city = await duty(tx, there, "city_school"), await duty(tx, there, "city")
    assert (school.words, school.photos, school.files) == (1, 1, 2)
    assert (city.words, city.photos, city.files) == (0, 0, 0)


async def test_another_programme_is_another_roadmap(database: Database) -> None:
    async with database.transaction() as tx:
        there = await region(tx)
        other = await found(tx, code="other")
        assert await fulfilment.points(tx, other.programme) == []
        assert await fulfilment.duties(tx, other.programme, there.people["operator"]) == []
        counts = await fulfilment.counts(tx, other.programme, there.people["operator"], "2018-05-30")
        assert counts == Counts(0, 0, 0, 0)
