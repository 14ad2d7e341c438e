"""The menu: where a person begins and comes back to, with what waits for them in figures."""

from collections.abc import Iterable

from handlers import audit, conversation, more
from handlers.router import Returned, Room
from handlers.turn import Turn
from messages.catalogue import Choice
from messages.meanings import (
    AskCurator,
    CorrectName,
    FormResume,
    MyData,
    ShowAddresses,
    ShowJournal,
    ShowMenu,
    ShowMore,
    ShowSchools,
    TaskList,
)
from messages.meanings_of_broadcasts import ShowBroadcasts
from messages.meanings_of_consultations import MyDay
from messages.meanings_of_events import ShowEvents
from messages.meanings_of_library import ShowLibrary
from messages.meanings_of_people import ShowPeople
from messages.meanings_of_surveys import ShowResults, ShowSurveys
from messages.replies import BUTTONS_LIMIT, Reply, Tone
from scheduler import addressing
from storage import consultations, participants, results, rsvps, sheets, tasks
from storage.participants import Role, RoleHeld

room = Room()
SPARED = ("addresses", "name", "library", "people", "done", "journal", "watch_late")
"""What the fullest menu can do without: words open it as well."""
_WATCHERS = frozenset({Role.COORDINATOR, Role.CURATOR, Role.OPERATOR, Role.OBSERVER})
_ANSWERERS = frozenset({Role.CURATOR, Role.MENTOR, Role.COORDINATOR, Role.EXPERT, Role.OPERATOR})
_ASKERS = frozenset({Role.TEACHER, Role.DIRECTOR, Role.COORDINATOR, Role.MENTOR, Role.EXPERT, Role.GUEST})
_OF_A_CHAIN = frozenset({Role.TEACHER, Role.DIRECTOR, Role.COORDINATOR, Role.CURATOR, Role.MENTOR})


@room.pressed(ShowMenu)
async def opened(turn: Turn, _: ShowMenu) -> Returned:
    return await menu(turn)


@room.said("/start", "/menu", "меню", "в меню", at_any_time=True)
@room.said("начать", "привет", "здравствуйте")
async def asked(turn: Turn) -> Returned:
    return await menu(turn)


@room.said("/help", "помощь", "справка", at_any_time=True)
async def help_asked(turn: Turn) -> Returned:
    held = await participants.roles(turn.tx, turn.me.id)
    return turn.say("menu/help", [[Choice("menu", ShowMenu()), Choice("my_data", MyData())]], watching=watcher(held),
                    answering=any(each.role in _ANSWERERS for each in held))


@room.said("спасибо", "благодарю", "спасибо!", "спасибо большое")
async def thanked(turn: Turn) -> Returned:
    return turn.say("menu/thanks", [[Choice("menu", ShowMenu())]])


def asker(held: Iterable[RoleHeld]) -> bool:
    """Whether somebody with these roles asks curators, rather than being asked."""
    return any(each.role in _ASKERS for each in held)


def watcher(held: Iterable[RoleHeld]) -> bool:
    """Whether somebody with these roles watches over organisations that are not their own."""
    return any(each.role in _WATCHERS for each in held)


def _fitting(rows: list[list[Choice]]) -> list[list[Choice]]:
    """Without what a word opens too, where there are more buttons than a screen holds."""
    for key in SPARED:
        if sum(map(len, rows)) > BUTTONS_LIMIT:
            rows = [[choice for choice in row if choice.key != key] for row in rows]
    return rows


async def menu(turn: Turn) -> Reply:
    """The menu of this person: only what their roles can use."""
    held = await turn.roles()
    today = turn.today(held[0].time_zone)
    own = await tasks.own_counts(turn.tx, turn.me.id, today)
    watched = await tasks.watched_counts(turn.tx, turn.me.id, today)
    own_total = (own.open or 0) + (own.late or 0) + (own.done or 0)
    watched_total = (watched.open or 0) + (watched.late or 0) + (watched.done or 0)
    first = [Choice("resume", FormResume(), tone=Tone.MAIN)] if await conversation.unfinished(turn) else []
    surveys = await sheets.waiting(turn.tx, turn.me.id, today)
    if surveys:
        first.append(Choice("surveys", ShowSurveys(), tone=Tone.MAIN))
    events = await rsvps.ahead(turn.tx, turn.me.id, now=turn.now)
    if events:
        first.append(Choice("events", ShowEvents()))
    answers = any(each.role in _ANSWERERS for each in held)
    waiting = await consultations.owed(turn.tx, turn.me.id) if answers else 0
    if answers:
        first.append(Choice("day", MyDay(), tone=Tone.MAIN if waiting else Tone.PLAIN))
    rows = [first]
    if own_total:
        late = [Choice("late", TaskList("late"), tone=Tone.BAD)] if own.late else []
        rows.append([Choice("open", TaskList("open"), tone=Tone.MAIN), *late, Choice("done", TaskList("done"))])
    if watched_total:
        rows.append([Choice("check", TaskList("watch_check")), Choice("watch_late", TaskList("watch_late"))])
    schools = [Choice("schools", ShowSchools())] if watched_total else []
    found = [Choice("results", ShowResults())] if await results.any_wave(turn.tx, turn.me.id, today) else []
    rows.append([*schools, *found, *([Choice("journal", ShowJournal())] if audit.reader(held) else [])])
    ask = [Choice("ask", AskCurator())] if asker(held) else []
    rows.append([*ask, *([Choice("broadcasts", ShowBroadcasts())] if addressing.sender(held) else []),
                 Choice("library", ShowLibrary())])
    people = [Choice("people", ShowPeople())] if any(each.role in _OF_A_CHAIN for each in held) else []
    several = len(turn.channels.names()) > 1  # the words open the room anyway
    rows.append([*people, Choice("name", CorrectName()), *([Choice("addresses", ShowAddresses())] if several else []),
                 *([Choice("more", ShowMore())] if more.is_needed(held, tasks=own_total > 0) else [])])
    return turn.say("menu/menu", _fitting(rows), name=turn.me.name, roles=held, own=own, watched=watched,
                    own_total=own_total, watched_total=watched_total, surveys=surveys, events=events,
                    waiting=waiting)
