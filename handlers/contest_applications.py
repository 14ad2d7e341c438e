"""The applications of a contest: their list, and one with its answers and files, as whoever looks may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from handlers import contest_rights, judges
from handlers.contest_rights import As, Look
from handlers.router import Returned, Room
from handlers.turn import Answer, Refused, Turn
from messages.catalogue import Choice
from messages.meanings import FillTask, OpenTask, ShowMenu
from messages.meanings_of_contests import (
    AddReview,
    DeclareConflict,
    GiveAward,
    JoinContest,
    OpenApplication,
    OpenContest,
    PublishPractice,
    ShowApplicationFiles,
    ShowApplications,
    ShowExpertise,
    ShowRanking,
)
from messages.paging import turning
from messages.replies import TEXT_LIMIT, Attachment, Reply, Tone, fits
from messages.updates import FileKind
from scheduler.contests import practice, ranking, standing
from scheduler.contests.criteria import points
from scheduler.contests.practice import Said
from scheduler.contests.ranking import Place, best
from scheduler.contests.standing import Standing
from storage import contests as stored
from storage import tasks
from storage.contests import Award
from storage.tasks import TaskState

room = Room()
PAGE = 5
"""Applications on a screen."""
WIDTHS = (900, 350, 150, 60)
"""Characters of each answer; the first that fits is taken."""


@dataclass(frozen=True, slots=True)
class Given:
    """What one expert has given, as the organiser reads it."""

    name: str
    total: str
    comment: str


@dataclass(frozen=True, slots=True)
class Result:
    """What has come of an application, in words."""

    place: str
    mean: str
    most: str
    spread: str
    apart: bool
    missing: int


@room.pressed(ShowApplications)
async def listed(turn: Turn, wanted: ShowApplications) -> Returned:
    """For the organiser all of them, what waits for a word first; for others those they watch over."""
    contest = await stored.by_id(turn.tx, wanted.contest)
    if contest is None or contest.broadcast is None:
        raise Refused("contests/not_yours")
    leads = await contest_rights.rules_over(turn, contest)
    found = [each for each in await stored.applications(turn.tx, contest.id, 0 if leads else turn.me.id)
             if each.state is not TaskState.CANCELLED]
    if not found and not leads:
        raise Refused("contests/not_yours")
    found.sort(key=lambda each: (each.state is not TaskState.DONE, each.state is TaskState.ACCEPTED, each.place))
    page = min(wanted.page, max(0, (len(found) - 1) // PAGE))
    part = found[page * PAGE:][:PAGE]
    numbers = [Choice("open", OpenApplication(each.task), facts={"place": each.place}) for each in part]
    turned = turning(ShowApplications(contest.id, page - 1) if page else None,
                     ShowApplications(contest.id, page + 1) if len(found) > (page + 1) * PAGE else None)
    return turn.say("contests/applications", [numbers, turned, [Choice("back", OpenContest(contest.id))]],
                    contest=contest, lines=part, total=len(found), page=page, pages=max(1, -(-len(found) // PAGE)))


@room.pressed(OpenApplication)
async def opened(turn: Turn, press: OpenApplication) -> Returned:
    return await card(turn, await contest_rights.looked_at(turn, press.task))


async def card(turn: Turn, look: Look) -> Reply:
    """One application as this person may see it."""
    answers = await stored.answers(turn.tx, look.application.task) if look.reads else []
    said = practice.said(look.contest.fields, answers)
    told = await standing.standing(turn.tx, look.contest)
    place = told.place(look.application.task)
    rows = [[Choice("files", ShowApplicationFiles(look.application.task))] if any(each.file for each in said) else [],
            *await _deeds(turn, look, told, place, agreed=practice.is_agreed(answers)), _back(look)]
    facts: dict[str, Any] = {
        "look": look, "application": look.application, "contest": look.contest, "said": said,
        "result": _result(told, place) if look.is_told else None,
        "given": _given(told, look) if look.role is As.ORGANISER else (),
        "today": turn.today(look.application.time_zone)}
    for width in WIDTHS:
        reply = turn.say("contests/application", rows, width=width, **facts)
        if fits(reply.text, TEXT_LIMIT):
            break
    return reply


async def _deeds(turn: Turn, look: Look, told: Standing, place: Place | None, *,
                 agreed: bool) -> Sequence[list[Choice]]:
    """What this person may do with it."""
    task, found = look.application.task, list[list[Choice]]()
    if look.review is not None:
        judge = Choice("change" if look.review.state is TaskState.DONE else "judge", FillTask(look.review.task),
                       tone=Tone.GOOD)
        unfinished = look.review.state in (TaskState.OPEN, TaskState.RETURNED)
        found.append([judge, *([Choice("conflict", DeclareConflict(look.review.task))] if unfinished else [])])
    if look.role is As.TEAM:
        return [*found, *_of_team(look)]
    if look.role is not As.ORGANISER:
        return found
    known = await tasks.by_id(turn.tx, task)
    if known and not told.is_judged:
        relations = await tasks.relations(turn.tx, task, turn.me.id)
        found += judges.buttons(known, await judges.bench(turn, known, relations))
    if place is not None and place.mean is not None:
        extra = [Choice("extra", AddReview(task, told.rules.wanted(task) + 1))] if place.apart else []
        given = [Choice(f"award_{each}" if each else "award_none", GiveAward(task, each.value))
                 for each in Award if each is not look.application.award]
        found += [given, extra]
    if agreed and look.application.state is TaskState.ACCEPTED and look.application.award and (
            not look.application.published):
        found.append([Choice("publish", PublishPractice(task), tone=Tone.MAIN)])
    return found


def _of_team(look: Look) -> list[list[Choice]]:
    own = look.application
    if own.state in (TaskState.OPEN, TaskState.RETURNED):
        return [[Choice("write", FillTask(own.task), tone=Tone.GOOD)], [Choice("leave", JoinContest(own.contest, 0))]]
    return [[Choice("change_own", FillTask(own.task))]] if own.state is TaskState.DONE else []


def _back(look: Look) -> list[Choice]:
    if look.role is As.EXPERT:
        return [Choice("expertise", ShowExpertise()), Choice("menu", ShowMenu())]
    if look.role is As.TEAM:
        return [Choice("task", OpenTask(look.application.task)), Choice("contest", OpenContest(look.contest.id))]
    ranked = look.role is As.ORGANISER and look.application.state is TaskState.ACCEPTED
    back = Choice("ranking", ShowRanking(look.contest.id)) if ranked else Choice(
        "list", ShowApplications(look.contest.id))
    return [back, Choice("contest", OpenContest(look.contest.id))]


def _result(told: Standing, place: Place | None) -> Result | None:
    """None: nobody has judged it."""
    if place is None or place.mean is None:
        return None
    return Result(placed(place), points(place.mean), points(best(told.criteria)), points(place.spread), place.apart,
                  place.missing)


def placed(place: Place) -> str:
    """«2» or, where it is shared, «2–3»; "" for none."""
    return "–".join(map(str, dict.fromkeys((place.first, place.last)))) if place.first else ""


def _given(told: Standing, look: Look) -> list[Given]:
    """What each of the experts said; of those who have not yet, the name alone."""
    reviews = {(each.application, each.expert): each for each in told.reviews}
    found = []
    for each in told.standing:
        if each.application == look.application.task:
            review = reviews.get((each.application, each.expert))
            found.append(Given(each.name, points(ranking.total(told.criteria, review)) if review else "",
                               review.comment if review else ""))
    return found


@room.pressed(ShowApplicationFiles)
async def files_shown(turn: Turn, press: ShowApplicationFiles) -> Returned:
    """Each in a message of its own; the buttons come below, in words: a messenger may refuse a file."""
    look = await contest_rights.looked_at(turn, press.task)
    if not look.reads:
        raise Refused("contests/not_yours")
    said = practice.said(look.contest.fields, await stored.answers(turn.tx, look.application.task))
    sent = [turn.say("contests/file", attachment=_attached(each), each=each, application=look.application)
            for each in said if each.file is not None]
    return Answer((*sent, await card(turn, look)), fresh=True)


def _attached(said: Said) -> Attachment:
    assert said.file is not None
    assert said.file.file is not None
    return Attachment(FileKind(said.file.file_kind), said.file.name, said.file.mime, said.file.file)
