"""A request is made in the chat: what is needed, what shall come back, until when. Whom it is for comes next, as with
every broadcast (`audience_screens.py`).
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from handlers import audience_screens, broadcast_making, broadcasts, named_days
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.more_time import read_day
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn, programme_of
from messages import russian
from messages.catalogue import Choice
from messages.meanings_of_requests import MakeRequest, OpenRequest
from messages.replies import Tone
from messages.stored import write
from messages.visible import visible, visible_lines
from scheduler import assigning, audience
from scheduler.audience import By, Condition
from scheduler.surveys import form as forms
from scheduler.surveys import plain_text, written
from scheduler.surveys.form import Question
from scheduler.surveys.wave import Unit
from storage import assignments, surveys
from storage import broadcasts as stored
from storage.assignments import Kind
from storage.broadcasts import Kind as Sort
from storage.outbox import Lane
from storage.participants import Role, RoleHeld

room = Room()
TEXT = 2500
"""Characters: the message has room for the day and the author beside it."""
TITLE = 90
"""Characters by which a request is named in lists."""
BACK = ("confirm", "number", "fields", "file")
"""What shall come back."""
FIELDS = 12
OFFERED = (1, 3, 7)
"""Days from today that buttons offer, beside the next Friday and what the text itself says."""
_NUMBERED = re.compile(r"\d{1,3}[.)]\s")
_OPTION = re.compile(r"[-–—•*]\s")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked, as the form has gathered it."""

    title: str
    about: str
    due_on: str
    back: str
    questions: tuple[Question, ...]


@room.said("/new_request", "новый запрос", "запросить", "пришлите")
async def said(turn: Turn) -> Returned:
    return await wanted(turn, MakeRequest())


@room.pressed(MakeRequest)
async def wanted(turn: Turn, _: MakeRequest) -> Returned:
    await asker(turn)
    several = len({each.programme for each in await turn.roles() if each.role in ASKERS}) > 1
    return await begin(turn, "request_in" if several else "request")


ASKERS = (Role.OPERATOR, Role.CURATOR, Role.COORDINATOR)
"""Who asks others for something: in the whole programme, in a territory, in a municipality."""


async def asker(turn: Turn, programme: int | None = None) -> RoleHeld:
    """The role by which this person asks, the one that reaches furthest. Raises `Refused`."""
    held = [each for each in await turn.roles() if each.role in ASKERS and programme in (None, each.programme)]
    if not held:
        raise Refused("requests/not_an_asker")
    return min(held, key=lambda each: ASKERS.index(each.role))


async def facts(turn: Turn, draft: Draft) -> Facts:
    held = await _author(turn, draft)
    today = date.fromisoformat(turn.today(held.time_zone))
    return {"example": (today + timedelta(OFFERED[-1])).isoformat(), "limit": FIELDS, "zone": held.time_zone,
            "back": draft.text("back")}


async def text_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    text = visible_lines(given.text).strip()
    if not text:
        raise Wrong("forms/words_please")
    if len(text) > TEXT:
        raise Wrong("requests/too_long", limit=TEXT)
    return text


async def back_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option(key, key) for key in BACK]


async def back_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if given.picked not in BACK:
        raise Wrong("roadmap/tap_please")
    return given.picked


async def fields_wanted(turn: Turn, draft: Draft) -> bool:
    return draft.text("back") == "fields"


async def fields_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """A line a field, in the words of the surveys that are made in the chat."""
    title = turn.catalogue.words("assignments/section", kind=Kind.REQUEST.value)
    read = plain_text.read(f"{title}\n{_numbered(given.text)}")
    if not isinstance(read, forms.Form):
        faults = [replace(each, line=each.line - 1) for each in read]  # the first line is ours
        raise Wrong("surveys/text_wrong", faults=faults[:FIELDS], more=max(0, len(faults) - FIELDS))
    if len(read.questions) > FIELDS:
        raise Wrong("requests/fields_many", limit=FIELDS)
    return written.write(read.questions)


async def day_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    """What the text says comes first; nothing is taken for granted."""
    held = await _author(turn, draft)
    today, ends_on = turn.today(held.time_zone), (await programme_of(turn, held.programme)).ends_on
    meant = named_days.meant(draft.text("text"), today)
    return [Option("day", day, {"day": day}, tone=Tone.MAIN if day == meant else Tone.PLAIN)
            for day in _days(today, meant) if today <= day <= ends_on]


async def day_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """From today on, within the programme."""
    held = await _author(turn, draft)
    today, ends_on = turn.today(held.time_zone), (await programme_of(turn, held.programme)).ends_on
    day = given.picked or named_days.meant(given.text, today, alone=True) or read_day(given, today)
    if day < today:
        raise Wrong("tasks/day_past", today=today)
    if day > ends_on:
        raise Wrong("tasks/day_too_late", ends_on=ends_on)
    return day


