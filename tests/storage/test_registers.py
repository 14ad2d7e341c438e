"""Registers: who reads whose records, what is counted for the year report, and what the library shows of them."""

import json
from dataclasses import dataclass, replace

import pytest

from scheduler import library as searched
from scheduler import registers as kept
from scheduler import stems
from storage import erasure, library, privacy, registers
from storage.database import Database, Transaction
from storage.registers import Paper, Register
from tests.scheduler.network import Network, found

NOW = 1_527_000_000
ORDER = Paper(Register.ORDER, "Об утверждении списка школ", "2018-03-12", number="124-р")


@dataclass(slots=True)
class Region:
    """Two municipalities with a school each, the institute and the ministry above them."""

    network: Network
    places: dict[str, int]
    people: dict[str, int]
    records: dict[str, int]

    async def finds(self, person: int, words: str) -> list[int]:
        """By a search."""
        found = await kept.search(self.network.tx, person, [self.network.programme], stems.of(words))
        return [each.id for each in found]

    async def reads(self, who: str) -> set[str]:
        """In which places somebody reads records, by every way of looking."""
        tx, me, programme = self.network.tx, self.people[who], self.network.programme
        opened = {place for place, id in self.records.items() if await registers.seen(tx, me, id)}
        names = {id: place for place, id in self.records.items()}
        whole = {names[each.id] for each in await registers.whole(tx, me, programme)}
        paged = {names[each.id] for each in await registers.page(tx, me, programme, Register.AGREEMENT, year="", size=9,
                                                                 skip=0)}
        sought = {names[each] for each in await self.finds(me, "сотрудничество")}
        counted = sum(each.number for each in await registers.numbers(tx, me, programme))
        assert opened == whole == paged == sought
        assert counted == len(opened)
        return opened


async def region(tx: Transaction) -> Region:
    network = await found(tx)
    ministry = await network.organisation("ministry")
    institute = await network.organisation("institute", ministry)
    places = {"ministry": ministry, "institute": institute}
    for name in ("city", "hills"):
        places[name] = await network.organisation("municipality", ministry)
        places[f"{name}_school"] = await network.organisation("school", places[name])
    people = {
        "operator": await network.person("operator", institute), "observer": await network.person("observer", ministry),
        "curator": await network.person("curator", institute, territory=places["city"]),
        "free_curator": await network.person("curator", institute),
        "coordinator": await network.person("coordinator", places["city"]),
        "director": await network.person("director", places["city_school"]),
        "teacher": await network.person("teacher", places["city_school"]),
        "mentor": await network.person("mentor", places["city_school"])}
    records = {name: await kept.add(tx, network.programme, place, Paper(Register.AGREEMENT, f"О сотрудничестве {name}",
                                                                       "2018-04-05", partner="Колледж"),
                                    shelved=False, added_by=people["operator"], now=NOW)
               for name, place in places.items()}
    return Region(network, places, people, records)


@pytest.mark.parametrize(("who", "reads"), [
    ("operator", {"ministry", "institute", "city", "city_school", "hills", "hills_school"}),
    ("observer", {"ministry", "institute", "city", "city_school", "hills", "hills_school"}),
    ("free_curator", {"ministry", "institute", "city", "city_school", "hills", "hills_school"}),
    ("curator", {"ministry", "institute", "city", "city_school"}),
    ("coordinator", {"ministry", "institute", "city", "city_school"}),
    ("director", {"ministry", "institute", "city_school"}), ("teacher", set()), ("mentor", set())])
async def test_everybody_reads_what_they_oversee_and_what_heads_the_programme(database: Database, who: str,
                                                                             reads: set[str]) -> None:
    async with database.transaction() as tx:
        assert await (await region(tx)).reads(who) == reads


async def test_whoever_has_lost_the_role_reads_nothing(database: Database) -> None:
    async with database.transaction() as tx:
        there = await region(tx)
        role = await there.network.role(there.people["teacher"], "director", there.places["hills_school"])
        assert await there.reads("teacher") == {"ministry", "institute", "hills_school"}
        await there.network.change("roles", role, ended_at=NOW)
        assert await there.reads("teacher") == set()


