"""Lists of tasks: one's own and those one watches over, by state and by organisation, a page at a time."""

from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import OpenTask, ShowMenu, ShowSchools, TaskList
from messages.replies import BUTTONS_LIMIT
from storage import organisations, tasks
from storage.tasks import Counts, Kind, Line

room = Room()
PAGE = 5
"""Tasks on a screen: with the ways on and back they stay within ten buttons and six rows."""
_WATCH = "watch_"
_OWN_KINDS = ("open", "late", "done")
_WATCHED_KINDS = ("watch_open", "watch_late", "watch_check", "watch_done")


@room.said("/tasks", "мои задачи", at_any_time=True)
@room.said("задачи")
async def asked(turn: Turn) -> Returned:
    return await opened(turn, TaskList("open"))


@room.pressed(TaskList)
async def opened(turn: Turn, wanted: TaskList) -> Returned:
    """One page. The list itself shows only what this person may see, whatever the button says."""
    kind = _kind(wanted.kind)
    today = turn.today((await turn.main_role()).time_zone)
    skip = wanted.page * PAGE
    if wanted.kind.startswith(_WATCH):
        lines = await tasks.watched(turn.tx, turn.me.id, kind, today, organisation=wanted.organisation,
                                    size=PAGE + 1, skip=skip)
    else:
        lines = await tasks.own(turn.tx, turn.me.id, kind, today, size=PAGE + 1, skip=skip)
        if not wanted.page and not _any(await tasks.own_counts(turn.tx, turn.me.id, today)) and _any(
                await tasks.watched_counts(turn.tx, turn.me.id, today)):
            # An operator does what teams without people would do, but none of it is a list of their own.
            return await opened(turn, TaskList(_WATCH + wanted.kind))
    if not lines and wanted.page:
        return await opened(turn, TaskList(wanted.kind, 0, wanted.organisation))
    place = await organisations.by_id(turn.tx, wanted.organisation) if wanted.organisation and lines else None
    rows = [_open_row(lines[:PAGE], skip)] if lines else []
    turning, back = _turning(wanted, more=len(lines) > PAGE), _back(wanted)
    room_left = BUTTONS_LIMIT - len(lines[:PAGE]) - len(turning) - len(back)
    rows += [turning, _kinds(wanted)[:room_left], back]
    return turn.say("tasks/list", rows, lines=lines[:PAGE], kind=wanted.kind, today=today, skip=skip,
                    organisation=place.title if place else "", watching=wanted.kind.startswith(_WATCH))


def _any(counts: Counts) -> bool:
    return bool(counts.open or counts.late or counts.done)


def _kind(name: str) -> Kind:
    if name not in _OWN_KINDS + _WATCHED_KINDS:
        raise Refused("fallback/unknown_button")
    return Kind(name.removeprefix(_WATCH))


def _open_row(lines: list[Line], skip: int) -> list[Choice]:
    return [Choice("open", OpenTask(line.id), facts={"line": line, "place": skip + number})
            for number, line in enumerate(lines, 1)]


def _turning(wanted: TaskList, *, more: bool) -> list[Choice]:
    row = []
    if wanted.page:
        row.append(Choice("previous", TaskList(wanted.kind, wanted.page - 1, wanted.organisation)))
    if more:
        row.append(Choice("next", TaskList(wanted.kind, wanted.page + 1, wanted.organisation)))
    return row


def _kinds(wanted: TaskList) -> list[Choice]:
    """The other lists, the next one first: where not all fit, each can still be reached by going on."""
    kinds = _WATCHED_KINDS if wanted.kind.startswith(_WATCH) else _OWN_KINDS
    at = kinds.index(wanted.kind)
    others = kinds[at + 1:] + kinds[:at]
    return [Choice(f"to_{kind}", TaskList(kind, 0, wanted.organisation)) for kind in others]


def _back(wanted: TaskList) -> list[Choice]:
    schools = [Choice("schools", ShowSchools())] if wanted.organisation else []
    return [*schools, Choice("menu", ShowMenu())]
