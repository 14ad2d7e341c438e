"""VK on this machine: its methods, long poll, uploads and file host, with VK's own rules.

By itself, with the control endpoints: `python -m tests.loopback.vk --port 8082`.
"""

import argparse
import asyncio
from collections import deque
from collections.abc import Callable
from itertools import repeat

from aiohttp import web

from tests.loopback import control, vk_rules, vk_script
from tests.loopback.contract import Fault, Shown
from tests.loopback.endings import broken, cut
from tests.loopback.vk_faults import COMMON, FAULTS, Ending
from tests.loopback.vk_people import ALL_EVENTS, People
from tests.loopback.vk_rules import VkError

CALLS_A_SECOND = 20
WELL = Ending()
SENDS = ("messages.send", "messages.edit", "execute")

Params = dict[str, str]


class LoopbackVk(People):
    """A community with its people. Implements `tests.loopback.contract.Loopback`."""

    def __init__(
        self,
        *,
        token: str = "vk-token",
        group_id: int = 1,
        port: int = 0,
        enforce_pace: bool = False,
        rate: float = CALLS_A_SECOND,
    ) -> None:
        super().__init__(group_id, port)
        self.url = ""
        self.token = token
        self.calls: list[str] = []
        self.notices: list[tuple[str, str]] = []
        self.sent = 0
        self.long_poll_facts: dict[str, object] = {"is_enabled": True, "api_version": "5.199"}
        self.settings: dict[str, object] = {"messages": 1, "bots_capabilities": 1}
        self.refusing: dict[str, VkError] = {}
        """Methods that VK refuses, whatever they are called with."""
        self.deaf: set[str] = set()
        """Methods, or "upload", that a broken proxy answers."""
        self.errors: list[VkError] = []
        """Errors that the next send calls get instead of taking effect."""
        self.odd_responses: list[object] = []
        """What the next send calls get as a response instead of taking effect."""
        self._enforce_pace = enforce_pace
        self._rate = rate
        self._recent: deque[float] = deque()
        self._endings: deque[Ending] = deque()
        self._stopping = asyncio.Event()
        self._runner: web.AppRunner | None = None
        self._methods: dict[str, Callable[[Params], object]] = {
            "messages.edit": self._dialogs.edit,
            "messages.sendMessageEventAnswer": self._answer_press,
            "messages.isMessagesFromGroupAllowed": self._dialogs.is_allowed,
            "users.get": self._users,
            "groups.getById": self._group,
            "groups.getLongPollServer": self._long_poll_server,
            "groups.getLongPollSettings": self._long_poll_settings,
            "groups.getSettings": self._settings,
            "groups.getTokenPermissions": self._token_permissions,
            **self.callbacks.methods,
            "docs.getMessagesUploadServer": self._upload_server,
            "docs.save": self.files.save_document,
            "photos.getMessagesUploadServer": self._upload_server,
            "photos.saveMessagesPhoto": self.files.save_photo,
        }

    def watched_by(self, on_shown: Callable[[str], None]) -> None:
        """Call this with the person on whose screen something has come or changed."""
        self._dialogs.on_shown = on_shown

    async def start(self) -> None:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        control.add_control(app, self)
        app.router.add_post("/method/{name}", self._on_call)
        app.router.add_route("*", "/lp", self._long_poll.on_poll)
        app.router.add_post("/upload", self._on_upload)
        app.router.add_get("/files/{number}", self.files.on_file)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.url = self._host("/method/")

    async def stop(self) -> None:
        self._long_poll.release()
        self._stopping.set()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None
        await self.callbacks.close()

    def screen(self, user: str) -> list[Shown]:
        return self._dialogs.screen(user)

    def fail(self, *faults: Fault) -> None:
        self._endings.extend(COMMON[fault] for fault in faults)

    def meets(self, name: str, times: int = 1) -> None:
        """The next send calls end like this, by a name of `vk_faults.FAULTS`."""
        self._endings.extend(repeat(FAULTS[name], times))

    def heals(self) -> None:
        """From now on all calls end well."""
        self._endings.clear()

    async def _on_call(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        params = {key: str(value) for key, value in (await request.post()).items()} | dict(request.query)
        self.calls.append(name)
        ending = self._endings.popleft() if name in SENDS and self._endings else WELL
        if name in self.deaf:
            return broken()
        answer = self._answer(name, params, ending) if ending.effect or ending.error else {}
        self.sent = self._dialogs.effects
        if ending.hangs:
            await self._stopping.wait()
        if ending.cut or ending.hangs:
            return cut(request)
        return web.json_response(answer) if ending.page is None else broken(ending.page)

    def _answer(self, name: str, params: Params, ending: Ending) -> dict[str, object]:
        try:
            self._check_call(name, params)
            if ending.error and not ending.effect:
                raise ending.error
            if name in SENDS and self.errors:
                raise self.errors.pop(0)
            if name in SENDS and self.odd_responses:
                return {"response": self.odd_responses.pop(0)}
            answer = self._effect(name, params, ending)
            if ending.error:
                raise ending.error
        except VkError as error:
            if ending is WELL:
                self._note(name, error.code, error.message)
            shown = [{"key": key, "value": params[key]} for key in params if key != "access_token"]
            facts = {"error_code": error.code, "error_msg": error.message, "request_params": shown, **error.facts}
            return {"error": facts}
        return answer

    def _note(self, name: str, code: int, message: str) -> None:
        if code in (100, 911, 914, 3, 6, 12, 13):
            self.violations.append(f"{name}: {message}")

    def _effect(self, name: str, params: Params, ending: Ending) -> dict[str, object]:
        if name == "execute":
            answer = vk_script.executed(params.get("code", ""), self._sent, ending.of_calls())
            for failed in answer.get("execute_errors", ()) if ending is WELL else ():
                self._note(failed["method"], failed["error_code"], failed["error_msg"])
        elif name == "messages.send":
            answer = {"response": self._sent(params, ending)}
        else:
            answer = {"response": self._response(name, params)}
        if ending.forgets_one:
            del answer["response"][0 if name == "messages.send" else -1]
        return answer

    def _sent(self, params: Params, ending: Ending = WELL) -> object:
        try:
            peers = params["peer_ids"].split(",")
            return self._dialogs.send(
                params, self.files.refused(params.get("attachment", ""), peers) | ending.of_peers(peers)
            )
        except (KeyError, ValueError) as wrong:
            raise VkError(100, f"One of the parameters specified was missing or invalid: {wrong}") from None

    async def _on_upload(self, request: web.Request) -> web.Response:
        return broken() if "upload" in self.deaf else await self.files.on_upload(request)

    def _response(self, name: str, params: Params) -> object:
        try:
            return self._methods[name](params)
        except (KeyError, ValueError) as wrong:
            raise VkError(100, f"One of the parameters specified was missing or invalid: {wrong}") from None

    def _check_call(self, name: str, params: Params) -> None:
        if params.get("access_token") != self.token:
            raise VkError(5, "User authorization failed: invalid access_token (4).")
        if name not in self._methods and name not in SENDS:
            raise VkError(3, f"Unknown method passed: {name}")
        if name in self.refusing:
            raise self.refusing[name]
        if not params.get("v"):
            raise VkError(8, "Invalid request: v (version) is required")
        self._check_pace()

    def _check_pace(self) -> None:
        now = asyncio.get_running_loop().time()
        self._recent.append(now)
        while self._recent[0] <= now - 1:
            self._recent.popleft()
        if self._enforce_pace and len(self._recent) > self._rate:
            raise VkError(6, "Too many requests per second")

    def _answer_press(self, params: Params) -> object:
        if params["event_id"] not in self._presses:
            raise VkError(100, "event_id is invalid or used")
        self._presses.discard(params["event_id"])
        self.notices.append((params["user_id"], vk_rules.notice(params.get("event_data", ""))))
        return 1

    def _users(self, params: Params) -> object:
        people = []
        for user in params["user_ids"].split(","):
            first, _, last = self._names.get(user, "Имя Фамилия").partition(" ")
            people.append({"id": int(user), "first_name": first, "last_name": last})
        return people

    def _group(self, params: Params) -> object:
        group = {"id": self.group_id, "name": "Веха", "screen_name": f"club{self.group_id}", "type": "group"}
        return {"groups": [group], "profiles": []}

    def _long_poll_server(self, params: Params) -> object:
        if params["group_id"] != str(self.group_id):
            raise VkError(15, "Access denied: group_id is another's")
        return {"server": self._host("/lp"), "key": self._long_poll.key, "ts": self._long_poll.position}

    def _long_poll_settings(self, params: Params) -> object:
        if "manage" not in self.permissions:
            raise VkError(7, "Permission to perform this action is denied")
        events = {name: int(name in self.long_poll_events) for name in ALL_EVENTS}
        return {**self.long_poll_facts, "events": events}

    def _settings(self, params: Params) -> object:
        if "manage" not in self.permissions:
            raise VkError(15, "Access denied: no access to this group")
        return self.settings

    def _token_permissions(self, params: Params) -> object:
        return {"mask": 0, "permissions": [{"name": name, "setting": 1} for name in self.permissions]}

    def _upload_server(self, params: Params) -> object:
        self._dialogs.check_open(params["peer_id"])
        return {"upload_url": f"{self._host('/upload')}?peer={params['peer_id']}&type={params.get('type', 'doc')}"}


def main() -> None:
    """Run alone until interrupted."""
    parser = argparse.ArgumentParser(description="VK on this machine")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token", default="vk-token")
    parser.add_argument("--group-id", type=int, default=1)
    parser.add_argument("--enforce-pace", action="store_true")
    parser.add_argument("--rate", type=float, default=CALLS_A_SECOND, help="calls a second, where the pace is enforced")
    args = parser.parse_args()
    loopback = LoopbackVk(
        token=args.token, group_id=args.group_id, port=args.port, enforce_pace=args.enforce_pace, rate=args.rate
    )
    try:
        asyncio.run(control.serve(loopback))
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
