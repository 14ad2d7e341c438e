"""People who write: each of their questions takes three messages, leaves a row and gets three answers."""

from collections import defaultdict

from scheduler.programme import apply
from storage import participants, programmes
from storage.database import open_database
from storage.participants import Role
from tests.journeys.conftest import irkutsk
from tests.kill.ledger import Home
from tests.kill.scene import Scene

PEOPLE = 48
EARLIER = 1_527_000_000
ASK = "Вопрос"
SEND = "Отправить"
ANSWERS = ("О чём вопрос?", "В вашем сообщении:", "Записал ваш вопрос")
"""What the three answers to a question hold, each its own."""


async def town(url: str) -> dict[Home, int]:
    """The Irkutsk example; teachers and directors have joined, every other one on VK. Address → participant."""
    homes: dict[Home, int] = {}
    database = await open_database(url)
    async with database.transaction() as tx:
        await apply.apply(tx, irkutsk(), now=EARLIER)
        listed = await participants.listed(tx, (await programmes.all(tx))[0].id)
        people = [each.participant for each in listed if each.role in (Role.TEACHER, Role.DIRECTOR)]
        for place, participant in enumerate(people[:PEOPLE]):
            home = ("telegram" if place % 2 else "vk", str(1000 + participant))
            await participants.consent(tx, participant, "2018-05", now=EARLIER)
            assert await participants.link(tx, *home, participant, now=EARLIER)
            homes[home] = participant
    await database.close()
    return homes


class Crowd:
    """Everybody asks numbered questions."""

    def __init__(self, scene: Scene, homes: dict[Home, int]) -> None:
        self._scene = scene
        self.homes = homes
        self.asked: defaultdict[Home, list[str]] = defaultdict(list)

    @property
    def messages(self) -> int:
        """How many were written so far."""
        return len(ANSWERS) * sum(map(len, self.asked.values()))

    def asks(self) -> None:
        """Half of the people, by chance, ask one question more."""
        for home in self._scene.chance.sample(list(self.homes), len(self.homes) // 2):
            channel, user = home
            words = f"Вопрос номер {len(self.asked[home]) + 1} от {user}"
            self.asked[home].append(words)
            self._scene.loopback(channel).says(user, ASK)
            self._scene.loopback(channel).says(user, words)
            self._scene.loopback(channel).says(user, SEND)

    async def check_effects(self) -> None:
        """Each question is stored once, in its asker's order, and no form is left open."""
        stored: defaultdict[int, list[str]] = defaultdict(list)
        for asker, words in await self._scene.ledger.questions():
            stored[asker].append(words)
        assert stored == {self.homes[home]: asked for home, asked in self.asked.items()}
        assert await self._scene.ledger.open_forms() == 0

    def answers(self, home: Home) -> list[str]:
        """What a person should have got, by what each answer holds."""
        return list(ANSWERS) * len(self.asked[home])
