"""Teachers who answer seven questions: each taps what they have decided to, as soon as the question stands there.

Some tap twice, some tap an old screen once more, and now and then an update comes a second time or too late: what they
want to say is always the same, so it is known what must stand in the store.
"""

import re
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from messages import buttons
from messages.meanings_of_surveys import PickOption
from scheduler.clock import SystemClock
from scheduler.programme import apply
from scheduler.surveys import written
from scheduler.surveys.form import Kind, Option, Question
from storage import organisations, participants, surveys
from storage.database import open_database
from storage.participants import Role
from storage.surveys import Way
from tests.journeys.conftest import irkutsk
from tests.kill.ledger import Home
from tests.kill.scene import Scene
from tests.loopback.contract import Fault, Shown

QUESTIONS = tuple(
    Question(f"q{number}", Kind.SELECT_ONE, f"Вопрос номер {number}?", required="true()",
             options=tuple(Option(f"o{place}", f"Ответ {place}") for place in range(2 + number % 3)))
    for number in range(7))
LOST, TWICE, AGAIN, OLD = 0.01, 0.02, 0.02, 0.02
"""Shares: replies that are lost after their effect; updates that come again; taps that are made twice; taps on an old
screen, which come out of order.
"""
FIRST = 3_000_000
_STEP = re.compile(r"(\d+) из 7\n")


def today() -> date:
    """In UTC."""
    return datetime.fromtimestamp(SystemClock().now(), UTC).date()


def name(place: int) -> str:
    return f"Учитель Номер {place}"


async def town(url: str, people: int) -> dict[Home, int]:
    """The Irkutsk example and so many teachers in its schools, every other one on VK, with one survey for them."""
    now = SystemClock().now()
    homes: dict[Home, int] = {}
    database = await open_database(url)
    async with database.transaction() as tx:
        programme = (await apply.apply(tx, irkutsk(), now=now)).programme
        schools = [each.id for each in await organisations.of_programme(tx, programme) if each.level == "school"]
        for place in range(people):
            who = await participants.add(tx, name(place), now=now)
            await participants.consent(tx, who, "2018-05", now=now)
            await participants.grant(tx, who, programme=programme, organisation=schools[place % len(schools)],
                                     role=Role.TEACHER, source="people", now=now)
            home = ("telegram" if place % 2 else "vk", str(FIRST + place))
            assert await participants.link(tx, *home, who, now=now)
            homes[home] = who
        await surveys.put(tx, programme=programme, code="seven", title="Семь вопросов", version="1",
                          questions=written.write(QUESTIONS), now=now)
        await surveys.put_wave(tx, programme=programme, survey="seven", code="seven", title="Семь вопросов",
                               opens_on=(today() - timedelta(2)).isoformat(),
                               closes_on=(today() + timedelta(9)).isoformat(), late=False, unit="person",
                               anonymous=False, whom=[Way(Role.TEACHER)])
    await database.close()
    return homes


@dataclass
class Teachers:
    """All of them, over both messengers."""

    scene: Scene
    homes: dict[Home, int]
    done: set[Home] = field(default_factory=set)
    pressed: int = 0
    updates: int = 0
    befell: Counter[str] = field(default_factory=Counter)
    _seen: dict[Home, set[int]] = field(default_factory=dict)
    _before: dict[Home, dict[str, object]] = field(default_factory=dict)
    _taps: dict[Home, deque[tuple[str, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        chance = self.scene.chance
        self.names = {name(place): who for place, who in enumerate(self.homes.values())}
        self.wants = {home: [chance.randrange(len(one.options)) for one in QUESTIONS] for home in self.homes}
        self.scene.telegram.watched_by(lambda user: self._looks(("telegram", user)))
        self.scene.vk.watched_by(lambda user: self._looks(("vk", user)))

    def begin(self, homes: Iterable[Home]) -> None:
        """They open the survey."""
        for channel, user in homes:
            self.updates += 1
            self.scene.loopback(channel).says(user, "опросы")

    def _looks(self, home: Home) -> None:
        """Something stands on the screen; if it is a question not seen yet, the person taps."""
        if home not in self.homes:
            return
        for shown in self.scene.loopback(home[0]).screen(home[1]):
            if "Спасибо" in shown.text:
                self.done.add(home)
            elif found := _STEP.search(shown.text):
                self._answers(home, int(found[1]) - 1, shown)

    def _answers(self, home: Home, place: int, shown: Shown) -> None:
        if place in self._seen.setdefault(home, set()):
            return
        self._seen[home].add(place)
        picks = [payload for row in shown.buttons for _, payload in row
                 if isinstance(buttons.decode(payload), PickOption)]
        self._tap(home, picks[self.wants[home][place]], shown.ref)

    def _tap(self, home: Home, payload: str, ref: str) -> None:
        chance, loopback = self.scene.chance, self.scene.loopback(home[0])
        taps = self._taps.setdefault(home, deque(maxlen=7))
        taps.append((payload, ref))
        late = taps[0] if chance.random() < OLD else None
        for _ in range(2 if chance.random() < AGAIN else 1):
            self._press(home, payload, ref)
        now = loopback.last_queued()
        if late:
            self.befell["late taps"] += 1
            self._press(home, *late)
        if (before := self._before.get(home)) and chance.random() < TWICE:
            self.befell["repeated updates"] += 1
            loopback.brings_again(before)  # it has been answered, so it was delivered
        self._before[home] = now
        if chance.random() < LOST:
            self.befell["lost replies"] += 1
            loopback.fail(Fault.LOST_REPLY)

    def _press(self, home: Home, payload: str, ref: str) -> None:
        self.pressed += 1
        self.updates += 1
        self.scene.loopback(home[0]).presses(home[1], payload, ref)

    def expected(self) -> dict[tuple[int, str], str]:
        """(participant, question) → the JSON that must be stored."""
        return {(self.homes[home], question.name): f'"{question.options[choice].name}"'
                for home, wanted in self.wants.items()
                for question, choice in zip(QUESTIONS, wanted, strict=True)}