async def test_the_only_municipality_heads_a_programme_that_has_no_other(database: Database) -> None:
    async with database.transaction() as tx:
        network = await found(tx)
        town = await network.organisation("municipality")
        school = await network.organisation("school", town)
        director = await network.person("director", school)
        id = await kept.add(tx, network.programme, town, ORDER, shelved=False, added_by=director, now=NOW)
        assert await registers.seen(tx, director, id)
        await network.organisation("municipality")
        assert await registers.seen(tx, director, id) is None


async def test_another_programme_reads_nothing_of_it(database: Database) -> None:
    async with database.transaction() as tx:
        there = await region(tx)
        other = await found(tx, code="other")
        stranger = await other.person("operator", await other.organisation("institute"))
        assert await registers.seen(tx, stranger, there.records["institute"]) is None
        assert await registers.whole(tx, stranger, there.network.programme) == []
        assert await there.finds(stranger, "сотрудничество") == []


async def test_only_what_is_on_the_shelf_is_in_the_library(database: Database) -> None:
    async with database.transaction() as tx:
        there = await region(tx)
        programme, teacher, id = there.network.programme, there.people["teacher"], there.records["hills"]
        words = stems.of("сотрудничество с колледжем")
        assert await searched.search(tx, [programme], words) == []
        assert await library.page(tx, teacher, "", size=9, skip=0) == []
        assert await library.kinds(tx, teacher) == {}
        assert await library.some(tx, [id]) == []
        assert await searched.offered(tx, programme, "о сотрудничестве hills") == []
        assert await registers.shelve(tx, id, NOW)
        assert not await registers.shelve(tx, id, NOW + 1)
        assert await searched.search(tx, [programme], words) == [id]
        assert [each.id for each in await searched.offered(tx, programme, "о сотрудничестве hills")] == [id]
        assert await library.kinds(tx, teacher) == {library.Kind.MATERIAL: 1}
        shown = await library.seen(tx, teacher, id)
        assert shown
        assert (shown.register, shown.partner, shown.dated_on) == ("agreement", "Колледж", "2018-04-05")
        assert await registers.seen(tx, there.people["director"], id) is None, "it stands in the library alone for them"
        assert await registers.shelve(tx, id, None)
        assert await library.seen(tx, teacher, id) is None


async def test_what_is_hidden_pushes_nothing_out_of_a_search(database: Database,
                                                              monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searched, "FOUND", 1)
    async with database.transaction() as tx:
        there = await region(tx)
        programme = there.network.programme
        said = library.Definition(library.Kind.TEMPLATE, "Образец соглашения о сотрудничестве на пять страниц")
        id = await searched.add(tx, programme, said, library.Source.CHAT, added_by=None, now=1)
        assert await searched.search(tx, [programme], stems.of("сотрудничество")) == [id]


@pytest.mark.parametrize("words", ["124", "124-р", "приказы о списках школ", "список 124", "институт списки"])
async def test_an_order_is_found_by_its_number_its_kind_and_its_words(database: Database, words: str) -> None:
    async with database.transaction() as tx:
        there = await region(tx)
        reader = there.people["director"]
        await there.network.change("organisations", there.places["institute"], title="Институт образования")
        id = await kept.add(tx, there.network.programme, there.places["institute"], ORDER, shelved=True,
                            added_by=there.people["operator"], now=NOW)
        assert await there.finds(reader, words) == [id]
        assert (await searched.search(tx, [there.network.programme], stems.of(words)))[0] == id
        assert await there.finds(reader, f"{words} Колледж") == []


async def test_a_changed_paper_is_found_by_what_it_says_now(database: Database) -> None:
    async with database.transaction() as tx:
        there = await region(tx)
        me, id = there.people["director"], there.records["city_school"]
        record = await registers.seen(tx, me, id)
        assert record
        assert await kept.change(tx, id, replace(record.paper(), title="О практике", number="7", dated_on="2017-09-01"))
        assert await there.finds(me, "сотрудничество city_school") == []
        assert await there.finds(me, "практика") == [id]
        again = await registers.seen(tx, me, id)
        assert again
        assert (again.number, again.dated_on, again.partner) == ("7", "2017-09-01", "Колледж")
        assert await library.leave(tx, id, now=NOW)
        assert not await kept.change(tx, id, again.paper())
        assert await registers.seen(tx, me, id) is None
        assert await there.finds(me, "практика") == []


