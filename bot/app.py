"""Builds everything once, starts it in order, stops it in reverse."""

import logging
import socket
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial

from aiohttp import web

from bot import health, metrics, webhooks
from bot.catalogues import Catalogues
from bot.intake import Intake
from bot.metrics import Metrics
from bot.reception import Reception
from bot.registry import Registry
from bot.rehearsing import ordering as rehearsing
from bot.timed import TimedDatabase
from bot.webhooks import Door
from handlers import rooms
from messages import memory
from messages.catalogue import Catalogue
from messages.messenger import Messenger
from scheduler import (
    attendance_sheet,
    certifying,
    leases,
    minutes,
    planner,
    register_sheet,
    visit_table,
)
from scheduler.alarms import Alarms
from scheduler.appointments.bell import Bell
from scheduler.broadcasting import Broadcasting, Pace
from scheduler.cards import paper as card_paper
from scheduler.cards import table as card_table
from scheduler.clock import Clock, RehearsalClock
from scheduler.consulting import asks_paper, ledger_sheet, paper
from scheduler.consulting.watching import Watching
from scheduler.contests import protocol
from scheduler.courses import course_sheet, portfolio
from scheduler.delivery import Claim, Delivery
from scheduler.digest import Digest
from scheduler.documents import errand
from scheduler.errands import Errands
from scheduler.events.speaking import Speaking
from scheduler.fulfilment import appendix
from scheduler.leases import Holder, Lease
from scheduler.nursery import Nursery
from scheduler.pacing import Pacing
from scheduler.progress import Telling
from scheduler.requests import archive, table
from scheduler.surveys import reporting
from storage import chats, erasure, files, imports, inbox, links, outbox, sheets, throwaway
from storage.database import Database, Transaction

log = logging.getLogger(__name__)

ORDERINGS = {
    **reporting.ORDERINGS,
    **attendance_sheet.ORDERINGS,
    **certifying.ORDERINGS,
    **ledger_sheet.ORDERINGS,
    **paper.ORDERINGS,
    **table.ORDERINGS,
    **archive.ORDERINGS,
    **register_sheet.ORDERINGS,
    **asks_paper.ORDERINGS,
    **minutes.ORDERINGS,
    **visit_table.ORDERINGS,
    **card_paper.ORDERINGS,
    **card_table.ORDERINGS,
    **protocol.ORDERINGS,
    **course_sheet.ORDERINGS,
    **portfolio.ORDERINGS,
    **errand.ORDERINGS,
    **appendix.ORDERINGS,
}
"""All files that somebody can wait for, by the kind of the errand."""

TICK = 1.0
"""Real seconds between two looks at what has become due."""
SWEEP = 3600.0
"""Real seconds between two clean-ups."""
INBOX_KEPT = 7 * 86400
"""Real seconds for which dedupe keys are kept: a week, where platforms repeat for a day at most."""
WORDS_KEPT = 7 * 86400
"""Real seconds after which the words of an ended message are dropped; nothing reads them again."""
FILES_KEPT = 60 * 86400
"""Seconds of programme time after which a file is dropped that came to nothing."""
DRAFTS_KEPT = 2
"""Days that an unsent sheet is kept after an anonymous survey has closed: by then it has closed in every time zone."""
LAST_REQUESTS = 10.0
"""Seconds for requests in hand when the service stops; what is not answered then comes again."""
STRANGERS_KEPT = 3600
"""Real seconds after which what was sent to people who never joined is scrubbed."""


