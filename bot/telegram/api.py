"""The Bot API's methods, called through aiogram: by name, each failure told as a value. Only here imported."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import aclosing
from dataclasses import replace
from functools import cache
from typing import Any

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
from aiogram.methods.base import Response, TelegramMethod
from aiogram.types import BufferedInputFile
from aiogram.utils.token import TokenValidationError
from aiohttp import ClientConnectorError, ClientError, ClientResponseError, ConnectionTimeoutError
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

from bot.telegram import outcomes
from bot.telegram.outcomes import Failure
from bot.telegram.writer import Request
from messages.messenger import ChannelStopped, Fault, Outcome, Sent, Stopped, TryLater

CALL_TIMEOUT = 60
FILE_TIMEOUT = 300
CLOSE_GRACE = 0.25
"""Seconds for TLS connections to finish, as aiohttp advises."""

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

Pause = Callable[[float], Awaitable[None]]


class Failed(Exception):
    """A call that has failed. Its words are free of the token and of anybody's words."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.detail)
        self.failure = failure


class TooLarge(Exception):
    """A file of more bytes than were wanted."""


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


_METHODS: dict[str, type[TelegramMethod[Any]]] = {
    "getMe": methods.GetMe,
    "getUpdates": RawUpdates,
    "getChat": RawChat,
    "getFile": methods.GetFile,
    "answerCallbackQuery": methods.AnswerCallbackQuery,
    "sendMessage": methods.SendMessage,
    "sendPhoto": methods.SendPhoto,
    "sendDocument": methods.SendDocument,
    "sendVoice": methods.SendVoice,
    "editMessageText": methods.EditMessageText,
    "editMessageCaption": methods.EditMessageCaption,
    "getWebhookInfo": RawWebhookInfo,
    "setWebhook": methods.SetWebhook,
    "deleteWebhook": methods.DeleteWebhook,
}


@cache
def _held(kind: Any) -> type[Response[Any]]:
    """The model of such an answer. aiogram asks pydantic for it at every call and lets go of it after, and to make it
    anew takes some 5 ms in which nobody else is served.
    """
    return Response[kind]


class Api:
    """The methods of the bot that `token` belongs to."""

    def __init__(self, token: str, *, url: str | None, proxy: str | None, pause: Pause) -> None:
        self._token = token
        self._session = _Session(url, proxy, pause)
        try:
            self._bot: Bot | None = Bot(token, session=self._session)
        except TokenValidationError:
            self._bot = None

    @property
    def bot_id(self) -> str:
        """The bot's number; "" for a token that names none."""
        return str(self._bot.id) if self._bot else ""

    async def call(self, method: str, params: Mapping[str, Any], patience: int | None = None) -> Any:
        """What the method gives back. Raises `Failed`, and `ChannelStopped` for a token that is none."""
        try:
            return await self._called(method, params, patience)
        except _TROUBLES as trouble:
            raise Failed(self._failure(trouble)) from None

    async def send(self, request: Request) -> Outcome:
        """How a request ends that sends or edits a message."""
        params, patience = dict(request.params), CALL_TIMEOUT
        if upload := request.upload:
            params[upload.field] = BufferedInputFile(upload.content, filename=upload.name)
            patience = FILE_TIMEOUT
        try:
            message = await self._called(request.method, params, patience)
        except ClientDecodeError as trouble:
            return _undecoded(trouble)
        except _TROUBLES as trouble:
            return outcomes.outcome(self._failure(trouble))
        except ChannelStopped as stopped:
            return Stopped(str(stopped))
        # An edit may be answered by a mere yes.
        return Sent(str(getattr(message, "message_id", "")))

    async def download(self, path: str, limit: int) -> bytes:
        """A file that lies at Telegram's. Raises `Failed` and `TooLarge`."""
        content = bytearray()
        url = self._session.api.file_url(self._token, path)
        try:
            async with aclosing(self._session.stream_content(url, timeout=FILE_TIMEOUT)) as chunks:
                async for chunk in chunks:
                    content += chunk
                    if len(content) > limit:
                        raise TooLarge(f"more than {limit} bytes")
        except ClientResponseError as trouble:  # aiogram has no errors of its own here
            raise Failed(replace(self._failure(trouble), status=trouble.status)) from None
        except _TROUBLES as trouble:
            raise Failed(self._failure(trouble)) from None
        return bytes(content)

    async def close(self) -> None:
        """Release the connections."""
        await self._session.close()

    async def _called(self, method: str, params: Mapping[str, Any], patience: int | None) -> Any:
        if self._bot is None:
            raise ChannelStopped(Fault.TOKEN.told("the token is malformed"))
        request = _METHODS[method](**params)
        _held(request.__returning__)
        return await self._bot(request, request_timeout=patience or CALL_TIMEOUT)

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
