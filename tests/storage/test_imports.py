"""Documents that operators send, and what becomes of them when their sender is forgotten."""

from storage import erasure, files, imports, participants, privacy
from storage.database import Database, Transaction
from storage.imports import Settled, State
from tests.storage.test_organisations import filled

NAME = "Забвенная Анна Петровна"


async def sent(tx: Transaction, state: State) -> tuple[int, int]:
    """The sender and the document."""
    programme, _, _ = await filled(tx)
    who = await participants.add(tx, NAME, now=1)
    file = await files.keep(tx, "document", "план.docx", "", b"x", now=1, sent_by=who)
    id = await imports.add(tx, programme=programme, participant=who, file=file, name=f"План {NAME}.docx", now=1)
    await imports.keep_document(tx, id, "{}")
    if state is State.APPLIED:
        await imports.end(tx, id, state, now=2)
    await imports.remember(tx, programme, [Settled(7, "owner", f"тьютор {NAME}", "", "{}")], now=2)
    return who, id


async def test_a_forgotten_sender_takes_the_document_and_leaves_what_was_loaded(database: Database) -> None:
    async with database.transaction() as tx:
        who, id = await sent(tx, State.APPLIED)
        shown, = (await privacy.everything(tx, who))["imports"]
        assert (shown.state, shown.added_at, shown.decided_at) == ("applied", 1, 2)
        await erasure.forget(tx, who, quotes=[NAME], instead="участник удалён", words_instead="удалено", now=4,
                             real_now=4)
        left = await imports.by_id(tx, id)
        assert left
        assert (left.participant, left.file, left.name, left.state) == (None, None, "", State.APPLIED)
        answer, = await imports.remembered(tx, left.programme)
        assert answer.words == "тьютор участник удалён"


async def test_a_draft_of_a_forgotten_sender_is_dropped(database: Database) -> None:
    async with database.transaction() as tx:
        who, id = await sent(tx, State.DRAFT)
        await erasure.forget(tx, who, quotes=[NAME], instead="участник удалён", words_instead="удалено", now=4,
                             real_now=4)
        left = await imports.by_id(tx, id)
        assert left
        assert (left.state, left.document) == (State.DROPPED, "")


async def test_a_file_is_kept_as_long_as_its_import_stands(database: Database) -> None:
    async with database.transaction() as tx:
        _, id = await sent(tx, State.DRAFT)
        await files.drop_unused(tx, before=99)
        standing = await imports.by_id(tx, id)
        assert standing
        assert standing.file
        assert await files.content(tx, standing.file) == b"x"
        await imports.end(tx, id, State.DROPPED, now=5)
        await files.drop_unused(tx, before=99)
        assert await files.content(tx, standing.file) is None


async def test_an_end_is_said_once(database: Database) -> None:
    async with database.transaction() as tx:
        _, id = await sent(tx, State.DRAFT)
        assert await imports.end(tx, id, State.APPLIED, now=5)
        assert not await imports.end(tx, id, State.DROPPED, now=6)
        assert not await imports.settle(tx, id, "{}")
        assert not await imports.refuse(tx, id, "", now=6)
