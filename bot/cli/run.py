"""`vekha run` and `vekha demo`: the service with the messengers that have a token; without any, the demo."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path

import typer

from bot import logs, running
from bot.cli import words
from bot.cli.session import OUR_PLACE, Failure, settings
from bot.settings import Settings
from storage.database import NewerSchema, StorageProblem

DEMO_FILE = Path("data/demo.db")


def run() -> None:
    """The command."""
    found = settings()
    if found.telegram_token or found.vk_token:
        logs.begin(found.log_level, found.log_format)
        _complete(running.run(found, lambda url: typer.echo(words.say("run.ready", url=url))), found)
    elif "database_url" in found.model_fields_set:
        raise Failure([words.say("run.no_token")], OUR_PLACE)
    else:
        _demo(found)


def demo() -> None:
    """The command."""
    _demo(settings())


def _demo(found: Settings) -> None:
    if found.telegram_token or found.vk_token:
        raise Failure([words.say("run.demo_beside_token")], OUR_PLACE)
    # The page shows what happens; the terminal needs only what went wrong.
    logs.begin("warning", found.log_format)
    _complete(running.run_demo(found, DEMO_FILE, lambda url: typer.echo(words.say("run.demo", url=url))), found)


def _complete(work: Coroutine[None, None, None], found: Settings) -> None:
    try:
        asyncio.run(work)
    except NewerSchema:
        raise Failure([words.say("database.newer")], OUR_PLACE) from None
    except StorageProblem as problem:
        raise Failure([words.say("database.unreachable", why=problem)], OUR_PLACE) from None
    except running.CopyOfRehearsal:
        raise Failure([words.say("run.copy")], OUR_PLACE) from None
    except running.PortTaken:
        port = {"host": found.http_host, "port": found.http_port}
        raise Failure([words.say("run.port_taken", **port)], OUR_PLACE) from None
