"""Forms of several steps: ask, check, back, skip, cancel, resume. One mechanism for every question we put.

The open form belongs to the participant and is stored after every step, so it survives restarts and goes on in
another messenger. Each asked step has a serial number; a button of an older one is recognised as old. Other rooms
may hold a question open too (a survey does): `hold` it, and their taker gets what is said.
"""

import json
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from handlers.forms import ENOUGH, FORMS, TAKERS, Draft, Given, Step, Value, Wrong
from handlers.router import Returned, Room
from handlers.turn import Answer, NotNow, Refused, Turn
from messages.catalogue import Choice
from messages.meanings import FormBack, FormCancel, FormPick, FormResume, FormSkip, ShowMenu
from messages.replies import ROWS_LIMIT, Reply, Tone
from messages.updates import Said, SentFile, SentOther
from storage import conversations

room = Room()


async def begin(turn: Turn, name: str, **subject: int) -> Reply:
    """Open a form. An open one that already holds answers is not thrown away unasked; the same one goes on."""
    current = await _open(turn)
    if current and current.answers and (current.form, dict(current.subject)) == (name, subject):
        return await _move(turn, current)
    if current and current.answers:
        return _busy(turn, current)
    draft = await _wanted(turn, Draft(name, subject, serial=secrets.randbelow(10**9) * 100))
    await conversations.open_form(turn.tx, turn.me.id, name, _written(draft), now=turn.now)
    return await _asked(turn, draft)


async def begin_with(turn: Turn, name: str, answers: Mapping[str, Value], **subject: int) -> Reply:
    """Open a form that holds something already: nothing may be open."""
    draft = Draft(name, subject, serial=secrets.randbelow(10**9) * 100, answers=answers)
    while FORMS[name].steps[draft.step].key in answers and draft.step < len(FORMS[name].steps) - 1:
        draft = replace(draft, step=draft.step + 1)
    await conversations.open_form(turn.tx, turn.me.id, name, _written(draft), now=turn.now)
    return await _asked(turn, draft)


async def gather(turn: Turn, name: str, key: str, values: Sequence[Any], *, most: int, **subject: int) -> Reply:
    """Add to what a form gathers in a `many` step, up to so many; it is opened, if it is not. Twice is once."""
    current = await _open(turn)
    if current is None or (current.form, dict(current.subject)) != (name, subject):
        if current and current.answers:
            return _busy(turn, current)
        return await begin_with(turn, name, {key: [*values]}, **subject)
    before = current.answers.get(key)
    so_far = before if isinstance(before, list) else []
    gathered = so_far if so_far[-len(values):] == [*values] else [*so_far, *values][:most]
    return await _move(turn, replace(current, answers={**current.answers, key: gathered}))


async def hold(turn: Turn, name: str, state: str) -> Reply | None:
    """Open the question of another room; what stands in its way instead, where an answer would be lost by it."""
    current = await _open(turn)
    if current and current.answers:
        return _busy(turn, current)
    await conversations.open_form(turn.tx, turn.me.id, name, state, now=turn.now)
    return None


async def release(turn: Turn, name: str) -> None:
    """Close the question of another room, if it is open."""
    stored = await _stored(turn)
    if stored and stored.form == name:
        await conversations.close(turn.tx, turn.me.id)


async def corrected(turn: Turn, form: str, key: str, change: Callable[[Value], Value]) -> bool:
    """Change an answer that an open form already holds; False if no such form is open or nothing became another."""
    draft = await _open(turn)
    if draft is None or draft.form != form or change(draft.answers.get(key)) == draft.answers.get(key):
        return False
    draft = replace(draft, answers={**draft.answers, key: change(draft.answers.get(key))})
    await conversations.update(turn.tx, turn.me.id, _written(draft), now=turn.now)
    return True


async def unfinished(turn: Turn) -> bool:
    """Whether the participant has an open form."""
    return await _open(turn) is not None


