"""The service's own loop of ticks on a prepared file, with a clock that is turned while it runs.

`python -m benchmarks.ticking <database url> <start> <due> <idle>`: says `ready`, runs for `idle` seconds, turns
programme time from `start` to `due` and tells when; a line of JSON for each tick.
"""

import asyncio
import gc
import sys

from benchmarks.wire import as_json
from bot.app import App
from scheduler.clock import SystemClock
from storage.database import open_database


class TurnedClock(SystemClock):
    """Programme time stands where it was put; real time goes on."""

    def __init__(self, start: int) -> None:
        self.at = start

    def now(self) -> int:
        return self.at


class Ticking(App):
    """The application without messengers, its ticks timed."""

    async def tick(self) -> None:
        begun = self.clock.monotonic()
        await super().tick()
        tell("tick", begun=begun, ended=self.clock.monotonic())


def tell(kind: str, **facts: float) -> None:
    """A line for the one who measures."""
    sys.stdout.write(as_json({"kind": kind, **facts}).decode() + "\n")
    sys.stdout.flush()


async def run(url: str, start: int, due: int, idle: float) -> None:
    """Until the process is ended."""
    database = await open_database(url)
    clock = TurnedClock(start)
    await Ticking(database, [], clock).start()
    gc.freeze()  # as the service does after its start
    tell("ready")
    await clock.pause(idle)
    clock.at = due
    tell("due", at=clock.monotonic())
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(run(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])))
