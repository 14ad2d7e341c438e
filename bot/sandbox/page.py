"""The page and the few addresses that its script calls. The application lends people and clock, and the server.

One long poll, `sandbox/changes`, brings all that is new; all else is a person's deed or a turn of the clock.
"""

import asyncio
from dataclasses import asdict
from importlib.resources import files
from urllib.parse import quote

from aiohttp import web

from bot.sandbox import dates, guard, uploads, writer
from bot.sandbox.client import SandboxMessenger
from bot.sandbox.demo import DemoClock, Persona, Personas
from bot.sandbox.vault import Kept
from messages.updates import FileKind, Unreadable

_POLL_SECONDS = 25.0
_POLL_WHILE_PLAYING = 1.0
_NAME_LIMIT = 80
_START_LIMIT = 64
_NEWCOMERS_LIMIT = 200
_FASTEST = 7 * 86400.0
_FARTHEST = 31
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_INLINE = {
    FileKind.PHOTO: ("image/jpeg", "image/png", "image/webp"),
    FileKind.VOICE: ("audio/ogg", "audio/opus"),
}
_STATIC = {
    path.name: path.read_bytes()
    for path in files("bot.sandbox").joinpath("static").iterdir()
    if path.name[path.name.rfind(".") :] in _TYPES
}


def mount(
    app: web.Application, messenger: SandboxMessenger, *, personas: Personas, clock: DemoClock
) -> None:
    """Add the page to an application, and let its long polls end when the application stops."""

    async def stop(_: web.Application) -> None:
        messenger.board.close()

    app.add_routes(routes(messenger, personas=personas, clock=clock))
    app.on_shutdown.append(stop)


def routes(messenger: SandboxMessenger, *, personas: Personas, clock: DemoClock) -> list[web.RouteDef]:
    """The page's addresses. Without `mount`, close `messenger.board` before the server stops."""
    page = _Page(messenger, personas, clock)
    return [
        web.get("/", guard.page(page.index)),
        web.get("/sandbox/static/{name}", guard.page(page.static)),
        web.get("/sandbox/files/{ref}", guard.call(page.file)),
        web.get("/sandbox/changes", guard.call(page.changes)),
        web.post("/sandbox/act", guard.call(page.act)),
        web.post("/sandbox/upload", guard.call(page.upload)),
        web.post("/sandbox/seen", guard.call(page.seen)),
        web.post("/sandbox/newcomers", guard.call(page.newcomer)),
        web.post("/sandbox/clock", guard.call(page.turn_clock)),
    ]


