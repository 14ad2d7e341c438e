"""The organisations one watches over: a page at a time, or found by the words of their names."""

import re

from handlers.menu import watcher
from handlers.router import Returned, Room
from handlers.task_lists import opened
from handlers.turn import Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu, ShowSchools, TaskList
from messages.updates import Said
from scheduler.programme.words import fold
from storage import tasks
from storage.tasks import Watched

room = Room()
PAGE = 7
"""Organisations on a screen: their numbers, the ways on and back and the menu are ten buttons in four rows."""
_ROW = 4
_ALL = 100_000
_LONGEST = 60
"""What is longer, in characters, is no name of a school."""
_TOO_USUAL = frozenset({"школа", "школы", "сош", "мбоу", "мкоу", "моу", "гор", "пос"})
"""Said of nearly every school, or written otherwise in its official name than people call it."""


@room.said("организации", "школы", "по организациям")
async def asked(turn: Turn) -> Returned:
    return await page_opened(turn, ShowSchools())


@room.pressed(ShowSchools)
async def page_opened(turn: Turn, wanted: ShowSchools) -> Returned:
    skip = wanted.page * PAGE
    found = await _watched(turn, size=PAGE, skip=skip)
    if not found and wanted.page:
        return await page_opened(turn, ShowSchools())
    turning = [Choice("previous", ShowSchools(wanted.page - 1))] if wanted.page else []
    if found and found[-1].total > skip + len(found):
        turning.append(Choice("next", ShowSchools(wanted.page + 1)))
    return turn.say("tasks/schools", [*_numbers(found, skip), turning, [Choice("menu", ShowMenu())]],
                    schools=found, skip=skip, total=found[0].total if found else 0, searched="")


async def searched(turn: Turn) -> Returned | None:
    """What a text names among the organisations watched over; None where it names nothing, or is no such text."""
    if not isinstance(turn.update, Said) or len(turn.update.text) > _LONGEST or turn.update.text.startswith("/"):
        return None
    words = words_of(turn.update.text)
    if not words or not watcher(await turn.roles()):  # most people's texts must not cost a look at all tasks
        return None
    found = [each for each in await _watched(turn, size=_ALL, skip=0)
             if named(f"{each.title} {each.municipality_title or ''}", words)]
    if len(found) == 1:
        return await opened(turn, _tasks_of(found[0]))
    if not found:
        return None
    shown = found[:PAGE]
    ways = [Choice("all", ShowSchools()), Choice("menu", ShowMenu())]
    return turn.say("tasks/schools", [*_numbers(shown, 0), ways], schools=shown, skip=0, total=len(found),
                    searched=" ".join(turn.update.text.split()))


async def _watched(turn: Turn, *, size: int, skip: int) -> list[Watched]:
    today = turn.today((await turn.main_role()).time_zone)
    return await tasks.watched_organisations(turn.tx, turn.me.id, today, size=size, skip=skip)


def _tasks_of(organisation: Watched) -> TaskList:
    return TaskList("watch_late" if organisation.late else "watch_open", 0, organisation.id)


def _numbers(shown: list[Watched], skip: int) -> list[list[Choice]]:
    choices = [Choice("school", _tasks_of(each), facts={"place": skip + number})
               for number, each in enumerate(shown, 1)]
    return [choices[:_ROW], choices[_ROW:]]


def words_of(text: str) -> list[str]:
    """What is worth looking for; the usual words count only where there is nothing else."""
    words = [word for word in _pieces(text) if len(word) > 1 or word.isdecimal()]
    return [word for word in words if word not in _TOO_USUAL] or words


def _pieces(text: str) -> list[str]:
    """Words and numbers apart, also where they stand together: «№19», «школа19»."""
    return re.findall(r"\d+|[^\W\d_]+", fold(text))


def named(name: str, words: list[str]) -> bool:
    """Whether every word begins one of the name's; a number must be the whole number."""
    pieces = _pieces(name)
    return all(any(piece == word if word.isdecimal() else piece.startswith(word) for piece in pieces)
               for word in words)
