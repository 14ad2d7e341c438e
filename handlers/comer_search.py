"""Somebody found by a part of their name: in the list of an event, and among those who may be added to it."""

import re

from handlers import attendance
from handlers.attendance import ComerLine, line_of, refuse_unless_open, tick, within_reach
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Step, Value, Wrong, form
from handlers.organising import organising
from handlers.router import Returned, Room
from handlers.turn import Turn
from messages.catalogue import Choice
from messages.meanings_of_attendance import FindComer, ShowComers
from scheduler import attending
from scheduler.programme.words import fold
from storage import attendance as stored
from storage import audiences
from storage.events import Event

room = Room()
LEAST = 2
"""Letters: fewer name half of the region."""
LONGEST = 60


@room.pressed(FindComer)
async def wanted(turn: Turn, press: FindComer) -> Returned:
    event = await organising(turn, press.event)
    refuse_unless_open(event, attending.tickable(event, turn.now))
    return await begin(turn, "comer", event=event.id)


async def facts(turn: Turn, draft: Draft) -> Facts:
    event = await organising(turn, draft.subject["event"])
    return {"title": event.title}


async def name_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    words = _words(given.text)
    if len(given.text) > LONGEST or max(map(len, words), default=0) < LEAST:
        raise Wrong("attendance/name_wrong")
    return " ".join(words)


async def found(turn: Turn, draft: Draft) -> Returned:
    event = await organising(turn, draft.subject["event"])
    refuse_unless_open(event, attending.tickable(event, turn.now))
    people = [(participant, line) for participant, line in await _known(turn, event)
              if _named(line.name, draft.text("name").split())]
    shown = people[:attendance.PAGE]
    lines = [ComerLine(number, line.name, line.place, line.answer, line.waits, line.came)
             for number, (_, line) in enumerate(shown, 1)]
    ticks = [tick(event.id, line, participant, 0) for line, (participant, _) in zip(lines, shown, strict=True)]
    return turn.say("attendance/found", [ticks[:2], ticks[2:4], ticks[4:],
                                         [Choice("find", FindComer(event.id)), Choice("list", ShowComers(event.id))]],
                    title=event.title, lines=lines, more=len(people) - len(shown))


async def _known(turn: Turn, event: Event) -> list[tuple[int, ComerLine]]:
    """Those in the list first."""
    listed = await stored.people(turn.tx, event.id)
    others = await within_reach(turn, event) - {each.id for each in listed}
    return [*((each.id, line_of(0, each)) for each in listed),
            *((each.id, ComerLine(0, each.name, each.place, "stranger", waits=False, came=False))
              for each in await audiences.contacts(turn.tx, others))]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", fold(text))


def _named(name: str, words: list[str]) -> bool:
    """Whether every word begins one of the name's."""
    pieces = _words(name)
    return all(any(piece.startswith(word) for piece in pieces) for word in words)


form(Form("comer", (Step("name", "attendance/ask_name", name_taken),), facts, found))
