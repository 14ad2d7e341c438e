"""What a contest has come to: the ranking, the protocol, and every applicant told of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handlers import contest_applications, contest_rights, contests
from handlers.ordering import ordered
from handlers.router import Returned, Room
from handlers.turn import Turn
from messages.catalogue import Choice
from messages.meanings_of_contests import (
    ExportProtocol,
    OpenApplication,
    OpenContest,
    ShowRanking,
    TellResults,
)
from messages.paging import turning
from messages.replies import Tone
from scheduler import planner
from scheduler.contests import protocol, rules, standing
from scheduler.contests.criteria import points
from scheduler.contests.ranking import Place, best
from scheduler.contests.standing import Standing
from storage import contests as stored
from storage import history, tasks
from storage.contests import Application
from storage.tasks import Relation, TaskState

room = Room()
PAGE = 6
"""Applications on a screen."""
COMMENTS = 5
"""Comments of experts that an applicant reads."""


@dataclass(frozen=True, slots=True)
class Line:
    """An application in the ranking; `place` is its place, `number` that of the application."""

    place: str
    number: int
    title: str
    mean: str
    totals: tuple[str, ...]
    missing: int
    apart: bool
    award: str


@room.pressed(ShowRanking)
async def ranking_shown(turn: Turn, wanted: ShowRanking) -> Returned:
    contest = await contest_rights.organised(turn, wanted.contest)
    told = await standing.standing(turn.tx, contest)
    page = min(wanted.page, max(0, (len(told.places) - 1) // PAGE))
    part = told.places[page * PAGE:][:PAGE]
    lines = [line(each, told.application(each.application)) for each in part]
    numbers = [Choice("open", OpenApplication(each.application), facts={"number": one.number})
               for each, one in zip(part, lines, strict=True)]
    turned = turning(ShowRanking(contest.id, page - 1) if page else None,
                     ShowRanking(contest.id, page + 1) if len(told.places) > (page + 1) * PAGE else None)
    return turn.say("contests/ranking", [numbers[:3], numbers[3:], turned, [Choice("back", OpenContest(contest.id))]],
                    contest=contest, lines=lines, total=len(told.places), most=points(best(told.criteria)),
                    missing=sum(each.missing for each in told.places), page=page,
                    pages=max(1, -(-len(told.places) // PAGE)))


def line(place: Place, application: Application) -> Line:
    """In words."""
    return Line(contest_applications.placed(place), application.place, application.title,
                points(place.mean) if place.mean is not None else "", tuple(map(points, place.totals)), place.missing,
                place.apart, application.award.value)


@room.pressed(ExportProtocol)
async def protocol_wanted(turn: Turn, press: ExportProtocol) -> Returned:
    contest = await contest_rights.organised(turn, press.contest)
    return await ordered(turn, protocol.PROTOCOL, {"contest": contest.id})


@room.pressed(TellResults)
async def told_all(turn: Turn, press: TellResults) -> Returned:
    """Each its own, once; from now on those who watch over them may look as well."""
    contest = await contest_rights.held(turn, press.contest)
    told = await standing.standing(turn.tx, contest)
    if told.rules.told_at is not None or not told.is_judged:
        return await contests.card(turn, contest.id)
    if not press.sure:
        return turn.say("contests/sure_tell", [[Choice("yes", TellResults(contest.id, 1), tone=Tone.GOOD)],
                                               [Choice("back", OpenContest(contest.id))]],
                        total=len(told.places), missing=sum(each.missing for each in told.places),
                        awards=sum(bool(each.award) for each in told.accepted))
    going = replace(told.rules, told_at=turn.now)
    await stored.put_rules(turn.tx, contest.id, rules.write(going))
    absent = sum([await _tell(turn, told, each) for each in told.places])
    await _settle(turn, told)
    await history.note(turn.tx, "contest_told", actor=turn.me.id, now=turn.now, activity=contest.id,
                       applications=len(told.places))
    return turn.say("contests/told", [[Choice("back", OpenContest(contest.id))]], contest=contest,
                    total=len(told.places), absent=absent)


async def _settle(turn: Turn, told: Standing) -> None:
    """What was scored stands from now on, and what was not is asked of nobody any more."""
    for each in told.standing:
        await tasks.change_state(turn.tx, each.task, TaskState.ACCEPTED if each.is_in else TaskState.CANCELLED,
                                 allowed=(each.state, each.state), by=turn.me.id, now=turn.now)
    await planner.plan_tasks(turn.tx, [each.task for each in told.standing], turn.now)


async def _tell(turn: Turn, told: Standing, place: Place) -> bool:
    """Whether nobody of the applicant could be written to."""
    application = told.application(place.application)
    said = turn.say("contests/result", [[Choice("open", OpenApplication(application.task))]], contest=told.contest,
                    application=application, line=line(place, application), most=points(best(told.criteria)),
                    total=len(told.places), comments=comments(told, application.task)[:COMMENTS])
    people = {each.participant for each in await tasks.concerned(turn.tx, application.task)
              if each.relation in (Relation.TEAM, Relation.HANDED)}
    reached = [await turn.tell(each, said, reason=f"contest:{told.contest.id}:result:{application.task}")
               for each in sorted(people)]
    return not any(reached)


def comments(told: Standing, application: int) -> Sequence[str]:
    """What experts have written of it, by nobody's name: their order tells nothing either."""
    return sorted(each.comment for each in told.reviews if each.application == application and each.comment)
