"""The service under cProfile from SIGUSR1 on, its threads always: `python -m benchmarks.profiled run`.

The dumps, made at the end, go to its working directory: `main.prof`, and `threads.prof` for all other threads together.
"""

import cProfile
import pstats
import signal
import sys
import threading
from typing import Any

from bot.__main__ import run

_threads: list[cProfile.Profile] = []
_run_of_a_thread = threading.Thread.run


def _run_profiled(self: threading.Thread, *facts: Any) -> None:
    own = cProfile.Profile()
    _threads.append(own)
    own.enable()
    try:
        _run_of_a_thread(self, *facts)
    finally:
        own.disable()


def main() -> int:
    """The exit status of the service."""
    threading.Thread.run = _run_profiled  # type: ignore[method-assign]
    profile = cProfile.Profile()
    signal.signal(signal.SIGUSR1, lambda *_: profile.enable())
    status = run(sys.argv[1:])
    profile.disable()
    profile.dump_stats("main.prof")
    if _threads:
        stats = pstats.Stats(*_threads)
        stats.dump_stats("threads.prof")
    return status


if __name__ == "__main__":
    sys.exit(main())
