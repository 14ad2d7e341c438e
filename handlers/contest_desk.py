"""The experts' side of contests: what waits for their judgement, a conflict of interest, and on to the next one; and
the bank of experts, for those who call contests.
"""

from collections.abc import Collection
from dataclasses import dataclass

from handlers import contest_reviews, contest_rights
from handlers.router import Returned, Room
from handlers.turn import Answer, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_contests import (
    DeclareConflict,
    OpenApplication,
    ShowContests,
    ShowExpertise,
    ShowExperts,
    ShowReviews,
)
from messages.paging import turning
from messages.replies import Tone
from scheduler import planner
from scheduler.contests import standing
from scheduler.contests.ranking import Leaning
from storage import contests as stored
from storage import expertise, history, tasks
from storage.tasks import Task, TaskState

room = Room()
PAGE = 6
"""Applications or experts on a screen."""
EXPERTS = 8
_WAITING = (TaskState.OPEN, TaskState.RETURNED)


@dataclass(frozen=True, slots=True)
class Known:
    """An expert in the bank: `away` says how far their points lie from those of colleagues, in per cent of the scale,
    and `lean` whether above or below them on the average.
    """

    place: int
    name: str
    home: str
    subjects: str
    joined: bool
    reviews: int
    compared: int
    away: int
    lean: int


@room.said("/expertise", "экспертиза", "мои заявки")
async def asked(turn: Turn) -> Returned:
    return await shown(turn, ShowExpertise())


@room.pressed(ShowExpertise)
async def shown(turn: Turn, wanted: ShowExpertise) -> Returned:
    """One's own alone."""
    await turn.roles()
    found = await expertise.reviews_by(turn.tx, turn.me.id)
    page = min(wanted.page, max(0, (len(found) - 1) // PAGE))
    part = found[page * PAGE:][:PAGE]
    numbers = [Choice("open", OpenApplication(each.task), facts={"place": each.place}) for each in part]
    turned = turning(ShowExpertise(page - 1) if page else None,
                     ShowExpertise(page + 1) if len(found) > (page + 1) * PAGE else None)
    return turn.say("contests/expertise", [numbers[:3], numbers[3:], turned, [Choice("menu", ShowMenu())]],
                    lines=part, total=len(found), left=sum(each.state in _WAITING for each in found),
                    today=await contest_rights.today(turn))


@room.pressed(DeclareConflict)
async def conflicted(turn: Turn, press: DeclareConflict) -> Returned:
    """Whoever says so judges it no more, and somebody else gets it at once."""
    review = await contest_rights.judged(turn, press.review)
    if review.state not in _WAITING:
        return Answer(notice=turn.catalogue.words("contests/came_in"))
    if not press.sure:
        return turn.say("contests/sure_conflict", [[Choice("yes", DeclareConflict(review.task, 1), tone=Tone.BAD)],
                                                   [Choice("back", OpenApplication(review.task))]], review=review)
    await stored.held(turn.tx, review.contest)
    look = await contest_rights.looked_at(turn, review.task)
    if await tasks.change_state(turn.tx, review.task, TaskState.CANCELLED, allowed=_WAITING, by=turn.me.id,
                                now=turn.now):
        await planner.plan_task(turn.tx, review.task, turn.now)
        await history.note(turn.tx, "conflict_declared", actor=turn.me.id, task=review.task, now=turn.now)
        name = await contest_reviews.filled_up(turn, look)
        if look.contest.author is not None:
            said = turn.say("contests/told_conflict", [[Choice("application", OpenApplication(look.application.task)),
                                                        Choice("reviews", ShowReviews(look.contest.id))]],
                            contest=look.contest, application=look.application, who=turn.me.name, name=name)
            await turn.tell(look.contest.author, said, reason=f"contest:{look.contest.id}:conflict:{review.task}")
    return turn.say("contests/conflict", [[Choice("next", ShowExpertise())]], review=review)


async def onward(turn: Turn, task: Task) -> list[Choice]:
    """What comes after a review was sent: the next application; and when the last of a contest is in, its organiser
    hears of it.
    """
    application = await stored.application(turn.tx, task.id)
    contest = await stored.by_id(turn.tx, application.contest) if application else None
    if contest is None:
        return []
    asked = [each for each in await expertise.reviews(turn.tx, contest.id) if each.stands]
    if all(each.is_in for each in asked) and contest.author is not None:
        said = turn.say("contests/told_all", [[Choice("open", ShowReviews(contest.id))]], contest=contest,
                        number=len(asked))
        await turn.tell(contest.author, said, reason=f"contest:{contest.id}:all:{len(asked)}")
    waiting = [each for each in await expertise.reviews_by(turn.tx, turn.me.id) if each.state in _WAITING]
    return [Choice("next_review", OpenApplication(each.task), tone=Tone.MAIN, facts={"left": len(waiting)})
            for each in waiting[:1]]


@room.said("/experts", "эксперты", "банк экспертов")
async def experts_asked(turn: Turn) -> Returned:
    return await experts_shown(turn, ShowExperts())


@room.pressed(ShowExperts)
async def experts_shown(turn: Turn, wanted: ShowExperts) -> Returned:
    """For those who call contests: who judges, how much they have done, how they lie to their colleagues."""
    held = await contest_rights.caller(turn)
    known = await expertise.experts(turn.tx, held.programme)
    leanings = await standing.leanings(turn.tx, held.programme)
    page = min(wanted.page, max(0, (len(known) - 1) // EXPERTS))
    lines = [_known(place, each, leanings.get(each.id))
             for place, each in enumerate(known[page * EXPERTS:][:EXPERTS], page * EXPERTS + 1)]
    turned = turning(ShowExperts(page - 1) if page else None,
                     ShowExperts(page + 1) if len(known) > (page + 1) * EXPERTS else None)
    return turn.say("contests/bank", [turned, [Choice("contests", ShowContests()), Choice("menu", ShowMenu())]],
                    lines=lines, total=len(known), done=_done(leanings.values()), page=page,
                    pages=max(1, -(-len(known) // EXPERTS)))


def _known(place: int, expert: expertise.Expert, leaning: Leaning | None) -> Known:
    away = round(leaning.distance * 100) if leaning else 0
    return Known(place, expert.name, expert.municipality_title or expert.place, expert.subjects, bool(expert.joined),
                 leaning.reviews if leaning else 0, leaning.compared if leaning else 0, away,
                 round(leaning.mean * 100) if leaning else 0)


def _done(leanings: Collection[Leaning]) -> int:
    return sum(each.reviews for each in leanings)
