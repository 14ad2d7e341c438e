"""What questions may be about, and which help may be asked for: from the files into the store. A topic that vanished
keeps the questions it had.
"""

from scheduler.consulting import kinds
from scheduler.programme import words
from scheduler.programme.difference import Changes, between
from scheduler.programme.model import Programme
from storage import topics
from storage.database import Transaction
from storage.topics import Entry


async def apply(tx: Transaction, id: int, programme: Programme, *, now: int) -> Changes[str]:
    """Write all, for their order may be another; what has changed, by title."""
    before = {each.code: each for each in (*await topics.of_programme(tx, id), *await kinds.named(tx, id))}
    said = {each.code: each for each in _said(programme)}
    changes = between({code: (each.title, each.subject) for code, each in before.items()},
                      {code: (each.title, each.subject) for code, each in said.items()})
    await topics.put(tx, id, said.values())
    await topics.leave(tx, [before[code].id for code in changes.gone], now=now)
    titles = {code: each.title for code, each in before.items()} | {code: each.title for code, each in said.items()}
    return Changes(*(tuple(titles[code] for code in codes)
                     for codes in (changes.added, changes.changed, changes.gone)))


def _said(programme: Programme) -> list[Entry]:
    asked = [Entry(each.code, each.title, words.fold(each.subject), position)
             for position, each in enumerate(programme.topics)]
    return asked + kinds.entries((each.code, each.title) for each in programme.help)
