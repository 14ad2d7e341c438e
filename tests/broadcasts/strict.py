"""Loopback messengers that keep their limits as the real ones do, and fail now and then while a broadcast goes out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from contextvars import ContextVar

from aiohttp import web

from benchmarks.author import TEXT
from benchmarks.tally import Window
from scheduler.clock import SystemClock
from tests.kill.far import FarTelegram, FarVk
from tests.loopback.telegram_calls import Call
from tests.loopback.telegram_faults import FAULTS
from tests.loopback.telegram_rules import Pace, Refusal

CLOCK = SystemClock()
BURST = 4
"""Messages to one person at once; afterwards one a second."""
TROUBLES = ("bad gateway (502)", "internal error (500)", "reset before the effect", "reset after the effect",
            "can't parse entities (400)")
"""What befalls a message on Telegram; the last one is believed, and the message given up."""
FLOOD = "Too Many Requests: retry after {seconds}"
_asked: ContextVar[web.Request] = ContextVar("_asked")


class StrictTelegram(FarTelegram):
    """So many calls within any one second, and its pace for each dialogue."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._window = Window(limit)
        self.failing = 0.0
        """The share of the broadcast's messages that end badly; each of them once."""
        self.befell: Counter[str] = Counter()
        self.lost: set[str] = set()
        """Whose message was shown without an answer to us."""
        self.rejected: set[str] = set()
        self._met: set[str] = set()

    def lets_in(self, users: Iterable[str]) -> None:
        """They have opened the bot long ago."""
        for user in users:
            self._dialog(user).opened = True

    def locks(self, users: Iterable[str]) -> None:
        """They have blocked us, and we have not heard of it."""
        for user in users:
            self._dialog(user).blocked = True

    def floods(self, seconds: int) -> None:
        """The next call is told to wait."""
        self.befell["flood wait"] += 1
        self.refusals.append(Refusal(429, FLOOD.format(seconds=seconds), after=seconds))

    async def _on_call(self, request: web.Request) -> web.Response:
        _asked.set(request)
        return await super()._on_call(request)

    async def _answer(self, method: str, call: Call) -> object:
        user = call.params.get("chat_id", "")
        ours = call.params.get("text", "").startswith(TEXT) and not self._dialog(user).blocked
        if not ours or self.screen(user) or user in self._met or self.chance.random() >= self.failing:
            return await super()._answer(method, call)
        return await self._fail(method, call, user, self.chance.choice(TROUBLES))

    async def _fail(self, method: str, call: Call, user: str, trouble: str) -> object:
        ending = FAULTS[trouble]
        self._met.add(user)
        self.befell[trouble] += 1
        if ending.refusal:
            self.rejected |= {user} if ending.refusal.code == 400 else set()
            raise ending.refusal
        result = await super()._answer(method, call) if ending.effect else None
        if ending.effect:
            self.lost.add(user)
        if transport := _asked.get().transport:
            transport.abort()
        return result

    def _check_pace(self, user: str) -> None:
        now = CLOCK.monotonic()
        if not (self._paces.setdefault(user, Pace(1, BURST)).takes(now) and self._window.admits(now)):
            raise Refusal(429, FLOOD.format(seconds=1), ours=True, after=1)


class StrictVk(FarVk):
    """So many calls within any one second, whatever they are for."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._enforce_pace, self._rate = True, limit
        self.befell: Counter[str] = Counter()
        self._troubles: list[str] = []
        self._apart, self._sends = 1, 0

    def lets_in(self, users: Iterable[str]) -> None:
        """They have allowed the community to write."""
        for user in users:
            self._dialogs.opens(user)

    def locks(self, users: Iterable[str]) -> None:
        """They have forbidden it, and we have not heard of it."""
        for user in users:
            self._dialogs.closes(user)

    def fails(self, troubles: Sequence[str], *, apart: int) -> None:
        """These befall the sends from now on, each so many sends after the one before."""
        self._troubles, self._apart = list(troubles), apart

    async def _on_call(self, request: web.Request) -> web.Response:
        if request.match_info["name"] == "messages.send" and self._troubles:
            self._sends += 1
            if self._sends % self._apart == 0:
                trouble = self._troubles.pop(0)
                self.befell[trouble] += 1
                self.meets(trouble)
        return await super()._on_call(request)
