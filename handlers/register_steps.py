"""Questions that writing down a paper and putting it right have in common: title, number, day, the paper itself."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from handlers import register_rights as rights
from handlers.forms import Draft, Given, Option, Step, Value, Wrong
from handlers.turn import Turn
from messages.visible import visible, visible_lines
from scheduler import registers as kept
from scheduler.programme import phrases
from scheduler.programme.words import REGISTERS, fold
from scheduler.register_captions import NUMBER, PARTNER, TITLE, number_of
from storage.registers import Paper, Register

ABOUT = 1200
"""Characters of a link, or of a file's words."""
EARLIEST = "1990-01-01"
"""Whoever names an earlier day has mistyped the year."""
NONE = "none"
_GAP = re.compile(" {2,}")
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)


async def register_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    held = await turn.roles()
    return [Option(each.value, each.value) for each in Register if kept.keeping(held, each)]


async def register_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """A button, or the word that such papers begin with."""
    register = given.picked or REGISTERS.get(fold(given.text))
    if register not in tuple(Register):
        raise Wrong("registers/register_please")
    await rights.keeping(turn, Register(register))
    return str(register)


async def title_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    return _words(given, TITLE)


async def partner_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    return _words(given, PARTNER)


async def none_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option(NONE, NONE)]


async def number_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """Without the sign before it; none by the button."""
    if given.picked == NONE:
        return ""
    return number_of(_words(given, NUMBER))


async def day_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    today = await today_of(turn)
    yesterday = (date.fromisoformat(today) - timedelta(1)).isoformat()
    return [Option("today", today), Option("yesterday", yesterday)]


async def day_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """Today or any day before; without a year the last such day is meant."""
    today = await today_of(turn)
    day = phrases.past_day(given.picked or given.text, date.fromisoformat(today))
    if day is None or day.isoformat() < EARLIEST:
        raise Wrong("registers/day_wrong")
    if day.isoformat() > today:
        raise Wrong("registers/day_ahead", day=day.isoformat())
    return day.isoformat()


async def content_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """A file or a link, with or without words, or nothing by the button."""
    if given.picked == NONE:
        return {"about": "", "link": "", "file": None}
    if len(given.files) > 1:
        raise Wrong("broadcasts/one_file")
    text = visible_lines(given.text).strip()
    link = _LINK.search(text)
    if link is None and not given.files:
        raise Wrong("registers/content_please")
    if len(text) > ABOUT:
        raise Wrong("library/too_long", limit=ABOUT)
    about = _GAP.sub(" ", _LINK.sub("", text, count=1)).strip()
    return {"about": about, "link": link[0] if link else "", "file": given.files[0].id if given.files else None}


async def today_of(turn: Turn) -> str:
    """The day it is where the participant works, ISO."""
    return turn.today((await turn.main_role()).time_zone)


def paper_of(draft: Draft, before: Paper | None = None) -> Paper:
    """What was answered; what was not asked is as it was before."""
    was = before or Paper(Register.ORDER, "", "")
    content = draft.answers.get("content")
    about, link, file = was.about, was.link, was.file
    if isinstance(content, dict):
        about, link, file = content["about"], content["link"], content["file"]
    number = draft.answers.get("number")
    return Paper(Register(draft.text("register") or was.register), draft.text("title") or was.title,
                 draft.text("day") or was.dated_on, number if isinstance(number, str) else was.number,
                 draft.text("partner") or was.partner, about, link, file)


REGISTER = Step("register", "registers/ask_register", register_taken, register_options)
TITLED = Step("title", "registers/ask_title", title_taken)
NUMBERED = Step("number", "registers/ask_number", number_taken, none_options)
DATED = Step("day", "registers/ask_day", day_taken, day_options)
PARTNERED = Step("partner", "registers/ask_partner", partner_taken)
CONTENT = Step("content", "registers/ask_content", content_taken, none_options)


def _words(given: Given, limit: int) -> str:
    words = visible(given.text)
    if not words:
        raise Wrong("forms/words_please")
    if len(words) > limit:
        raise Wrong("library/too_long", limit=limit)
    return words
