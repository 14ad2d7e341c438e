"""One update, one transaction: seen before? who is it? run the handler, fill the outbox, commit; then acknowledge.

Updates of one person run in order, people run side by side. A handler that fails undoes its own update alone, is
tried again, and in the end the person gets an apology with a number that stands in the log.
"""

import asyncio
import logging
import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from handlers.router import Router
from handlers.turn import Answer, Kept, Refused, Turn
from messages.catalogue import Catalogue, Choice
from messages.meanings import FormResume, ShowMenu
from messages.messenger import Batch, FileUnavailable, Messenger, Unavailable
from messages.post import post
from messages.replies import Reply
from messages.updates import IncomingFile, Left, Pressed, SentFile, Unreadable, Update
from messages.visible import visible
from scheduler.clock import Clock
from scheduler.nursery import Nursery
from storage import conversations, files, inbox, outbox, participants
from storage.database import Database, Transaction
from storage.outbox import Lane
from storage.participants import Participant

log = logging.getLogger(__name__)

TRIES = 3
"""Runs of a handler before the apology."""
FETCHES = 3
FETCH_SECONDS = 40
"""For all tries of one file: the people behind it in the same poll are waiting."""
FETCHED_AT_ONCE = 4
"""Files in memory at once, 20 MB each at most."""
RAW_LIMIT = 10_000
"""Characters that are kept of an update nobody could read."""
NAME_LIMIT = 120
_BUTTONS = {"menu": ShowMenu(), "resume": FormResume()}
"""What a refusal may offer; its template says which by having the label."""


class Catalogues(Protocol):
    """The words for a person: those of their programme, where it overrides ours."""

    async def for_person(self, tx: Transaction, person: Participant | None) -> Catalogue:
        """The catalogue to speak from."""


