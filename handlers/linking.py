"""A second messenger for the same person, after proof: a code shown where they are known, or a yes given there.

Whoever holds a used invite can cause a question to its owner, no more; before the yes nothing is linked.
"""

import secrets

from handlers import codes, invitations
from handlers.router import Returned, Room
from handlers.turn import Answer, Refused, Turn
from messages.catalogue import Choice
from messages.meanings import AllowLink, AlreadyIn, AskToLink, ForbidLink, ShowAddresses, ShowMenu
from messages.post import post
from messages.replies import Reply, Tone
from messages.updates import Address
from storage import history, invites, links, participants
from storage.invites import Invite
from storage.outbox import Lane
from storage.participants import Home

room = Room()
MOST = 5
"""Addresses of one person: enough for every messenger, and for a mistake or two."""
_MINUTES = links.SECONDS // 60


async def code_entered(turn: Turn, code: str) -> Returned:
    """Link by a code that was shown at another address; None if this is no such code."""
    found = await links.code(turn.tx, code)
    if found is None:
        return None
    menu = [[Choice("menu", ShowMenu())]]
    if turn.person and turn.person.id == found.participant:
        return turn.say("addresses/own_code", menu, minutes=_MINUTES)
    if turn.person:
        return turn.say("addresses/taken", menu)
    if not await links.take_code(turn.tx, code, real_now=turn.real_now):
        return turn.say("addresses/old_code")
    return await linked(turn, found.participant)


async def linked(turn: Turn, participant: int) -> Returned:
    """Link the address that the update came from; the others of the person are told. Raises `Refused`."""
    here = turn.address
    await link(turn, participant, here)
    await _tell_others(turn, participant, here)
    person = await participants.by_id(turn.tx, participant)
    rows = [[Choice("menu", ShowMenu()), Choice("addresses", ShowAddresses())]]
    return turn.say("addresses/linked", rows, name=person.name if person else "")


async def link(turn: Turn, participant: int, address: Address) -> None:
    """Tie an address to a person. Raises `Refused`: somebody else's by now, or too many."""
    await participants.hold(turn.tx, participant)
    if len(await participants.addresses(turn.tx, participant)) >= MOST:
        raise Refused("addresses/too_many", most=MOST)
    if not await participants.link(turn.tx, address.channel, address.user, participant, now=turn.now):
        raise Refused("addresses/taken")
    await history.note(turn.tx, "linked", actor=participant, now=turn.now, channel=address.channel)


async def new_code(turn: Turn) -> str:
    """A code that links the next address that says it."""
    code = invitations.draw()
    await links.show_code(turn.tx, turn.me.id, code, real_now=turn.real_now)
    return code


async def offer(turn: Turn, invite: Invite) -> Reply:
    """What a stranger hears of an invite whose owner has joined by it."""
    return turn.say("addresses/is_it_you", [[Choice("ask", AskToLink(invite.code), tone=Tone.MAIN)],
                                            [Choice("already_in", AlreadyIn())]], invite=invite)


@room.pressed(AlreadyIn, strangers=True)
async def already_in(turn: Turn, _: AlreadyIn) -> Returned:
    return turn.say("addresses/how_to_link", minutes=_MINUTES)


@room.pressed(AskToLink, strangers=True)
async def asked(turn: Turn, press: AskToLink) -> Returned:
    """Ask the owner of the invite, at the address where they want to be written to."""
    invite = await codes.invite(turn, press.code)
    if isinstance(invite, Reply):
        return invite
    if turn.person or invite.revoked_at or invite.participant is None or invite.joined_consent is None:
        raise Refused("addresses/not_possible")
    homes = await participants.open_addresses(turn.tx, invite.participant)
    if not homes:
        raise Refused("addresses/not_possible")
    here = turn.address
    request = await links.ask(turn.tx, here.channel, here.user, invite.participant, invite.id, real_now=turn.real_now)
    if request is None:
        raise Refused("addresses/asked_often")
    number = secrets.randbelow(90) + 10
    rows = [[Choice("yes", AllowLink(request), tone=Tone.GOOD)], [Choice("no", ForbidLink(request), tone=Tone.BAD)]]
    question = turn.say("addresses/question", rows, title=turn.channels.title(here.channel), number=number)
    await _write(turn, homes[0], invite.participant, question, f"link:{request}", expires_in=links.SECONDS)
    return turn.say("addresses/asked", number=number, minutes=_MINUTES)


@room.pressed(AllowLink)
async def allowed(turn: Turn, press: AllowLink) -> Returned:
    request = await links.take_request(turn.tx, press.request, turn.me.id, real_now=turn.real_now)
    if request is None:
        raise Refused("addresses/over")
    new = Address(request.channel, request.user)
    await link(turn, turn.me.id, new)
    rows = [[Choice("menu", ShowMenu()), Choice("addresses", ShowAddresses())]]
    await _write(turn, Home(new.channel, new.user), turn.me.id, turn.say("addresses/linked", rows, name=turn.me.name),
                 f"link:{press.request}:yes")
    return Answer((turn.say("addresses/allowed", rows, title=turn.channels.title(new.channel)),))


@room.pressed(ForbidLink)
async def forbidden(turn: Turn, press: ForbidLink) -> Returned:
    """It was not them: the invite is in strange hands and opens nothing any more, not even this question."""
    request = await links.take_request(turn.tx, press.request, turn.me.id, real_now=turn.real_now)
    if request is None:
        raise Refused("addresses/over")
    await invites.revoke(turn.tx, request.invite, now=turn.now)
    await history.note(turn.tx, "link_refused", actor=turn.me.id, now=turn.now, invite=request.invite)
    await _write(turn, Home(request.channel, request.user), None, turn.say("addresses/not_linked"),
                 f"link:{press.request}:no")
    return turn.say("addresses/forbidden", [[Choice("menu", ShowMenu())]])


async def _tell_others(turn: Turn, participant: int, new: Address) -> None:
    """All other addresses hear of it: whoever has not done this themselves can undo it there."""
    told = turn.say("addresses/told_linked", [[Choice("addresses", ShowAddresses())]],
                    title=turn.channels.title(new.channel))
    for home in await participants.open_addresses(turn.tx, participant):
        if (home.channel, home.user) != (new.channel, new.user):
            await _write(turn, home, participant, told, f"linked:{turn.update.key}")


async def _write(turn: Turn, home: Home, participant: int | None, reply: Reply, reason: str,
                 expires_in: int | None = None) -> None:
    """At once, also in quiet hours: somebody is waiting at the other screen."""
    await post(turn.tx, address=Address(home.channel, home.user), participant=participant, reply=reply, lane=Lane.TALK,
               reason=reason, now=turn.now, expires_at=turn.now + expires_in if expires_in else None)
