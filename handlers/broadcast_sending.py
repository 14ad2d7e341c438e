"""A broadcast goes: a look at it in each messenger, now or at a time that is named, to three people first or to all."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers import audience_screens, broadcasts, chat_posts
from handlers.broadcast_making import FORMS_OF
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.more_time import read_day
from handlers.router import Returned, Room
from handlers.turn import Answer, Refused, Turn
from messages.catalogue import Choice
from messages.meanings_of_broadcasts import (
    ChooseAudience,
    ConfirmBroadcast,
    DropBroadcast,
    OpenBroadcast,
    PreviewBroadcast,
    ProbeBroadcast,
    RewriteBroadcast,
    ScheduleBroadcast,
    SendBroadcast,
    ShowBroadcasts,
)
from messages.meanings_of_chats import PostToChats
from messages.post import post
from messages.replies import Reply, Tone
from messages.stored import read
from messages.updates import Address
from scheduler import addressing, assigning, broadcasting, sharing
from storage import addressees, assignments, history, participants, parts
from storage import broadcasts as stored
from storage.broadcasts import Broadcast, Kind, State
from storage.outbox import Lane
from storage.participants import RoleHeld

room = Room()
PROBE = 3
"""People to whom a trial goes."""
FAR = 180 * 86400
"""Seconds ahead that can be asked for."""
MORNING, EVENING = time(9, 0), time(18, 0)
"""Times that buttons offer."""
_NEAR = {"": 0, "сегодня": 0, "завтра": 1, "послезавтра": 2}
"""Days that people write, and how far they are."""
_TIME = re.compile(r"(?:(?:^|\s+)в\s+|\s+|^(?!\d+\.))([01]?\d|2[0-3])[:.]([0-5]\d)$")
"""A time at the end of the words; alone, «12.05» is a day."""


@room.pressed(PreviewBroadcast)
async def previewed(turn: Turn, press: PreviewBroadcast) -> Returned:
    """It comes to the author in each of their messengers, as it will look; then comes the question when it goes."""
    draft = await broadcasts.own_draft(turn, press.broadcast)
    if overdue := await _overdue(turn, draft):
        return overdue
    people = await recipients(turn, draft)
    look = await _look(turn, draft)
    homes = await participants.open_addresses(turn.tx, turn.me.id)
    others = [each for each in homes if (each.channel, each.user) != (turn.address.channel, turn.address.user)]
    for home in others:
        await post(turn.tx, address=Address(home.channel, home.user), participant=turn.me.id, reply=look,
                   lane=Lane.REPLY, reason=f"preview:{draft.id}:{turn.update.key}", now=turn.now)
    rows = [[Choice("send", ConfirmBroadcast(draft.id), tone=Tone.MAIN)], [Choice("when", ScheduleBroadcast(draft.id))],
            [Choice("probe", ProbeBroadcast(draft.id))]
            if len(people) > PROBE and draft.kind is not Kind.REQUEST else [],
            [Choice("rewrite", RewriteBroadcast(draft.id))] if draft.kind in FORMS_OF else [],
            [Choice("chats", PostToChats(draft.id))] if await chat_posts.any_chat(turn, draft) else [],
            [Choice("whom", ChooseAudience(draft.id)), Choice("drop", DropBroadcast(draft.id), tone=Tone.BAD)]]
    asked = turn.say("broadcasts/previewed", rows, total=len(people), elsewhere=len(others), probe=PROBE,
                     kind=draft.kind.value, tasks=await _tasks(turn, draft))
    return Answer((look, asked), fresh=True)


@room.pressed(ConfirmBroadcast)
async def sure_asked(turn: Turn, press: ConfirmBroadcast) -> Returned:
    draft = await broadcasts.own_draft(turn, press.broadcast)
    people = await recipients(turn, draft)
    absent = len(people) - len(await audience_screens.reached(turn, people))
    unread = await _unread(turn, draft)
    send = [Choice("send", SendBroadcast(draft.id, len(people)), tone=Tone.GOOD)] if people else []
    return turn.say("broadcasts/sure", [send, [Choice("back", PreviewBroadcast(draft.id))]], total=len(people),
                    absent=absent, kind=draft.kind.value, unread=len(unread))


@room.pressed(SendBroadcast)
async def sent(turn: Turn, press: SendBroadcast) -> Returned:
    """To as many as were shown: if the number has changed much since, it is asked again."""
    draft = await _held(turn, press.broadcast)
    if draft.state not in (State.DRAFT, State.SCHEDULED):
        return await broadcasts.shown(turn, draft.id)  # a second tap
    people = await recipients(turn, await broadcasts.own_draft(turn, draft.id))
    if overdue := await _overdue(turn, draft):
        return overdue
    if len(people) != press.people:
        return await sure_asked(turn, ConfirmBroadcast(draft.id))
    await broadcasting.begin_for(turn.tx, draft, people, now=turn.now)
    await broadcasts.watched_here(turn, draft)
    return await broadcasts.shown(turn, draft.id)


@room.pressed(ProbeBroadcast)
async def probed(turn: Turn, press: ProbeBroadcast) -> Returned:
    """Three people get it; then it waits, so that one can ask them."""
    draft = await _held(turn, press.broadcast)
    if draft.state not in (State.DRAFT, State.SCHEDULED):
        return await broadcasts.shown(turn, draft.id)
    people = await recipients(turn, await broadcasts.own_draft(turn, draft.id))
    if draft.kind is Kind.REQUEST:  # all of them would have a task that only three know of
        raise Refused("fallback/gone")
    await broadcasting.begin_for(turn.tx, draft, people, now=turn.now)
    left = PROBE
    for channel in await addressees.channels(turn.tx, draft.id):
        left -= await broadcasting.feed(turn.tx, draft, channel, limit=left, now=turn.now) if left else 0
    await stored.turn(turn.tx, draft.id, State.PAUSED, State.RUNNING)
    return await broadcasts.shown(turn, draft.id)


async def _overdue(turn: Turn, draft: Broadcast, day: str = "") -> Reply | None:
    """What is said of a request whose day is over, today or on this one; None for all else."""
    asked = await assignments.by_id(turn.tx, draft.activity) if draft.activity else None
    held = await broadcasts.sender(turn, draft.programme)
    if asked is None or asked.due_on is None or (day or turn.today(held.time_zone)) <= asked.due_on:
        return None
    return turn.say("requests/overdue", [[Choice("rewrite", RewriteBroadcast(draft.id), tone=Tone.MAIN)],
                                         [Choice("drop", DropBroadcast(draft.id), tone=Tone.BAD)]], asked=asked)


async def _tasks(turn: Turn, draft: Broadcast) -> int:
    """How many schools and people a request would ask now."""
    if draft.kind is not Kind.REQUEST:
        return 0
    return len(await assigning.asked(turn.tx, draft, await addressing.circle(turn.tx, draft.programme, turn.me.id)))


async def _held(turn: Turn, id: int) -> Broadcast:
    """As it is, and as it stays until this turn is over: its own time may just have come."""
    sent = await broadcasts.mine(turn, id)
    return await stored.wait_for(turn.tx, sent.id) or sent


async def recipients(turn: Turn, draft: Broadcast) -> list[int]:
    """Whom it would go to now."""
    return await sharing.recipients(turn.tx, draft, turn.me.id)


async def _look(turn: Turn, draft: Broadcast) -> Reply:
    """What people get; where each school gets its own, the first of them."""
    if draft.kind is not Kind.EACH:
        return read(draft.content)
    first = next((each.id for each in await parts.of(turn.tx, draft.id) if each.organisation), 0)
    part = await parts.by_id(turn.tx, first)
    if part is None:
        raise Refused("broadcasts/each_for_nobody")
    return read(part.content)


async def _unread(turn: Turn, draft: Broadcast) -> list[str]:
    """The schools that would get nothing though there is something for them."""
    if draft.kind is not Kind.EACH:
        return []
    return await sharing.unread(turn.tx, draft, await addressing.circle(turn.tx, draft.programme, turn.me.id))


@room.pressed(ScheduleBroadcast)
async def when_asked(turn: Turn, press: ScheduleBroadcast) -> Returned:
    draft = await broadcasts.own_draft(turn, press.broadcast)
    return await begin(turn, "schedule", broadcast=draft.id)


async def _author(turn: Turn, draft: Draft) -> RoleHeld:
    """Who sends it, in its programme."""
    kept = await broadcasts.own_draft(turn, draft.subject["broadcast"])
    return await broadcasts.sender(turn, kept.programme)


async def when_facts(turn: Turn, draft: Draft) -> Facts:
    held = await _author(turn, draft)
    tomorrow = date.fromisoformat(turn.today(held.time_zone)) + timedelta(1)
    return {"example": tomorrow.isoformat(), "zone": held.time_zone}


async def when_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    """This evening, tomorrow morning, next Monday."""
    held = await _author(turn, draft)
    now = datetime.fromtimestamp(turn.now, UTC).astimezone(ZoneInfo(held.time_zone))
    today = now.date()
    monday = today + timedelta(7 - today.weekday())
    offered = [datetime.combine(today, EVENING), datetime.combine(today + timedelta(1), MORNING),
               datetime.combine(monday, MORNING)]
    later = [each for each in dict.fromkeys(offered) if each > now.replace(tzinfo=None)]
    return [Option("at", each.isoformat(timespec="minutes"),
                   {"at": _instant(each.isoformat(), held.time_zone), "zone": held.time_zone}) for each in later]


async def when_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """A day and a time; of a time alone, the next such moment."""
    held = await _author(turn, draft)
    at = given.picked or read_moment(given, turn.today(held.time_zone))
    try:
        instant = _instant(at, held.time_zone)
    except (ValueError, OverflowError):
        raise Wrong("broadcasts/when_not_understood") from None
    if instant <= turn.now and _TIME.fullmatch(given.text.strip().casefold()):
        instant = _instant((datetime.fromisoformat(at) + timedelta(1)).isoformat(), held.time_zone)
    if instant <= turn.now:
        raise Wrong("broadcasts/when_past")
    if instant > turn.now + FAR:  # of a day that is over, its next year is meant by nobody
        raise Wrong("broadcasts/when_far")
    return instant


async def scheduled(turn: Turn, draft: Draft) -> Returned:
    kept = await broadcasts.own_draft(turn, draft.subject["broadcast"])
    at = int(draft.text("when"))
    zone = ZoneInfo((await broadcasts.sender(turn, kept.programme)).time_zone)
    if overdue := await _overdue(turn, kept, datetime.fromtimestamp(at, UTC).astimezone(zone).date().isoformat()):
        return overdue
    if at <= turn.now or not await stored.schedule(turn.tx, kept.id, at):
        raise Refused("broadcasts/when_over")
    await broadcasts.watched_here(turn, kept)
    await history.note(turn.tx, "broadcast_scheduled", actor=turn.me.id, now=turn.now, programme=kept.programme,
                       broadcast=kept.id)
    held = await broadcasts.sender(turn, kept.programme)
    rows = [[Choice("open", OpenBroadcast(kept.id)), Choice("list", ShowBroadcasts())]]
    return turn.say("broadcasts/scheduled", rows, at=at, zone=held.time_zone,
                    total=len(await recipients(turn, kept)))


form(Form("schedule", (Step("when", "broadcasts/ask_when", when_taken, when_options),), when_facts, scheduled))


def read_moment(given: Given, today: str) -> str:
    """Words like «30.05 10:00» as a local moment, ISO. Raises `Wrong`."""
    words = given.text.strip().casefold()
    found = _TIME.search(words)
    if found is None:
        raise Wrong("broadcasts/when_not_understood")
    day = words[:found.start()].strip().rstrip(",")
    return f"{_day(day, today)}T{int(found[1]):02}:{found[2]}"


def _day(words: str, today: str) -> str:
    if words in _NEAR:
        return (date.fromisoformat(today) + timedelta(_NEAR[words])).isoformat()
    try:
        return read_day(Given(text=words), today)
    except Wrong:
        raise Wrong("broadcasts/when_not_understood") from None


def _instant(local: str, zone: str) -> int:
    return int(datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).timestamp())
