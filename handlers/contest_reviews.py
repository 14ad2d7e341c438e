"""What has come from the experts of a contest: who is chased, relieved of an application, or asked for one more."""

from collections import Counter
from dataclasses import replace

from handlers import contest_applications, contest_judging, contest_rights
from handlers.contest_judging import Load
from handlers.contest_rights import Look
from handlers.router import Returned, Room
from handlers.turn import Answer, Refused, Turn
from messages.catalogue import Choice
from messages.meanings_of_contests import (
    AddReview,
    ChaseExperts,
    OpenApplication,
    OpenContest,
    RelieveExpert,
    ShowExpertise,
    ShowReviews,
)
from messages.paging import turning
from messages.replies import Reply, Tone
from scheduler import nudging, planner
from scheduler.contests import judging, rules, standing
from scheduler.contests.standing import Standing
from storage import contests as stored
from storage import expertise, history, tasks
from storage.tasks import TaskState

room = Room()
PAGE = 6
"""Experts on a screen."""
RELIEVED = 5
"""Reviews of one expert on a screen."""
MOST = 9
"""Reviews of one application."""


@room.pressed(ShowReviews)
async def shown(turn: Turn, wanted: ShowReviews) -> Returned:
    """Expert by expert what is in and what is missing, those with the most to do first; or the missing ones of one."""
    contest = await contest_rights.organised(turn, wanted.contest)
    told = await standing.standing(turn.tx, contest)
    if wanted.expert:
        return await _of_expert(turn, told, wanted.expert, wanted.page)
    bank = await judging.bank(turn.tx, contest.programme)
    homes = {each.id: each.municipality_title or each.place for each in bank.experts}
    names = {each.expert: each.name for each in told.standing}
    left = Counter(each.expert for each in told.standing if not each.is_in)
    order = sorted(names, key=lambda each: (-left[each], names[each], each))
    page = min(wanted.page, max(0, (len(order) - 1) // PAGE))
    lines = [Load(page * PAGE + place, names[each], homes.get(each, ""),
                  sum(one.expert == each for one in told.standing), left[each])
             for place, each in enumerate(order[page * PAGE:][:PAGE], 1)]
    numbers = [Choice("open", ShowReviews(contest.id, 0, each), facts={"place": page * PAGE + place})
               for place, each in enumerate(order[page * PAGE:][:PAGE], 1) if left[each]]
    turned = turning(ShowReviews(contest.id, page - 1) if page else None,
                     ShowReviews(contest.id, page + 1) if len(order) > (page + 1) * PAGE else None)
    chase = [Choice("chase", ChaseExperts(contest.id), tone=Tone.MAIN)] if left else []
    return turn.say("contests/reviews", [numbers[:3], numbers[3:], turned, chase,
                                         [Choice("back", OpenContest(contest.id))]],
                    contest=contest, rules=told.rules, lines=lines, total=len(told.standing),
                    given=sum(each.is_in for each in told.standing),
                    conflicts=sum(each.is_conflict for each in told.asked))


async def _of_expert(turn: Turn, told: Standing, expert: int, page: int) -> Reply:
    left = [each for each in told.standing if each.expert == expert and not each.is_in]
    page = min(page, max(0, (len(left) - 1) // RELIEVED))
    part = left[page * RELIEVED:][:RELIEVED]
    numbers = [Choice("relieve", RelieveExpert(each.task), facts={"place": told.application(each.application).place})
               for each in part]
    turned = turning(ShowReviews(told.contest.id, page - 1, expert) if page else None,
                     ShowReviews(told.contest.id, page + 1, expert) if len(left) > (page + 1) * RELIEVED else None)
    return turn.say("contests/reviews_of", [numbers, turned, [Choice("back", ShowReviews(told.contest.id))]],
                    name=left[0].name if left else "", total=len(left), rules=told.rules,
                    lines=[told.application(each.application) for each in part])


@room.pressed(ChaseExperts)
async def chased(turn: Turn, press: ChaseExperts) -> Returned:
    """Once a day, and when the quiet hours of each are over."""
    contest = await contest_rights.organised(turn, press.contest)
    told = await standing.standing(turn.tx, contest)
    people = {each.expert for each in told.standing if not each.is_in}
    today = await contest_rights.today(turn)
    reply = turn.say("contests/told_chased", [[Choice("open", ShowExpertise(), tone=Tone.MAIN)]], contest=contest,
                     rules=told.rules, who=turn.me.name, today=today)
    done = await nudging.nudge(turn.tx, people, reply, reason=f"contest:{contest.id}:nudge:{today}", now=turn.now)
    if done.now:
        await history.note(turn.tx, "experts_chased", actor=turn.me.id, now=turn.now, activity=contest.id,
                           people=done.now)
    return turn.say("contests/chased", [[Choice("reviews", ShowReviews(contest.id)),
                                         Choice("back", OpenContest(contest.id))]], told=done)


@room.pressed(AddReview)
async def review_added(turn: Turn, press: AddReview) -> Returned:
    """One more pair of eyes where the others differ; the button says how many reviews there shall be."""
    look = await contest_rights.ruled(turn, press.task)
    contest = await contest_rights.held(turn, look.contest.id)
    going, task = rules.read(contest.rules), look.application.task
    if look.application.state is not TaskState.ACCEPTED or press.number > MOST:
        raise Refused("fallback/unknown_button")
    if press.number == going.wanted(task) + 1:
        extra = {**going.extra, task: press.number - going.each}
        await stored.put_rules(turn.tx, contest.id, rules.write(replace(going, extra=extra)))
    return await _filled_up(turn, look, "contests/added")


@room.pressed(RelieveExpert)
async def relieved(turn: Turn, press: RelieveExpert) -> Returned:
    look = await contest_rights.ruled(turn, press.review)
    contest = await contest_rights.held(turn, look.contest.id)
    review = next((each for each in await expertise.reviews(turn.tx, contest.id) if each.task == press.review), None)
    if review is None or review.is_in:
        return Answer((await contest_applications.card(turn, look),), turn.catalogue.words("contests/came_in"))
    if not press.sure:
        return turn.say("contests/sure_relieve", [[Choice("yes", RelieveExpert(review.task, 1), tone=Tone.BAD)],
                                                  [Choice("back", ShowReviews(contest.id, 0, review.expert))]],
                        name=review.name, application=look.application)
    if await tasks.change_state(turn.tx, review.task, TaskState.CANCELLED,
                                allowed=(TaskState.OPEN, TaskState.RETURNED), by=turn.me.id, now=turn.now):
        await planner.plan_task(turn.tx, review.task, turn.now)
        await history.note(turn.tx, "expert_relieved", actor=turn.me.id, task=review.task, now=turn.now)
        said = turn.say("contests/told_relieved", [[Choice("open", ShowExpertise())]], contest=contest,
                        application=look.application)
        await turn.tell(review.expert, said, reason=f"contest:{contest.id}:relieved:{review.task}")
    return await _filled_up(turn, look, "contests/relieved")


async def _filled_up(turn: Turn, look: Look, template: str) -> Reply:
    """Whoever is free for it gets the application; who it is, or that there is nobody."""
    name = await filled_up(turn, look)
    return turn.say(template, [[Choice("application", OpenApplication(look.application.task)),
                                Choice("back", ShowReviews(look.contest.id))]],
                    application=look.application, name=name)


async def filled_up(turn: Turn, look: Look) -> str:
    """Give it to others until it has its reviews; the names of those who got it, "" where there is nobody."""
    contest = await stored.by_id(turn.tx, look.contest.id) or look.contest
    told, bank = await standing.standing(turn.tx, contest), await judging.bank(turn.tx, contest.programme)
    found = judging.proposed(told, bank, told.rules.seed, [look.application.task])
    await contest_judging.give(turn, told, bank, found.pairs)
    names = {each.id: each.name for each in bank.experts}
    return ", ".join(names[expert] for _, expert in found.pairs)
