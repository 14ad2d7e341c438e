"""A course is made in the chat: its hours, the days of its sessions, seats, quotas, surveys; its steps stand apart."""

from collections.abc import Sequence

from handlers import course_cards, course_words, event_words
from handlers import course_steps as ask
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Step, form
from handlers.moving import sure_options, sure_taken
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.meanings_of_courses import MakeCourse
from scheduler import audience
from scheduler.audience import By, Condition
from scheduler.courses import diagnosing
from scheduler.programme.event import EventKind
from storage import courses, history, nominations, organisations, surveys
from storage.courses import ENTRY, FINAL, Terms
from storage.events import Definition
from storage.participants import RoleHeld

room = Room()
USUAL = 80
"""Per cent of the hours that complete a course where nothing else is said."""


@room.said("/new_course", "новый курс", "новые курсы")
async def asked(turn: Turn) -> Returned:
    return await wanted(turn, MakeCourse())


@room.pressed(MakeCourse)
async def wanted(turn: Turn, _: MakeCourse) -> Returned:
    await ask.maker(turn)
    return await begin(turn, "make_course")


async def facts(turn: Turn, draft: Draft) -> Facts:
    held = await ask.maker(turn)
    found, ends = ask.sessions(draft, held.time_zone), draft.answers.get("ends")
    lasts = int(str(ends)) - found[0] if found and ends else 0
    titles = {each.code: each.title for each in await surveys.of_programme(turn.tx, held.programme)}
    return {"zone": held.time_zone, "example": turn.today(held.time_zone), "sessions": found, "lasts": lasts,
            "where": draft.answers.get("where") or {}, "title": draft.text("title"),
            "hours": draft.answers.get("hours"), "seats": draft.answers.get("seats"),
            "least": draft.answers.get("least"), "most": draft.answers.get("most"), "until": draft.text("until"),
            "whom": await _group_title(turn, draft), "share": _share(draft),
            "surveys": [titles[draft.text(part)] for part in (ENTRY, FINAL) if draft.text(part) in titles]}


async def made(turn: Turn, draft: Draft) -> Returned:
    held = await ask.maker(turn)
    found = ask.sessions(draft, held.time_zone)
    if not found or found[0] <= turn.now or draft.text("until") < turn.today(held.time_zone):  # it lay open for days
        raise Refused("desk/when_over")
    said, lasts = await _definition(turn, held, draft, found), int(draft.text("ends")) - found[0]
    terms = Terms(_share(draft), draft.text("until"), _number(draft, "least"), _number(draft, "most"))
    days = [Definition(said.kind, course_words.session_title(turn, number, said.title), starts, starts + lasts,
                       said.time_zone, place=said.place, directions=said.directions, link=said.link, minutes=minutes)
            for number, (starts, minutes) in enumerate(
                zip(found, course_words.shares(said.minutes, len(found)), strict=True), 1)]
    id = await courses.make(turn.tx, held.programme, said, terms, days, owner=turn.me.id, now=turn.now)
    forms = {part: draft.text(part) for part in (ENTRY, FINAL) if draft.text(part)}
    await diagnosing.put(turn.tx, id, forms, now=turn.now)
    await history.note(turn.tx, "course_made", actor=turn.me.id, now=turn.now, programme=held.programme,
                       became=event_words.day_of(found[0], held.time_zone), event=id)
    return await course_cards.card(turn, id, made=True)


form(Form("make_course", (
    Step("title", "courses/ask_title", ask.title_taken),
    Step("hours", "courses/ask_hours", ask.hours_taken, ask.hours_options),
    Step("days", "courses/ask_days", ask.days_taken),
    Step("count", "courses/ask_count", ask.count_taken, ask.count_options, wanted=ask.is_one),
    Step("every", "courses/ask_every", ask.every_taken, ask.every_options, wanted=ask.repeats),
    Step("ends", "courses/ask_ends", ask.ends_taken, ask.ends_options),
    Step("where", "courses/ask_where", ask.where_taken),
    Step("seats", "courses/ask_seats", ask.seats_taken, optional=True),
    Step("whom", "courses/ask_whom", ask.whom_taken, ask.whom_options),
    Step("least", "courses/ask_least", ask.least_taken, ask.least_options, optional=True),
    Step("most", "courses/ask_most", ask.most_taken, ask.most_options, optional=True),
    Step("until", "courses/ask_until", ask.until_taken, ask.until_options),
    Step(ENTRY, "courses/ask_entry", ask.survey_taken, ask.survey_options, optional=True, wanted=ask.has_surveys),
    Step(FINAL, "courses/ask_final", ask.survey_taken, ask.survey_options, optional=True, wanted=ask.has_surveys),
    Step("share", "courses/ask_share", ask.share_taken, ask.share_options),
    Step("sure", "courses/ask_sure", sure_taken, sure_options)), facts, made))


async def _definition(turn: Turn, held: RoleHeld, draft: Draft, found: Sequence[int]) -> Definition:
    """For the schools of a group, and for those alone that its maker looks after."""
    group, where = draft.text("whom"), draft.answers.get("where")
    conditions = [] if group == ask.EVERYBODY else [Condition(By.GROUP, (group,))]
    near = await nominations.overseen(turn.tx, held.programme, turn.me.id)
    if near != set(await nominations.eligible(turn.tx, held.programme, groups=(), places=())):
        conditions.append(Condition(By.PLACE, tuple(map(str, sorted(near)))))
    return Definition(
        EventKind.COURSE.value, draft.text("title"), found[0], int(draft.text("ends")) - found[0] + found[-1],
        held.time_zone, capacity=_number(draft, "seats"), minutes=60 * int(draft.text("hours")),
        audience=audience.write(conditions), **(where if isinstance(where, dict) else {}))


async def _group_title(turn: Turn, draft: Draft) -> str:
    """Empty for all schools."""
    groups = await organisations.groups(turn.tx, (await ask.maker(turn)).programme)
    return next((each.title for each in groups if each.code == draft.text("whom")), "")


def _share(draft: Draft) -> int:
    return int(draft.text("share") or USUAL)


def _number(draft: Draft, key: str) -> int | None:
    return int(draft.text(key)) if draft.text(key) else None
