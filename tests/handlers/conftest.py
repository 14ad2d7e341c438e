"""A village: the Irkutsk example on SQLite, one person of each role joined, on a messenger in memory.

The example is loaded once a run; each test has a copy of that file.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from handlers import invitations
from messages import buttons
from messages.buttons import Meaning
from scheduler import planner
from scheduler.programme import apply, loader
from scheduler.programme.model import Programme
from storage import consents, invites, organisations, participants, programmes, tasks
from storage.database import Database, Transaction, open_database
from storage.participants import Member, Role
from storage.tasks import Task, TaskState
from tests.handlers.pocket import PocketLoopback
from tests.phone import Phone, Stage, StageClock
from tests.wording import CATALOGUE

EXAMPLE = Path(__file__).parents[2] / "examples" / "irkutsk-2018"
ZONE = ZoneInfo("Asia/Irkutsk")
SCHOOL, OTHER_SCHOOL = "МБОУ «Бильчирская СОШ»", "МОУ СОШ № 8 УКМО"
"""Two schools of the focus group, with their directors, in two municipalities of one curator."""
UNLISTED = {"mentor": Role.MENTOR, "expert": Role.EXPERT, "guest": Role.GUEST}
"""Roles that the example has nobody for: the tests add a person of each at the school."""
CHANNEL = "pocket"
APOLOGY = CATALOGUE.words("fallback/apology", incident="").split(".")[0]
"""How it begins when a handler has failed."""


def instant(day: str, time: str = "09:00") -> int:
    """An instant in Irkutsk."""
    return int(datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=ZONE).timestamp())


START = instant("2018-05-16", "10:00")


def cast(members: list[Member], curators: frozenset[int], others: frozenset[int]) -> dict[str, Member]:
    """Who plays: the people around one school, a second school, and a curator of another territory."""

    def one(role: Role, **where: object) -> Member:
        return next(each for each in members if each.role is role
                    and all(getattr(each, name) == value for name, value in where.items()))

    director = one(Role.DIRECTOR, place=SCHOOL)
    other = one(Role.DIRECTOR, place=OTHER_SCHOOL)
    teachers = [each for each in members if each.role is Role.TEACHER and each.organisation == director.organisation]
    return {
        "director": director, "teacher": teachers[0], "colleague": teachers[1],
        "coordinator": one(Role.COORDINATOR, organisation=director.municipality),
        "curator": next(each for each in members if each.participant in curators),
        "far_curator": next(each for each in members if each.role is Role.CURATOR and each.participant in others),
        "operator": one(Role.OPERATOR), "observer": one(Role.OBSERVER), "other_director": other,
        "other_coordinator": one(Role.COORDINATOR, organisation=other.municipality),
    }


@dataclass(slots=True)
class Village:
    """The stage, its people and a few looks behind it."""

    stage: Stage
    pocket: PocketLoopback
    file: Path
    programme: int
    members: list[Member]
    people: dict[str, Member]
    phones: dict[str, Phone] = field(default_factory=dict)

    @property
    def database(self) -> Database:
        return self.stage.database

    @property
    def now(self) -> int:
        return self.stage.clock.now()

    def phone(self, who: str) -> Phone:
        """The phone of one of the cast, who has joined."""
        member = self.people[who]
        return self.phones.setdefault(who, Phone(self.stage, CHANNEL, user_of(member.participant), member.name))

    def stranger(self, user: str = "77", name: str = "Пётр Новиков") -> Phone:
        """The phone of somebody who has not joined."""
        return Phone(self.stage, CHANNEL, user, name)

    def newcomer(self) -> Member:
        """A listed director who has not joined."""
        known = {each.participant for each in self.people.values()}
        return next(each for each in self.members if each.role is Role.DIRECTOR and each.participant not in known)

    async def task(self, number: str, place: str = SCHOOL) -> Task:
        """The task that an organisation has of an activity."""
        async with self.database.reading() as tx:
            for activity in range(1, 21):
                for id in await tasks.of_activity(tx, activity):
                    task = await tasks.by_id(tx, id)
                    if task and (task.number, task.organisation_title) == (number, place):
                        return task
        raise LookupError(number, place)

    async def state(self, task: Task) -> TaskState:
        return (await self.again(task)).state

    async def again(self, task: Task) -> Task:
        """The task as it stands now."""
        async with self.database.reading() as tx:
            found = await tasks.by_id(tx, task.id)
        assert found
        return found

    async def invite(self, role: Role = Role.TEACHER, *, uses: int = 60, days: int = 90, participant: int | None = None,
                     place: str = SCHOOL) -> str:
        """A new code."""
        code = invitations.draw()
        async with self.database.transaction() as tx:
            await invites.add(tx, programme=self.programme, code=code, participant=participant,
                              organisation=await _organisation(tx, self.programme, place), role=role, uses_limit=uses,
                              expires_at=self.now + days * 86400, now=self.now)
        return code

    async def code_of(self, member: Member) -> str:
        """A listed person's code that still opens."""
        async with self.database.reading() as tx:
            return await invites.open_code(tx, member.participant, now=self.now)

    async def employs(self, name: str, role: Role = Role.TEACHER, place: str = SCHOOL) -> int:
        """One more person who has joined."""
        async with self.database.transaction() as tx:
            return await _employ(tx, self.programme, name, role, place, self.now)


