"""`vekha again` and `vekha revoke`: one person's invites by code, whole name or number; told as what they were."""

from pathlib import Path

import pytest

from tests.bot.cli.conftest import Vekha
from tests.bot.cli.test_invites import rows
from tests.handlers.tables import change
from tests.handlers.tables import rows as stored

NAME = "Озерин Баир Олегович"
FILE = Path("data/vekha.db")


@pytest.fixture
def loaded(vekha: Vekha, programme: Path, monkeypatch: pytest.MonkeyPatch) -> Vekha:
    monkeypatch.setenv("TELEGRAM_BOT", "vekha_test_bot")
    monkeypatch.setenv("CLOCK_START", "2018-05-16T01:00:00+00:00")
    assert vekha("load", str(programme)).status == 0
    assert vekha("invites", "-o", "i.csv").status == 0
    return vekha


def codes(person: str = NAME) -> list[str]:
    """The codes of the file."""
    return [row["code"] for row in rows(Path("i.csv").read_text("utf-8-sig")) if row["person"] == person]


def opens(loaded: Vekha) -> list[str]:
    """The codes that open now, those of this person."""
    loaded("invites", "-o", "i.csv")
    return codes()


@pytest.mark.parametrize("by", ["name", "code", "number"])
def test_a_fresh_invite_takes_the_place_of_the_old_one(loaded: Vekha, by: str) -> None:
    old = codes()[0]
    number = next(str(row[0]) for row in stored(FILE)["participants"] if NAME in row)
    shown = loaded("again", {"name": NAME.upper(), "code": old.lower(), "number": number}[by], "--days", "10")
    assert (shown.status, shown.err) == (0, "")
    first, code, link = shown.out.splitlines()
    assert first.startswith(f"Новое приглашение: {NAME} (")
    assert "Действует до 26 мая 2018 года" in first
    assert "Согласие уже дано" not in first
    assert link == f"https://t.me/vekha_test_bot?start={code}"
    assert opens(loaded) == [code] != [old]
    assert loaded("audit").out.count("Сделано новое личное приглашение") == 1


def test_who_has_joined_needs_no_new_consent_and_that_is_said(loaded: Vekha) -> None:
    change(FILE, "update participants set consented_at = 1, consent_version = '2018-05' where name = ?", NAME)
    assert "Согласие уже дано" in loaded("again", NAME).out


def test_a_revoked_code_is_told_as_what_it_was_and_opens_no_more(loaded: Vekha) -> None:
    code = codes()[0]
    shown = loaded("revoke", code)
    assert shown.status == 0
    assert shown.out.startswith(f"Отозвано: {code} — {NAME}, ")
    assert shown.out.endswith("использовано 0 из 1.\n")
    assert code not in opens(loaded)
    again = loaded("revoke", code)
    assert (again.status, again.err) == (1, "Отзывать нечего: действующих приглашений нет.\n")


def test_all_personal_invites_of_a_person_are_revoked_by_name(loaded: Vekha) -> None:
    assert NAME in loaded("revoke", NAME).out
    assert loaded("revoke", NAME).status == 1


def test_a_strange_account_is_removed_with_all_that_waits_for_it(loaded: Vekha) -> None:
    id = next(row[0] for row in stored(FILE)["participants"] if NAME in row)
    change(FILE, "insert into addresses (channel, user_id, participant, linked_at, seen_at) values ('a', '1', ?, 1, 1)",
           id)
    change(FILE, "insert into bodies (content) values ('x')")
    change(FILE, "insert into outbox (body, participant, channel, user_id, lane, reason, state, random_id, not_before, "
                 "created_at) values (1, ?, 'a', '1', 2, 'r', 'planned', 1, 1, 1)", id)
    shown = loaded("revoke", NAME, "--addresses")
    assert shown.out.splitlines()[-1] == f"Отключено мессенджеров: 1 — {NAME}. Новый вход: vekha again."
    left = stored(FILE, without=frozenset())
    assert left["addresses"] == []
    assert "cancelled" in left["outbox"][0]
    assert loaded("again", NAME).status == 0


@pytest.mark.parametrize("arguments", [
    ("again", "Никто"), ("revoke", "Никто"), ("revoke", "ABCDEFGHJK"), ("again", "ABCDEFGHJK")])
def test_nobody_is_one_line(loaded: Vekha, arguments: tuple[str, ...]) -> None:
    shown = loaded(*arguments)
    assert (shown.status, shown.out, len(shown.err.splitlines())) == (1, "", 1)


def test_a_schools_invite_is_revoked_alone_and_made_anew_by_the_list(loaded: Vekha) -> None:
    code = codes("")[0]
    for arguments in (("again", code), ("revoke", code, "--addresses")):
        assert (loaded(*arguments).status, len(loaded(*arguments).err.splitlines())) == (1, 1)
    assert "сотрудникам" in loaded("revoke", code).out
    loaded("invites", "-o", "i.csv")
    assert code not in codes("")
    assert len(codes("")) == 2


def test_two_of_one_name_are_told_with_their_numbers(loaded: Vekha) -> None:
    change(FILE, "insert into participants (name, search_name, created_at) values (?, ?, 1)", NAME, NAME.casefold())
    shown = loaded("again", NAME)
    assert shown.status == 1
    assert "Укажите номер" in shown.err
    assert len(shown.err.splitlines()) == 3


def test_somebody_without_a_role_gets_none(loaded: Vekha) -> None:
    change(FILE, "update roles set ended_at = 1")
    assert "нет роли" in loaded("again", NAME).err
