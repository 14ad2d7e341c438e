"""The demo: the Irkutsk programme on a rehearsal clock, its people to be played in the browser, no token needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import App
from bot.cli.load import load_folder
from bot.sandbox.demo import Persona
from handlers import invitations
from scheduler import planner
from scheduler.clock import RehearsalClock
from scheduler.rehearsal import Rehearsal
from storage import consents, invites, participants, programmes
from storage.database import Database, Transaction
from storage.participants import Member, Role

EXAMPLE = Path(__file__).parent.parent / "examples" / "irkutsk-2018"
START = datetime(2018, 5, 16, 10, 0, tzinfo=ZoneInfo("Asia/Irkutsk"))
STEP = 0.25
"""Real seconds between two turns of a clock that plays."""
DAY = 86400


@dataclass(frozen=True, slots=True)
class Cast:
    """Who can be played: these have joined, and a director who has yet to."""

    joined: tuple[Member, ...]
    newcomer: Member | None
    code: str


async def cast(tx: Transaction, programme: int, *, now: int) -> Cast:
    """One person of each role who belong together, joined by hand; the first director of another school is left."""
    people = await participants.listed(tx, programme)
    director = next(each for each in people if each.role is Role.DIRECTOR)
    teacher = next(each for each in people if each.role is Role.TEACHER and each.organisation == director.organisation)
    coordinator = next(each for each in people
                       if each.role is Role.COORDINATOR and each.organisation == director.municipality)
    curators = await participants.curators_listed(tx, director.organisation)
    curator = next(each for each in people if each.participant in curators)
    operator = next(each for each in people if each.role is Role.OPERATOR)
    newcomer = next((each for each in people if each.role is Role.DIRECTOR and each.municipality is not None
                     and each.organisation != director.organisation), None)
    await invitations.prepare(tx, programme, now=now)
    code = await invites.open_code(tx, newcomer.participant, now=now) if newcomer else ""
    return Cast((director, teacher, coordinator, curator, operator), newcomer, code)


class Stage:
    """What the page is lent: people, and a clock that is turned from one due moment to the next."""

    def __init__(self, app: App, clock: RehearsalClock, programme: programmes.Programme, players: Cast) -> None:
        self._app, self._clock, self._programme, self._players = app, clock, programme, players
        self._rehearsal = Rehearsal(app.database, clock, app.digest, app.settle)
        self._speed = 0.0
        self._last = int(datetime.fromisoformat(f"{programme.ends_on}T23:59:59")
                         .replace(tzinfo=ZoneInfo(programme.time_zone)).timestamp())

    @property
    def zone(self) -> str:
        """The programme's time zone."""
        return self._programme.time_zone

    def now(self) -> int:
        """Programme time."""
        return self._clock.now()

    async def advance(self, days: int) -> None:
        """Live through so many days."""
        await self._rehearsal.live_until(self._clock.now() + days * DAY)

    async def to_next_message(self) -> bool:
        """Live on until somebody is written to."""
        return await self._rehearsal.to_next_message(self._last)

    async def play(self, speed: float) -> None:
        """Let the loop below turn the clock."""
        self._speed = speed

    async def pause(self) -> None:
        """Let time stand."""
        self._speed = 0.0

    async def run(self) -> None:
        """Turn the clock while it plays."""
        while True:
            await self._app.clock.pause(STEP)
            if self._speed:
                await self._rehearsal.live_until(self._clock.now() + round(self._speed * STEP))

    async def personas(self) -> Sequence[Persona]:
        """The cast, and the newcomer with the invite."""
        people = [self._persona(each, joined=True) for each in self._players.joined]
        if self._players.newcomer:
            people.append(self._persona(self._players.newcomer, joined=False))
        return people

    def _persona(self, member: Member, *, joined: bool) -> Persona:
        role = self._app.catalogues.ours.words("demo/role", role=member.role)
        return Persona(user_of(member), member.name, role, member.place, "" if joined else self._players.code, joined)


def user_of(member: Member) -> str:
    """A person's id in the sandbox."""
    return f"person-{member.participant}"


async def prepare(database: Database, *, now: int) -> tuple[programmes.Programme, Cast]:
    """Load the example and let the cast join."""
    await load_folder(database, EXAMPLE, now=now)
    async with database.transaction() as tx:
        programme = (await programmes.all(tx))[0]
        players = await cast(tx, programme.id, now=now)
        for member in players.joined:
            await participants.consent(tx, member.participant, programme.consent_version, now=now)
            await consents.give(tx, member.participant, programme.id, programme.consent_version, now=now)
            await participants.link(tx, "sandbox", user_of(member), member.participant, now=now)
        for member in players.joined:
            await planner.plan_participant(tx, member.participant, now)
    return programme, players
