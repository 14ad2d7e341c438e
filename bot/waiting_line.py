"""The line before the reception: what comes in at once is taken in groups, each person's updates in their order.

People are served side by side, and one person is in one group at a time. What must wait for the network steps aside;
only its own person waits for it.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass

from messages.messenger import Messenger
from messages.updates import Unreadable, Update
from scheduler.nursery import Nursery

GROUP = 100
"""Updates that share a commit at most; their handlers hold the interpreter for some 30 ms."""


class Ticket:
    """Done when everything that came under it has been taken in, or one of it could not be."""

    def __init__(self, number: int) -> None:
        self._left = number
        self._refused: set[str] = set()
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def taken(self) -> None:
        """One more is in."""
        self._left -= 1
        if not self._left and not self.done.done():
            self.done.set_result(None)

    def refuse(self, person: str, problem: Exception) -> None:
        """One of this person could not be taken in: all that came with it must come again."""
        self._refused.add(person)
        if not self.done.done():
            self.done.set_exception(problem)

    def has_refused(self, person: str) -> bool:
        """Whether one of this person will come again, and what they did after it must come after it."""
        return person in self._refused


@dataclass(frozen=True, slots=True, eq=False)
class Waiting:
    """One update in the line."""

    messenger: Messenger
    update: Update | Unreadable
    ticket: Ticket

    @property
    def person(self) -> str:
        """Whose turn it is; all that nobody can read is one person's."""
        update = self.update
        return "" if isinstance(update, Unreadable) else f"{update.address.channel}\0{update.address.user}"


class Line:
    """`take` takes a group in and gives back what must wait for the network; `take_slowly` takes one of those.

    At most `width` groups are taken side by side.
    """

    def __init__(
        self,
        nursery: Nursery,
        take: Callable[[Sequence[Waiting]], Awaitable[Sequence[Waiting]]],
        take_slowly: Callable[[Waiting], Awaitable[None]],
        width: int,
    ) -> None:
        self._nursery, self._take, self._take_slowly, self._width = nursery, take, take_slowly, width
        self._lines: dict[str, deque[Waiting]] = {}
        self._counters = 0
        self._served: set[str] = set()

    async def through(self, messenger: Messenger, updates: Sequence[Update | Unreadable]) -> None:
        """Wait until all of these are taken in. Raises what kept one of them out."""
        if not updates:
            return
        ticket = Ticket(len(updates))
        for update in updates:
            waiting = Waiting(messenger, update, ticket)
            self._lines.setdefault(waiting.person, deque()).append(waiting)
        self._open()
        await ticket.done

    def _open(self) -> None:
        """One counter more, if there is somebody to serve."""
        if self._counters < self._width and any(person not in self._served for person in self._lines):
            self._counters += 1
            self._nursery.once("reception", self._serve)

    async def _serve(self) -> None:
        try:
            while group := self._next():
                self._open()
                await self._served_together(group)
        finally:
            self._counters -= 1

    def _next(self) -> list[Waiting]:
        """The next group; its people are being served from now on."""
        group: list[Waiting] = []
        for person in [person for person in self._lines if person not in self._served]:
            if len(group) >= GROUP:
                break
            line = self._lines[person]
            while line and len(group) < GROUP:
                waiting = line.popleft()
                if not waiting.ticket.has_refused(person):
                    group.append(waiting)
                    self._served.add(person)
            if not line:
                del self._lines[person]
        return group

    async def _served_together(self, group: Sequence[Waiting]) -> None:
        rest: Sequence[Waiting] = ()
        try:
            rest = await self._take(group)
        except Exception as problem:
            for waiting in group:
                waiting.ticket.refuse(waiting.person, problem)
        else:
            for waiting in group:
                if waiting not in rest:
                    waiting.ticket.taken()
        slow = self._step_aside(rest)
        self._served -= {waiting.person for waiting in group} - {waiting.person for waiting in slow}
        for waiting in slow:
            self._nursery.once("slow reception", self._served_slowly, waiting)

    def _step_aside(self, rest: Iterable[Waiting]) -> list[Waiting]:
        """The first of each person; what stands behind it goes back to the front of their line."""
        slow: dict[str, Waiting] = {}
        behind: dict[str, deque[Waiting]] = {}
        for waiting in rest:
            if waiting.person in slow:
                behind.setdefault(waiting.person, deque()).append(waiting)
            else:
                slow[waiting.person] = waiting
        for person, line in behind.items():
            self._lines[person] = line + self._lines.get(person, deque())
        return list(slow.values())

    async def _served_slowly(self, waiting: Waiting) -> None:
        try:
            await self._take_slowly(waiting)
        except Exception as problem:
            waiting.ticket.refuse(waiting.person, problem)
        else:
            waiting.ticket.taken()
        self._served.discard(waiting.person)
        self._open()
