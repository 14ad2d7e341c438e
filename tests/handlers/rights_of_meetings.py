"""Every button of meetings, decisions and visits, and who may press it: on a meeting of the curator's to which the
director is invited, and on the curator's visit of the director's school.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from messages import meanings_of_meetings as of
from messages import meanings_of_visits as to
from messages.buttons import Meaning
from storage import assignments, events, rsvps, visits
from storage.assignments import Asked, Kind
from storage.database import Transaction
from storage.events import Definition

HOLD = frozenset({"curator", "operator"})
LIST = HOLD | {"director"}
MAKE = frozenset({"coordinator", "other_coordinator", "curator", "far_curator", "operator"})
WRITE = MAKE | {"mentor", "expert"}
GO = MAKE | {"mentor"}
NEAR = frozenset({"coordinator", "curator", "operator", "mentor"})
LOOK = GO | {"director", "other_director", "expert", "observer"}
COUNT = GO | {"observer"}
SEE = frozenset({"coordinator", "curator", "operator", "director", "observer"})
READ = frozenset({"coordinator", "curator", "operator"})
GOES = frozenset({"curator"})
IN_PROGRAMME = LOOK | {"teacher", "guest"}
NOBODY: frozenset[str] = frozenset()
HUGE = 999_999_999_999_999_999


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting that has begun, a decision of it, and a visit of a school that has begun."""

    meeting: int
    decision: int
    visit: int
    school: int


NOTHING_MET = Met(0, 0, 0, 0)
Press = Callable[[Met], Meaning]
OF_MEETINGS: tuple[tuple[Callable[[int], Meaning], frozenset[str]], ...] = (
    (of.OpenMeeting, LIST), (of.ExportMinutes, LIST), (of.ShowDecided, HOLD),
    (lambda id: of.ShowDecided(id, HUGE), HOLD),
    (of.AddDecision, HOLD), (of.InviteSame, HOLD), (of.SendMinutes, HOLD), (lambda id: of.SendMinutes(id, 7), HOLD),
    (of.NextMeeting, HOLD),
)
OF_VISITS: tuple[tuple[Callable[[int], Meaning], frozenset[str]], ...] = (
    (to.OpenVisit, SEE), (to.ShowVisitSheet, READ), (to.ShareVisit, HOLD), (to.FillVisitSheet, GOES),
    (of.AddDecision, HOLD), (of.ShowDecided, HOLD),
)


def _of_meeting(build: Callable[[int], Meaning]) -> Press:
    return lambda met: build(met.meeting)


def _of_visit(build: Callable[[int], Meaning]) -> Press:
    return lambda met: build(met.visit)


ROWS: list[tuple[Press, frozenset[str]]] = [
    (lambda met: of.ShowMeetings(), IN_PROGRAMME), (lambda met: of.ShowMeetings(HUGE // 1000), IN_PROGRAMME),
    (lambda met: of.MakeMeeting(), MAKE),
    (lambda met: of.ShowDecisions(), WRITE), (lambda met: of.ShowDecisions("done", HUGE // 1000), WRITE),
    (lambda met: of.ShowDecisions("nonsense"), NOBODY),
    *((_of_meeting(build), allowed) for build, allowed in OF_MEETINGS),
    *((_of_visit(build), allowed) for build, allowed in OF_VISITS),
    *((lambda met, build=build: build(HUGE), NOBODY) for build, _ in (*OF_MEETINGS, *OF_VISITS)),
    *((lambda met, build=build: build(met.visit), NOBODY) for build in (of.OpenMeeting, of.NextMeeting,
                                                                        of.SendMinutes)),
    *((lambda met, build=build: build(met.meeting), NOBODY) for build in (to.OpenVisit, to.ShareVisit,
                                                                         to.FillVisitSheet, to.ShowVisitSheet)),
    (lambda met: to.ShowVisits(), LOOK), (lambda met: to.ShowVisits(1, HUGE // 1000), LOOK),
    (lambda met: to.MakeVisit(), GO), (lambda met: to.MakeVisit(met.school), NEAR),
    (lambda met: to.MakeVisit(HUGE), NOBODY),
    *((lambda met, by=by: to.ShowVisitFigures(by), COUNT) for by in ("municipality", "month")),
    (lambda met: to.ShowVisitFigures("school", HUGE), COUNT), (lambda met: to.ShowVisitFigures("nonsense"), NOBODY),
    (lambda met: to.ShowUnvisited(), COUNT), (lambda met: to.ShowUnvisited(HUGE // 1000), COUNT),
    (lambda met: to.ExportVisits(), COUNT),
    (lambda met: of.DropDecision(HUGE, 1), NOBODY), (lambda met: of.DropDecision(met.decision), HOLD),
    (lambda met: of.DropDecision(met.decision, 1), HOLD),
]
"""Every button of them; the last drops the decision."""


async def met(tx: Transaction, programme: int, holder: int, director: int, school: int, *, now: int,
              words: str = "Составить график") -> Met:
    """Both began an hour ago and go on; the holder goes to the school."""
    called = Definition("meeting", words, now - 3600, now + 7200, "Asia/Irkutsk")
    meeting = await events.make(tx, programme, called, owner=holder, now=now)
    await rsvps.answer(tx, meeting, holder, rsvps.Answer.YES, now, None)
    await rsvps.invite(tx, meeting, [director], now=now)
    section = await assignments.section(tx, programme, Kind.DECISION, "Решения встреч")
    decision = await assignments.make(
        tx, programme=programme, section=section, kind=Kind.DECISION, number="Р-1", title=words, about=words,
        due_on="2018-05-25", author=holder, now=now, event=meeting)
    await assignments.assign(tx, decision, [Asked(school)], now=now)
    going = replace(called, kind="visit", about=words, organisers=(holder,))
    visit = await events.make(tx, programme, going, owner=holder, now=now)
    await visits.put(tx, visit, school)
    await rsvps.invite(tx, visit, [director], now=now)
    return Met(meeting, decision, visit, school)
