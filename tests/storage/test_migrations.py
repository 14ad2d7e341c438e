"""Forward-only migrations, on both databases."""

from pathlib import Path

import pytest

from storage import migrations
from storage.database import Database, NewerSchema, open_database
from storage.queries import Dialect


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
        assert await tx.value("outbox.count_of_body", body=1) == 0
