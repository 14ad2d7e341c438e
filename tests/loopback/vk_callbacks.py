"""The callback servers of the VK loopback: added, confirmed, given events, as VK's own rules have it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count

from tests.loopback.courier import Courier
from tests.loopback.vk_rules import VkError

SERVERS, TITLE, SECRET = 10, 14, 50
NO_RIGHT = VkError(15, "Access denied: you should be group moderator")

Params = Mapping[str, str]
Json = dict[str, object]


@dataclass(slots=True)
class Server:
    """One callback server. `status`: `unconfigured`, `wait`, `failed` or `ok`."""

    number: int
    url: str
    title: str
    secret: str
    courier: Courier
    status: str = "unconfigured"
    version: str = "5.103"
    events: set[str] = field(default_factory=set)


class Callbacks:
    """All servers of a community. `may_manage` says whether the token may touch them."""

    def __init__(self, group_id: int, may_manage: Callable[[], bool]) -> None:
        self.servers: dict[int, Server] = {}
        self.code = "code0"
        self.code_changes = False
        """Whether the code becomes another one when a server is added or edited."""
        self._group_id, self._may_manage = group_id, may_manage
        self.refusals: list[VkError] = []
        """What the next calls about servers get instead of taking effect."""
        self._numbers = count(1)
        self._left: list[Courier] = []
        self.methods: dict[str, Callable[[Params], object]] = {
            f"groups.{name}": self._managed(deed) for name, deed in {
                "getCallbackConfirmationCode": lambda params: {"code": self.code},
                "getCallbackServers": self._listed,
                "addCallbackServer": self._add,
                "editCallbackServer": self._edit,
                "deleteCallbackServer": self._delete,
                "getCallbackSettings": self._settings,
                "setCallbackSettings": self._set,
            }.items()
        }

    def adds(self, url: str, title: str, secret: str) -> Server:
        """A human enters a server by hand; VK asks it for the code."""
        courier = Courier(url, {}, lambda status, body: (status, body) == (200, "ok"), at_once=10)
        server = Server(next(self._numbers), url, title, secret, courier)
        self.servers[server.number] = server
        self._ask(server)
        return server

    def brings(self, event: Json) -> None:
        """Take an event to all servers that want it."""
        for server in self.servers.values():
            if server.status == "ok" and event.get("type") in server.events:
                server.courier.bring(event | {"v": server.version} | self._proof(server))

    async def settled(self) -> None:
        """Wait until all that was begun is answered."""
        for courier in [*self._left, *(server.courier for server in self.servers.values())]:
            await courier.settled()

    async def close(self) -> None:
        """Bring nothing more and leave nothing open."""
        for courier in [*self._left, *(server.courier for server in self.servers.values())]:
            await courier.close()

    def _managed(self, deed: Callable[[Params], object]) -> Callable[[Params], object]:
        def checked(params: Params) -> object:
            if not self._may_manage() or params["group_id"] != str(self._group_id):
                raise NO_RIGHT
            if self.refusals:
                raise self.refusals.pop(0)
            return deed(params)

        return checked

    def _listed(self, params: Params) -> object:
        items = [{"id": server.number, "title": server.title, "creator_id": 1, "url": server.url,
                  "secret_key": server.secret, "status": server.status} for server in self.servers.values()]
        return {"count": len(items), "items": items}

    def _add(self, params: Params) -> object:
        if len(self.servers) >= SERVERS:
            raise VkError(2000, "Can't create more servers")
        _check(params)
        return {"server_id": self.adds(params["url"], params["title"], params.get("secret_key", "")).number}

    def _edit(self, params: Params) -> object:
        _check(params)
        server = self._server(params)
        server.url = server.courier.url = params["url"]
        server.title, server.secret = params["title"], params.get("secret_key", "")
        self._ask(server)
        return 1

    def _delete(self, params: Params) -> object:
        server = self._server(params)
        server.courier.stop()
        self._left.append(server.courier)
        del self.servers[server.number]
        return 1

    def _settings(self, params: Params) -> object:
        server = self._server(params)
        return {"api_version": server.version, "events": dict.fromkeys(server.events, 1)}

    def _set(self, params: Params) -> object:
        server = self._server(params)
        server.version = params.get("api_version", server.version)
        named = {name for name in params if name not in ("group_id", "server_id", "api_version", "access_token", "v")}
        server.events = (server.events - named) | {name for name in named if params[name] == "1"}
        return 1

    def _server(self, params: Params) -> Server:
        if int(params["server_id"]) not in self.servers:
            raise VkError(100, "server_id is invalid")
        return self.servers[int(params["server_id"])]

    def _ask(self, server: Server) -> None:
        if self.code_changes:
            self.code = f"code{next(self._numbers)}"
        server.status = "wait"
        server.courier.ask({"type": "confirmation", "group_id": self._group_id} | self._proof(server),
                           lambda answer: self._confirm(server, answer))

    def _confirm(self, server: Server, answer: tuple[int, str]) -> None:
        server.status = "ok" if answer == (200, self.code) else "failed"

    def _proof(self, server: Server) -> Json:
        return {"secret": server.secret} if server.secret else {}


def _check(params: Params) -> None:
    if len(params["title"]) > TITLE or len(params.get("secret_key", "")) > SECRET:
        raise VkError(100, "title or secret_key is too long")
