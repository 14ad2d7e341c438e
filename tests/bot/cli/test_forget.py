"""`vekha forget`: by number or whole name, shown first, then done; the list does not bring anybody back."""

from pathlib import Path

import pytest

from tests.bot.cli.conftest import Vekha

NAME = "Озерин Баир Олегович"
FILE = Path("data/vekha.db")


@pytest.fixture
def loaded(vekha: Vekha, programme: Path) -> Vekha:
    """The small programme in the database."""
    assert vekha("load", str(programme)).status == 0
    return vekha


def test_a_dry_run_shows_who_and_erases_nothing(loaded: Vekha) -> None:
    shown = loaded("forget", NAME, "--dry-run")
    assert shown.status == 0
    assert NAME in shown.out
    assert "ничего не удалено" in shown.out
    assert "файлов: 0" in shown.out
    assert loaded("forget", NAME.upper(), "--dry-run").status == 0


def test_who_was_forgotten_is_found_no_more_and_not_loaded_again(loaded: Vekha, programme: Path) -> None:
    assert "Забыты навсегда" in loaded("forget", NAME).out
    assert (loaded("forget", NAME).status, loaded("forget", NAME).out) == (1, "")
    again = loaded("load", str(programme))
    assert f"Не загружены, потому что просили забыть их: {NAME}." in again.out
    assert "изменений нет" in again.out
    assert loaded("forget", NAME).status == 1


def test_nobody_and_several_are_told_in_words(loaded: Vekha) -> None:
    assert "Такого человека нет" in loaded("forget", "Никто").err
    number = loaded("forget", NAME, "--dry-run").out.splitlines()[1].split(":")[0].strip()
    assert NAME in loaded("forget", number, "--dry-run").out
    assert loaded("forget", "9" * 30).status == 1
