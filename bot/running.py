"""`vekha run` and `vekha demo`: build the application from settings, run it until a signal, stop it in order."""

import asyncio
import dataclasses
import secrets
import signal
from collections.abc import Callable
from pathlib import Path

from aiohttp import web

from bot import demo
from bot.app import App
from bot.capabilities import CAPABILITIES
from bot.settings import Settings
from messages.messenger import Capabilities, Messenger
from scheduler import clock as clocks
from scheduler.clock import Clock, RehearsalClock, SystemClock
from storage.database import Database, open_database

Say = Callable[[str], None]


async def run(settings: Settings, ready: Say) -> None:
    """The service with the messengers that have a token. `ready` is told where /health is."""
    database = await open_database(settings.database_url.get_secret_value())
    try:
        clock = await _clock(settings, database)
        app = App(database, messengers(settings, clock), clock)
        await _run(app, settings, web.Application(), ready)
    finally:
        await database.close()


async def run_demo(settings: Settings, file: Path, ready: Say) -> None:
    """The Irkutsk example in the browser, from its first day, on a database of its own that is made anew."""
    await asyncio.to_thread(_forget, file)
    database = await open_database(f"sqlite:///{file}")
    try:
        clock = await clocks.rehearsal(database, int(demo.START.timestamp()))
        await _run_demo(settings, database, clock, ready)
    finally:
        await database.close()


def messengers(settings: Settings, clock: Clock) -> list[Messenger]:
    """The messengers that are switched on; a library is loaded only for those."""
    found: list[Messenger] = []
    if settings.telegram_token:
        from bot.telegram.client import TelegramMessenger  # a heavy library, only when switched on

        found.append(TelegramMessenger(
            settings.telegram_token.get_secret_value(), api_url=settings.telegram_api_url,
            proxy=_secret(settings.telegram_proxy), capabilities=_paced("telegram", settings.telegram_rate),
            pause=clock.pause))
    if settings.vk_token and settings.vk_group_id:
        from bot.vk.client import VkMessenger  # the same

        found.append(VkMessenger(
            settings.vk_token.get_secret_value(), group_id=settings.vk_group_id, api_url=settings.vk_api_url,
            proxy=_secret(settings.vk_proxy), capabilities=_paced("vk", settings.vk_rate), pause=clock.pause))
    return found


async def _run_demo(settings: Settings, database: Database, clock: RehearsalClock, ready: Say) -> None:
    from bot.sandbox import page
    from bot.sandbox.client import SandboxMessenger

    messenger = SandboxMessenger(CAPABILITIES["sandbox"], boot=secrets.token_hex(4),
                                 page=f"http://127.0.0.1:{settings.http_port}/", now=clock.now)
    app = App(database, [messenger], clock)
    programme, players = await demo.prepare(database, now=clock.now())
    stage = demo.Stage(app, clock, programme, players)
    app.nursery.spawn("rehearsal", stage.run)
    site = web.Application()
    page.mount(site, messenger, personas=stage.personas, clock=stage)
    # The page may turn other people's clock and speak in their name: it listens to this machine alone.
    local = settings.model_copy(update={"http_host": "127.0.0.1"})
    await _run(app, local, site, ready)


async def _run(app: App, settings: Settings, site: web.Application, ready: Say) -> None:
    told = asyncio.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(each, told.set)
    try:
        port = await app.serve(settings.http_host, settings.http_port, site)
        await app.start()
        ready(f"http://{settings.http_host}:{port}")
        await told.wait()
    finally:
        await app.stop()


async def _clock(settings: Settings, database: Database) -> Clock:
    if settings.clock_start is None:
        return SystemClock()
    clock = await clocks.rehearsal(database, int(settings.clock_start.timestamp()), settings.clock_speed)
    await clock.play()
    return clock


def _paced(channel: str, rate: float) -> Capabilities:
    return dataclasses.replace(CAPABILITIES[channel], rate=rate)


def _secret(value: object) -> str | None:
    return value.get_secret_value() if hasattr(value, "get_secret_value") else None


def _forget(file: Path) -> None:
    for old in file.parent.glob(f"{file.name}*"):
        old.unlink()
