"""The library of a programme that has been read → the store, with the files and the words it is found by."""

import hashlib
import json
from collections.abc import Mapping

from messages.updates import FileKind
from scheduler import library as searched
from scheduler.programme.difference import Changes, between
from scheduler.programme.material import Enclosed, PlannedMaterial
from scheduler.programme.model import Programme
from storage import files, library
from storage.database import Transaction
from storage.library import Definition, Topic


async def apply(tx: Transaction, programme: int, read: Programme, *, now: int) -> Changes[str]:
    """Write what is new or another, let go what is gone; what has changed, by title. The topics stand already."""
    topics = {each.code: each for each in await library.topics(tx, programme)}
    stored = {each.code: each for each in await library.of_files(tx, programme)}
    said = {each.code: each for each in read.materials}
    changes = between({code: each.digest for code, each in stored.items() if each.gone_at is None},
                      {code: _digest(each, topics) for code, each in said.items()})
    written = [await _put(tx, programme, said[code], topics, now) for code in (*changes.added, *changes.changed)]
    await searched.index(tx, written)
    for code in changes.gone:
        await library.leave(tx, stored[code].id, now=now)
    titles = {code: each.title for code, each in stored.items()} | {code: each.title for code, each in said.items()}
    return Changes(*(tuple(titles[code] for code in codes)
                     for codes in (changes.added, changes.changed, changes.gone)))


async def _put(tx: Transaction, programme: int, said: PlannedMaterial, topics: Mapping[str, Topic], now: int) -> int:
    """A file that is replaced is referred to no more, and goes with the others of its kind."""
    file = await _kept(tx, said.file, now) if said.file else None
    topic = topics.get(said.topic)
    definition = Definition(said.kind, said.title, said.about, said.link, file, topic.id if topic else None)
    return await library.put(tx, programme, said.code, definition, digest=_digest(said, topics), now=now)


async def _kept(tx: Transaction, file: Enclosed, now: int) -> int:
    return await files.keep(tx, FileKind.DOCUMENT, file.name, file.mime, file.content, now=now)


def _digest(said: PlannedMaterial, topics: Mapping[str, Topic]) -> str:
    """Of all that a loading may change, the file by its own; a topic is searched by its title."""
    topic = topics.get(said.topic)
    file = [said.file.name, said.file.digest] if said.file else []
    facts = json.dumps([said.kind, said.title, said.about, said.link, file, [topic.id, topic.title] if topic else []])
    return hashlib.sha256(facts.encode()).hexdigest()
