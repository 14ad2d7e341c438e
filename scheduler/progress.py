"""How a broadcast goes, in words: one screen while it goes out, which is edited, and its report afterwards."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from messages.catalogue import Catalogue, Choice
from messages.markup import plain
from messages.meanings import ShowMenu
from messages.meanings_of_broadcasts import (
    CancelBroadcast,
    OpenBroadcast,
    PauseBroadcast,
    PreviewBroadcast,
    ResumeBroadcast,
    SendAgain,
    ShowBroadcasts,
    ShowMissed,
    ShowParts,
    ShowSilent,
)
from messages.meanings_of_contests import OpenContest
from messages.meanings_of_requests import OpenRequest
from messages.post import post
from messages.replies import Reply, Tone
from messages.stored import read, write
from messages.updates import Address
from scheduler.clock import Clock
from storage import addressees, broadcasts, outbox, participants, parts
from storage.addressees import Failure, Fate
from storage.broadcasts import Broadcast, Kind, State
from storage.database import Transaction
from storage.outbox import Lane
from storage.participants import Home

EVERY = 3
"""Real seconds between two versions of the screen: a messenger counts edits as messages."""
STILL = 12
"""Real seconds until the next look at one in which nothing has moved."""
LONG = 60
"""Seconds of programme time after which its end is told by a message of its own: nobody has been looking so long."""
CELLS = 10
TITLE = 80
"""Characters of a text by which a broadcast is named."""
Wording = Callable[[Transaction, int], Awaitable[Catalogue]]


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button of the message, and how many have pressed it."""

    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Standing:
    """All that is told."""

    sent: Broadcast
    fates: Mapping[Fate, int]
    failures: Sequence[Failure]
    pressed: Sequence[Pressed]
    lost: int = 0
    """Files and rows that found nobody, where each school gets its own."""
    unread: Sequence[str] = ()
    """Schools where there was nobody to get theirs."""

    @property
    def total(self) -> int:
        return sum(self.fates.values())

    @property
    def share(self) -> float:
        """Of those who can be written to, with how many it has come to its end."""
        whole = self.total - self.fates[Fate.ABSENT]
        return 1 - (self.fates[Fate.WAITING] + self.fates[Fate.MOVING]) / whole if whole else 1.0

    @property
    def missed(self) -> int:
        """How many will not get it, as things are."""
        return sum(self.fates[fate] for fate in (Fate.FAILED, Fate.UNREACHABLE, Fate.ABSENT, Fate.EXPIRED))


async def standing(tx: Transaction, sent: Broadcast) -> Standing:
    """How it stands now."""
    clicks = await addressees.clicks(tx, sent.id)
    pressed = [Pressed(label, clicks.get(place, 0)) for place, label in enumerate(labels(sent.content))]
    counted = sent.kind in (Kind.MESSAGE, Kind.LETTER)
    of_schools = sent.kind is Kind.EACH and sent.state is not State.SCHEDULED
    return Standing(sent, await addressees.fates(tx, sent.id), await addressees.failures(tx, sent.id),
                    pressed if counted else (),
                    sum(not each.organisation for each in await parts.of(tx, sent.id)) if of_schools else 0,
                    await parts.unread(tx, sent.id) if of_schools else ())


def screen(catalogue: Catalogue, told: Standing, zone: str = "", *, own: bool = True) -> Reply:
    """The message with its buttons; `zone` for one that is scheduled, `own` where its author reads it."""
    sent, fates = told.sent, told.fates
    done = int(CELLS * told.share)
    return catalogue.say(
        "broadcasts/progress", _rows(told, own), title=title(sent.content), kind=sent.kind.value,
        state=sent.state.value, at=sent.send_at, zone=zone,
        done=done, left=CELLS - done, percent=int(100 * told.share), total=told.total,
        sent=fates[Fate.SENT], moving=fates[Fate.MOVING], waiting=fates[Fate.WAITING], failed=fates[Fate.FAILED],
        unreachable=fates[Fate.UNREACHABLE], absent=fates[Fate.ABSENT], expired=fates[Fate.EXPIRED],
        cancelled=fates[Fate.CANCELLED], failures=told.failures, pressed=told.pressed,
        lost=told.lost, unread=told.unread)


def title(content: str) -> str:
    """The first line of a message, by which it is named; empty where its author is forgotten."""
    lines = plain(read(content).text).strip().splitlines() if content else []
    return lines[0][:TITLE] if lines else ""


