"""Where the processor time of one update goes: `python -m benchmarks.profiling [rows]`; part `inbound` under cProfile.

A profiler makes calls dearer than they are: read the order and the counts, not the microseconds.
"""

import asyncio
import pstats
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import inbound, processes
from benchmarks.inbound import CLOCK, OURS, PEOPLE, texts
from benchmarks.sizes import WHOLE, Scale
from benchmarks.town import SqliteTowns

ROWS = 45
IDLE = ("select.epoll", "acquire", "queue.SimpleQueue", "'get' of")
"""Where threads wait."""


async def run(folder: Path, scale: Scale) -> None:
    """One service under the profiler; what is done once, like the reading of templates, is done before."""
    town = SqliteTowns(folder)
    await town.prepare(PEOPLE)
    async with processes.load(folder, "benchmarks.telegram_load") as load, town.fresh() as store, \
            processes.service(folder, store.url, load, module="benchmarks.profiled") as service:
        await load.order("write", messages=texts(scale.warm_up, PEOPLE))
        await inbound.finished(OURS, load, store, scale.warm_up)
        await CLOCK.pause(scale.rest)
        service.process.send_signal(signal.SIGUSR1)
        await load.order("write", messages=texts(scale.updates, PEOPLE))
        await inbound.finished(OURS, load, store, scale.warm_up + scale.updates)
        await CLOCK.pause(0.2)
        await service.ended()


def shown(file: Path, updates: int, rows: int = ROWS) -> Iterator[str]:
    """Microseconds and calls for each update, the dearest first."""
    stats: Any = pstats.Stats(str(file))  # what it has gathered is not in its types
    facts = [(own, whole, calls, place) for place, (_, calls, own, whole, _) in stats.stats.items()
             if not any(word in place[2] for word in IDLE)]
    yield f"{file.stem}: {'own':>7} {'whole':>8} us, {'calls':>7} for each update"
    for own, whole, calls, (name, line, function) in sorted(facts, reverse=True)[:rows]:
        where = "/".join(Path(name).parts[-2:]) + f":{line}" if line else ""
        yield f"{own / updates * 1e6:>13.1f} {whole / updates * 1e6:>8.1f} {calls / updates:>13.2f}  {function} {where}"


def main() -> None:
    """Print both threads."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory(prefix="vekha-profile-") as name:
        asyncio.run(run(Path(name), WHOLE))
        for file in ("main.prof", "threads.prof"):
            if (Path(name) / file).exists():
                sys.stdout.write("\n".join([*shown(Path(name) / file, WHOLE.updates, rows), "", ""]))


if __name__ == "__main__":
    main()
