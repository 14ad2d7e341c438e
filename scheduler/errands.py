"""Charts and workbooks that somebody waits for: made apart from the dialogue, one after the other, sent when ready; and
other work that takes longer than an answer may.

Safe on any number of replicas. Whoever was at one when its process ended leaves it to the next; it is sent once.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from messages.catalogue import Catalogue
from messages.post import post
from messages.replies import Attachment, Reply
from messages.reports import apart
from messages.reports.apart import NotMade, Wanted
from messages.updates import Address, FileKind
from scheduler.clock import Clock
from storage import erasure, errands, files
from storage.database import Database, OutOfReach, Transaction
from storage.errands import Errand, Share
from storage.outbox import Lane

STALE = 300
"""Seconds of real time after which nobody can still be at it."""
TRIES = 3

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made, and the message that it travels with; without anything to make, the message alone.

    `then` is done with the stored file, beside sending it: a file that belongs somewhere else too.
    """

    reply: Reply
    wanted: Wanted | None = None
    kind: FileKind = FileKind.DOCUMENT
    name: str = ""
    mime: str = ""
    then: Callable[[Transaction, int], Awaitable[None]] | None = None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What is made in a way of its own, between two transactions: the message, and the file that travels with it."""

    work: Callable[[], Awaitable[tuple[Order, bytes]]]


Telling = Callable[[Transaction], Awaitable[Reply]]
"""Writes what has come of it, and says so."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What takes long and makes no file: done between two transactions, written and told of in the second."""

    work: Callable[[], Awaitable[Telling]]


Ordering = Callable[[Transaction, Errand, Catalogue, int], Awaitable[Order | Deed | Elsewhere]]
"""Finds out what is wanted, as things and rights are now."""
Wording = Callable[[Transaction, int], Awaitable[Catalogue]]


class Errands:
    """Call `tick` as often as you like. `orderings` are by the kind of the errand, `share` is which of them are ours.

    Nobody is at one for longer than `stale` seconds.
    """

    def __init__(self, database: Database, clock: Clock, orderings: Mapping[str, Ordering], *,
                 wording: Wording, share: Share = errands.ALL, stale: int = STALE) -> None:
        self._database, self._clock, self._orderings, self._wording = database, clock, orderings, wording
        self._share, self._stale = share, stale

    async def tick(self) -> bool:
        """Do the next one; whether there was any."""
        real_now, share = int(self._clock.real()), self._share
        stale = real_now - self._stale
        if not await self._database.look(partial(errands.any_free, share=share, stale=stale)):
            return False
        errand = await self._database.work(partial(errands.take, share=share, real_now=real_now, stale=stale))
        if errand is None:
            return False
        try:
            if errand.tries <= TRIES:  # one that takes the process with it is begun again and again
                await self._fulfil(errand)
                return True
        except OutOfReach:
            raise
        except NotMade as problem:
            log.error("errand %s of kind %s is not made: %s", errand.id, errand.kind, problem)
        except Exception:
            log.exception("errand %s of kind %s has failed", errand.id, errand.kind)
        if errand.tries < TRIES:
            await self._database.work(partial(errands.free, id=errand.id))
        else:
            order = await self._database.look(partial(self._failed, errand))
            await self._database.work(partial(self._send, errand, order, b""))
        return True

    async def _fulfil(self, errand: Errand) -> None:
        match await self._database.look(partial(self._order, errand)):
            case Deed(work=work):
                await self._database.work(partial(self._tell, errand, await work()))
                return
            case Elsewhere(work=work):
                order, content = await work()
            case Order() as order:
                content = await apart.make(order.wanted) if order.wanted else b""
        await self._database.work(partial(self._send, errand, order, content))

    async def _order(self, errand: Errand, tx: Transaction) -> Order | Deed | Elsewhere:
        catalogue = await self._wording(tx, errand.participant)
        return await self._orderings[errand.kind](tx, errand, catalogue, self._clock.now())

    async def _failed(self, errand: Errand, tx: Transaction) -> Order:
        catalogue = await self._wording(tx, errand.participant)
        return Order(catalogue.say("results/not_made"))

    async def _tell(self, errand: Errand, telling: Telling, tx: Transaction) -> None:
        if await errands.end(tx, errand.id):
            await post(tx, address=Address(errand.channel, errand.user), participant=errand.participant,
                       reply=await telling(tx), lane=Lane.REPLY, reason=f"errand:{errand.id}", now=self._clock.now())

    async def _send(self, errand: Errand, order: Order, content: bytes, tx: Transaction) -> None:
        """The file does not outlive its delivery."""
        if not await errands.end(tx, errand.id):
            return
        now, reply, file = self._clock.now(), order.reply, None
        if content:
            file = await files.keep(tx, order.kind, order.name, order.mime, content, now=now, sent_by=None)
            reply = replace(reply, attachment=Attachment(order.kind, order.name, order.mime, file))
        if file is not None and order.then is not None:
            await order.then(tx, file)
        delivery = await post(tx, address=Address(errand.channel, errand.user), participant=errand.participant,
                              reply=reply, lane=Lane.REPLY, reason=f"errand:{errand.id}", now=now)
        if delivery is not None and file is not None:
            await erasure.keep_fleeting(tx, delivery, file)
