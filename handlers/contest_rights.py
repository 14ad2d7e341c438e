"""Who may do what with a contest. Every button and every end of a form asks here again.

The organiser is whoever has called it, and operators in their stead. An expert sees the applications that were given to
them, a school its own; those who watch over schools see how theirs stand, and what came of it once all are told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from handlers import request_making
from handlers.turn import Refused, Turn
from scheduler import addressing, assigning
from scheduler.contests import rules
from scheduler.contests.rules import Rules
from storage import broadcasts, contests, expertise, tasks
from storage.assignments import Asked as Whose
from storage.contests import Application, Contest
from storage.expertise import Asked
from storage.participants import Role, RoleHeld
from storage.tasks import Relation


class As(StrEnum):
    """As what somebody looks at an application, the first that fits."""

    ORGANISER = "organiser"
    EXPERT = "expert"
    TEAM = "team"
    WATCHER = "watcher"


@dataclass(frozen=True, slots=True)
class Look:
    """An application in the eyes of a person; `review` is what they are asked for, if they judge it."""

    contest: Contest
    rules: Rules
    application: Application
    role: As
    review: Asked | None = None

    @property
    def reads(self) -> bool:
        """Whether they see what it says."""
        return self.role is not As.WATCHER

    @property
    def is_told(self) -> bool:
        """Whether they may know what has come of it."""
        return self.role is As.ORGANISER or (self.role is not As.EXPERT and self.rules.told_at is not None)


async def caller(turn: Turn, programme: int | None = None) -> RoleHeld:
    """The role by which somebody calls contests. Raises `Refused`."""
    try:
        return await request_making.asker(turn, programme)
    except Refused:
        raise Refused("contests/not_a_caller") from None


def may_call(held: list[RoleHeld]) -> bool:
    """Whether somebody with these roles calls contests."""
    return any(each.role in request_making.ASKERS for each in held)


async def rules_over(turn: Turn, contest: Contest) -> bool:
    """Whether this person is its organiser."""
    held = {each.role for each in await turn.roles() if each.programme == contest.programme}
    return Role.OPERATOR in held or (contest.author == turn.me.id and bool(held & {*request_making.ASKERS}))


async def organised(turn: Turn, id: int) -> Contest:
    """One that this person organises, and that was called. Raises `Refused`."""
    contest = await contests.by_id(turn.tx, id)
    if contest is None or contest.broadcast is None or not await rules_over(turn, contest):
        raise Refused("contests/not_yours")
    return contest


async def held(turn: Turn, id: int) -> Contest:
    """The same, and nobody else changes it until this turn is over."""
    await organised(turn, id)
    await contests.held(turn.tx, id)
    return await organised(turn, id)


async def looked_at(turn: Turn, task: int) -> Look:
    """An application, or the one that this review judges. Raises `Refused`."""
    application = await contests.application(turn.tx, task)
    contest = await contests.by_id(turn.tx, application.contest) if application else None
    if application is None or contest is None or contest.broadcast is None:
        raise Refused("contests/not_yours")
    going = rules.read(contest.rules)
    review = await _review(turn, application)
    if await rules_over(turn, contest):
        return Look(contest, going, application, As.ORGANISER, review)
    if review is not None:
        return Look(contest, going, application, As.EXPERT, review)
    relations = await tasks.relations(turn.tx, application.task, turn.me.id)
    if relations & {Relation.TEAM, Relation.HANDED}:
        return Look(contest, going, application, As.TEAM)
    if not relations - {Relation.AUTHOR}:
        raise Refused("contests/not_yours")
    return Look(contest, going, application, As.WATCHER)


async def ruled(turn: Turn, task: int) -> Look:
    """An application of which this person is the organiser. Raises `Refused`."""
    look = await looked_at(turn, task)
    if look.role is not As.ORGANISER:
        raise Refused("contests/not_yours")
    return look


async def judged(turn: Turn, review: int) -> Asked:
    """What this person is asked to judge. Raises `Refused`."""
    found = next((each for each in await expertise.reviews_by(turn.tx, turn.me.id) if each.task == review), None)
    if found is None:
        raise Refused("contests/not_yours")
    return found


async def _review(turn: Turn, application: Application) -> Asked | None:
    return next((each for each in await expertise.reviews_by(turn.tx, turn.me.id)
                 if each.application == application.task), None)


async def may_join(turn: Turn, contest: Contest) -> Sequence[Whose]:
    """For whom this person may apply: for an organisation that was called and is theirs to lead, or for themselves."""
    sent = await broadcasts.by_id(turn.tx, contest.broadcast or 0)
    if sent is None or sent.author is None:
        return []
    circle = await addressing.circle(turn.tx, contest.programme, sent.author)
    called = set(await assigning.asked(turn.tx, sent, circle))
    leads = [Whose(each.organisation) for each in await turn.roles() if (each.level, each.role) in assigning.FOR_ALL]
    alone = [Whose(each.organisation, turn.me.id) for each in await turn.roles()]
    return [each for each in (*leads, *alone) if each in called]


async def is_open(turn: Turn, contest: Contest) -> bool:
    """Whether one may still begin an application."""
    return rules.read(contest.rules).closed_at is None and contest.due_on >= await today(turn)


async def today(turn: Turn) -> str:
    return turn.today((await turn.main_role()).time_zone)
