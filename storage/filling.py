"""How files of SQLite are made beside the service: fast, without a net, in a thread that ends when it is not wanted."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event

from storage.database import OutOfReach

SQLITE = "sqlite:///"
POSTGRESQL = ("postgresql://", "postgres://")
"""How the URLs of databases begin."""
STEPS = 100_000
"""Steps of SQLite's machine between two looks at whether to go on."""


@contextmanager
def blank(file: Path) -> Iterator[sqlite3.Connection]:
    """What is not finished is thrown away, so nothing is made safe on the way. Another may be attached by its URI."""
    with closing(sqlite3.connect(file.absolute().as_uri(), uri=True, isolation_level=None)) as raw:
        raw.execute("pragma journal_mode = off")
        raw.execute("pragma synchronous = off")
        yield raw


def failed(problem: OSError | sqlite3.Error) -> OutOfReach:
    """SQLite's own words name no secret: a full disk, a lock that somebody holds."""
    return OutOfReach(str(problem)) if isinstance(problem, sqlite3.Error) else OutOfReach.because(problem)


async def in_thread(work: Callable[[Event], None]) -> None:
    """Long work of SQLite, which ends soon when somebody no longer wants it: the event is set then."""
    stop = Event()
    try:
        await asyncio.to_thread(work, stop)
    except asyncio.CancelledError:
        stop.set()
        raise
