"""VK's methods, called through vkbottle: its API object, long poll and uploaders. Only here imported.

Every answer is read here and not by vkbottle's validators: those repeat a call after five seconds of sleep
when a proxy answers for VK, and fail with a `TypeError` on some of VK's own errors.
"""

import atexit
import logging
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout
from vkbottle.api import API
from vkbottle.http import AiohttpClient
from vkbottle.polling import BotPolling
from vkbottle.tools import BaseUploader, DocMessagesUploader, PhotoMessageUploader, VoiceMessageUploader

from bot.vk import answers, outcomes, proxies
from bot.vk.answers import NoAnswer, NothingTaken, NotUploaded, Refused
from messages.updates import FileKind

# vkbottle writes coloured lines of its own past our handlers, and whole parameters at the lower levels.
_library = logging.getLogger("vkbottle")
_library.handlers.clear()
_library.setLevel(logging.WARNING)

PATIENCE = 40.0
"""Seconds without a byte before an answer counts as lost."""
LONGEST_CALL = 600.0
"""Reading is bounded, not the whole: 50 MB take their time on a school's line."""

VOICE = "voice.ogg"

NETWORK = (ClientError, TimeoutError, OSError)
MALFORMED = (ValueError, LookupError, TypeError, AttributeError)


class _Http(AiohttpClient):
    """vkbottle's HTTP client, which can also go through a SOCKS proxy and leaves nothing behind."""

    def __init__(self, proxy: str | None, patience: float) -> None:
        super().__init__()
        self._proxy = proxy
        self._timeout = ClientTimeout(total=LONGEST_CALL, sock_connect=15, sock_read=patience)

    @asynccontextmanager
    async def request(
        self, url: str, method: str = "GET", data: dict[str, Any] | None = None, **kwargs: Any
    ) -> AsyncGenerator[ClientResponse]:
        if self.session is None or self.session.closed:
            self.session = ClientSession(timeout=self._timeout, **proxies.session_options(self._proxy))
        async with super().request(url, method, data, **kwargs) as response:
            yield response

    async def close(self) -> None:
        atexit.unregister(self.close_connector)
        await super().close()


class _Uploader(BaseUploader):
    """Notices that the file host took nothing; else the next call of the API blames our parameters."""

    async def upload_files(self, upload_url: str, files: dict[str, Any]) -> dict[str, Any]:
        answer = await super().upload_files(upload_url, files)
        if any(answer.get(field) in (None, "", "[]") for field in files):
            raise answers.of_upload(answer)
        return answer


class _Photos(_Uploader, PhotoMessageUploader):
    pass


class _Documents(_Uploader, DocMessagesUploader):
    pass


class _Voices(_Uploader, VoiceMessageUploader):
    @staticmethod
    def generate_attachment_string(
        attachment_type: str, owner_id: int, item_id: int, access_key: str | None = None
    ) -> str:
        """Whatever VK calls it, `messages.send` takes it as a document: https://dev.vk.com/method/messages.send"""
        return BaseUploader.generate_attachment_string("doc", owner_id, item_id, access_key)


class Api(API):
    """vkbottle's API with our reading of answers and the token in the body, since addresses get logged."""

    def __init__(self, token: str, *, url: str | None, proxy: str | None, patience: float = PATIENCE) -> None:
        super().__init__(token, http_client=_Http(proxy, patience))
        if url:
            self.API_URL = url.rstrip("/") + "/"

    async def call(self, method: str, data: Mapping[str, Any]) -> Any:
        """What VK responds. Raises `Refused`, `NoAnswer` or one of `NETWORK`."""
        return (await self.request(method, dict(data)))["response"]

    async def request(self, method: str, data: dict[str, Any], version: str | None = None) -> dict[str, Any]:
        """The whole answer; the same errors."""
        params = await self.validate_request(data)
        async with self.token_generator as token:
            secret = {"access_token": token, "v": version or self.API_VERSION}
            body = await self.http_client.request_text(self.API_URL + method, method="POST", data={**params, **secret})
            return answers.read(body, token)

    async def upload(self, kind: FileKind, name: str, content: bytes, peer: int) -> str:
        """Upload a file for `peer`; the name that VK gives to it. Raises `Refused` or `NotUploaded`.

        `Refused` may also be what the file host says of the file: VK takes neither mp3 nor programs.
        """
        try:
            match kind:
                case FileKind.PHOTO:
                    return await _Photos(self, attachment_name=name).upload(content, peer_id=peer)
                case FileKind.DOCUMENT:
                    return await self._document(name, content, peer)
                case FileKind.VOICE:
                    return await self._voice(content, peer)
        except Refused as refused:
            # No right to files is no fault of the person, nor of all the texts without a file.
            if refused.code in outcomes.DENIED:
                raise NotUploaded(str(refused)) from None
            raise
        except (NoAnswer, *NETWORK, *MALFORMED) as error:
            raise NotUploaded(named(error)) from None

    async def _document(self, name: str, content: bytes, peer: int) -> str:
        # The title is what the person sees; the name in the upload itself may come out encoded.
        return await _Documents(self).upload(content, peer_id=peer, title=name)

    async def _voice(self, content: bytes, peer: int) -> str:
        """What VK does not take as a voice message can be heard as a file."""
        try:
            return await _Voices(self).upload(content, peer_id=peer, title=VOICE)
        except NothingTaken:
            return await self._document(VOICE, content, peer)
        except Refused as refused:
            if refused.code not in outcomes.VOICE_REFUSED:
                raise
            return await self._document(VOICE, content, peer)

    def polling(self, group_id: int, wait: int) -> BotPolling:
        """The long poll of a community."""
        polling = BotPolling(self, group_id=group_id)
        polling.wait = wait
        return polling

    async def close(self) -> None:
        """Release the connections. Safe to call twice."""
        await self.http_client.close()


def named(error: Exception) -> str:
    """The error's kind; its own words may hold an address with a key in it."""
    return str(error) if isinstance(error, Refused | NoAnswer) else type(error).__name__
