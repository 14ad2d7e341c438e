"""`vekha migrate`, and how a database that cannot be used is told of."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.bot.cli.conftest import Vekha


def test_a_database_is_made_ready(vekha: Vekha) -> None:
    assert (vekha("migrate").status, Path("data/vekha.db").exists()) == (0, True)


def test_a_newer_schema_is_refused(vekha: Vekha) -> None:
    vekha("migrate")
    with closing(sqlite3.connect("data/vekha.db")) as raw, raw:
        raw.execute("insert into schema_versions (version) values (9999)")
    shown = vekha("migrate")
    assert (shown.status, len(shown.err.splitlines())) == (2, 1)
    assert "более новой версией" in shown.err


@pytest.mark.parametrize("url", ["postgresql://u:hidden@127.0.0.1:1/d", "sqlite:////proc/none/v.db", "sqlite:///."])
def test_a_database_out_of_reach_is_one_line_without_its_password(
    vekha: Vekha, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    shown = vekha("migrate")
    assert (shown.status, len(shown.err.splitlines())) == (2, 1)
    assert "hidden" not in shown.err


def test_wrong_settings_are_a_line_each(vekha: Vekha, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"TELEGRAM_TOKEN": "hidden!", "VK_TOKEN": "hidden", "VK_RAET": "3"}.items():
        monkeypatch.setenv(name, value)
    shown = vekha("migrate")
    assert shown.status == 2
    assert [line.split(":")[0] for line in shown.err.splitlines()] == ["VK_RAET", "TELEGRAM_TOKEN", "VK_GROUP_ID"]
    assert "hidden" not in shown.err
