"""A sending to many addresses that lasts as long as the blows do, all of it planned in one transaction beforehand."""

from dataclasses import dataclass

from messages import post
from messages.post import Recipient
from messages.replies import Reply
from messages.updates import Address
from scheduler.clock import SystemClock
from storage.database import open_database
from storage.outbox import Lane
from tests.kill.ledger import Home

FIRST_STRANGER = 500_001


@dataclass(frozen=True, slots=True)
class Sending:
    """So many messages for each of these people; one becomes due after the other, over so many seconds."""

    homes: list[Home]
    messages: int
    seconds: float

    @property
    def size(self) -> int:
        """All deliveries."""
        return len(self.homes) * self.messages

    @property
    def texts(self) -> list[str]:
        """What everybody should get, in this order."""
        return [f"Рассылка, сообщение {number}" for number in range(self.messages)]

    async def plan(self, url: str) -> None:
        """Put all of it into the outbox."""
        now = SystemClock().now()
        recipients = [Recipient(Address(channel, user), None) for channel, user in self.homes]
        database = await open_database(url)
        async with database.transaction() as tx:
            for number, text in enumerate(self.texts):
                await post.post_many(tx, recipients=recipients, reply=Reply(text), lane=Lane.BROADCAST, reason=text,
                                     now=now, not_before=now + int(number * self.seconds / self.messages))
        await database.close()


def strangers(number: int) -> list[Home]:
    """People who only listen, half of them on each messenger."""
    return [(("telegram", "vk")[place % 2], str(FIRST_STRANGER + place)) for place in range(number)]
