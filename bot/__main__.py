"""The `vekha` command: its subcommands in one list, and mistakes as lines instead of tracebacks."""

import importlib
import sys
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches

import typer

from bot.cli import words
from bot.cli.session import OUR_PLACE, Failure

COMMANDS = {
    "run": "run.run",
    "demo": "run.demo",
    "new": "new.new",
    "check": "check.check",
    "read": "read.read",
    "load": "load.load",
    "phrases": "phrases.phrases",
    "invites": "invites.invites",
    "again": "again.again",
    "revoke": "revoke.revoke",
    "migrate": "migrate.migrate",
    "forget": "forget.forget",
    "doctor": "doctor.doctor",
    "audit": "audit.audit",
    "roadmap": "roadmap.roadmap",
    "backup": "backup.backup",
    "restore": "backup.restore",
}
"""Each by its module and function in `bot.cli`, in the order of the help, whose words are `help.<name>`.

Only the one that is asked for is loaded: the service shall not carry what makes Excel files and PDFs.
"""
INTERRUPTED = 130


def build(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """The command line with these commands."""
    app = typer.Typer(
        name="vekha", help=words.say("help.vekha"), add_completion=False, rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_together)
    for name in names:
        app.command(name, help=words.say(f"help.{name}"))(_deed(COMMANDS[name]))
    return app


def _deed(place: str) -> Callable[..., None]:
    module, name = place.split(".")
    deed: Callable[..., None] = getattr(importlib.import_module(f"bot.cli.{module}"), name)
    return deed


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say; the exit status."""
    if arguments and arguments[0] not in COMMANDS and not arguments[0].startswith("-"):
        return _refused([_unknown(arguments[0])], OUR_PLACE)
    wanted = arguments[:1] if arguments and arguments[0] in COMMANDS else COMMANDS
    try:
        status = build(wanted)(list(arguments) or ["--help"], prog_name="vekha", standalone_mode=False)
    except Failure as failure:
        return _refused(failure.lines, failure.status)
    except (KeyboardInterrupt, typer.Abort):
        return _refused([words.say("usage.interrupted")], INTERRUPTED)
    except typer.TyperException as problem:
        return _refused([_misused(problem)], OUR_PLACE)
    return status if isinstance(status, int) else 0


def main() -> None:
    """The entry of the installed command."""
    sys.exit(run(sys.argv[1:]))


def _together() -> None:
    """Makes a group of the commands."""


def _refused(lines: Sequence[str], status: int) -> int:
    for line in lines:
        typer.echo(line, err=True)
    return status


def _unknown(command: str) -> str:
    near = next(iter(get_close_matches(command, COMMANDS, n=1)), "")
    return words.say("usage.command", what=command, near=near)


def _misused(problem: typer.TyperException) -> str:
    """Typer shows only the base of these errors; what they know of the place is asked for by name."""
    context, parameter = getattr(problem, "ctx", None), getattr(problem, "param", None)
    kind, what = type(problem).__name__, getattr(problem, "option_name", None)
    if parameter is not None:
        what = parameter.metavar if parameter.param_type_name == "argument" else parameter.opts[0]
    key = {"MissingParameter": "missing", "NoSuchOption": "option"}.get(kind, "value" if what else "other")
    return words.say(f"usage.{key}", command=context.command_path if context else "vekha", what=what or problem)


if __name__ == "__main__":
    main()
