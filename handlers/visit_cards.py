"""The card of a visit, for each of its sides: who goes there, the school, those who watch over it, and who looks."""

from dataclasses import dataclass

from handlers import visit_sheets
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_events import AnswerInvitation, SayWhyNot, SendCalendar
from messages.meanings_of_events_desk import CallOff, ChangeEvent
from messages.meanings_of_meetings import AddDecision, ShowDecided
from messages.meanings_of_visits import FillVisitSheet, ShareVisit, ShowVisits, ShowVisitSheet
from messages.replies import Reply, Tone
from storage import attendance, decisions, events, rsvps, visits
from storage.events import Event
from storage.rsvps import Rsvp
from storage.visits import Facts, Relation, Sheet

STEPS = 6
READERS = frozenset({Relation.VISITOR, Relation.MAKER, Relation.WATCHER})
"""Who may read what a visitor has written down."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A visit before somebody; `holds`: they may move it, write down steps, share what has come of it."""

    event: Event
    facts: Facts
    relations: frozenset[Relation]
    rsvp: Rsvp | None
    holds: bool
    sheet: Sheet | None

    @property
    def reads(self) -> bool:
        """Whether the sheet is for them."""
        return self.holds or bool(self.relations & READERS)

    @property
    def is_written(self) -> bool:
        """Whether there is one."""
        return self.sheet is not None and self.sheet.is_written


async def seen(turn: Turn, id: int) -> Seen:
    """A visit of which this person may know. Raises `Refused`."""
    event, facts = await events.by_id(turn.tx, id), await visits.facts(turn.tx, id)
    if event is None or facts is None or event.gone_at is not None:
        raise Refused("visits/not_yours")
    relations, rsvp = await visits.relations(turn.tx, id, turn.me.id), await rsvps.by(turn.tx, id, turn.me.id)
    holds = await attendance.organises(turn.tx, id, turn.me.id)
    if not relations and rsvp is None and not holds:
        raise Refused("visits/not_yours")
    return Seen(event, facts, relations, rsvp, holds, await visits.sheet(turn.tx, id))


async def card(turn: Turn, id: int, *, made: bool = False, told: int = 0) -> Reply:
    """As this person may see it: of the school nobody reads more than what is shared with it."""
    it = await seen(turn, id)
    steps = await decisions.of_event(turn.tx, id) if it.reads or it.facts.shared_at else []
    shared = it.is_written and (it.reads or it.facts.shared_at is not None)
    result = await visit_sheets.result(turn, it.sheet) if shared and it.sheet else ""
    rows = [*_answering(turn, it), *_holding(turn, it), [Choice("list", ShowVisits()), Choice("menu", ShowMenu())]]
    return turn.say("visits/card", rows, event=it.event, school=it.facts.title,
                    visitors=[each.name for each in await events.organisers(turn.tx, id)], steps=steps[:STEPS],
                    more=max(0, len(steps) - STEPS), result=result, written=it.is_written,
                    shared_at=it.facts.shared_at, reads=it.reads, answers=await _answers(turn, it), made=made,
                    told=told, own=it.rsvp.answer if it.rsvp and Relation.SCHOOL in it.relations else None,
                    over=it.event.ends_at <= turn.now, today=turn.today(it.event.time_zone),
                    zone=(await turn.main_role()).time_zone)


async def _answers(turn: Turn, it: Seen) -> list[rsvps.Listed]:
    """What the school has said, for those who go there."""
    team = await visits.team(turn.tx, it.event.id) if it.reads else []
    return [each for each in await rsvps.whom(turn.tx, it.event.id) if each.participant in team] if team else []


def _answering(turn: Turn, it: Seen) -> list[list[Choice]]:
    """The school says whether it suits them, as long as it lies ahead."""
    id = it.event.id
    if Relation.SCHOOL not in it.relations or it.rsvp is None or it.event.is_off or it.event.starts_at <= turn.now:
        return []
    said = it.rsvp.answer
    suits = [Choice("suits", AnswerInvitation(id, "yes"), tone=Tone.GOOD)] if said != "yes" else []
    suits_not = [Choice("suits_not", AnswerInvitation(id, "no"))] if said != "no" else [Choice("why", SayWhyNot(id))]
    return [[*suits, *suits_not]]


def _holding(turn: Turn, it: Seen) -> list[list[Choice]]:
    id, on = it.event.id, not it.event.is_off
    begun, over = it.event.starts_at <= turn.now, it.event.ends_at <= turn.now
    goes = Relation.VISITOR in it.relations and (it.sheet is None or it.sheet.participant == turn.me.id)
    fill = [Choice("correct" if it.is_written else "fill", FillVisitSheet(id),
                   tone=Tone.PLAIN if it.is_written else Tone.GOOD)] if on and begun and goes else []
    read = [Choice("sheet", ShowVisitSheet(id))] if it.is_written and it.reads else []
    step = [Choice("step", AddDecision(id), tone=Tone.MAIN)] if it.holds and on and begun else []
    steps = [Choice("steps", ShowDecided(id))] if it.holds and begun and on else []
    share = [Choice("share", ShareVisit(id))] if it.holds and it.is_written and it.facts.shared_at is None else []
    calendar = [Choice("calendar", SendCalendar(id))] if on and not over else []
    change = [Choice("move", ChangeEvent(id)), Choice("off", CallOff(id), tone=Tone.BAD)] if (
        it.holds and on and not over) else []
    return [[*fill, *read], [*step, *steps], share, [*change, *calendar]]
