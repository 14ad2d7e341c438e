"""A broadcast to ten thousand people on each messenger."""

import sys

from benchmarks.latency import percentile
from tests.broadcasts.ground import Ground
from tests.kill.scene import PROVE

UNSTEADY = 3.0 if PROVE else 1.0
SHARE = 0.98 if PROVE else 0.5
SOON = 0.3


async def test_it_arrives_at_the_pace_that_is_allowed(ground: Ground) -> None:
    ground.telegram.away = ground.vk.away = 0.0, 0.0
    await ground.scene.start()
    await ground.author.composes()
    at = await ground.author.sends()
    lasted = await ground.goes_out()
    await ground.scene.finish(ground.acts)
    r = ground.readers
    tele = sorted(t for h, t in r.first.items() if h[0] == "telegram")
    vk = sorted(t for h, t in r.first.items() if h[0] == "vk")
    b, e = tele[0] + UNSTEADY, tele[-1]
    share = len([t for t in ground.telegram.came if b <= t < e]) / (e - b) / ground.size.telegram_limit
    waits = sorted(w * 1000 for w in r.waits)
    sys.stdout.write(f"\n{ground.size} lasted {lasted:.1f} telegram {tele[0]-at:.2f} {tele[-1] - at:.1f} vk {vk[0]-at:.2f} {vk[-1] - at:.1f} share {share:.4f}\n"
      f"viol {len(ground.telegram.violations)} {len(ground.vk.violations)} {ground.telegram.violations[:2]} {ground.vk.violations[:2]}\n"
      f"taps {len(waits)} p50 {percentile(waits, .5):.0f} p95 {percentile(waits, .95):.0f} max {waits[-1]:.0f}  versions {len(ground.author.versions)} mem {ground.peak:.0f}\n"
      f"{ground.author.figures()} {await ground.fates()} vk calls {ground.vk.calls.count('messages.send')}\n")
    assert set(r.first) == set(r.homes)
