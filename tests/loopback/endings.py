"""How a call ends that the messenger itself does not answer: a proxy's page, a connection that dies."""

from aiohttp import web

BROKEN_PAGE = "<html><body><h1>502 Bad Gateway</h1></body></html>"


def broken(page: str = BROKEN_PAGE) -> web.Response:
    """What a proxy says in the messenger's place."""
    return web.Response(status=502, text=page, content_type="text/html")


def cut(request: web.Request) -> web.Response:
    """Let the connection die without an answer."""
    if request.transport:
        request.transport.abort()
    return web.Response()
