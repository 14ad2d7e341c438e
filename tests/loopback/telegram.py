"""Telegram's Bot API on this machine, with Telegram's own rules.

By itself, with the control endpoints: `python -m tests.loopback.telegram --port 8081`.
"""

import argparse
import asyncio
import json
from collections import deque
from collections.abc import Callable, Mapping
from itertools import repeat

from aiohttp import web

from tests.loopback import control
from tests.loopback.contract import Fault
from tests.loopback.endings import cut
from tests.loopback.telegram_calls import Call, Calls
from tests.loopback.telegram_faults import FAULTS as ENDINGS
from tests.loopback.telegram_faults import Ending
from tests.loopback.telegram_people import Json
from tests.loopback.telegram_rules import Refusal, broken
from tests.loopback.telegram_webhook import TelegramWebhooks

SENDS = ("sendMessage", "sendPhoto", "sendDocument", "sendVoice", "editMessageText", "editMessageCaption")
FAULTS = {
    Fault.THROTTLED: Refusal(429, "Too Many Requests: retry after 1", after=1),
    Fault.BROKEN: Refusal(502, "Bad Gateway"),
    Fault.BAD_TOKEN: Refusal(401, "Unauthorized"),
    Fault.BAD_MESSAGE: Refusal(400, "Bad Request: can't parse entities: Unsupported start tag"),
}
CONFLICT_WITH_WEBHOOK = "Conflict: terminated by setWebhook request"
CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_SET = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first"


