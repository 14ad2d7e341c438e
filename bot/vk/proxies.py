"""How aiohttp is told of a proxy: HTTP ones are its own, SOCKS ones come with a connector."""

from typing import TypedDict

from aiohttp import BaseConnector
from aiohttp_socks import ProxyConnector


class SessionOptions(TypedDict, total=False):
    """Of a `ClientSession`'s parameters, those that a proxy sets."""

    proxy: str
    connector: BaseConnector


def session_options(proxy: str | None) -> SessionOptions:
    """Call it with the loop running: a connector belongs to its loop."""
    if not proxy:
        return {}
    if proxy.startswith("socks"):
        return {"connector": ProxyConnector.from_url(proxy)}
    return {"proxy": proxy}
