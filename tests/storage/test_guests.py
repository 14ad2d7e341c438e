"""Open links of events, one at a time, and from where those are who come by them."""

from storage import events, guests, invites, participants
from storage.database import Database, Transaction
from storage.events import Definition
from storage.guests import FEWEST, Region
from tests.scheduler.network import found

NOW = 1_527_000_000


async def event_of(tx: Transaction, programme: int, starts_at: int = NOW + 9000) -> int:
    owner = await participants.add(tx, "Иванова", now=NOW)
    said = Definition("seminar", "Семинар", starts_at, starts_at + 900, "UTC")
    return await events.make(tx, programme, said, owner=owner, now=NOW)


async def test_a_link_that_an_operator_or_a_holder_has_closed_makes_room_for_another(database: Database) -> None:
    async with database.transaction() as tx:
        network = await found(tx)
        await network.organisation("school", title="СОШ № 5")
        event = await event_of(tx, network.programme)
        await guests.open_link(tx, event, programme=network.programme, code="FIRST", now=NOW)
        first = await invites.by_code(tx, "FIRST")
        assert first
        assert await invites.revoke(tx, first.id, now=NOW)
        await guests.open_link(tx, event, programme=network.programme, code="SECOND", now=NOW)
        assert await guests.link(tx, event) == "SECOND"
        assert await guests.close_link(tx, event, now=NOW)
        assert await guests.link(tx, event) == ""
        assert not await guests.close_link(tx, event, now=NOW)
        await guests.open_link(tx, event, programme=network.programme, code="THIRD", now=NOW)
        assert await guests.link(tx, event) == "THIRD"


async def test_what_a_guest_said_last_holds_for_the_next_event_of_the_programme(database: Database) -> None:
    async with database.transaction() as tx:
        network = await found(tx)
        old, last, new = [await event_of(tx, network.programme, NOW + days) for days in (1, 3, 2)]
        who = await participants.add(tx, "Гостева", now=NOW)
        assert not await guests.known(tx, new, who)
        await guests.put(tx, old, who, region="Бурятия", organisation="Лицей")
        await guests.put(tx, last, who, region="Томская область", organisation="Школа")
        assert await guests.known(tx, new, who)
        assert await guests.known(tx, new, who)
        assert await guests.by_region(tx, new) == [Region("Томская область", 1)]


async def test_a_region_is_one_only_when_several_people_have_named_it(database: Database) -> None:
    async with database.transaction() as tx:
        network = await found(tx)
        event, other = [await event_of(tx, network.programme) for _ in range(2)]
        people = [await participants.add(tx, f"Гость {number}", now=NOW) for number in range(FEWEST)]
        for number, who in enumerate(people):
            await guests.put(tx, event, who, region="Бурятия", organisation="Лицей")
            if number:  # one of them comes twice, which makes nobody three
                await guests.put(tx, other, who, region="Марс", organisation="Лицей")
        await guests.put(tx, await event_of(tx, network.programme), people[1], region="Марс", organisation="Лицей")
        assert await guests.regions(tx, network.programme, limit=4) == [Region("Бурятия", 3)]
        await guests.put(tx, other, people[0], region="Марс", organisation="Лицей")
        assert await guests.regions(tx, network.programme, limit=4) == [Region("Бурятия", 3), Region("Марс", 3)]
