"""`/metrics`: a page that Prometheus can read, with what happened in it, nobody's name, and nobody from outside."""

import re
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

import aiohttp
import pytest
from aiohttp import web
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample

from bot.metrics import Metrics, from_outside, routes
from bot.timed import ENDS, TimedDatabase
from messages.messenger import Scope
from messages.post import post
from messages.updates import Address
from scheduler.clock import SystemClock
from scheduler.watch import Ending, Nobody, Watch
from storage import outbox, oversight, queries
from storage.database import Database, Transaction
from storage.outbox import Lane, State
from tests.wording import CATALOGUE

NOW = 1_527_000_000


@dataclass
class Service:
    """What the page is made of, and its address."""

    database: Database
    metrics: Metrics = field(default_factory=Metrics)
    states: dict[str, str | None] = field(default_factory=lambda: {"one": "", "two": ""})
    leases: dict[str, bool] = field(default_factory=lambda: {"one": True, "two": False})
    restarts: dict[str, int] = field(default_factory=dict)
    url: str = ""

    async def page(self) -> bytes:
        return await self.metrics.page(self.database, NOW, self.states, self.leases, self.restarts)


@pytest.fixture
async def service(sqlite_database: Database) -> AsyncIterator[Service]:
    metrics = Metrics()
    service = Service(TimedDatabase(sqlite_database, metrics.transacted, SystemClock().monotonic,
                                    metrics.ended), metrics)
    site = web.Application()
    site.add_routes(routes(service.page))
    listening = socket.create_server(("127.0.0.1", 0))
    service.url = f"http://127.0.0.1:{listening.getsockname()[1]}/metrics"
    runner = web.AppRunner(site)
    await runner.setup()
    await web.SockSite(runner, listening).start()
    yield service
    await runner.cleanup()


async def page(url: str, headers: Mapping[str, str] | None = None) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as response:
        return response.status, await response.text()


def samples(text: str) -> list[Sample]:
    return [sample for family in text_string_to_metric_families(text) for sample in family.samples]


def value(text: str, name: str, **labels: str) -> float:
    found, = [sample.value for sample in samples(text) if sample.name == name and sample.labels == labels]
    return found


def event(watch: Watch) -> None:
    """One of each."""
    watch.taken_in("one", Ending.HANDLED)
    watch.handled(0.003)
    watch.took_off("one")
    watch.took_off("one")
    watch.landed("one")
    watch.throttled("one", Scope.TOKEN)
    watch.ended("one", Lane.REPLY, State.SENT)
    watch.sent_after(Lane.REPLY, 0)


async def test_what_has_happened_stands_on_a_page_that_can_be_parsed(service: Service) -> None:
    event(service.metrics)
    status, text = await page(service.url)
    assert status == 200
    assert value(text, "vekha_updates_total", channel="one", ending="handled") == 1
    assert value(text, "vekha_handler_seconds_bucket", le="0.005") == 1
    assert value(text, "vekha_calls_in_the_air", channel="one") == 1
    assert value(text, "vekha_throttled_total", channel="one", scope="token") == 1
    assert value(text, "vekha_messages_total", channel="one", lane="reply", state="sent") == 1
    assert value(text, "vekha_due_to_sent_seconds_count", lane="reply") == 1


async def test_what_ends_within_a_statement_is_counted_once_it_is_committed(service: Service) -> None:
    async def plan(tx: Transaction, *reasons: str) -> None:
        for reason in reasons:
            await outbox.put(tx, channel="one", user="7", participant=None, body="x", file=None, lane=Lane.REMINDER,
                             reason=reason, random_id=1, now=NOW, expires_at=NOW + 5)

    async def late(tx: Transaction) -> None:
        await outbox.expire(tx, now=NOW + 9, real_now=1)

    async with service.database.transaction() as tx:
        await plan(tx, "a1", "a2", "b1", "c1")
        await outbox.cancel(tx, "a", real_now=1)
        with suppress(ZeroDivisionError):
            async with tx.undoable():
                await outbox.cancel(tx, "b", real_now=1)
                raise ZeroDivisionError
    with suppress(ZeroDivisionError):
        async with service.database.transaction() as tx:
            await outbox.cancel(tx, "c", real_now=1)
            raise ZeroDivisionError
    await service.database.work(late)
    _, text = await page(service.url)
    counted = {state: value(text, "vekha_messages_total", channel="one", lane="reminder", state=state)
               for state in ("cancelled", "expired")}
    assert counted == {"cancelled": 2, "expired": 2}


