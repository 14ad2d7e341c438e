"""Somebody who writes to everybody, in the chat and in no other way: reads, taps, and sees how it goes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from benchmarks.tally import BULK
from scheduler.clock import SystemClock

TEXT = f"{BULK}: завтра в 15:00 вебинар для всех школ сети."
BUTTON = "Приду"
DELIVERED, GOES, ENDED = "Доставлено", "Рассылка уходит", "Рассылка ушла"
FIGURES = {"sent": DELIVERED, "moving": "Ещё в пути", "absent": "Ещё не подключились к боту",
           "unreachable": "Закрыли бота", "failed": "Мессенджер не принял", "expired": "Опоздали и не отправлены",
           "cancelled": "Отменены"}
"""How the report calls what has become of it."""
PATIENCE = 60.0
LOOK = 0.05
READING = 0.3
"""Seconds that the author looks at a screen before they tap."""
CLOCK = SystemClock()
_TAG = re.compile("<[^>]+>")


@dataclass(frozen=True, slots=True)
class Page:
    """A message that stands before the author; buttons are (label, payload)."""

    ref: str
    text: str
    buttons: tuple[tuple[str, str], ...]


class Chat(Protocol):
    """The author's messenger."""

    async def says(self, words: str) -> None: ...

    async def presses(self, payload: str, ref: str) -> None: ...

    async def screen(self) -> Iterable[Page]:
        """Oldest first."""


class Author:
    """An operator in front of a chat."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat
        self.acts = 0

    async def composes(self) -> None:
        """Up to the question whether it shall go."""
        await self._says("новая рассылка")
        await self.sees("Пришлите текст")
        await self._says(TEXT)
        await self.sees("Приложить")
        await self.taps("Пропустить")
        await self.sees("Нужны кнопки")
        await self._says(BUTTON)
        await self.sees("Кому?")
        await self.taps("Дальше")
        await self.sees("Когда отправить?")
        await self.taps("Сейчас")
        await self.sees("Отправляю")

    async def sends(self) -> float:
        """To all of them; when."""
        await self.taps("Да, отправить")
        return CLOCK.monotonic()

    async def taps(self, label: str) -> None:
        """The newest button of this name."""
        await CLOCK.pause(READING)
        ref, payload = next(self._named(await self._screen(), label))
        self.acts += 1
        await self._chat.presses(payload, ref)

    async def sees(self, words: str) -> str:
        """Wait until a message says so."""
        deadline = CLOCK.monotonic() + PATIENCE
        while not (found := [page.text for page in await self._screen() if words in page.text]):
            if CLOCK.monotonic() > deadline:
                raise TimeoutError(f"{words} is not in {(await self._screen())[-2:]}")
            await CLOCK.pause(LOOK)
        return found[-1]

    async def report(self) -> str:
        """The newest screen that tells how it goes; empty before there is one."""
        return next((page.text for page in reversed(await self._screen()) if DELIVERED in page.text), "")

    async def _says(self, words: str) -> None:
        self.acts += 1
        await self._chat.says(words)

    async def _screen(self) -> list[Page]:
        return [Page(page.ref, _TAG.sub("", page.text), page.buttons) for page in await self._chat.screen()]

    def _named(self, screen: list[Page], label: str) -> Iterator[tuple[str, str]]:
        return ((page.ref, payload) for page in reversed(screen) for known, payload in page.buttons if known == label)


def figures(report: str) -> Mapping[str, int]:
    """What a report tells of how many people, and of how many in all."""
    found = {name: re.search(rf"{words}: (\d+)", report) for name, words in FIGURES.items()}
    total = re.search(r" из (\d+)", report)
    return {name: int(each[1]) for name, each in found.items() if each} | {"total": int(total[1]) if total else 0}
