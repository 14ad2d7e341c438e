"""Keeps other web sites out: the page has no password, so whoever reaches its addresses may do everything.

A foreign Host means that somebody's domain was pointed at this machine (DNS rebinding); a foreign Origin that
somebody's page in the same browser is calling. Neither is answered.
"""

from collections.abc import Awaitable, Callable

from aiohttp import web
from yarl import URL

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def page(handler: Handler) -> Handler:
    """For what a person may open by a link from anywhere."""

    async def answer(request: web.Request) -> web.StreamResponse:
        _require(_is_ours(request), "this page answers only on this machine")
        return _sealed(await handler(request))

    return answer


def call(handler: Handler) -> Handler:
    """For what only our own page may ask."""

    async def answer(request: web.Request) -> web.StreamResponse:
        _require(_is_ours(request), "this page answers only on this machine")
        origin = request.headers.get("Origin")
        _require(origin is None or origin in _own_origins(request), "a foreign page")
        _require(request.headers.get("Sec-Fetch-Site", "none") in ("same-origin", "none"), "a foreign page")
        return _sealed(await handler(request))

    return answer


async def json_body(request: web.Request) -> object:
    """The body of a POST. JSON alone: a foreign form cannot send it without asking the browser first."""
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="JSON only")
    try:
        body: object = await request.json()
    except (ValueError, RecursionError):
        raise web.HTTPBadRequest(text="not JSON") from None
    return body


def _is_ours(request: web.Request) -> bool:
    try:
        return URL(f"http://{request.headers.get('Host', '')}").host in _LOOPBACK
    except ValueError:
        return False


def _own_origins(request: web.Request) -> tuple[str, str]:
    host = request.headers.get("Host", "")
    return f"http://{host}", f"https://{host}"


def _require(fair: bool, reason: str) -> None:
    if not fair:
        raise web.HTTPForbidden(text=reason)


def _sealed(response: web.StreamResponse) -> web.StreamResponse:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    return response
