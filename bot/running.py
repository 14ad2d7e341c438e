"""Builds the application from settings, runs it until a signal, stops it in order.

What can go wrong:
* PortTaken          somebody else listens on our HTTP port
* CopyOfRehearsal    the database was made for a rehearsal, and nothing real may be sent from it
"""

import asyncio
import dataclasses
import gc
import secrets
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

from aiohttp import web

from bot import webhooks
from bot.app import App
from bot.capabilities import CAPABILITIES
from bot.settings import Settings, revealed
from messages.messenger import Capabilities, Messenger
from scheduler import clock as clocks
from scheduler.clock import Clock, SystemClock
from storage import rehearsed, wakeup
from storage.database import Database, open_database

Say = Callable[[str], None]


class PortTaken(Exception):
    """The port of HTTP_PORT is in use."""


class CopyOfRehearsal(Exception):
    """The database is a copy that a rehearsal was played on: its messages are for nobody."""


async def run(settings: Settings, ready: Say) -> None:
    """The service with the messengers that have a token. `ready` is told where /health is. Raises `PortTaken` and
    `CopyOfRehearsal`.
    """
    with _listening(settings.http_host, settings.http_port) as listening:
        url = settings.database_url.get_secret_value()
        database = await open_database(url)
        try:
            if await database.look(rehearsed.is_copy):
                raise CopyOfRehearsal
            clock = await _clock(settings, database)
            app = App(database, messengers(settings, clock), clock)
            app.nursery.spawn("wakeup", wakeup.listen, url, database.signature, app.nudge, clock.pause)
            await _run(app, listening, web.Application(client_max_size=webhooks.BODY_LIMIT), ready)
        finally:
            await database.close()


async def run_demo(settings: Settings, file: Path, ready: Say) -> None:
    """The Irkutsk example in the browser, from its first day, on a database of its own that is made anew.

    The page turns everybody's clock and speaks in their names: it listens to this machine alone. The port is taken
    before the old file goes, so a second demo cannot pull it from under the first. Raises `PortTaken`.
    """
    with _listening("127.0.0.1", settings.http_port) as listening:
        await asyncio.to_thread(_forget, file)
        database = await open_database(f"sqlite:///{file}")
        try:
            await _run_demo(database, listening, ready)
        finally:
            await database.close()


def messengers(settings: Settings, clock: Clock) -> list[Messenger]:
    """The messengers that are switched on; a library is loaded only for those.

    All that is loaded stays: to look through it for garbage meanwhile would take a fifth of the start.
    """
    gc.disable()
    try:
        return [*_messengers(settings, clock)]
    finally:
        gc.enable()


def _messengers(settings: Settings, clock: Clock) -> Iterator[Messenger]:
    if settings.telegram_token:
        from bot.telegram.client import TelegramMessenger  # a heavy library, only when switched on

        yield TelegramMessenger(
            settings.telegram_token.get_secret_value(), api_url=settings.telegram_api_url,
            proxy=revealed(settings.telegram_proxy), capabilities=_paced("telegram", settings.telegram_rate),
            pause=clock.pause, webhook_url=webhooks.address(settings.webhook_url, "telegram"),
            webhook_secret=revealed(settings.webhook_secret) or "")
    if settings.vk_token and settings.vk_group_id:
        from bot.vk.client import VkMessenger  # the same

        yield VkMessenger(
            settings.vk_token.get_secret_value(), group_id=settings.vk_group_id, api_url=settings.vk_api_url,
            proxy=revealed(settings.vk_proxy), capabilities=_paced("vk", settings.vk_rate), pause=clock.pause,
            webhook_url=webhooks.address(settings.webhook_url, "vk"),
            webhook_secret=revealed(settings.webhook_secret) or "", confirmation=settings.vk_confirmation or "")


async def _run_demo(database: Database, listening: socket.socket, ready: Say) -> None:
    from bot import demo  # reads Excel files, which the service never does
    from bot.sandbox import page
    from bot.sandbox.client import SandboxMessenger

    clock = await clocks.rehearsal(database, int(demo.START.timestamp()))
    messenger = SandboxMessenger(CAPABILITIES["sandbox"], boot=secrets.token_hex(4), page=f"{_url(listening)}/",
                                 now=clock.now)
    app = App(database, [messenger], clock)
    programme, players = await demo.prepare(database, now=clock.now())
    stage = demo.Stage(app, clock, programme, players)
    app.nursery.spawn("rehearsal", stage.run)
    site = web.Application()
    page.mount(site, messenger, personas=stage.personas, clock=stage)
    await _run(app, listening, site, ready)


async def _run(app: App, listening: socket.socket, site: web.Application, ready: Say) -> None:
    told = asyncio.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(each, told.set)
    try:
        await app.serve(listening, site)
        await app.start()
        # What the start has made stays: the collector shall not walk it again in the midst of an answer.
        gc.freeze()
        ready(_url(listening))
        await told.wait()
    finally:
        await app.stop()


def _listening(host: str, port: int) -> socket.socket:
    """A bound socket; port 0 takes a free one. Raises `PortTaken`."""
    try:
        return socket.create_server((host, port))
    except OSError as problem:
        raise PortTaken from problem


def _url(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://{host}:{port}"


async def _clock(settings: Settings, database: Database) -> Clock:
    if settings.clock_start is None:
        return SystemClock()
    clock = await clocks.rehearsal(database, int(settings.clock_start.timestamp()), settings.clock_speed)
    await clock.play()
    return clock


def _paced(channel: str, rate: float) -> Capabilities:
    return dataclasses.replace(CAPABILITIES[channel], rate=rate)


def _forget(file: Path) -> None:
    for old in file.parent.glob(f"{file.name}*"):
        old.unlink()
