"""The Irkutsk example, loaded, on loopback Telegram and VK; people join by the invites that an operator hands out."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from handlers import invitations
from scheduler import planner
from scheduler.programme import apply, loader
from scheduler.programme.model import Programme
from storage import invites, participants, programmes
from storage.database import Database
from storage.participants import Member, Role
from tests import stages
from tests.phone import Phone, Stage

EXAMPLE = Path(__file__).parents[2] / "examples" / "irkutsk-2018"
ZONE = ZoneInfo("Asia/Irkutsk")
START = int(datetime(2018, 5, 16, 10, 0, tzinfo=ZONE).timestamp())


@cache
def irkutsk() -> Programme:
    """The example as it is read from its folder; once, for that takes longer than to load it into a database."""
    read = loader.read(EXAMPLE)
    assert isinstance(read, Programme), read
    return read


def instant(day: str, time: str = "09:00") -> int:
    """An instant in Irkutsk."""
    return int(datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=ZONE).timestamp())


@dataclass
class Town:
    """The programme with its people and their phones."""

    stage: Stage
    programme: int
    members: list[Member]
    phones: dict[int, Phone] = field(default_factory=dict)

    def member(self, role: Role, **where: int | None) -> Member:
        """The first listed person of a role, at a place if one is named."""
        return next(each for each in self.members if each.role is role
                    and all(getattr(each, name) == value for name, value in where.items()))

    async def code(self, member: Member) -> str:
        """The person's personal invite."""
        async with self.stage.database.reading() as tx:
            return await invites.open_code(tx, member.participant, now=self.stage.clock.now())

    def phone(self, member: Member, channel: str) -> Phone:
        """A phone with a messenger in the person's hand."""
        phone = Phone(self.stage, channel, str(1000 + member.participant), member.name)
        self.phones[member.participant] = phone
        return phone

    async def joins(self, member: Member, channel: str) -> Phone:
        """The person follows the invite, agrees and confirms."""
        phone = self.phone(member, channel)
        await phone.follows(await self.code(member))
        await phone.taps("Даю согласие")
        await phone.taps("Да, всё верно")
        return phone


async def town(database: Database, stage: Stage) -> Town:
    """Load the example into an open database and write the invites."""
    now = stage.clock.now()
    async with database.transaction() as tx:
        await apply.apply(tx, irkutsk(), now=now)
        programme = (await programmes.all(tx))[0].id
        await planner.plan_programme(tx, programme, now)
        await invitations.prepare(tx, programme, now=now)
        members = await participants.listed(tx, programme)
    return Town(stage, programme, members)


@pytest.fixture
async def stage(database: Database) -> AsyncIterator[Stage]:
    """The application over loopback Telegram and VK, on either database."""
    async with stages.on_both(database, START) as stage:
        yield stage


@pytest.fixture
async def irkutsk_town(stage: Stage) -> Town:
    """The whole example, nobody joined yet."""
    return await town(stage.database, stage)