def user_of(participant: int) -> str:
    """A person's id in the messenger: long enough to occur by chance in nothing else that is stored."""
    return str(735_802_000 + participant)


async def press(phone: Phone, meaning: Meaning) -> None:
    """Press a button that may never have been shown."""
    await phone.presses(buttons.encode(meaning), phone.last.ref if phone.screen else "none")


async def _organisation(tx: Transaction, programme: int, title: str) -> int:
    return next(each.id for each in await organisations.of_programme(tx, programme) if each.title == title)


async def _employ(tx: Transaction, programme: int, name: str, role: Role, place: str, now: int) -> int:
    id = await participants.add(tx, name, now=now)
    await participants.grant(tx, id, programme=programme, organisation=await _organisation(tx, programme, place),
                             role=role, source="people", now=now)
    await _join(tx, id, programme, now)
    return id


async def _join(tx: Transaction, participant: int, programme: int, now: int) -> None:
    await participants.consent(tx, participant, "2018-05", now=now)
    await consents.give(tx, participant, programme, "2018-05", now=now)
    await participants.link(tx, CHANNEL, user_of(participant), participant, now=now)
    await planner.plan_participant(tx, participant, now)


async def _load(file: Path) -> tuple[int, list[Member], dict[str, Member]]:
    database = await open_database(f"sqlite:///{file}")
    try:
        async with database.transaction() as tx:
            return await _populate(tx)
    finally:
        await database.close()


async def _populate(tx: Transaction) -> tuple[int, list[Member], dict[str, Member]]:
    read = loader.read(EXAMPLE)
    assert isinstance(read, Programme), read
    # Questions go by the rules of the house; those of the example have tests of their own.
    await apply.apply(tx, replace(read, topics=(), desk=None), now=START)
    programme = (await programmes.all(tx))[0].id
    await planner.plan_programme(tx, programme, START)
    await invitations.prepare(tx, programme, now=START)
    members = await participants.listed(tx, programme)
    school = await _organisation(tx, programme, SCHOOL)
    curators = await participants.curators_listed(tx, school)
    others = frozenset(each.participant for each in members if each.role is Role.CURATOR) - curators
    people = cast(members, curators, others)
    for member in people.values():
        await _join(tx, member.participant, programme, START)
    for key, role in UNLISTED.items():
        id = await _employ(tx, programme, f"Чужакова {key.title()} Петровна", role, SCHOOL, START)
        people[key] = Member(id, "", role, school, SCHOOL, None)
    return programme, members, people


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int, list[Member], dict[str, Member]]:
    """The file that every test copies, and who is in it."""
    file = tmp_path_factory.mktemp("village") / "vekha.db"
    with ThreadPoolExecutor(1) as thread:  # in a loop of its own, away from those of the tests
        programme, members, people = thread.submit(asyncio.run, _load(file)).result()
    return file, programme, members, people


@pytest.fixture
async def village(loaded: tuple[Path, int, list[Member], dict[str, Member]], tmp_path: Path) -> AsyncIterator[Village]:
    """On the programme's first day, 16 May 2018 at 10:00 in Irkutsk."""
    original, programme, members, people = loaded
    file = tmp_path / "vekha.db"
    shutil.copy(original, file)
    database = await open_database(f"sqlite:///{file}")
    pocket = PocketLoopback()
    stage = Stage(database, StageClock(START), [pocket.messenger], {CHANNEL: pocket})
    await stage.open()
    await stage.app.speaking.tick()  # that a seminar of today is near is known: it changes nothing from now on
    yield Village(stage, pocket, file, programme, members, dict(people))
    await stage.close()
    await database.close()



def ours() -> set[type[Meaning]]:
    """Every button of the product; other tests may have registered some of their own."""
    return {kind for kind in buttons.kinds().values() if kind.__module__.startswith("messages.meanings")}
