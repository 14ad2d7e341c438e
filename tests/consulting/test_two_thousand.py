"""Two thousand open questions, twenty who answer, and whatever comes between them, on both messengers and databases.

Hypothesis chooses who does what; the examples go on in one town, for one with thousands of open questions is not built
anew for each. So nothing is shrunk either: what was done last is told instead. In the suite the town is a small one.
"""

import asyncio
import random
import secrets
import sys

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from scheduler.clock import SystemClock
from tests.consulting.deeds import DEEDS
from tests.consulting.world import PROVE, World

EXAMPLES, STEPS = (60, 50) if PROVE else (4, 40)
SEED = secrets.randbelow(2**32) if PROVE else 2018
LAST = 25
"""Lines of the story that are told of a failure."""
CHOICES = [name for name, (_, weight) in DEEDS.items() for _ in range(weight)]


class Interleaved(RuleBasedStateMachine):
    """One deed after the other. Once something is broken nothing is done any more, and the test itself tells of it:
    Hypothesis would try to do it once again, in a town that has changed.
    """

    world: World
    runner: asyncio.Runner
    steps = 0
    broken: BaseException | None = None

    @rule(deed=st.sampled_from(CHOICES), chance=st.integers(0, 2**20))
    def somebody_does(self, deed: str, chance: int) -> None:
        cls = type(self)
        if cls.broken is not None:
            return
        cls.steps += 1
        self.world.tell(f"-- {cls.steps} {deed} {chance}")
        try:
            self.runner.run(self._does(deed, chance))
        except Exception as broken:
            broken.add_note("\n".join(self.world.story[-LAST:]))
            cls.broken = broken

    async def _does(self, deed: str, chance: int) -> None:
        await DEEDS[deed][0](self.world, random.Random(chance))
        if self.steps % STEPS == 0:
            await self.world.books.check_all()


def test_no_answer_reaches_a_wrong_person_and_no_question_is_nobodys(url: str) -> None:
    world, clock = World(url), SystemClock()
    begun = clock.monotonic()
    with asyncio.Runner() as runner:
        try:
            runner.run(world.open())
            ready = clock.monotonic()
            machine = type("Here", (Interleaved,), {"world": world, "runner": runner})
            run_state_machine_as_test(seed(SEED)(machine), settings=settings(
                max_examples=EXAMPLES, stateful_step_count=STEPS, phases=[Phase.generate], database=None, deadline=None,
                suppress_health_check=[*HealthCheck]), _min_steps=STEPS - 1)
            if machine.broken is not None:
                raise machine.broken
            runner.run(world.check_all())
        finally:
            runner.run(world.close())
    assert world.model.did["answers"]
    sys.stdout.write(f"\n{len(world.model.threads)} threads ({url.partition(':')[0]}, seed {SEED}): made in "
                     f"{ready - begun:.0f} s, {machine.steps} steps in {clock.monotonic() - ready:.0f} s, "
                     f"{dict(world.model.did)}\n")
