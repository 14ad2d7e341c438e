"""What an application has won, and its way into the library: the bank of practices."""

from collections.abc import Sequence

from handlers import contest_applications, contest_rights
from handlers.contest_rights import Look
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_contests import (
    GiveAward,
    OpenApplication,
    PublishPractice,
    ShowContests,
    ShowPractices,
)
from messages.meanings_of_library import OpenMaterial
from messages.paging import turning
from scheduler.contests import practice
from scheduler.contests.practice import Said
from storage import contests as stored
from storage import history, tasks
from storage.contests import Award, Contest
from storage.tasks import Relation, TaskState

room = Room()
PAGE = 5
"""Practices on a screen."""


@room.pressed(GiveAward)
async def awarded(turn: Turn, press: GiveAward) -> Returned:
    look = await contest_rights.ruled(turn, press.task)
    if press.award not in tuple(Award) or look.application.state is not TaskState.ACCEPTED:
        raise Refused("fallback/unknown_button")
    if await stored.give_award(turn.tx, look.application.task, Award(press.award)):
        await history.note(turn.tx, "contest_awarded", actor=turn.me.id, task=look.application.task, now=turn.now,
                           award=press.award)
    return await contest_applications.card(turn, await contest_rights.ruled(turn, press.task))


@room.pressed(PublishPractice)
async def published(turn: Turn, press: PublishPractice) -> Returned:
    """Only what has won something, and only with the school's word that others may read it."""
    look = await contest_rights.ruled(turn, press.task)
    await stored.held(turn.tx, look.contest.id)
    answers = await stored.answers(turn.tx, look.application.task)
    if not look.application.award or not practice.is_agreed(answers):
        raise Refused("contests/no_consent")
    if look.application.published:
        return await contest_applications.card(turn, look)
    title, about = _told_of(turn, look.contest, look, practice.said(look.contest.fields, answers))
    made = await practice.publish(turn.tx, look.contest, look.application, title, about, by=turn.me.id, now=turn.now)
    await history.note(turn.tx, "practice_published", actor=turn.me.id, task=look.application.task, now=turn.now,
                       material=made[0])
    await _tell_team(turn, look, made[0])
    return turn.say("contests/published", [[Choice("open", OpenMaterial(made[0])),
                                            Choice("back", OpenApplication(look.application.task))]],
                    application=look.application, number=len(made))


def _told_of(turn: Turn, contest: Contest, look: Look, said: Sequence[Said]) -> tuple[str, str]:
    own = [each for each in said if each.file is None and each.name != practice.CONSENT]
    facts = {"contest": contest, "application": look.application}
    return (turn.catalogue.words("contests/practice_title", name=own[0].words if own else "", **facts)[:practice.TITLE],
            turn.catalogue.words("contests/practice", said=own, **facts))


async def _tell_team(turn: Turn, look: Look, material: int) -> None:
    for each in await tasks.concerned(turn.tx, look.application.task):
        if each.relation in (Relation.TEAM, Relation.HANDED):
            said = turn.say("contests/told_published", [[Choice("open", OpenMaterial(material))]],
                            application=look.application, contest=look.contest)
            await turn.tell(each.participant, said, reason=f"contest:{look.contest.id}:published:{material}")


@room.said("/practices", "банк практик", "практики")
async def practices_asked(turn: Turn) -> Returned:
    return await practices_shown(turn, ShowPractices())


@room.pressed(ShowPractices)
async def practices_shown(turn: Turn, wanted: ShowPractices) -> Returned:
    """What has come into the library from contests; whoever sees the library sees it."""
    await turn.roles()
    found = await stored.practices(turn.tx, turn.me.id, size=PAGE, skip=wanted.page * PAGE)
    if not found and wanted.page:
        return await practices_shown(turn, ShowPractices())
    total = found[0].total if found else 0
    numbers = [Choice("open", OpenMaterial(each.material), facts={"place": wanted.page * PAGE + place})
               for place, each in enumerate(found, 1)]
    turned = turning(ShowPractices(wanted.page - 1) if wanted.page else None,
                     ShowPractices(wanted.page + 1) if total > (wanted.page + 1) * PAGE else None)
    return turn.say("contests/practices", [numbers, turned, [Choice("contests", ShowContests()),
                                                             Choice("menu", ShowMenu())]],
                    lines=list(enumerate(found, wanted.page * PAGE + 1)), total=total)
