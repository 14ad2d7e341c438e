"""Reach a loopback messenger from another process: its person's hands and eyes under `/_test/`.

`POST /_test/<method>` with the method's arguments as JSON; `GET /_test/screen?user=`; `GET /_test/stats`.
"""

import asyncio
import base64
import binascii
import json
import sys
from collections import Counter
from collections.abc import Callable
from typing import Any, Protocol

from aiohttp import web

from tests.loopback.contract import Fault, Loopback, Shown


class Counting(Loopback, Protocol):
    """A loopback that also counts what its calls did."""

    sent: int
    """Messages that reached a screen, and edits of them."""


def add_control(app: web.Application, loopback: Counting) -> None:
    """Add the routes under `/_test/`. Add them before routes that would swallow the path."""
    control = _Control(loopback)
    app.router.add_get("/_test/screen", control.screen)
    app.router.add_get("/_test/stats", control.stats)
    app.router.add_post("/_test/{method}", control.act)


async def serve(loopback: Loopback) -> None:
    """Run by itself until interrupted; the first line printed tells where, with which token."""
    await loopback.start()
    sys.stdout.write(json.dumps({"url": loopback.url, "token": loopback.token}) + "\n")
    sys.stdout.flush()
    try:
        await asyncio.Event().wait()
    finally:
        await loopback.stop()


class _Control:
    def __init__(self, loopback: Counting) -> None:
        self._loopback = loopback
        self._acts: dict[str, Callable[..., str | None]] = {
            "says": loopback.says,
            "edits": loopback.edits,
            "presses": loopback.presses,
            "sends_file": self._sends_file,
            "blocks": loopback.blocks,
            "unblocks": loopback.unblocks,
            "adds_to_chat": loopback.adds_to_chat,
            "removes_from_chat": loopback.removes_from_chat,
            "says_in_chat": loopback.says_in_chat,
            "repeat_last": loopback.repeat_last,
            "pushes_raw": loopback.pushes_raw,
            "fail": self._fail,
        }

    async def act(self, request: web.Request) -> web.Response:
        act = self._acts.get(request.match_info["method"])
        if act is None:
            return web.json_response({"error": f"one of {sorted(self._acts)}"}, status=404)
        try:
            ref = act(**(await request.json() if request.can_read_body else {}))
        except (TypeError, ValueError, LookupError, binascii.Error) as wrong:
            return web.json_response({"error": repr(wrong)}, status=400)
        return web.json_response({"ok": True, "ref": ref} if ref else {"ok": True})

    async def screen(self, request: web.Request) -> web.Response:
        return web.json_response([as_json(shown) for shown in self._loopback.screen(request.query["user"])])

    async def stats(self, request: web.Request) -> web.Response:
        calls = dict(Counter(self._loopback.calls))
        return web.json_response({"sent": self._loopback.sent, "calls": calls, "violations": self._loopback.violations})

    def _sends_file(
        self, user: str, kind: str, name: str, content: str, caption: str = "", answers: str = ""
    ) -> str:
        raw = base64.b64decode(content, validate=True)
        return self._loopback.sends_file(user, kind, name, raw, caption, answers=answers)

    def _fail(self, faults: list[str]) -> None:
        self._loopback.fail(*map(Fault, faults))


def as_json(shown: Shown) -> dict[str, Any]:
    """A message of the screen; the bytes of its file in base64."""
    name, content = shown.file or ("", b"")
    file = {"name": name, "content": base64.b64encode(content).decode()}
    return {
        "user": shown.user,
        "ref": shown.ref,
        "text": shown.text,
        "buttons": shown.buttons,
        "file": file if shown.file else None,
        "edited": shown.edited,
        "voice": shown.voice,
        "random_id": shown.random_id,
    }
