"""Joining by an invite: link or typed code, consent (152-FZ), a look at name, role and school, done.

Nothing about a stranger is stored before the last tap: the code travels in the buttons. Wrong codes are counted
under a hash of the address.
"""

from handlers import codes, consent, guests, linking, menu
from handlers.codes import read_code
from handlers.router import Returned, Room
from handlers.turn import Answer, Refused, Turn
from messages.catalogue import Choice
from messages.meanings import Agree, AlreadyIn, CorrectName, Decline, Join, NotMe, ShowMenu
from messages.replies import Reply, Tone
from messages.visible import visible
from scheduler import digest, planner
from storage import consents, history, invites, participants, tasks
from storage.invites import Invite
from storage.participants import Participant

room = Room()
NAME_LIMIT = 100


async def came_with_code(turn: Turn, text: str) -> Returned:
    """A deep link or the text of a stranger."""
    code = read_code(text)
    if not code:
        return await menu.menu(turn) if turn.person else turn.say("registration/stranger")
    linked = await codes.barred(turn) or await linking.code_entered(turn, code)
    if linked is not None:
        return linked
    invite = await _open_invite(turn, code)
    if isinstance(invite, Reply):
        return invite
    if turn.person is None:
        return _confirm(turn, invite) if _consented(invite) else _consent(turn, invite)
    return await _guest_came(turn, invite) or await _known(turn, turn.person, invite)


@room.pressed(Agree, strangers=True)
async def agreed(turn: Turn, press: Agree) -> Returned:
    invite = await _open_invite(turn, press.code)
    if isinstance(invite, Reply):
        return invite
    asked = _confirm(turn, invite) if press.text == _shown(invite) else _consent(turn, invite)
    return await _guest_came(turn, invite) or asked


@room.pressed(Decline, strangers=True)
async def declined(turn: Turn, press: Decline) -> Returned:
    if turn.person is not None:  # an old screen: what was agreed to stays until it is withdrawn
        return await menu.menu(turn)
    return turn.say("registration/declined")


@room.pressed(NotMe, strangers=True)
async def not_me(turn: Turn, press: NotMe) -> Returned:
    return turn.say("registration/not_me")


@room.pressed(Join, strangers=True)
async def joined(turn: Turn, press: Join) -> Returned:
    invite = await _open_invite(turn, press.code)
    if isinstance(invite, Reply):
        return invite
    if (already_here := await _guest_came(turn, invite)) is not None:
        return already_here
    person = turn.person
    first_here = not _consented(invite) if person is None else await _first_here(turn, person, invite)
    if first_here and press.text != _shown(invite):  # the text has changed since, or was never shown
        return _consent(turn, invite) if person is None else await _known(turn, person, invite)
    also = person is not None and await _also(turn, person, invite)
    if person is not None and not also and (invite.participant or await _holds(turn, invite)):
        return await _known(turn, person, invite)
    if not await invites.use(turn.tx, invite.id, now=turn.now):
        raise Refused("registration/used_code")
    if invite.participant and invite.joined_consent:
        return await _back(turn, invite, invite.participant)
    if person is None:
        person = await _welcomed(turn, invite)
    elif invite.participant:
        await participants.absorb(turn.tx, person.id, invite.participant, now=turn.now)
    if first_here:
        await _agree(turn, person.id, invite)
    if not invite.participant:
        await participants.grant(turn.tx, person.id, programme=invite.programme, organisation=invite.organisation,
                                 role=invite.role, source="invite", now=turn.now)
    await planner.plan_participant(turn.tx, person.id, turn.now)
    await history.note(turn.tx, "joined", actor=person.id, now=turn.now, invite=invite.id)
    if invite.event is not None:
        return await guests.joined(turn.named(person), invite)
    return await _begun(turn.named(person), invite)


async def _guest_came(turn: Turn, invite: Invite) -> Returned:
    """By the link of an event, to whoever needs neither consent nor role any more; None for all others."""
    if invite.event is None or turn.person is None or await _first_here(turn, turn.person, invite):
        return None
    return await guests.came(turn, invite)


async def _holds(turn: Turn, invite: Invite) -> bool:
    """Whether the invite has nothing to give: it is this person's own, or they have its role already."""
    if turn.person is None:
        return False
    if invite.participant:
        return invite.participant == turn.person.id
    held = await participants.roles(turn.tx, turn.person.id)
    return any((each.organisation, each.role) == (invite.organisation, invite.role) for each in held)


def _shown(invite: Invite) -> str:
    """By which a button tells the text that stood above it."""
    return consent.fingerprint(invite.consent_version, invite.consent_text)


def _consented(invite: Invite) -> bool:
    """Whether a personal invite is for somebody who has joined and agreed to this very text."""
    return invite.joined_consent == invite.consent_version


async def _also(turn: Turn, person: Participant, invite: Invite) -> bool:
    """Whether this person may be the one whom another programme has listed and nobody has joined as yet.

    Within one programme two people of one surname are two people; the operator knows better than a tap.
    """
    if not invite.participant or invite.joined_consent or invite.participant == person.id:
        return False
    same = _surname(person.name) == _surname(invite.participant_name or "")
    return same and await _first_here(turn, person, invite)


