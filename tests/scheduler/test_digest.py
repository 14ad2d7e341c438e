"""One message a morning: what it says, when it goes, and that nothing gets lost on the way."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from messages.replies import TEXT_LIMIT, Reply, check, units
from scheduler import digest, planner
from scheduler.briefing import Briefing, compose
from scheduler.clock import SystemClock
from scheduler.digest import SETBACK, Digest
from storage import outbox, reminders
from storage.database import Database
from storage.reminders import Matter
from storage.tasks import TaskState
from tests.scheduler.network import Network, execute, found, reminders_of
from tests.wording import CATALOGUE

IRKUTSK = ZoneInfo("Asia/Irkutsk")


def at(moment: str) -> int:
    return int(datetime.fromisoformat(moment).replace(tzinfo=IRKUTSK).timestamp())


class HandClock(SystemClock):
    """Programme time that a test sets."""

    def __init__(self, now: int) -> None:
        self.time = now

    def now(self) -> int:
        return self.time


class Morning:
    """A school with a director and a coordinator above it, and the digest at work."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = HandClock(at("2018-04-02 10:00"))
        self.digest = Digest(database, CATALOGUE, self.clock)
        self.programme = self.school = self.director = self.coordinator = 0

    async def settle(self, *due: str) -> list[int]:
        async with self.database.transaction() as tx:
            network = await found(tx)
            municipality = await network.organisation("municipality")
            self.programme = network.programme
            self.school = await network.organisation("school", municipality, "СОШ № 5")
            self.director = await network.person("director", self.school)
            self.coordinator = await network.person("coordinator", municipality, name="Пётр")
            tasks = [await network.task(self.school, day) for day in due]
            await planner.plan_programme(tx, network.programme, self.clock.now())
        return tasks

    async def change(self, table: str, id: int, **facts: Any) -> None:
        async with self.database.transaction() as tx:
            await Network(tx, 0, 0, "").change(table, id, **facts)

    async def execute(self, sql: str, **facts: Any) -> list[dict[str, Any]]:
        async with self.database.transaction() as tx:
            return await execute(tx, sql, **facts)

    async def tick(self, moment: str) -> int:
        self.clock.time = at(moment)
        return await self.digest.tick()

    async def letters(self) -> list[dict[str, Any]]:
        return await self.execute("select o.*, b.content from outbox o join bodies b on b.id = o.body order by o.id")

    async def outcomes(self, **facts: Any) -> set[str | None]:
        return {row["outcome"] for row in await reminders_of(self.database, **facts)}


@pytest.fixture
async def morning(database: Database) -> Morning:
    return Morning(database)


async def test_what_is_due_on_one_day_is_one_message(morning: Morning) -> None:
    await morning.settle("2018-05-30", "2018-06-06", "2018-05-31")
    await morning.execute("update reminders set closed_at = 1 where fire_at < :now", now=at("2018-05-30 00:00"))
    assert await morning.tick("2018-05-30 09:00") == 1
    letter, *others = await morning.letters()
    assert not others
    assert letter["reason"] == f"digest:{morning.director}:2018-05-30"
    assert letter["lane"] == outbox.Lane.REMINDER
    assert letter["expires_at"] == at("2018-05-30 20:00")
    for words in ("Мария Ивановна", "сегодня", "завтра", "через 7 дней"):
        assert words in letter["content"]
    closed = await reminders_of(morning.database, delivery=letter["id"])
    assert {row["rung"] for row in closed} == {"before:0", "before:1", "before:7"}
    assert await morning.tick("2018-05-30 09:01") == 0


async def test_a_digest_waits_for_its_hour_a_working_day_and_the_end_of_quiet_hours(morning: Morning) -> None:
    await morning.settle("2018-05-14")
    await morning.execute("update reminders set fire_at = :then", then=at("2018-04-27 09:00"))
    assert await morning.tick("2018-04-27 20:30") == 0
    moved = await reminders_of(morning.database, participant=morning.director)
    assert {row["fire_at"] for row in moved} == {at("2018-05-03 09:00")}
    assert await morning.tick("2018-04-28 12:00") == 0
    await morning.execute("update reminders set fire_at = :then", then=at("2018-05-02 09:00"))
    assert await morning.tick("2018-05-03 08:30") == 0
    assert await morning.tick("2018-05-03 09:00") == 2


async def test_a_second_digest_of_a_day_waits_until_the_next(morning: Morning) -> None:
    await morning.settle("2018-05-30")
    assert await morning.tick("2018-05-16 09:00") == 1
    await morning.execute("update reminders set fire_at = :then where rung = 'before:7'",
                          then=at("2018-05-16 09:30"))
    assert await morning.tick("2018-05-16 10:00") == 0
    assert await morning.tick("2018-05-17 09:00") == 1


