"""Common chats on both databases: whose they are, who may write to them, where they have gone, what was published."""

from dataclasses import dataclass

from storage import broadcasts, chats, erasure, outbox, privacy
from storage.broadcasts import Kind
from storage.chats import Chat
from storage.database import Database, Transaction
from storage.outbox import Lane, State
from tests.scheduler.network import Network, found


@dataclass(frozen=True, slots=True)
class Region:
    """A municipality and one of its schools."""

    network: Network
    programme: int
    town: int
    school: int


async def region(tx: Transaction) -> Region:
    network = await found(tx)
    town = await network.organisation("municipality")
    return Region(network, network.programme, town, await network.organisation("school", town))


async def put(tx: Transaction, region: Region, place: int, by: int, *, chat: str = "-7", title: str = "Историки",
              now: int = 5) -> int:
    return await chats.put(tx, programme=region.programme, channel="telegram", chat=chat, title=title,
                           organisation=place, added_by=by, now=now)


async def at(tx: Transaction, chat: str = "-7") -> Chat:
    known = await chats.at(tx, "telegram", chat)
    assert known
    return known


async def test_a_chat_is_of_whoever_brought_us_last(database: Database) -> None:
    async with database.transaction() as tx:
        here = await region(tx)
        anna = await here.network.person("director", here.school)
        id = await put(tx, here, here.school, anna)
        await chats.tell_subject(tx, id, "история")
        await chats.leave(tx, "telegram", "-7", now=6)
        await chats.leave(tx, "telegram", "-7", now=7)
        assert (await at(tx)).left_at == 6
        assert await put(tx, here, here.school, anna, title="", now=8) == id
        assert ((await at(tx)).title, (await at(tx)).subject, (await at(tx)).left_at) == ("Историки", "история", None)
        assert await put(tx, here, here.town, anna, title="", now=9) == id
        assert ((await at(tx)).organisation, (await at(tx)).title, (await at(tx)).subject) == (here.town, "", "")
        await chats.call(tx, id, "Химики")
        assert (await at(tx)).title == "Химики"
        assert await chats.at(tx, "vk", "-7") is None
        await chats.drop(tx, id)
        assert await chats.at(tx, "telegram", "-7") is None


async def test_only_those_who_oversee_its_organisation_see_it(database: Database) -> None:
    async with database.transaction() as tx:
        here = await region(tx)
        director = await here.network.person("director", here.school)
        coordinator = await here.network.person("coordinator", here.town)
        observer = await here.network.person("observer", here.town)
        of_school = await put(tx, here, here.school, director)
        of_town = await put(tx, here, here.town, coordinator, chat="-8")
        assert [each.id for each in await chats.all_seen(tx, director)] == [of_school]
        assert {each.id for each in await chats.all_seen(tx, coordinator)} == {of_school, of_town}
        assert await chats.all_seen(tx, observer) == []
        assert await chats.all_seen(tx, coordinator, programme=here.programme + 1) == []
        assert await chats.seen(tx, director, of_town) is None
        assert await chats.seen(tx, coordinator, of_school) == await at(tx)


async def test_a_moved_chat_takes_along_what_waits_for_it(database: Database) -> None:
    async with database.transaction() as tx:
        here = await region(tx)
        anna = await here.network.person("coordinator", here.town)
        id = await put(tx, here, here.town, anna)
        letter = await outbox.put(tx, channel="telegram", user="-7", participant=None, body="{}", file=None,
                                  lane=Lane.BROADCAST, reason=f"{chats.REASON}{id}:1", random_id=1, now=5)
        assert letter
        await chats.leave(tx, "telegram", "-7", now=6)
        await chats.move(tx, "telegram", "-7", "-100", now=6)
        await chats.move(tx, "telegram", "-7", "-100", now=6)
        assert ((await at(tx, "-100")).id, (await at(tx, "-100")).left_at) == (id, None)
        waiting = await outbox.standing(tx, letter)
        assert waiting
        assert waiting.user == "-100"


async def test_a_chat_that_is_known_under_its_new_number_is_not_moved_onto(database: Database) -> None:
    async with database.transaction() as tx:
        here = await region(tx)
        anna = await here.network.person("coordinator", here.town)
        await put(tx, here, here.town, anna)
        new = await put(tx, here, here.town, anna, chat="-100")
        await chats.move(tx, "telegram", "-7", "-100", now=6)
        assert (await at(tx)).left_at == 6
        assert (await at(tx, "-100")).id == new


