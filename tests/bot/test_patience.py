"""Troubles of a channel are waited for; a human is called once, and for a rival only when it stays."""

import pytest

from bot.patience import CONTENDED, LONGEST, QUIET, STOPPED, Patience
from messages.messenger import ChannelProblem, ChannelStopped, Contended, Unavailable
from tests.phone import StageClock


class Clock(StageClock):
    """Remembers the pauses."""

    def __init__(self) -> None:
        super().__init__(1_527_000_000)
        self.pauses: list[float] = []

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        await super().pause(seconds)


class Channel:
    """Ends as told, and hears the alarms."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.alarms: list[str] = []
        self.patience = Patience("memory", self.clock, self._alarm)

    async def meets(self, problem: ChannelProblem | None) -> bool:
        async def deed() -> None:
            if problem:
                raise problem

        return await self.patience.bears(deed)

    async def _alarm(self, channel: str, detail: str) -> None:
        self.alarms.append(f"{channel}: {detail}")


@pytest.fixture
def channel() -> Channel:
    return Channel()


async def test_absence_is_waited_for_longer_and_longer(channel: Channel) -> None:
    for _ in range(8):
        assert not await channel.meets(Unavailable("no network"))
    assert channel.clock.pauses == [1, 2, 4, 8, 16, 32, LONGEST, LONGEST]
    assert (channel.patience.state, channel.alarms) == ("no network", [])
    assert await channel.meets(None)
    assert channel.patience.state == ""
    await channel.meets(Unavailable("busy", 7))
    assert channel.clock.pauses[-1] == 7


async def test_what_only_a_human_can_mend_is_told_once(channel: Channel) -> None:
    for _ in range(3):
        await channel.meets(ChannelStopped("Unauthorized"))
    assert channel.clock.pauses == [STOPPED] * 3
    assert channel.alarms == ["memory: Unauthorized"]
    await channel.meets(None)
    await channel.meets(ChannelStopped("Unauthorized"))
    assert len(channel.alarms) == 2


async def test_a_rival_that_goes_is_no_alarm(channel: Channel) -> None:
    for _ in range(2):
        for _ in range(int(CONTENDED / 5)):
            await channel.meets(Contended("another poller", 5))
        await channel.clock.pause(QUIET)
        await channel.meets(None)
    assert (channel.alarms, channel.patience.state) == ([], "")


async def test_a_rival_that_lets_us_through_now_and_then_is_still_there(channel: Channel) -> None:
    for _ in range(int(CONTENDED / 5)):
        await channel.meets(Contended("another poller", 5))
        await channel.meets(None)
        assert (channel.alarms, channel.patience.state) == ([], "")
    for _ in range(3):
        await channel.meets(Contended("another poller", 5))
        await channel.meets(None)
        assert (channel.alarms, channel.patience.state) == (["memory: another poller"], "another poller")
    await channel.clock.pause(QUIET)
    await channel.meets(None)
    assert channel.patience.state == ""
    await channel.meets(Contended("another poller", 5))
    await channel.meets(None)
    assert (len(channel.alarms), channel.patience.state) == (1, "")


async def test_a_rival_that_stays_two_minutes_is_told_once(channel: Channel) -> None:
    for _ in range(int(CONTENDED / 5) + 10):
        await channel.meets(Contended("another poller", 5))
    assert channel.alarms == ["memory: another poller"]
    assert set(channel.clock.pauses) == {5}
