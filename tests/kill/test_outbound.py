"""A sending of 500 under `kill -9`: everybody gets everything, in order; who gets something twice was in the air."""

from messages import post
from messages.replies import Reply
from messages.updates import Address
from storage.database import open_database
from storage.outbox import Lane
from tests.kill.ledger import Home
from tests.kill.scene import KILLS, PROVE, Scene

MESSAGES = 5
"""For each of the hundred addresses; more than a dialogue takes at once, so the sending lasts."""
EARLIER = 1_527_000_000
HOMES: list[Home] = [(channel, str(user)) for user in range(1001, 1051) for channel in ("telegram", "vk")]


def words(number: int) -> str:
    return f"Рассылка, сообщение {number}"


async def plan(url: str) -> None:
    """Put all of it into the outbox in one transaction."""
    database = await open_database(url)
    async with database.transaction() as tx:
        for number in range(MESSAGES):
            for channel, user in HOMES:
                await post.post(tx, address=Address(channel, user), participant=None, reply=Reply(words(number)),
                                lane=Lane.BROADCAST, reason=f"sending:{number}", now=EARLIER)
    await database.close()


async def test_a_sending_of_five_hundred_survives_kills(scene: Scene) -> None:
    for channel, user in HOMES:
        scene.loopback(channel).unblocks(user)
    await plan(scene.ledger.url)
    if PROVE:  # the short form has no time for it
        scene.keep_the_pace()

    for left in range(KILLS, 0, -1):
        # Each message to Telegram is a call, so at least as many calls are to come.
        waiting = len(HOMES) // 2 * MESSAGES - await scene.ledger.sent_on("telegram")
        scene.kill_at(scene.chance.randint(1, 2 * waiting // (left + 1)))
        await scene.life(said=lambda: len(HOMES))
    await scene.last_life(said=len(HOMES))

    doubles = await scene.doubles()
    scene.show("A sending of 500", doubles)
    assert await scene.ledger.states() == {"sent": len(HOMES) * MESSAGES}
    for home in HOMES:
        assert scene.read(home) == [words(number) for number in range(MESSAGES)], home
    assert not {home for home in doubles if home[0] == "vk"}
    assert doubles <= scene.air
    assert not scene.telegram.violations + scene.vk.violations
