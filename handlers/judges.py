"""Whose turn it is to judge a report, and what somebody may do about it; every button and form asks anew."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import AcceptTask, ReturnTask
from messages.meanings_of_review import PassTask
from messages.replies import Tone
from storage import cards, reviews
from storage.assignments import Review
from storage.reviews import Seat, Verdict
from storage.tasks import Relation, Task, TaskState

_LEVELS = (Relation.COORDINATOR, Relation.CURATOR)
_DOING = frozenset({Relation.TEAM, Relation.HANDED})


@dataclass(frozen=True, slots=True)
class Bench:
    """Those whose turn it is, and as what this person may pass on, accept and return; as nothing: they may not.

    `since` is None where nobody knows when it became their turn; `until_on` is up to when all of them are away.

    Operators may do all of it at any time, in anybody's stead.
    """

    levels: tuple[Relation, ...] = ()
    since: int | None = None
    until_on: str = ""
    pass_as: tuple[Relation, ...] = ()
    accept_as: tuple[Relation, ...] = ()
    return_as: tuple[Relation, ...] = ()

    @property
    def for_both(self) -> bool:
        """Whether they accept for whoever else was to as well, being an operator too."""
        return len(self.accept_as) > 1 and Relation.OPERATOR in self.accept_as

    @property
    def settles(self) -> bool:
        """Whether nobody else has to accept after this person."""
        return Relation.OPERATOR in self.accept_as or set(self.levels) <= set(self.accept_as)

    def refusal(self, task: Task) -> Refused:
        """Why this person may not do that now."""
        if task.state is TaskState.ACCEPTED:
            return Refused("review/settled")
        if self.pass_as:
            return Refused("review/pass_it_on")
        return Refused(f"review/turn_{self.levels[0] if self.levels else Relation.OPERATOR}")


async def bench(turn: Turn, task: Task, relations: Collection[Relation]) -> Bench:
    """As things are now; nobody is on it while there is nothing to judge."""
    if task.kind in cards.KINDS:
        return _of_card(task, relations)
    if task.review:
        return _of_author(task, relations)
    if task.state is TaskState.ACCEPTED:
        return Bench(return_as=await _accepted_as(turn, task, relations))
    if task.state is not TaskState.DONE:
        return Bench()
    seats = await reviews.turns(turn.tx, task.id)
    passing = any(each.passes for each in seats)
    own = tuple(level for level in _LEVELS
                if any((each.level, each.participant) == (level, turn.me.id) for each in seats))
    operator = (Relation.OPERATOR,) if Relation.OPERATOR in relations else ()
    levels = {each.level for each in seats}
    return Bench(
        levels=tuple(level for level in (*_LEVELS, Relation.OPERATOR) if level in levels),
        since=min(each.since for each in seats) if seats and all(each.known for each in seats) else None,
        until_on=_away(seats, turn.today(task.time_zone)),
        pass_as=(own or operator) if passing else (),
        accept_as=operator if passing else own if own and set(own) == levels else (*own, *operator),
        return_as=own[:1] or operator,
    )


async def first_tap(turn: Turn, task: Task, participant: int) -> list[Choice]:
    """The button with which somebody, whose turn it is, says at once that the report is good."""
    own = [each for each in await reviews.turns(turn.tx, task.id) if each.participant == participant]
    if not own and task.review != Review.AUTHOR:
        return []
    return [Choice("pass", PassTask(task.id), tone=Tone.GOOD) if own and own[0].passes
            else Choice("accept", AcceptTask(task.id), tone=Tone.GOOD)]


def buttons(task: Task, bench: Bench) -> list[list[Choice]]:
    """What this person may do with the report."""
    good = [Choice("pass", PassTask(task.id), tone=Tone.GOOD)] if bench.pass_as else []
    good += [Choice("accept", AcceptTask(task.id), tone=Tone.GOOD)] if bench.accept_as else []
    bad = [Choice("return", ReturnTask(task.id))] if bench.return_as else []
    return [good, bad] if len(good) > 1 else [[*good, *bad]]


def _of_author(task: Task, relations: Collection[Relation]) -> Bench:
    """What somebody has asked for in the chat comes to them; operators stand in for whoever is gone."""
    own = tuple(level for level in (Relation.AUTHOR, Relation.OPERATOR) if level in relations)[:1]
    judged = task.review == Review.AUTHOR and task.state is TaskState.DONE
    reported = task.state in (TaskState.DONE, TaskState.ACCEPTED)
    return Bench(levels=(Relation.AUTHOR,) if judged else (), since=task.state_at if judged else None,
                 accept_as=own if judged else (), return_as=own if reported else ())


def _of_card(task: Task, relations: Collection[Relation]) -> Bench:
    """Of what stands on a card or in a plan: whoever accompanies it, has asked for it or watches over the school, but
    nobody who does it themselves.
    """
    order = (Relation.TUTOR, Relation.AUTHOR, *reversed(_LEVELS)) if not {*relations} & _DOING else ()
    own = tuple(level for level in (*order, Relation.OPERATOR) if level in relations)[:1]
    first = Relation.TUTOR if task.tutor else Relation.AUTHOR
    judged = task.review == Review.AUTHOR and task.state is TaskState.DONE
    reported = task.state in (TaskState.DONE, TaskState.ACCEPTED)
    return Bench(levels=own or (first,) if judged else (), since=task.state_at if judged else None,
                 accept_as=own if judged else (), return_as=own if reported else ())


def _away(seats: Sequence[Seat], today: str) -> str:
    """Up to when all are; the deputies of consultations answer questions, and judge nothing."""
    return min((each.until_on for each in seats), default="") if all(each.until_on >= today for each in seats) else ""


async def _accepted_as(turn: Turn, task: Task, relations: Collection[Relation]) -> tuple[Relation, ...]:
    """One tap too quick: whoever has accepted may return it still."""
    given = await reviews.of_task(turn.tx, task.id)
    levels = {each.level for each in given if each.counts and each.verdict is Verdict.ACCEPTED} or set(_LEVELS)
    return tuple(level for level in (*_LEVELS, Relation.OPERATOR)
                 if level in relations and (level in levels or level is Relation.OPERATOR))[:1]
