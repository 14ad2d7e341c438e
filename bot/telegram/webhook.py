"""Telegram's webhook: proves what comes by its secret, sets the webhook up and keeps it so. Knows no library.

https://core.telegram.org/bots/api#setwebhook
"""

import hmac
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.telegram import reader
from messages.messenger import Batch, Unavailable
from messages.updates import Unreadable, Update

SECRET = "X-Telegram-Bot-Api-Secret-Token"
CONNECTIONS = 40
"""Updates on their way to us at once: Telegram's own choice, and as many as share a commit without a queue."""

Call = Callable[[str, Mapping[str, Any]], Awaitable[Any]]
"""A method of the Bot API by its name. Raises `ChannelProblem`."""


class TelegramWebhook:
    """The webhook of one bot at one address. Implements `bot.webhooks.Webhook`."""

    receipt = ""
    refusal = 401

    def __init__(self, call: Call, *, url: str, secret: str, bot: str, updates: list[str]) -> None:
        self._call = call
        self._secret, self._bot = secret, bot
        self._wanted: dict[str, Any] = {"url": url, "allowed_updates": updates, "max_connections": CONNECTIONS}
        self._set = False
        self._last_error = 0

    async def read(self, headers: Mapping[str, str], body: bytes) -> Update | Unreadable | None:
        """What a request brings; None if it is not Telegram's."""
        # Bytes: a secret with letters beyond ASCII would make the comparison of strings raise.
        if not hmac.compare_digest(headers.get(SECRET, "").encode(errors="replace"), self._secret.encode()):
            return None
        try:
            return reader.read(json.loads(body), self._bot)
        except (ValueError, RecursionError):
            return reader.read(body.decode(errors="replace"), self._bot)

    async def look(self) -> str:
        """Set the webhook where it is not as it should be; what Telegram complains of. Raises `ChannelProblem`.

        What waits in Telegram's queue stays there and comes by the webhook. Nobody tells which secret is set, so the
        first look sets it in any case.
        """
        info = await self._call("getWebhookInfo", {})
        if not self._set or self._differs(info):
            more = {"secret_token": self._secret, "drop_pending_updates": False}
            await self._call("setWebhook", self._wanted | more)
            info = await self._call("getWebhookInfo", {})
            if self._differs(info):
                raise Unavailable("Telegram does not keep the webhook that we set")
            self._set = True
        return self._complaint(info)

    async def missed(self, position: str) -> Batch | None:
        """Nothing: Telegram keeps one queue for both ways."""
        return None

    def _differs(self, info: Mapping[str, Any]) -> bool:
        return (info.get("url") != self._wanted["url"]
                or info.get("max_connections") != CONNECTIONS
                or set(info.get("allowed_updates") or ()) != set(self._wanted["allowed_updates"]))

    def _complaint(self, info: Mapping[str, Any]) -> str:
        """An error counts while something waits behind it; one that was told before is over."""
        date = info.get("last_error_date") or 0
        fresh, self._last_error = date != self._last_error, date
        if not (fresh and date and info.get("pending_update_count")):
            return ""
        return f"Telegram cannot reach the webhook: {info.get('last_error_message', '')}"


async def removed(call: Call) -> None:
    """Let go of a webhook: it forbids polling. What waits comes by the polls. Raises `ChannelProblem`."""
    if (await call("getWebhookInfo", {})).get("url"):
        await call("deleteWebhook", {"drop_pending_updates": False})
