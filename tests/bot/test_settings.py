"""Settings: defaults, what is refused and how it is told, and the page that lists them."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot import settings
from bot.settings import BadSettings, Mistake, Settings, Unknown

TOKEN = "42:TEST-token"
LOOPBACK = "http://127.0.0.1:8081"
PAGE = Path(__file__).parent.parent.parent / "docs" / "reference" / "settings.md"


@pytest.fixture(autouse=True)
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable of this machine and no `.env` of this folder."""
    for name in [*Settings.model_fields, *(name for name in os.environ if name.startswith(settings.PREFIXES))]:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def given(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return settings.read()


def refused(monkeypatch: pytest.MonkeyPatch, **values: str) -> tuple[Mistake, ...]:
    with pytest.raises(BadSettings) as caught:
        given(monkeypatch, **values)
    assert not any(value in str(caught.value) for value in values.values() if len(value) > 4)
    return caught.value.mistakes


def test_nothing_need_be_set() -> None:
    found = settings.read()
    assert found.database_url.get_secret_value() == "sqlite:///data/vekha.db"
    assert (found.telegram_token, found.vk_token, found.clock_start) == (None, None, None)
    assert (found.quiet_hours, found.digest_at, found.http_port) == ("20:00-08:00", "09:00", 8080)
    assert settings.unknown() == ()


def test_a_file_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("\ufeffHTTP_PORT=1\nVK_RATE=2\nLOG_LEVEL=\nMADE_UP=1\n", encoding="utf-8")
    found = given(monkeypatch, HTTP_PORT="3")
    assert (found.http_port, found.vk_rate, found.log_level) == (3, 2.0, "info")
    assert settings.unknown() == (Unknown("MADE_UP", ""),)


def test_a_file_in_another_encoding_is_named() -> None:
    Path(".env").write_bytes("LOG_LEVEL=да".encode("cp1251"))
    with pytest.raises(BadSettings) as caught:
        settings.read()
    assert caught.value.mistakes == (Mistake(".env", "unreadable"),)
    assert settings.unknown() == ()


def test_values_are_brought_into_one_form(monkeypatch: pytest.MonkeyPatch) -> None:
    found = given(monkeypatch, TELEGRAM_TOKEN=f" {TOKEN}\n", QUIET_HOURS="21:00 - 07:00",
                  DIGEST_AT="08:30", LOG_LEVEL="DEBUG", TELEGRAM_BOT="@vekha_bot")
    assert found.telegram_token
    assert found.telegram_token.get_secret_value() == TOKEN
    assert (found.quiet_hours, found.digest_at, found.log_level) == ("21:00-07:00", "08:30", "debug")
    assert found.telegram_bot == "vekha_bot"


def test_secrets_do_not_show_and_nothing_can_be_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    found = given(monkeypatch, TELEGRAM_TOKEN=TOKEN, DATABASE_URL="postgresql://u:hidden@h/d",
                  TELEGRAM_PROXY="socks5://u:hidden@h:1")
    assert "TEST-token" not in repr(found)
    assert "hidden" not in repr(found)
    with pytest.raises(ValidationError):
        found.http_port = 1


def test_all_mistakes_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    found = refused(monkeypatch, TELEGRAM_TOKEN="secret-secret", VK_TOKEN="vk-secret", TELEGRAM_RATE="0",
                    HTTP_PORT="70000")
    assert found == (Mistake("TELEGRAM_TOKEN", "wrong"), Mistake("TELEGRAM_RATE", "wrong"),
                     Mistake("VK_GROUP_ID", "needed"), Mistake("HTTP_PORT", "wrong"))


def test_a_webhook_needs_its_secret_and_the_address_its_form(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(monkeypatch, WEBHOOK_URL="https://vekha.example/bots/") == (Mistake("WEBHOOK_SECRET", "needed"),)
    found = given(monkeypatch, WEBHOOK_SECRET="a-Secret-9")
    assert found.webhook_url == "https://vekha.example/bots"
    assert "a-Secret-9" not in repr(found)
    assert given(monkeypatch, WEBHOOK_URL="http://127.0.0.1:8080").webhook_url == "http://127.0.0.1:8080"


@pytest.mark.parametrize("wrong", [
    {"WEBHOOK_SECRET": "with_underscore"}, {"WEBHOOK_SECRET": "s" * 51}, {"VK_CONFIRMATION": "не код"},
    {"DATABASE_URL": "mysql://u:secret@h/d"}, {"TELEGRAM_API_URL": "ftp://h"}, {"VK_API_URL": "127.0.0.1:1"},
    {"VK_PROXY": "socks5://user:secret@host:99999"}, {"VK_GROUP_ID": "club1"}, {"VK_RATE": "nan"},
    {"QUIET_HOURS": "20:00"}, {"QUIET_HOURS": "25:00-08:00"}, {"DIGEST_AT": "в девять"},
    {"CLOCK_START": "2018-05-16T09:00:00"}, {"CLOCK_START": "1527000000"}, {"LOG_LEVEL": "loud"},
    {"LOG_FORMAT": "xml"}, {"TELEGRAM_BOT": "https://t.me/x"},
])
def test_what_cannot_be_meant_is_refused(monkeypatch: pytest.MonkeyPatch, wrong: Mapping[str, str]) -> None:
    assert refused(monkeypatch, **wrong) == (Mistake(next(iter(wrong)), "wrong"),)


def test_a_rehearsal_with_a_real_messenger_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    start = "2018-05-16T09:00:00+08:00"
    assert given(monkeypatch, CLOCK_START=start).clock_start == datetime(2018, 5, 16, 1, tzinfo=UTC)
    refusal = (Mistake("CLOCK_START", "not_on_loopback"),)
    assert refused(monkeypatch, TELEGRAM_TOKEN=TOKEN) == refusal
    assert refused(monkeypatch, TELEGRAM_API_URL="https://127.0.0.1.example.org") == refusal
    assert given(monkeypatch, TELEGRAM_API_URL=LOOPBACK).clock_start
    assert refused(monkeypatch, VK_TOKEN="vk", VK_GROUP_ID="1") == refusal
    assert given(monkeypatch, VK_API_URL="http://localhost:8082/method/").clock_start


def test_a_speed_without_a_rehearsal_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(monkeypatch, CLOCK_SPEED="60") == (Mistake("CLOCK_SPEED", "without_start"),)


@pytest.mark.parametrize("url", ["http://vekha.example", "vekha.example", "https://", "https://u:p@vekha.example",
                                 "https://vekha.example/?a=b", "ftp://vekha.example"])
def test_an_address_that_messengers_cannot_use_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    assert refused(monkeypatch, WEBHOOK_URL=url, WEBHOOK_SECRET="s") == (Mistake("WEBHOOK_URL", "wrong"),)


def test_a_misspelt_name_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, TELEGRAM_TOKN=TOKEN, VK_SECRET_OF_ANOTHER_KIND="x", HTTP_PROXY="http://proxy")
    assert settings.unknown()[0] == Unknown("TELEGRAM_TOKN", "TELEGRAM_TOKEN")
    assert [each.name for each in settings.unknown()] == ["TELEGRAM_TOKN", "VK_SECRET_OF_ANOTHER_KIND"]


def test_the_page_is_the_one_that_the_settings_write() -> None:
    assert PAGE.read_text(encoding="utf-8") == settings.page()


def test_every_setting_has_its_help_and_its_check() -> None:
    assert all(line.count("|") == 5 and "| |" not in line for line in settings.page().splitlines()[8:])
