"""Everybody failing alike means the channel: it stands still, nobody is marked unreachable, later all get theirs."""

import pytest

from storage.outbox import State
from tests.faults.bench import PEOPLE
from tests.faults.conftest import Opening
from tests.faults.table import Table

ALIKE = [
    ("telegram", "blocked by the user (403)"), ("telegram", "chat not found (400)"),
    ("telegram", "deactivated user (403)"), ("vk", "not allowed to write (901)"), ("vk", "access denied (15)"),
    ("vk", "no permission (7)"), ("vk", "nobody is allowed (901)"),
]


@pytest.mark.parametrize(("channel", "name"), ALIKE)
async def test_everybody_failing_alike_stops(bench: Opening, table: Table, channel: str, name: str) -> None:
    async with bench(channel) as opened:
        for user in PEOPLE:
            await opened.plans(f"Письмо {user}", user)
        opened.loopback.meets(name, times=99)
        for _ in range(3):
            await opened.stage.app.settle()
            assert opened.stopped
            assert {each.state for each in await opened.standings()} == {State.PLANNED}
            await opened.clock.advance(60)
        line = table.add(await opened.meets(f"{name}, for everybody", f"{channel}: sending"))
    assert (line.end, line.doubles, line.lost, line.seen) == ("sent", 0, 0, f"{len(PEOPLE)} by {len(PEOPLE)} of "
                                                                            f"{len(PEOPLE)}")
    assert line.met.startswith("STANDS STILL")
