"""Takes updates in: seen before? who is it? run the handler, fill the outbox, commit; then acknowledge.

Updates that come together share a transaction, each one's effects behind a savepoint of their own. If a handler
fails, the group is undone and each of its updates is taken alone: one that fails there is tried again, and in the end
the person gets an apology with a number that stands in the log.
"""

import logging
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Protocol

from bot.fetching import Fetched, Fetching
from bot.harmless import Objection
from bot.waiting_line import Line, Waiting
from handlers.router import Router
from handlers.turn import Answer, Kept, Refused, Turn
from messages import post
from messages.catalogue import Catalogue, Choice
from messages.meanings import FormResume, ShowMenu
from messages.messenger import Batch, Messenger
from messages.replies import Reply
from messages.updates import Address, Left, Pressed, SentFile, Unreadable, Update
from messages.visible import visible
from scheduler.clock import Clock
from scheduler.nursery import Nursery
from scheduler.watch import NOBODY, Ending, Watch
from storage import conversations, files, inbox, outbox, participants
from storage.database import Database, OutOfReach, Transaction
from storage.outbox import Fresh, Lane
from storage.participants import Home, Participant, Sender

log = logging.getLogger(__name__)

TRIES = 3
"""Runs of a handler before the apology."""
RAW_LIMIT = 10_000
"""Characters that are kept of an update nobody could read."""
NAME_LIMIT = 120
WHO_IS_WHO = frozenset({"participants", "links", "erasure", "invites"})
"""Topics after whose writing an address may belong to somebody else."""
_BUTTONS = {"menu": ShowMenu(), "resume": FormResume()}
"""What a refusal may offer; its template says which by having the label."""


class Catalogues(Protocol):
    """The words for a person: those of their programme, where it overrides ours."""

    async def for_programme(self, tx: Transaction, id: int | None) -> Catalogue:
        """The catalogue of a programme; ours for those who have none."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What the network has brought for one update: its files, or why they are not taken; or the person's name."""

    files: tuple[Fetched, ...] | Objection = ()
    profile: str = ""


NOTHING = Brought()


@dataclass(slots=True)
class Taken:
    """What became of a group: answers to be acknowledged, how each has ended, and what must wait for the network."""

    answers: list[tuple[Waiting, Answer]] = field(default_factory=list)
    endings: list[tuple[Waiting, Ending]] = field(default_factory=list)
    rest: list[Waiting] = field(default_factory=list)


