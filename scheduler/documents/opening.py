"""A file that somebody has sent, read in a process of its own: it may be large, or made to be, and the dialogue shall
not feel it. What is too much for that process is refused like any other file that cannot be read.
"""

import json
import sys
from dataclasses import dataclass

from messages import lexicon
from messages.reports import apart
from messages.reports.apart import NotMade
from scheduler.documents import people_file, reading, stored
from scheduler.documents.document import Document
from scheduler.documents.people_file import PeopleFile
from scheduler.programme import mistakes
from scheduler.programme.mistakes import Found
from scheduler.programme.reading import Context

PATIENCE = 40.0
"""Seconds."""
MEMORY = 1 << 30
"""Bytes that the process may take."""
NAME = 120
"""Characters of a file's name, from its end."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The file is not read; each of the lines says a reason."""

    lines: tuple[str, ...]


def read(name: str, raw: bytes, *, context: Context | None = None, otherwise: Context | None = None) -> (
        Document | PeopleFile | Refused):
    """Here and now. `context` holds against what the document says, `otherwise` where it says nothing.

    What is no plan may be a list of people.
    """
    found = Found()
    document = reading.read(name, raw, found, context=context)
    if document is not None and document.context is None and otherwise is not None:
        document = reading.read(name, raw, Found(), context=otherwise)
    if document is None or not document.rows:
        odd = Found()
        if listed := people_file.read(name, raw, odd):
            return listed
        found = odd if odd.all() else found
        if not odd.all() and people_file.is_of_organisations(name, raw):
            return Refused((_why("organisations"),))
        lines = tuple(mistakes.line(each) for each in found.all())
        return Refused(lines or (_why("no_rows"),))
    return document


async def read_apart(name: str, raw: bytes, otherwise: Context | None) -> Document | PeopleFile | Refused:
    """The same in a process of its own. Never raises for what is in the file."""
    years = f"{otherwise.first}-{otherwise.last}" if otherwise else ""
    try:
        told = json.loads(await apart.run("scheduler.documents.opening", name[-NAME:], years, content=raw or b"\0",
                                          patience=PATIENCE))
    except NotMade:
        return Refused((_why("too_much"),))
    if "people" in told:
        return people_file.restored(told["people"])
    return stored.read(told["document"]) if "document" in told else Refused(tuple(told["refused"]))


def _why(key: str) -> str:
    return str(lexicon.read("imports/words")["refused"][key])


def main(name: str, years: str) -> str:
    """What the process says."""
    raw = sys.stdin.buffer.read()
    return json.dumps(_told(read(name, raw, otherwise=Context.of(years))))


def _told(document: Document | PeopleFile | Refused) -> dict[str, str | tuple[str, ...]]:
    match document:
        case Refused(lines=lines):
            return {"refused": lines}
        case PeopleFile():
            return {"people": people_file.write(document)}
    return {"document": stored.write(document)}


def _confined() -> None:
    """Where the system can, the process is told how much it may take."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    _confined()
    sys.stdout.write(main(*sys.argv[1:]))
