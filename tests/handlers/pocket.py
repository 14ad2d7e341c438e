"""A loopback messenger without a network: people act on it, and see screens with buttons and files."""

import itertools
from dataclasses import replace

from messages import markup
from messages.messenger import Outcome, Parcel, Sent
from messages.updates import (
    AddedToChat,
    Address,
    ChatMoved,
    Edited,
    FileKind,
    IncomingFile,
    Left,
    Pressed,
    RemovedFromChat,
    Said,
    SentFile,
    SentOther,
    Unreadable,
    Update,
)
from tests.loopback.contract import Fault, Shown
from tests.loopback.memory import MemoryMessenger

MIMES = {"photo": "image/jpeg", "voice": "audio/ogg"}


class ShowingMessenger(MemoryMessenger):
    """The messenger in memory, which also remembers buttons, files and notices as people see them."""

    def __init__(self) -> None:
        super().__init__("pocket")
        self.shown: dict[str, list[Shown]] = {}
        self.notices: list[tuple[str, str]] = []
        self.profiles: dict[str, str] = {}

    async def send(self, parcel: Parcel) -> Outcome:
        outcome = await super().send(parcel)
        if isinstance(outcome, Sent):
            self._show_whole(parcel, outcome.ref)
        return outcome

    async def acknowledge(self, press: Pressed, notice: str = "") -> None:
        self.notices.append((press.address.user, notice))

    async def profile(self, user: str) -> str:
        return self.profiles.get(user, "")

    def _show_whole(self, parcel: Parcel, ref: str) -> None:
        reply = parcel.reply
        buttons = tuple(tuple((each.label, each.payload or each.url) for each in row) for row in reply.rows)
        file = (reply.attachment.name, parcel.content) if reply.attachment else None
        voice = reply.attachment is not None and reply.attachment.kind is FileKind.VOICE
        shown = Shown(parcel.user, ref, markup.plain(reply.text), buttons, file, voice=voice)
        screen = self.shown.setdefault(parcel.user, [])
        at = next((at for at, each in enumerate(screen) if each.ref == ref), None)
        if at is None:
            screen.append(shown)
        else:
            screen[at] = replace(shown, edited=True)


class PocketLoopback:
    """People's hands and eyes on a `ShowingMessenger` (see `tests.loopback.contract.Loopback`)."""

    url = ""
    token = ""

    def __init__(self) -> None:
        self.messenger = ShowingMessenger()
        self.calls: list[str] = []
        self.violations: list[str] = []
        self.notices = self.messenger.notices
        self._numbers = itertools.count(1)
        self._last: Update | Unreadable | None = None

    async def start(self) -> None:
        """Nothing to listen on."""

    async def stop(self) -> None:
        """Nothing to close."""

    def says(self, user: str, text: str, *, start: str = "", name: str = "", answers: str = "") -> str:
        self.messenger.profiles[user], ref = name, self._ref()
        self._acts(Said(key=self._key(), address=_at(user), profile=name, text=text, start=start, ref=ref,
                        answers=answers))
        return ref

    def edits(self, user: str, ref: str, text: str) -> None:
        self._acts(Edited(key=self._key(), address=_at(user), ref=ref, text=text))

    def presses(self, user: str, payload: str, ref: str) -> None:
        self._acts(Pressed(key=self._key(), address=_at(user), payload=payload, ref=ref, ack="a"))

    def sends_file(
        self, user: str, kind: str, name: str, content: bytes, caption: str = "", *, answers: str = ""
    ) -> str:
        return self.sends_files(user, [(kind, name, content)], caption, answers=answers)

    def sends_files(
        self, user: str, files: list[tuple[str, str, bytes]], caption: str = "", *, answers: str = ""
    ) -> str:
        """Several files in one message; one without bytes cannot be fetched."""
        incoming = []
        for kind, name, content in files:
            ref = f"f{next(self._numbers)}"
            if content:
                self.messenger.keeps(ref, content)
            incoming.append(IncomingFile(FileKind(kind), ref, name, MIMES.get(kind, "text/plain")))
        own = self._ref()
        self._acts(SentFile(key=self._key(), address=_at(user), files=tuple(incoming), caption=caption, ref=own,
                            answers=answers))
        return own

    def sends_sticker(self, user: str) -> None:
        """Something that we have no use for."""
        self._acts(SentOther(key=self._key(), address=_at(user), kind="sticker"))

    def blocks(self, user: str) -> None:
        self.messenger.blocked.add(user)
        self._acts(Left(key=self._key(), address=_at(user)))

    def unblocks(self, user: str) -> None:
        self.messenger.blocked.discard(user)

    def adds_to_chat(self, user: str, chat: str, title: str) -> None:
        self.messenger.blocked.discard(chat)
        self._acts(AddedToChat(key=self._key(), address=_at(user), chat=_at(chat), title=title))

    def removes_from_chat(self, user: str, chat: str) -> None:
        self.messenger.blocked.add(chat)
        self._acts(RemovedFromChat(key=self._key(), address=_at(user), chat=_at(chat)))

    def moves_chat(self, user: str, chat: str, moved_to: str) -> None:
        """The messenger gives the chat another id."""
        self._acts(ChatMoved(key=self._key(), address=_at(user), chat=_at(chat), moved_to=_at(moved_to)))

    def says_in_chat(self, user: str, chat: str, text: str) -> None:
        self._acts(Unreadable(key=self._key(), raw=""))

    def repeat_last(self) -> None:
        if self._last:
            self._acts(self._last)

    def pushes_raw(self, update: dict[str, object]) -> None:
        self._acts(Unreadable(key=self._key(), raw=str(update)))

    def screen(self, user: str) -> list[Shown]:
        return list(self.messenger.shown.get(user, ()))

    def fail(self, *faults: Fault) -> None:
        raise NotImplementedError("faults of the network are tested with the loopbacks that have one")

    def _acts(self, update: Update | Unreadable) -> None:
        self._last = update
        self.messenger.acts(update)

    def _ref(self) -> str:
        return f"p{next(self._numbers)}"

    def _key(self) -> str:
        return f"pocket:{next(self._numbers)}"


def _at(user: str) -> Address:
    return Address("pocket", user)