async def made(turn: Turn, draft: Draft) -> Returned:
    """A draft is kept, and whom it is for comes next."""
    held = await _author(turn, draft)
    if draft.text("day") < turn.today(held.time_zone):  # the question lay open for days
        raise Refused("tasks/day_past", today=turn.today(held.time_zone))
    wish = _wish(turn, draft)
    id = draft.subject.get("broadcast") or await _begun(turn, held, wish)
    kept = await broadcasts.own_draft(turn, id)
    asked = await assignments.by_id(turn.tx, kept.activity or 0)
    if asked is None:
        raise Refused("broadcasts/gone_out")
    await assignments.rewrite(turn.tx, asked.id, title=wish.title, about=wish.about, due_on=wish.due_on,
                              evidence_needed=wish.back == "file")
    await _ask_by_sheet(turn, held, asked, wish)
    reply = turn.say("requests/message", [[Choice("answer", OpenRequest(asked.id), tone=Tone.MAIN)]],
                     number=asked.number, about=wish.about, due_on=wish.due_on, back=wish.back,
                     questions=[each.label for each in wish.questions if not each.relevant], who=turn.me.name,
                     place=held.organisation_title)
    if not await stored.write(turn.tx, id, content=write(reply), file=None, words=wish.about):
        raise Refused("broadcasts/gone_out")
    return await audience_screens.shown(turn, await broadcasts.own_draft(turn, id))


async def _begun(turn: Turn, held: RoleHeld, wish: Wish) -> int:
    """A new request and the draft of its message, for directors until somebody chooses otherwise."""
    id = await assigning.begin(
        turn.tx, turn.catalogue, Kind.REQUEST, programme=held.programme, title=wish.title, about=wish.about,
        due_on=wish.due_on, author=turn.me.id, now=turn.now)
    return await stored.draft(
        turn.tx, programme=held.programme, author=turn.me.id, kind=Sort.REQUEST, lane=Lane.BROADCAST, content="",
        audience=audience.write([Condition(By.ROLE, (Role.DIRECTOR.value,))]), activity=id, now=turn.now)


async def _ask_by_sheet(turn: Turn, held: RoleHeld, asked: assignments.Assignment, wish: Wish) -> None:
    """What is to be filled in, in the place of what a draft asked before."""
    if asked.wave is not None:
        await surveys.end_wave(turn.tx, asked.wave, now=turn.now)
    if not wish.questions:
        return
    code, title = f"chat-{secrets.token_hex(6)}", turn.catalogue.words("requests/sheet", number=asked.number)
    await surveys.put(turn.tx, programme=held.programme, code=code, title=title, version="1",
                      questions=written.write(wish.questions), now=turn.now, source=surveys.CHAT)
    await surveys.put_wave(
        turn.tx, programme=held.programme, survey=code, code=code, title=title, opens_on=turn.today(held.time_zone),
        closes_on=wish.due_on, late=True, unit=Unit.TASK, anonymous=False, whom=[], source=surveys.CHAT,
        activity=asked.id)


def _wish(turn: Turn, draft: Draft) -> Wish:
    about, back = draft.text("text"), draft.text("back")
    if back == "number":
        questions: tuple[Question, ...] = (Question("q1", forms.Kind.DECIMAL, about[:forms.LABEL_LIMIT],
                                                    required="true()"),)
    else:
        questions = written.read(draft.text("fields")) if back == "fields" else ()
    return Wish(titled(about), about, draft.text("day"), back, questions)


def titled(about: str) -> str:
    """The words by which it is named in lists: its first line, or of a long one its first sentence."""
    first = visible(about.splitlines()[0])
    return (first if len(first) <= TITLE else russian.cut(_SENTENCE.split(first)[0], TITLE)).rstrip(".")


async def _author(turn: Turn, draft: Draft) -> RoleHeld:
    """Who asks: in the programme of its draft, or in the one that was chosen for it."""
    if id := draft.subject.get("broadcast"):
        return await asker(turn, (await broadcasts.own_draft(turn, id)).programme)
    chosen = draft.text("programme")
    return await asker(turn, int(chosen) if chosen else None)


def _numbered(text: str) -> str:
    """Fields as questions, whether their author has numbered them or not."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if any(map(_NUMBERED.match, lines)):
        return "\n".join(lines)
    return "\n".join(line if _OPTION.match(line) else f"1. {line}" for line in lines)


def _days(today: str, meant: str) -> list[str]:
    start = date.fromisoformat(today)
    friday = start + timedelta((4 - start.weekday()) % 7 or 7)
    days = {friday.isoformat(), *((start + timedelta(each)).isoformat() for each in OFFERED)}
    return [*([meant] if meant else []), *sorted(days - {meant})]


_STEPS = (
    Step("text", "requests/ask_text", text_taken),
    Step("back", "requests/ask_back", back_taken, back_options),
    Step("fields", "requests/ask_fields", fields_taken, wanted=fields_wanted),
    Step("day", "requests/ask_day", day_taken, day_options),
)
form(Form("request", _STEPS, facts, made))
form(Form("request_in", (Step("programme", "broadcasts/ask_programme", broadcast_making.programme_taken,
                              broadcast_making.programme_options), *_STEPS), facts, made))
