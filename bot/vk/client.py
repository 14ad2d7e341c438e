"""A VK community as a messenger: proves the token, polls, answers presses, fetches; what it sends is in `sending`."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from bot.vk import downloads, outcomes, reader, webhook, writer
from bot.vk.answers import NoAnswer, Refused
from bot.vk.api import MALFORMED, NETWORK, PATIENCE, Api, named
from bot.vk.sending import Sender
from bot.vk.webhook import VkWebhook
from messages.messenger import (
    Batch,
    Capabilities,
    ChannelStopped,
    Fault,
    Outcome,
    Parcel,
    Unavailable,
)
from messages.updates import IncomingFile, Pressed

log = logging.getLogger(__name__)

NEW_SERVER_PAUSE = 1.0

Pause = Callable[[float], Awaitable[None]]


class VkMessenger:
    """One community. Implements `messages.messenger.Messenger`."""

    channel = reader.CHANNEL

    def __init__(
        self,
        token: str,
        *,
        group_id: int,
        api_url: str | None = None,
        proxy: str | None = None,
        capabilities: Capabilities,
        pause: Pause,
        poll_wait: int = 25,
        patience: float = PATIENCE,
        webhook_url: str = "",
        webhook_secret: str = "",
        confirmation: str = "",
    ) -> None:
        self.capabilities = capabilities
        self._group_id = group_id
        self._proxy = proxy
        self._pause = pause
        self._api = Api(token, url=api_url, proxy=proxy, patience=patience)
        self._sender = Sender(self._api, pause)
        self._polling = self._api.polling(group_id, min(poll_wait, 1) if webhook_url else poll_wait)
        self._server: dict[str, Any] | None = None
        self._asked_again = ""
        self._screen_name = ""
        self.webhook = VkWebhook(
            self._asked, self._missed, pause, url=webhook_url, secret=webhook_secret, group_id=group_id,
            version=self._api.API_VERSION, confirmation=confirmation,
        ) if webhook_url else None
        self._may_poll = False

    async def open(self) -> None:
        """Prove the token and its rights, learn the community's short name and the long poll's server."""
        try:
            self._server = await self._place()
            group = await self._api.call("groups.getById", {"group_id": self._group_id})
            self._screen_name = str(group["groups"][0]["screen_name"])
            if not await self._sender.may_write():
                raise ChannelStopped(Fault.RIGHTS.told("the token does not give the right to messages"))
            if self.webhook is None:
                await self._check_events()
        except Refused as refused:
            raise outcomes.problem(refused.code, refused.detail) from None
        except (NoAnswer, *NETWORK, *MALFORMED) as error:
            raise Unavailable(named(error)) from None

    async def _place(self) -> dict[str, Any] | None:
        """Where the long poll stands, asked before all else: on a very first start VK tells no earlier place, and who
        writes while the service is still starting is answered too.
        """
        try:
            return await self._polling.get_server()
        except Refused:
            if self.webhook is None:
                raise
            return None  # callbacks bring the updates; the long poll only fills their gaps

    async def _check_events(self) -> None:
        """A group whose settings keep events from us looks well and is deaf: say so at once."""
        try:
            settings = await self._api.call("groups.getLongPollSettings", {"group_id": self._group_id})
        except Refused:
            # Only a token that may manage the group may look.
            return
        match settings:
            case {"events": dict(events)}:
                missing = [name for name in reader.VITAL if events.get(name) in (0, False)]
                if missing:
                    deaf = f"the group's long poll does not give {', '.join(missing)}"
                    raise ChannelStopped(Fault.SETTINGS.told(deaf))

    async def close(self) -> None:
        await self._api.close()

    async def receive(self, position: str) -> Batch:
        if not self._may_poll:
            # The long poll's place is known by now, so what goes past the callbacks from here on is not lost.
            await webhook.removed(self._asked, self._group_id)
            self._may_poll = True
        return await self._polled(position)

    async def _missed(self, position: str) -> Batch:
        """One short poll beside the callbacks. Between two of them the server's key may well have grown old."""
        if position:
            self._server = None
        return await self._polled(position)

    async def _asked(self, method: str, params: Mapping[str, Any]) -> Any:
        """A call about callbacks. Raises `Refused` or `Unavailable`."""
        try:
            return await self._api.call(method, params)
        except (NoAnswer, *NETWORK) as error:
            raise Unavailable(named(error)) from None

    async def _polled(self, position: str) -> Batch:
        try:
            server = self._server = self._server or await self._polling.get_server()
            if not position:
                # Only VK's first word on where it stands, to be stored before anything is taken in: a crash in the
                # first batch would else ask anew, and VK would tell a later place.
                return Batch((), str(server["ts"]), keep=True)
            event = await self._polling.get_event({**server, "ts": position})
            return await self._batch(event, position)
        except Refused as refused:
            raise outcomes.problem(refused.code, refused.detail) from None
        except (NoAnswer, *NETWORK, *MALFORMED) as error:
            raise Unavailable(named(error)) from None

    async def _batch(self, event: object, ts: str) -> Batch:
        match event:
            case {"ts": fresh, "updates": list(updates)}:
                read = tuple(reader.read(each, self._group_id) for each in updates if not reader.is_echo(each))
                return Batch(read, str(fresh), keep=True)
            case {"failed": 1, "ts": fresh}:
                log.warning("VK's history no longer reaches back to %s; going on from %s", ts, fresh)
                return Batch((), str(fresh), keep=True)
            case {"failed": int(code)}:
                self._server = None
                await self._pause(NEW_SERVER_PAUSE)
                self._server = await self._polling.get_server()
                # 2: only the key is old. 3: the history is lost as well, says VK; what is left of it is asked for once.
                vain = code != 2 and ts == self._asked_again
                self._asked_again = ts
                return Batch((), str(self._server["ts"]) if vain else ts, keep=True)
        self._server = None
        raise NoAnswer("not an answer of the long poll")

    async def send(self, parcel: Parcel) -> Outcome:
        return await self._sender.send(parcel)

    async def send_many(self, parcels: Sequence[Parcel]) -> list[Outcome]:
        return await self._sender.send_many(parcels)

    async def acknowledge(self, press: Pressed, notice: str = "") -> None:
        if not press.ack:
            return
        params = writer.acknowledged(press.address.user, press.ack, notice)
        try:
            await self._api.call("messages.sendMessageEventAnswer", params)
        except (Refused, NoAnswer, *NETWORK, *MALFORMED) as error:
            # The person sees the button's spinner a little longer, that is all.
            log.debug("A press was not acknowledged: %s", named(error))

    async def fetch(self, file: IncomingFile) -> bytes:
        return await downloads.fetch(file, self._proxy)

    async def profile(self, user: str) -> str:
        try:
            person = (await self._api.call("users.get", {"user_ids": user}))[0]
            if "deactivated" in person:
                return ""
            return f"{person['first_name']} {person['last_name']}".strip()
        except (Refused, NoAnswer, *NETWORK, *MALFORMED):
            return ""

    def invite_link(self, code: str) -> str:
        return f"https://vk.me/{self._screen_name}?ref={quote(code)}" if self._screen_name else ""
