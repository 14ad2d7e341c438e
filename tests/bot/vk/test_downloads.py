"""Files are fetched from any host on the web, up to the limit, and nothing is told of the address."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from aiohttp import web

from bot.vk import downloads
from messages.messenger import FileUnavailable, Unavailable
from messages.replies import FILE_IN_LIMIT
from messages.updates import FileKind, IncomingFile

FILE = IncomingFile(FileKind.DOCUMENT, "", "a.bin", "application/octet-stream")


@pytest.fixture
async def host() -> AsyncIterator[str]:
    async def give(request: web.Request) -> web.StreamResponse:
        if code := int(request.query.get("status", "0")):
            return web.Response(status=code, text="no")
        if request.path == "/moved":
            raise web.HTTPFound("/file")
        if request.path == "/endless":
            return web.Response(body=bytes(FILE_IN_LIMIT + 1))
        return web.Response(body=b"content")

    app = web.Application()
    app.router.add_get("/{path}", give)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


@pytest.mark.parametrize("path", ["/file", "/moved"])
async def test_a_file_is_fetched(host: str, path: str) -> None:
    assert await downloads.fetch(replace(FILE, ref=host + path)) == b"content"


@pytest.mark.parametrize("status", [403, 404, 410])
async def test_a_file_that_is_gone_is_unavailable(host: str, status: int) -> None:
    with pytest.raises(FileUnavailable):
        await downloads.fetch(replace(FILE, ref=f"{host}/file?status={status}"))


@pytest.mark.parametrize("status", [429, 502])
async def test_a_host_in_trouble_may_be_asked_again(host: str, status: int) -> None:
    with pytest.raises(Unavailable):
        await downloads.fetch(replace(FILE, ref=f"{host}/file?status={status}"))


async def test_a_host_that_is_not_there_may_be_asked_again() -> None:
    with pytest.raises(Unavailable) as caught:
        await downloads.fetch(replace(FILE, ref="http://127.0.0.1:1/secret"))
    assert "secret" not in str(caught.value)
    assert caught.value.__suppress_context__


async def test_a_file_over_the_limit_is_not_taken(host: str) -> None:
    with pytest.raises(FileUnavailable):
        await downloads.fetch(replace(FILE, ref=f"{host}/endless"))
    with pytest.raises(FileUnavailable):
        await downloads.fetch(replace(FILE, ref=f"{host}/file", size=FILE_IN_LIMIT + 1))


@pytest.mark.parametrize("address", ["", "file:///etc/passwd", "ftp://host/x", "http://", "//host", "http://[x"])
async def test_only_the_web_is_asked(address: str) -> None:
    with pytest.raises(FileUnavailable):
        await downloads.fetch(replace(FILE, ref=address))
