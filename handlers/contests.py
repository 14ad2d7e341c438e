"""Contests: the list, the call, and for the organiser how it goes."""

from dataclasses import dataclass

from handlers import contest_rights
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import MoveDate, ShowMenu
from messages.meanings_of_contests import (
    ChooseExperts,
    CloseEntries,
    ExportProtocol,
    JoinContest,
    MakeContest,
    OpenApplication,
    OpenContest,
    ShareApplications,
    ShowApplications,
    ShowContests,
    ShowExperts,
    ShowPractices,
    ShowRanking,
    ShowReviews,
    TellResults,
)
from messages.paging import turning
from messages.replies import Reply, Tone
from scheduler.contests import rules, standing
from scheduler.contests.criteria import points
from scheduler.contests.standing import Standing
from storage import contests
from storage.contests import Contest
from storage.tasks import TaskState

room = Room()
PAGE = 5
"""Contests on a screen."""


@dataclass(frozen=True, slots=True)
class Line:
    """A contest as the list shows it; `author` is empty for one's own, `told` says that it is over."""

    place: int
    number: str
    title: str
    due_on: str
    author: str
    total: int
    own: str
    told: bool


@room.said("/contests", "конкурсы", "конкурс")
async def asked(turn: Turn) -> Returned:
    return await list_opened(turn, ShowContests())


@room.pressed(ShowContests)
async def list_opened(turn: Turn, wanted: ShowContests) -> Returned:
    held = await turn.roles()
    skip = wanted.page * PAGE
    found = await contests.listed(turn.tx, turn.me.id, size=PAGE + 1, skip=skip)
    if not found and wanted.page:
        return await list_opened(turn, ShowContests())
    lines = [Line(skip + place, each.number, each.title, each.due_on,
                  "" if each.author == turn.me.id else each.author_name, each.total, each.own,
                  rules.read(each.rules).told_at is not None) for place, each in enumerate(found[:PAGE], 1)]
    numbers = [Choice("open", OpenContest(each.id), facts={"place": skip + place})
               for place, each in enumerate(found[:PAGE], 1)]
    turned = turning(ShowContests(wanted.page - 1) if wanted.page else None,
                     ShowContests(wanted.page + 1) if len(found) > PAGE else None)
    calls = contest_rights.may_call(held)
    make = [Choice("make", MakeContest(), tone=Tone.MAIN)] if calls else []
    banks = [*([Choice("experts", ShowExperts())] if calls else []), Choice("practices", ShowPractices())]
    menu = [] if len(turned) == 2 and calls else [Choice("menu", ShowMenu())]  # ten buttons at most
    return turn.say("contests/list", [numbers, turned, make, [*banks, *menu]], lines=lines, calls=calls,
                    today=await contest_rights.today(turn))


@room.pressed(OpenContest)
async def opened(turn: Turn, press: OpenContest) -> Returned:
    return await card(turn, press.contest)


async def card(turn: Turn, id: int) -> Reply:
    """For the organiser, how it goes; for all others the call, with what is theirs in it. Raises `Refused`."""
    contest = await contests.by_id(turn.tx, id)
    if contest is None or contest.broadcast is None:
        raise Refused("contests/not_yours")
    if await contest_rights.rules_over(turn, contest):
        return await _led(turn, contest)
    return await _called(turn, contest)


async def _led(turn: Turn, contest: Contest) -> Reply:
    told = await standing.standing(turn.tx, contest)
    by_state = {state.value: sum(each.state is state for each in told.applications) for state in TaskState}
    due = sum(each.missing for each in told.places)
    going = [Choice("reviews", ShowReviews(contest.id)), Choice("ranking", ShowRanking(contest.id), tone=Tone.MAIN)]
    share = [Choice("share", ShareApplications(contest.id), tone=Tone.MAIN)] if _unshared(told) else []
    entries = [Choice("move", MoveDate(contest.id))] if told.applications and not told.is_judged else []
    close = [Choice("close", CloseEntries(contest.id))] if by_state["open"] + by_state["returned"] else []
    ending = [Choice("paper", ExportProtocol(contest.id)), Choice("tell", TellResults(contest.id))]
    rows = [[Choice("applications", ShowApplications(contest.id), facts={"number": len(told.applications)}),
             Choice("experts", ChooseExperts(contest.id))],
            share, going if told.is_judged else [], [*entries, *close], ending if told.is_judged else [],
            [Choice("list", ShowContests()), Choice("menu", ShowMenu())]]
    return turn.say("contests/led", rows, contest=contest, today=await contest_rights.today(turn), states=by_state,
                    total=len(told.applications), rules=told.rules, given=sum(each.is_in for each in told.standing),
                    asked=len(told.standing), due=due, apart=sum(each.apart for each in told.places),
                    level=sum(each.first < each.last for each in told.places))


def _unshared(told: Standing) -> bool:
    """Whether an accepted application still lacks experts."""
    asked = [each.application for each in told.standing]
    return any(asked.count(each.task) < told.rules.wanted(each.task) for each in told.accepted)


async def _called(turn: Turn, contest: Contest) -> Reply:
    own = [found for id in await contests.own(turn.tx, contest.id, turn.me.id)
           if (found := await contests.application(turn.tx, id))]
    mine = [each for each in own if each.state is not TaskState.CANCELLED]
    watched = [each for each in await contests.applications(turn.tx, contest.id, turn.me.id)
               if each.state is not TaskState.CANCELLED]
    may_join = await contest_rights.may_join(turn, contest) if not mine else []
    known = may_join or await contests.listed(turn.tx, turn.me.id, contest=contest.id, size=1, skip=0)
    if not known:
        raise Refused("contests/not_yours")
    is_open = await contest_rights.is_open(turn, contest)
    join = [Choice("join", JoinContest(contest.id, 1), tone=Tone.GOOD)] if may_join and is_open else []
    look = [Choice("mine", OpenApplication(each.task), tone=Tone.MAIN) for each in mine[:1]]
    watch = [Choice("applications", ShowApplications(contest.id), facts={"number": len(watched)})] if watched else []
    going = rules.read(contest.rules)
    told = await standing.standing(turn.tx, contest)
    weighed = [(each.label, points(each.weight)) for each in told.criteria]
    return turn.say("contests/call", [join, look, watch, [Choice("list", ShowContests()), Choice("menu", ShowMenu())]],
                    contest=contest, rules=going, today=await contest_rights.today(turn), criteria=weighed,
                    own=mine[0] if mine else None, is_open=is_open, watched=len(watched))
