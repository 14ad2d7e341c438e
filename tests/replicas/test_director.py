"""The director's journey is the same, word for word, on two replicas: by webhooks to both; while the lease moves."""

import random

import pytest

from tests.journeys.conftest import town
from tests.journeys.test_director import transcript, transcript_file, visit
from tests.kill.ledger import Ledger
from tests.phone import StageClock
from tests.replicas.conftest import Farm
from tests.replicas.replica import World, replica
from tests.replicas.stages import Everywhere, Moving

BYSTANDERS = ("901", "902", "903")
STEPS = 14
"""Acts of the journey; each is taken in and answered."""


async def test_webhooks_that_go_to_either_of_two(farm: Farm, clock: StageClock) -> None:
    stage = Everywhere(farm.world, farm.replicas, clock, BYSTANDERS)
    phone, boss = await visit(await town(stage.database, stage), "telegram", "vk")
    assert transcript(phone, boss) == transcript_file("telegram").read_text(encoding="utf-8")

    assert len(farm.balancer.carried) == 2
    ledger = Ledger(farm.world.database_url)
    planned = await ledger.planned_for()
    for channel, loopback in stage.loopbacks.items():
        for user in BYSTANDERS:
            assert planned[channel, user] == len(loopback.screen(user)) == stage.written
    assert set(await ledger.states()) == {"sent"}


@pytest.mark.parametrize("mine", ["telegram", "vk"])
async def test_polling_while_the_lease_moves(world: World, clock: StageClock, chance: random.Random, mine: str) -> None:
    stops, kills = chance.sample(range(2, STEPS), 2), chance.sample(range(2, STEPS), 2)
    print(f"stopped at {stops}, killed at {kills}")  # noqa: T201 - shown by pytest where a test fails
    stage = Moving(world, await replica(world), clock, stops, kills)
    await stage.open()
    phone, boss = await visit(await town(stage.database, stage), mine, "vk" if mine == "telegram" else "telegram")
    await stage.close()

    assert transcript(phone, boss) == transcript_file(mine).read_text(encoding="utf-8")
    assert stage.moves == 4
    assert set(await Ledger(world.database_url).states()) == {"sent"}
