"""Parts of a broadcast as they are stored: kept while they may go out, shown to their author, gone with them."""

from dataclasses import dataclass, field

from storage import addressees, broadcasts, erasure, files, parts, privacy
from storage.broadcasts import Kind, State
from storage.database import Database, Transaction
from storage.outbox import Lane
from storage.parts import Fresh
from storage.privacy_rows import BroadcastSent, BroadcastWritten
from tests.scheduler.network import execute, found, insert

NAME = "Забвенная Анна Петровна"
DAY = 86400


@dataclass
class Desk:
    """A curator with a draft of two parts: one with a file for a school, one that found nobody."""

    tx: Transaction
    author: int = 0
    reader: int = 0
    school: int = 0
    file: int = 0
    id: int = 0
    rows: list[int] = field(default_factory=list)

    async def settle(self) -> None:
        network = await found(self.tx)
        self.school = await network.organisation("school", title="Школа")
        self.author = await network.person("curator", self.school)
        self.reader = await network.person("director", self.school)
        self.file = await files.keep(self.tx, "document", "а.pdf", "application/pdf", b"x", now=1, sent_by=self.author)
        self.id = await broadcasts.draft(self.tx, programme=network.programme, author=self.author, kind=Kind.EACH,
                                         lane=Lane.BROADCAST, content='{"text":"всем"}', now=1)
        await parts.put(self.tx, self.id, [Fresh(self.school, "а.pdf", "title", '{"text":"своё"}', self.file),
                                           Fresh(None, "б.pdf", "")])
        self.rows = [each.id for each in await parts.of(self.tx, self.id)]

    async def sent(self) -> None:
        await broadcasts.start(self.tx, self.id, now=2)
        await addressees.put_shares(self.tx, self.id, [(self.reader, self.rows[0])])

    async def files(self) -> list[int]:
        return [row["id"] for row in await execute(self.tx, "select id from files order by id")]


async def desk(tx: Transaction) -> Desk:
    made = Desk(tx)
    await made.settle()
    return made


async def test_parts_stand_in_their_order_and_others_take_their_place(database: Database) -> None:
    async with database.transaction() as tx:
        here = await desk(tx)
        assert [(each.organisation, each.title, each.named, each.how) for each in await parts.of(tx, here.id)] == [
            (here.school, "Школа", "а.pdf", "title"), (0, "", "б.pdf", "")]
        part = await parts.by_id(tx, here.rows[0])
        assert part
        assert (part.content, part.file) == ('{"text":"своё"}', here.file)
        await parts.put(tx, here.id, [Fresh(here.school, "в.pdf", "code", "{}")])
        assert [each.named for each in await parts.of(tx, here.id)] == ["в.pdf"]
        assert await parts.by_id(tx, here.rows[0]) is None


async def test_a_draft_goes_with_its_parts_and_what_has_begun_keeps_them(database: Database) -> None:
    async with database.transaction() as tx:
        here = await desk(tx)
        await here.sent()
        assert not await broadcasts.drop(tx, here.id)
        assert len(await parts.of(tx, here.id)) == 2
        other = await desk_again(tx, here)
        assert await broadcasts.drop(tx, other)
        assert await parts.of(tx, other) == []


async def desk_again(tx: Transaction, here: Desk) -> int:
    sent = await broadcasts.by_id(tx, here.id)
    assert sent
    id = await broadcasts.draft(tx, programme=sent.programme, author=here.author, kind=Kind.EACH, lane=Lane.BROADCAST,
                                content="{}", now=1)
    await parts.put(tx, id, [Fresh(here.school, "а.pdf", "title", "{}")])
    return id


async def test_a_file_is_kept_with_its_part_and_goes_after_it(database: Database) -> None:
    async with database.transaction() as tx:
        here = await desk(tx)
        loose = await files.keep(tx, "document", "архив.zip", "application/zip", b"x", now=1, sent_by=here.author)
        assert await here.files() == [here.file, loose]
        await files.drop_unused(tx, before=DAY)
        assert await here.files() == [here.file]
        await broadcasts.drop(tx, here.id)
        await files.drop_unused(tx, before=DAY)
        assert await here.files() == []


async def test_the_words_of_a_part_are_kept_while_it_may_go_out(database: Database) -> None:
    async with database.transaction() as tx:
        here = await desk(tx)
        await here.sent()
        body = await insert(tx, "bodies", content="своё")
        await parts.set_body(tx, here.rows[0], body)
        for state in (State.RUNNING, State.PAUSED):
            await execute(tx, "update broadcasts set state = :state where id = :id", state=state.value, id=here.id)
            await erasure.empty_old_bodies(tx, before=10**10)
            assert await parts.body(tx, here.rows[0]) == body
        await broadcasts.turn(tx, here.id, State.DONE, State.PAUSED, ended_at=5)
        await erasure.empty_old_bodies(tx, before=10**10)
        assert await parts.body(tx, here.rows[0]) is None


async def test_its_author_and_its_reader_are_shown_the_part(database: Database) -> None:
    async with database.transaction() as tx:
        here = await desk(tx)
        await here.sent()
        written = (await privacy.everything(tx, here.author))["broadcasts"]
        got = (await privacy.everything(tx, here.reader))["broadcast_people"]
    assert written == [BroadcastWritten(words, "running", 2) for words in ('{"text":"всем"}', '{"text":"своё"}')]
    assert got == [BroadcastSent('{"text":"своё"}', None)]


async def forgotten(tx: Transaction, person: int) -> None:
    await erasure.forget(tx, person, quotes=[NAME], instead="участник удалён", words_instead="удалено", now=9,
                         real_now=9)


async def test_with_the_author_words_names_and_files_go(database: Database) -> None:
    async with database.transaction() as tx:
        here = await desk(tx)
        await here.sent()
        draft = await desk_again(tx, here)
        await forgotten(tx, here.author)
        assert await parts.of(tx, draft) == []
        assert [tuple(row.values()) for row in await execute(
            tx, "select organisation, named, content, file from broadcast_parts order by id")] == [
            (here.school, "", "", None), (None, "", "", None)]
        assert await here.files() == []


async def test_others_are_named_in_no_part_any_more(database: Database) -> None:
    async with database.transaction() as tx:
        here = await desk(tx)
        await parts.put(tx, here.id, [Fresh(here.school, f"{NAME}.pdf", "title", f'{{"text":"для {NAME}"}}')])
        await forgotten(tx, here.reader)
        part, = await parts.of(tx, here.id)
        said = await parts.by_id(tx, part.id)
    assert part.named == "участник удалён.pdf"
    assert said
    assert said.content == '{"text":"для участник удалён"}'


async def test_only_organisations_that_somebody_answers_for_can_be_meant(database: Database) -> None:
    async with database.transaction() as tx:
        network = await found(tx)
        near, far = [await network.organisation("municipality") for _ in range(2)]
        school = await network.organisation("school", near, title="Наша")
        other = await network.organisation("school", far)
        gone = await network.organisation("school", near)
        await execute(tx, "update organisations set gone_at = 1 where id = :id", id=gone)
        coordinator = await network.person("coordinator", near)
        director = await network.person("director", school)
        operator = await network.person("operator", far)
        teacher = await network.person("teacher", school)
        assert [each.id for each in await parts.overseen(tx, network.programme, coordinator)] == [near, school]
        own, = await parts.overseen(tx, network.programme, director)
        assert (own.id, own.title, own.level) == (school, "Наша", "school")
        whole = {each.id for each in await parts.overseen(tx, network.programme, operator)}
        assert {near, far, school, other} <= whole
        assert gone not in whole
        assert await parts.overseen(tx, network.programme, teacher) == []
