"""Programme → the reminders of tasks that should stand; by `reminding` those of surveys, by `chasing` of invitations.

Of tasks that are open by the ladder; of those that wait for a verdict by `reviewing`.

Safe to run twice: it writes only the difference.

The ladder says on which days around a due date who is told; the digest tells them. To be called after anything
that moves a date, a state, a role or a membership, in the same transaction.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from scheduler import chasing, reviewing
from scheduler.standing import differs
from scheduler.surveys import reminding
from scheduler.workdays import Rhythm, next_workday, previous_workday
from storage import reminders, reviews
from storage.database import Transaction
from storage.reminders import Outcome, Planned, Recipient, Reminder, Standing
from storage.tasks import Relation, TaskState

GAP = 16
"""Ids that lie no further apart are read as one stretch: a few rows too many cost less than another query."""
AUTHOR_AFTER = TUTOR_AFTER = 1
"""Days after the due date on which whoever has asked for something, or accompanies it, hears that it has not come."""
STRETCH = 500
"""Tasks that are planned at once."""
REMEMBERED = 4096
"""Due dates whose rungs are kept: all the schools of a programme share them."""

Key = tuple[int, int, str]
"""Task, participant, rung."""
Rungs = Mapping[tuple[int, str], date]
"""Of one task: which participant is told on which rung, and its day."""


@dataclass(frozen=True, slots=True, eq=False)
class Ladder:
    """Calendar days around a due date. Without a number of its own an escalation does not take place.

    There is one of each text, and each is itself alone: its rungs are looked up for every task.
    """

    before: tuple[int, ...]
    every: int
    times: int
    coordinator: int | None
    curator: int | None

    @staticmethod
    @cache
    def read(written: str) -> "Ladder":
        """From a programme's JSON, which the loader has checked."""
        facts = json.loads(written)
        after, escalate = facts.get("after") or {}, facts.get("escalate") or {}
        return Ladder(tuple(facts.get("before") or ()), after.get("every", 1), after.get("times", 0),
                      escalate.get("coordinator"), escalate.get("curator"))

    @lru_cache(REMEMBERED)  # noqa: B019 - ladders are few, and live as long as the process
    def early(self, due: date) -> Mapping[str, date]:
        """The rungs up to the due date; a day off gives way to the working day before."""
        return {f"before:{days}": previous_workday(due - timedelta(days)) for days in self.before}

    @lru_cache(REMEMBERED)  # noqa: B019
    def overdue(self, due: date) -> Mapping[str, date]:
        """The rungs after it; a day off gives way to the next working day."""
        return {f"after:{days}": next_workday(due + timedelta(days))
                for days in range(self.every, self.every * self.times + 1, self.every)}


@dataclass(frozen=True, slots=True)
class Plan:
    """What should stand for a stretch of tasks, passed or ahead, and the hours of the people."""

    fires: Mapping[Key, int]
    rhythms: Mapping[int, Rhythm]


async def plan_task(tx: Transaction, task: int, now: int) -> None:
    """After its state, date or hands have changed."""
    await _plan(tx, [task], now)


async def plan_tasks(tx: Transaction, tasks: Sequence[int], now: int) -> None:
    """After a change that concerns many tasks at once."""
    await _plan(tx, tasks, now)


async def plan_participant(tx: Transaction, participant: int, now: int) -> None:
    """After somebody has joined, left, or got other roles or territories."""
    await _plan(tx, await reminders.tasks_of_participant(tx, participant), now)
    await reminding.plan_participant(tx, participant, now)
    await chasing.plan_participant(tx, participant, now)


async def plan_programme(tx: Transaction, programme: int, now: int) -> None:
    """After it has been loaded."""
    await _plan(tx, await reminders.tasks_of_programme(tx, programme), now)
    await reminding.plan_programme(tx, programme, now)
    await chasing.plan_programme(tx, programme, now)


async def plan_reports(tx: Transaction, after: int, now: int) -> int:
    """Some of the reports behind this id that wait and were never planned, as those from before there were reminders,
    or lost whoever was to be reminded; the last id, 0 where there are no more.
    """
    found = await reviews.unreminded(tx, after=after, size=STRETCH)
    await plan_tasks(tx, found, now)
    return found[-1] if len(found) == STRETCH else 0


async def standing(tx: Transaction, tasks: Iterable[int], now: int) -> Mapping[int, Rungs]:
    """Which rungs of each task concern whom as things are now, whether their day has passed or not."""
    found: dict[int, Rungs] = {}
    for first, last in stretches(tasks):
        planned = await reminders.planned(tx, first, last)
        people = _by_task(await reminders.recipients(tx, first, last))
        judged = reviewing.rungs(await reviewing.judges(tx, first, last, planned), now)
        found |= {task.id: judged.get(task.id) or rungs(task, people[task.id]) for task in planned}
    return found


