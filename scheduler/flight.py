"""One call: the words and files are put together, the messenger is asked, every letter gets an outcome."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

from messages import stored
from messages.messenger import Messenger, Outcome, Parcel, Rejected, TryLater
from messages.replies import Reply
from scheduler.calls import Ready
from storage import outbox
from storage.claims import Letter
from storage.database import Database

log = logging.getLogger(__name__)


class Flights:
    """The calls to one messenger."""

    def __init__(self, database: Database, messenger: Messenger) -> None:
        self._messenger = messenger
        self._files = _FileShelf(database)

    async def fly(self, ready: Ready, may_leave: Callable[[], bool]) -> Sequence[Outcome | None]:
        """An outcome for each letter, in their order; None for what has not left. Never raises.

        `may_leave` is asked just before the network: reading a file may have taken longer than our right to send.
        """
        letters = ready.call.letters
        try:
            parcels = await self._packed(ready)
        except (ValueError, KeyError, TypeError) as problem:
            if len(letters) > 1 and not ready.call.is_batch:
                return [each for letter in letters for each in await self.fly(_alone(ready, letter), may_leave)]
            return [Rejected(f"unreadable: {problem!r}")] * len(letters)
        except Exception as problem:
            log.warning("delivery %s could not be made ready: %s", letters[0].id, type(problem).__name__)
            return [TryLater(f"could not be made ready: {type(problem).__name__}")] * len(letters)
        if not may_leave():
            return [None] * len(letters)
        try:
            if len(parcels) == 1:
                return [await self._messenger.send(parcels[0])]
            return _each(await self._messenger.send_many(parcels), len(parcels))
        except Exception:
            log.exception("the client of %s broke its promise on delivery %s", self._messenger.channel, letters[0].id,
                          extra={"channel": self._messenger.channel, "delivery": letters[0].id})
            return [TryLater("the client has failed", unknown=True)] * len(letters)

    async def _packed(self, ready: Ready) -> list[Parcel]:
        replies: dict[int, Reply] = {}
        parcels = []
        for letter in ready.call.letters:
            if letter.body not in replies:
                replies[letter.body] = stored.read(ready.words[letter.body])
            content = b"" if letter.file is None else await self._files.content(letter.file)
            parcels.append(Parcel(letter.user, replies[letter.body], letter.random_id, content, letter.edits))
        return parcels


def _alone(ready: Ready, letter: Letter) -> Ready:
    return replace(ready, call=replace(ready.call, letters=(letter,)))


def _each(outcomes: list[Outcome], number: int) -> list[Outcome]:
    if len(outcomes) != number:
        raise ValueError(f"{len(outcomes)} outcomes for {number} parcels")
    return outcomes


class _FileShelf:
    """The last file read, because one file mostly goes to many."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = asyncio.Lock()
        self._last: tuple[int, bytes] | None = None

    async def content(self, id: int) -> bytes:
        """The bytes of a stored file. Raises `KeyError` if there is none."""
        async with self._lock:
            if self._last is None or self._last[0] != id:
                async with self._database.reading() as tx:
                    content = await outbox.file_content(tx, id)
                if content is None:
                    raise KeyError(f"file {id}")
                self._last = id, content
            return self._last[1]
