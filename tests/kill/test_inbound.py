"""People write while the service is killed: each message has its effect once, its answer, its place in the order."""

from collections import defaultdict

from scheduler.programme import apply
from storage import participants, programmes
from storage.database import open_database
from storage.participants import Role
from tests.journeys.conftest import irkutsk
from tests.kill.ledger import Home
from tests.kill.scene import KILLS, Scene

PEOPLE = 48
EARLIER = 1_527_000_000
ASK = "Вопрос"
LINES = ("Напишите вопрос. Можно приложить одно фото или один файл.", "Записал ваш вопрос")
"""How the two answers to a question begin."""


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
    """Everybody asks numbered questions; each takes two messages and gets two answers."""

    def __init__(self, scene: Scene, homes: dict[Home, int]) -> None:
        self._scene = scene
        self.homes = homes
        self.asked: defaultdict[Home, list[str]] = defaultdict(list)

    def messages(self, channel: str = "") -> int:
        """How many were written so far, on all channels or on one."""
        return 2 * sum(len(asked) for home, asked in self.asked.items() if channel in ("", home[0]))

    def asks(self) -> None:
        """Half of the people, by chance, ask one question more."""
        for home in self._scene.chance.sample(list(self.homes), len(self.homes) // 2):
            channel, user = home
            words = f"Вопрос номер {len(self.asked[home]) + 1} от {user}"
            self.asked[home].append(words)
            self._scene.loopback(channel).says(user, ASK)
            self._scene.loopback(channel).says(user, words)


async def test_people_who_write_while_it_is_killed_lose_nothing(scene: Scene) -> None:
    crowd = Crowd(scene, await town(scene.ledger.url))
    for _ in range(KILLS):
        # Some write while nobody listens, some in the midst of the work; the kill comes before all is answered.
        crowd.asks()
        # Each answer on Telegram is a call, so at least as many calls are to come.
        unanswered = crowd.messages("telegram") - await scene.ledger.sent_on("telegram")
        scene.watch.at(scene.chance.randint(1, len(crowd.homes) // 2), crowd.asks)
        scene.kill_at(scene.chance.randint(1, unanswered))
        await scene.life(crowd.messages)
    crowd.asks()
    await scene.last_life(crowd.messages())

    doubles = await scene.doubles()
    scene.show("People who write", doubles)
    await check_effects(scene, crowd)
    check_answers(scene, crowd)
    assert not {home for home in doubles if home[0] == "vk"}
    assert doubles <= scene.air
    check_log(scene, await scene.ledger.personal())


async def check_effects(scene: Scene, crowd: Crowd) -> None:
    stored: defaultdict[int, list[str]] = defaultdict(list)
    for asker, words in await scene.ledger.questions():
        stored[asker].append(words)
    assert stored == {crowd.homes[home]: asked for home, asked in crowd.asked.items()}
    assert await scene.ledger.received() == crowd.messages()
    assert await scene.ledger.open_forms() == 0
    assert await scene.ledger.states() == {"sent": crowd.messages()}


def check_answers(scene: Scene, crowd: Crowd) -> None:
    for home, asked in crowd.asked.items():
        beginnings = [next(line for line in LINES if text.startswith(line)) for text in scene.read(home)]
        assert beginnings == list(LINES) * len(asked), home


def check_log(scene: Scene, personal: list[str]) -> None:
    """Not a name, a phone, a text or a token in all these lives."""
    log = scene.service.log
    assert log
    assert not [word for word in (*personal, scene.telegram.token, scene.vk.token, ASK) if word in log]