class Reception:
    """Takes in batches. `nudge` wakes delivery after a commit."""

    def __init__(self, database: Database, router: Router, catalogues: Catalogues, clock: Clock, nursery: Nursery,
                 nudge: Callable[[], None], watch: Watch = NOBODY) -> None:
        self._database, self._router, self._catalogues = database, router, catalogues
        self._clock, self._nursery, self._nudge, self._watch = clock, nursery, nudge, watch
        self._fetching = Fetching(clock)
        self._line = Line(nursery, self._take, self._take_slowly, database.writers)

    async def receive(self, messenger: Messenger, batch: Batch) -> None:
        """All of a batch, durably. Raises when the database is away: the batch must come again then.

        Batches that come at the same time, from webhooks, share their transactions.
        """
        await self._line.through(messenger, batch.updates)
        if batch.keep:
            async with self._database.transaction() as tx:
                await inbox.keep_position(tx, messenger.channel, batch.position)

    async def _take(self, group: Sequence[Waiting]) -> Sequence[Waiting]:
        """Take a group in; what is left must wait for the network. Raises `OutOfReach`."""
        if len(group) > 1:
            try:
                return await self._taken(group)
            except OutOfReach:
                raise
            except Exception as problem:
                log.info("a group of %s updates is taken apart: %s", len(group), type(problem).__name__)
        rest: list[Waiting] = []
        for waiting in group:
            held = any(each.person == waiting.person for each in rest)
            rest += [waiting] if held else await self._tried(waiting)
        return rest

    async def _take_slowly(self, waiting: Waiting) -> None:
        """One that needs the network first."""
        update, messenger = waiting.update, waiting.messenger
        if isinstance(update, SentFile):
            brought = Brought(files=await self._fetching.all(messenger, update.files))
        elif isinstance(update, Unreadable):
            brought = NOTHING
        else:
            brought = Brought(profile=await messenger.profile(update.address.user))
        await self._tried(waiting, brought)

    async def _tried(self, waiting: Waiting, brought: Brought | None = None) -> Sequence[Waiting]:
        incident, key = "", waiting.update.key
        for attempt in range(1, TRIES + 1):
            try:
                return await self._taken([waiting], brought)
            except OutOfReach:
                raise
            except Exception:
                incident = incident or secrets.token_hex(4)
                log.exception("incident %s: update %s failed, try %s of %s", incident, key, attempt, TRIES,
                              extra={"incident": incident, "update": key, "attempt": attempt,
                                     "channel": waiting.messenger.channel})
        await self._database.work(partial(self._apologise, waiting.update, incident))
        self._watch.taken_in(waiting.messenger.channel, Ending.APOLOGY)
        self._nudge()
        return ()

    async def _taken(self, group: Sequence[Waiting], brought: Brought | None = None) -> Sequence[Waiting]:
        taken = await self._database.work(partial(self._transact, group, brought))
        if len(taken.rest) < len(group):
            self._nudge()
        for waiting, ending in taken.endings:
            self._watch.taken_in(waiting.messenger.channel, ending)
        for waiting, answer in taken.answers:
            press = waiting.update
            if isinstance(press, Pressed) and press.ack:
                self._nursery.once("acknowledge", waiting.messenger.acknowledge, press, answer.notice)
        return taken.rest

    async def _transact(self, group: Sequence[Waiting], brought: Brought | None, tx: Transaction) -> Taken:
        """The whole transaction of a group. `brought` is given for one update that had to wait for the network."""
        taken, letters, words = Taken(), list[Fresh](), dict[int | None, Catalogue]()
        await tx.queue_up(waiting.person for waiting in group)
        people = _People(tx, group)
        await people.look()
        ready = group if brought else await self._sorted(tx, group, people, taken)
        raws = {each.update.key: _raw(each.update) for each in reversed(ready)}  # of repeats, the first one's
        fresh = await inbox.claim_all(tx, raws, real_now=int(self._clock.real()))
        await participants.seen_all(tx, people.coming(each.update for each in ready if each.update.key in fresh),
                                    now=self._clock.now())
        tx.written.clear()
        for waiting in ready:
            if isinstance(waiting.update, Unreadable):
                taken.endings.append((waiting, Ending.UNREADABLE))
            elif waiting.update.key not in fresh:
                taken.endings.append((waiting, Ending.REPEATED))
            else:
                fresh.discard(waiting.update.key)
                sender = await people.sender(waiting.update)
                programme = sender.programme if sender else None
                if programme not in words:
                    words[programme] = await self._catalogues.for_programme(tx, programme)
                answer, own, ending = await self._answered(tx, waiting.update, sender, words[programme],
                                                           brought or NOTHING)
                taken.answers.append((waiting, answer))
                taken.endings.append((waiting, ending))
                letters += own
        await post.post_all(tx, letters, now=self._clock.now())
        return taken

    async def _sorted(
        self, tx: Transaction, group: Sequence[Waiting], people: "_People", taken: Taken
    ) -> list[Waiting]:
        """Those that can be taken now; the others, and what comes behind them of the same person, are the rest."""
        ready: list[Waiting] = []
        held: set[str] = set()
        for waiting in group:
            if waiting.person in held or await self._needs_network(tx, waiting.update, people):
                held.add(waiting.person)
                taken.rest.append(waiting)
            else:
                ready.append(waiting)
        return ready

    async def _needs_network(self, tx: Transaction, update: Update | Unreadable, people: "_People") -> bool:
        if not isinstance(update, SentFile | Pressed) or await inbox.seen(tx, update.key):
            return False
        sender = people.known(update)
        if isinstance(update, Pressed):
            return sender is None and not update.profile
        # A file that nothing has asked for is not taken in: it may show pupils, and nobody would ever delete it.
        return sender is not None and await conversations.of(tx, sender.person.id) is not None

    async def _answered(
        self, tx: Transaction, update: Update, sender: Sender | None, catalogue: Catalogue, brought: Brought
    ) -> tuple[Answer, list[Fresh], Ending]:
        now, person = self._clock.now(), sender.person if sender else None
        if brought.profile:
            update = replace(update, profile=brought.profile)
        turn = Turn(tx, now, int(self._clock.real()), update, person, catalogue)
        begun, ending = self._clock.monotonic(), Ending.HANDLED
        try:
            async with tx.undoable():
                if isinstance(brought.files, Objection):
                    raise Refused(brought.files.value)
                kept = [await _keep(tx, fetched, now, person) for fetched in brought.files]
                answer = await self._router.route(replace(turn, files=tuple(kept)))
        except Refused as refused:
            answer, ending = Answer((_refusal(catalogue, refused),), fresh=True), Ending.REFUSED
        self._watch.handled(self._clock.monotonic() - begun)
        return answer, await _letters(tx, update, person, answer, now), ending

    async def _apologise(self, update: Update | Unreadable, incident: str, tx: Transaction) -> None:
        raws = {update.key: _raw(update)}
        if not await inbox.claim_all(tx, raws, real_now=int(self._clock.real())) or isinstance(update, Unreadable):
            return
        person = await participants.by_address(tx, update.address.channel, update.address.user)
        catalogue = await self._catalogues.for_programme(tx, None)
        answer = Answer((_refusal(catalogue, Refused("fallback/apology", incident=incident)),), fresh=True)
        now = self._clock.now()
        await post.post_all(tx, await _letters(tx, update, person, answer, now), now=now)