class Reception:
    """Takes in batches. `nudge` wakes delivery after a commit."""

    def __init__(self, database: Database, router: Router, catalogues: Catalogues, clock: Clock, nursery: Nursery,
                 nudge: Callable[[], None]) -> None:
        self._database, self._router, self._catalogues = database, router, catalogues
        self._clock, self._nursery, self._nudge = clock, nursery, nudge
        self._fetching = asyncio.Semaphore(FETCHED_AT_ONCE)

    async def receive(self, messenger: Messenger, batch: Batch) -> None:
        """All of a batch, durably. Raises when the database is away: the batch must come again then."""
        people: dict[str, list[Update | Unreadable]] = {}
        for update in batch.updates:
            people.setdefault("" if isinstance(update, Unreadable) else update.address.user, []).append(update)
        endings = await asyncio.gather(*(self._in_order(messenger, own) for own in people.values()),
                                       return_exceptions=True)
        for ending in endings:
            if isinstance(ending, BaseException):
                raise ending
        if batch.keep:
            async with self._database.transaction() as tx:
                await inbox.keep_position(tx, messenger.channel, batch.position)

    async def _in_order(self, messenger: Messenger, updates: list[Update | Unreadable]) -> None:
        for update in updates:
            if isinstance(update, Unreadable):
                await self._lay_aside(update)
            else:
                await self._take(messenger, update)

    async def _lay_aside(self, update: Unreadable) -> None:
        async with self._database.transaction() as tx:
            await inbox.claim(tx, update.key, real_now=int(self._clock.real()), raw=update.raw[:RAW_LIMIT])

    async def _take(self, messenger: Messenger, update: Update) -> None:
        prepared = await self._prepared(messenger, update)
        if prepared is None:
            return
        update, fetched = prepared
        answer = await self._answered(update, fetched)
        self._nudge()
        if isinstance(update, Pressed) and update.ack:
            notice = answer.notice if answer else ""
            self._nursery.once("acknowledge", messenger.acknowledge, update, notice)

    async def _answered(self, update: Update, fetched: list[tuple[IncomingFile, bytes]] | None) -> Answer | None:
        incident = ""
        for attempt in range(1, TRIES + 1):
            try:
                async with self._database.transaction() as tx:
                    return await self._transact(tx, update, fetched)
            except Exception:
                incident = incident or secrets.token_hex(4)
                log.exception("incident %s: update %s failed, try %s of %s", incident, update.key, attempt, TRIES)
        async with self._database.transaction() as tx:
            return await self._apologise(tx, update, incident)

    async def _prepared(
        self, messenger: Messenger, update: Update
    ) -> tuple[Update, list[tuple[IncomingFile, bytes]] | None] | None:
        """What the network must bring before the transaction; None for an update that was here before."""
        if not isinstance(update, SentFile | Pressed):
            return update, []
        async with self._database.reading() as tx:
            if await inbox.seen(tx, update.key):
                return None
            person = await participants.by_address(tx, update.address.channel, update.address.user)
            asked = person is not None and await conversations.of(tx, person.id) is not None
        if isinstance(update, SentFile):
            # A file that nothing has asked for is not taken in: it may show pupils, and nobody would ever delete it.
            return update, await self._fetched(messenger, update.files) if asked else []
        if person is None and not update.profile:
            update = replace(update, profile=await messenger.profile(update.address.user))
        return update, []

    async def _fetched(
        self, messenger: Messenger, wanted: tuple[IncomingFile, ...]
    ) -> list[tuple[IncomingFile, bytes]] | None:
        """The files with their bytes; None if one of them cannot be had."""
        fetched = []
        for file in wanted:
            content = await self._content(messenger, file)
            if content is None:
                return None
            fetched.append((file, content))
        return fetched

    async def _content(self, messenger: Messenger, file: IncomingFile) -> bytes | None:
        """None if it cannot be had; whatever goes wrong, the person is told and the others are not held up."""
        try:
            async with self._fetching, asyncio.timeout(FETCH_SECONDS):
                return await self._tried(messenger, file)
        except FileUnavailable:
            return None
        except Exception:
            log.warning("a file on %s could not be fetched", messenger.channel, exc_info=True)
            return None

    async def _tried(self, messenger: Messenger, file: IncomingFile) -> bytes:
        for attempt in range(1, FETCHES):
            try:
                return await messenger.fetch(file)
            except Unavailable:
                await self._clock.pause(attempt)
        return await messenger.fetch(file)

    async def _transact(
        self, tx: Transaction, update: Update, fetched: list[tuple[IncomingFile, bytes]] | None
    ) -> Answer | None:
        now, real_now = self._clock.now(), int(self._clock.real())
        if not await inbox.claim(tx, update.key, real_now=real_now):
            return None
        channel, user = update.address.channel, update.address.user
        person = await participants.by_address(tx, channel, user)
        if person and not isinstance(update, Left):
            await participants.seen(tx, channel, user, now=now)
        catalogue = await self._catalogues.for_person(tx, person)
        turn = Turn(tx, now, real_now, update, person, catalogue)
        try:
            async with tx.undoable():
                if fetched is None:
                    raise Refused("fallback/file_too_large")
                kept = [await _keep(tx, file, content, now) for file, content in fetched]
                answer = await self._router.route(replace(turn, files=tuple(kept)))
        except Refused as refused:
            answer = Answer((_refusal(catalogue, refused),), fresh=True)
        await _post(tx, update, person, answer, now)
        return answer

    async def _apologise(self, tx: Transaction, update: Update, incident: str) -> Answer | None:
        if not await inbox.claim(tx, update.key, real_now=int(self._clock.real())):
            return None
        person = await participants.by_address(tx, update.address.channel, update.address.user)
        catalogue = await self._catalogues.for_person(tx, None)
        answer = Answer((_refusal(catalogue, Refused("fallback/apology", incident=incident)),), fresh=True)
        await _post(tx, update, person, answer, self._clock.now())
        return answer


async def _keep(tx: Transaction, file: IncomingFile, content: bytes, now: int) -> Kept:
    name = visible(file.name)[-NAME_LIMIT:] or file.kind.value
    return Kept(await files.keep(tx, file.kind, name, file.mime, content, now=now), file.kind, name, file.mime)


def _refusal(catalogue: Catalogue, refused: Refused) -> Reply:
    rows = [[Choice(key, meaning)] for key, meaning in _BUTTONS.items() if key in catalogue.labels(refused.name)]
    return catalogue.say(refused.name, rows, **refused.facts)


async def _post(tx: Transaction, update: Update, person: Participant | None, answer: Answer, now: int) -> None:
    edits = await _screen(tx, update) if not answer.fresh else ""
    for number, reply in enumerate(answer.replies):
        await post(tx, address=update.address, participant=person.id if person else None, reply=reply,
                   lane=Lane.REPLY, reason=f"reply:{update.key}:{number}", now=now, edits="" if number else edits)


async def _screen(tx: Transaction, update: Update) -> str:
    """The pressed message, if it is a screen of ours: an answer is edited in place, a notice is left as it is."""
    if not isinstance(update, Pressed) or not update.ref:
        return ""
    lane = await outbox.lane_of(tx, update.address.channel, update.address.user, update.ref)
    return update.ref if lane is Lane.REPLY else ""
