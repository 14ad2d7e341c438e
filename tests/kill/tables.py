"""What a scene has shown, as a table."""

import statistics
import sys
from collections import Counter
from collections.abc import Iterator

from tests.kill.ledger import Home
from tests.kill.scene import Blow, Scene, Suffered

HEAD = f"{'':>4}{'blow':>19}{'not taken in':>14}{'waiting':>9}{'in the air: telegram':>22}{'vk':>5}{'wait, s':>9}"


def show(scene: Scene, title: str, doubles: Counter[Home]) -> None:
    """Print it."""
    sys.stdout.write("\n".join(["", *_table(scene, title, doubles), ""]))


def _table(scene: Scene, title: str, doubles: Counter[Home]) -> Iterator[str]:
    yield f"{title} ({scene.ledger.url.partition(':')[0]}, {len(scene.replicas)} of us, seed {scene.seed})"
    yield HEAD
    for number, each in enumerate(scene.suffered, 1):
        telegram, vk = _by_channel(each.air)
        wait = f"{max(each.waits.values()):.1f}" if each.waits else "-"
        yield f"{number:>4}{each.blow:>19}{each.not_taken:>14}{each.waiting:>9}{telegram:>22}{vk:>5}{wait:>9}"
    (telegram, vk), (more_telegram, more_vk) = _by_channel(scene.air), _by_channel(doubles)
    yield f"  doubles: telegram {more_telegram} (of {telegram} in the air), vk {more_vk} (of {vk})"
    for blow in Blow:
        yield from _waits(blow, [each for each in scene.suffered if each.blow is blow])


def _waits(blow: Blow, suffered: list[Suffered]) -> Iterator[str]:
    for kind in ("poll", "send"):
        waits = [seconds for each in suffered for what, seconds in each.waits.items() if what.endswith(kind)]
        if waits:
            yield f"  {blow}: until the next {kind}, s: median {statistics.median(waits):.2f}, max {max(waits):.2f}"
    if woken := sum((each.afterwards for each in suffered), Counter[str]()):
        yield f"  after waking: {dict(woken)}"


def _by_channel(counted: Counter[Home]) -> tuple[int, int]:
    telegram = sum(number for (channel, _), number in counted.items() if channel == "telegram")
    return telegram, counted.total() - telegram
