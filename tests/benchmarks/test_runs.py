"""Each part that needs processes, once with tiny numbers: it comes to its end and finds what it looks for."""

from dataclasses import replace
from pathlib import Path

from benchmarks import broadcast, inbound, processes, scale
from benchmarks.inbound import COMMIT, OURS
from benchmarks.sizes import SHORT
from benchmarks.town import SqliteTowns, Store

TINY = replace(SHORT, warm_up=5, updates=20, rest=0.0, reminders=1500, due=5, crowd=5, broadcast=60)


async def test_ours_and_a_peer_finish_their_updates(tmp_path: Path) -> None:
    towns = SqliteTowns(tmp_path)
    await towns.prepare(10)
    async with processes.load(tmp_path, "benchmarks.telegram_load") as load:
        for variant in (OURS, COMMIT):
            async with towns.fresh() as store:
                run = await inbound.measure(variant, tmp_path, load, store, TINY)
                assert run.rate > 0
                assert not variant.done or await store.number(variant.done) == 25


async def test_reminders_that_fall_due_are_told_among_many_that_do_not(tmp_path: Path) -> None:
    file = tmp_path / "full.db"
    await scale.prepare(file, TINY)
    store = Store(f"sqlite:///{file}")
    assert await store.number("select count(*) from reminders") >= TINY.reminders
    scale.let_fall_due(file, TINY.due)
    assert (await scale.told(tmp_path, store, TINY.due, idle=0)).work > 0
    assert await store.number(scale.WRITTEN) == TINY.due


async def test_a_broadcast_is_written_in_the_chat_and_its_report_is_what_the_messengers_saw(tmp_path: Path) -> None:
    went = await broadcast.sent_tenfold(tmp_path, Store(f"sqlite:///{tmp_path}/town.db"), TINY, replicas=1)
    assert went.told == {"sent": 120, "total": 120}
    assert went.exact
    assert went.waits