async def _first_here(turn: Turn, person: Participant, invite: Invite) -> bool:
    """Whether this is a programme in which they have no role: it asks for a consent of its own."""
    held = await participants.roles(turn.tx, person.id)
    return all(each.programme != invite.programme for each in held)


def _surname(name: str) -> str:
    return next(iter(name.casefold().replace("ё", "е").split()), "")


async def _closed(turn: Turn, invite: Invite) -> Reply | None:
    """What is said about an invite that no longer opens; None while it does."""
    if invite.event is not None:
        return await guests.closed(turn, invite)
    if await _holds(turn, invite):
        return None
    if invite.revoked_at:
        return turn.say("registration/revoked_code", invite=invite)
    expired, used = invite.expires_at <= turn.now, invite.uses >= invite.uses_limit
    if (expired or used) and turn.person is None and invite.joined_consent:
        return await linking.offer(turn, invite)
    if expired:
        return turn.say("registration/expired_code", invite=invite)
    return turn.say("registration/used_code", invite=invite) if used else None


async def _open_invite(turn: Turn, code: str) -> Invite | Reply:
    """The invite, or what is said instead."""
    invite = await codes.invite(turn, code)
    return invite if isinstance(invite, Reply) else await _closed(turn, invite) or invite


def _consent(turn: Turn, invite: Invite) -> Reply:
    rows = [[Choice("agree", Agree(invite.code, _shown(invite)), tone=Tone.GOOD)],
            [Choice("decline", Decline(invite.code))]]
    if not invite.participant:
        rows.append([Choice("already_in", AlreadyIn())])
    return turn.say("registration/consent", rows, invite=invite)


def _confirm(turn: Turn, invite: Invite) -> Reply:
    rows = [[Choice("join", Join(invite.code, _shown(invite)), tone=Tone.GOOD)], [Choice("not_me", NotMe(invite.code))]]
    return turn.say("registration/confirm", rows, invite=invite, name=_name(turn, invite),
                    again=_consented(invite))


def _name(turn: Turn, invite: Invite) -> str:
    return invite.participant_name or visible(turn.update.profile)[:NAME_LIMIT].strip()


async def _known(turn: Turn, person: Participant, invite: Invite) -> Returned:
    if await _holds(turn, invite):
        return await menu.menu(turn)
    join, away = Choice("join", Join(invite.code, _shown(invite)), tone=Tone.GOOD), Choice("menu", ShowMenu())
    if await _also(turn, person, invite):
        rows = [[join], [Choice("not_me", NotMe(invite.code))]]
        return turn.say("registration/also_you", rows, invite=invite, name=person.name)
    if invite.participant:
        return turn.say("registration/somebody_else", [[away]], invite=invite, name=person.name)
    name = "another_programme" if await _first_here(turn, person, invite) else "another_role"
    return turn.say(f"registration/{name}", [[join], [away]], invite=invite)


async def _back(turn: Turn, invite: Invite, participant: int) -> Returned:
    """Somebody who has joined comes with a fresh invite from a new account."""
    if not _consented(invite):
        await participants.consent(turn.tx, participant, invite.consent_version, now=turn.now)
        await _agree(turn, participant, invite)
    return await linking.linked(turn, participant)


async def _agree(turn: Turn, participant: int, invite: Invite) -> None:
    await consents.give(turn.tx, participant, invite.programme, invite.consent_version, now=turn.now)
    if turn.person is not None:
        await history.note(turn.tx, "consented", actor=participant, programme=invite.programme, now=turn.now,
                           consent=invite.consent_version)


async def _welcomed(turn: Turn, invite: Invite) -> Participant:
    """Make the stranger a participant: consent, address, and a name where nobody had listed them."""
    address = turn.address
    if invite.participant:
        id = invite.participant
    else:
        id = await participants.add(turn.tx, _name(turn, invite) or turn.catalogue.words("registration/unnamed"),
                                    now=turn.now)
    await participants.consent(turn.tx, id, invite.consent_version, now=turn.now)
    if not await participants.link(turn.tx, address.channel, address.user, id, now=turn.now):
        raise Refused("registration/used_code")
    person = await participants.by_id(turn.tx, id)
    if person is None:
        raise Refused("registration/unknown_code")
    return person


async def _begun(turn: Turn, invite: Invite) -> Returned:
    """Welcome, and at once what is open: a late joiner shall not wait for the next reminder."""
    today = turn.today((await turn.main_role()).time_zone)
    counts = await tasks.own_counts(turn.tx, turn.me.id, today)
    waiting = (counts.open or 0) + (counts.late or 0)
    rows = [[Choice("menu", ShowMenu()), Choice("name", CorrectName())]]
    welcome = turn.say("registration/welcome", rows, invite=invite, name=turn.me.name, waiting=waiting)
    watched = await tasks.watched_counts(turn.tx, turn.me.id, today)
    telling = waiting or watched.late
    open_tasks = [await digest.welcome(turn.tx, turn.catalogue, turn.me.id, turn.now)] if telling else []
    return Answer((welcome, *open_tasks))