def labels(content: str) -> list[str]:
    """Of a message's buttons that come back to us, in the order of their numbers."""
    rows = read(content).rows if content else ()
    return [button.label for row in rows for button in row if not button.url]


def _rows(told: Standing, own: bool) -> list[list[Choice]]:
    id = told.sent.id
    refresh = Choice("refresh", OpenBroadcast(id))
    missed = [Choice("missed", ShowMissed(id), facts={"missed": told.missed})] if told.missed else []
    silent = [Choice("silent", ShowSilent(id))] if told.pressed else []
    of_schools = [Choice("parts", ShowParts(id))] if told.sent.kind is Kind.EACH else []
    back = [*of_schools, *_of_activity(told.sent), Choice("list", ShowBroadcasts()), Choice("menu", ShowMenu())]
    match told.sent.state:
        case State.SCHEDULED:
            change = [Choice("change", PreviewBroadcast(id))] if own else []
            return [change, [Choice("cancel", CancelBroadcast(id), tone=Tone.BAD)], back]
        case State.RUNNING:
            return [[Choice("pause", PauseBroadcast(id)), Choice("cancel", CancelBroadcast(id), tone=Tone.BAD)],
                    [refresh], missed]  # no way leads away: what takes the screen's place would soon be overwritten
        case State.PAUSED:
            return [[Choice("resume", ResumeBroadcast(id), tone=Tone.GOOD),
                     Choice("cancel", CancelBroadcast(id), tone=Tone.BAD)], [refresh], missed, back]
        case _:
            can_again = told.missed and told.sent.state is State.DONE and told.sent.content
            again = [Choice("again", SendAgain(id))] if can_again else []
            return [missed, again, silent, back]


def _of_activity(sent: Broadcast) -> list[Choice]:
    """The way to what it asks for, or calls for."""
    if sent.activity is None:
        return []
    if sent.kind is Kind.CONTEST:
        return [Choice("contest", OpenContest(sent.activity))]
    return [Choice("request", OpenRequest(sent.activity))]


class Telling:
    """Keeps the author's screen up to date; `wording` finds the words for a person."""

    def __init__(self, clock: Clock, wording: Wording) -> None:
        self._clock, self._wording = clock, wording

    async def watch(self, tx: Transaction, before: Broadcast) -> bool:
        """Called in the transaction of a portion; `before` is how the broadcast stood at its beginning. Whether
        anything was told.
        """
        sent = await broadcasts.by_id(tx, before.id)
        if sent is None or sent.author is None or not sent.watch_channel:
            return False
        over = sent.state in (State.DONE, State.CANCELLED)
        real_now = int(self._clock.real())
        if not over and real_now - sent.watched_at < EVERY:
            return False
        if Home(sent.watch_channel, sent.watch_user) not in await participants.open_addresses(tx, sent.author):
            return False  # it is not theirs any more
        ref = await self._ref(tx, sent)
        if ref is None and not over:
            return False  # the version before is still on its way
        reply = screen(await self._wording(tx, sent.author), await standing(tx, sent))
        if (said := write(reply)) == sent.watch_said:  # nothing goes out now: it need not be counted so soon again
            await broadcasts.watched(tx, sent.id, ref=sent.watch_ref, delivery=sent.watch_delivery, said=said,
                                     real_now=real_now + STILL)
            return False
        await self._say(tx, sent, reply, ref or "", said, real_now)
        return True

    async def _ref(self, tx: Transaction, sent: Broadcast) -> str | None:
        """The message that is to be edited, "" for none; None while that is not known."""
        if sent.watch_delivery is None:
            return sent.watch_ref
        last = await outbox.standing(tx, sent.watch_delivery)
        if last is None or last.state in (outbox.State.PLANNED, outbox.State.SENDING):
            return None
        return last.ref or sent.watch_ref

    async def _say(self, tx: Transaction, sent: Broadcast, reply: Reply, ref: str, said: str, real_now: int) -> None:
        now = self._clock.now()
        began = sent.started_at or now
        anew = sent.state is State.DONE and now - began >= LONG
        delivery = await post(
            tx, address=Address(sent.watch_channel, sent.watch_user), participant=sent.author, reply=reply,
            lane=Lane.REPLY, reason=f"watch:{sent.id}:{sent.round}:{sent.state}:{real_now}", now=now,
            edits="" if anew else ref)
        if delivery is not None:
            await broadcasts.watched(tx, sent.id, ref=ref, delivery=delivery, said=said, real_now=real_now)
