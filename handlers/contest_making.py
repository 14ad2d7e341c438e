"""A contest is called in the chat: what it is for, what an application says, by what it is judged, until when.

Whom it is for comes next, as with every broadcast (`audience_screens.py`); nobody has to take part.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from handlers import audience_screens, broadcast_making, broadcasts, contest_rights, named_days, request_making
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.more_time import read_day
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn, programme_of
from messages.catalogue import Choice
from messages.meanings_of_contests import MakeContest, OpenContest
from messages.replies import Tone
from messages.stored import write
from scheduler import assigning, audience
from scheduler.audience import By, Condition
from scheduler.contests import criteria, practice, rules
from scheduler.contests.criteria import Fault, Weighed, points
from scheduler.contests.rules import Apart, Rules
from scheduler.surveys import written
from scheduler.surveys.form import Kind as Sort
from scheduler.surveys.form import Question
from scheduler.surveys.wave import Unit
from storage import assignments, contests, surveys
from storage import broadcasts as stored
from storage.assignments import Kind, Review
from storage.outbox import Lane
from storage.participants import Role, RoleHeld

room = Room()
USUAL = "usual"
"""The option that takes our own words for fields or criteria."""
ENTRIES = (7, 14, 21, 30)
"""Days from today that buttons offer for the end of applications."""
LATER = (7, 14, 21)
"""Days after the end of applications that buttons offer for the end of the expertise."""
EACH = (3, 2, 1)
MOST = 9
"""Reviews of one application."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is called, as the form has gathered it."""

    about: str
    due_on: str
    fields: tuple[Question, ...]
    criteria: tuple[Weighed, ...]
    judged_by: str
    each: int


@room.said("/new_contest", "новый конкурс", "объявить конкурс")
async def said(turn: Turn) -> Returned:
    return await wanted(turn, MakeContest())


@room.pressed(MakeContest)
async def wanted(turn: Turn, _: MakeContest) -> Returned:
    await contest_rights.caller(turn)
    callers = {each.programme for each in await turn.roles() if each.role in request_making.ASKERS}
    return await begin(turn, "contest_in" if len(callers) > 1 else "contest")


async def facts(turn: Turn, draft: Draft) -> Facts:
    asked = await request_making.facts(turn, draft)
    due_on = draft.text("day") or str(asked["example"])
    return {**asked, "most": MOST, "criteria_limit": criteria.LIMIT,
            "judged_example": (date.fromisoformat(due_on) + timedelta(LATER[1])).isoformat(),
            "usual": turn.catalogue.words(f"contests/usual_{'criteria' if draft.text('day') else 'fields'}")}


async def usual_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("usual", USUAL, tone=Tone.MAIN)]


async def fields_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    words = turn.catalogue.words("contests/usual_fields") if given.picked == USUAL else given.text
    return await request_making.fields_taken(turn, draft, Given(text=words))


async def day_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    """What the text says comes first."""
    held = await _author(turn, draft)
    today, ends_on = turn.today(held.time_zone), (await programme_of(turn, held.programme)).ends_on
    meant = named_days.meant(draft.text("text"), today)
    days = [*([meant] if meant else []), *((date.fromisoformat(today) + timedelta(each)).isoformat()
                                           for each in ENTRIES)]
    return [Option("day", day, {"day": day}, tone=Tone.MAIN if day == meant else Tone.PLAIN)
            for day in dict.fromkeys(days) if today <= day <= ends_on]


async def criteria_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """Kept as they were typed; read again in the end."""
    words = turn.catalogue.words("contests/usual_criteria") if given.picked == USUAL else given.text
    if isinstance(read := criteria.read(words), Fault):
        raise Wrong("contests/criterion_wrong", fault=read, limit=criteria.LIMIT)
    return words


async def judged_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    held = await _author(turn, draft)
    due, ends_on = date.fromisoformat(draft.text("day")), (await programme_of(turn, held.programme)).ends_on
    days = [(due + timedelta(each)).isoformat() for each in LATER]
    return [Option("day", day, {"day": day}) for day in days if day <= ends_on]


async def judged_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """After the applications, within the programme."""
    held = await _author(turn, draft)
    today, ends_on = turn.today(held.time_zone), (await programme_of(turn, held.programme)).ends_on
    day = given.picked or named_days.meant(given.text, today, alone=True) or read_day(given, today)
    if day <= draft.text("day"):
        raise Wrong("contests/judged_too_early", due_on=draft.text("day"))
    if day > ends_on:
        raise Wrong("tasks/day_too_late", ends_on=ends_on)
    return day


async def each_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("each", str(number), {"number": number}) for number in EACH]


async def each_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    said = given.picked or given.text
    if not (said.isascii() and said.isdigit() and len(said) < 3 and 1 <= int(said) <= MOST):
        raise Wrong("contests/each_please", most=MOST)
    return int(said)


