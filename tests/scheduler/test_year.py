"""A year of a region, played from fire to fire: whatever happens, nobody is flooded and nothing is forgotten."""

import heapq
import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from scheduler import digest, planner, workdays
from scheduler.digest import Digest
from storage import outbox, reminders
from storage.database import Database
from tests.scheduler.network import Network, execute, found, reminders_of
from tests.scheduler.test_digest import HandClock
from tests.wording import CATALOGUE

START = int(datetime(2018, 1, 9, 0, 0, tzinfo=UTC).timestamp())
END = int(datetime(2019, 3, 1, 0, 0, tzinfo=UTC).timestamp())
ZONES = ("Asia/Irkutsk", "Europe/Kaliningrad", "Asia/Kamchatka")
DAY = 86400


class Year:
    """A region in several zones; people report, withdraw, come and go, dates move, the messengers fall silent."""

    def __init__(self, database: Database, seed: int) -> None:
        self.database = database
        self.chance = random.Random(seed)
        self.clock = HandClock(START)
        self.digest = Digest(database, CATALOGUE, self.clock)
        self.events: list[tuple[int, int, str]] = []
        self.order = count()
        self.tasks: list[int] = []
        self.calm: set[int] = set()
        self.late_people: list[int] = []
        self.promised: set[int] = set()
        self.rounds = 0

    def at(self, instant: int, what: str) -> None:
        heapq.heappush(self.events, (instant, next(self.order), what))

    def someday(self) -> int:
        return START + self.chance.randrange(330 * DAY)

    async def settle(self) -> None:
        async with self.database.transaction() as tx:
            network = await found(tx)
            institute = await network.organisation("institute")
            await network.person("operator", institute)
            await network.person("curator", institute)
            for zone in ZONES:
                network.zone = zone
                await self.municipality(network)
            await planner.plan_programme(tx, network.programme, START)
        self.promised = {row["id"] for row in await reminders_of(self.database) if row["task"] in self.calm}
        for what in ["report", "withdraw", "move", "extend", "hand"] * 6 + ["join"] * len(self.late_people):
            self.at(self.someday(), what)

    async def municipality(self, network: Network) -> None:
        place = await network.organisation("municipality")
        await network.person("coordinator", place)
        school = await network.organisation("school", place)
        await network.person("director", school)
        self.late_people.append(await network.person("director", school, joined=False))
        for number in range(5):
            due = date(2018, 1, 20) + timedelta(days=self.chance.randrange(330))
            task = await network.task(school, due.isoformat())
            self.tasks.append(task)
            if number < 2:
                self.calm.add(task)

    async def play(self) -> None:
        while (instant := await self.next()) is not None and instant < END:
            self.clock.time = max(self.clock.time, instant)
            while self.events and self.events[0][0] <= self.clock.time:
                await self.happen(heapq.heappop(self.events)[2])
            if await self.digest.tick():
                await self.deliver()
            self.rounds += 1

    async def next(self) -> int | None:
        async with self.database.reading() as tx:
            fire = await reminders.next_fire(tx)
        return min([event[0] for event in self.events[:1]] + ([] if fire is None else [fire]), default=None)

    async def deliver(self) -> None:
        """Send what is planned, save on bad days: then it expires in the evening."""
        rows = await self.execute("select expires_at from outbox where state = 'planned'")
        if self.chance.random() < 0.1:
            for row in rows:
                self.at(row["expires_at"], "expire")
        else:
            await self.execute("update outbox set state = 'sent' where state = 'planned'")

    async def happen(self, what: str) -> None:
        now = self.clock.time
        async with self.database.transaction() as tx:
            if what == "expire":
                return await digest.reopen(tx, await outbox.expire(tx, now=now, real_now=now), now)
            if what == "join":
                who = self.late_people.pop()
                await execute(tx, "update participants set consented_at = :now where id = :id", now=now, id=who)
                return await planner.plan_participant(tx, who, now)
            task = self.chance.choice([task for task in self.tasks if task not in self.calm])
            await self.change(tx, what, task)
            await planner.plan_task(tx, task, now)

    async def change(self, tx: Any, what: str, task: int) -> None:
        if what == "hand":
            await execute(tx, "update tasks set handed_to = (select min(participant) from roles r where"
                              " r.organisation = tasks.organisation) where id = :id", id=task)
        elif what in ("move", "extend"):
            day = datetime.fromtimestamp(self.someday(), UTC).date()
            await execute(tx, "update tasks set due_on = :day where id = :id", day=day.isoformat(), id=task)
        else:
            state = "done" if what == "report" else "open"
            await execute(tx, "update tasks set state = :state where id = :id", state=state, id=task)

    async def execute(self, sql: str, **facts: Any) -> list[dict[str, Any]]:
        async with self.database.transaction() as tx:
            return await execute(tx, sql, **facts)


@pytest.mark.parametrize("seed", [2018, 2020, 2024])
async def test_a_year_floods_nobody_and_forgets_nothing(sqlite_database: Database, seed: int) -> None:
    year = Year(sqlite_database, seed)
    await year.settle()
    await year.play()
    zones = {row["id"]: ZoneInfo(row["time_zone"]) for row in await year.execute(
        "select p.id, o.time_zone from participants p join roles r on r.participant = p.id"
        " join organisations o on o.id = r.organisation")}
    letters = await year.execute("select * from outbox")
    assert len(letters) > 50
    days: Counter[tuple[int, date]] = Counter()
    for letter in letters:
        local = datetime.fromtimestamp(letter["created_at"], zones[letter["participant"]])
        assert workdays.is_workday(local.date())
        assert 9 <= local.hour < 20
        days[letter["participant"], local.date()] += 1
    assert set(days.values()) == {1}

    rows = await reminders_of(sqlite_database)
    assert not [row for row in rows if row["closed_at"] is None and not row["rung"].startswith("review:")]
    assert len(year.promised) >= 5 * len(year.calm)
    assert {row["outcome"] for row in rows if row["id"] in year.promised} == {"digest"}
    sent = {row["id"] for row in letters if row["state"] == "sent"}
    assert {row["delivery"] for row in rows if row["outcome"] == "digest"} <= sent
    # The clock jumps from one fire or event to the next; it never spins.
    assert year.rounds <= len(rows) + len(letters) + 200
