"""One group of updates in one transaction: who is it? was it here before? its handler, its replies.

Each update's effects stand behind a savepoint of their own. What cannot be handled without the network is left out.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from bot.fetching import Fetched
from bot.manners import Hearing, Manners
from bot.waiting_line import Waiting
from handlers import imports, register_making
from handlers.router import Router
from handlers.turn import CHANGING, Answer, Foreseen, Kept, Refused, Turn
from messages import post
from messages.catalogue import Catalogue, Choice
from messages.meanings import FormResume, ShowMenu
from messages.replies import Reply
from messages.updates import Address, Came, Edited, InChat, Left, Pressed, SentFile, Unreadable, Update
from messages.visible import visible
from scheduler.clock import Clock
from scheduler.harmless import Objection
from scheduler.watch import Ending, Watch
from storage import files, inbox, outbox, participants, posts
from storage.database import Transaction
from storage.outbox import Fresh, Lane
from storage.participants import Home, Participant, RoleHeld, Sender

RAW_LIMIT = 10_000
"""Characters that are kept of an update nobody could read."""
NAME_LIMIT = 120
_BUTTONS = {"menu": ShowMenu(), "resume": FormResume()}
"""What a refusal may offer; its template says which by having the label."""


class Catalogues(Protocol):
    """The words for a person: those of their programme, where it overrides ours."""

    async def for_programme(self, tx: Transaction, id: int | None, loaded_at: int | None = None) -> Catalogue:
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
    letters: list[Fresh] = field(default_factory=list)
    others: bool = False
    """Somebody else than those who acted has been written to."""


class Turns:
    """Gives everybody of a group their turn."""

    def __init__(self, router: Router, catalogues: Catalogues, clock: Clock, watch: Watch) -> None:
        self._router, self._catalogues, self._clock, self._watch = router, catalogues, clock, watch
        self._manners = Manners()

    async def take(self, group: Sequence[Waiting], brought: Brought | None, tx: Transaction) -> Taken:
        """The whole transaction of a group. `brought` is given for one update that had to wait for the network."""
        taken = Taken()
        await tx.queue_up(waiting.person for waiting in group)
        people = _People(tx, group, self._catalogues)
        await people.look()
        ready = group if brought else await self._sorted(tx, group, people, taken)
        raws = {each.update.key: _raw(each.update) for each in reversed(ready)}  # of repeats, the first one's
        fresh = await inbox.claim(tx, raws, real_now=int(self._clock.real()))
        await participants.seen_all(tx, people.coming(each.update for each in ready if each.update.key in fresh),
                                    now=self._clock.now())
        tx.written.clear()
        for waiting in ready:
            if waiting.update.key in fresh:
                fresh.discard(waiting.update.key)
                await self._turn(tx, waiting, people, brought or NOTHING, taken)
            else:
                taken.endings.append((waiting, Ending.REPEATED))
        taken.others = people.have_told_others
        await post.post_all(tx, taken.letters, now=self._clock.now())
        return taken

    async def apologise(self, update: Update | Unreadable, incident: str, tx: Transaction) -> None:
        """Claim what cannot be handled and say so."""
        raws = {update.key: _raw(update)}
        if not await inbox.claim(tx, raws, real_now=int(self._clock.real())) or isinstance(update, Unreadable):
            return
        person = await participants.by_address(tx, update.address.channel, update.address.user)
        if person is None and isinstance(update, InChat):
            return  # they have never opened the dialogue
        catalogue = await self._catalogues.for_programme(tx, None)
        answer = Answer((_refusal(catalogue, Refused("fallback/apology", incident=incident)),), fresh=True)
        now = self._clock.now()
        await post.post_all(tx, await _letters(tx, update, person, answer, now), now=now)

    async def _sorted(
        self, tx: Transaction, group: Sequence[Waiting], people: "_People", taken: Taken
    ) -> list[Waiting]:
        """Those that can be taken now; the others, and what comes behind them of the same person, are the rest."""
        if not any(_may_need_network(waiting.update) for waiting in group):
            return list(group)
        ready: list[Waiting] = []
        held: set[str] = set()
        acted: set[int] = set()
        seen = await inbox.seen(tx, [waiting.update.key for waiting in group])
        wanted = {waiting.update.key for waiting in group if await _is_for_a_thread(tx, waiting.update)}
        now = self._clock.now()
        for waiting in group:
            update = waiting.update
            new = update.key not in seen and self._heard(update) is Hearing.HEARD
            if waiting.person in held or (new and (update.key in wanted or _needs_network(update, people, acted, now))):
                held.add(waiting.person)
                taken.rest.append(waiting)
            else:
                ready.append(waiting)
                acted |= people.who(update)
        return ready

    def _heard(self, update: Update | Unreadable) -> Hearing:
        """Whether it is too much at once. Only of what is new: of a repeat nobody would be told."""
        if isinstance(update, Unreadable | Came | Left | InChat):
            return Hearing.HEARD
        return self._manners.hear(update.address, update.key, self._clock.monotonic(), aside=isinstance(update, Edited))

    async def _turn(
        self, tx: Transaction, waiting: Waiting, people: "_People", brought: Brought, taken: Taken
    ) -> None:
        update = waiting.update
        if isinstance(update, Unreadable):
            taken.endings.append((waiting, Ending.UNREADABLE))
            return
        stand = await people.stand(update)
        person = stand.person
        begun = self._clock.monotonic()
        answer, ending = await self._answered(tx, waiting, stand, brought)
        self._watch.handled(self._clock.monotonic() - begun)
        taken.answers.append((waiting, answer))
        taken.endings.append((waiting, ending))
        taken.letters += await _letters(tx, update, person, answer, self._clock.now())

    async def _answered(
        self, tx: Transaction, waiting: Waiting, stand: "Stand", brought: Brought
    ) -> tuple[Answer, Ending]:
        update, now, person = waiting.update, self._clock.now(), stand.person
        assert not isinstance(update, Unreadable)
        if brought.profile:
            update = replace(update, profile=brought.profile)
        turn = Turn(tx, now, int(self._clock.real()), update, person, stand.words, (), self._router.channels,
                    stand.foreseen)
        try:
            async with tx.undoable():
                _hear(self._heard(waiting.update), brought)
                if isinstance(brought.files, tuple) and brought.files:
                    turn = replace(turn, files=tuple([await _keep(tx, each, now, person) for each in brought.files]))
                return await self._router.route(turn), Ending.HANDLED
        except PassedOver:
            return Answer(), Ending.REFUSED
        except Refused as refused:
            return Answer((_refusal(stand.words, refused),), fresh=True), Ending.REFUSED


class PassedOver(Exception):
    """Too much at once, and the person knows it."""


def _hear(hearing: Hearing, brought: Brought) -> None:
    """Raises `Refused` and `PassedOver`."""
    match hearing:
        case Hearing.TOLD:
            raise Refused("fallback/too_fast")
        case Hearing.PASSED_OVER:
            raise PassedOver
    if isinstance(brought.files, Objection):
        raise Refused(brought.files.value)


@dataclass(frozen=True, slots=True)
class Stand:
    """Who it is whose turn it is, in which words they are answered, and what is known of them beforehand."""

    person: Participant | None
    words: Catalogue
    foreseen: Foreseen | None = None


class _People:
    """Who writes in a group; looked up at once, and singly after an update that changes who is who."""

    def __init__(self, tx: Transaction, group: Sequence[Waiting], catalogues: Catalogues) -> None:
        self._tx, self._catalogues = tx, catalogues
        self._homes = {_home(each.update.address) for each in group if not isinstance(each.update, Unreadable)}
        self._senders: dict[Home, Sender] = {}
        self._roles: dict[int, list[RoleHeld]] = {}
        self._words: dict[int | None, Catalogue] = {}
        self._outdated = self._told = False

    @property
    def have_told_others(self) -> bool:
        """Whether a handler has put something into the outbox."""
        return self._told or "outbox" in self._tx.written

    async def look(self, homes: Collection[Home] | None = None) -> None:
        """Look all of them up, or these."""
        found = await participants.senders(self._tx, self._homes if homes is None else homes)
        for home in homes or ():
            self._senders.pop(home, None)
        self._senders |= found
        self._roles |= await participants.roles_of(self._tx, {sender.person.id for sender in found.values()})

    def known(self, update: Update) -> Sender | None:
        """Who it was when the group began."""
        return self._senders.get(_home(update.address))

    def roles(self, sender: Sender) -> list[RoleHeld]:
        """Theirs, as they were when the group began; none while they have not agreed to a new text."""
        return [] if sender.is_asked_anew else self._roles[sender.person.id]

    def who(self, update: Update | Unreadable) -> set[int]:
        """Whose act it is, unless it is a file or an edit: these open no question."""
        sender = None if isinstance(update, Unreadable | SentFile | Edited) else self.known(update)
        return {sender.person.id} if sender else set()

    def coming(self, updates: Iterable[Update | Unreadable]) -> set[Home]:
        """Addresses of people we know who have come, and not left; what they do in a chat says nothing of that."""
        homes = {_home(each.address) for each in updates if not isinstance(each, Unreadable | Left | InChat)}
        return homes & self._senders.keys()

    async def stand(self, update: Update) -> Stand:
        """Who it is now."""
        self._outdated |= bool(self._tx.written & CHANGING)
        self._told = self.have_told_others
        if self._outdated:
            await self.look({_home(update.address)})
        self._tx.written.clear()
        sender = self.known(update)
        if sender is None:
            return Stand(None, await self._catalogue(None))
        foreseen = Foreseen(tuple(self._roles[sender.person.id]), sender.has_question, sender.is_asked_anew)
        return Stand(sender.person, await self._catalogue(sender.programme, sender.loaded_at), foreseen)

    async def _catalogue(self, programme: int | None, loaded_at: int | None = None) -> Catalogue:
        if programme not in self._words:
            self._words[programme] = await self._catalogues.for_programme(self._tx, programme, loaded_at)
        return self._words[programme]


def _may_need_network(update: Update | Unreadable) -> bool:
    """Whether it depends on who has sent it; mostly nobody has to be asked about."""
    return isinstance(update, SentFile) or (isinstance(update, Pressed) and not update.profile)


def _needs_network(update: Update | Unreadable, people: _People, acted: Collection[int], now: int) -> bool:
    """Whether something must be fetched first. `acted` are those who may have opened a question in this group."""
    if isinstance(update, Pressed):
        return people.known(update) is None and not update.profile
    if isinstance(update, SentFile) and (sender := people.known(update)):
        # A file that nothing asks for is not taken in: it may show pupils, and nobody would ever delete it. One whose
        # words say that it is a paper for a register will be asked about, and an operator's table may be a plan.
        return (sender.has_question or sender.person.id in acted or imports.announced(people.roles(sender), update)
                or register_making.announced(people.roles(sender), update, now) is not None)
    return False


async def _is_for_a_thread(tx: Transaction, update: Update | Unreadable) -> bool:
    """Whether it is a file in reply to a message of a consultation, which needs no open question."""
    if not isinstance(update, SentFile) or not update.answers:
        return False
    return await posts.in_message(tx, update.address.channel, update.address.user, update.answers) is not None


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
                                   # An edit leaves the file that is there; a file of its own comes anew.
                                   edits="" if number or reply.attachment else edits)
    ]


async def _screen(tx: Transaction, update: Update) -> str:
    """The pressed message, if it is a screen of ours: an answer is edited in place, a notice is left as it is."""
    if not isinstance(update, Pressed) or not update.ref:
        return ""
    lane = await outbox.lane_of(tx, update.address.channel, update.address.user, update.ref)
    return update.ref if lane is Lane.REPLY else ""
