"""Who answers: the programme's rules, then the rules of the house; whoever is away is stood in for."""

from collections.abc import Iterable

import pytest

from scheduler.consulting import routing
from scheduler.consulting.rules import Rule, Rules
from scheduler.programme import apply
from storage import answering, organisations, participants, programmes, topics
from storage.consultations import Help
from storage.database import Database, Transaction
from storage.participants import Member, Role
from tests.journeys.conftest import START, irkutsk
from tests.scheduler.network import execute

SCHOOL, OTHER, CITY = "МБОУ «Бильчирская СОШ»", "МОУ СОШ № 8 УКМО", "mo-osinsky"


class Town:
    """The Irkutsk example, of which everybody has joined who is named here."""

    def __init__(self, tx: Transaction, programme: int, members: list[Member]) -> None:
        self.tx, self.programme, self.members = tx, programme, members

    def of(self, surname: str) -> int:
        return next(each.participant for each in self.members if each.name.startswith(surname))

    async def joins(self, *surnames: str) -> None:
        for surname in surnames:
            person = self.of(surname)
            await participants.consent(self.tx, person, "2018-05", now=START)
            await participants.link(self.tx, "pocket", str(person), person, now=START)

    async def asked(self, rules: Iterable[Rule] = (), topic: str = "", place: str = SCHOOL,
                    asker: int = 0, help: Help = Help.NONE) -> list[str]:
        """The surnames of those who would answer."""
        school = next(each.id for each in await organisations.of_programme(self.tx, self.programme)
                      if each.title == place)
        named = {each.code: each.id for each in await topics.of_programme(self.tx, self.programme)}
        found = await routing.circle(self.tx, Rules(routing=tuple(rules)), school, asker, named.get(topic), now=START,
                                     help=help)
        names = {each.participant: each.name.split()[0] for each in self.members}
        return sorted(names[each] for each in found)


async def town(tx: Transaction) -> Town:
    await apply.apply(tx, irkutsk(), now=START)
    programme = (await programmes.all(tx))[0].id
    found = Town(tx, programme, await participants.listed(tx, programme))
    await found.joins("Осокина", "Берёзкина", "Кругобайкалов", "Таёжникова", "Голоустова")
    return found


async def test_without_rules_the_curator_of_the_territory_answers_then_the_coordinator(database: Database) -> None:
    async with database.transaction() as tx:
        made = await town(tx)
        assert await made.asked() == ["Осокина"]
        assert await made.asked(asker=made.of("Осокина")) == ["Голоустова"], "nobody answers themselves"
        await execute(tx, f"update participants set consented_at = null where id = {made.of('Осокина')}")
        assert await made.asked() == ["Голоустова"]
        await execute(tx, f"update addresses set closed_at = 1 where participant = {made.of('Голоустова')}")
        assert await made.asked() == [], "then the operators see it"


@pytest.mark.parametrize(("rule", "topic", "found"), [
    (Rule(Role.MENTOR), "", ["Кругобайкалов"]),
    (Rule(Role.MENTOR, topic="math", of_subject=True), "math", ["Кругобайкалов"]),
    (Rule(Role.MENTOR, topic="math", of_subject=True), "russian", ["Осокина"]),
    (Rule(Role.MENTOR, of_subject=True), "russian", ["Осокина"]),
    (Rule(Role.MENTOR, of_subject=True, everywhere=True), "russian", ["Таёжникова"]),
    (Rule(Role.MENTOR, of_subject=True, everywhere=True), "", ["Осокина"]),
    (Rule(Role.CURATOR, everywhere=True), "", ["Берёзкина", "Осокина"]),
    (Rule(Role.COORDINATOR, municipality=CITY), "", ["Голоустова"]),
    (Rule(Role.COORDINATOR, municipality="mo-irkutsk"), "", ["Осокина"]),
    (Rule(Role.MENTOR, school="bilchir"), "", ["Кругобайкалов"]),
    (Rule(Role.MENTOR, school="ukmo-8"), "", ["Осокина"]),
    (Rule(Role.MENTOR, group="focus"), "", ["Кругобайкалов"]),
    (Rule(Role.MENTOR, group="control"), "", ["Осокина"]),
])
async def test_a_rule_answers_where_all_it_names_is_so(database: Database, rule: Rule, topic: str,
                                                       found: list[str]) -> None:
    async with database.transaction() as tx:
        assert await (await town(tx)).asked([rule], topic) == found


