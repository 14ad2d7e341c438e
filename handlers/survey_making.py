"""A survey made in the chat: a curator pastes its text, sees how it was understood, says whom and until when."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.more_time import read_day
from handlers.moving import sure_options, sure_taken
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn, programme_of
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_surveys import MakeSurvey, OpenResults
from scheduler.surveys import form as forms
from scheduler.surveys import plain_text, reminding, written
from scheduler.surveys.form import Kind
from scheduler.surveys.wave import Unit
from storage import history, rosters, surveys
from storage.participants import Role, RoleHeld
from storage.surveys import CHAT, Way

room = Room()
AUDIENCES: dict[str, tuple[Role, ...]] = {
    "teachers": (Role.TEACHER,), "directors": (Role.DIRECTOR,), "both": (Role.TEACHER, Role.DIRECTOR),
    "coordinators": (Role.COORDINATOR,),
}
OFFERED = (3, 7, 14)
"""Days until the last one that a button offers; any other day can be typed."""
SHOWN = 15
"""Questions that a preview lists."""
FAULTS = 8
"""Lines of a text whose mistakes are told at once."""


@dataclass(frozen=True, slots=True)
class Line:
    """A question as the preview shows it."""

    number: int
    label: str
    kind: str
    options: str
    optional: bool
    span: str


@room.said("/new_survey", "новый опрос", "создать опрос")
async def asked(turn: Turn) -> Returned:
    return await wanted(turn, MakeSurvey())


@room.pressed(MakeSurvey)
async def wanted(turn: Turn, _: MakeSurvey) -> Returned:
    await _maker(turn)
    return await begin(turn, "make_survey")


async def facts(turn: Turn, draft: Draft) -> Facts:
    """What the questions of the form show; the last one is the preview."""
    maker = await _maker(turn)
    read = plain_text.read(draft.text("text")) if draft.text("text") else None
    made = read if isinstance(read, forms.Form) else None
    today = date.fromisoformat(turn.today(maker.time_zone))
    lines = [_line(number, one) for number, one in enumerate((one for one in made.questions if not one.relevant), 1)
             ] if made else []
    return {"title": made.title if made else "", "lines": lines[:SHOWN], "more": max(0, len(lines) - SHOWN),
            "example": (today + timedelta(OFFERED[1])).isoformat()}


async def text_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    read = plain_text.read(given.text)
    if not isinstance(read, forms.Form):
        raise Wrong("surveys/text_wrong", faults=read[:FAULTS], more=max(0, len(read) - FAULTS))
    return given.text


async def whom_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if given.picked not in AUDIENCES:
        raise Wrong("roadmap/tap_please")
    return given.picked


async def whom_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option(key, key) for key in AUDIENCES]


async def names_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if given.picked not in await _namings(draft):
        raise Wrong("roadmap/tap_please")
    return given.picked


async def names_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option(key, key) for key in await _namings(draft)]


async def _namings(draft: Draft) -> list[str]:
    """Photos and files give a person away."""
    read = plain_text.read(draft.text("text"))
    has_files = isinstance(read, forms.Form) and any(one.kind in (Kind.IMAGE, Kind.FILE) for one in read.questions)
    return ["named"] if has_files else ["named", "anonymous"]


async def day_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """The last day, from today on and within the programme."""
    maker = await _maker(turn)
    today = turn.today(maker.time_zone)
    day = read_day(given, today)
    if day < today:
        raise Wrong("tasks/day_past", today=today)
    ends_on = (await programme_of(turn, maker.programme)).ends_on
    if day > ends_on:
        raise Wrong("tasks/day_too_late", ends_on=ends_on)
    return day


async def day_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    maker = await _maker(turn)
    today, ends_on = turn.today(maker.time_zone), (await programme_of(turn, maker.programme)).ends_on
    days = [(date.fromisoformat(today) + timedelta(days)).isoformat() for days in OFFERED]
    return [Option("day", day, {"day": day}) for day in days if day <= ends_on]


async def made(turn: Turn, draft: Draft) -> Returned:
    """It opens today; those who are asked hear of it in their next digest."""
    maker = await _maker(turn)
    read, today = plain_text.read(draft.text("text")), turn.today(maker.time_zone)
    if not isinstance(read, forms.Form) or draft.text("day") < today:  # the question lay open for days
        raise Refused("tasks/day_past", today=today)
    code = f"chat-{secrets.token_hex(6)}"
    await surveys.put(turn.tx, programme=maker.programme, code=code, title=read.title, version="1",
                      questions=written.write(read.questions), now=turn.now, source=CHAT)
    wave = await surveys.put_wave(
        turn.tx, programme=maker.programme, survey=code, code=code, title=read.title, opens_on=today,
        closes_on=draft.text("day"), late=False, unit=Unit.PERSON, anonymous=draft.text("names") == "anonymous",
        whom=[Way(role, place=place) for role in AUDIENCES[draft.text("whom")] for place in await _places(turn, maker)])
    await history.note(turn.tx, "survey_opened", actor=turn.me.id, now=turn.now, programme=maker.programme,
                       became=draft.text("day"), title=read.title)
    await reminding.plan_programme(turn.tx, maker.programme, turn.now)
    asked = await surveys.asked(turn.tx, wave)
    rows = [[Choice("results", OpenResults(wave)), Choice("menu", ShowMenu())]]
    return turn.say("surveys/made", rows, title=read.title, closes_on=draft.text("day"), people=asked.people,
                    joined=asked.joined)


form(Form("make_survey", (
    Step("text", "surveys/ask_text", text_taken), Step("whom", "surveys/ask_whom", whom_taken, whom_options),
    Step("names", "surveys/ask_names", names_taken, names_options),
    Step("day", "surveys/ask_day", day_taken, day_options),
    Step("sure", "surveys/ask_sure", sure_taken, sure_options)), facts, made))


async def _maker(turn: Turn) -> RoleHeld:
    """The role by which this person makes surveys. Raises `Refused`."""
    for held in await turn.roles():
        if held.role in (Role.OPERATOR, Role.CURATOR):
            return held
    raise Refused("surveys/not_a_maker")


async def _places(turn: Turn, maker: RoleHeld) -> list[int]:
    """A curator asks within their territory; 0 is everywhere."""
    if maker.role is Role.OPERATOR:
        return [0]
    territories = await rosters.territories(turn.tx, maker.programme)
    return sorted(territories.get(maker.id, ())) or [0]


def _line(number: int, question: forms.Question) -> Line:
    span = f"{question.scale.start:g}–{question.scale.end:g}" if question.scale else ""
    return Line(number, question.label, question.kind.value, " / ".join(option.label for option in question.options),
                not question.required, span)