async def test_after_an_outage_a_person_gets_one_digest(morning: Morning) -> None:
    await morning.settle("2018-05-30", "2018-05-28", "2018-05-25")
    assert await morning.tick("2018-05-31 15:00") == 2
    assert await morning.outcomes(participant=morning.director) == {"digest", None}
    assert len(await morning.letters()) == 2


async def test_what_is_done_meanwhile_is_not_spoken_of(morning: Morning) -> None:
    first, _ = await morning.settle("2018-05-30", "2018-05-30")
    await morning.change("tasks", first, state="done")
    assert await morning.tick("2018-05-16 09:00") == 1
    letter, = await morning.letters()
    assert f"tasks:open:{first}" not in letter["content"]
    assert await morning.outcomes(task=first, rung="before:14") == {"stale"}


async def test_who_has_nothing_left_to_hear_gets_nothing(morning: Morning) -> None:
    task, = await morning.settle("2018-05-30")
    await morning.change("tasks", task, state="accepted")
    assert await morning.tick("2018-05-16 09:00") == 0
    await morning.execute("update tasks set state = 'open'")
    await morning.execute("update roles set ended_at = 2")
    assert await morning.tick("2018-05-23 09:00") == 0
    assert await morning.letters() == []
    assert await morning.outcomes(rung="before:14") == await morning.outcomes(rung="before:7") == {"stale"}


async def test_without_an_open_address_the_outcome_says_so(morning: Morning) -> None:
    await morning.settle("2018-05-30")
    await morning.execute("update addresses set closed_at = 2")
    assert await morning.tick("2018-05-16 09:00") == 0
    assert await morning.outcomes(rung="before:14") == {"no address"}


async def test_a_coordinator_hears_which_schools_are_late(morning: Morning) -> None:
    await morning.settle("2018-05-30")
    assert await morning.tick("2018-06-01 09:00") == 2
    letter, = [row for row in await morning.letters() if row["participant"] == morning.coordinator]
    assert "СОШ № 5: 1 задача, дольше всего — 2 дня" in letter["content"]
    assert f"tasks:list:watch_late:0:{morning.school}" in letter["content"]


async def test_an_unsent_digest_comes_again_the_next_morning(morning: Morning) -> None:
    await morning.settle("2018-05-30")
    await morning.tick("2018-05-16 09:00")
    now = at("2018-05-16 20:00")
    async with morning.database.transaction() as tx:
        lost = await outbox.expire(tx, now=now, real_now=now)
        assert len(lost) == 1
        await digest.reopen(tx, lost, now)
        await digest.reopen(tx, lost, now)
    assert await morning.tick("2018-05-16 21:00") == 0
    assert await morning.tick("2018-05-17 09:00") == 1
    assert [row["state"] for row in await morning.letters()] == ["expired", "planned"]


async def test_one_failure_does_not_stop_the_others(morning: Morning, caplog: pytest.LogCaptureFixture) -> None:
    await morning.settle("2018-05-30")
    await morning.execute("update programmes set digest_at = 'soon'")
    assert await morning.tick("2018-05-16 09:00") == 0
    assert f"participant {morning.director}" in caplog.text
    row, = await reminders_of(morning.database, participant=morning.director, rung="before:14")
    assert row["fire_at"] == at("2018-05-16 09:00") + SETBACK


async def test_a_round_has_its_limit_and_the_rest_comes_next(morning: Morning) -> None:
    await morning.settle("2018-05-30")
    async with morning.database.transaction() as tx:
        network = Network(tx, morning.programme, 0, "Asia/Irkutsk", 100)
        for _ in range(2):
            await planner.plan_participant(tx, await network.person("director", morning.school), at("2018-05-01 09:00"))
    small = Digest(morning.database, CATALOGUE, morning.clock, limit=2)
    morning.clock.time = at("2018-05-16 09:00")
    assert [await small.tick() for _ in range(3)] == [2, 1, 0]


async def test_a_newcomer_is_shown_everything_that_is_open(morning: Morning) -> None:
    first, second = await morning.settle("2018-05-10", "2018-07-30")
    async with morning.database.reading() as tx:
        mine = await digest.welcome(tx, CATALOGUE, morning.director, at("2018-05-16 15:00"))
        others = await digest.welcome(tx, CATALOGUE, morning.coordinator, at("2018-05-16 15:00"))
        with pytest.raises(ValueError, match="participant 999"):
            await digest.welcome(tx, CATALOGUE, 999, 0)
    assert "просрочено на 6 дней" in mine.text
    assert [row[0].payload for row in mine.rows] == [f"tasks:open:{first}", f"tasks:open:{second}", "tasks:list:late"]
    assert "СОШ № 5: 1 задача" in others.text


async def test_the_next_fire_is_known(morning: Morning) -> None:
    async with morning.database.reading() as tx:
        assert await reminders.next_fire(tx) is None
    await morning.settle("2018-05-30")
    async with morning.database.reading() as tx:
        assert await reminders.next_fire(tx) == at("2018-05-16 09:00")


