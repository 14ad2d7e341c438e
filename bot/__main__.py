"""The `vekha` command: its subcommands in one list, and mistakes as lines instead of tracebacks."""

import sys
from collections.abc import Callable, Sequence

import typer

from bot.cli import words
from bot.cli.again import again
from bot.cli.audit import audit
from bot.cli.backup import backup, restore
from bot.cli.check import check
from bot.cli.doctor import doctor
from bot.cli.forget import forget
from bot.cli.invites import invites
from bot.cli.load import load
from bot.cli.migrate import migrate
from bot.cli.revoke import revoke
from bot.cli.run import demo
from bot.cli.run import run as run_service
from bot.cli.session import OUR_PLACE, Failure

COMMANDS: dict[str, Callable[..., None]] = {
    "run": run_service,
    "demo": demo,
    "check": check,
    "load": load,
    "invites": invites,
    "again": again,
    "revoke": revoke,
    "migrate": migrate,
    "forget": forget,
    "doctor": doctor,
    "audit": audit,
    "backup": backup,
    "restore": restore,
}
"""In the order of the help; the help of each is `help.<name>` of the words."""
INTERRUPTED = 130


def build() -> typer.Typer:
    """The command line."""
    app = typer.Typer(
        name="vekha", help=words.say("help.vekha"), add_completion=False, rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_together)
    for name, deed in COMMANDS.items():
        app.command(name, help=words.say(f"help.{name}"))(deed)
    return app


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say; the exit status."""
    try:
        status = build()(list(arguments) or ["--help"], prog_name="vekha", standalone_mode=False)
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