class LoopbackTelegram(Calls):
    """A bot and its people. Implements `tests.loopback.contract.Loopback`."""

    def __init__(
        self,
        *,
        token: str = "42:TEST-token",
        username: str = "vekha_test_bot",
        port: int = 0,
        enforce_pace: bool = False,
        longest_poll: float = 50,
    ) -> None:
        super().__init__(token, username, enforce_pace)
        self.url = ""
        self.calls: list[str] = []
        self.violations: list[str] = []
        self.webhooks = TelegramWebhooks(lambda: self._updates, self._taken)
        self.refusals: list[Refusal] = []
        """What the next send calls get instead of taking effect."""
        self._port = port
        self._longest_poll = longest_poll
        self._faults: list[Fault] = []
        self._endings: dict[str, deque[Ending]] = {}
        self._stopping = asyncio.Event()
        self._poll = 0
        self._runner: web.AppRunner | None = None
        self._methods: dict[str, Callable[[Call], object]] = {
            "getWebhookInfo": self._webhook_info,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._set_webhook,
            **self.answers,
        }

    async def start(self) -> None:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        control.add_control(app, self)
        app.router.add_route("*", "/bot{token}/{method}", self._on_call)
        app.router.add_get("/file/bot{token}/{path:.+}", self._on_file)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        self._port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{self._port}"

    async def stop(self) -> None:
        self._stopping.set()
        self._poll += 1
        self._wake()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None
        await self.webhooks.close()

    def fail(self, *faults: Fault) -> None:
        self._faults.extend(faults)

    def meets(self, name: str, times: int = 1, method: str = "send") -> None:
        """The next calls of a method, or of all that send, end like this, by a name of `telegram_faults.FAULTS`."""
        self._endings.setdefault(method, deque()).extend(repeat(ENDINGS[name], times))

    def heals(self) -> None:
        """From now on all calls end well."""
        self._endings.clear()

    async def _on_call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.calls.append(method)
        call = await _read_call(request)
        if endings := self._endings.get("send" if method in SENDS else method):
            return await self._ended(request, method, call, endings.popleft())
        fault = self._faults.pop(0) if method in SENDS and self._faults else None
        if fault is Fault.RESET:
            return cut(request)
        try:
            if request.match_info["token"] != self.token:
                raise Refusal(401, "Unauthorized")
            if fault in FAULTS:
                raise FAULTS[fault]
            if method in SENDS and self.refusals:
                raise self.refusals.pop(0)
            result = await self._answer(method, call)
        except Refusal as refusal:
            return self._refuse(method, refusal)
        return cut(request) if fault is Fault.LOST_REPLY else web.json_response({"ok": True, "result": result})

    async def _ended(self, request: web.Request, method: str, call: Call, ending: Ending) -> web.Response:
        try:
            if ending.refusal:
                raise ending.refusal
            result = await self._answer(method, call) if ending.effect else None
        except Refusal as refusal:
            return self._refuse(method, refusal)
        if ending.hangs:
            await self._stopping.wait()
        if ending.hangs or ending.cut:
            return cut(request)
        if ending.page is None:
            return web.json_response({"ok": True, "result": result})
        return web.Response(status=ending.status, text=ending.page, content_type="text/html")

    async def _answer(self, method: str, call: Call) -> object:
        if method == "getUpdates":
            return await self._get_updates(call.params)
        if method not in self._methods:
            raise Refusal(404, "Not Found", ours=True)
        try:
            return self._methods[method](call)
        except (KeyError, ValueError) as wrong:
            raise broken(f"a parameter is missing or malformed: {wrong!r}") from None

    def _refuse(self, method: str, refusal: Refusal) -> web.Response:
        if refusal.ours:
            self.violations.append(f"{method}: {refusal.description}")
        body: Json = {"ok": False, "error_code": refusal.code, "description": refusal.description}
        if refusal.after:
            body["parameters"] = {"retry_after": refusal.after}
        return web.json_response(body, status=refusal.code)

    async def _get_updates(self, params: Mapping[str, str]) -> list[Json]:
        if self.webhooks.url:
            raise Refusal(409, WEBHOOK_SET)
        if params.get("allowed_updates"):
            self.allowed = set(json.loads(params["allowed_updates"]))
        self._poll += 1
        mine = self._poll
        self._wake()
        offset = int(params.get("offset", "0"))
        self._updates = [update for update in self._updates if int(str(update["update_id"])) >= offset]
        await self._wait(min(float(params.get("timeout", "0")), self._longest_poll))
        if self._poll != mine:
            raise Refusal(409, CONFLICT_WITH_WEBHOOK if self.webhooks.url else CONFLICT)
        again, self._again = self._again, []
        return [*again, *self._updates][: int(params.get("limit", "100"))]

    async def _wait(self, seconds: float) -> None:
        if self._updates or self._again or not seconds:
            return
        try:
            await asyncio.wait_for(self._arrived.wait(), seconds)
        except TimeoutError:
            return

    async def _on_file(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.token:
            return web.json_response({"ok": False, "error_code": 401, "description": "Unauthorized"}, status=401)
        number = request.match_info["path"].removeprefix("documents/")
        if number not in self._files:
            return web.json_response({"ok": False, "error_code": 404, "description": "Not Found"}, status=404)
        return web.Response(body=self._files[number][1])

    def _webhook_info(self, call: Call) -> Json:
        return self.webhooks.info()

    def _set_webhook(self, call: Call) -> bool:
        if call.params.get("drop_pending_updates") == "true":
            self._updates.clear()
        if call.params.get("allowed_updates"):
            self.allowed = set(json.loads(call.params["allowed_updates"]))
        self.webhooks.set(call.params)
        if self.webhooks.url:
            self._poll += 1
            self._wake()
        return True

    def _queue(self, update: Json) -> None:
        super()._queue(update)
        self.webhooks.bring(update)

    def repeat_last(self) -> None:
        """Also to the webhook, under the same number."""
        super().repeat_last()
        self.webhooks.bring(self._last_update)

    def _taken(self, update: Json) -> None:
        for queue in (self._updates, self._again):
            if update in queue:
                queue.remove(update)


async def _read_call(request: web.Request) -> Call:
    """The parameters from the address and the form, whichever way the form is written."""
    params, files = dict(request.query), {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = (value.filename, value.file.read())
        else:
            params[name] = str(value)
    return Call(params, files)


def main() -> None:
    """Run alone until interrupted."""
    parser = argparse.ArgumentParser(description="Telegram on this machine")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token", default="42:TEST-token")
    parser.add_argument("--enforce-pace", action="store_true")
    args = parser.parse_args()
    try:
        asyncio.run(control.serve(LoopbackTelegram(token=args.token, port=args.port, enforce_pace=args.enforce_pace)))
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