async def test_papers_come_by_their_days_and_years(database: Database) -> None:
    async with database.transaction() as tx:
        there = await region(tx)
        me, place, programme = there.people["operator"], there.places["institute"], there.network.programme
        for day in ("2017-12-31", "2018-01-01", "2018-06-01", "2016-05-05"):
            await kept.add(tx, programme, place, replace(ORDER, dated_on=day), shelved=False, added_by=me, now=NOW)

        async def days(year: str, size: int = 9, skip: int = 0) -> list[str]:
            return [each.dated_on for each in await registers.page(tx, me, programme, Register.ORDER, year=year,
                                                                   size=size, skip=skip)]

        assert await days("") == ["2018-06-01", "2018-01-01", "2017-12-31", "2016-05-05"]
        assert await days("2018") == ["2018-06-01", "2018-01-01"]
        assert await days("", 2, 1) == ["2018-01-01", "2017-12-31"]
        assert [(each.year, each.number) for each in await registers.numbers(tx, me, programme)
                if each.register is Register.ORDER] == [("2018", 2), ("2017", 1), ("2016", 1)]


async def test_the_year_report_counts_by_register_organisation_and_days(database: Database) -> None:
    async with database.transaction() as tx:
        there = await region(tx)
        me, programme = there.people["operator"], there.network.programme
        place = there.places["institute"]
        for day in ("2018-12-31", "2018-01-01", "2017-12-31"):
            await kept.add(tx, programme, place, replace(ORDER, dated_on=day), shelved=True, added_by=me, now=NOW)
        gone = await kept.add(tx, programme, there.places["city"], ORDER, shelved=True, added_by=me, now=NOW)
        await library.leave(tx, gone, now=NOW)
        told = {(each.register.value, each.organisation): each.number
                for each in await registers.counts(tx, programme, "2018-01-01", "2018-12-31")}
        assert told == {("order", place): 2, **{("agreement", each): 1 for each in there.places.values()}}
        assert await registers.counts(tx, programme, "2019-01-01", "2019-12-31") == []


async def test_a_twin_is_one_of_the_same_day_and_number_or_title_in_the_same_place(database: Database) -> None:
    async with database.transaction() as tx:
        there = await region(tx)
        place, me = there.places["institute"], there.people["operator"]
        id = await kept.add(tx, there.network.programme, place, ORDER, shelved=False, added_by=me, now=NOW)
        unnumbered = replace(ORDER, number="", title="Без номера")
        bare = await kept.add(tx, there.network.programme, place, unnumbered, shelved=False, added_by=me, now=NOW)
        assert await kept.twin(tx, place, replace(ORDER, number="124 -Р", title="Иначе")) == id
        assert await kept.twin(tx, place, replace(unnumbered, title="«Без  номера»")) == bare
        for other in (replace(ORDER, number="125"), replace(ORDER, dated_on="2018-03-13"),
                      replace(ORDER, register=Register.AGREEMENT), replace(ORDER, number=""),
                      replace(unnumbered, title="Другое")):
            assert await kept.twin(tx, place, other) is None
        assert await kept.twin(tx, there.places["city"], ORDER) is None


async def test_whoever_wrote_it_down_is_forgotten_and_the_record_stays(database: Database) -> None:
    async with database.transaction() as tx:
        there = await region(tx)
        me, reader = there.people["director"], there.people["coordinator"]
        name = "Кедровой Анной Петровной"
        paper = Paper(Register.AGREEMENT, f"С {name}", "2018-04-05", f"{name} 5", f"ИП, {name}", f"Подписано {name}")
        id = await kept.add(tx, there.network.programme, there.places["city_school"], paper, shelved=True, added_by=me,
                            now=NOW)
        row, = (await privacy.everything(tx, me))["materials"]
        assert (row.title, row.number, row.dated_on, row.partner) == (paper.title, paper.number, "2018-04-05",
                                                                      paper.partner)
        left = await erasure.forget(tx, me, quotes=[name], instead="Участник", words_instead="…",
                                    now=NOW, real_now=NOW)
        await searched.index(tx, left.materials)
        record = await registers.seen(tx, reader, id)
        assert record
        assert (record.added_by, record.added_by_name) == (None, "")
        assert "Кедровой" not in json.dumps([record.title, record.number, record.partner, record.about],
                                            ensure_ascii=False)
        assert await there.finds(reader, "Кедровой") == []
        assert await there.finds(reader, "участник") == [id]