async def made(turn: Turn, draft: Draft) -> Returned:
    """A draft is kept, and whom it is for comes next."""
    held = await _author(turn, draft)
    if draft.text("day") < turn.today(held.time_zone):  # the question lay open for days
        raise Refused("tasks/day_past", today=turn.today(held.time_zone))
    wish = _wish(turn, draft)
    id = draft.subject.get("broadcast") or await _begun(turn, held, wish)
    kept = await broadcasts.own_draft(turn, id)
    contest = await contests.by_id(turn.tx, kept.activity or 0)
    if contest is None:
        raise Refused("broadcasts/gone_out")
    await assignments.rewrite(turn.tx, contest.id, title=_titled(wish), about=wish.about,
                              due_on=wish.due_on, evidence_needed=False)
    await _put_sheets(turn, held, contest.id, contest.number, wish)
    reply = turn.say("contests/message", [[Choice("open", OpenContest(contest.id), tone=Tone.MAIN)]],
                     number=contest.number, about=wish.about, due_on=wish.due_on, judged_by=wish.judged_by,
                     criteria=[(each.question.label, points(each.weight)) for each in wish.criteria],
                     who=turn.me.name, place=held.organisation_title)
    if not await stored.write(turn.tx, id, content=write(reply), file=None, words=wish.about):
        raise Refused("broadcasts/gone_out")
    return await audience_screens.shown(turn, await broadcasts.own_draft(turn, id))


async def _begun(turn: Turn, held: RoleHeld, wish: Wish) -> int:
    """A new contest and the draft of its message, for directors until somebody chooses otherwise."""
    id = await assigning.begin(
        turn.tx, turn.catalogue, Kind.CONTEST, programme=held.programme, title=_titled(wish), about=wish.about,
        due_on=wish.due_on, author=turn.me.id, now=turn.now, review=Review.AUTHOR)
    return await stored.draft(
        turn.tx, programme=held.programme, author=turn.me.id, kind=stored.Kind.CONTEST, lane=Lane.BROADCAST, content="",
        audience=audience.write([Condition(By.ROLE, (Role.DIRECTOR.value,))]), activity=id, now=turn.now)


async def _put_sheets(turn: Turn, held: RoleHeld, contest: int, number: str, wish: Wish) -> None:
    """What an application says, and what experts score, in the place of what the draft said before."""
    asked = await assignments.by_id(turn.tx, contest)
    if asked and asked.wave is not None:
        await surveys.end_wave(turn.tx, asked.wave, now=turn.now)
    mark, title = secrets.token_hex(6), turn.catalogue.words("contests/sheet", number=number)
    entry, sheet = f"chat-{mark}", f"expertise-{mark}"
    consent = practice.consent(turn.catalogue.words("contests/consent"),
                               *(turn.catalogue.label("contests/consent", key) for key in ("yes", "no")))
    await surveys.put(turn.tx, programme=held.programme, code=entry, title=title, version="1", now=turn.now,
                      questions=written.write((*wish.fields, consent)), source=surveys.CHAT)
    await surveys.put_wave(
        turn.tx, programme=held.programme, survey=entry, code=entry, title=title, opens_on=turn.today(held.time_zone),
        closes_on=wish.due_on, late=True, unit=Unit.TASK, anonymous=False, whom=[], source=surveys.CHAT,
        activity=contest)
    comment = Question(criteria.COMMENT, Sort.TEXT, turn.catalogue.words("contests/comment"))
    await surveys.put(turn.tx, programme=held.programme, code=sheet, version="1", now=turn.now,
                      title=turn.catalogue.words("contests/judged_sheet", number=number),
                      questions=written.write((*(_hinted(turn, each) for each in wish.criteria), comment)),
                      source=surveys.CHAT)
    apart = Apart.ORGANISATION if held.role is Role.COORDINATOR else Apart.MUNICIPALITY
    going = Rules(sheet, {each.question.name: str(each.weight) for each in wish.criteria}, wish.each, wish.judged_by,
                  apart)
    await contests.put_rules(turn.tx, contest, rules.write(going))


def _titled(wish: Wish) -> str:
    """It stands within sentences, and ends none of them."""
    return request_making.titled(wish.about).rstrip(".")


def _hinted(turn: Turn, one: Weighed) -> Question:
    """Experts read what weighs more than the rest."""
    hint = turn.catalogue.words("contests/weight", weight=points(one.weight)) if one.weight != 1 else ""
    return criteria.hinted(one.question, hint)


def _wish(turn: Turn, draft: Draft) -> Wish:
    weighed = criteria.read(draft.text("criteria"))
    assert not isinstance(weighed, Fault), "it was read when it was given"
    return Wish(draft.text("text"), draft.text("day"), written.read(draft.text("fields")), weighed,
                draft.text("judged"), int(draft.text("each")))


async def _author(turn: Turn, draft: Draft) -> RoleHeld:
    """Who calls it: in the programme of its draft, or in the one that was chosen for it."""
    if id := draft.subject.get("broadcast"):
        return await contest_rights.caller(turn, (await broadcasts.own_draft(turn, id)).programme)
    chosen = draft.text("programme")
    return await contest_rights.caller(turn, int(chosen) if chosen else None)


_STEPS = (
    Step("text", "contests/ask_text", request_making.text_taken),
    Step("fields", "contests/ask_fields", fields_taken, usual_options),
    Step("day", "contests/ask_day", request_making.day_taken, day_options),
    Step("criteria", "contests/ask_criteria", criteria_taken, usual_options),
    Step("judged", "contests/ask_judged", judged_taken, judged_options),
    Step("each", "contests/ask_each", each_taken, each_options),
)
form(Form("contest", _STEPS, facts, made))
form(Form("contest_in", (Step("programme", "broadcasts/ask_programme", broadcast_making.programme_taken,
                              broadcast_making.programme_options), *_STEPS), facts, made))
