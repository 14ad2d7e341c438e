"""`vekha doctor`: looks at everything that must be right and says of each in a line how it stands and what helps.

It works while the service runs and while it does not, changes nothing, and shows no secret. Exit status 2 if anything
is bad; what is only worth a look does not count.
"""

import asyncio
from collections.abc import AsyncIterator

import typer

from bot import settings as environment
from bot import webhooks
from bot.cli import examination, words
from bot.cli.session import OUR_PLACE
from bot.registry import titles
from bot.settings import BadSettings, Settings, revealed
from messages.findings import Finding, Level, bad
from messages.visible import visible
from scheduler.clock import SystemClock

SIGNS = {Level.GOOD: "✓", Level.WARNING: "!", Level.BAD: "✗"}


def doctor() -> None:
    """The command."""
    levels = asyncio.run(shown())
    tally = {level.value: levels.count(level) for level in Level}
    typer.echo(words.say("doctor.sum", **tally))
    if Level.BAD in levels:
        raise typer.Exit(OUR_PLACE)


async def shown() -> list[Level]:
    """Each finding is printed as soon as it is made: a messenger out of reach takes its time."""
    levels = []
    async for finding in _findings():
        typer.echo(f"{SIGNS[finding.level]} {line(finding)}")
        levels.append(finding.level)
    return levels


def line(finding: Finding) -> str:
    """The finding in words; what others have said in it keeps to the line."""
    facts = {key: visible(value) if isinstance(value, str) else value for key, value in finding.facts.items()}
    if "channel" in facts:
        facts["title"] = titles().get(str(facts["channel"]), facts["channel"])
    return words.say(f"doctor.{finding.name}", **facts)


async def _findings() -> AsyncIterator[Finding]:
    try:
        found = environment.read()
    except BadSettings as problem:
        for each in problem.mistakes:
            yield bad("said", text=words.say(f"settings.{each.kind}", variable=each.variable))
        return
    async for finding in findings(found):
        yield finding


async def findings(found: Settings) -> AsyncIterator[Finding]:
    """All that these settings lead to, one after the other."""
    real = SystemClock().real()
    for finding in examination.of_settings(found):
        yield finding
    async for finding in _messengers(found):
        yield finding
    async for finding in examination.of_port(found):
        yield finding
    async for finding in examination.of_database(found, real):
        yield finding


async def _messengers(found: Settings) -> AsyncIterator[Finding]:
    real = SystemClock().real
    if found.telegram_token:
        from bot.telegram import doctor as telegram  # a door that need not open where it is switched off

        for finding in await telegram.examine(
            found.telegram_token.get_secret_value(), api_url=found.telegram_api_url,
            proxy=revealed(found.telegram_proxy), real=real(),
            webhook_url=webhooks.address(found.webhook_url, telegram.CHANNEL),
        ):
            yield finding
    if found.vk_token and found.vk_group_id:
        from bot.vk import doctor as vk  # the same

        for finding in await vk.examine(
            found.vk_token.get_secret_value(), group_id=found.vk_group_id, api_url=found.vk_api_url,
            proxy=revealed(found.vk_proxy), webhook_url=webhooks.address(found.webhook_url, vk.CHANNEL), real=real(),
        ):
            yield finding
