"""Telegram over the network: polls, sends, has each failure named. The only room that knows aiogram."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing
from typing import Any, TypeVar

from aiogram import Bot, methods
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    RestartingTelegram,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods.base import TelegramMethod
from aiogram.types import BufferedInputFile
from aiogram.utils.token import TokenValidationError
from aiohttp import ClientConnectorError, ClientError, ClientResponseError, ConnectionTimeoutError
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

from bot.telegram import outcomes, reader, webhook, writer
from bot.telegram.outcomes import Failure
from bot.telegram.webhook import TelegramWebhook
from messages.messenger import (
    Batch,
    Capabilities,
    ChannelStopped,
    FileUnavailable,
    Outcome,
    Parcel,
    Rejected,
    Sent,
    Stopped,
    TryLater,
    Unavailable,
)
from messages.replies import FILE_IN_LIMIT
from messages.updates import IncomingFile, Pressed

log = logging.getLogger(__name__)

NOTICE_LIMIT = 200
UPDATES = ["message", "callback_query", "my_chat_member"]
"""All that `reader` can make out."""
POLL_MARGIN = 15
CALL_TIMEOUT = 60
FILE_TIMEOUT = 300
CLOSE_GRACE = 0.25
"""Seconds for TLS connections to finish, as aiohttp advises."""

_METHODS: dict[str, type[TelegramMethod[Any]]] = {
    "sendMessage": methods.SendMessage,
    "sendPhoto": methods.SendPhoto,
    "sendDocument": methods.SendDocument,
    "editMessageText": methods.EditMessageText,
}
_NEVER_LEFT = (
    ClientConnectorError,
    ConnectionTimeoutError,
    ProxyConnectionError,
    ProxyError,
    ProxyTimeoutError,
)
"""No connection, so no effect."""
# Beside aiogram's own errors: what it lets through. A block page in another encoding cannot be decoded.
_TROUBLES = (
    TelegramAPIError,
    ClientDecodeError,
    ClientError,
    OSError,
    ProxyConnectionError,
    ProxyError,
    ProxyTimeoutError,
    UnicodeDecodeError,
)
_STATUSES: dict[type[Exception], int] = {
    TelegramBadRequest: 400,
    TelegramUnauthorizedError: 401,
    TelegramForbiddenError: 403,
    TelegramMigrateToChat: 403,
    TelegramNotFound: 404,
    TelegramConflictError: 409,
    TelegramEntityTooLarge: 413,
    TelegramRetryAfter: 429,
    RestartingTelegram: 503,
    TelegramServerError: 500,
}
"""Which answer each error of aiogram's stands for; the narrower ones first."""

T = TypeVar("T")
Pause = Callable[[float], Awaitable[None]]


class RawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates without models: one odd update must not make the whole batch unreadable for ever."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    timeout: int = 25
    allowed_updates: list[str] | None = None


class RawChat(TelegramMethod[dict[str, Any]]):
    """getChat without models: we want a name and no more."""

    __returning__ = dict[str, Any]
    __api_method__ = "getChat"

    chat_id: str


class RawWebhookInfo(TelegramMethod[dict[str, Any]]):
    """getWebhookInfo without models, which would refuse what Telegram adds."""

    __returning__ = dict[str, Any]
    __api_method__ = "getWebhookInfo"


_WEBHOOK_METHODS: dict[str, type[TelegramMethod[Any]]] = {
    "getWebhookInfo": RawWebhookInfo,
    "setWebhook": methods.SetWebhook,
    "deleteWebhook": methods.DeleteWebhook,
}