async def test_the_first_rule_that_finds_somebody_holds(database: Database) -> None:
    rules = [Rule(Role.EXPERT), Rule(Role.MENTOR), Rule(Role.CURATOR)]
    async with database.transaction() as tx:
        made = await town(tx)
        assert await made.asked(rules) == ["Кругобайкалов"]
        assert await made.asked(rules, place=OTHER) == ["Таёжникова"]


async def test_whoever_is_away_is_stood_in_for_by_deputies_of_deputies_and_never_for_ever(database: Database) -> None:
    async with database.transaction() as tx:
        made = await town(tx)
        first, second, third = (made.of(name) for name in ("Осокина", "Берёзкина", "Кругобайкалов"))
        await answering.leave(tx, first, "2018-06-01", second, now=START)
        assert await made.asked() == ["Берёзкина"]
        await answering.leave(tx, second, "2018-06-01", third, now=START)
        assert await made.asked() == ["Кругобайкалов"]
        await answering.leave(tx, third, "2018-06-01", first, now=START)
        assert await made.asked() == ["Голоустова"], "all three stand in for each other"
        await answering.leave(tx, second, "2018-05-15", third, now=START)
        assert await made.asked() == ["Берёзкина"], "she has been back since yesterday"
        await answering.leave(tx, first, "2018-06-01", None, now=START)
        assert await made.asked() == ["Голоустова"], "nobody stands in for her"
        assert await answering.come_back(tx, first)
        assert await made.asked() == ["Осокина"]


async def test_a_mentor_of_other_schools_does_not_answer_where_they_work(database: Database) -> None:
    async with database.transaction() as tx:
        made = await town(tx)
        teacher = next(each for each in made.members if each.name.startswith("Таёжникова"))
        rows = await execute(tx, "select o.title from roles r join organisations o on o.id = r.organisation "
                                 f"where r.participant = {teacher.participant} and r.role = 'mentor'")
        work = str(rows[0]["title"])
        assert "Таёжникова" not in await made.asked([Rule(Role.MENTOR)], place=work)
        await execute(tx, "delete from territories where role in (select id from roles where role = 'mentor' "
                          f"and participant = {teacher.participant})")
        assert await made.asked([Rule(Role.MENTOR)], place=work) == ["Таёжникова"]


async def test_help_is_asked_of_the_municipality_first_whatever_the_rules_say(database: Database) -> None:
    async with database.transaction() as tx:
        made = await town(tx)
        rules = [Rule(Role.MENTOR), Rule(Role.CURATOR)]
        assert await made.asked(rules, help=Help.ASK) == ["Голоустова"]
        await execute(tx, f"update participants set consented_at = null where id = {made.of('Голоустова')}")
        assert await made.asked(rules, help=Help.ASK) == ["Осокина"]


async def test_a_list_goes_to_curators_and_to_nobody_else(database: Database) -> None:
    async with database.transaction() as tx:
        made = await town(tx)
        city = next(each for each in await organisations.of_programme(tx, made.programme) if each.code == CITY)
        rules = [Rule(Role.MENTOR, everywhere=True), Rule(Role.COORDINATOR), Rule(Role.CURATOR)]
        asker = made.of("Голоустова")
        assert await made.asked(rules, place=city.title, asker=asker, help=Help.LIST) == ["Осокина"]
        written = Rules(routing=tuple(rules))
        assert await routing.has_institute(tx, written, city.id, asker)
        assert not await routing.has_institute(tx, written, city.id, made.of("Осокина")), "not to oneself"
        await answering.leave(tx, made.of("Осокина"), "2018-06-30", None, now=START)
        assert await made.asked(rules, place=city.title, asker=asker, help=Help.LIST) == []
        assert await routing.has_institute(tx, written, city.id, asker), "who is away comes back"
        await execute(tx, f"update participants set consented_at = null where id = {made.of('Осокина')}")
        assert not await routing.has_institute(tx, written, city.id, asker)
