"""Webhooks of one person that go to either of two replicas: never beside each other, each once, in their order.

The promise is the order in which we accept them. Telegram brings a person's next update when the one before is
acknowledged, so there it is also the order in which they were written.
"""

import asyncio
import random
from collections import defaultdict
from itertools import count

import aiohttp

from bot.telegram.webhook import SECRET as HEADER
from bot.webhooks import PLACE
from tests.kill.crowd import ANSWERS, ASK, SEND, town
from tests.kill.ledger import Ledger
from tests.kill.scene import PROVE
from tests.replicas.conftest import Farm
from tests.replicas.replica import SECRET

PEOPLE = 20
MESSAGES = 51 if PROVE else 15
AT_ONCE = 8


class Sender:
    """Telegram as it brings updates to our address, from so many people at once."""

    def __init__(self, farm: Farm, session: aiohttp.ClientSession) -> None:
        self._url, self._session = f"{farm.balancer.url}{PLACE}telegram", session
        self._numbers = count(1)

    def update(self, user: str, text: str) -> dict[str, object]:
        """Somebody's text, under a number of its own."""
        person = {"id": int(user), "is_bot": False, "first_name": "Анна"}
        message = {"message_id": 1, "text": text, "from": person, "chat": {"id": int(user), "type": "private"}}
        return {"update_id": next(self._numbers), "message": message}

    async def brings(self, update: dict[str, object]) -> None:
        """Once, to whichever replica; it must be acknowledged."""
        async with self._session.post(self._url, json=update, headers={HEADER: SECRET}) as answer:
            assert answer.status == 200

    async def asks(self, user: str, words: str) -> None:
        """A question, as Telegram brings it: each message when the one before is acknowledged."""
        for text in (ASK, words, SEND):
            await self.brings(self.update(user, text))


async def on_telegram(farm: Farm) -> dict[str, int]:
    """People who have joined: user → participant."""
    homes = await town(farm.world.database_url)
    return {user: participant for (channel, user), participant in homes.items() if channel == "telegram"}


async def stored(farm: Farm) -> dict[int, list[str]]:
    """The questions of each, in the order in which they were taken in."""
    asked: defaultdict[int, list[str]] = defaultdict(list)
    for asker, words in await Ledger(farm.world.database_url).questions():
        asked[asker].append(words)
    return asked


async def test_numbered_messages_of_many_people_keep_their_order(farm: Farm) -> None:
    people = dict(list((await on_telegram(farm)).items())[:PEOPLE])
    words = [f"Вопрос номер {number}" for number in range(MESSAGES // 3)]
    async with aiohttp.ClientSession() as session:
        sender = Sender(farm, session)

        async def writes(user: str) -> None:
            for each in words:
                await sender.asks(user, each)

        await asyncio.gather(*map(writes, people))

    assert len(people) == PEOPLE
    assert await stored(farm) == dict.fromkeys(people.values(), words)
    assert min(farm.balancer.carried.values()) > PEOPLE * MESSAGES / 4
    ledger = Ledger(farm.world.database_url)
    assert await ledger.received() == PEOPLE * MESSAGES
    assert set((await ledger.planned_for()).values()) == {MESSAGES}
    for user in people:
        answers = [begin for text in await ledger.texts_for("telegram", user) for begin in ANSWERS
                   if begin in text]
        assert answers == list(ANSWERS) * len(words)


async def test_what_comes_at_once_is_taken_one_after_the_other_and_once(farm: Farm, chance: random.Random) -> None:
    """After one word, eight texts at once, each of them twice: each is one piece of the question."""
    people = await on_telegram(farm)
    async with aiohttp.ClientSession() as session:
        sender = Sender(farm, session)

        async def writes(user: str) -> None:
            await sender.brings(sender.update(user, ASK))
            texts = [sender.update(user, f"Слова {number}") for number in range(AT_ONCE)] * 2
            chance.shuffle(texts)
            await asyncio.gather(*map(sender.brings, texts))

        await asyncio.gather(*map(writes, people))
        await asyncio.gather(*(sender.brings(sender.update(user, SEND)) for user in people))

    said = [f"Слова {number}" for number in range(AT_ONCE)]
    asked = {asker: sorted(words) for asker, words in (await stored(farm)).items()}
    assert asked == dict.fromkeys(people.values(), said)
    ledger = Ledger(farm.world.database_url)
    assert await ledger.received() == len(people) * (2 + AT_ONCE)
    assert set((await ledger.planned_for()).values()) == {2 + AT_ONCE}
    assert await ledger.open_forms() == 0
