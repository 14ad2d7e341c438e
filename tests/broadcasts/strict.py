"""Loopback messengers that keep their limits as the real ones do, remember when what came, and fail now and then.

A refusal that we have earned stands in `violations`; the faults that are made here do not.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from aiohttp import web

from benchmarks.tally import Window
from scheduler.clock import SystemClock
from tests.kill.far import FarTelegram, FarVk
from tests.loopback.telegram import SENDS
from tests.loopback.telegram_calls import Call
from tests.loopback.telegram_faults import Ending
from tests.loopback.telegram_rules import Pace, Refusal

CLOCK = SystemClock()
BURST = 4
"""Messages to one person at once; afterwards one a second."""
FAILING = 0.01
"""The share of calls to Telegram that end badly while there is trouble."""
TROUBLES = ("bad gateway (502)", "internal error (500)", "reset before the effect", "reset after the effect",
            "a proxy's page after the effect")
FLOOD = "Too Many Requests: retry after {seconds}"


class StrictTelegram(FarTelegram):
    """So many calls within any one second, and its pace for each dialogue."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._window = Window(limit)
        self.limit = limit
        self.came: list[float] = []
        """When each message or edit took effect."""
        self.failing = 0.0
        self.befell: Counter[str] = Counter()
        self.lost: Counter[str] = Counter()
        """Whose message was shown without an answer to us."""

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
        if request.match_info["method"] in SENDS and self.chance.random() < self.failing:
            name = self.chance.choice(TROUBLES)
            self.befell[name] += 1
            self.meets(name)
        return await super()._on_call(request)

    async def _ended(self, request: web.Request, method: str, call: Call, ending: Ending) -> web.Response:
        if ending.effect:
            self.lost[call.params["chat_id"]] += 1
        return await super()._ended(request, method, call, ending)

    def _check_pace(self, user: str) -> None:
        now = CLOCK.monotonic()
        if not (self._paces.setdefault(user, Pace(1, BURST)).takes(now) and self._window.admits(now)):
            raise Refusal(429, FLOOD.format(seconds=1), ours=True, after=1)
        self.came.append(now)


class StrictVk(FarVk):
    """So many calls within any one second, whatever they are for."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._enforce_pace, self._rate = True, limit
        self.befell: Counter[str] = Counter()
        self.troubles: list[str] = []
        """What befalls the sends that are still to come, one of so many as `apart` says."""
        self.apart = 1
        self._sends = 0

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
        self.troubles, self.apart = list(troubles), apart

    async def _on_call(self, request: web.Request) -> web.Response:
        if request.match_info["name"] == "messages.send" and self.troubles:
            self._sends += 1
            if self._sends % self.apart == 0:
                name = self.troubles.pop(0)
                self.befell[name] += 1
                self.meets(name)
        return await super()._on_call(request)