def test_every_query_that_ends_deliveries_is_counted() -> None:
    ending = re.compile(r"update outbox\s+set state = '(expired|cancelled)'")
    known = queries.load(queries.Dialect.SQLITE)
    found = {name: match[1] for name, query in known.items() if (match := ending.search(query.sql))}
    assert found == ENDS
    assert [name for name in ENDS
            if not known[name].sql.rstrip().splitlines()[-1].startswith("returning id, channel, lane")] == []


async def test_every_metric_says_what_it_is_and_what_it_counts_in(service: Service) -> None:
    event(service.metrics)
    families = [each for each in text_string_to_metric_families((await page(service.url))[1])
                if not each.name.startswith("process_")]
    assert len(families) > 12
    for family in families:
        assert family.name.startswith("vekha_")
        assert family.documentation
        if family.type == "histogram":
            assert family.name.endswith("_seconds")
    known = {"channel", "ending", "lane", "state", "scope", "kind", "loop", "le", "version", "python"}
    assert {label for family in families for sample in family.samples for label in sample.labels} <= known


async def test_what_stands_is_asked_when_the_page_is(service: Service) -> None:
    service.states["two"] = "no network"
    service.restarts["delivery one"] = 3
    async with service.database.transaction() as tx:
        await post(tx, address=Address("one", "7"), participant=None, reply=CATALOGUE.say("menu/thanks"),
                   lane=Lane.REMINDER, reason="r", now=NOW - 40)
    _, text = await page(service.url)
    assert value(text, "vekha_channel_up", channel="one") == 1
    assert value(text, "vekha_channel_up", channel="two") == 0
    assert value(text, "vekha_loop_restarts", loop="delivery one") == 3
    assert value(text, "vekha_outbox_waiting", channel="one", lane="reminder") == 1
    assert value(text, "vekha_outbox_lag_seconds", channel="one", lane="reminder") == 40
    assert value(text, "vekha_outbox_waiting", channel="two", lane="reply") == 0
    assert value(text, "vekha_transaction_seconds_count", kind="write") == 1


async def test_a_channel_in_waiting_is_no_fault_and_no_lease(service: Service) -> None:
    service.states["two"] = None
    _, text = await page(service.url)
    assert value(text, "vekha_channel_up", channel="two") == 1
    assert [value(text, "vekha_lease_held", channel=channel) for channel in ("one", "two")] == [1, 0]


async def test_without_a_database_the_rest_is_still_told(service: Service) -> None:
    await page(service.url)
    await service.database.close()
    status, text = await page(service.url)
    assert status == 200
    assert value(text, "vekha_channel_up", channel="one") == 1
    assert not [sample for sample in samples(text) if sample.name == "vekha_outbox_waiting"]


async def test_two_services_in_one_process_do_not_mix(service: Service) -> None:
    other = Metrics()
    event(other)
    text = (await service.page()).decode()
    assert not [sample for sample in samples(text) if sample.name == "vekha_updates_total"]


async def test_a_queue_is_counted_only_so_far(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oversight, "COUNTED", 2)
    async with service.database.transaction() as tx:
        for number in range(5):
            await post(tx, address=Address("one", str(number)), participant=None,
                       reply=CATALOGUE.say("menu/thanks"), lane=Lane.BROADCAST, reason="r", now=10 + number)
    async with service.database.reading() as tx:
        assert await oversight.waiting(tx, "one", Lane.BROADCAST, now=100) == oversight.Queue(2, 10)
        assert await oversight.waiting(tx, "one", Lane.BROADCAST, now=1) == oversight.Queue(0, None)


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "Via"])
async def test_a_proxy_that_publishes_too_much_gets_nothing(service: Service, header: str) -> None:
    assert (await page(service.url, {header: "somebody"}))[0] == 404


@pytest.mark.parametrize(("remote", "outside"), [
    ("127.0.0.1", False), ("10.1.2.3", False), ("172.17.0.1", False), ("::1", False), (None, False),
    ("93.184.216.34", True), ("2a00:1450::1", True), ("odd", True),
])
def test_who_asks_from_the_internet_is_outside(remote: str | None, outside: bool) -> None:
    assert from_outside(remote, {}) is outside


def test_nobody_may_watch() -> None:
    event(Nobody())
