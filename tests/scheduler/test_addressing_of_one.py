"""Whether an audience means somebody is the same, whether all are looked at or this person alone."""

from scheduler import addressing
from scheduler.audience import Audience, By, Condition
from storage import events, rsvps
from storage.database import Database, Transaction
from storage.events import Definition
from tests.scheduler.network import execute, found, insert

NOW = 1_527_000_000


async def region(tx: Transaction) -> tuple[int, int, dict[str, int], dict[str, int]]:
    """A programme with an operator, its people and places by name, an event with answers and an asked wave."""
    net = await found(tx)
    town, far = [await net.organisation("municipality") for _ in range(2)]
    school, other = await net.organisation("school", town), await net.organisation("school", far)
    places = {"town": town, "far": far, "school": school, "other": other}
    operator = await net.person("operator", await net.organisation("institute"))
    people = {"operator": operator}
    for name, role, place in (("anna", "teacher", school), ("vera", "teacher", other), ("lena", "director", school),
                              ("oleg", "coordinator", town)):
        people[name] = await net.person(role, place, name=name)
    await net.role(people["lena"], "teacher", other)
    group = await insert(tx, "school_groups", programme=net.programme, code="focus", title="Фокус")
    await execute(tx, "insert into group_members (school_group, organisation) values (:g, :o)", g=group, o=school)
    await execute(tx, "update participants set search_subjects = ';физика;химия;' where id = :id", id=people["anna"])
    event = await events.make(tx, net.programme, Definition("seminar", "Семинар", NOW, NOW + 9, "UTC"), owner=operator,
                              now=NOW)
    await rsvps.invite(tx, event, [people["anna"], people["vera"], people["lena"]], now=NOW)
    await rsvps.answer(tx, event, people["anna"], "yes", NOW, None)
    await rsvps.answer(tx, event, people["vera"], "online", NOW, None)
    await execute(tx, "update rsvps set attended_at = 1 where participant = :id", id=people["vera"])
    places["event"] = event
    places["wave"] = await _wave(tx, net.programme, people["anna"])
    return net.programme, operator, people, places


async def _wave(tx: Transaction, programme: int, done: int) -> int:
    """Teachers are asked; one of them has answered."""
    survey = await insert(tx, "surveys", programme=programme, code="s", title="Опрос", version="1", questions="[]",
                          loaded_at=1)
    wave = await insert(tx, "waves", survey=survey, code="w", title="Волна", opens_on="2018-05-01",
                        closes_on="2018-06-01", late=0)
    await insert(tx, "wave_audience", wave=wave, role="teacher")
    await insert(tx, "sheets", id=77, wave=wave, unit=f"p{done}", participant=done, begun_at=1, finished_at=2)
    return wave


def audiences(places: dict[str, int]) -> list[Audience]:
    event, wave = places["event"], places["wave"]
    whole = [Condition(By.ROLE, ("teacher",)), Condition(By.ROLE, ("teacher", "coordinator")),
             Condition(By.GROUP, ("focus",)), Condition(By.PLACE, (str(places["town"]),)),
             Condition(By.PLACE, (str(places["other"]),)), Condition(By.SUBJECT, ("химия",)),
             *(Condition(By.EVENT, (f"{event}:{each}",))
               for each in ("yes", "online", "no", "silent", "came", "absent", "invited")),
             Condition(By.WAVE, (f"{wave}:done",)), Condition(By.WAVE, (f"{wave}:waiting",))]
    turned = [Condition(each.by, each.values, negated=True) for each in whole]
    pairs = [(one, other) for one in whole for other in turned[:6]]
    return [(), *((each,) for each in whole + turned), *pairs]


async def test_one_person_is_meant_as_they_are_among_all(database: Database) -> None:
    async with database.transaction() as tx:
        programme, operator, people, places = await region(tx)
        circle = await addressing.circle(tx, programme, operator)
        answers = set()
        for audience in audiences(places):
            meant = set(await addressing.within(tx, circle, audience))
            alone = {id for id in people.values() if await addressing.means(tx, programme, audience, id)}
            assert alone == meant, audience
            answers.add(frozenset(alone))
        assert len(answers) > 10


async def test_nobody_without_a_role_in_the_programme_is_meant(database: Database) -> None:
    async with database.transaction() as tx:
        programme, _, people, _ = await region(tx)
        elsewhere = (await found(tx, code="elsewhere")).programme
        assert await addressing.means(tx, programme, (), people["anna"])
        assert not await addressing.means(tx, elsewhere, (), people["anna"])
        await execute(tx, "update roles set ended_at = 1 where participant = :id", id=people["anna"])
        assert not await addressing.means(tx, programme, (), people["anna"])
