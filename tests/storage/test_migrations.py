"""Forward-only migrations, on both databases."""

import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from storage import migrations
from storage.database import Database, NewerSchema, open_database
from storage.queries import Dialect
from tests.conftest import Server


class Remembering:
    """A runner that knows a version and keeps what it is told to run."""

    def __init__(self, version: int) -> None:
        self.version = version
        self.ran: list[str] = []

    async def run(self, statement: str) -> None:
        self.ran.append(statement)

    async def number(self, statement: str) -> int:
        return self.version


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "0001_first.sql").write_text("create table a (x bigint);\n", encoding="utf-8")
    (tmp_path / "0002_second.sql").write_text(
        "-- Two; in one file.\ncreate table b (id {auto_id});\ncreate index b_id\non b (id);\n", encoding="utf-8"
    )
    return tmp_path


async def test_only_what_is_missing_is_applied(folder: Path) -> None:
    runner = Remembering(1)
    await migrations.apply(runner, Dialect.SQLITE, folder)
    assert [line for line in runner.ran if " a (" in line] == []
    assert any("integer primary key autoincrement" in line for line in runner.ran)
    assert runner.ran[-1] == "insert into schema_versions (version) values (2)"


async def test_a_newer_schema_is_refused(folder: Path) -> None:
    runner = Remembering(3)
    with pytest.raises(NewerSchema, match="schema 3, this version knows 2"):
        await migrations.apply(runner, Dialect.SQLITE, folder)


def test_a_script_is_cut_into_statements() -> None:
    script = "-- a; b\ncreate table a (\n  x text default ';'\n);\ncreate index i on a (x);\n"
    assert [part.split()[-1] for part in migrations.statements(script)] == [");", "(x);"]


async def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        database = await open_database(f"sqlite:///{tmp_path}/deep/er/vekha.db")
        await database.close()


async def test_the_whole_schema_stands(database: Database) -> None:
    async with database.reading() as tx:
        assert await tx.value("outbox.sent_count") == 0


