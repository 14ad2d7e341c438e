"""A process that rehearses: which copy, which days come in as JSON, files appear beside the copy, a summary goes out.

    python -m bot.rehearsing.worker rehearsal < task.json > summary.json

It knows no token and no address of a database; of the service it takes neither time nor memory.
"""

import asyncio
import os
import sys
from pathlib import Path

from pydantic import TypeAdapter

from bot.rehearsing import making, playing
from bot.rehearsing.playing import NothingToRehearse
from bot.rehearsing.task import CALENDAR, CHART, Answer, Task

POLITE = 10
"""By how much the service goes first where both want the processor."""


def main(facts: bytes) -> bytes:
    """The answer; the files lie beside the copy."""
    task = TypeAdapter(Task).validate_json(facts)
    return TypeAdapter(Answer).dump_json(asyncio.run(_rehearsed(task)))


async def _rehearsed(task: Task) -> Answer:
    file = Path(task.file)
    try:
        found = await playing.play(file, task.wish, now=task.now, real=task.real, tell=lambda share: None)
    except NothingToRehearse:
        return Answer(None)
    made = making.make(found)
    (file.parent / CALENDAR).write_bytes(made.calendar)
    (file.parent / CHART).write_bytes(made.chart)
    return Answer(made.summary)


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(POLITE)
    sys.stdout.buffer.write(main(sys.stdin.buffer.read()))
