"""The messengers of a person: which there are, where reminders and notices go, adding one and removing one.

An address is shown by its title only. Its key on a button is a digest that means something among one's own.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from handlers import linking
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import (
    AddAddress,
    ChooseAddress,
    DropAddress,
    PreferAddress,
    ShowAddresses,
    ShowMenu,
    UnlinkAddress,
)
from messages.replies import Reply, Tone
from storage import history, links, participants
from storage.participants import Home, LinkedAddress

room = Room()
_NO_ZONE = "UTC"
"""Of somebody without a role."""


@dataclass(frozen=True, slots=True)
class Place:
    """An address as its owner sees it. `since` is a day."""

    home: Home
    title: str
    since: str
    here: bool
    closed: bool
    preferred: bool

    @property
    def key(self) -> str:
        """What names it on a button."""
        return hashlib.sha256(f"{self.home.channel}\0{self.home.user}".encode()).hexdigest()[:12]


@room.said("/links", "мессенджеры", "мои мессенджеры")
async def asked(turn: Turn) -> Returned:
    return await _list(turn)


@room.pressed(ShowAddresses)
async def shown(turn: Turn, _: ShowAddresses) -> Returned:
    return await _list(turn)


@room.pressed(AddAddress)
async def adding(turn: Turn, _: AddAddress) -> Returned:
    """A code that is shown here proves that whoever says it elsewhere can read this dialogue."""
    places = await _places(turn)
    if len(places) >= linking.MOST:
        raise Refused("addresses/too_many", most=linking.MOST)
    code = await linking.new_code(turn)
    linked = {place.home.channel for place in places}
    others = [name for name in turn.channels.names() if name not in linked]
    ways = [(turn.channels.title(name), turn.channels.link(name, code)) for name in others]
    rows = [[Choice("open", url=url, tone=Tone.MAIN, facts={"title": title})] for title, url in ways if url]
    return turn.say("addresses/code", [*rows, [Choice("back", ShowAddresses())]], code=code,
                    titles=[title for title, _ in ways], minutes=links.SECONDS // 60)


@room.pressed(ChooseAddress)
async def choosing(turn: Turn, _: ChooseAddress) -> Returned:
    places = await _places(turn)
    rows = [[Choice("last", PreferAddress(), facts={"chosen": not any(each.preferred for each in places)})]]
    rows += [[Choice("this", PreferAddress(each.key), facts={"place": each, "chosen": each.preferred})]
             for each in places]
    return turn.say("addresses/choose", [*rows, [Choice("back", ShowAddresses())]])


@room.pressed(PreferAddress)
async def preferred(turn: Turn, press: PreferAddress) -> Returned:
    place = await _place(turn, press.key) if press.key else None
    await participants.prefer(turn.tx, turn.me.id, place.home if place else None, now=turn.now)
    return await _list(turn)


@room.pressed(DropAddress)
async def dropping(turn: Turn, press: DropAddress) -> Returned:
    """Which one, or: really this one?"""
    if not press.key:
        rows = [[Choice("this", DropAddress(each.key), facts={"place": each})] for each in await _places(turn)]
        return turn.say("addresses/which", [*rows, [Choice("back", ShowAddresses())]])
    place = _removable(await _places(turn), press.key)
    rows = [[Choice("yes", UnlinkAddress(place.key), tone=Tone.BAD)], [Choice("back", ShowAddresses())]]
    return turn.say("addresses/sure", rows, place=place)


@room.pressed(UnlinkAddress)
async def dropped(turn: Turn, press: UnlinkAddress) -> Returned:
    """What waits for it goes where the person can still be written to."""
    await participants.hold(turn.tx, turn.me.id)
    place = _removable(await _places(turn), press.key)
    await participants.unlink(turn.tx, turn.me.id, place.home.channel, place.home.user)
    await links.forget_of(turn.tx, turn.me.id)
    left = await participants.open_addresses(turn.tx, turn.me.id)
    if left:
        await links.redirect(turn.tx, turn.me.id, place.home, left[0], real_now=turn.real_now)
    await history.note(turn.tx, "unlinked", actor=turn.me.id, now=turn.now, channel=place.home.channel)
    return turn.say("addresses/dropped", [] if place.here else [[Choice("back", ShowAddresses())]], place=place)


async def _list(turn: Turn) -> Reply:
    places = await _places(turn)
    first = await participants.open_addresses(turn.tx, turn.me.id)
    target = next((each for each in places if first and each.home == first[0]), None)
    several = len(places) > 1
    rows = [[Choice("add", AddAddress(), tone=Tone.MAIN)]] if len(places) < linking.MOST else []
    if several:
        rows.append([Choice("choose", ChooseAddress()), Choice("drop", DropAddress())])
    fixed = next((each for each in places if each.preferred), None)
    return turn.say("addresses/list", [*rows, [Choice("menu", ShowMenu())]], places=places, several=several,
                    target=target, fixed=fixed)


async def _places(turn: Turn) -> list[Place]:
    """All of a person's, in the order in which they came; two of one messenger are told apart by a number."""
    held = await participants.roles(turn.tx, turn.me.id)
    stored = await participants.addresses(turn.tx, turn.me.id)
    zone = held[0].time_zone if held else _NO_ZONE
    return [_shown(turn, each, _title(turn, stored, each), zone) for each in stored]


def _shown(turn: Turn, stored: LinkedAddress, title: str, zone: str) -> Place:
    here = (stored.channel, stored.user) == (turn.address.channel, turn.address.user)
    since = datetime.fromtimestamp(stored.linked_at, UTC).astimezone(ZoneInfo(zone)).date().isoformat()
    return Place(Home(stored.channel, stored.user), title, since, here, stored.closed_at is not None,
                 stored.preferred_at is not None)


def _title(turn: Turn, stored: Sequence[LinkedAddress], which: LinkedAddress) -> str:
    title = turn.channels.title(which.channel)
    alike = [each for each in stored if each.channel == which.channel]
    return f"{title} {alike.index(which) + 1}" if len(alike) > 1 else title


async def _place(turn: Turn, key: str) -> Place:
    """One of one's own. Raises `Refused` for any other key."""
    found = next((each for each in await _places(turn) if each.key == key), None)
    if found is None:
        raise Refused("addresses/gone")
    return found


def _removable(places: Sequence[Place], key: str) -> Place:
    """One that may go: another must stay open. Raises `Refused`."""
    found = next((each for each in places if each.key == key), None)
    if found is None:
        raise Refused("addresses/gone")
    if not any(not each.closed for each in places if each is not found):
        raise Refused("addresses/last_one")
    return found