class TelegramMessenger:
    """The bot that `token` belongs to."""

    channel = reader.CHANNEL

    def __init__(
        self,
        token: str,
        *,
        api_url: str | None,
        proxy: str | None,
        capabilities: Capabilities,
        pause: Pause,
        poll_timeout: int = 25,
        webhook_url: str = "",
        webhook_secret: str = "",
    ) -> None:
        self.capabilities = capabilities
        self._token = token
        self._poll_timeout = poll_timeout
        self._username = ""
        self._session = _Session(api_url, proxy, pause)
        try:
            self._bot: Bot | None = Bot(token, session=self._session)
        except TokenValidationError:
            self._bot = None
        self.webhook = TelegramWebhook(
            self._asked, url=webhook_url, secret=webhook_secret, bot=self._bot_id, updates=UPDATES,
        ) if webhook_url else None
        self._may_poll = False

    async def open(self) -> None:
        """Prove the token and learn the bot's name."""
        try:
            me = await self._call(methods.GetMe())
            self._username = me.username or ""
        except _TROUBLES as trouble:
            raise outcomes.problem(self._failure(trouble)) from None

    async def close(self) -> None:
        """Release the connections."""
        await self._session.close()

    async def receive(self, position: str) -> Batch:
        """The updates from the number `position` on; asking so tells Telegram to forget those before it."""
        if not self._may_poll:
            # Not on opening: a command that wants to know the bot's name must not silence a service elsewhere.
            await webhook.removed(self._asked)
            self._may_poll = True
        offset = int(position) if position.isdigit() else None
        request = RawUpdates(offset=offset, timeout=self._poll_timeout, allowed_updates=UPDATES)
        try:
            raws = await self._call(request, self._poll_timeout + POLL_MARGIN)
        except _TROUBLES as trouble:
            raise outcomes.problem(self._failure(trouble)) from None
        numbers = [raw["update_id"] for raw in raws if isinstance(raw.get("update_id"), int)]
        following = str(max(numbers) + 1) if numbers else position
        return Batch(tuple(reader.read(raw, self._bot_id) for raw in raws), following)

    async def send(self, parcel: Parcel) -> Outcome:
        """Change the message that the parcel names, if that can be done; else send a new one."""
        if edit := writer.editing(parcel) if parcel.edits else None:
            outcome = await self._attempt(edit)
            if isinstance(outcome, Sent) or (isinstance(outcome, Rejected) and outcomes.unchanged(outcome)):
                return Sent(parcel.edits)
            if not (isinstance(outcome, Rejected) and outcomes.not_editable(outcome)):
                return outcome
        return await self._attempt(writer.sending(parcel))

    async def send_many(self, parcels: Sequence[Parcel]) -> list[Outcome]:
        """There is no call that several parcels could share."""
        return [await self.send(parcel) for parcel in parcels]

    async def acknowledge(self, press: Pressed, notice: str = "") -> None:
        """Stop the spinner. Too late or twice is an error to Telegram, but not to us."""
        if not press.ack:
            return
        try:
            text = notice[:NOTICE_LIMIT] or None
            await self._call(methods.AnswerCallbackQuery(callback_query_id=press.ack, text=text))
        except (*_TROUBLES, ChannelStopped) as trouble:
            log.debug("press %s is not acknowledged: %s", press.key, self._scrub(trouble))

    async def fetch(self, file: IncomingFile) -> bytes:
        """Ask where the file lies, then read it."""
        if (file.size or 0) > FILE_IN_LIMIT:
            raise FileUnavailable(f"{file.size} bytes, limit {FILE_IN_LIMIT}")
        try:
            found = await self._call(methods.GetFile(file_id=file.ref))
            if not found.file_path:
                raise FileUnavailable("Telegram names no path")
            return await self._download(found.file_path)
        except _TROUBLES as trouble:
            refused = isinstance(trouble, TelegramBadRequest)
            refused |= isinstance(trouble, ClientResponseError) and trouble.status in (400, 404, 410)
            raise (FileUnavailable if refused else Unavailable)(self._scrub(trouble)) from None
        except ChannelStopped as stopped:
            raise Unavailable(str(stopped)) from None

    async def profile(self, user: str) -> str:
        """The person's first and last name."""
        try:
            chat = await self._call(RawChat(chat_id=user))
            return reader.full_name(chat)
        except (*_TROUBLES, ChannelStopped) as trouble:
            log.debug("no profile: %s", self._scrub(trouble))
            return ""

    def invite_link(self, code: str) -> str:
        """https://core.telegram.org/bots/features#deep-linking"""
        return f"https://t.me/{self._username}?start={code}" if self._username else ""

    @property
    def _bot_id(self) -> str:
        return str(self._bot.id) if self._bot else ""

    async def _asked(self, method: str, params: Mapping[str, Any]) -> Any:
        """A call about the webhook; what Telegram finds wrong with it stands in our settings."""
        try:
            return await self._call(_WEBHOOK_METHODS[method](**params))
        except TelegramBadRequest as trouble:
            raise ChannelStopped(self._scrub(trouble)) from None
        except _TROUBLES as trouble:
            raise outcomes.problem(self._failure(trouble)) from None

    async def _call(self, method: TelegramMethod[T], patience: int = CALL_TIMEOUT) -> T:
        if self._bot is None:
            raise ChannelStopped("the token is malformed")
        return await self._bot(method, request_timeout=patience)

    async def _attempt(self, request: writer.Request) -> Outcome:
        params, patience = dict(request.params), CALL_TIMEOUT
        if upload := request.upload:
            params[upload.field] = BufferedInputFile(upload.content, filename=upload.name)
            patience = FILE_TIMEOUT
        try:
            message = await self._call(_METHODS[request.method](**params), patience)
        except ClientDecodeError as trouble:
            return _undecoded(trouble)
        except _TROUBLES as trouble:
            return outcomes.outcome(self._failure(trouble))
        except ChannelStopped as stopped:
            return Stopped(str(stopped))
        # An edit may be answered by a mere yes.
        return Sent(str(getattr(message, "message_id", "")))

    async def _download(self, path: str) -> bytes:
        content = bytearray()
        url = self._session.api.file_url(self._token, path)
        async with aclosing(self._session.stream_content(url, timeout=FILE_TIMEOUT)) as chunks:
            async for chunk in chunks:
                content += chunk
                if len(content) > FILE_IN_LIMIT:
                    raise FileUnavailable(f"more than {FILE_IN_LIMIT} bytes")
        return bytes(content)

    def _failure(self, trouble: Exception) -> Failure:
        detail = self._scrub(trouble)
        status = next((status for kind, status in _STATUSES.items() if isinstance(trouble, kind)), 0)
        if not status and "too many requests" in detail.lower():
            status = 429  # aiogram has no error of its own for one that names no wait
        after = float(trouble.retry_after) if isinstance(trouble, TelegramRetryAfter) else None
        cause = trouble.__cause__ if isinstance(trouble, TelegramNetworkError) else trouble
        return Failure(detail, status, after, left=not isinstance(cause, _NEVER_LEFT))

    def _scrub(self, trouble: Exception) -> str:
        """What went wrong, without the token (it stands in every URL) and without anybody's words."""
        if isinstance(trouble, ClientDecodeError):
            return f"an answer that cannot be read ({type(trouble.original).__name__})"
        text = getattr(trouble, "message", "") or str(trouble) or type(trouble).__name__
        secret = self._token.partition(":")[2] or self._token
        return str(text).replace(secret, "***") if secret else str(text)


class _Session(AiohttpSession):
    """aiogram's session, waiting by our clock when it closes."""

    def __init__(self, api_url: str | None, proxy: str | None, pause: Pause) -> None:
        super().__init__(proxy=proxy, api=TelegramAPIServer.from_base(api_url) if api_url else PRODUCTION)
        self._pause = pause

    async def close(self) -> None:
        if self._session is not None and not self._session.closed:
            await self._session.close()
            await self._pause(CLOSE_GRACE)


def _undecoded(trouble: ClientDecodeError) -> Outcome:
    """A yes of Telegram's that does not fit the library is a yes; all else was said by somebody between."""
    answer = trouble.data if isinstance(trouble.data, dict) else {}
    if answer.get("ok") is True:
        result = answer.get("result")
        number = result.get("message_id") if isinstance(result, dict) else None
        return Sent(str(number) if isinstance(number, int) else "")
    return TryLater(f"an answer that cannot be read ({type(trouble.original).__name__})", unknown=True)