class Conversation:
    """The open question, as the router asks for it."""

    async def answered(self, turn: Turn) -> Answer | None:
        """Take a text or a file as the answer to the open question; None if there is none, or this is no answer."""
        stored = await _stored(turn)
        draft = _draft(stored)
        if stored is None or (draft is None and stored.form not in TAKERS):
            return None
        match turn.update:
            case Said(text=text, styled=styled, ref=ref):
                given = Given(text=text.strip(), styled=styled.strip(), ref=ref)
            case SentFile(caption=caption, styled=styled, ref=ref):
                given = Given(text=caption.strip(), files=turn.files, styled=styled.strip(), ref=ref)
            case SentOther():
                again = (await _asked(turn, draft),) if draft else ()
                return Answer((turn.say("forms/not_this"), *again))
            case _:
                return None
        taking = _taken(turn, draft, given) if draft else TAKERS[stored.form](turn, stored.state, given)
        returned = await _unless_over(turn, taking)
        return None if returned is None and draft is None else _answer(returned)


@room.pressed(FormPick)
async def picked(turn: Turn, pick: FormPick) -> Returned:
    draft = await _current(turn, pick.serial)
    return await _unless_over(turn, _taken(turn, draft, Given(picked=pick.value)))


@room.pressed(FormSkip)
async def skipped(turn: Turn, skip: FormSkip) -> Returned:
    draft = await _current(turn, skip.serial)
    if not _step(draft).optional:
        return await _asked(turn, draft)
    return await _onward(turn, draft, None)


@room.pressed(FormBack)
async def back(turn: Turn, press: FormBack) -> Returned:
    draft = await _current(turn, press.serial)
    return await _move(turn, await _before(turn, draft))


@room.pressed(FormCancel)
async def cancelled(turn: Turn, press: FormCancel) -> Returned:
    await _current(turn, press.serial)
    await conversations.close(turn.tx, turn.me.id)
    return turn.say("forms/cancelled", [[Choice("menu", ShowMenu())]])


@room.said("/cancel", "отмена", "/отмена")
async def cancel_said(turn: Turn) -> Returned:
    if await _stored(turn) is None:
        return turn.say("forms/nothing_open", [[Choice("menu", ShowMenu())]])
    await conversations.close(turn.tx, turn.me.id)
    return turn.say("forms/cancelled", [[Choice("menu", ShowMenu())]])


@room.pressed(FormResume)
async def resumed(turn: Turn, _: FormResume) -> Returned:
    draft = await _open(turn)
    if draft is None:
        return turn.say("forms/nothing_open", [[Choice("menu", ShowMenu())]])
    return await _unless_over(turn, _move(turn, draft))


async def _unless_over(turn: Turn, going: Awaitable[Returned]) -> Returned:
    """A form whose matter is gone or no longer this person's ends: else it would catch every word they write."""
    try:
        async with turn.tx.undoable():
            return await going
    except NotNow:
        raise
    except Refused as refused:
        await conversations.close(turn.tx, turn.me.id)
        menu = [Choice("menu", ShowMenu())] if "menu" in turn.catalogue.labels(refused.name) else []
        return Answer((turn.say(refused.name, [menu], **refused.facts),), fresh=True)


async def _taken(turn: Turn, draft: Draft, given: Given) -> Returned:
    step = _step(draft)
    if given.text.casefold() in ("отмена", "/cancel") and not given.files:
        return await cancel_said(turn)
    if given.text.casefold() == "назад" and not given.files:
        return await _move(turn, await _before(turn, draft))
    if step.many and (given.picked == ENOUGH or await _says_enough(turn, draft, given)):
        return await _onward(turn, draft, draft.answers.get(step.key))
    try:
        value = await step.take(turn, draft, given)
    except Wrong as wrong:
        problem = turn.say(wrong.name, **wrong.facts)
        return Answer((problem, await _move(turn, draft)), fresh=True)
    if step.many:
        before = draft.answers.get(step.key)
        gathered = [*(before if isinstance(before, list) else []), *(value if isinstance(value, list) else [value])]
        return await _move(turn, replace(draft, answers={**draft.answers, step.key: gathered}))
    return await _onward(turn, draft, value)


async def _says_enough(turn: Turn, draft: Draft, given: Given) -> bool:
    """The button's word, typed while the button is there."""
    step = _step(draft)
    if given.files or given.text.casefold() != "отправить" or step.options is None:
        return False
    return any(each.value == ENOUGH and each.key == "send" for each in await step.options(turn, draft))


