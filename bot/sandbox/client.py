"""A messenger without a network: updates come from the page, messages live as long as the process."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from urllib.parse import quote

from bot.sandbox import reader, writer
from bot.sandbox.chats import Board, Line
from bot.sandbox.vault import Vault
from messages import replies
from messages.messenger import (
    Batch,
    Capabilities,
    FileUnavailable,
    Gone,
    Outcome,
    Parcel,
    Rejected,
    Sent,
    Unavailable,
)
from messages.updates import Address, Came, IncomingFile, Left, Pressed, Said, SentFile, Unreadable, Update

_BATCH = 100


class SandboxMessenger:
    """The third adapter's client.

    `boot` must differ from run to run: dedupe keys, message refs and file refs carry it. `page` is the page's
    own address; `now` is programme time, by which messages are dated.
    """

    channel = "sandbox"

    def __init__(
        self, capabilities: Capabilities, *, boot: str, page: str = "/", now: Callable[[], int] = lambda: 0
    ) -> None:
        self.capabilities = capabilities
        self.board = Board(boot, now)
        self.files = Vault(boot)
        self._page = page
        self._opened = False
        self._names: dict[str, str] = {}
        self._count = 0
        self._pending: deque[tuple[int, Update]] = deque()
        self._arrived = asyncio.Event()

    async def open(self) -> None:
        """There is no token to prove."""
        self._opened = True

    async def close(self) -> None:
        """Wake everybody who waits."""
        self.board.close()
        self._arrived.set()

    async def receive(self, position: str) -> Batch:
        """Everything after `position`; what was not asked past is given again, as a real messenger does."""
        self._forget(position)
        while not self._pending and not self.board.closed:
            self._arrived.clear()
            await self._arrived.wait()
        if self.board.closed:
            raise Unavailable("the sandbox is closed")
        taken = tuple(self._pending)[:_BATCH]
        return Batch(tuple(update for _, update in taken), position=str(taken[-1][0]))

    async def send(self, parcel: Parcel) -> Outcome:
        """Put the message into the person's chat, or change the one it edits."""
        chat = self.board.chat(parcel.user)
        if parcel.random_id in chat.sent:
            return Sent(chat.sent[parcel.random_id])
        if chat.blocked:
            return Gone("blocked")
        try:
            replies.check(parcel.reply)
        except replies.BoundsBroken as broken:
            return Rejected(str(broken))
        line = writer.write(parcel.reply, self._attached(parcel))
        edited = parcel.edits and self.board.edit(parcel.user, parcel.edits, line)
        ref = parcel.edits if edited else self.board.add(parcel.user, line)
        chat.sent[parcel.random_id] = ref
        return Sent(ref)

    async def send_many(self, parcels: Sequence[Parcel]) -> list[Outcome]:
        """There is no call that several parcels could share."""
        return [await self.send(parcel) for parcel in parcels]

    async def acknowledge(self, press: Pressed, notice: str = "") -> None:
        """Stop the button's spinner and show the notice."""
        self.board.toast(press.address.user, notice, press.ack)

    async def fetch(self, file: IncomingFile) -> bytes:
        """The bytes that the page has uploaded."""
        kept = self.files.find(file.ref)
        if kept is None:
            raise FileUnavailable(file.ref)
        return kept.content

    async def profile(self, user: str) -> str:
        """The name under which the person last did something."""
        return self._names.get(user, "")

    def invite_link(self, code: str) -> str:
        """The page's own address with the code."""
        return f"{self._page}?start={quote(code, safe='')}" if self._opened else ""

    def act(self, user: str, body: object, profile: str = "") -> Update | Unreadable:
        """The person does what the page's JSON says: it shows in their chat and is queued for `receive`."""
        key = f"{self.channel}:{self.board.boot}:{self._count + 1}"
        update = reader.read(body, key=key, address=Address(self.channel, user), profile=profile)
        if isinstance(update, Unreadable):
            return update
        self._count += 1
        self._names[user] = profile or self._names.get(user, "")
        update = self._shown(user, update)
        self._pending.append((self._count, update))
        self._arrived.set()
        self.board.touch()
        return update

    def awaited(self) -> frozenset[str]:
        """People whose last words are still being worked on."""
        return frozenset(update.address.user for _, update in self._pending)

    def _shown(self, user: str, update: Update) -> Update:
        """The same update; a message knows its name now."""
        match update:
            case Said():
                return replace(update, ref=self.board.add(user, Line(mine=True, text=update.text)))
            case SentFile():
                line = Line(mine=True, text=update.caption, files=update.files)
                return replace(update, ref=self.board.add(user, line))
            case Left() | Came():
                self.board.chat(user).blocked = isinstance(update, Left)
        return update

    def _attached(self, parcel: Parcel) -> IncomingFile | None:
        attachment = parcel.reply.attachment
        if attachment is None:
            return None
        return self.files.keep(attachment.kind, attachment.name, attachment.mime, parcel.content).described()

    def _forget(self, position: str) -> None:
        done = int(position) if position.isascii() and position.isdigit() else 0
        before = self.awaited()
        while self._pending and self._pending[0][0] <= done:
            self._pending.popleft()
        if self.awaited() != before:
            self.board.touch()
