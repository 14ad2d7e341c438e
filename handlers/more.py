"""What the menu has no room for: the doors of field work, and what a full menu does without. One list, by roles."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from handlers.router import Returned, Room
from handlers.turn import Turn
from messages.buttons import Meaning
from messages.catalogue import Choice
from messages.meanings import CorrectName, ShowAddresses, ShowJournal, ShowMenu, ShowMore
from messages.meanings_of_asks import AskForHelp, ShowHelp
from messages.meanings_of_cards import ShowCards, ShowMentoring, ShowMyPlan
from messages.meanings_of_contests import ShowContests, ShowExpertise
from messages.meanings_of_courses import ShowCourses, ShowRecord
from messages.meanings_of_events_desk import ShowDesk
from messages.meanings_of_fulfilment import ShowFulfilment
from messages.meanings_of_imports import ShowImports
from messages.meanings_of_ledger import ShowLedger
from messages.meanings_of_library import ShowLibrary
from messages.meanings_of_meetings import ShowMeetings
from messages.meanings_of_own_plans import ShowOwnPlans
from messages.meanings_of_people import ShowPeople
from messages.meanings_of_registers import ShowRegisters
from messages.meanings_of_rehearsal import ShowRehearsal
from messages.meanings_of_requests import ShowRequests
from messages.meanings_of_visits import ShowVisits
from messages.paging import turning
from scheduler import registers
from storage.participants import Role, RoleHeld

room = Room()
PAGE = 6
"""Doors on a screen, two in a row."""


@dataclass(frozen=True, slots=True)
class Door:
    """A room that somebody of one of these roles may enter; `key` is its label.

    A `spare` one stands in the menu as well, as long as there is room for it. One `with_tasks` matters to nobody who
    has no tasks of their own.
    """

    key: str
    leads_to: Callable[[], Meaning]
    roles: frozenset[Role]
    spare: bool = False
    with_tasks: bool = False


EVERYBODY = frozenset(Role)
WATCHERS = frozenset({Role.COORDINATOR, Role.CURATOR, Role.OPERATOR})
OF_A_CHAIN = frozenset({Role.TEACHER, Role.DIRECTOR, Role.COORDINATOR, Role.CURATOR, Role.MENTOR})
DOORS: tuple[Door, ...] = (
    Door("requests", ShowRequests, WATCHERS | {Role.OBSERVER}),
    Door("roadmap", ShowFulfilment, WATCHERS | {Role.DIRECTOR, Role.OBSERVER}),
    Door("help", AskForHelp, frozenset({Role.DIRECTOR})),
    Door("asks", ShowHelp, WATCHERS),
    Door("meetings", ShowMeetings, WATCHERS),
    Door("visits", ShowVisits, WATCHERS | {Role.MENTOR, Role.DIRECTOR, Role.OBSERVER}),
    Door("contests", ShowContests, WATCHERS | {Role.DIRECTOR, Role.OBSERVER}),
    Door("expertise", ShowExpertise, frozenset({Role.EXPERT})),
    Door("held", ShowDesk, WATCHERS | {Role.DIRECTOR}),
    Door("cards", ShowCards, WATCHERS | {Role.MENTOR, Role.OBSERVER}),
    Door("card", ShowCards, frozenset({Role.DIRECTOR})),
    Door("mentoring", ShowMentoring, WATCHERS | {Role.MENTOR, Role.DIRECTOR}),
    Door("plan", ShowMyPlan, frozenset({Role.TEACHER}), with_tasks=True),
    Door("courses", ShowCourses, OF_A_CHAIN | {Role.OPERATOR}),
    Door("record", ShowRecord, frozenset({Role.TEACHER, Role.DIRECTOR, Role.MENTOR})),
    Door("ledger", ShowLedger, WATCHERS),
    Door("imports", ShowImports, frozenset({Role.OPERATOR})),
    Door("registers", ShowRegisters, registers.READERS),
    Door("rehearsal", ShowRehearsal, frozenset({Role.OPERATOR})),
    Door("own_plan", ShowImports, frozenset({Role.DIRECTOR, Role.COORDINATOR})),
    Door("own_plans", ShowOwnPlans, WATCHERS),
    Door("library", ShowLibrary, EVERYBODY, spare=True),
    Door("people", ShowPeople, OF_A_CHAIN, spare=True),
    Door("journal", ShowJournal, frozenset({Role.CURATOR, Role.OPERATOR}), spare=True),
    Door("name", CorrectName, EVERYBODY, spare=True),
    Door("addresses", ShowAddresses, EVERYBODY, spare=True),
)
"""In the order in which they are shown. Whoever enters is asked for their rights again."""


@room.said("/more", "ещё", "еще")
async def asked(turn: Turn) -> Returned:
    return await opened(turn, ShowMore())


@room.pressed(ShowMore)
async def opened(turn: Turn, wanted: ShowMore) -> Returned:
    doors = open_to(await turn.roles())
    page = min(wanted.page, max(0, (len(doors) - 1) // PAGE))
    shown = [Choice(each.key, each.leads_to()) for each in doors[page * PAGE:][:PAGE]]
    turned = turning(ShowMore(page - 1) if page else None,
                     ShowMore(page + 1) if len(doors) > (page + 1) * PAGE else None)
    return turn.say("menu/more", [*_pairs(shown), turned, [Choice("menu", ShowMenu())]])


def open_to(held: Iterable[RoleHeld]) -> list[Door]:
    """The doors for somebody with these roles."""
    roles = {each.role for each in held}
    return [door for door in DOORS if door.roles & roles]


def is_needed(held: Iterable[RoleHeld], *, tasks: bool = True) -> bool:
    """Whether there is a door that the menu does not have; `tasks` are their own."""
    return any(not door.spare and (tasks or not door.with_tasks) for door in open_to(held))


def _pairs(choices: Sequence[Choice]) -> list[list[Choice]]:
    return [[*choices[at:at + 2]] for at in range(0, len(choices), 2)]
