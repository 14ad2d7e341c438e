"""What those who answer do with a consultation: take it, pass it on, keep it, close it with its hours, reopen it."""

import re
from collections.abc import Sequence

from handlers import desk
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.router import Returned, Room
from handlers.thread_rights import for_answerer, for_either, for_owner, voice
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings_of_consultations import (
    CloseThread,
    EnterHours,
    KeepInLibrary,
    KeepThread,
    MyDay,
    OpenThread,
    PassThread,
    PassTo,
    ReopenThread,
    TakeThread,
)
from messages.paging import turning
from messages.replies import Tone
from scheduler.consulting import threads
from storage import answering, erasure, history, ledger, participants
from storage.consultations import Consultation, Help
from storage.ledger import Kind

room = Room()
PAGE = 5
"""Colleagues on a screen."""
OFFERED = (15, 30, 45, 60, 90)
"""Minutes that a button offers; any other number can be typed."""
MOST = 24 * 60
UNCOUNTED = 0
_MINUTES = re.compile(r"([0-9]{1,4})(?:\s*м[а-яё.]*)?", re.IGNORECASE)
_CLOCK = re.compile(r"([0-9]{1,2})\s*(?::|ч[а-яё.]*)\s*([0-9]{1,2})?(?:\s*м[а-яё.]*)?", re.IGNORECASE)


@room.pressed(TakeThread)
async def taken(turn: Turn, press: TakeThread) -> Returned:
    thread, _ = await for_answerer(turn, press.consultation)
    if thread.owner == turn.me.id or thread.is_closed:
        return await desk.card(turn, thread.id)
    if thread.owner is not None and not press.sure:
        rows = [[Choice("take", TakeThread(thread.id, 1), tone=Tone.MAIN), Choice("open", OpenThread(thread.id))]]
        return turn.say("consultations/take_over", rows, thread=thread)
    await threads.take(voice(turn), thread, turn.me.id)
    await _note(turn, "consultation_taken", thread)
    return await desk.card(turn, thread.id)


@room.pressed(KeepThread)
async def kept(turn: Turn, press: KeepThread) -> Returned:
    thread = await for_owner(turn, press.consultation)
    await threads.keep(voice(turn), thread)
    return await desk.card(turn, thread.id)


