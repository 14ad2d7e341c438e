"""A terminal in a folder of its own: no variables of this machine, a small programme beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.__main__ import run
from bot.settings import Settings
from tests.scheduler.programme import folder as folders


@dataclass(frozen=True, slots=True)
class Shown:
    """What a command left on the screen."""

    status: int
    out: str
    err: str


Vekha = Callable[..., Shown]


@pytest.fixture
def vekha(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Vekha:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)

    def typed(*arguments: str) -> Shown:
        status = run(arguments)
        out, err = capsys.readouterr()
        return Shown(status, out, err)

    return typed


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    """A folder without mistakes."""
    made = tmp_path / "programme"
    made.mkdir()
    return folders.sound(made)
