"""Those who write and those who read: an author in front of their chat, and people who tap as soon as they have it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from messages import buttons
from messages.meanings_of_broadcasts import ClickBroadcast
from tests.broadcasts.crowd import AUTHOR
from tests.kill.ledger import Home
from tests.kill.scene import CLOCK, Scene
from tests.loopback.contract import Shown

TEXT = "Завтра в 15:00 вебинар для всех школ сети."
BUTTON = "Приду"
THANKS = "Спасибо"
GOES, ENDED = "Рассылка уходит", "Рассылка ушла"
PATIENCE = 60.0
LOOK = 0.02
READING = 0.3
"""Seconds that the author looks at a screen before they tap."""
DELIVERED = "Доставлено"
FIGURES = {"sent": DELIVERED, "moving": "Ещё в пути", "absent": "Ещё не подключились к боту",
           "unreachable": "Закрыли бота", "failed": "Мессенджер не принял", "expired": "Опоздали и не отправлены",
           "cancelled": "Отменены"}
"""How the report calls what has become of it."""


class Author:
    """An operator who writes to everybody, in the chat and in no other way."""

    def __init__(self, scene: Scene) -> None:
        self._scene, self._loopback = scene, scene.loopback(AUTHOR[0])
        self.acts = 0
        self.versions: list[str] = []
        """Of the screen that tells how it goes."""

    def looks(self) -> None:
        """Something has come or changed."""
        if (text := self.report) and text not in self.versions[-1:]:
            self.versions.append(text)

    async def composes(self) -> None:
        """Up to the question whether it shall go."""
        self.says("новая рассылка")
        await self.sees("Пришлите текст")
        self.says(TEXT)
        await self.sees("Приложить")
        await self.taps("Пропустить")
        await self.sees("Нужны кнопки")
        self.says(BUTTON)
        await self.sees("Кому?")
        await self.taps("Дальше")
        await self.sees("Когда отправить?")
        await self.taps("Сейчас")
        await self.sees("Отправляю")

    async def sends(self) -> float:
        """To all of them; when."""
        at = CLOCK.monotonic()
        await self.taps("Да, отправить")
        return at

    def says(self, words: str) -> None:
        self.acts += 1
        self._loopback.says(AUTHOR[1], words)

    async def taps(self, label: str) -> None:
        """The newest button of this name."""
        await CLOCK.pause(READING)
        self.acts += 1
        shown, payload = next(self._buttons(label))
        self._loopback.presses(AUTHOR[1], payload, shown.ref)

    async def sees(self, words: str) -> str:
        """Wait until a message says so."""
        deadline = CLOCK.monotonic() + PATIENCE
        while not (found := [each.text for each in self._screen if words in each.text]):
            assert CLOCK.monotonic() < deadline, (words, self._screen[-2:], self._scene.log[-2000:])
            await CLOCK.pause(LOOK)
        return found[-1]

    @property
    def report(self) -> str:
        """The newest screen that tells how it goes; empty before there is one."""
        return next((each.text for each in reversed(self._screen) if DELIVERED in each.text), "")

    def figures(self) -> dict[str, int]:
        """What the report tells, and the sum of all."""
        said = self.report
        found = {name: re.search(rf"{words}: (\d+)", said) for name, words in FIGURES.items()}
        total = re.search(r" из (\d+)", said)
        assert total
        return {name: int(each[1]) for name, each in found.items() if each} | {"total": int(total[1])}

    @property
    def _screen(self) -> list[Shown]:
        return self._loopback.screen(AUTHOR[1])

    def _buttons(self, label: str) -> Iterator[tuple[Shown, str]]:
        return ((shown, payload) for shown in reversed(self._screen) for row in shown.buttons
                for known, payload in row if known == label)


class Readers:
    """Everybody: who has it, how often, and how long those who tap wait for their answer."""

    def __init__(self, scene: Scene, homes: Iterable[Home]) -> None:
        self._scene = scene
        self.homes = frozenset(homes)
        self.first: dict[Home, float] = {}
        """When it came to each of them."""
        self.waits: list[float] = []
        self.tapped: dict[Home, float] = {}
        self._ready: defaultdict[str, list[Home]] = defaultdict(list)

    def looks(self, home: Home) -> None:
        """Something stands on this person's screen."""
        now = CLOCK.monotonic()
        if home in self.tapped:
            if (at := self.tapped[home]) and any(THANKS in each.text for each in self._screen(home)):
                self.waits.append(now - at)
                self.tapped[home] = 0.0
        elif home in self.homes and home not in self.first and self.copies(home) > 0:
            self.first[home] = now
            if home != AUTHOR:
                self._ready[home[0]].append(home)

    def taps(self, channel: str) -> bool:
        """One of those who have it taps its button; False where nobody has."""
        if not (ready := self._ready[channel]):
            return False
        home = ready.pop(self._scene.chance.randrange(len(ready)))
        shown, payload = next((shown, payload) for shown in self._screen(home) for row in shown.buttons
                              for _, payload in row if isinstance(buttons.decode(payload), ClickBroadcast))
        self.tapped[home] = CLOCK.monotonic()
        self._scene.loopback(channel).presses(home[1], payload, shown.ref)
        return True

    def copies(self, home: Home) -> int:
        """How often it stands on this person's screen, its author's look at it before it went aside."""
        return sum(each.text.startswith(TEXT) for each in self._screen(home)) - (home == AUTHOR)

    def having(self, channel: str = "") -> set[Home]:
        """Who has it."""
        return {home for home in self.first if not channel or home[0] == channel}

    def _screen(self, home: Home) -> list[Shown]:
        return self._scene.loopback(home[0]).screen(home[1])
