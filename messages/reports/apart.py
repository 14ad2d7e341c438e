"""Makes charts, workbooks, certificates and transcripts in a process of their own: they need much memory and much of
the processor for a moment, and the dialogue shall not feel it. The process knows no secret of ours.

What can go wrong:
* NotMade    the process has failed, or took too long
"""

import asyncio
import atexit
import os
import shutil
import sys
import tempfile
from functools import cache

from pydantic import TypeAdapter

from messages.reports import bundle
from messages.reports.card_figures import SchoolCard
from messages.reports.figures import (
    Bundle,
    Certificate,
    Chart,
    HelpList,
    Ledger,
    Minutes,
    Portfolio,
    Protocol,
    Transcript,
    Workbook,
)
from messages.reports.roadmap_figures import RoadmapBook, RoadmapPaper

PATIENCE = 120.0
"""Seconds."""
TOLD = 2000
"""Characters of what a process that has failed says."""


Wanted = (
    Chart
    | Workbook
    | Ledger
    | Certificate
    | Transcript
    | Bundle
    | HelpList
    | Minutes
    | SchoolCard
    | Protocol
    | Portfolio
    | RoadmapPaper
    | RoadmapBook
)
KINDS: dict[type[Wanted], str] = {
    Chart: "chart",
    Workbook: "workbook",
    Ledger: "ledger",
    Certificate: "certificate",
    Transcript: "transcript",
    HelpList: "help_list",
    Minutes: "minutes",
    SchoolCard: "school_card",
    Protocol: "protocol",
    Portfolio: "portfolio",
    RoadmapPaper: "roadmap_paper",
    RoadmapBook: "roadmap_book",
}
"""What the worker calls them."""


class NotMade(Exception):
    """The message is what the process has said."""


async def make(wanted: Wanted) -> bytes:
    """A PNG, an XLSX, a PDF, a DOCX or a ZIP. Raises `NotMade`."""
    if isinstance(wanted, Bundle):  # to copy the bytes into another process would cost more than to pack them
        return await asyncio.to_thread(bundle.pack, wanted)
    kind = KINDS[type(wanted)]
    return await run("messages.reports.worker", kind, content=TypeAdapter(type(wanted)).dump_json(wanted))


async def run(module: str, *arguments: str, content: bytes, patience: float | None = None) -> bytes:
    """What a module, run as a process of its own, makes of the content. Raises `NotMade`."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, *arguments, env=_environment(),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE)
    try:
        async with asyncio.timeout(patience or PATIENCE):
            made, said = await process.communicate(content)
    except TimeoutError:
        raise NotMade(f"{arguments[0]} took longer than {patience or PATIENCE:.0f} s") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode or not made:
        raise NotMade(said.decode(errors="replace")[-TOLD:])
    return made


def _environment() -> dict[str, str]:
    return {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PATH": os.defpath, "MPLCONFIGDIR": _folder(),
            "PYTHONIOENCODING": "utf-8"}


@cache
def _folder() -> str:
    """Where the library keeps what it knows of fonts: else it would look at all of them each time."""
    folder = tempfile.mkdtemp(prefix="vekha-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
