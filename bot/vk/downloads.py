"""Fetches a file that a person sent, from whatever host VK names, with a session that knows no token."""

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout
from yarl import URL

from bot.vk import proxies
from messages.messenger import FileUnavailable, Unavailable
from messages.replies import FILE_IN_LIMIT
from messages.updates import IncomingFile

TIMEOUT = ClientTimeout(total=300, sock_connect=15, sock_read=30)


async def fetch(file: IncomingFile, proxy: str | None = None) -> bytes:
    """The file's bytes. Raises `FileUnavailable` or `Unavailable`; neither tells the address."""
    url = _address(file)
    try:
        async with (
            ClientSession(timeout=TIMEOUT, **proxies.session_options(proxy)) as session,
            session.get(url) as response,
        ):
            return await _content(response)
    except (ClientError, TimeoutError, OSError) as error:
        raise Unavailable(type(error).__name__) from None


def _address(file: IncomingFile) -> URL:
    if file.size is not None and file.size > FILE_IN_LIMIT:
        raise FileUnavailable(f"{file.size} bytes, limit {FILE_IN_LIMIT}")
    try:
        url = URL(file.ref)
    except ValueError:
        raise FileUnavailable("not an address") from None
    if url.scheme not in ("http", "https") or not url.host:
        raise FileUnavailable("not an address on the web")
    return url


async def _content(response: ClientResponse) -> bytes:
    if response.status == 429 or response.status >= 500:
        raise Unavailable(f"HTTP {response.status}")
    if response.status != 200:
        raise FileUnavailable(f"HTTP {response.status}")
    content = bytearray()
    async for chunk in response.content.iter_chunked(64 * 1024):
        content += chunk
        if len(content) > FILE_IN_LIMIT:
            raise FileUnavailable(f"more than {FILE_IN_LIMIT} bytes")
    return bytes(content)