class Plain:
    """A runner on a database that nothing else has opened."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    async def run(self, statement: str) -> None:
        if isinstance(self.connection, sqlite3.Connection):
            self.connection.execute(statement)
        else:
            await self.connection.execute(statement)

    async def number(self, statement: str) -> int:
        return int((await self.rows(statement))[0][0] or 0)

    async def rows(self, statement: str) -> list[tuple[Any, ...]]:
        if isinstance(self.connection, sqlite3.Connection):
            return [tuple(row) for row in self.connection.execute(statement)]
        return [tuple(row) for row in await self.connection.fetch(statement)]


@pytest.fixture(params=Dialect)
async def plain(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[tuple[Plain, Dialect]]:
    """An empty database of each kind."""
    if request.param is Dialect.SQLITE:
        with closing(sqlite3.connect(tmp_path / "old.db")) as connection:
            yield Plain(connection), Dialect.SQLITE
        return
    server: Server = request.getfixturevalue("postgresql")
    name = f"vekha_old_{os.getpid()}"
    await server.execute(f"create database {name}")
    raw = await asyncpg.connect(server.database(name))
    yield Plain(raw), Dialect.POSTGRESQL
    await raw.close()
    await server.execute(f"drop database {name} with (force)")


async def test_reminders_and_audiences_of_the_version_before_surveys_stay(plain: tuple[Plain, Dialect]) -> None:
    runner, dialect = plain
    await migrations.apply(runner, dialect, upto=11)
    for statement in (
        "insert into programmes (code, title, starts_on, ends_on, time_zone, digest_at, quiet_hours, ladder, "
        "consent_version, consent_text, loaded_at) values ('p', 'П', '', '', '', '', '', '{}', '', '', 1)",
        "insert into organisations (programme, code, title, search_name, level, time_zone) "
        "values (1, 'o', 'О', '', 'school', '')",
        "insert into participants (name, search_name, created_at) values ('Анна', '', 1)",
        "insert into sections (programme, number, title, position) values (1, '1', 'Р', 1)",
        "insert into activities (programme, section, number, title, owners, evidence_needed, position) "
        "values (1, 1, '1', 'М', '', 0, 1)",
        "insert into tasks (activity, organisation, state, state_at, created_at) values (1, 1, 'open', 1, 1)",
        "insert into reminders (participant, task, rung, fire_at) values (1, 1, 'before:3', 5)",
        "insert into reminders (participant, task, rung, fire_at, closed_at, outcome, delivery) "
        "values (1, 1, 'before:1', 6, 7, 'digest', 8)",
        "insert into surveys (programme, code, title, version, questions, loaded_at) values (1, 's', 'С', '', '[]', 1)",
        "insert into waves (survey, code, title, opens_on, closes_on, late) values (1, 'w', 'Э', '', '', 0)",
        "insert into wave_audience (wave, role, school_group) values (1, 'teacher', 'focus')",
    ):
        await runner.run(statement)
    await migrations.apply(runner, dialect)
    assert await runner.rows("select participant, task, wave, rung, fire_at, closed_at, outcome, delivery "
                             "from reminders order by fire_at") == [
        (1, 1, None, "before:3", 5, None, None, None), (1, 1, None, "before:1", 6, 7, "digest", 8)]
    assert await runner.rows("select wave, role, school_group, place, subject from wave_audience") == [
        (1, "teacher", "focus", 0, "")]
    assert await runner.rows("select edition, source from surveys") == [(1, "files")]
    await runner.run("insert into reminders (participant, wave, rung, fire_at) values (1, 1, 'opens', 9)")
    assert await runner.number("select max(id) from reminders") == 3


async def test_a_broadcast_that_was_under_way_before_there_were_parts_goes_on(plain: tuple[Plain, Dialect]) -> None:
    runner, dialect = plain
    await migrations.apply(runner, dialect, upto=14)
    for statement in (
        "insert into programmes (code, title, starts_on, ends_on, time_zone, digest_at, quiet_hours, ladder, "
        "consent_version, consent_text, loaded_at) values ('p', 'П', '', '', '', '', '', '{}', '', '', 1)",
        "insert into participants (name, search_name, created_at) values ('Анна', '', 1)",
        "insert into participants (name, search_name, created_at) values ('Вера', '', 1)",
        "insert into broadcasts (programme, kind, lane, content, state, created_at) "
        "values (1, 'message', 3, '{}', 'running', 1)",
        "insert into broadcast_people (broadcast, participant, channel, user_id, planned_at) "
        "values (1, 1, 'vk', '7', 5)",
        "insert into broadcast_people (broadcast, participant, channel, user_id) values (1, 2, 'vk', '8')",
        "insert into bodies (content) values ('слова')",
        "insert into outbox (channel, user_id, participant, body, lane, reason, state, random_id, not_before, "
        "created_at, broadcast) values ('vk', '7', 1, 1, 3, 'r', 'planned', 1, 1, 1, 1)",
    ):
        await runner.run(statement)
    await migrations.apply(runner, dialect)
    assert await runner.rows("select participant, part, channel, user_id, planned_at from broadcast_people "
                             "order by participant") == [(1, 0, "vk", "7", 5), (2, 0, "vk", "8", None)]
    assert await runner.rows("select broadcast, part from outbox") == [(1, 0)]


async def test_tasks_of_before_there_were_requests_stay_with_all_that_refers_to_them(
    plain: tuple[Plain, Dialect],
) -> None:
    runner, dialect = plain
    await migrations.apply(runner, dialect, upto=22)
    for statement in (
        "insert into programmes (code, title, starts_on, ends_on, time_zone, digest_at, quiet_hours, ladder, "
        "consent_version, consent_text, loaded_at) values ('p', 'П', '', '', '', '', '', '{}', '', '', 1)",
        "insert into organisations (programme, code, title, search_name, level, time_zone) "
        "values (1, 'o', 'О', '', 'school', '')",
        "insert into participants (name, search_name, created_at) values ('Анна', '', 1)",
        "insert into sections (programme, number, title, position) values (1, '1', 'Р', 1)",
        "insert into activities (programme, section, number, title, owners, evidence_needed, position) "
        "values (1, 1, '1', 'М', '', 0, 1)",
        "insert into tasks (activity, organisation, due_on, state, state_at, state_by, handed_to, extended_at, "
        "created_at, report) values (1, 1, '2018-05-30', 'done', 5, 1, 1, 7, 1, 2)",
        "insert into evidence (task, participant, body, added_at) values (1, 1, 'слова', 3)",
        "insert into reviews (task, report, level, verdict, participant, at) "
        "values (1, 2, 'curator', 'accepted', 1, 9)",
    ):
        await runner.run(statement)
    await migrations.apply(runner, dialect)
    assert await runner.rows("select id, activity, organisation, due_on, state, state_at, state_by, handed_to, "
                             "extended_at, created_at, report, participant from tasks") == [
        (1, 1, 1, "2018-05-30", "done", 5, 1, 1, 7, 1, 2, None)]
    assert await runner.rows("select task, body from evidence") == [(1, "слова")]
    assert await runner.number("select curator_at from reported") == 9
    for person in (1, "null"):
        await runner.run("insert into tasks (activity, organisation, participant, state, state_at, created_at) "
                         f"values (1, 1, {person}, 'open', 1, 1) on conflict do nothing")
    assert await runner.rows("select id, participant from tasks order by id") == [(1, None), (2, 1)]


async def test_a_statement_may_be_for_one_database_alone(tmp_path: Path) -> None:
    (tmp_path / "0001_first.sql").write_text(
        "-- only: sqlite\ncreate table a (x bigint);\n-- Why.\n-- only: postgresql\ncreate table b (x bigint);\n"
        "create table c (x bigint);\n", encoding="utf-8")
    for dialect, ours in ((Dialect.SQLITE, "a"), (Dialect.POSTGRESQL, "b")):
        runner = Remembering(0)
        assert await migrations.apply(runner, dialect, tmp_path)
        made = [line.split("create table ")[1][0] for line in runner.ran[1:] if "create table" in line]
        assert made == [ours, "c"]
    assert not await migrations.apply(Remembering(1), Dialect.SQLITE, tmp_path), "there was nothing to do"


async def test_rows_that_refer_to_nothing_keep_a_file_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "vekha.db"
    with closing(sqlite3.connect(file)) as connection, connection:
        await migrations.apply(Plain(connection), Dialect.SQLITE, upto=22)
        connection.execute("insert into evidence (task, participant, body, added_at) values (77, 77, '', 1)")
    with pytest.raises(RuntimeError, match="refer to nothing"):
        await open_database(f"sqlite:///{file}")
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("select max(version) from schema_versions").fetchone() == (22,)


async def test_what_the_library_had_before_there_were_registers_stays_on_its_shelf(
        plain: tuple[Plain, Dialect]) -> None:
    runner, dialect = plain
    await migrations.apply(runner, dialect, upto=22)
    for statement in (
        "insert into programmes (code, title, starts_on, ends_on, time_zone, digest_at, quiet_hours, ladder, "
        "consent_version, consent_text, loaded_at) values ('p', 'П', '', '', '', '', '', '{}', '', '', 1)",
        "insert into materials (programme, source, kind, title, added_at) values (1, 'chat', 'template', 'Образец', 7)",
    ):
        await runner.run(statement)
    await migrations.apply(runner, dialect)
    assert await runner.rows("select title, register, number, dated_on, partner, organisation, shelved_at "
                             "from materials") == [("Образец", "", "", None, "", None, 7)]
    assert await runner.rows("select id from records") == []
