"""The webhook of the Telegram loopback: set and let go of by calls, and with Telegram's rules for both."""

import json
import re
from collections.abc import Callable, Mapping

from tests.loopback.courier import Courier
from tests.loopback.telegram_people import Json
from tests.loopback.telegram_rules import broken

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
OPEN_TO_THE_WORLD = re.compile(r"https://.+|http://(127\.0\.0\.1|localhost)[:/].+")


class TelegramWebhooks:
    """What Telegram knows of the bot's webhook. `pending`: the updates that nobody has taken yet."""

    def __init__(self, pending: Callable[[], list[Json]], taken: Callable[[Json], None]) -> None:
        self.url = ""
        self._pending, self._taken = pending, taken
        self._courier: Courier | None = None
        self._left: list[Courier] = []
        self._facts: Json = {}

    def set(self, params: Mapping[str, str]) -> None:
        """`setWebhook` and `deleteWebhook`; what is pending comes to the new address, if there is one."""
        url, secret = params.get("url", ""), params.get("secret_token", "")
        if secret and not SECRET.fullmatch(secret):
            raise broken("secret token contains unallowed characters")
        if url and not OPEN_TO_THE_WORLD.fullmatch(url):
            raise broken("bad webhook: An HTTPS URL must be provided for webhook")
        connections = int(params.get("max_connections", "40"))
        if not 1 <= connections <= 100:
            raise broken("bad webhook: max_connections")
        self.leave()
        self.url = url
        allowed = json.loads(params.get("allowed_updates", "[]"))
        self._facts = {"max_connections": connections, "allowed_updates": allowed}
        if url:
            headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
            self._courier = Courier(url, headers, lambda status, body: 200 <= status < 300, connections)
            for update in self._pending():
                self.bring(update)

    def bring(self, update: Json) -> None:
        """Take an update to the webhook, if one is set."""
        if self._courier:
            self._courier.bring(update, lambda: self._taken(update))

    async def refused(self) -> None:
        """Wait until the webhook has refused an update."""
        if self._courier:
            await self._courier.refused()

    def info(self) -> Json:
        """`getWebhookInfo`."""
        errors = self._courier.errors if self._courier else []
        last = {"last_error_date": len(errors), "last_error_message": errors[-1]} if errors else {}
        waiting = {"pending_update_count": len(self._pending())}
        return {"url": self.url, "has_custom_certificate": False, **waiting, **self._facts, **last}

    def leave(self) -> None:
        """Bring nothing more; what is on its way comes to its end."""
        self.url, self._facts = "", {}
        if self._courier:
            self._courier.stop()
            self._left.append(self._courier)
            self._courier = None

    async def close(self) -> None:
        """Bring nothing more and leave nothing open."""
        self.leave()
        for courier in self._left:
            await courier.close()
