"""The named queries and the few words that differ between the databases."""

from pathlib import Path

import pytest

from storage import queries
from storage.queries import Dialect


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "things.sql").write_text(
        "-- name: two\n-- Why it is so.\nselect :b, :a, :b, cast(1 as text)\n\n"
        "-- name: locked\nselect 1 from t limit :limit\n{skip_locked}\n",
        encoding="utf-8",
    )
    return tmp_path


def test_a_query_is_known_by_its_topic_and_name(folder: Path) -> None:
    assert set(queries.load(Dialect.SQLITE, folder)) == {"things.two", "things.locked"}


def test_sqlite_keeps_the_names_of_parameters(folder: Path) -> None:
    assert "select :b, :a, :b" in queries.load(Dialect.SQLITE, folder)["things.two"].sql


def test_postgresql_counts_parameters_each_name_once(folder: Path) -> None:
    query = queries.load(Dialect.POSTGRESQL, folder)["things.two"]
    assert "select $1, $2, $1, cast(1 as text)" in query.sql
    assert query.parameters == ("b", "a")


@pytest.mark.parametrize(("dialect", "ending"), [(Dialect.SQLITE, ":limit"), (Dialect.POSTGRESQL, "skip locked")])
def test_only_postgresql_skips_locked_rows(folder: Path, dialect: Dialect, ending: str) -> None:
    assert queries.load(dialect, folder)["things.locked"].sql.rstrip(" \n;").endswith(ending)


def test_a_colon_within_a_word_is_no_parameter() -> None:
    assert queries._numbered("select a::text, :b")[1] == ("b",)


@pytest.mark.parametrize("dialect", list(Dialect))
def test_no_query_of_ours_keeps_an_unknown_word_in_braces(dialect: Dialect) -> None:
    assert not [name for name, query in queries.load(dialect).items() if "{" in query.sql]


@pytest.mark.parametrize(("query", "writes"), [
    ("inbox.seen", False), ("inbox.claim", True), ("claims.due", False), ("reminders.due_participants", False),
    ("reminders.move", True), ("inbox.prune", True),
])
def test_each_query_knows_whether_it_writes(query: str, writes: bool) -> None:
    for dialect in Dialect:
        assert queries.load(dialect)[query].writes is writes
