"""The journal: what operators, curators and coordinators have changed, for those who answer for a programme.

Operators see all of their programme; curators of the institute what lies in their territory and what concerns all.
"""

from dataclasses import dataclass

from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Catalogue, Choice
from messages.meanings import ShowJournal, ShowMenu
from storage import history
from storage.history import Told
from storage.participants import Role, RoleHeld

room = Room()
PAGE = 5
"""Acts on a screen."""
_INSTITUTE = "institute"


@dataclass(frozen=True, slots=True)
class Act:
    """An act in words; `at` is an instant, to be read in `time_zone`. What is not known is empty."""

    at: int
    time_zone: str
    who: str
    role: str
    what: str
    where: str
    subject: str
    was: str
    became: str


@room.said("/journal", "журнал")
async def asked(turn: Turn) -> Returned:
    return await opened(turn, ShowJournal())


@room.pressed(ShowJournal)
async def opened(turn: Turn, wanted: ShowJournal) -> Returned:
    if not reader(await turn.roles()):
        raise Refused("audit/not_allowed")
    found = await history.seen_by(turn.tx, turn.me.id, size=PAGE + 1, skip=wanted.page * PAGE)
    if not found and wanted.page:
        return await opened(turn, ShowJournal())
    turning = [Choice("previous", ShowJournal(wanted.page - 1))] if wanted.page else []
    if len(found) > PAGE:
        turning.append(Choice("next", ShowJournal(wanted.page + 1)))
    acts = [in_words(turn.catalogue, each) for each in found[:PAGE]]
    return turn.say("audit/journal", [turning, [Choice("menu", ShowMenu())]], acts=acts)


def reader(held: list[RoleHeld]) -> bool:
    """Whether somebody with these roles may look."""
    return any(each.role is Role.OPERATOR or (each.role is Role.CURATOR and each.level == _INSTITUTE) for each in held)


def in_words(catalogue: Catalogue, told: Told) -> Act:
    """The act for people to read."""

    def value(code: str) -> str:
        return catalogue.words("audit/value", value=code)

    activity = " ".join(filter(None, (told.number, told.activity)))
    changed = bool(told.was or told.became)
    return Act(
        at=told.at, time_zone=told.time_zone, role=value(told.role) if told.role else "",
        who=told.actor or (value(told.role) if told.role else ""),
        what=catalogue.words("audit/verb", verb=told.verb),
        where="; ".join(filter(None, (told.organisation, activity))), subject=told.subject,
        was=value(told.was) if changed else "", became=value(told.became) if changed else "",
    )
