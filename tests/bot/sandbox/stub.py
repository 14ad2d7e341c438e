"""An application in little around the page: an echo bot that knows a few words, five people, a clock turned by hand."""

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from aiohttp import web

from bot.sandbox.client import SandboxMessenger
from bot.sandbox.demo import Persona
from bot.sandbox.page import mount
from messages.messenger import Capabilities, Parcel
from messages.replies import Attachment, Button, Reply, Tone
from messages.updates import FileKind, Pressed, Said, SentFile, Unreadable, Update

START = 1526436000  # 16 May 2018, 10:00 in Irkutsk
CAPABILITIES = Capabilities(
    edits=True, silent_buttons=True, markup=True, idempotent=True, text=3900, caption=1000, buttons=10, rows=6,
    row=5, label=40, payload=64, rate=1000.0, dialog_rate=100.0, dialog_burst=100,
)  # fmt: skip
PERSONAS = (
    Persona("director", "Ольга Викторовна Преображенская", "Директор", "МБОУ «Хомутовская СОШ № 2»", "inviteDIR"),
    Persona("teacher", "Анна Белова", "Учитель математики", "МБОУ «Хомутовская СОШ № 2»", "inviteTEA"),
    Persona("coordinator", "Пётр Иванов", "Муниципальный координатор", "Иркутский район", joined=True),
    Persona("markup", "<b>Жирный</b> <img src=x onerror=alert(1)> 🎓", "Учитель", "Школа № 1"),
    Persona("rtl", "سلمى \u202eدانية", "Гость", "Казань"),
)
KEYS = (
    (Button("Приду", "rsvp:yes", tone=Tone.GOOD), Button("Не приду", "rsvp:no", tone=Tone.BAD)),
    (Button("Прислать файл", "file"), Button("Заказать консультацию по математике", "notice")),
    (Button("Сайт программы", url="https://example.org/"),),
)


@dataclass(slots=True)
class StubClock:
    """Time that only moves when told to; each day brings the director one message."""

    messenger: SandboxMessenger | None = None
    at: int = START
    zone: str = "Asia/Irkutsk"
    ahead: int = 1
    turned: list[str] = field(default_factory=list)

    def now(self) -> int:
        return self.at

    async def advance(self, days: int) -> None:
        self.turned.append(f"advance {days}")
        self.at += 86400 * days
        await self._remind()

    async def to_next_message(self) -> bool:
        self.turned.append("next")
        if not self.ahead:
            return False
        self.ahead -= 1
        self.at += 3600
        await self._remind()
        return True

    async def play(self, speed: float) -> None:
        self.turned.append(f"play {speed:g}")

    async def pause(self) -> None:
        self.turned.append("pause")

    async def _remind(self) -> None:
        assert self.messenger
        await self.messenger.send(parcel("director", Reply("⏰ <b>Через 3 дня</b> срок: «Дорожная карта школы»")))


@dataclass(slots=True)
class EchoBot:
    """Answers each update the way our handlers would: words, buttons, an edit in place, a notice, a file."""

    messenger: SandboxMessenger
    heard: list[Update] = field(default_factory=list)
    joined: set[str] = field(default_factory=set)
    may_answer: asyncio.Event = field(default_factory=asyncio.Event)
    """Cleared by a test that wants to see the person wait."""

    def __post_init__(self) -> None:
        self.may_answer.set()

    async def personas(self) -> Sequence[Persona]:
        return [replace(each, joined=each.joined or each.user in self.joined) for each in PERSONAS]

    async def run(self) -> None:
        position = ""
        while True:
            batch = await self.messenger.receive(position)
            for update in batch.updates:
                assert not isinstance(update, Unreadable)
                self.heard.append(update)
                await self.may_answer.wait()
                await self._answer(update)
            position = batch.position

    async def _answer(self, update: Update) -> None:
        match update:
            case Said(text="/start"):
                self.joined.add(update.address.user)
                await self._say(update, Reply("<b>Здравствуйте!</b>\nПридёте на семинар 29 мая?", KEYS))
            case Said(text=text):
                shown = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                await self._say(update, Reply(f"Вы написали: <i>{shown}</i>"))
            case SentFile(files=files):
                sizes = [len(await self.messenger.fetch(file)) for file in files]
                await self._say(update, Reply(f"Файлов: {len(files)}, байтов: {sum(sizes)}"))
            case Pressed():
                await self._pressed(update)

    async def _pressed(self, press: Pressed) -> None:
        match press.payload:
            case "rsvp:yes" | "rsvp:no":
                coming = press.payload == "rsvp:yes"
                text = "Место за вами ✅" if coming else "Жаль, место освобождено"
                await self._say(press, Reply(text, KEYS[1:2]), edits=press.ref)
                await self.messenger.acknowledge(press)
            case "file":
                sheet = Attachment(FileKind.DOCUMENT, "Отчёт школы № 2.txt", "text/plain", 1)
                await self._say(press, Reply("Ваш отчёт", attachment=sheet), content="Готово".encode())
                await self.messenger.acknowledge(press)
            case _:
                await self.messenger.acknowledge(press, "Заявка принята")

    async def _say(self, update: Update, reply: Reply, *, edits: str = "", content: bytes = b"") -> None:
        await self.messenger.send(parcel(update.address.user, reply, edits=edits, content=content))


@dataclass(frozen=True, slots=True)
class Stub:
    """A served page."""

    url: str
    messenger: SandboxMessenger
    bot: EchoBot
    clock: StubClock


@asynccontextmanager
async def serving(boot: str = "b1", port: int = 0) -> AsyncIterator[Stub]:
    """The page on a free port of 127.0.0.1, with the bot at work."""
    clock = StubClock()
    messenger = SandboxMessenger(CAPABILITIES, boot=boot, now=clock.now)
    clock.messenger = messenger
    bot = EchoBot(messenger)
    app = web.Application()
    mount(app, messenger, personas=bot.personas, clock=clock)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    await messenger.open()
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(bot.run())
        try:
            yield Stub(f"http://127.0.0.1:{runner.addresses[0][1]}", messenger, bot, clock)
        finally:
            running.cancel()
            await runner.cleanup()


def parcel(user: str, reply: Reply, *, edits: str = "", content: bytes = b"", random_id: int = 0) -> Parcel:
    """A parcel with a number of its own."""
    return Parcel(user, reply, random_id or random.randrange(1, 2**31), content, edits)
