"""VK's callbacks: proves what comes by its secret, answers VK's confirmation, sets the server up and keeps it so.

https://dev.vk.com/api/callback/getting-started
"""

import hmac
import json
import logging
from asyncio import Lock, get_running_loop
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from bot.vk import outcomes, reader
from bot.vk.answers import Refused
from messages.messenger import Batch, ChannelProblem, Unavailable
from messages.updates import Unreadable, Update

log = logging.getLogger(__name__)

TITLE = "Vekha"
"""By which we know a server as ours; VK takes 14 characters."""
PATH = "/webhook/vk"
NO_RIGHT = frozenset({7, 15, 27, 203})
"""What VK says to a token that may not manage the community."""
LOOKS = 10
"""How often VK is asked whether it has confirmed the server, a second apart."""
CODE_KEPT = 1.0
"""Seconds for which a code is not asked for anew: whoever knows our address can ask us for it."""

Pause = Callable[[float], Awaitable[None]]
Call = Callable[[str, Mapping[str, Any]], Awaitable[Any]]
"""A method of VK's by its name. Raises `Refused` or `ChannelProblem`."""
Receive = Callable[[str], Awaitable[Batch]]
_MALFORMED = (LookupError, TypeError, AttributeError)


class VkWebhook:
    """The callback server of one community at one address. Implements `bot.webhooks.Webhook`.

    `confirmation` is what the community's settings show as the answer to give; needed only where the token may not
    manage the community and so cannot ask. `receive` is the messenger's long poll, which runs beside the callbacks.
    """

    receipt = "ok"
    refusal = 403

    def __init__(self, call: Call, receive: Receive, pause: Pause, *, url: str, secret: str, group_id: int,
                 version: str, confirmation: str = "") -> None:
        self._call, self._receive, self._pause = call, receive, pause
        self._url, self._secret, self._group_id = url, secret, group_id
        self._version, self._confirmation = version, confirmation
        self._code, self._code_at = "", 0.0
        self._asking = Lock()
        self._heard = False

    async def read(self, headers: Mapping[str, str], body: bytes) -> Update | Unreadable | str | None:
        """What a request brings; the code if VK asks for it, or the receipt alone where there is nothing to take in;
        None if it is not VK's. May raise `ChannelProblem`.
        """
        event = _event(body)
        if event.get("group_id") != self._group_id:
            return None
        secret = event.pop("secret", "")
        if event.get("type") == "confirmation":
            # Perhaps sent before VK knows the secret; and the code is good for this community only.
            return await self._code_of_now() if not secret or self._proves(secret) else None
        if not self._proves(secret):
            return None
        self._heard = True
        if reader.is_echo(event):
            return self.receipt
        # Without its secret it is the event that the long poll brings too: one key, nothing to hide in what is kept.
        return reader.read(event, self._group_id)

    async def look(self) -> str:
        """Set the server up where it is not as it should be. What a human must do, else "". Raises `ChannelProblem`."""
        try:
            await self._set_up()
        except Refused as refused:
            if refused.code in NO_RIGHT:
                return "" if self._heard else self._by_hand()
            raise outcomes.problem(refused.code, refused.detail) from None
        except _MALFORMED as error:
            raise Unavailable(type(error).__name__) from None
        return ""

    async def missed(self, position: str) -> Batch | None:
        """What lies in the long poll's history: both ways run side by side in VK, and what came twice is known."""
        return await self._receive(position)

    async def _set_up(self) -> None:
        server = await self._own()
        if server is None:
            await self._changing("groups.addCallbackServer")
        elif server.get("secret_key") != self._secret:
            await self._changing("groups.editCallbackServer", server_id=server["id"])
        if not await self._confirmed():
            # Perhaps VK has given up on us; an edit makes it ask again.
            await self._changing("groups.editCallbackServer", server_id=(await self._surely_own())["id"])
            if not await self._confirmed():
                raise Unavailable(f"VK has not confirmed {self._url}: is it open to the world?")

    async def _changing(self, method: str, **more: object) -> None:
        """A call after which VK asks for a code, perhaps a new one."""
        self._code = ""
        facts = {"group_id": self._group_id, "url": self._url, "title": TITLE, "secret_key": self._secret}
        await self._call(method, {**facts, **more})

    async def _confirmed(self) -> bool:
        """Whether VK has confirmed the server, which then gives our events."""
        server = await self._surely_own()
        for _ in range(LOOKS):
            if server["status"] == "ok":
                break
            await self._pause(1.0)
            server = await self._surely_own()
        await self._choose_events(server["id"])
        return bool(server["status"] == "ok")

    async def _choose_events(self, server: int) -> None:
        place = {"group_id": self._group_id, "server_id": server}
        settings = await self._call("groups.getCallbackSettings", place)
        chosen = settings.get("events") or {}
        if settings.get("api_version") != self._version or not all(chosen.get(name) for name in reader.EVENTS):
            wanted = {"api_version": self._version} | dict.fromkeys(reader.EVENTS, 1)
            await self._call("groups.setCallbackSettings", place | wanted)

    async def _own(self) -> dict[str, Any] | None:
        """The server at our address. Of several, made by replicas that started together, the oldest stays."""
        servers = [server for server in await _servers(self._call, self._group_id) if server["url"] == self._url]
        servers.sort(key=lambda server: int(server["id"]))
        for double in servers[1:]:
            await _delete(self._call, self._group_id, double)
        return servers[0] if servers else None

    async def _surely_own(self) -> dict[str, Any]:
        if server := await self._own():
            return server
        raise Unavailable("somebody has removed our callback server")

    async def _code_of_now(self) -> str:
        async with self._asking:
            if not self._code or get_running_loop().time() > self._code_at + CODE_KEPT:
                self._code = await self._asked_code()
                self._code_at = get_running_loop().time()
            return self._code

    async def _asked_code(self) -> str:
        try:
            return str((await self._call("groups.getCallbackConfirmationCode", {"group_id": self._group_id}))["code"])
        except Refused as refused:
            if self._confirmation:
                return self._confirmation
            raise outcomes.problem(refused.code, refused.detail) from None
        except _MALFORMED as error:
            raise Unavailable(type(error).__name__) from None

    def _by_hand(self) -> str:
        hint = "" if self._confirmation else ", put the code that is shown there into VK_CONFIRMATION"
        return (f"the token may not manage the community; enter by hand in its Callback API settings: address "
                f"{self._url}, secret key as in WEBHOOK_SECRET, API version {self._version}, events "
                f"{', '.join(reader.EVENTS)}{hint}")

    def _proves(self, secret: object) -> bool:
        # Bytes: letters beyond ASCII would make the comparison of strings raise.
        given = secret.encode(errors="replace") if isinstance(secret, str) else b""
        return hmac.compare_digest(given, self._secret.encode())


async def removed(call: Call, group_id: int) -> None:
    """Delete the servers that we once made: whoever polls does not answer them. Best effort, never raises."""
    try:
        for server in await _servers(call, group_id):
            if server["title"] == TITLE and urlsplit(server["url"]).path.endswith(PATH):
                await _delete(call, group_id, server)
    except (Refused, ChannelProblem, ValueError, *_MALFORMED) as error:
        # Most often a token that may not manage the community, and then it was not we who made them.
        log.debug("callback servers are left as they are: %s", type(error).__name__)


async def _servers(call: Call, group_id: int) -> Sequence[dict[str, Any]]:
    return list((await call("groups.getCallbackServers", {"group_id": group_id}))["items"])


async def _delete(call: Call, group_id: int, server: Mapping[str, Any]) -> None:
    await call("groups.deleteCallbackServer", {"group_id": group_id, "server_id": server["id"]})


def _event(body: bytes) -> dict[str, Any]:
    """The event of a request; nothing, if it is not one: its secret would stand in it, so nobody has proved it."""
    try:
        event = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return event if isinstance(event, dict) else {}
