"""What stands in the store, beside what ought to."""

import sqlite3
from collections.abc import Collection
from typing import Any

import asyncpg

from storage.consultations import State
from storage.posts import Kind
from tests.consulting.model import WORD, Model, Posted, Thread

THREADS = """select c.id, c.state, w.participant, c.owner from consultations c
left join answering w on w.consultation = c.id and w.relation = 'owner' {where} order by c.id"""
POSTS = "select consultation, kind, author, body, subject, channel, ref from posts {where} order by id"
CIRCLES = "select consultation, participant from answerers {where}"
ENTRIES = "select consultation, participant, minutes from ledger where replaced_at is null {where} order by id"
FORGOTTEN = """select c.id from consultations c where c.state <> 'closed'
and not exists (select 1 from answering w where w.consultation = c.id)"""


class Wrong(AssertionError):
    """The store says otherwise than it ought to."""


class Reader:
    """One connection past the service, for it is asked at every step."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._file: sqlite3.Connection | None = None
        self._server: Any = None

    async def rows(self, sql: str) -> list[tuple[Any, ...]]:
        if self._url.startswith("sqlite:///"):
            self._file = self._file or sqlite3.connect(self._url.removeprefix("sqlite:///"))
            return self._file.execute(sql).fetchall()
        self._server = self._server or await asyncpg.connect(self._url)
        return [tuple(row) for row in await self._server.fetch(sql)]

    async def close(self) -> None:
        if self._file:
            self._file.close()
        if self._server:
            await self._server.close()


class Books:
    """Compares, and takes from the store only what is its to say: whom a search has found, what time has closed."""

    def __init__(self, url: str, model: Model) -> None:
        self.reader, self._model = Reader(url), model

    async def check(self, ids: Collection[int]) -> None:
        """These threads."""
        if ids:
            await self._compare(f"in ({', '.join(map(str, sorted(ids)))})", ids)

    async def check_all(self) -> None:
        """All of them, the sum of the ledger, and that none is without somebody who may answer it."""
        await self._compare("> 0", self._model.threads)
        forgotten = await self.reader.rows(FORGOTTEN)
        if forgotten:
            raise Wrong(f"nobody answers {forgotten}")
        ((total,),) = await self.reader.rows("select coalesce(sum(minutes), 0) from ledger where replaced_at is null")
        wanted = sum(minutes for each in self._model.threads.values() for _, minutes in each.minutes)
        if total != wanted:
            raise Wrong(f"the ledger holds {total} minutes, not {wanted}")

    async def differences(self, threads: Collection[Thread]) -> list[str]:
        """Where these differ from the store."""
        which = f"in ({', '.join(str(each.id) for each in threads)})"
        found = await self._read(which)
        return [told for each in threads for told in self._difference(each, found)]

    async def _compare(self, which: str, ids: Collection[int]) -> None:
        found = await self._read(which)
        threads = [self._model.threads[id] for id in ids]
        for each in threads:
            self._adopt(each, found)
        if told := [one for each in threads for one in self._difference(each, found)]:
            raise Wrong("\n".join(told[:5]))

    async def _read(self, which: str) -> dict[int, dict[str, Any]]:
        found: dict[int, dict[str, Any]] = {}
        for id, state, owner, given in await self.reader.rows(THREADS.format(where=f"where c.id {which}")):
            found[id] = {"state": State(state), "owner": owner, "given": given, "posts": [], "circle": set(),
                         "minutes": []}
        where = f"where consultation {which}"
        for id, kind, author, body, subject, channel, ref in await self.reader.rows(POSTS.format(where=where)):
            word = WORD.fullmatch(body)
            found[id]["posts"].append(Posted(Kind(kind), author, int(word[1]) if word else 0, subject,
                                             (channel, ref)))
        for id, participant in await self.reader.rows(CIRCLES.format(where=where)):
            found[id]["circle"].add(participant)
        for id, participant, minutes in await self.reader.rows(ENTRIES.format(where=f"and consultation {which}")):
            found[id]["minutes"].append((participant, minutes))
        return found

    def _adopt(self, thread: Thread, found: dict[int, dict[str, Any]]) -> None:
        """Silence may have closed it; a search may have found others."""
        facts = found[thread.id]
        if thread.state is State.WAITING and facts["posts"][len(thread.posts):] == [Posted(Kind.CLOSED, None)]:
            thread.state = State.CLOSED
            thread.posts.append(Posted(Kind.CLOSED, None))
            self._model.did["closed by silence"] += 1
        if thread.is_unsure:
            thread.owner = self._model.people.get(facts["owner"])
            thread.circle = facts["circle"]
            thread.is_unsure = False

    def _difference(self, thread: Thread, found: dict[int, dict[str, Any]]) -> list[str]:
        facts, owner = found[thread.id], self._model.owner(thread)
        told = [f"thread {thread.id}: {name} {stored}, not {wanted}" for name, stored, wanted in (
            ("owner", facts["owner"], owner.id if owner else None), ("state", facts["state"], thread.state),
            ("posts", facts["posts"], thread.posts), ("minutes", facts["minutes"], thread.minutes),
            ("circle", facts["circle"], thread.circle)) if stored != wanted]
        if facts["circle"] - thread.allowed:
            told.append(f"thread {thread.id}: {facts['circle'] - thread.allowed} are strangers to it")
        return told