def stretches(ids: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Few ranges that cover the ids."""
    first = last = -1
    for id in sorted(set(ids)):
        if first < 0:
            first = id
        elif id - last > GAP or id - first >= STRETCH:
            yield first, last
            first = id
        last = id
    if first >= 0:
        yield first, last


def rungs(task: Planned, people: Sequence[Recipient]) -> dict[tuple[int, str], date]:
    """The ladder of one task: who is told on which day."""
    if task.due_on is None or task.state not in (TaskState.OPEN, TaskState.RETURNED):
        return {}
    due, ladder = date.fromisoformat(task.due_on), Ladder.read(task.ladder)
    circle = _circle(people)
    handed = circle(Relation.HANDED)
    team = frozenset[int]() if task.personal and handed else circle(Relation.TEAM) or _reserve(circle)
    found = {(who, rung): day for who in handed or team for rung, day in ladder.early(due).items()}
    found |= {(who, rung): day for who in handed | team for rung, day in ladder.overdue(due).items()}
    told = set(handed | team)
    for days, rung, watchers in sorted(_escalations(task, ladder, circle), key=lambda step: step[0]):
        found |= {(who, rung): next_workday(due + timedelta(days)) for who in watchers - told}
        told |= watchers
    return found


def _escalations(
    task: Planned, ladder: Ladder, circle: Callable[[Relation], Set[int]]
) -> Iterator[tuple[int, str, Set[int]]]:
    """Who is told that others are late: nobody twice, and where a role is missing, the operators, unless somebody
    accompanies it. First of all whoever has asked for it or accompanies it, whatever the ladder says.
    """
    operators = _reserve(circle)
    yield AUTHOR_AFTER, f"author:{AUTHOR_AFTER}", circle(Relation.AUTHOR)
    yield TUTOR_AFTER, f"tutor:{TUTOR_AFTER}", circle(Relation.TUTOR)
    if ladder.coordinator is not None and task.level == "school":
        watchers = circle(Relation.COORDINATOR) or operators
        yield ladder.coordinator, f"coordinator:{ladder.coordinator}", watchers
    if ladder.curator is not None:
        yield ladder.curator, f"curator:{ladder.curator}", circle(Relation.CURATOR) or operators


def _reserve(circle: Callable[[Relation], Set[int]]) -> Set[int]:
    """Who stands in for a role that nobody has: the operators, unless somebody accompanies it."""
    return circle(Relation.OPERATOR) if not circle(Relation.TUTOR) else frozenset()


def _circle(people: Sequence[Recipient]) -> Callable[[Relation], Set[int]]:
    found: dict[Relation, set[int]] = defaultdict(set)
    for each in people:
        found[each.relation].add(each.participant)
    return found.__getitem__


def _by_task(recipients: Iterable[Recipient]) -> Mapping[int, list[Recipient]]:
    people: dict[int, list[Recipient]] = defaultdict(list)
    for each in recipients:
        people[each.task].append(each)
    return people


async def _read(tx: Transaction, first: int, last: int, now: int) -> Plan:
    tasks = await reminders.planned(tx, first, last)
    recipients = await reminders.recipients(tx, first, last)
    people = _by_task(recipients)
    rhythms = {each.participant: Rhythm(each.time_zone, each.digest_at, each.quiet_hours) for each in recipients}
    judges = await reviewing.judges(tx, first, last, tasks)
    rhythms |= {each.participant: reviewing.rhythm(each) for each in judges}
    judged = reviewing.rungs(judges, now)
    fires = {
        (task.id, who, rung): rhythms[who].slot(day)
        for task in tasks for (who, rung), day in (judged.get(task.id) or rungs(task, people[task.id])).items()
    }
    return Plan(fires, rhythms)


async def _plan(tx: Transaction, tasks: Sequence[int], now: int) -> None:
    concerned = frozenset(tasks)
    for first, last in stretches(tasks):
        plan = await _read(tx, first, last, now)
        rows = {(row.task, row.participant, row.rung): row for row in await reminders.rows(tx, first, last)
                if row.task in concerned}
        await reminders.close(tx, _superfluous(plan, rows, now), Outcome.CANCELLED, now=now)
        await reminders.stand(tx, [
            Standing(who, task, rung, fire_at) for (task, who, rung), fire_at in plan.fires.items()
            if task in concerned and fire_at >= now
            and differs(rows.get((task, who, rung)), fire_at, plan.rhythms[who])
        ])


def _superfluous(plan: Plan, rows: Mapping[Key, Reminder], now: int) -> list[int]:
    """Open reminders that should not stand.

    One whose day has passed may be waiting for the next digest; one that waits longer belongs to an earlier
    due date.
    """
    return [
        row.id for key, row in rows.items()
        if row.closed_at is None and (
            key not in plan.fires
            or (plan.fires[key] < now and row.fire_at > plan.rhythms[row.participant].next_slot(now))
        )
    ]
