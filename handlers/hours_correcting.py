"""An entry of the ledger put right: a new one takes its place, the old one stays and tells what it was."""

from collections.abc import Sequence
from dataclasses import replace

from handlers import hours, hours_steps, thread_moves
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Step, form
from handlers.hours_rights import entry_for, standing_entry, titles_for
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings_of_ledger import CorrectEntry, OpenEntry, StrikeEntry
from messages.replies import Tone
from storage import history, ledger
from storage import hours as stored
from storage.hours import Place, Told
from storage.ledger import Given, Kind

room = Room()
PARTS = ("minutes", "kind", "day", "school", "people")


@room.pressed(CorrectEntry)
async def pressed(turn: Turn, press: CorrectEntry) -> Returned:
    if press.what not in PARTS:
        raise Refused("fallback/unknown_button")
    entry = await standing_entry(turn, press.entry)
    if press.what == "people" and entry.kind != Kind.GROUP:
        return await hours.card(turn, entry.id)
    return await begin(turn, f"hours_{press.what}", entry=entry.id)


@room.pressed(StrikeEntry)
async def struck(turn: Turn, press: StrikeEntry) -> Returned:
    """There was no such consultation: asked twice."""
    entry = await standing_entry(turn, press.entry)
    if not press.sure:
        rows = [[Choice("sure", StrikeEntry(entry.id, 1), tone=Tone.BAD), Choice("keep", OpenEntry(entry.id))]]
        titles = await titles_for(turn, turn.me.id, [entry.programme])
        return turn.say("hours/ask_strike", rows, entry=entry, programme=titles.get(entry.programme, ""))
    if not await ledger.strike(turn.tx, entry.id, by=turn.me.id, now=turn.now):
        raise Refused("hours/overtaken", id=entry.id)
    places = await stored.places(turn.tx, [entry.id])
    await _note(turn, "hours_removed", entry, places[0].organisation if places else None, was=f"{entry.minutes}")
    await _tell(turn, entry, entry.id, places, places)
    return await hours.card(turn, entry.id)


async def facts(turn: Turn, draft: Draft) -> Facts:
    entry = await standing_entry(turn, draft.subject["entry"])
    kind = draft.text("kind") or entry.kind
    return {"day": entry.on_day, "minutes": entry.minutes, "kind": kind,
            "schools": await hours_steps.chosen_schools(turn, draft),
            "found": await hours_steps.matching(turn, draft), "today": await hours_steps.today_of(turn),
            "entry": entry, "titles": await titles_for(turn, turn.me.id, [entry.programme])}


async def of_group(turn: Turn, draft: Draft) -> bool:
    """Whether what stands here is, or becomes, a group's."""
    kind = draft.text("kind") or (await entry_for(turn, draft.subject["entry"])).kind
    return kind == Kind.GROUP


async def people_unknown(turn: Turn, draft: Draft) -> bool:
    """A group of one is none."""
    entry = await entry_for(turn, draft.subject["entry"])
    return draft.text("kind") == Kind.GROUP and entry.kind != Kind.GROUP


async def too_many_schools(turn: Turn, draft: Draft) -> bool:
    """What no longer is a group's was for one school."""
    if draft.text("kind") == Kind.GROUP:
        return False
    entry = await entry_for(turn, draft.subject["entry"])
    return len(await stored.places(turn.tx, [entry.id])) > 1


async def one_of_them_wanted(turn: Turn, draft: Draft) -> bool:
    return await too_many_schools(turn, draft) and await hours_steps.which_wanted(turn, draft)


async def corrected(turn: Turn, draft: Draft) -> Returned:
    """What was answered takes the place of what stood; what was not asked stays."""
    entry = await standing_entry(turn, draft.subject["entry"])
    placed = await stored.places(turn.tx, [entry.id])
    before = [each.organisation for each in placed]
    named = [each.id for each in await hours_steps.chosen_schools(turn, draft)]
    given, there = _given(entry, draft), named or before
    if given == _as_given(entry) and sorted(there) == sorted(before):
        return await hours.card(turn, entry.id)
    old = await ledger.by_id(turn.tx, entry.id)
    new = old and await ledger.correct(turn.tx, old, given, there, by=turn.me.id, now=turn.now)
    if not new:
        raise Refused("hours/overtaken", id=entry.id)
    now_there = await stored.places(turn.tx, [new])
    was, became = _changed(_as_given(entry), given) or _moved(placed, now_there)
    await _note(turn, "hours_corrected", entry, there[0] if there else None, was=was, became=became, new=new)
    await _tell(turn, entry, new, placed, now_there)
    return await hours.card(turn, new)


