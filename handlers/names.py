"""Correcting one's own name: whoever comes by a school's invite has the name that the messenger shows."""

from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Step, Value, Wrong, form
from handlers.router import Returned, Room
from handlers.turn import Turn
from messages.catalogue import Choice
from messages.meanings import CorrectName, ShowMenu
from messages.visible import visible
from storage import history, participants

room = Room()
LIMIT = 100
WORDS = 2
"""A surname alone tells nobody who it is, and «спасибо» is no name."""


@room.pressed(CorrectName)
async def correct_name_pressed(turn: Turn, press: CorrectName) -> Returned:
    return await begin(turn, "name")


@room.said("/name", "имя", "моё имя", "мое имя")
async def correct_name_said(turn: Turn) -> Returned:
    return await begin(turn, "name")


async def name_facts(turn: Turn, draft: Draft) -> Facts:
    return {"name": turn.me.name}


async def name_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    name = visible(given.text)
    words = [word for word in name.split() if any(letter.isalpha() for letter in word)]
    if len(name) > LIMIT or len(words) < WORDS:
        raise Wrong("registration/name_wrong", limit=LIMIT)
    return name


async def named(turn: Turn, draft: Draft) -> Returned:
    await participants.rename(turn.tx, turn.me.id, draft.text("name"))
    await history.note(turn.tx, "renamed", actor=turn.me.id, now=turn.now)
    return turn.say("registration/name_corrected", [[Choice("menu", ShowMenu())]], name=draft.text("name"))


form(Form("name", (Step("name", "registration/ask_name", name_taken),), name_facts, named))
