"""A broadcast to ten thousand people on each messenger, while calls fail, people are gone and a process is killed.

In the suite there are fewer of them. How quick it is, is measured by part `broadcast` of the benchmarks.
"""

import sys
from collections import Counter

from benchmarks import author, crowd
from tests.broadcasts.ground import SIZE, Ground
from tests.kill.ledger import Home
from tests.kill.scene import CLOCK, PROVE, Blow

GONE = 0.02
FAILING = 0.01 if PROVE else 0.1
TROUBLES = ("one gets too much (9)", "too many calls a second (6)", "reset after the effect", "a proxy's page",
            "reset before the effect", "internal error (10)", "one is beyond the limit of calls (6)",
            "a proxy's page after the effect")
"""What befalls the calls to VK; of the first VK says that five minutes are to pass."""
FLOOD = 7 if PROVE else 1
MINUTES = 30 if PROVE else 2
"""Seconds to which those five minutes are cut: time is ten times as quick, or quicker."""


async def test_everybody_gets_it_or_the_author_knows_why_not(ground: Ground) -> None:
    scene = ground.scene
    gone = set(scene.chance.sample(ground.people[1:], int(len(ground.people) * GONE)))
    for channel in ("telegram", "vk"):
        ground.messenger(channel).locks(ground.on(channel, gone))
    await scene.start()
    await ground.author.composes()
    ground.telegram.failing = FAILING
    ground.vk.fails(TROUBLES, apart=SIZE.vk // 2000 or 1)
    begun = await ground.author.sends()
    await ground.until_on_vk(SIZE.vk * 2 // 5)
    await scene.strike(Blow.KILL, lambda: ground.author.acts, lambda: None, of="vk")
    await crowd.run(scene.ledger.url, f"update outbox set retry_at = {int(CLOCK.real()) + MINUTES} "
                                      f"where retry_at > {int(CLOCK.real()) + MINUTES}")
    ground.telegram.floods(FLOOD)
    await ground.goes_out()
    lasted = CLOCK.monotonic() - begun
    first = await check(ground, gone)
    copies = ground.copies()
    back = await some_return(ground, gone)
    ground.telegram.failing = 0.0  # whoever came back has not met a failing call yet, and would wait for a third try
    await ground.author.taps("Отправить им ещё раз")
    await ground.goes_out(sent=len(ground.people) - len(gone - back))
    await scene.finish(ground.author.acts + len(back))
    await check_again(ground, gone - back, copies)
    told(ground, first, lasted, back)


async def check(ground: Ground, gone: set[Home]) -> Counter[str]:
    """Store, screens, report and what was done to them say the same of everybody."""
    states = await ground.states()
    assert {len(each) for each in states.values()} == {1}
    by_state = {state: {home for home, each in states.items() if each == [state]} for state, in states.values()}
    assert set(by_state) == {"sent", "unreachable", "failed"}
    assert by_state["unreachable"] == gone
    rejected, air = {("telegram", user) for user in ground.telegram.rejected}, set(ground.scene.air)
    assert by_state["failed"] <= rejected <= by_state["failed"] | air  # of a call at the kill we have not heard
    copies = ground.copies()
    assert set(copies) == by_state["sent"]
    doubles = {home for home, number in copies.items() if number > 1}
    assert not ground.on("vk", doubles)
    lost = {("telegram", user) for user in ground.telegram.lost}
    assert lost <= doubles <= lost | air
    assert max(copies.values()) <= 3
    counted = Counter({state: len(homes) for state, homes in by_state.items()})
    assert await ground.fates() == counted
    report = Counter(author.figures(await ground.author.report()))
    assert report == counted | Counter(total=len(ground.people))
    return counted


async def some_return(ground: Ground, gone: set[Home]) -> set[Home]:
    """Half of those who had blocked us let us in again, and we hear of it."""
    back = set(sorted(gone)[::2])
    for channel, user in back:
        ground.messenger(channel).unblocks(user)
    while await ground.scene.ledger.received() < ground.author.acts + len(back):
        await ground.scene.watch.next(0.1)
    return back


async def check_again(ground: Ground, still_gone: set[Home], before: Counter[Home]) -> None:
    """Those have it who can have it; who had it before has got nothing more."""
    after = ground.copies()
    assert set(after) == set(ground.people) - still_gone
    assert {home: after[home] for home in before} == before
    assert all(after[home] == 1 for home in set(after) - set(before))
    assert await ground.fates() == Counter(sent=len(after), unreachable=len(still_gone))
    assert author.figures(await ground.author.report()) == {
        "sent": len(after), "unreachable": len(still_gone), "total": len(ground.people)}


def told(ground: Ground, first: Counter[str], lasted: float, back: set[Home]) -> None:
    scene, copies = ground.scene, ground.copies()
    doubles = [home for home, number in copies.items() if number > 1]
    air = sum(number for home, number in scene.air.items() if home[0] == "telegram")
    sys.stdout.write(
        f"\n{len(ground.people)} people ({scene.ledger.url.partition(':')[0]}, {len(scene.replicas)} of us, seed "
        f"{scene.seed}): {lasted:.0f} s, {dict(first)}\n"
        f"  Telegram: {dict(ground.telegram.befell)}\n  VK: {dict(ground.vk.befell)}\n"
        f"  refused for their pace: {len(ground.telegram.violations)} and {len(ground.vk.violations)}\n"
        f"  killed with {air} and {scene.air.total() - air} in the air; doubles: telegram {len(doubles)}, of which "
        f"{len(ground.telegram.lost)} by lost answers; vk 0\n"
        f"  sent again: {len(back)} who came back and {first['failed']} that had failed have it once; nobody else got "
        "anything\n")
