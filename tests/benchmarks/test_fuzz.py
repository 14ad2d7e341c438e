"""A thousand odd updates go through the readers and reception without harm, and a seed makes the same ones again."""

from pathlib import Path

from benchmarks import fuzz
from benchmarks.odd import Odd


async def test_a_thousand_odd_updates_do_no_harm(tmp_path: Path) -> None:
    found = await fuzz.fed(tmp_path, 1000)
    assert found.crashes == []
    assert found.complaints == []
    assert found.read + found.unreadable == 1000
    assert found.read > 300 < found.unreadable


def test_a_seed_makes_the_same_updates_again() -> None:
    one, other, third = Odd(1), Odd(1), Odd(2)
    made = [repr([each.telegram(), each.vk()]) for _ in range(50) for each in (one, other, third)]
    assert made[0::3] == made[1::3]
    assert made[0::3] != made[2::3]
