"""Copies: taken while people write, restored into either database, whole or refused."""

import hashlib
import itertools
import os
import sqlite3
import stat
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.app import App
from messages.messenger import Batch
from messages.updates import Address, Said
from storage import backup, copies, inbox, migrations, participants, settings
from storage import files as stored
from storage.copies import Damaged, InTheWay, NewerCopy, NotEmpty, NotOurs
from storage.database import BadDatabaseUrl, Database, OutOfReach, Transaction, open_database
from storage.queries import Dialect
from tests.conftest import Server
from tests.loopback.memory import MemoryMessenger
from tests.phone import StageClock
from tests.wording import CATALOGUE

KINDS = ("sqlite", "postgresql")
NOW = 1_800_000_000
Place = Callable[[str], Awaitable[str]]
_numbers = itertools.count()


@pytest.fixture
async def place(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Place]:
    """The URL of a new empty database of a kind."""
    made: list[tuple[Server, str]] = []

    async def new(kind: str) -> str:
        number = next(_numbers)
        if kind == "sqlite":
            return f"sqlite:///{tmp_path}/database{number}.db"
        server: Server = request.getfixturevalue("postgresql")
        name = f"vekha_copy_{os.getpid()}_{number}"
        await server.execute(f"create database {name}")
        made.append((server, name))
        return server.database(name)

    yield new
    for server, name in made:
        await server.execute(f"drop database {name}")


def quiet(stage: str, share: float) -> None:
    """Nobody watches."""


async def with_database(url: str, deed: Callable[[Transaction], Awaitable[object]]) -> None:
    database = await open_database(url)
    try:
        async with database.transaction() as tx:
            await deed(tx)
    finally:
        await database.close()


