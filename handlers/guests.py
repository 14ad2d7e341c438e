"""Guests from outside the network: an open link to an event, who they are and from where; counted by region."""

import zlib
from collections.abc import Sequence

from handlers import event_cards, names
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.invitations import draw
from handlers.organising import organising
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings_of_events_desk import CloseGuests, OpenDesk, ShowGuests
from messages.replies import Reply
from messages.visible import visible
from storage import events, guests, history, participants, rsvps
from storage.invites import Invite
from storage.participants import Role

room = Room()
STAYS = 7 * 86400
"""Seconds after the end for which the link still opens: somebody may want their certificate."""
LIMIT = 120
REGIONS = 4
"""Regions that buttons offer."""


@room.pressed(ShowGuests)
async def shown(turn: Turn, press: ShowGuests) -> Returned:
    """The link, for whoever holds the event to hand out; it stands from the first look on until it is closed."""
    event = await organising(turn, press.event)
    if event.is_off or event.ends_at <= turn.now:
        raise Refused("desk/too_late_to_change", title=event.title, off=event.is_off)
    code = await guests.link(turn.tx, event.id) or await _opened(turn, event)
    links = [(turn.channels.title(each), turn.channels.link(each, code)) for each in turn.channels.names()]
    rows = [[Choice("close", CloseGuests(event.id)), Choice("back", OpenDesk(event.id))]]
    return turn.say("desk/guests", rows, event=event, code=code, links=[each for each in links if each[1]],
                    regions=await guests.by_region(turn.tx, event.id))


async def _opened(turn: Turn, event: events.Event) -> str:
    code = draw()
    await guests.open_link(turn.tx, event.id, programme=event.programme, code=code, now=turn.now)
    await events.allow_guests(turn.tx, event.id)
    await _note(turn, "guests_allowed", event)
    return code


@room.pressed(CloseGuests)
async def link_closed(turn: Turn, press: CloseGuests) -> Returned:
    """Whoever has come by it stays invited."""
    event = await organising(turn, press.event)
    if await guests.close_link(turn.tx, event.id, now=turn.now):
        await _note(turn, "guests_closed", event)
    return turn.say("desk/guest_link_closed", [[Choice("back", OpenDesk(event.id))]])


async def _note(turn: Turn, verb: str, event: events.Event) -> None:
    await history.note(turn.tx, verb, actor=turn.me.id, now=turn.now, programme=event.programme, event=event.id)


async def closed(turn: Turn, invite: Invite) -> Reply | None:
    """What a link that brings nobody any more leads to; None while it does.

    Whoever is of the event still finds it by the link for a while: they may want their certificate.
    """
    assert invite.event is not None
    event = await event_of(turn, invite.event)
    if invite.revoked_at:
        return turn.say("registration/revoked_code", invite=invite)
    if event.ends_at > turn.now and not event.is_off:
        return None
    if event.ends_at + STAYS <= turn.now:
        return turn.say("registration/expired_code", invite=invite)
    if turn.person and await rsvps.by(turn.tx, event.id, turn.person.id):
        return await event_cards.card(turn, await event_cards.opened(turn, event.id))
    return turn.say("desk/guest_late", event=event)


async def came(turn: Turn, invite: Invite) -> Returned:
    """Somebody who has a role in the programme came by the link: invited, and a guest only if they are nothing else."""
    assert invite.event is not None
    held = await participants.roles(turn.tx, turn.me.id)
    is_guest = all(each.role is Role.GUEST for each in held if each.programme == invite.programme)
    if is_guest and not await guests.known(turn.tx, invite.event, turn.me.id):
        return await joined(turn, invite)
    await rsvps.invite(turn.tx, invite.event, [turn.me.id], now=turn.now)
    return await event_cards.card(turn, await event_cards.opened(turn, invite.event))


async def joined(turn: Turn, invite: Invite) -> Returned:
    """Whoever has agreed to the processing of their data says who they are."""
    assert invite.event is not None
    await rsvps.invite(turn.tx, invite.event, [turn.me.id], now=turn.now)
    return await begin(turn, "guest", event=invite.event)


async def facts(turn: Turn, draft: Draft) -> Facts:
    return {"event": await event_of(turn, draft.subject["event"]), "name": turn.me.name}


async def event_of(turn: Turn, id: int) -> events.Event:
    """Raises `Refused` for one that is gone."""
    found = await events.by_id(turn.tx, id)
    if found is None:
        raise Refused("fallback/gone")
    return found


async def name_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """As it shall stand on the certificate."""
    if given.picked is not None:
        return turn.me.name
    return await names.name_taken(turn, draft, given)


async def name_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    whole = len(turn.me.name.split()) >= names.WORDS
    return [Option("name", "own", {"own_name": turn.me.name})] if whole else []


async def line_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    words = visible(given.text)
    if not words:
        raise Wrong("forms/words_please")
    if len(words) > LIMIT:
        raise Wrong("desk/reason_long", limit=LIMIT)
    return words


async def region_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """Words, or one that was offered."""
    if given.picked is None:
        return await line_taken(turn, draft, given)
    named = {_key(each): each for each in await _regions(turn, draft)}
    if given.picked not in named:
        raise Wrong("roadmap/tap_please")
    return named[given.picked]


async def region_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("region", _key(each), {"region_name": each}) for each in await _regions(turn, draft)]


async def _regions(turn: Turn, draft: Draft) -> list[str]:
    """What several others have called theirs: so the counts do not split over spellings."""
    event = await event_of(turn, draft.subject["event"])
    return [each.name for each in await guests.regions(turn.tx, event.programme, limit=REGIONS)]


def _key(region: str) -> str:
    """Short enough for a button."""
    return f"{zlib.crc32(region.encode()):08x}"


async def introduced(turn: Turn, draft: Draft) -> Returned:
    event = await event_of(turn, draft.subject["event"])
    if draft.text("name") != turn.me.name:
        await participants.rename(turn.tx, turn.me.id, draft.text("name"))
    await guests.put(turn.tx, event.id, turn.me.id, region=draft.text("region"),
                     organisation=draft.text("organisation"))
    return await event_cards.card(turn, await event_cards.opened(turn, event.id))


form(Form("guest", (Step("name", "desk/guest_name", name_taken, name_options),
                    Step("region", "desk/guest_region", region_taken, region_options),
                    Step("organisation", "desk/guest_organisation", line_taken)), facts, introduced))
