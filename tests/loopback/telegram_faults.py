"""Each way in which a call to Telegram can end badly, by its name: `loopback.meets("bad gateway (502)")`."""

import json
from dataclasses import dataclass

from tests.loopback.endings import BROKEN_PAGE
from tests.loopback.telegram_rules import Refusal

UPGRADED = "Bad Request: group chat was upgraded to a supergroup chat"
MOVED = json.dumps({"ok": False, "error_code": 400, "description": UPGRADED,
                    "parameters": {"migrate_to_chat_id": -1001234567890}})


@dataclass(frozen=True, slots=True)
class Ending:
    """How a call ends. A refusal has no effect; of the others `effect` says whether it takes place."""

    refusal: Refusal | None = None
    page: str | None = None
    """What is answered instead of Telegram's words."""
    status: int = 502
    cut: bool = False
    hangs: bool = False
    effect: bool = True


def _refused(code: int, description: str, after: int = 0) -> Ending:
    return Ending(Refusal(code, description, after=after), effect=False)


FAULTS: dict[str, Ending] = {
    "too many requests, a wait named (429)": _refused(429, "Too Many Requests: retry after 7", after=7),
    "too many requests, no wait named (429)": _refused(429, "Too Many Requests"),
    "can't parse entities (400)": _refused(400, "Bad Request: can't parse entities: Unsupported start tag"),
    "message is too long (400)": _refused(400, "Bad Request: message is too long"),
    "wrong button (400)": _refused(400, "Bad Request: BUTTON_DATA_INVALID"),
    "chat not found (400)": _refused(400, "Bad Request: chat not found"),
    "wrong peer (400)": _refused(400, "Bad Request: PEER_ID_INVALID"),
    "message is not modified (400)": _refused(400, "Bad Request: message is not modified"),
    "message to edit not found (400)": _refused(400, "Bad Request: message to edit not found"),
    "revoked token (401)": _refused(401, "Unauthorized"),
    "blocked by the user (403)": _refused(403, "Forbidden: bot was blocked by the user"),
    "never opened by the user (403)": _refused(403, "Forbidden: bot can't initiate conversation with a user"),
    "deactivated user (403)": _refused(403, "Forbidden: user is deactivated"),
    "malformed token (404)": _refused(404, "Not Found"),
    "another poller (409)": _refused(409, "Conflict: terminated by other getUpdates request; make sure that only one "
                                          "bot instance is running"),
    "too large (413)": _refused(413, "Request Entity Too Large"),
    "internal error (500)": _refused(500, "Internal Server Error"),
    "bad gateway (502)": _refused(502, "Bad Gateway"),
    "gateway timeout (504)": _refused(504, "Gateway Timeout"),
    "a proxy's page": Ending(page=BROKEN_PAGE, effect=False),
    "a proxy's page after the effect": Ending(page=BROKEN_PAGE),
    "a block page with 200": Ending(page=BROKEN_PAGE, status=200, effect=False),
    "half an answer": Ending(page='{"ok": true, "result": {"message_i', status=200),
    "an empty answer": Ending(page="", status=200),
    "a yes that fits no model": Ending(page='{"ok": true, "result": {"message_id": "many"}}', status=200),
    "moved to another chat": Ending(page=MOVED, status=400, effect=False),
    "reset before the effect": Ending(cut=True, effect=False),
    "reset after the effect": Ending(cut=True),
    "hang before the effect": Ending(hangs=True, effect=False),
    "hang after the effect": Ending(hangs=True),
}
