"""The command line itself: its help, and what becomes of a slip of the finger."""

import subprocess
import sys

import pytest

from bot.__main__ import COMMANDS, run
from bot.cli import words


def test_without_a_word_it_helps(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert all(f"{name} {words.say(f'help.{name}')[:20]}" in shown for name in COMMANDS)


@pytest.mark.parametrize(("typed", "told"), [
    (["check"], "Не указано: PATH. Справка: vekha check --help"),
    (["load", "--now"], "Параметра --now нет. Справка: vekha load --help"),
    (["invites", "--days", "много"], "Непонятно значение --days. Справка: vekha invites --help"),
    (["invites", "--days", "0"], "Непонятно значение --days. Справка: vekha invites --help"),
    (["invites", "-o"], "Непонятно значение -o. Справка: vekha --help"),
    (["xyz"], "Команды xyz нет. Справка: vekha --help"),
    (["chek"], "Команды chek нет; может быть, check? Справка: vekha --help"),
])
def test_a_slip_is_one_line(typed: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(typed) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", f"{told}\n")


def test_it_runs_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "bot", "check", "нет"], capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"Traceback" not in done.stderr
