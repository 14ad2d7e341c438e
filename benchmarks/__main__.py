"""`python -m benchmarks [part ...]`: measure, print a table for each part, and with `--write` put it into the document.

Without a part: all of them. Besides what is measured there are proofs, which have tables of their own: tests in their
long form.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks import backlog, broadcast, delivery, fuzz, inbound, latency, roadmaps, scale, tables
from benchmarks.processes import HERE
from benchmarks.sizes import SHORT, WHOLE, Scale
from benchmarks.tables import Line

Part = Callable[[Path, Scale], Awaitable[list[Line]]]
PARTS: dict[str, tuple[str, Part]] = {
    "inbound": (inbound.TITLE, inbound.run),
    "backlog": (backlog.TITLE, backlog.run),
    "latency": (latency.TITLE, latency.run),
    "delivery": (delivery.TITLE, delivery.run),
    "broadcast": (broadcast.TITLE, broadcast.run),
    "scale": (scale.TITLE, scale.run),
    "fuzz": (fuzz.TITLE, fuzz.run),
    "roadmaps": (roadmaps.TITLE, roadmaps.run),
}
PROOFS = ("kill", "replicas", "faults", "hostile", "answers", "broadcasts", "consulting")
"""Folders of `tests`: what a `kill -9` leaves, two processes on one database, every fault, and who wants what is not
theirs; ten thousand teachers who answer a survey; a broadcast to twenty thousand; two thousand open questions.
"""
ALL = (*PARTS, *PROOFS)


def main() -> int:
    """The exit status is that of the proofs: a target that is missed is shown, not failed."""
    options = read(sys.argv[1:])
    status = 0
    sys.stdout.write(f"{tables.machine()}\n\n")
    for part in options.part:
        if part in PROOFS:
            status = _proved(part) or status
        else:
            _measure(part, options)
    if options.write and not options.short:
        tables.write("machine", f"{tables.machine()}\n")
    return status


def _measure(part: str, options: argparse.Namespace) -> None:
    title, run = PARTS[part]
    size = SHORT if options.short else WHOLE
    size = replace(size, rounds=options.rounds or size.rounds)
    with tempfile.TemporaryDirectory(prefix="vekha-bench-") as folder:
        text = tables.table(title, asyncio.run(_complete(run, Path(folder), size)))
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
    if options.write and not options.short:
        tables.write(part, text)


async def _complete(run: Part, folder: Path, size: Scale) -> list[Line]:
    return await run(folder, size)


def _proved(name: str) -> int:
    command = [sys.executable, "-m", "pytest", f"tests/{name}", "-s"]
    return subprocess.run(command, cwd=HERE, env=os.environ | {"VEKHA_PROVE": "1"}, check=False).returncode


def read(arguments: Sequence[str]) -> argparse.Namespace:
    """What is to be measured, and how; ends the process for words it does not know."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure Vekha beside its peers")
    parser.add_argument("part", nargs="*", type=_part, help=f"{', '.join(ALL)}; all of them without any")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/reference/benchmarks.md")
    parser.add_argument("--short", action="store_true", help="tiny numbers: does everything work?")
    parser.add_argument("--rounds", type=int, default=0, help="rounds of which the median counts; 5")
    options = parser.parse_args(arguments)
    options.part = options.part or ALL
    return options


def _part(name: str) -> str:
    if name not in ALL:
        raise argparse.ArgumentTypeError(f"there is no part {name}, only {', '.join(ALL)}")
    return name


if __name__ == "__main__":
    sys.exit(main())
