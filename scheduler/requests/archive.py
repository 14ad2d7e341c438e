"""The files that were sent for a request, as archives: a folder for each municipality, every file with the name of its
school in front. What does not fit into one message comes in several archives.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from messages.catalogue import Catalogue, Choice
from messages.meanings import ShowMenu
from messages.meanings_of_requests import ExportFiles, OpenRequest
from messages.replies import Tone
from messages.reports.figures import Bundle, Packed
from messages.updates import FileKind
from scheduler.errands import Order
from storage import assignments, outbox
from storage.assignments import Given, Part
from storage.database import Transaction
from storage.errands import Errand

ARCHIVE = "request_files"
ZIP = "application/zip"
ROOM = 45_000_000
"""Bytes of files in one archive: a message takes 50 MB, and an archive has its own list of them."""
NAME, FOLDER = 80, 60
"""Characters of a school's and of a municipality's name: Windows takes paths of 260."""
_UNLAWFUL = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_QUOTES = re.compile(r"[«»„“”]")


async def files(tx: Transaction, errand: Errand, catalogue: Catalogue, now: int) -> Order:
    """One of the archives. Rights are those of now, not of when it was ordered."""
    facts = json.loads(errand.facts)
    asked = await assignments.by_id(tx, facts["request"])
    if asked is None or not await assignments.sees(tx, asked.id, errand.participant):
        return Order(catalogue.say("requests/not_yours", [[Choice("menu", ShowMenu())]]))
    parts = await assignments.parts(tx, asked.id, errand.participant)
    given = [each for each in await assignments.given(tx, asked.id, errand.participant) if each.file is not None]
    shares = list(split(given))
    if facts["part"] >= len(shares):
        return Order(catalogue.say("requests/no_files", [[Choice("back", OpenRequest(asked.id))]], asked=asked))
    known, packed = names(parts, given), []
    for each in shares[facts["part"]]:
        content = await outbox.file_content(tx, each.file or 0)
        if content is not None:
            packed.append(Packed(known[each.file or 0], content))
    following = [Choice("next", ExportFiles(asked.id, facts["part"] + 1), tone=Tone.MAIN)] if (
        facts["part"] + 1 < len(shares)) else []
    reply = catalogue.say("requests/files", [following, [Choice("back", OpenRequest(asked.id))]], asked=asked,
                          number=len(packed), part=facts["part"] + 1, parts=len(shares))
    name = catalogue.words("requests/files_name", asked=asked, part=facts["part"] + 1, parts=len(shares))
    return Order(reply, Bundle(packed), FileKind.DOCUMENT, f"{name}.zip", ZIP)


def split(given: Iterable[Given]) -> Iterator[list[Given]]:
    """So many that each archive finds room in a message."""
    share: list[Given] = []
    for each in given:
        if share and sum(one.size for one in share) + each.size > ROOM:
            yield share
            share = []
        share.append(each)
    if share:
        yield share


def names(parts: Sequence[Part], given: Iterable[Given]) -> Mapping[int, str]:
    """By their ids, how the files are called in the archives: no two alike."""
    by_task = {each.task: each for each in parts}
    foldered = len({each.municipality for each in parts}) > 1
    found: dict[int, str] = {}
    taken: set[str] = set()
    for each in given:
        part = by_task.get(each.task)
        if each.file is None or part is None or each.file in found:
            continue
        wanted = PurePosixPath(_lawful(each.name, NAME) or "_")
        place = _lawful(part.municipality, FOLDER).strip(". ") if foldered else ""
        whose = "".join(f"{each} - " for each in (_lawful(part.title, NAME), _lawful(part.person, NAME)) if each)
        before = f"{place}/{whose}" if place else whose
        name, number = f"{before}{wanted}", 1
        while name.casefold() in taken:
            number += 1
            name = f"{before}{wanted.stem} ({number}){wanted.suffix}"
        taken.add(name.casefold())
        found[each.file] = name
    return found


def _lawful(text: str, size: int) -> str:
    """What every system takes as a part of a path; the end of a file's name is kept."""
    clean = " ".join(_UNLAWFUL.sub(" ", _QUOTES.sub("", text)).split()).lstrip(". ")
    if len(clean) <= size:
        return clean
    suffix = PurePosixPath(clean).suffix[:10]
    return clean[:size - len(suffix)].rstrip() + suffix


ORDERINGS = {ARCHIVE: files}
"""By the kind of an errand."""
