"""The surveys of a programme that has been read → the store."""

from scheduler.programme.difference import Changes, between
from scheduler.programme.model import Programme
from scheduler.surveys import written
from storage import surveys
from storage.database import Transaction


async def apply(tx: Transaction, programme: int, read: Programme, *, now: int) -> Changes[str]:
    """Write what is new or another, end what is gone; the changes by title."""
    stored = {one.code: one for one in await surveys.of_programme(tx, programme)}
    new = {one.code: one for one in read.surveys}
    old = {code: (one.title, one.version, one.questions) for code, one in stored.items()}
    facts = {code: (one.title, one.version, written.write(one.questions)) for code, one in new.items()}
    changes = between(old, facts)
    for code in (*changes.added, *changes.changed):
        title, version, questions = facts[code]
        await surveys.put(tx, programme=programme, code=code, title=title, version=version, questions=questions,
                          now=now)
    for code in changes.gone:
        await surveys.end(tx, stored[code].id, now=now)
    return Changes(tuple(new[code].title for code in changes.added), tuple(new[code].title for code in changes.changed),
                   tuple(stored[code].title for code in changes.gone))