@pytest.mark.parametrize("title", ["Семинар", "&" * 400, "Очень длинное название мероприятия, " * 9, "😀" * 300])
@pytest.mark.parametrize("number", [0, 1, 5, 6, 11, 300])
@pytest.mark.parametrize("template", ["digest/daily", "digest/welcome"])
def test_a_digest_keeps_its_bounds_however_much_there_is(title: str, number: int, template: str) -> None:
    own = tuple(Matter(i, TaskState.OPEN, f"2018-05-{29 + i % 3}", "1.1", title, i % 3, title)
                for i in range(number))
    late = tuple(Matter(i, TaskState.OPEN, "2018-05-20", "1.1", title, i % 50, title) for i in range(number))
    for briefing in (Briefing("Мария", date(2018, 5, 30), own, late), Briefing("", date(2018, 5, 30), own),
                     Briefing("", date(2018, 5, 30), (), late)):
        if not number and template == "digest/daily":
            continue
        reply = check(compose(CATALOGUE, briefing, template))
        assert units(reply.text) <= TEXT_LIMIT
        assert reply.text.count("\n•") <= 40


def test_what_does_not_fit_is_counted() -> None:
    own = tuple(Matter(i, TaskState.OPEN, "2018-06-02", f"1.{i}", "Отчёт", 1, "СОШ") for i in range(15))
    reply = compose(CATALOGUE, Briefing("", date(2018, 5, 30), own))
    assert reply.text.count("•") == 10
    assert "и ещё 5 задач" in reply.text
    assert sum(len(row) for row in reply.rows) == 9


def test_the_same_task_of_many_schools_is_one_line() -> None:
    """An operator does what nobody has joined for yet: 40 schools are not 40 lines."""
    own = (*(Matter(i, TaskState.OPEN, "2018-06-02", "1.4", "Отбор", i, f"СОШ {i}") for i in range(40)),
           Matter(40, TaskState.RETURNED, "2018-06-02", "1.4", "Отбор", 40, "СОШ 40"),
           *(Matter(i, TaskState.OPEN, "2018-06-03", "1.5", "Отчёт", i, f"СОШ {i}") for i in (41, 42)))
    reply = compose(CATALOGUE, Briefing("", date(2018, 5, 30), own))
    assert [line for line in reply.text.splitlines() if "•" in line] == [
        "• 1.4 Отбор (40 организаций) — 2 июня, через 3 дня",
        "• 1.4 Отбор (СОШ 40), вернули на доработку — 2 июня, через 3 дня",
        "• 1.5 Отчёт (СОШ 41) — 3 июня, через 4 дня",
        "• 1.5 Отчёт (СОШ 42) — 3 июня, через 4 дня",
    ]


def test_what_is_left_out_counts_every_school() -> None:
    own = tuple(Matter(i, TaskState.OPEN, "2018-06-02", f"1.{i % 12}", "Отчёт", i, f"СОШ {i}") for i in range(60))
    reply = compose(CATALOGUE, Briefing("", date(2018, 5, 30), own))
    assert reply.text.count("(5 организаций)") == 10
    assert "и ещё 10 задач" in reply.text


def test_one_activity_of_many_schools_is_one_button() -> None:
    own = tuple(Matter(i, TaskState.OPEN, "2018-06-02", f"1.{i // 10}", "Отчёт", i, f"СОШ {i}") for i in range(20))
    reply = compose(CATALOGUE, Briefing("", date(2018, 5, 30), own))
    assert [button.label.split()[0] for row in reply.rows for button in row] == ["1.0", "1.1", "Все"]


def test_who_has_the_same_to_do_reads_the_same_under_their_own_name_and_opens_their_own_tasks() -> None:
    def told(name: str, school: int) -> Reply:
        own = (Matter(school, TaskState.OPEN, "2018-06-02", "1.4", "Отбор", school, f"СОШ {school}"),)
        late = (Matter(school + 50, TaskState.OPEN, "2018-05-28", "1.2", "План", 70 + school, "СОШ № 5"),)
        return compose(CATALOGUE, Briefing(name, date(2018, 5, 30), own, late))

    anna, boris, nobody = told("Яшина Анна Ивановна", 1), told("Орлов Борис Петрович", 2), told("Директор", 3)
    assert anna.text.startswith("Здравствуйте, Анна Ивановна!")
    assert boris.text == anna.text.replace("Анна Ивановна", "Борис Петрович")
    assert nobody.text == anna.text.replace(", Анна Ивановна", "")
    assert told("Орлов <Борис> Петрович", 4).text.startswith("Здравствуйте, &lt;Борис&gt; Петрович!")
    assert [[each.payload for row in reply.rows for each in row] for reply in (anna, boris)] == [
        ["tasks:open:1", "tasks:list:watch_late:0:71", "tasks:list:open", "schools:list"],
        ["tasks:open:2", "tasks:list:watch_late:0:72", "tasks:list:open", "schools:list"]]
