"""`/metrics`: what the service has done and how it stands, for Prometheus. The only room that knows its library.

A registry of its own for each application, no global state, and no label that names a person. What happens is counted
when it happens; what stands (queues, leases, loops) is asked when the page is.
"""

import asyncio
import logging
import platform
from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from ipaddress import ip_address
from typing import Any, TypeVar

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.metrics import MetricWrapperBase

from messages.messenger import Scope
from scheduler.watch import Ending
from storage import oversight
from storage.database import Database
from storage.outbox import Lane, State

log = logging.getLogger(__name__)

M = TypeVar("M", bound=MetricWrapperBase)
QUICK = (0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""Seconds, for what happens within the process."""
PATIENCE = 5.0
"""Seconds for which the database may take its time before the page comes without its part."""
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")
"""By these a proxy tells for whom it asks."""
SLOW = (1, 2, 5, 10, 30, 60, 300, 900, 3600, 4 * 3600, 24 * 3600)
"""Seconds, for how long a message waits; the outbox knows whole seconds."""


class Metrics:
    """Counts what it is told. Implements `scheduler.watch.Watch`."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._updates = _Known(self._counter(
            "vekha_updates_total", "Updates taken in, by what became of them", "channel", "ending"))
        self._handlers = Histogram("vekha_handler_seconds", "How long a handler has run", registry=self.registry,
                                   buckets=QUICK)
        self._messages = _Known(self._counter(
            "vekha_messages_total", "Messages that have come to their end", "channel", "lane", "state"))
        self._air = _Known(self._gauge("vekha_calls_in_the_air", "Calls to a messenger under way", "channel"))
        self._throttled = _Known(self._counter(
            "vekha_throttled_total", "Answers by which a messenger asks us to wait", "channel", "scope"))
        self._sent_after = _Known(Histogram(
            "vekha_due_to_sent_seconds", "From the moment a message was due to its being sent, in programme time",
            ["lane"], registry=self.registry, buckets=SLOW))
        self._transactions = _Known(Histogram(
            "vekha_transaction_seconds", "Database time of a transaction, waiting for its turn included", ["kind"],
            registry=self.registry, buckets=QUICK))
        self._standing = Standing(self._gauge)
        build = self._gauge("vekha_build_info", "Which Vekha this is; always 1", "version", "python")
        build.labels(_version(), platform.python_version()).set(1)
        ProcessCollector(registry=self.registry)

    def taken_in(self, channel: str, ending: Ending) -> None:
        self._updates.of(channel, ending).inc()

    def handled(self, seconds: float) -> None:
        self._handlers.observe(seconds)

    def took_off(self, channel: str) -> None:
        self._air.of(channel).inc()

    def landed(self, channel: str) -> None:
        self._air.of(channel).dec()

    def throttled(self, channel: str, scope: Scope) -> None:
        self._throttled.of(channel, scope).inc()

    def ended(self, channel: str, lane: Lane, state: State) -> None:
        self._messages.of(channel, _lane(lane), state).inc()

    def sent_after(self, lane: Lane, seconds: float) -> None:
        self._sent_after.of(_lane(lane)).observe(max(0.0, seconds))

    def transacted(self, kind: str, seconds: float) -> None:
        """A transaction of this kind (`write`, `read` or `work`) has taken so long."""
        self._transactions.of(kind).observe(seconds)

    async def page(self, database: Database, now: int, states: Mapping[str, str | None],
                   leases: Mapping[str, bool], restarts: Mapping[str, int]) -> bytes:
        """The page. What the database cannot tell because it is away is left out."""
        self._standing.tell(states, leases, restarts)
        try:
            async with asyncio.timeout(PATIENCE):
                await self._standing.ask(database, states, now)
        except Exception:
            log.warning("the queues cannot be measured: the database is away", exc_info=True)
            self._standing.forget()
        return generate_latest(self.registry)

    def _counter(self, name: str, meaning: str, *labels: str) -> Counter:
        return Counter(name, meaning, labels, registry=self.registry)

    def _gauge(self, name: str, meaning: str, *labels: str) -> Gauge:
        return Gauge(name, meaning, labels, registry=self.registry)


class Standing:
    """What is true at the moment of the page."""

    def __init__(self, gauge: Callable[..., Gauge]) -> None:
        self._waiting = gauge("vekha_outbox_waiting",
                              f"Messages that are due and not sent yet, counted up to {oversight.COUNTED}",
                              "channel", "lane")
        self._lag = gauge("vekha_outbox_lag_seconds", "For how long the oldest of them has been due", "channel", "lane")
        self._up = gauge("vekha_channel_up", "1 while a messenger can be worked with, 0 while it stands still",
                         "channel")
        self._leases = gauge("vekha_lease_held", "1 while this process works a channel, 0 while another one does",
                             "channel")
        self._restarts = gauge("vekha_loop_restarts", "How often a loop had to be started again since the start",
                               "loop")

    def tell(self, states: Mapping[str, str | None], leases: Mapping[str, bool], restarts: Mapping[str, int]) -> None:
        """What the process itself knows."""
        for channel, why in states.items():
            self._up.labels(channel).set(0 if why else 1)
        for channel, held in leases.items():
            self._leases.labels(channel).set(held)
        for loop, times in restarts.items():
            self._restarts.labels(loop).set(times)

    async def ask(self, database: Database, channels: Iterable[str], now: int) -> None:
        """What only the database knows."""
        async with database.reading() as tx:
            for channel in channels:
                for lane in Lane:
                    queue = await oversight.waiting(tx, channel, lane, now=now)
                    self._waiting.labels(channel, _lane(lane)).set(queue.number)
                    self._lag.labels(channel, _lane(lane)).set(0 if queue.oldest is None else now - queue.oldest)

    def forget(self) -> None:
        """What was true once is not told again."""
        self._waiting.clear()
        self._lag.clear()


class _Known:
    """The children of a metric by their labels: looking one up in a dict is several times quicker than `labels`."""

    def __init__(self, metric: Any) -> None:
        self._metric = metric
        self._children: dict[tuple[str, ...], Any] = {}

    def of(self, *labels: str) -> Any:
        child = self._children.get(labels)
        if child is None:
            child = self._children[labels] = self._metric.labels(*labels)
        return child


def routes(page: Callable[[], Awaitable[bytes]]) -> list[web.RouteDef]:
    """The one address, for those inside. `page` makes the page."""

    async def metrics(request: web.Request) -> web.Response:
        if from_outside(request.remote, request.headers):
            return web.Response(status=404)
        return web.Response(body=await page(), headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})

    return [web.get("/metrics", metrics)]


def from_outside(remote: str | None, headers: Mapping[str, str]) -> bool:
    """Whether somebody asks from the internet: directly, or through a proxy that publishes more than it should."""
    if any(name in headers for name in FORWARDED):
        return True
    try:
        return not ip_address(remote or "127.0.0.1").is_private
    except ValueError:
        return True


def _lane(lane: Lane) -> str:
    return lane.name.lower()


@cache
def _version() -> str:
    try:
        return version("vekha")
    except PackageNotFoundError:  # run from its folder, not installed
        return "unknown"