def _given(entry: Told, draft: Draft) -> Given:
    minutes, people = draft.answers.get("minutes"), draft.answers.get("people")
    kind = Kind(draft.text("kind") or entry.kind)
    given = replace(_as_given(entry), kind=kind, on_day=draft.text("day") or entry.on_day,
                    minutes=minutes if isinstance(minutes, int) else entry.minutes,
                    people=people if isinstance(people, int) and kind is Kind.GROUP else entry.people)
    return replace(given, people=1) if kind is Kind.INDIVIDUAL and kind != entry.kind else given


def _as_given(entry: Told) -> Given:
    return Given(entry.programme, entry.participant, Kind(entry.kind), entry.minutes, entry.on_day, entry.people,
                 entry.consultation, entry.slot)


def _changed(before: Given, after: Given) -> tuple[str, str] | None:
    """The part that was put right, for the journal."""
    for name in ("minutes", "kind", "on_day"):
        if getattr(before, name) != getattr(after, name):
            return str(getattr(before, name)), str(getattr(after, name))
    if before.people != after.people:
        return f"people:{before.people}", f"people:{after.people}"
    return None


def _moved(before: Sequence[Place], after: Sequence[Place]) -> tuple[str, str]:
    """The first school that is not meant any more, and the first that is."""
    were, are = ([each.title for each in places] for places in (before, after))
    return (next((each for each in were if each not in are), ""), next((each for each in are if each not in were), ""))


async def _note(turn: Turn, verb: str, entry: Told, organisation: int | None, *, was: str = "", became: str = "",
                new: int | None = None) -> None:
    await history.note(turn.tx, verb, actor=turn.me.id, subject=entry.participant, programme=entry.programme,
                       organisation=organisation, now=turn.now, was=was, became=became, entry=entry.id, new=new)


async def _tell(turn: Turn, entry: Told, id: int, before: Sequence[Place], after: Sequence[Place]) -> None:
    """Whose hours they are, where somebody else has touched them; the schools only if they have become others."""
    now_so = await entry_for(turn, id)
    were, are = ([each.title for each in places] for places in (before, after))
    titles = await titles_for(turn, entry.participant, [entry.programme])
    reply = turn.say("hours/told_corrected", [[Choice("open", OpenEntry(id))]], was=entry, entry=now_so,
                     programme=titles.get(entry.programme, ""),
                     were=were if were != are else [], are=are if were != are else [],
                     struck=now_so.replaced_at is not None, who=turn.me.name)
    await turn.tell(entry.participant, reply, reason=f"hours:{id}:{turn.update.key}")


_SCHOOL = Step("school", "hours/ask_school", hours_steps.school_taken, hours_steps.school_options)
_WHICH = Step("which", "hours/ask_which", hours_steps.which_taken, hours_steps.which_options,
              wanted=hours_steps.which_wanted)
_PEOPLE = Step("people", "hours/ask_people", hours_steps.people_taken, hours_steps.people_options)

form(Form("hours_minutes", (Step("minutes", "hours/ask_minutes", hours_steps.minutes_taken,
                                 hours_steps.minutes_options),), facts, corrected))
form(Form("hours_kind", (
    Step("kind", "hours/ask_kind", thread_moves.kind_taken, thread_moves.kind_options),
    replace(_PEOPLE, wanted=people_unknown), replace(_SCHOOL, wanted=too_many_schools),
    replace(_WHICH, wanted=one_of_them_wanted)), facts, corrected))
form(Form("hours_day", (Step("day", "hours/ask_day", hours_steps.day_taken, hours_steps.day_options),), facts,
          corrected))
form(Form("hours_school", (
    _SCHOOL, _WHICH, Step("others", "hours/ask_others", hours_steps.others_taken, hours_steps.others_options,
                          many=True, wanted=of_group)), facts, corrected))
form(Form("hours_people", (_PEOPLE,), facts, corrected))
