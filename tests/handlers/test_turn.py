"""What a handler is given: the day where the person is, and a way to write to others that keeps their night."""

from handlers.turn import Turn
from messages.updates import Address, Said
from storage.database import Transaction
from storage.participants import by_id
from tests.handlers.conftest import CHANNEL, Village, instant
from tests.wording import CATALOGUE


async def turn_of(village: Village, tx: Transaction, now: int) -> Turn:
    me = village.people["curator"].participant
    update = Said(key="k", address=Address(CHANNEL, "1"), text="")
    return Turn(tx, now, 0, update, await by_id(tx, me), CATALOGUE)


async def test_the_day_is_that_of_the_place(village: Village) -> None:
    async with village.database.transaction() as tx:
        turn = await turn_of(village, tx, instant("2018-05-30", "00:30"))
        assert turn.today("Asia/Irkutsk") == "2018-05-30"
        assert turn.today("Europe/Moscow") == "2018-05-29"


async def test_one_writes_neither_to_oneself_nor_to_whoever_has_not_joined(village: Village) -> None:
    reply = CATALOGUE.say("tasks/accepted")
    async with village.database.transaction() as tx:
        turn = await turn_of(village, tx, village.now)
        assert not await turn.tell(turn.me.id, reply, reason="r")
        assert not await turn.tell(village.newcomer().participant, reply, reason="r")
        assert await turn.tell(village.people["teacher"].participant, reply, reason="r")


async def test_the_same_reason_tells_once(village: Village) -> None:
    async with village.database.transaction() as tx:
        turn = await turn_of(village, tx, village.now)
        for _ in range(2):
            await turn.tell(village.people["teacher"].participant, CATALOGUE.say("tasks/accepted"), reason="r")
    await village.stage.settle()
    assert len(village.phone("teacher").screen) == 1
