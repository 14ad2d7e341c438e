"""Two services on one database: one works, the other stands by, and takes over when the first is killed or stopped."""

import asyncio

import aiohttp

from tests.kill.process import Service
from tests.kill.scene import PROVE, Scene

USER = "1001"
PATIENCE = 30.0


async def becomes(scene: Scene, url: str, state: str) -> None:
    """Wait until all channels of a service are in this state; it is healthy all the time."""
    async with asyncio.timeout(PATIENCE), aiohttp.ClientSession() as session:
        while True:
            async with session.get(url) as response:
                facts = await response.json()
            if set(facts["messengers"].values()) == {state}:
                assert response.status == 200
                return
            await scene.watch.next(0.1)


async def test_the_one_that_stands_by_takes_over(scene: Scene) -> None:
    first = scene.service
    second = Service(first.environment, first.log_file.with_name("second.log"))
    try:
        await first.start()
        await becomes(scene, await first.ready(), "ok")
        await second.start()
        of_second = await second.ready()
        await becomes(scene, of_second, "standby")

        first.kill()
        await first.ended()
        scene.telegram.says(USER, "привет")
        await becomes(scene, of_second, "ok")
        async with asyncio.timeout(PATIENCE):
            while not scene.telegram.screen(USER):
                await scene.watch.next(0.1)
        assert len(scene.telegram.screen(USER)) == 1
        if PROVE:
            await stops_in_the_ordinary_way(scene, second, first)
    finally:
        await second.cleared()


async def stops_in_the_ordinary_way(scene: Scene, working: Service, other: Service) -> None:
    """It gives its leases back, so the other need not wait until they have run out."""
    await other.start()
    url = await other.ready()
    await becomes(scene, url, "standby")
    working.terminate()
    assert await working.ended() == 0
    await becomes(scene, url, "ok")