@room.pressed(PassThread)
async def pass_pressed(turn: Turn, press: PassThread) -> Returned:
    """To whom? Those who look after the asker's school first."""
    thread, _ = await for_answerer(turn, press.consultation)
    if thread.is_closed:
        return await desk.card(turn, thread.id)
    today = turn.today((await turn.main_role()).time_zone)
    people = await answering.colleagues(turn.tx, thread.programme, thread.organisation,
                                        {thread.asker, thread.owner or 0})
    page = min(press.page, max(0, (len(people) - 1) // PAGE))
    part = people[page * PAGE:][:PAGE]
    rows = [[Choice("to", PassTo(thread.id, each.id), facts={"name": each.name})] for each in part]
    turned = turning(PassThread(thread.id, page - 1) if page else None,
                     PassThread(thread.id, page + 1) if len(people) > (page + 1) * PAGE else None)
    return turn.say("consultations/pass", [*rows, [*turned, Choice("open", OpenThread(thread.id))]], thread=thread,
                    people=part, today=today)


@room.pressed(PassTo)
async def pass_to_pressed(turn: Turn, press: PassTo) -> Returned:
    thread, _ = await for_answerer(turn, press.consultation)
    await _colleague(turn, thread, press.participant)
    return await begin(turn, "pass", consultation=thread.id, to=press.participant)


async def pass_facts(turn: Turn, draft: Draft) -> Facts:
    thread, _ = await for_answerer(turn, draft.subject["consultation"])
    return {"thread": thread, "to": await _colleague(turn, thread, draft.subject["to"])}


async def note_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if not given.text:
        raise Wrong("forms/words_please")
    return given.text


async def passed(turn: Turn, draft: Draft) -> Returned:
    thread, _ = await for_answerer(turn, draft.subject["consultation"])
    name = await _colleague(turn, thread, draft.subject["to"])
    if thread.is_closed:
        return await desk.card(turn, thread.id)
    told = await threads.pass_on(voice(turn), thread, draft.subject["to"], draft.text("note"))
    await _note(turn, "consultation_passed", thread, subject=draft.subject["to"])
    return turn.say("consultations/passed", [[Choice("open", OpenThread(thread.id)), Choice("day", MyDay())]],
                    thread=thread, to=name, told=told)


form(Form("pass", (Step("note", "consultations/ask_pass_note", note_taken, optional=True),), pass_facts, passed))


@room.pressed(CloseThread)
async def close_pressed(turn: Turn, press: CloseThread) -> Returned:
    thread = await for_owner(turn, press.consultation)
    if thread.is_closed:
        return await desk.card(turn, thread.id)
    if thread.help is Help.ASK:
        return await _close_ask(turn, thread)
    return await begin(turn, "closing", consultation=thread.id)


async def _close_ask(turn: Turn, thread: Consultation) -> Returned:
    """What a municipality does for its schools is no consultation and has no hours."""
    await threads.close(voice(turn), thread)
    await _note(turn, "consultation_closed", thread)
    return await desk.card(turn, thread.id)


@room.pressed(EnterHours)
async def hours_pressed(turn: Turn, press: EnterHours) -> Returned:
    """For what was closed without its owner; once."""
    thread = await for_owner(turn, press.consultation)
    owned = thread.owner is not None and thread.help is not Help.ASK
    if not thread.is_closed or not owned or await ledger.of_consultation(turn.tx, thread.id):
        return await desk.card(turn, thread.id)
    return await begin(turn, "closing", consultation=thread.id)


async def closing_facts(turn: Turn, draft: Draft) -> Facts:
    return {"thread": await for_owner(turn, draft.subject["consultation"])}


async def minutes_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [*(Option("minutes", str(each), {"minutes": each}) for each in OFFERED), Option("none", str(UNCOUNTED))]


async def minutes_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """A number of minutes, «1:30» or «1 ч 30 мин»."""
    words = (given.picked or given.text).strip()
    if found := _MINUTES.fullmatch(words):
        minutes = int(found[1])
    elif found := _CLOCK.fullmatch(words):
        minutes = int(found[1]) * 60 + int(found[2] or 0)
    else:
        raise Wrong("consultations/minutes_wrong")
    if minutes > MOST or (minutes == UNCOUNTED and given.picked is None):
        raise Wrong("consultations/minutes_wrong")
    return minutes


async def kind_wanted(turn: Turn, draft: Draft) -> bool:
    return draft.answers.get("minutes") != UNCOUNTED


async def kind_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option(each.value, each.value) for each in Kind]


async def kind_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if given.picked not in [each.value for each in Kind]:
        raise Wrong("roadmap/tap_please")
    return given.picked


async def closed(turn: Turn, draft: Draft) -> Returned:
    """The thread is over, and what it has taken stands in the ledger."""
    thread = await for_owner(turn, draft.subject["consultation"])
    minutes = draft.answers.get("minutes")
    entered = not await ledger.of_consultation(turn.tx, thread.id) or not thread.is_closed
    minutes = minutes if isinstance(minutes, int) and entered else UNCOUNTED
    if minutes != UNCOUNTED:
        await _enter(turn, thread, minutes, Kind(draft.text("kind")))
    if not thread.is_closed:
        if thread.owner is None:
            await threads.take(voice(turn), thread, turn.me.id, told=False)
        await threads.close(voice(turn), await threads.thread_of(voice(turn), thread.id))
        await _note(turn, "consultation_closed", thread)
    return turn.say("consultations/closed", [[Choice("library", KeepInLibrary(thread.id))],
                                             [Choice("open", OpenThread(thread.id)), Choice("day", MyDay())]],
                    thread=thread, minutes=minutes, kind=draft.text("kind"))


form(Form("closing", (Step("minutes", "consultations/ask_minutes", minutes_taken, minutes_options),
                      Step("kind", "consultations/ask_kind", kind_taken, kind_options, wanted=kind_wanted)),
          closing_facts, closed))


@room.pressed(ReopenThread)
async def reopened(turn: Turn, press: ReopenThread) -> Returned:
    """By the asker, or by those who answer."""
    thread, relation = await for_either(turn, press.consultation)
    if await erasure.erased(turn.tx, thread.asker):
        raise Refused("privacy/asker_gone")
    if thread.is_closed:
        await threads.reopen(voice(turn), thread)
        await _note(turn, "consultation_reopened", thread)
    if relation is None:
        return await begin(turn, "add", consultation=thread.id)
    return await desk.card(turn, thread.id)


async def _enter(turn: Turn, thread: Consultation, minutes: int, kind: Kind) -> None:
    zone = (await turn.main_role()).time_zone
    given = ledger.Given(thread.programme, turn.me.id, kind, minutes, turn.today(zone), consultation=thread.id)
    await ledger.enter(turn.tx, given, [thread.organisation], by=turn.me.id, now=turn.now)


async def _colleague(turn: Turn, thread: Consultation, to: int) -> str:
    """The name of whom it may be passed to. Raises `Refused`."""
    person = await participants.by_id(turn.tx, to)
    able = await answering.may_answer(turn.tx, to, thread.programme)
    if person is None or not able or to in (thread.asker, thread.owner):
        raise Refused("consultations/not_a_colleague")
    today = turn.today((await turn.main_role()).time_zone)
    absence = await answering.away(turn.tx, to, today)
    if absence is not None:
        raise Refused("consultations/colleague_away", name=person.name, absence=absence)
    return person.name


async def _note(turn: Turn, verb: str, thread: Consultation, subject: int | None = None) -> None:
    await history.note(turn.tx, verb, actor=turn.me.id, task=thread.task, now=turn.now,
                       organisation=thread.organisation, programme=thread.programme, subject=subject or thread.asker,
                       consultation=thread.id)