class _Page:
    def __init__(self, messenger: SandboxMessenger, personas: Personas, clock: DemoClock) -> None:
        self._messenger = messenger
        self._board = messenger.board
        self._personas = personas
        self._clock = clock
        self._turning = asyncio.Lock()
        self._playing = False
        self._newcomers: dict[str, Persona] = {}

    async def index(self, _: web.Request) -> web.StreamResponse:
        return _static("page.html")

    async def static(self, request: web.Request) -> web.StreamResponse:
        return _static(request.match_info["name"])

    async def file(self, request: web.Request) -> web.StreamResponse:
        kept = self._messenger.files.find(request.match_info["ref"])
        if kept is None:
            raise web.HTTPNotFound
        return _download(kept)

    async def changes(self, request: web.Request) -> web.StreamResponse:
        """Everything newer than the revision that the page has; all of it for a page of an earlier run."""
        since = _number(request.query.get("since", "0"))
        if request.query.get("boot") != self._board.boot:
            since = 0
        try:
            async with asyncio.timeout(_POLL_WHILE_PLAYING if self._playing else _POLL_SECONDS):
                await self._board.after(since or -1)
        except TimeoutError:
            pass
        return web.json_response(await self._news(since))

    async def act(self, request: web.Request) -> web.StreamResponse:
        body = await guard.json_body(request)
        if not isinstance(body, dict):
            raise web.HTTPBadRequest
        return await self._acted(str(body.get("user", "")), body)

    async def upload(self, request: web.Request) -> web.StreamResponse:
        upload = await uploads.receive(request, self._messenger.files)
        described = [kept.described() for kept in upload.files]
        return await self._acted(
            upload.user,
            {"kind": "files", "files": [asdict(file) for file in described], "caption": upload.caption},
        )

    async def seen(self, request: web.Request) -> web.StreamResponse:
        body = await guard.json_body(request)
        match body:
            case {"user": str(user), "number": int(number)}:
                self._board.see((await self._known(user)).user, number)
                return web.json_response({})
        raise web.HTTPBadRequest

    async def newcomer(self, request: web.Request) -> web.StreamResponse:
        """A stranger with a name, perhaps with an invite that they were sent."""
        match await guard.json_body(request):
            case {"name": str(name), "start": str(start)} if name.strip() and len(start) <= _START_LIMIT:
                if len(self._newcomers) >= _NEWCOMERS_LIMIT:
                    raise web.HTTPConflict
                user = f"guest-{self._board.boot}-{len(self._newcomers) + 1}"
                self._newcomers[user] = Persona(user, name.strip()[:_NAME_LIMIT], start=start)
                self._board.touch()
                return web.json_response({"user": user})
        raise web.HTTPBadRequest

    async def turn_clock(self, request: web.Request) -> web.StreamResponse:
        """One turn at a time: a second one while the first still runs is refused."""
        body = await guard.json_body(request)
        if self._turning.locked():
            raise web.HTTPConflict(text="the clock is being turned")
        async with self._turning:
            self._board.touch()
            moved = await self._turned(body)
        self._board.touch()
        return web.json_response({"moved": moved})

    async def _turned(self, body: object) -> bool:
        match body:
            case {"turn": "days", "days": int(days)} if 1 <= days <= _FARTHEST:
                await self._clock.advance(days)
            case {"turn": "next"}:
                return await self._clock.to_next_message()
            case {"turn": "play", "speed": int(speed) | float(speed)} if 0 < speed <= _FASTEST:
                await self._clock.play(float(speed))
                self._playing = True
            case {"turn": "pause"}:
                await self._clock.pause()
                self._playing = False
            case _:
                raise web.HTTPBadRequest
        return True

    async def _acted(self, user: str, body: object) -> web.StreamResponse:
        persona = await self._known(user)
        blocked = self._board.chat(user).blocked
        if blocked and not (isinstance(body, dict) and body.get("kind") == "came"):
            raise web.HTTPConflict(text="this person has blocked the bot")
        update = self._messenger.act(persona.user, body, persona.name)
        if isinstance(update, Unreadable):
            raise web.HTTPBadRequest(text="not understood")
        return web.json_response({})

    async def _people(self) -> dict[str, Persona]:
        people = {persona.user: persona for persona in await self._personas()}
        return people | {user: each for user, each in self._newcomers.items() if user not in people}

    async def _known(self, user: str) -> Persona:
        persona = (await self._people()).get(user)
        if persona is None:
            raise web.HTTPNotFound(text="nobody of that name")
        return persona

    async def _news(self, since: int) -> writer.Json:
        people = await self._people()
        board, zone, now = self._board, self._clock.zone, self._clock.now()
        fresh = {user: [x for x in board.chat(user).lines.values() if x.changed > since] for user in people}
        toasts = [toast for toast in board.toasts if since and toast.changed > since]
        return {
            "boot": board.boot,
            "revision": board.revision,
            "people": [self._person(persona) for persona in people.values()],
            "lines": {user: [writer.line_json(x, zone) for x in new] for user, new in fresh.items() if new},
            "toasts": [writer.toast_json(toast) for toast in toasts],
            "clock": {
                "date": dates.weekday_and_day(now, zone),
                "time": dates.time(now, zone),
                "zone": zone,
                "playing": self._playing,
                "turning": self._turning.locked(),
            },
        }

    def _person(self, persona: Persona) -> writer.Json:
        chat = self._board.chat(persona.user)
        return {
            "user": persona.user,
            "name": persona.name,
            "role": persona.role,
            "place": persona.place,
            "start": persona.start,
            "joined": persona.joined,
            "newcomer": persona.user in self._newcomers,
            "unread": chat.unread,
            "blocked": chat.blocked,
            "awaited": persona.user in self._messenger.awaited() and not chat.blocked,
        }


def _static(name: str) -> web.Response:
    body = _STATIC.get(name)
    if body is None:
        raise web.HTTPNotFound
    return web.Response(body=body, content_type=_TYPES[name[name.rfind(".") :]], charset="utf-8")


def _download(kept: Kept) -> web.Response:
    """A picture is shown and a recording heard; all else is only ever saved, so that a sent HTML file cannot run as our
    page.
    """
    inline = kept.mime in _INLINE.get(kept.kind, ())
    disposition = "inline" if inline else "attachment"
    return web.Response(
        body=kept.content,
        content_type=kept.mime if inline else "application/octet-stream",
        headers={"Content-Disposition": f"{disposition}; filename*=UTF-8''{quote(kept.name, safe='')}"},
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