async def test_a_broadcast_goes_into_a_chat_once_and_a_dropped_draft_leaves_nothing(database: Database) -> None:
    async with database.transaction() as tx:
        here = await region(tx)
        anna = await here.network.person("coordinator", here.town)
        chat = await put(tx, here, here.town, anna)
        draft = await broadcasts.draft(tx, programme=here.programme, author=anna, kind=Kind.MESSAGE,
                                       lane=Lane.BROADCAST, content="{}", now=5)
        assert not await chats.posted(tx, draft, chat, now=6)
        await chats.tick(tx, draft, chat, on=True)
        await chats.tick(tx, draft, chat, on=True)
        assert await chats.ticks(tx, draft) == {chat: None}
        await chats.tick(tx, draft, chat, on=False)
        assert await chats.ticks(tx, draft) == {}
        await chats.tick(tx, draft, chat, on=True)
        assert await chats.posted(tx, draft, chat, now=6)
        assert not await chats.posted(tx, draft, chat, now=7)
        await chats.tick(tx, draft, chat, on=False)
        assert await chats.ticks(tx, draft) == {chat: 6}
        await broadcasts.drop(tx, draft)
        assert await chats.ticks(tx, draft) == {}


async def posted(tx: Transaction, here: Region, by: int, chat: int, *, key: str = "1", broadcast: int = 0,
                 expires_at: int | None = None) -> tuple[int, int]:
    """A broadcast and what carries it into a chat, planned for the morning."""
    broadcast = broadcast or await broadcasts.draft(tx, programme=here.programme, author=by, kind=Kind.MESSAGE,
                                                    lane=Lane.BROADCAST, content="{}", now=5)
    await chats.tick(tx, broadcast, chat, on=True)
    assert await chats.posted(tx, broadcast, chat, now=6)
    letter = await outbox.put(tx, channel="telegram", user="-7", participant=None, body="{}", file=None,
                              lane=Lane.BROADCAST, reason=f"{chats.reason(chat, broadcast)}{key}", random_id=1, now=6,
                              not_before=100, expires_at=expires_at)
    assert letter
    return broadcast, letter


async def state(tx: Transaction, letter: int) -> State:
    found = await outbox.standing(tx, letter)
    assert found
    return found.state


async def test_what_waits_for_the_morning_of_a_chat_is_recalled_and_nothing_else(database: Database) -> None:
    async with database.transaction() as tx:
        here = await region(tx)
        anna = await here.network.person("coordinator", here.town)
        chat = await put(tx, here, here.town, anna)
        made = [await posted(tx, here, anna, chat) for _ in range(12)]  # the first id begins like the tenth
        first, letter = made[0]
        await chats.recall(tx, first, real_now=7)
        assert await state(tx, letter) is State.CANCELLED
        assert {await state(tx, each) for _, each in made[1:]} == {State.PLANNED}
        assert await chats.ticks(tx, first) == {chat: None}
        assert [await chats.ticks(tx, each) for each, _ in made[1:]] == [{chat: 6}] * 11
        _, again = await posted(tx, here, anna, chat, key="2", broadcast=first)
        await chats.forget_unsent(tx)
        assert await state(tx, again) is State.PLANNED
        assert await chats.ticks(tx, first) == {chat: 6}


async def test_what_never_came_into_a_chat_is_not_posted_and_what_came_stays(database: Database) -> None:
    async with database.transaction() as tx:
        here = await region(tx)
        anna = await here.network.person("coordinator", here.town)
        chat = await put(tx, here, here.town, anna)
        came, _ = await posted(tx, here, anna, chat)
        late, _ = await posted(tx, here, anna, chat, expires_at=50)
        assert len(await outbox.expire(tx, now=60, real_now=60)) == 1
        await chats.forget_unsent(tx)
        assert await chats.ticks(tx, late) == {chat: None}
        assert await chats.ticks(tx, came) == {chat: 6}
        await outbox.forget_strangers(tx, before=10_000)
        await chats.forget_unsent(tx)
        assert await chats.ticks(tx, came) == {chat: 6}


async def test_the_words_of_a_broadcast_stand_apart_and_are_forgotten_with_their_author(database: Database) -> None:
    async with database.transaction() as tx:
        here = await region(tx)
        anna = await here.network.person("coordinator", here.town)
        vera = await here.network.person("coordinator", here.town)
        own, others = [await broadcasts.draft(tx, programme=here.programme, author=who, kind=Kind.MESSAGE,
                                              lane=Lane.BROADCAST, content="{}", now=5) for who in (anna, vera)]
        for each in (own, others):
            await broadcasts.write(tx, each, content='{"text":"Пишите: Анна"}', file=None, words='"Пишите": Анна')
            await broadcasts.start(tx, each, now=6)
        chat = await put(tx, here, here.town, anna, title="Чат Анна и все")
        assert [each.title for each in (await privacy.everything(tx, anna))["chats"]] == ["Чат Анна и все"]
        await erasure.forget(tx, anna, quotes=["Анна"], instead="участник", words_instead="", now=7, real_now=7)
        left = [await broadcasts.by_id(tx, each) for each in (own, others)]
        assert [each.words for each in left if each] == ["", '"Пишите": участник']
        assert (await at(tx)).title == "Чат участник и все"
        assert (await at(tx)).id == chat
        assert list((await privacy.everything(tx, anna))["chats"]) == []
