"""No table is left out: what refers to a person is shown to them and erased with them, or stands here with a reason."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage import erasure, files, participants, privacy, privacy_rows, rosters, settings
from storage.database import Database, open_database
from storage.rosters import Contact

NOT_SHOWN = {
    "participant_keys": "their name and place once more, as the list writes them",
    "erasure_requests": "a token that lives for minutes",
    "errands": "a wish for a file that lives for seconds",
    "answerers": "says which questions of others they could answer; what they did with them stands in posts",
    "link_codes": "a secret that lives for minutes",
    "link_requests": "names a stranger, lives for minutes",
}
"""Tables that refer to people and of which a person gets nothing, each with the reason."""
ERASED = {
    "participants": "emptied",
    "participant_keys": "dropped; a salted hash keeps the list from bringing them back",
    "consents": "dropped, as the consent itself: that it was given and forgotten stands in the trace",
    "roles": "ended: somebody was the director here, not who",
    "addresses": "dropped",
    "invites": "dropped",
    "conversations": "dropped",
    "tasks": "given back to the team, their own are cancelled; who changed the state is a number",
    "evidence": "words and file go, that there was evidence stays",
    "extensions": "words go, the request stays",
    "reviews": "the remark goes, the verdict stays",
    "consultations": "those they asked are closed, the note to the stars goes; those they owned are nobody's",
    "posts": "words and file go, that something was said stays",
    "answerers": "dropped; others of the circle and the operators stay",
    "canned": "dropped; those of others lose the name",
    "activities": "the one who has asked goes, what was asked stays",
    "absences": "dropped, and as somebody's deputy emptied",
    "ledger": "figures stay, of somebody without a name",
    "files": "dropped",
    "history": "words go, that it happened stays",
    "reminders": "cancelled",
    "sheets": "those of their own and about them are dropped, those for a school or about others lose the name",
    "participations": "dropped",
    "errands": "dropped",
    "outbox": "address, reason and words go, state stays",
    "events": "the one who made it goes, the event stays",
    "event_organisers": "dropped",
    "rsvps": "the reason goes, that somebody came stays; a seat ahead is given up",
    "guests": "the organisation goes, a region that several have named stays",
    "certificates": "the number stays, so that it can be verified",
    "materials": "who has added it goes, the material and its file stay the programme's",
    "slots": "those ahead are cancelled, place, link and words go, what was held stays",
    "imports": "who has sent it goes, and the file with them; what was loaded stays, a draft is dropped",
    "bookings": "the note goes, seats ahead are free again, what was stays",
    "chats": "who has brought us there goes, the chat stays its organisation's",
    "broadcasts": "drafts are dropped, what is being sent is cancelled, author and words go",
    "broadcast_people": "the address goes, that it was sent stays; what was not yet is dropped",
    "clicks": "dropped",
    "erasure_requests": "dropped",
    "link_codes": "dropped",
    "link_requests": "dropped",
}
"""What becomes of each table that refers to people when one of them is forgotten."""
ANNA = Contact("Забвенная Анна Петровна", "+7 395 201-33-44", "zabvennaya@example.org", "тригонометрия")


@pytest.fixture
def schema(sqlite_database: Database, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """The whole schema, to be asked what refers to what."""
    with closing(sqlite3.connect(tmp_path / "vekha.db")) as connection:
        yield connection


def of_people(schema: sqlite3.Connection) -> set[str]:
    """Tables with a reference to a participant, or with an address."""
    tables = {name for name, in schema.execute("select name from sqlite_master where type = 'table'")}
    return {table for table in tables
            if any(row[2] == "participants" for row in schema.execute(f"pragma foreign_key_list({table})"))
            or any(row[1] in ("user_id", "participant", "phone", "email", "user") for row in
                   schema.execute(f"pragma table_info({table})"))} | {"participants"}


def test_every_table_of_people_is_shown_to_them_or_says_why_not(schema: sqlite3.Connection) -> None:
    assert of_people(schema) == privacy_rows.TABLES.keys() | NOT_SHOWN.keys()


def test_every_table_of_people_says_what_becomes_of_it_when_they_are_forgotten(schema: sqlite3.Connection) -> None:
    assert of_people(schema) == ERASED.keys()


async def forgotten(database: Database) -> int:
    """Anna, listed, joined, with a file; and then forgotten."""
    async with database.transaction() as tx:
        who = await rosters.add(tx, "p/забвенная анна|1", ANNA, now=1)
        await rosters.put_keys(tx, {"p/забвенная анна|1": who})
        await participants.consent(tx, who, "1", now=2)
        await participants.link(tx, "telegram", "990077", who, now=2)
        await files.keep(tx, "photo", "забвенная.jpg", "image/jpeg", b"\xff\xd8 anna \xff", now=3, sent_by=who)
    async with database.transaction() as tx:
        assert await erasure.forget(tx, who, quotes=[ANNA.name], instead="участник удалён", words_instead="удалено",
                                    now=4, real_now=4) == erasure.Left([], [], [], [], [], [])
    return who


async def test_a_person_without_a_role_is_forgotten_on_both_databases(database: Database) -> None:
    who = await forgotten(database)
    async with database.reading() as tx:
        everything = await privacy.everything(tx, who)
        assert await erasure.erased(tx, who)
        assert await erasure.found(tx, ANNA.name) == []
        assert await erasure.found(tx, str(who)) == []
    assert [(each.name, each.phone, each.consented_at) for each in everything["participants"]] == [
        ("участник удалён", "", None)]
    assert everything["files"] == everything["addresses"] == []


async def test_a_buried_key_is_known_again_and_dropped_when_it_is_named_no_more(database: Database) -> None:
    await forgotten(database)
    async with database.transaction() as tx:
        named = ["p/забвенная анна|1", "p/другая|1"]
        assert await erasure.forgotten_keys(tx, "p", named) == {"p/забвенная анна|1"}
        assert await erasure.forgotten_keys(tx, "q", named) == frozenset()
        assert await erasure.forgotten_keys(tx, "p", ["p/другая|1"]) == frozenset()
        assert await erasure.forgotten_keys(tx, "p", named) == {"p/забвенная анна|1"}, "a list of some drops nothing"
        await erasure.drop_unnamed_keys(tx, "p", ["p/другая|1"])
        assert await erasure.forgotten_keys(tx, "p", named) == frozenset()


async def test_a_hash_can_be_read_by_nobody_without_the_salt(database: Database) -> None:
    async with database.transaction() as tx:
        await erasure.forgotten_keys(tx, "p", ["x"])
        assert await settings.get(tx, "erasure_salt") is None
    await forgotten(database)
    async with database.reading() as tx:
        assert len(await settings.get(tx, "erasure_salt") or "") == 64


async def test_a_token_is_good_once_for_its_person_and_its_time(database: Database) -> None:
    async with database.transaction() as tx:
        who = await participants.add(tx, "Анна", now=1)
        other = await participants.add(tx, "Вера", now=1)
        old = await erasure.ask(tx, who, now=1)
        token = await erasure.ask(tx, who, now=2)
        assert not await erasure.take_token(tx, other, token, now=2)
        assert old == token or not await erasure.take_token(tx, who, old, now=2)
        assert not await erasure.take_token(tx, who, token, now=3 + erasure.TOKEN_SECONDS)
        assert await erasure.take_token(tx, who, token, now=3)
        assert not await erasure.take_token(tx, who, token, now=3)


async def test_the_file_of_sqlite_keeps_no_bytes_of_theirs(tmp_path: Path) -> None:
    """With `secure_delete` what is deleted is overwritten; closing takes the log of changes in and drops it."""
    file = tmp_path / "forgetting.db"
    database = await open_database(f"sqlite:///{file}")
    await forgotten(database)
    await database.close()
    left = await asyncio.to_thread(bytes_of, tmp_path)
    words = [value.encode() for value in (ANNA.name, ANNA.phone, ANNA.email, "тригонометрия", "990077")]
    assert [word for word in (*words, b"\xff\xd8 anna") if word in left] == []


def bytes_of(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in folder.glob("forgetting.db*"))