def listing(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


async def people(tx: Transaction) -> None:
    """A person whose name has all kinds of letters, a file of all kinds of bytes, ids that have gone on."""
    id = await participants.add(tx, "Ёжикова «Анна» 😀\u2028 'x'", now=NOW)
    await participants.link(tx, "vk", "77", id, now=NOW)
    await inbox.keep_position(tx, "vk", "4711")
    await settings.put(tx, "clock", "5")


def everything(file: Path) -> dict[str, list[tuple[object, ...]]]:
    with copies.reading(file) as raw:
        return {table.name: [row for block in copies.blocks(raw, table) for row in block]
                for table in copies.tables(raw)}


def pairs(file: Path) -> tuple[set[str], set[str]]:
    """What was taken in, and what was answered."""
    with closing(sqlite3.connect(file)) as raw:
        taken = {f"reply:{key}:0" for key, in raw.execute("select dedupe_key from inbox")}
        return taken, {reason for reason, in raw.execute("select reason from outbox where reason like 'reply:%'")}


class Writers:
    """Strangers who write all the time, through the real reception, several to a commit."""

    def __init__(self, database: Database) -> None:
        self.messenger = MemoryMessenger()
        self.app = App(database, [self.messenger], StageClock(NOW), CATALOGUE)
        self.written = 0
        self.over = False

    async def write(self) -> None:
        while not self.over:
            updates = [Said(key=f"{self.written}:{each}", address=Address("memory", f"{self.written}-{each}"),
                            text="Здравствуйте!") for each in range(5)]
            await self.app.reception.receive(self.messenger, Batch(tuple(updates), str(self.written)))
            self.written += 1


@pytest.mark.parametrize("source", KINDS)
async def test_copies_under_load_hold_only_whole_transactions(source: str, place: Place, tmp_path: Path) -> None:
    url = await place(source)
    database = await open_database(url)
    writers = Writers(database)
    made: list[Path] = []

    async def look() -> None:
        try:
            for number in range(4):
                seen = writers.written
                file = tmp_path / f"copy{number}.db"
                await backup.write(url, file, now=NOW, tell=quiet)
                made.append(file)
                while writers.written == seen:
                    async with database.reading():
                        pass
        finally:
            writers.over = True

    writers.app.nursery.spawn("writers", writers.write)
    await look()
    await writers.app.stop()
    await database.close()
    counts = []
    for file in made:
        taken, answered = pairs(file)
        assert taken == answered
        counts.append(len(taken))
    assert counts == sorted(counts)
    assert counts[-1] > counts[0]
    for target in KINDS:
        again = await place(target)
        await backup.restore(made[-1], again, tell=quiet)
        back = tmp_path / f"back-{target}.db"
        await backup.write(again, back, now=NOW, tell=quiet)
        assert everything(back) == everything(made[-1])


@pytest.mark.parametrize("source", KINDS)
@pytest.mark.parametrize("target", KINDS)
async def test_everything_comes_back_in_either_database(source: str, target: str, place: Place, tmp_path: Path) -> None:
    url, again, file = await place(source), await place(target), tmp_path / "копия 1.db"
    content = bytes(range(256)) * 300

    async def fill(tx: Transaction) -> None:
        await people(tx)
        for _ in range(3):
            await stored.keep(tx, "photo", "a.jpg", "image/jpeg", content, now=NOW)

    await with_database(url, fill)
    made = await backup.write(url, file, now=NOW, tell=quiet)
    assert (made.made_at, made.size) == (NOW, file.stat().st_size)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [name for name in listing(tmp_path) if "part" in name] == []
    back = await backup.restore(file, again, tell=quiet)
    assert back.rows == made.rows
    second = tmp_path / "second.db"
    await backup.write(again, second, now=NOW, tell=quiet)
    assert everything(second) == everything(file)
    assert content in [row for rows in everything(second)["files"] for row in rows]


@pytest.mark.parametrize("source", KINDS)
@pytest.mark.parametrize("target", KINDS)
async def test_ids_go_on_after_the_highest_ever_given(source: str, target: str, place: Place, tmp_path: Path) -> None:
    url, again, file = await place(source), await place(target), tmp_path / "copy.db"
    given: list[int] = []

    async def add(tx: Transaction) -> None:
        given.append(await participants.add(tx, "Кто-то", now=NOW))

    for _ in range(3):
        await with_database(url, add)
    if source == "sqlite":
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as raw, raw:
            raw.execute("delete from participants where id = 3")
    await backup.write(url, file, now=NOW, tell=quiet)
    await backup.restore(file, again, tell=quiet)
    await with_database(again, add)
    assert given == [1, 2, 3, 4]


@pytest.mark.parametrize("target", KINDS)
async def test_only_an_empty_database_is_filled(target: str, place: Place, tmp_path: Path) -> None:
    url, file = await place(target), tmp_path / "copy.db"
    await with_database(url, people)
    await backup.write(url, file, now=NOW, tell=quiet)
    before = await stand(url, tmp_path)
    with pytest.raises(NotEmpty):
        await backup.restore(file, url, tell=quiet)
    assert await stand(url, tmp_path) == before


async def stand(url: str, folder: Path) -> dict[str, list[tuple[object, ...]]]:
    await backup.write(url, folder / "stand.db", now=NOW, tell=quiet, force=True)
    return everything(folder / "stand.db")


@pytest.fixture
async def copy(place: Place, tmp_path: Path) -> Path:
    url, file = await place("sqlite"), tmp_path / "copy.db"
    await with_database(url, people)
    await backup.write(url, file, now=NOW, tell=quiet)
    return file


def spoil(file: Path, old: bytes, new: bytes) -> None:
    content = file.read_bytes()
    assert old in content
    file.write_bytes(content.replace(old, new))


async def test_one_wrong_letter_is_noticed(copy: Path, place: Place) -> None:
    spoil(copy, "«Анна»".encode(), "«Инна»".encode())
    with pytest.raises(Damaged, match="participants"):
        await backup.restore(copy, await place("sqlite"), tell=quiet)


@pytest.mark.parametrize("size", [0, 50, 100, 5_000, 100_000])
async def test_half_a_file_is_refused(copy: Path, place: Place, tmp_path: Path, size: int) -> None:
    os.truncate(copy, size)
    url = await place("sqlite")
    with pytest.raises((Damaged, NotOurs)):
        await backup.restore(copy, url, tell=quiet)
    assert Path(url).name not in listing(tmp_path)


async def test_a_file_that_is_something_else_is_refused(place: Place, tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Здравствуйте! " * 1000, encoding="utf-8")
    with closing(sqlite3.connect(tmp_path / "other.db")) as raw:
        raw.execute("create table a (b)")
    for name in ("letter.db", "other.db"):
        with pytest.raises(NotOurs):
            await backup.restore(tmp_path / name, await place("sqlite"), tell=quiet)


async def test_a_copy_of_a_newer_version_is_refused(copy: Path, place: Place) -> None:
    with closing(sqlite3.connect(copy)) as raw, raw:
        raw.execute("insert into schema_versions (version) values (9000)")
    with pytest.raises(NewerCopy):
        await backup.restore(copy, await place("sqlite"), tell=quiet)


async def test_a_copy_whose_tables_are_not_ours_is_refused(copy: Path, place: Place) -> None:
    with closing(sqlite3.connect(copy)) as raw, raw:
        raw.execute(f"drop table {copies.SEAL}")
        raw.execute('create table "x; drop table participants" (a)')
    with pytest.raises(Damaged, match="schema"):
        await backup.restore(copy, await place("sqlite"), tell=quiet)


@pytest.mark.parametrize("target", KINDS)
async def test_a_copy_of_an_older_version_is_migrated(target: str, place: Place, tmp_path: Path) -> None:
    file, again = tmp_path / "older.db", await place(target)
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        await migrations.apply(copies.Statements(raw), Dialect.SQLITE, upto=1)
        raw.execute("insert into participants (name, search_name, created_at) values ('Анна', 'анна', 1)")
    before = digest(file)
    await backup.restore(file, again, tell=quiet)
    assert digest(file) == before
    names: list[object] = []

    async def look(tx: Transaction) -> None:
        names.append(await participants.by_id(tx, 1))

    await with_database(again, look)
    assert names[0]


@pytest.mark.parametrize("source", KINDS)
async def test_a_copy_shows_the_schema_as_it_is(source: str, place: Place, tmp_path: Path) -> None:
    """Before an update: the new version copies what the old one has left, and migrates nothing."""
    url, file = await place(source), tmp_path / "copy.db"
    if source == "sqlite":
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as raw:
            await migrations.apply(copies.Statements(raw), Dialect.SQLITE, upto=1)
        made = await backup.write(url, file, now=NOW, tell=quiet)
        assert made.version == 1
    else:
        with pytest.raises(NotOurs):
            await backup.write(url, file, now=NOW, tell=quiet)


@pytest.mark.parametrize("source", KINDS)
async def test_the_source_remembers_when_it_was_copied(source: str, place: Place, tmp_path: Path) -> None:
    url, remembered = await place(source), []
    await with_database(url, people)
    for at in (NOW, NOW + 60):
        await backup.write(url, tmp_path / "copy.db", now=at, tell=quiet, force=True)

    async def look(tx: Transaction) -> None:
        remembered.append(await settings.get(tx, backup.WRITTEN_AT))

    await with_database(url, look)
    assert remembered == [str(NOW + 60)]


async def test_a_copy_is_good_where_its_source_cannot_be_written(place: Place, tmp_path: Path) -> None:
    url, file = await place("sqlite"), tmp_path / "copy.db"
    await with_database(url, people)
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as raw, raw:
        raw.execute("create trigger no before insert on settings begin select raise(abort, 'no'); end")
    assert (await backup.write(url, file, now=NOW, tell=quiet)).rows


async def test_a_copy_at_work_as_a_database_is_a_database(copy: Path, place: Place) -> None:
    await with_database(f"sqlite:///{copy}", lambda tx: participants.add(tx, "Новый", now=NOW))
    made = await backup.restore(copy, await place("sqlite"), tell=quiet)
    assert made.made_at is None


async def test_a_file_is_not_written_over_unless_asked(copy: Path, place: Place) -> None:
    url, before = await place("sqlite"), digest(copy)
    await with_database(url, lambda tx: participants.add(tx, "Новый", now=NOW))
    with pytest.raises(InTheWay):
        await backup.write(url, copy, now=NOW, tell=quiet)
    assert digest(copy) == before
    await backup.write(url, copy, now=NOW, tell=quiet, force=True)
    assert digest(copy) != before


async def test_the_database_is_never_written_over(place: Place) -> None:
    url = await place("sqlite")
    await with_database(url, people)
    with pytest.raises(InTheWay):
        await backup.write(url, Path(url.removeprefix("sqlite:///")), now=NOW, tell=quiet, force=True)


async def test_what_cannot_be_reached_is_said(tmp_path: Path) -> None:
    file = tmp_path / "copy.db"
    for url in (f"sqlite:///{tmp_path}/none.db", "postgresql://nobody:secret@127.0.0.1:1/none"):
        with pytest.raises(OutOfReach) as caught:
            await backup.write(url, file, now=NOW, tell=quiet)
        assert "secret" not in str(caught.value)
    with pytest.raises(BadDatabaseUrl):
        await backup.write("mysql://x", file, now=NOW, tell=quiet)
    with pytest.raises(OutOfReach):
        await backup.write(f"sqlite:///{tmp_path}/none.db", tmp_path / "no" / "copy.db", now=NOW, tell=quiet)
    assert listing(tmp_path) == []


async def test_who_waits_hears_how_far_it_is(copy: Path, place: Place, tmp_path: Path) -> None:
    heard: list[tuple[str, float]] = []
    url = await place("postgresql")
    await backup.restore(copy, url, tell=lambda stage, share: heard.append((stage, share)))
    await backup.write(url, tmp_path / "b.db", now=NOW, tell=lambda stage, share: heard.append((stage, share)))
    assert {stage for stage, _ in heard} == {"copy", "check"}
    assert all(0 <= share <= 1 for _, share in heard)


async def test_leases_stay_behind_and_positions_come_along(copy: Path) -> None:
    held = everything(copy)
    assert held["positions"] == [("vk", "4711")]
    assert "leases" not in held
    with closing(sqlite3.connect(copy)) as raw:
        known = raw.execute("select 1 from sqlite_master where name = 'leases'").fetchone()
        assert not known or raw.execute("select count(*) from leases").fetchone() == (0,)