async def _onward(turn: Turn, draft: Draft, value: Value) -> Returned:
    answers = {**draft.answers, _step(draft).key: value}
    draft = await _wanted(turn, replace(draft, answers=answers, step=draft.step + 1))
    if draft.step < len(FORMS[draft.form].steps):
        return await _move(turn, draft)
    await conversations.close(turn.tx, turn.me.id)
    return await FORMS[draft.form].finish(turn, draft)


async def _wanted(turn: Turn, draft: Draft) -> Draft:
    """At the first step from here on that is wanted, or past the last one."""
    while draft.step < len(FORMS[draft.form].steps) and not await _is_wanted(turn, draft):
        draft = replace(draft, step=draft.step + 1)
    return draft


async def _before(turn: Turn, draft: Draft) -> Draft:
    """At the wanted step before; the first has none."""
    for step in range(draft.step - 1, -1, -1):
        earlier = replace(draft, step=step)
        if await _is_wanted(turn, earlier):
            return earlier
    return draft


async def _is_wanted(turn: Turn, draft: Draft) -> bool:
    wanted = _step(draft).wanted
    return wanted is None or await wanted(turn, draft)


async def _move(turn: Turn, draft: Draft) -> Reply:
    draft = replace(draft, serial=draft.serial + 1)
    await conversations.update(turn.tx, turn.me.id, _written(draft), now=turn.now)
    return await _asked(turn, draft)


async def _asked(turn: Turn, draft: Draft) -> Reply:
    step = _step(draft)
    options = await step.options(turn, draft) if step.options else ()
    choices = [Choice(each.key, FormPick(draft.serial, each.value), tone=each.tone, facts=each.facts or {})
               for each in options]
    width = 1 if len(choices) < ROWS_LIMIT else 2
    rows = [choices[at:at + width] for at in range(0, len(choices), width)]
    rows += [[each] for each in (await step.aside(turn, draft) if step.aside else ())]
    ways = [Choice("cancel", FormCancel(draft.serial))]
    if step.optional:
        ways.insert(0, Choice("skip", FormSkip(draft.serial)))
    if (await _before(turn, draft)).step < draft.step:
        ways.insert(0, Choice("back", FormBack(draft.serial)))
    facts = await FORMS[draft.form].facts(turn, draft)
    answers = {each.key: draft.answers.get(each.key) for each in FORMS[draft.form].steps}
    reply = turn.say(step.template, rows, answers=answers, **facts)
    ways_row = turn.say("forms/ways", [ways]).rows
    return replace(reply, rows=(*reply.rows, *ways_row))


async def _current(turn: Turn, serial: int) -> Draft:
    draft = await _open(turn)
    if draft is None:
        raise Refused("forms/over")
    if draft.serial != serial:
        raise Refused("forms/old_question", resume=True)
    return draft


async def _open(turn: Turn) -> Draft | None:
    return _draft(await _stored(turn))


async def _stored(turn: Turn) -> conversations.Conversation | None:
    if (known := turn.known()) and not known.has_question:
        return None
    return await conversations.held(turn.tx, turn.me.id)


def _draft(stored: conversations.Conversation | None) -> Draft | None:
    if stored is None or stored.form not in FORMS:
        return None
    facts = json.loads(stored.state)
    draft = Draft(stored.form, facts["subject"], facts["step"], facts["serial"], facts["answers"])
    return draft if draft.step < len(FORMS[draft.form].steps) else None


def _busy(turn: Turn, current: Draft) -> Reply:
    rows = [[Choice("resume", FormResume(), tone=Tone.MAIN)], [Choice("cancel", FormCancel(current.serial))]]
    return turn.say("forms/busy", rows)


def _step(draft: Draft) -> Step:
    return FORMS[draft.form].steps[draft.step]


def _written(draft: Draft) -> str:
    return json.dumps({"subject": dict(draft.subject), "step": draft.step, "serial": draft.serial,
                       "answers": dict(draft.answers)}, ensure_ascii=False)


def _answer(returned: Returned) -> Answer:
    return Answer((returned,)) if isinstance(returned, Reply) else returned or Answer()
