"""VK's network side, on vkbottle's client half: its API object, long poll and uploaders. Only here imported.

Every answer is read here and not by vkbottle's validators: those repeat a call after five seconds of sleep
when a proxy answers for VK, and fail with a `TypeError` on some of VK's own errors.
"""

import atexit
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import quote

from aiohttp import ClientConnectorError, ClientError, ClientResponse, ClientSession, ClientTimeout
from vkbottle.api import API
from vkbottle.http import AiohttpClient
from vkbottle.polling import BotPolling
from vkbottle.tools import DocMessagesUploader, PhotoMessageUploader

from bot.vk import answers, downloads, outcomes, proxies, reader, writer
from bot.vk.answers import NoAnswer, Refused
from messages.messenger import (
    Batch,
    Capabilities,
    ChannelStopped,
    Gone,
    Outcome,
    Parcel,
    Scope,
    Sent,
    Stopped,
    TryLater,
    Unavailable,
)
from messages.replies import Attachment
from messages.updates import FileKind, IncomingFile, Pressed

log = logging.getLogger(__name__)

# vkbottle writes coloured lines of its own past our handlers, and whole parameters at the lower levels.
_library = logging.getLogger("vkbottle")
_library.handlers.clear()
_library.setLevel(logging.WARNING)

TIMEOUT = ClientTimeout(total=600, sock_connect=15, sock_read=40)
"""Reading is bounded, not the whole: 50 MB take their time on a school's line."""
NEW_SERVER_PAUSE = 1.0

Pause = Callable[[float], Awaitable[None]]
NETWORK = (ClientError, TimeoutError, OSError)
MALFORMED = (ValueError, LookupError, TypeError, AttributeError)


class _Http(AiohttpClient):
    """vkbottle's HTTP client, which can also go through a SOCKS proxy and leaves nothing behind."""

    def __init__(self, proxy: str | None) -> None:
        super().__init__()
        self._proxy = proxy

    @asynccontextmanager
    async def request(
        self, url: str, method: str = "GET", data: dict[str, Any] | None = None, **kwargs: Any
    ) -> AsyncGenerator[ClientResponse]:
        if self.session is None or self.session.closed:
            self.session = ClientSession(timeout=TIMEOUT, **proxies.session_options(self._proxy))
        async with super().request(url, method, data, **kwargs) as response:
            yield response

    async def close(self) -> None:
        atexit.unregister(self.close_connector)
        await super().close()


class _Api(API):
    """vkbottle's API with our reading of answers and the token in the body, since addresses get logged."""

    async def call(self, method: str, data: Mapping[str, Any]) -> Any:
        return (await self.request(method, dict(data)))["response"]

    async def request(self, method: str, data: dict[str, Any], version: str | None = None) -> dict[str, Any]:
        params = await self.validate_request(data)
        async with self.token_generator as token:
            secret = {"access_token": token, "v": version or self.API_VERSION}
            body = await self.http_client.request_text(self.API_URL + method, method="POST", data={**params, **secret})
            return answers.read(body, token)


