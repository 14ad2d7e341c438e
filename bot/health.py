"""`/health`: whether the service does its work, for load balancers, containers and people who watch."""

from collections.abc import Sequence
from typing import Protocol

from aiohttp import web

from messages.messenger import Messenger
from scheduler.clock import Clock
from scheduler.delivery import Delivery
from storage import outbox
from storage.database import Database


class WayIn(Protocol):
    """A poller or a webhook."""

    @property
    def state(self) -> str:
        """What is wrong, "" while all is well."""


class Watched(Protocol):
    """What is asked for its health."""

    database: Database
    clock: Clock
    deliveries: list[Delivery]

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


async def _report(app: Watched) -> web.Response:
    states = {messenger.channel: intake.state or delivery.stopped or "ok" for messenger, intake, delivery
              in zip(app.messengers, app.intakes, app.deliveries, strict=True)}
    try:
        async with app.database.reading() as tx:
            lag: int | None = await outbox.lag(tx, now=app.clock.now())
        database = "ok"
    except Exception as problem:
        lag, database = None, type(problem).__name__
    well = database == "ok" and all(state == "ok" for state in states.values())
    facts = {"status": "ok" if well else "degraded", "database": database, "messengers": states, "outbox_lag_s": lag}
    return web.json_response(facts, status=200 if well else 503)
