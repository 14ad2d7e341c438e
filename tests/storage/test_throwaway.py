"""The copy that a rehearsal is played on: whole, bare of files, private, marked, and gone afterwards."""

import os
import sqlite3
import stat
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from storage import copies, errands, files, migrations, rehearsed, throwaway
from storage.copies import NotOurs
from storage.database import BadDatabaseUrl, Database, NewerSchema, OutOfReach, open_database
from storage.queries import Dialect
from tests.scheduler.network import execute, found

CONTENT = b"a long paper"
DEAD = 5_000_000
"""No Linux gives such a number to a process: at most 4,194,304."""


async def fill(database: Database) -> int:
    """A programme, a person, a file, an errand."""
    async with database.transaction() as tx:
        network = await found(tx)
        person = await network.person("operator", await network.organisation("institute"), name="Черепанова Вера")
        await files.keep(tx, "document", "Акт.pdf", "application/pdf", CONTENT, now=1, sent_by=person)
        await errands.put(tx, participant=person, channel="telegram", user="1", kind="chart", facts="{}")
        return person


async def copied(database: Database, folder: Path) -> Path:
    await throwaway.fill(database.url, folder / "copy.db")
    return folder / "copy.db"


async def test_it_holds_everything_but_what_stands_in_files(database: Database, tmp_path: Path) -> None:
    person = await fill(database)
    async with throwaway.opened(await copied(database, tmp_path)) as copy, copy.reading() as tx:
        assert [each.name for each in await rehearsed.people(tx, programme=0)] == ["Черепанова Вера"]
        assert await execute(tx, "select name, size, content from files") == [
            {"name": "Акт.pdf", "size": len(CONTENT), "content": b""}]
        assert not await errands.waiting(tx, person)
    async with database.reading() as tx:
        assert await errands.waiting(tx, person) == 1


async def test_ids_go_on_where_those_of_the_original_do(database: Database, tmp_path: Path) -> None:
    person = await fill(database)
    async with database.transaction() as tx:
        await execute(tx, "delete from errands")
    async with throwaway.opened(await copied(database, tmp_path)) as copy, copy.transaction() as tx:
        assert await errands.put(tx, participant=person, channel="telegram", user="1", kind="chart", facts="{}") == 2


async def test_it_is_marked_and_the_original_is_not(database: Database, tmp_path: Path) -> None:
    await fill(database)
    async with throwaway.opened(await copied(database, tmp_path)) as copy:
        assert await copy.look(rehearsed.is_copy)
    assert not await database.look(rehearsed.is_copy)


async def test_nobody_else_may_read_it(sqlite_database: Database) -> None:
    await fill(sqlite_database)
    async with throwaway.folder() as folder:
        file = await copied(sqlite_database, folder)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


async def test_it_is_gone_when_the_work_is_done_and_when_it_fails(sqlite_database: Database) -> None:
    await fill(sqlite_database)
    async with throwaway.folder() as folder:
        await copied(sqlite_database, folder)
    assert not folder.exists()
    gone: list[Path] = []
    with pytest.raises(throwaway.NoRoom):
        await _twice(sqlite_database, gone)
    assert [each.exists() for each in gone] == [False]


async def _twice(database: Database, seen: list[Path]) -> None:
    """The second time there is a file in the way."""
    async with throwaway.folder() as folder:
        seen.append(folder)
        await copied(database, folder)
        await copied(database, folder)


def inside(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


async def test_what_a_killed_process_has_left_goes_and_what_others_work_with_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    _, _, others = made = [tmp_path / f"{throwaway.FOLDER}-{pid}-x" for pid in (DEAD, os.getpid(), os.getppid())]
    for each in made:
        each.mkdir()
        (each / "copy.db").write_bytes(b"names")
    async with throwaway.folder() as first, throwaway.folder() as second:
        assert inside(tmp_path) == sorted([first, second, others])
        for each in (first, others):  # no rehearsal lasts a day: its process has died, and another has its number
            os.utime(each, (1, 1))
        await throwaway.sweep()
        assert inside(tmp_path) == sorted([first, second])


async def test_a_copy_of_an_older_schema_is_brought_to_the_present_one_and_the_original_is_not(tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old)) as raw:
        await migrations.apply(copies.Statements(raw), Dialect.SQLITE, upto=14)
        raw.execute("insert into participants (name, search_name, created_at) values ('Прежняя', '', 1)")
        raw.commit()
    before = old.read_bytes()
    await throwaway.fill(f"sqlite:///{old}", tmp_path / "copy.db")
    async with throwaway.opened(tmp_path / "copy.db") as copy, copy.reading() as tx:
        assert [row["name"] for row in await execute(tx, "select name from participants")] == ["Прежняя"]
        assert await rehearsed.ownerless(tx, 0) == []
    assert old.read_bytes() == before


async def test_a_database_that_cannot_be_copied_is_named(sqlite_database: Database, tmp_path: Path) -> None:
    (tmp_path / "strange.db").touch()
    (tmp_path / "text.db").write_bytes(b"no database at all" * 100)
    newer = tmp_path / "newer.db"
    await throwaway.fill(sqlite_database.url, newer)
    with closing(sqlite3.connect(newer)) as raw, raw:
        raw.execute("insert into schema_versions values (9999)")
    for number, (url, problem) in enumerate((
        (f"sqlite:///{tmp_path}/nothing.db", OutOfReach), (f"sqlite:///{tmp_path}/strange.db", NotOurs),
        (f"sqlite:///{tmp_path}/text.db", NotOurs), (f"sqlite:///{newer}", NewerSchema),
        ("mysql://somewhere", BadDatabaseUrl), ("postgresql://127.0.0.1:1/none", OutOfReach),
    )):
        with pytest.raises(problem):
            await throwaway.fill(url, tmp_path / f"copy{number}.db")
    assert not (tmp_path / "nothing.db").exists()


async def test_people_go_on_writing_meanwhile(sqlite_database: Database, tmp_path: Path) -> None:
    await fill(sqlite_database)
    async with sqlite_database.transaction() as tx:
        await execute(tx, "update participants set name = 'Другая'")
        file = await copied(sqlite_database, tmp_path)
    async with throwaway.opened(file) as copy, copy.reading() as tx:
        assert [each.name for each in await rehearsed.people(tx, programme=0)] == ["Черепанова Вера"]
    async with sqlite_database.reading() as tx:
        assert [each.name for each in await rehearsed.people(tx, programme=0)] == ["Другая"]


async def test_a_file_that_is_there_is_not_written_over(sqlite_database: Database, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_bytes(b"mine")
    with pytest.raises(throwaway.NoRoom):
        await copied(sqlite_database, tmp_path)
    assert (tmp_path / "copy.db").read_bytes() == b"mine"


async def test_the_address_of_a_database_opens_it_again(database: Database) -> None:
    person = await fill(database)
    again = await open_database(database.url)
    try:
        async with again.reading() as tx:
            assert await errands.waiting(tx, person) == 1
    finally:
        await again.close()