def _named(error: Exception) -> str:
    """The error's kind; its own words may hold an address with a key in it."""
    return str(error) if isinstance(error, Refused | NoAnswer) else type(error).__name__


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
    ) -> None:
        self.capabilities = capabilities
        self._group_id = group_id
        self._proxy = proxy
        self._pause = pause
        self._api = _Api(token, http_client=_Http(proxy))
        if api_url:
            self._api.API_URL = api_url.rstrip("/") + "/"
        self._polling = BotPolling(self._api, group_id=group_id)
        self._polling.wait = poll_wait
        self._server: dict[str, Any] | None = None
        self._screen_name = ""

    async def open(self) -> None:
        """Prove the token and its rights, learn the community's short name and the long poll's server."""
        try:
            group = await self._api.call("groups.getById", {"group_id": self._group_id})
            self._screen_name = str(group["groups"][0]["screen_name"])
            if not await self._may_write():
                raise ChannelStopped("the token does not give the right to messages")
            self._server = await self._polling.get_server()
            await self._check_events()
        except Refused as refused:
            raise outcomes.problem(refused.code, refused.detail) from None
        except (NoAnswer, *NETWORK, *MALFORMED) as error:
            raise Unavailable(_named(error)) from None

    async def _check_events(self) -> None:
        """A group whose settings keep events from us looks well and is deaf: say so at once."""
        try:
            settings = await self._api.call("groups.getLongPollSettings", {"group_id": self._group_id})
        except Refused:
            # Only a token that may manage the group may look.
            return
        match settings:
            case {"events": dict(events)}:
                missing = [name for name in reader.EVENTS if events.get(name) in (0, False)]
                if missing:
                    raise ChannelStopped(f"the group's long poll does not give {', '.join(missing)}")

    async def close(self) -> None:
        await self._api.http_client.close()

    async def receive(self, position: str) -> Batch:
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
            raise Unavailable(_named(error)) from None

    async def _batch(self, event: object, ts: str) -> Batch:
        match event:
            case {"ts": fresh, "updates": list(updates)}:
                read = tuple(reader.read(update, self._group_id) for update in updates)
                return Batch(read, str(fresh), keep=True)
            case {"failed": 1, "ts": fresh}:
                log.warning("VK's history no longer reaches back to %s; going on from %s", ts, fresh)
                return Batch((), str(fresh), keep=True)
            case {"failed": int(code)}:
                self._server = None
                await self._pause(NEW_SERVER_PAUSE)
                self._server = await self._polling.get_server()
                # 2: only the key is old. 3: VK has lost the history as well.
                return Batch((), ts if code == 2 else str(self._server["ts"]), keep=True)
        self._server = None
        raise NoAnswer("not an answer of the long poll")

    async def send(self, parcel: Parcel) -> Outcome:
        try:
            attachment = await self._uploaded(parcel)
            if parcel.edits.isdecimal() and await self._changed(parcel, attachment):
                return Sent(parcel.edits)
            return await self._sent(parcel, attachment)
        except Refused as refused:
            return await self._outcome(refused)
        except (NoAnswer, *NETWORK) as error:
            # Safe to repeat with or without effect: VK knows the `random_id`, and an edit twice is one edit.
            unknown = not isinstance(error, ClientConnectorError)
            return TryLater(_named(error), scope=Scope.TOKEN, unknown=unknown)
        except MALFORMED as error:
            return TryLater(_named(error), unknown=True)

    async def _sent(self, parcel: Parcel, attachment: str) -> Outcome:
        answer = await self._api.call("messages.send", writer.new(parcel, attachment))
        match answer:
            case [{"error": {"code": int(code), **rest}}, *_]:
                raise Refused(code, str(rest.get("description", "")))
            case [{"conversation_message_id": int(number)}, *_]:
                return Sent(str(number))
        return Sent()

    async def _changed(self, parcel: Parcel, attachment: str) -> bool:
        """Whether the message could be changed in place; if it is gone, a new one must do."""
        try:
            await self._api.call("messages.edit", writer.changed(parcel, attachment))
        except Refused as refused:
            if refused.code in outcomes.NO_LONGER_EDITABLE | outcomes.DENIED:
                return False
            raise
        return True

    async def _outcome(self, refused: Refused) -> Outcome:
        if refused.code in outcomes.DENIED:
            return await self._denied(refused)
        return outcomes.of_code(refused.code, refused.detail)

    async def _denied(self, refused: Refused) -> Outcome:
        """Denied for one person or for all? Ask what the token may do."""
        try:
            allowed = await self._may_write()
        except (Refused, NoAnswer, *NETWORK, *MALFORMED):
            return TryLater(str(refused))
        return Gone(str(refused)) if allowed else Stopped(str(refused))

    async def _may_write(self) -> bool:
        rights = await self._api.call("groups.getTokenPermissions", {})
        return any(right["name"] == "messages" for right in rights["permissions"])

    async def _uploaded(self, parcel: Parcel) -> str:
        """The name that VK gives to the parcel's file, "" without one."""
        if parcel.reply.attachment is None:
            return ""
        return await self._upload(parcel.reply.attachment, parcel)

    async def _upload(self, attachment: Attachment, parcel: Parcel) -> str:
        peer = int(parcel.user)
        match attachment.kind:
            case FileKind.PHOTO:
                photos = PhotoMessageUploader(self._api, attachment_name=attachment.name)
                return await photos.upload(parcel.content, peer_id=peer)
            case FileKind.DOCUMENT:
                # The title is what the person sees; the name in the upload itself may come out encoded.
                documents = DocMessagesUploader(self._api)
                return await documents.upload(parcel.content, peer_id=peer, title=attachment.name)

    async def acknowledge(self, press: Pressed, notice: str = "") -> None:
        if not press.ack:
            return
        params = writer.acknowledged(press.address.user, press.ack, notice)
        try:
            await self._api.call("messages.sendMessageEventAnswer", params)
        except (Refused, NoAnswer, *NETWORK, *MALFORMED) as error:
            # The person sees the button's spinner a little longer, that is all.
            log.debug("A press was not acknowledged: %s", _named(error))

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
