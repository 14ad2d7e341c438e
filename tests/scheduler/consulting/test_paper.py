"""Which files of a consultation its transcript shows, and which it only names."""

from messages.reports.figures import Attached
from messages.updates import FileKind
from scheduler.consulting import paper
from storage import files
from storage.database import Database
from storage.posts import Kind, Post


async def test_a_photo_for_which_there_is_no_room_is_named_as_a_file(database: Database) -> None:
    """It is sound: nobody shall read that it does not open."""
    async with database.transaction() as tx:
        id = await files.keep(tx, FileKind.PHOTO, "доска.jpg", "image/jpeg", b"picture", now=1)
        post = Post(1, 1, None, "", Kind.QUESTION, "", id, FileKind.PHOTO, "доска.jpg", "image/jpeg", 7, None, "", 1,
                    None)
        assert await paper._files(tx, post, 7) == (Attached("доска.jpg", 7, True, b"picture"),)
        assert await paper._files(tx, post, 6) == (Attached("доска.jpg", 7),)
