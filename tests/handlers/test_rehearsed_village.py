"""A village in which much is under way is rehearsed, and then lives: what it is sent is what was foreseen."""

from messages.replies import Attachment, Reply
from messages.stored import write
from messages.updates import FileKind
from scheduler import planner
from storage import broadcasts, files
from storage.broadcasts import Kind
from storage.outbox import Lane
from tests.handlers.busy import busy
from tests.handlers.conftest import Village, instant
from tests.journeys.foreseeing import Watched, foreseen
from tests.scheduler.network import execute

LAST = "2018-12-31"
PICTURE = b"\x89PNG and so on"


async def scheduled(village: Village) -> None:
    """A broadcast with a picture, for a day in June, to the teachers and the director."""
    curator = village.people["curator"].participant
    async with village.database.transaction() as tx:
        file = await files.keep(tx, "photo", "Афиша.png", "image/png", PICTURE, now=village.now, sent_by=curator)
        reply = Reply("Приходите в июне", attachment=Attachment(FileKind.PHOTO, "Афиша.png", "image/png", file))
        id = await broadcasts.draft(tx, programme=village.programme, author=curator, kind=Kind.MESSAGE,
                                    lane=Lane.BROADCAST, content=write(reply), file=file, now=village.now)
        await execute(tx, "update broadcasts set state = 'scheduled', send_at = :at where id = :id",
                      at=instant("2018-06-05", "12:00"), id=id)


async def test_all_that_comes_of_it_was_foreseen(village: Village) -> None:
    await busy(village)
    await scheduled(village)
    async with village.database.transaction() as tx:
        await planner.plan_programme(tx, village.programme, village.now)
    watched = Watched(village.stage)
    await watched.begin()
    rehearsed = await foreseen(village.stage, LAST, joined_only=True)
    await watched.live_until(instant(LAST, "23:59"))
    assert sorted(watched.sent) == sorted(rehearsed)
    kinds = {message.reason.partition(":")[0].partition("/")[0] for message in rehearsed}
    assert kinds == {"digest", "broadcast", "consultations"}
    assert len([message for message in rehearsed if message.text == "Приходите в июне"]) > 5
