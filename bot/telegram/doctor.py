"""Telegram for `vekha doctor`: is the token good, is the webhook as our settings want it? Changes nothing.

Asked without aiogram, because the answers' headers are needed too. It never polls: a service that runs would be
thrown off the line.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout
from aiohttp_socks import ProxyConnectionError, ProxyConnector, ProxyError, ProxyTimeoutError

from messages.findings import Finding, bad, clock_of, good, warning

CHANNEL = "telegram"
PUBLIC = "https://api.telegram.org"
TIMEOUT = ClientTimeout(total=20)
MANY = 100
"""So many updates that wait at Telegram are a sign that nobody takes them."""
RECENT = 3600.0
"""Seconds for which an error of the webhook is news."""
_TROUBLES = (ClientError, TimeoutError, OSError, ProxyError, ProxyConnectionError, ProxyTimeoutError)
_WRONG_TOKEN = (401, 404)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a method gave back, and the server's `Date`."""

    code: int
    result: Mapping[str, Any]
    date: str


async def examine(
    token: str, *, api_url: str | None, proxy: str | None, webhook_url: str, real: float
) -> list[Finding]:
    """What can be found out. `webhook_url` is "" for a bot that polls; `real` is our clock."""
    socks = bool(proxy and proxy.startswith("socks"))
    connector = ProxyConnector.from_url(proxy) if proxy and socks else None
    async with ClientSession(timeout=TIMEOUT, connector=connector) as session:
        door = _Door(session, f"{(api_url or PUBLIC).rstrip('/')}/bot{token}/", None if socks else proxy)
        try:
            me = await door.ask("getMe")
            if me.code in _WRONG_TOKEN:
                return [bad("token_refused", channel=CHANNEL)]
            if me.code != 200:
                return [bad("odd_answer", channel=CHANNEL, code=me.code)]
            webhook = await door.ask("getWebhookInfo")
        except _TROUBLES as trouble:
            return [bad("out_of_reach", channel=CHANNEL, why=type(trouble).__name__)]
        except ValueError:
            return [bad("odd_answer", channel=CHANNEL, code="JSON")]
    name = good("token", channel=CHANNEL, name=f"@{me.result.get('username', '')}")
    return [name, *clock_of(CHANNEL, me.date, real), *of_webhook(webhook.result, webhook_url, real)]


def of_webhook(info: Mapping[str, Any], wanted: str, real: float) -> list[Finding]:
    """How the webhook stands against our settings."""
    waiting, found = int(info.get("pending_update_count", 0)), []
    if info.get("url", "") == wanted:
        found.append(good("webhook" if wanted else "polling", channel=CHANNEL))
    else:
        found.append(warning("webhook_differs" if wanted else "webhook_left", channel=CHANNEL))
    if waiting >= MANY:
        found.append(warning("updates_wait", channel=CHANNEL, number=waiting))
    if wanted and real - float(info.get("last_error_date", 0)) < RECENT:
        found.append(warning("webhook_fails", channel=CHANNEL, why=str(info.get("last_error_message", ""))))
    return found


class _Door:
    """Calls methods; the token stands in the address, so no error's own words are ever shown."""

    def __init__(self, session: ClientSession, base: str, proxy: str | None) -> None:
        self._session, self._base, self._proxy = session, base, proxy

    async def ask(self, method: str) -> Answer:
        """One call. Raises what the network raises, and `ValueError` for what is not Telegram's."""
        async with self._session.get(self._base + method, proxy=self._proxy) as response:
            body = await response.json(content_type=None) if response.status in (200, *_WRONG_TOKEN) else {}
            result = body.get("result") if isinstance(body, dict) else None
            if response.status == 200 and not isinstance(result, dict):
                raise ValueError("not an answer of the Bot API")
            return Answer(response.status, result or {}, response.headers.get("Date", ""))
