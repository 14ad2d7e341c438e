"""`/health`: whether the service does its work, for load balancers, containers and people who watch."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Protocol

from aiohttp import web

from messages.messenger import Messenger
from scheduler.clock import Clock
from storage import oversight
from storage.database import Database

STANDBY = "standby"
"""The state of a way in that another process works: that is as it should be."""
OK = "ok"
PATIENCE = 5.0
"""Seconds for which the database may take its time before it counts as away."""


class WayIn(Protocol):
    """A poller or a webhook."""

    @property
    def state(self) -> str:
        """What is wrong, "" while all is well, `STANDBY` while another process works the channel."""


class WayOut(Protocol):
    """A sender."""

    @property
    def stopped(self) -> str:
        """Why the channel stands still; empty while it works."""


class Watched(Protocol):
    """What is asked for its health."""

    database: Database
    clock: Clock

    @property
    def deliveries(self) -> Sequence[WayOut]:
        """The ways out, in the order of the messengers."""

    @property
    def intakes(self) -> Sequence[WayIn]:
        """The ways in, in the order of the messengers."""

    @property
    def messengers(self) -> Sequence[Messenger]:
        """The channels, in the order of their intakes and deliveries."""


def routes(app: Watched) -> list[web.RouteDef]:
    """The one address."""

    async def health(_: web.Request) -> web.Response:
        return await _report(app)

    return [web.get("/health", health)]


def states(app: Watched) -> Mapping[str, str | None]:
    """Of each channel why it stands still: "" while it works, None while another process works it."""
    return {messenger.channel: None if intake.state == STANDBY else intake.state or delivery.stopped
            for messenger, intake, delivery in zip(app.messengers, app.intakes, app.deliveries, strict=True)}


async def _report(app: Watched) -> web.Response:
    messengers = {channel: STANDBY if why is None else why or OK for channel, why in states(app).items()}
    lag, database = await _asked(app)
    well = database == OK and all(state in (OK, STANDBY) for state in messengers.values())
    facts = {"status": OK if well else "degraded", "database": database, "messengers": messengers, "outbox_lag_s": lag}
    return web.json_response(facts, status=200 if well else 503)


async def _asked(app: Watched) -> tuple[int | None, str]:
    """For how long the oldest due message has waited, and what is wrong with the database."""
    try:
        async with asyncio.timeout(PATIENCE), app.database.reading() as tx:
            channels = [messenger.channel for messenger in app.messengers]
            return await oversight.lag(tx, channels, now=app.clock.now()), OK
    except Exception as problem:
        return None, type(problem).__name__