class App:
    """The running service over its messengers. Made by `run` and `demo`, and by tests with loopback messengers.

    `holder` is who it is among replicas, if not simply this process.
    """

    def __init__(self, database: Database, messengers: Sequence[Messenger], clock: Clock,
                 catalogue: Catalogue | None = None, holder: Holder | None = None) -> None:
        self.metrics = Metrics()
        self.database: Database = TimedDatabase(database, self.metrics.transacted, clock.monotonic,
                                                self.metrics.ended)
        self.messengers, self.clock, database = messengers, clock, self.database
        self.nursery = Nursery(clock.pause)
        self.catalogues = Catalogues(catalogue or Catalogue())
        holder = holder or leases.myself()
        self.leases = {each.channel: Lease(database, each.channel, clock, holder, self.nudge) for each in messengers}
        self.deliveries = [
            Delivery(database, messenger, clock, Pacing(messenger.capabilities, clock.monotonic), self.nursery,
                     self.leases[messenger.channel], on_stopped=self._stopped, watch=self.metrics,
                     wording=self.catalogues.for_participant)
            for messenger in messengers
        ]
        self.digest = Digest(database, self.catalogues.ours, clock, wording=self.catalogues.for_programme)
        self.errands = Errands(database, clock, ORDERINGS, wording=self.catalogues.for_participant,
                               share=rehearsing.OTHERS)
        stage = rehearsing.Stage(database, clock, {each.channel: each.capabilities.rate for each in messengers})
        self.rehearsals = Errands(database, clock, rehearsing.orderings(stage), share=rehearsing.SHARE,
                                  wording=self.catalogues.for_participant, stale=rehearsing.STALE)
        paces = {each.channel: Pace(each.capabilities.rate, each.capabilities.peers) for each in messengers}
        self.broadcasting = Broadcasting(database, clock, paces, Telling(clock, self.catalogues.for_participant).watch)
        self.speaking = Speaking(database, clock, wording=self.catalogues.for_programme)
        self.watching = Watching(database, clock, wording=self.catalogues.for_programme)
        self.bell = Bell(database, clock, wording=self.catalogues.for_programme)
        registry = Registry(messengers)
        router = rooms.router(registry)
        self.reception = Reception(database, router, self.catalogues, clock, self.nursery, self.nudge, self.metrics,
                                   self._aboard)
        self.intakes = [self._way_in(messenger) for messenger in messengers]
        self.alarms = Alarms(database, clock, lambda: health.states(self), wording=self.catalogues.for_participant,
                             title=registry.title)
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Start to deliver, to take in and to tick; for each channel as soon as its lease is ours."""
        for channel, lease in self.leases.items():
            self.nursery.spawn_drained(f"lease {channel}", lease.run, lease.free)
        for delivery, messenger in zip(self.deliveries, self.messengers, strict=True):
            self.nursery.spawn_drained(f"delivery {messenger.channel}", delivery.run, delivery.drain)
        for intake, messenger in zip(self.intakes, self.messengers, strict=True):
            self.nursery.spawn(f"intake {messenger.channel}", intake.run)
        self.nursery.every(TICK, self.tick, "tick")
        self.nursery.every(TICK, self.run_errands, "errands")
        self.nursery.every(TICK, self.rehearse, "rehearsals")
        self.nursery.every(TICK, self.broadcast, "broadcasts")
        self.nursery.every(SWEEP, self.sweep, "sweep")

    async def serve(self, listening: socket.socket, site: web.Application | None = None) -> None:
        """Serve /health, webhooks, and the pages of `site` if given, on a bound socket."""
        site = site or web.Application(client_max_size=webhooks.BODY_LIMIT)
        site.add_routes(health.routes(self) + metrics.routes(self._measured))
        site.add_routes(webhooks.routes(way for way in self.intakes if isinstance(way, Door)))
        self._runner = web.AppRunner(site, access_log=None, shutdown_timeout=LAST_REQUESTS)
        await self._runner.setup()
        await web.SockSite(self._runner, listening).start()

    async def stop(self) -> None:
        """Take in no more, let what is in the air land (10 s), close everything. The database is the caller's."""
        if self._runner:
            await self._runner.cleanup()
        await self.nursery.close()
        for messenger in self.messengers:
            await messenger.close()

    async def tick(self) -> None:
        """What has become due by programme time."""
        if isinstance(self.clock, RehearsalClock):
            await self.clock.keep_up()
        while await self.digest.tick():
            self.nudge()
        await self.speaking.tick()
        while await self.watching.tick():
            self.nudge()
        if await self.bell.tick():
            self.nudge()
        if await self.alarms.tick():
            self.nudge()
        await self._drop_fleeting()

    async def run_errands(self) -> None:
        """Make the charts and workbooks that people wait for."""
        while await self.errands.tick():
            self.nudge()

    async def rehearse(self) -> None:
        """Play the rehearsals that operators wait for: apart from what is made quickly."""
        while await self.rehearsals.tick():
            self.nudge()

    async def broadcast(self) -> None:
        """Feed what goes out to many."""
        while await self.broadcasting.tick():
            self.nudge()

    async def _drop_fleeting(self) -> None:
        if await self.database.look(erasure.any_fleeting):
            await self.database.work(erasure.drop_fleeting)

    async def sweep(self) -> None:
        """Forget what need not be kept, also of what this process has only in memory."""
        memory.forget()
        await self.watching.sweep()
        await self.bell.sweep()
        await throwaway.sweep()
        real_now = int(self.clock.real())
        async with self.database.transaction() as tx:
            await inbox.prune(tx, before=real_now - INBOX_KEPT)
            await links.forget_expired(tx, real_now=real_now)
            await chats.forget_unsent(tx)
            await outbox.forget_strangers(tx, before=real_now - STRANGERS_KEPT)
            await erasure.scrub_late(tx)
            await sheets.shuffle(tx, before=self._day(-DRAFTS_KEPT))
            await sheets.forget_drafts(tx, before=self._day(-DRAFTS_KEPT))
            await imports.drop_old_lists(tx, before=self.clock.now() - FILES_KEPT, now=self.clock.now())
            await files.drop_unused(tx, before=self.clock.now() - FILES_KEPT)
        await self._plan_reports()
        more = True
        while more:
            async with self.database.transaction() as tx:
                more = await erasure.empty_old_bodies(tx, before=real_now - WORDS_KEPT)

    async def _plan_reports(self) -> None:
        """Reports of which nobody would be reminded, a page in a transaction."""
        after = 0
        while True:
            after = await self.database.work(partial(self._plan_some, after))
            if not after:
                return

    async def _plan_some(self, after: int, tx: Transaction) -> int:
        return await planner.plan_reports(tx, after, self.clock.now())

    def _day(self, days: int) -> str:
        """The day, so many days from now, of programme time in UTC."""
        return (datetime.fromtimestamp(self.clock.now(), UTC) + timedelta(days)).date().isoformat()

    def nudge(self) -> None:
        """Something was put into the outbox."""
        for delivery in self.deliveries:
            delivery.nudge()

    @asynccontextmanager
    async def _aboard(self, channels: Collection[str]) -> AsyncIterator[Claim]:
        """The deliveries of these channels take part in a transaction; those that do not are nudged after it."""
        async with AsyncExitStack() as stack:
            here = {each: await stack.enter_async_context(each.aboard())
                    for each in self.deliveries if each.channel in channels}

            async def claim(tx: Transaction, *, others: bool) -> None:
                for own in here.values():
                    if own:
                        await own(tx, others=others)

            yield claim
        for delivery in self.deliveries:
            if not here.get(delivery):
                delivery.nudge()

    async def settle(self) -> None:
        """Deliver all that is due now; for rehearsals (it plays none) and tests, where nobody waits for the loops."""
        await self.run_errands()
        await self.speaking.tick()
        await self.watching.tick()
        await self.bell.tick()
        moving = True
        while moving:
            moving = await self.broadcasting.tick()
            for delivery in self.deliveries:
                await delivery.deliver_due()

    def _way_in(self, messenger: Messenger) -> Intake | Door:
        if webhook := webhooks.of(messenger):
            return Door(self.database, messenger, webhook, self.reception, self.clock, self._stopped)
        return Intake(self.database, messenger, self.reception, self.clock, self._stopped,
                      self.leases[messenger.channel])

    async def _measured(self) -> bytes:
        """The page of /metrics."""
        held = {channel: lease.is_sure for channel, lease in self.leases.items()}
        return await self.metrics.page(self.database, self.clock.now(), health.states(self), held,
                                       self.nursery.restarts)

    async def _stopped(self, channel: str, detail: str) -> None:
        log.error("the channel %s stands still: %s", channel, detail)
