"""The rehearsal: an operator has the rest of the programme played beforehand, and gets a calendar and a chart.

It is played by `bot/rehearsing/`, on a copy; nothing is sent to anybody else.
"""

import json

from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_rehearsal import PlayRehearsal, ShowRehearsal
from messages.replies import Tone
from scheduler.foresight.foreseen import ERRAND
from storage import errands
from storage.participants import Role, RoleHeld

room = Room()
OTHERS = 4
"""Other programmes that buttons lead to."""


@room.said("/rehearsal", "репетиция")
async def asked(turn: Turn) -> Returned:
    return await opened(turn, ShowRehearsal())


@room.pressed(ShowRehearsal)
async def opened(turn: Turn, wanted: ShowRehearsal) -> Returned:
    held = await _operated(turn)
    one = _chosen(held, wanted.programme)
    others = [[Choice("other", ShowRehearsal(each.programme), facts={"title": each.programme_title})]
              for each in held if each.programme != one.programme][:OTHERS]
    rows = [[Choice("everybody", PlayRehearsal(one.programme), tone=Tone.MAIN)],
            [Choice("joined", PlayRehearsal(one.programme, 1))], *others, [Choice("menu", ShowMenu())]]
    return turn.say("rehearsal/about", rows, title=one.programme_title, ends_on=one.ends_on)


@room.pressed(PlayRehearsal)
async def played(turn: Turn, press: PlayRehearsal) -> Returned:
    """One at a time: a second tap changes nothing."""
    one = _chosen(await _operated(turn), press.programme)
    if not await errands.waiting_for(turn.tx, turn.me.id, ERRAND):
        facts = {"programme": one.programme, "joined_only": int(bool(press.joined_only))}
        await errands.put(turn.tx, participant=turn.me.id, channel=turn.address.channel, user=turn.address.user,
                          kind=ERRAND, facts=json.dumps(facts))
    return turn.say("rehearsal/coming", [[Choice("menu", ShowMenu())]])


async def _operated(turn: Turn) -> list[RoleHeld]:
    """Their roles as operators, one a programme. Raises `Refused`."""
    held = {each.programme: each for each in await turn.roles() if each.role is Role.OPERATOR}
    if not held:
        raise Refused("rehearsal/not_yours")
    return [*held.values()]


def _chosen(held: list[RoleHeld], programme: int) -> RoleHeld:
    """That of a programme, or the first one. Raises `Refused`."""
    found = next((each for each in held if programme in (0, each.programme)), None)
    if found is None:
        raise Refused("rehearsal/not_yours")
    return found