class _People:
    """Who writes in a group, looked up at once, and anew after an update that changes who is who."""

    def __init__(self, tx: Transaction, group: Sequence[Waiting]) -> None:
        self._tx = tx
        self._homes = {_home(each.update.address) for each in group if not isinstance(each.update, Unreadable)}
        self._senders: dict[Home, Sender] = {}

    async def look(self) -> None:
        self._senders = await participants.senders(self._tx, self._homes)

    def known(self, update: Update) -> Sender | None:
        return self._senders.get(_home(update.address))

    def coming(self, updates: Iterable[Update | Unreadable]) -> set[Home]:
        """Addresses of people we know who have come, and not left."""
        homes = {_home(each.address) for each in updates if not isinstance(each, Unreadable | Left)}
        return homes & self._senders.keys()

    async def sender(self, update: Update) -> Sender | None:
        """Who it is now."""
        if self._tx.written & WHO_IS_WHO:
            await self.look()
        self._tx.written.clear()
        return self.known(update)


def _home(address: Address) -> Home:
    return Home(address.channel, address.user)


def _raw(update: Update | Unreadable) -> str | None:
    return update.raw[:RAW_LIMIT] if isinstance(update, Unreadable) else None


async def _keep(tx: Transaction, fetched: Fetched, now: int, person: Participant | None) -> Kept:
    file, content = fetched
    name = visible(file.name)[-NAME_LIMIT:] or file.kind.value
    id = await files.keep(tx, file.kind, name, file.mime, content, now=now, sent_by=person.id if person else None)
    return Kept(id, file.kind, name, file.mime)


def _refusal(catalogue: Catalogue, refused: Refused) -> Reply:
    rows = [[Choice(key, meaning)] for key, meaning in _BUTTONS.items() if key in catalogue.labels(refused.name)]
    return catalogue.say(refused.name, rows, **refused.facts)


async def _letters(
    tx: Transaction, update: Update, person: Participant | None, answer: Answer, now: int
) -> list[Fresh]:
    edits = await _screen(tx, update) if not answer.fresh else ""
    return [
        letter
        for number, reply in enumerate(answer.replies)
        for letter in post.letters(address=update.address, participant=person.id if person else None, reply=reply,
                                   lane=Lane.REPLY, reason=f"reply:{update.key}:{number}", not_before=now,
                                   edits="" if number else edits)
    ]


async def _screen(tx: Transaction, update: Update) -> str:
    """The pressed message, if it is a screen of ours: an answer is edited in place, a notice is left as it is."""
    if not isinstance(update, Pressed) or not update.ref:
        return ""
    lane = await outbox.lane_of(tx, update.address.channel, update.address.user, update.ref)
    return update.ref if lane is Lane.REPLY else ""
