"""A person with a phone, over any messenger on this machine: says, taps, sends, and looks at the screen.

A `Stage` holds the real application without its loops: it is turned step by step until nothing moves any more, so
no test waits and none depends on the speed of the machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.app import App
from messages.messenger import Messenger
from scheduler.clock import VirtualClock
from scheduler.rehearsal import Rehearsal
from storage import inbox
from storage.database import Database
from tests import wording
from tests.loopback.contract import Loopback, Shown

CATALOGUE = wording.CATALOGUE
StageClock = VirtualClock


@dataclass
class Stage:
    """The application over loopback messengers."""

    database: Database
    clock: StageClock
    messengers: Sequence[Messenger]
    loopbacks: dict[str, Loopback]
    app: App = field(init=False)
    rehearsal: Rehearsal = field(init=False)
    _positions: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Begin, or begin anew: what was in memory is gone, as after a restart."""
        self.app = App(self.database, self.messengers, self.clock, CATALOGUE)
        self.rehearsal = Rehearsal(self.database, self.clock, self.app.digest, self.app.settle)

    async def open(self) -> None:
        """Open the messengers; where polling stands is what the database remembers."""
        for messenger in self.messengers:
            await messenger.open()
            async with self.database.reading() as tx:
                position = await inbox.position(tx, messenger.channel)
            first = await messenger.receive(position)
            await self.app.reception.receive(messenger, first)
            self._positions[messenger.channel] = first.position

    async def settle(self) -> None:
        """Take in and send out until nothing moves. What nothing new has come to has been sent out before."""
        moving, settled = True, False
        while moving:
            moving = False
            for messenger in self.messengers:
                batch = await messenger.receive(self._positions[messenger.channel])
                await self.app.reception.receive(messenger, batch)
                self._positions[messenger.channel] = batch.position
                moving = moving or bool(batch.updates)
            if moving or not settled:
                await self.app.settle()
                settled = True

    async def close(self) -> None:
        """Stop everything but the database."""
        await self.app.stop()


class Missing(AssertionError):
    """The person does not see what they should; the screen stands in the message."""


@dataclass
class Phone:
    """One person in one messenger."""

    stage: Stage
    channel: str
    user: str
    name: str
    transcript: list[str] = field(default_factory=list)
    taken: int = 0
    """Taps so far."""
    said: int = 0
    """Messages typed, spoken or sent so far."""
    _read: dict[str, Shown] = field(default_factory=dict)

    @property
    def screen(self) -> list[Shown]:
        """All messages, oldest first."""
        return self._loopback.screen(self.user)

    @property
    def last(self) -> Shown:
        """The newest message."""
        return self.screen[-1]

    async def follows(self, code: str) -> None:
        """Open an invite link."""
        self._wrote("(открывает ссылку-приглашение)")
        self._loopback.says(self.user, "/start", start=code, name=self.name)
        await self._then()

    async def says(self, text: str) -> str:
        """Write a text; the message's own name."""
        self._wrote(text)
        self.said += 1
        ref = self._loopback.says(self.user, text, name=self.name)
        await self._then()
        return ref

    async def taps(self, label: str) -> None:
        """Tap the newest button with this label."""
        shown, payload = self._button(label)
        self._wrote(f"[{label}]")
        self.taken += 1
        self._loopback.presses(self.user, payload, shown.ref)
        await self._then()

    async def presses(self, payload: str, ref: str = "") -> None:
        """Press with any payload, as a forger can."""
        self._wrote(f"[подделка: {payload}]")
        self._loopback.presses(self.user, payload, ref or self.last.ref)
        await self._then()

    async def sends(self, kind: str, name: str, content: bytes, caption: str = "", *, to: str = "") -> str:
        """Send a photo or a document, perhaps in reply to the newest message with a word; its own name."""
        self._wrote(f"({'фото' if kind == 'photo' else 'файл'} {name}) {caption}".strip())
        self.said += 1
        answers = self._seen(to).ref if to else ""
        ref = self._loopback.sends_file(self.user, kind, name, content, caption, answers=answers)
        await self._then()
        return ref

    async def speaks(self, content: bytes, *, to: str = "") -> str:
        """Send a voice message, perhaps in reply; its own name."""
        self._wrote("(голосовое сообщение)")
        self.said += 1
        answers = self._seen(to).ref if to else ""
        ref = self._loopback.sends_file(self.user, "voice", "voice.ogg", content, answers=answers)
        await self._then()
        return ref

    async def replies(self, word: str, text: str) -> str:
        """Reply with a text to the newest message that holds a word; the reply's own name."""
        shown = self._seen(word)
        self._wrote(f"(в ответ на «{shown.text.splitlines()[0][:40]}») {text}")
        self.said += 1
        ref = self._loopback.says(self.user, text, name=self.name, answers=shown.ref)
        await self._then()
        return ref

    async def edits(self, ref: str, text: str) -> None:
        """Change the words of an own message, by the name that it was given when it was sent."""
        self._wrote(f"(исправляет) {text}")
        self._loopback.edits(self.user, ref, text)
        await self._then()

    async def adds_to_chat(self, chat: str, title: str) -> None:
        """Bring Vekha into a chat of several people."""
        self._wrote(f"(добавляет Веху в чат «{title}»)")
        self._loopback.adds_to_chat(self.user, chat, title)
        await self._then()

    async def removes_from_chat(self, chat: str) -> None:
        """Send Vekha out of it."""
        self._wrote("(удаляет Веху из чата)")
        self._loopback.removes_from_chat(self.user, chat)
        await self._then()

    def sees(self, *words: str) -> None:
        """The newest message holds all these words."""
        for word in words:
            if word not in self._text(self.last):
                raise Missing(f"{self.name} does not see {word!r} in:\n{self._text(self.last)}")

    def has_seen(self, word: str) -> bool:
        """Whether any message on the screen holds it."""
        return any(word in self._text(shown) for shown in self.screen)

    def labels(self) -> list[str]:
        """The buttons of the newest message."""
        return [label for row in self.last.buttons for label, _ in row]

    def note(self, heading: str) -> None:
        """A heading in the transcript."""
        self.transcript.append(f"\n— {heading} —\n")

    def catch_up(self) -> None:
        """Write what has come since into the transcript."""
        for shown in self.screen:
            if self._read.get(shown.ref) != shown:
                changed = " (изменено)" if shown.ref in self._read else ""
                self._read[shown.ref] = shown
                self.transcript.append(f"Веха{changed}:\n" + _indented(self._text(shown)))

    async def _then(self) -> None:
        await self.stage.settle()
        self.catch_up()

    def _button(self, label: str) -> tuple[Shown, str]:
        for shown in reversed(self.screen):
            for row in shown.buttons:
                for known, payload in row:
                    if known == label:
                        return shown, payload
        raise Missing(f"{self.name} has no button {label!r}; the newest are {self.labels()}")

    def _seen(self, word: str) -> Shown:
        found = next((shown for shown in reversed(self.screen) if word in self._text(shown)), None)
        if found is None:
            raise Missing(f"{self.name} has no message with {word!r} to reply to")
        return found

    def _wrote(self, line: str) -> None:
        self.transcript.append(f"{self.name}: {line}")

    def _text(self, shown: Shown) -> str:
        file = f"\n📎 {shown.file[0]}" if shown.file else ""
        buttons = "".join("\n" + "  ".join(f"[{label}]" for label, _ in row) for row in shown.buttons)
        return shown.text + file + buttons

    @property
    def _loopback(self) -> Loopback:
        return self.stage.loopbacks[self.channel]


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.splitlines())
