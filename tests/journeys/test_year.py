"""The whole example lived through from 16 May to 31 December 2018, every person joined, over both messengers.

Some tasks are reported in time, some late, some never. What came of it is written as a table into docs.
"""

import sqlite3
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from messages import buttons
from messages.meanings import MarkDone
from scheduler import planner
from scheduler.workdays import is_workday
from storage import participants, programmes
from storage.participants import Role
from tests.journeys.conftest import ZONE, Town, instant

TABLE = Path(__file__).parents[2] / "docs" / "transcripts" / "year-2018.md"
LAST = "2018-12-31"
REMINDERS = "select participant, not_before, state from outbox where lane = 2 and reason like 'digest:%'"
NOTICES = "select participant, not_before, state from outbox where lane = 2 and reason not like 'digest:%'"
"""That somebody's own meeting is over: said at once, so that they write down what was decided."""
RUNGS = """
    select r.task, r.participant, r.rung, r.outcome, t.state
    from reminders r join tasks t on t.id = r.task
    where r.rung not like 'review:%'
"""
WAITING = "select r.outcome, r.fire_at from reminders r where r.rung like 'review:%'"
"""Of reports that nobody judges."""
DUTIES = """
    select t.id, t.due_on, min(c.participant)
    from tasks t join concerned c on c.task = t.id and c.relation in ('team', 'operator')
    where t.due_on is not null
    group by t.id, t.due_on
"""


@dataclass(frozen=True, slots=True)
class Sent:
    """A reminder message that went out."""

    participant: int
    not_before: int
    state: str


@dataclass(frozen=True, slots=True)
class Rung:
    """A reminder and its end."""

    task: int
    participant: int
    rung: str
    outcome: str | None
    state: str


@dataclass(frozen=True, slots=True, order=True)
class Duty:
    """A task, its due date and somebody who may report it."""

    id: int
    due_on: str
    doer: int


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_year_of_the_example_floods_nobody_and_forgets_nothing(irkutsk_town: Town, tmp_path: Path) -> None:
    town, file = irkutsk_town, tmp_path / "vekha.db"
    await everybody_joins(town)
    for day, duty in reports(file):
        await town.stage.rehearsal.live_until(instant(day, "11:00"))
        phone = town.phones[duty.doer]
        await phone.presses(buttons.encode(MarkDone(duty.id)))
        if "Сделано, без подтверждения" in phone.labels():
            await phone.taps("Сделано, без подтверждения")
    await town.stage.rehearsal.live_until(instant(LAST, "23:00"))

    sent = [Sent(*row) for row in look(file, REMINDERS)]
    notices = [Sent(*row) for row in look(file, NOTICES)]
    rungs = [Rung(*row) for row in look(file, RUNGS)]
    days = Counter((each.participant, local(each.not_before).date()) for each in sent)
    assert max(days.values()) == 1, "more than one reminder message a day"
    assert set(Counter((each.participant, local(each.not_before).date()) for each in notices).values()) == {1}
    assert [each for each in sent + notices if on_day_off(each) or in_quiet_hours(each)] == []
    assert {each.state for each in sent + notices} == {"sent"}
    unfinished = [each for each in rungs if each.outcome is None]
    assert unfinished == [], "a rung that neither came nor was stopped"
    lost = [each for each in rungs if each.state in ("open", "returned") and each.outcome != "digest"]
    assert lost == [], "an open task whose ladder has a gap"
    due = [outcome for outcome, fire_at in look(file, WAITING) if fire_at <= instant(LAST, "23:00")]
    assert set(due) == {"digest"}, "a report that waits and of which nobody has heard"
    assert [loopback.violations for loopback in town.stage.loopbacks.values()] == [[], []]
    write(town, sent, rungs, days)


async def everybody_joins(town: Town) -> None:
    """All 102 people, in turn on Telegram and VK, as if they had gone through their invites."""
    now = town.stage.clock.now()
    async with town.stage.database.transaction() as tx:
        programme = await programmes.by_id(tx, town.programme)
        assert programme is not None
        for number, member in enumerate(town.members):
            channel = ("telegram", "vk")[number % 2]
            phone = town.phone(member, channel)
            await participants.consent(tx, member.participant, programme.consent_version, now=now)
            await participants.link(tx, channel, phone.user, member.participant, now=now)
        await planner.plan_programme(tx, town.programme, now)
    for phone in town.phones.values():
        town.stage.loopbacks[phone.channel].says(phone.user, "/menu", name=phone.name)
    await town.stage.settle()


def reports(file: Path) -> list[tuple[str, Duty]]:
    """When each task is reported: a third ten days early, a third four days late, a third never."""
    plan = []
    for duty in (Duty(*row) for row in look(file, DUTIES)):
        shift = {0: -10, 1: 4}.get(duty.id % 3)
        if shift is not None:
            plan.append(((date.fromisoformat(duty.due_on) + timedelta(shift)).isoformat(), duty))
    return sorted((day, duty) for day, duty in plan if "2018-05-16" < day < "2018-12-25")


def look(file: Path, query: str) -> list[tuple[Any, ...]]:
    """What stands in the database, by a connection of the test's own."""
    connection = sqlite3.connect(file)
    rows = connection.execute(query).fetchall()
    connection.close()
    return rows


def on_day_off(sent: Sent) -> bool:
    return not is_workday(local(sent.not_before).date())


def in_quiet_hours(sent: Sent) -> bool:
    return not 8 <= local(sent.not_before).hour < 20


def local(at: int) -> datetime:
    return datetime.fromtimestamp(at, UTC).astimezone(ZONE)


def write(town: Town, sent: list[Sent], rungs: list[Rung], days: Counter[tuple[int, date]]) -> None:
    """The table."""
    by_role: dict[Role, set[int]] = defaultdict(set)
    for member in town.members:
        by_role[member.role].add(member.participant)
    lines = ["# The Irkutsk example from 16 May to 31 December 2018", "",
             "As `tests/journeys/test_year.py` writes it: every person joined, a third of the tasks reported ten days",
             "early, a third four days late, a third never; nobody judges what was reported.", "",
             "| role | people | reminder messages | most for one | most a day | on days off | in quiet hours |",
             "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"]
    for role, people in by_role.items():
        own = [each for each in sent if each.participant in people]
        each_person = Counter(each.participant for each in own)
        a_day = max((number for (person, _), number in days.items() if person in people), default=0)
        figures = [len(people), len(own), max(each_person.values(), default=0), a_day,
                   sum(on_day_off(each) for each in own), sum(in_quiet_hours(each) for each in own)]
        lines.append(f"| {role} | {' | '.join(map(str, figures))} |")
    endings = Counter((each.state, str(each.outcome)) for each in rungs)
    lines += ["", "| tasks | rungs told | rungs stopped because the task was done |", "| --- | ---: | ---: |"]
    for state in sorted({each.state for each in rungs}):
        number = len({each.task for each in rungs if each.state == state})
        lines.append(f"| {number} {state} | {endings[state, 'digest']} | {endings[state, 'cancelled']} |")
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    TABLE.write_text("\n".join([*lines, ""]), encoding="utf-8")
