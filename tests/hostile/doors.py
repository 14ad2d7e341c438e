"""Attempts over HTTP, by whoever reaches our port: webhooks without a secret, replays, bombs, all other addresses."""

import base64
import json
import random
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from bot.webhooks import BODY_LIMIT
from tests.hostile.world import World

SECRET = "hooks-Secret-of-ours"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
GUESSES = ("", " ", "secret", SECRET[:-1], f"{SECRET}x", SECRET.upper(), f" {SECRET}", "\u0441ecret", "null", "0",
           f"{SECRET}\x00", base64.b64encode(SECRET.encode()).decode())
PATHS = (
    "/", "/favicon.ico", "/robots.txt", "/.env", "/.git/config", "/vekha.db", "/data/vekha.db", "/health/", "/healthz",
    "/metrics/", "/webhook/", "/webhook/telegram", "/webhook/vk", "/webhook/max", "/webhook/sandbox",
    "/webhook/../health",
    "/files/1", "/evidence/1", "/api/participants", "/admin", "/docs", "/openapi.json", "/..%2f..%2fetc%2fpasswd",
    "/sandbox", "/sandbox/static/page.html", "/sandbox/changes?since=0", "/sandbox/files/1",
    "/sandbox/static/..%2fpage.py",
    "/health?verbose=1", "/metrics?name[]=outbox", "/%00", "/{{7*7}}", "/<script>", "//evil.invalid/health",
)
"""Addresses that answer nothing, or nothing personal."""
ACTS = ("/sandbox/act", "/sandbox/seen", "/sandbox/newcomers", "/sandbox/clock", "/sandbox/upload", "/health",
        "/metrics")
"""What the page of the demo may be asked for; a service with real tokens has no such page."""
TEXTS = ("/menu", "/forget", "/mydata")
_updates = count(700_001)


@dataclass(frozen=True, slots=True)
class Call:
    """One request. `fair` comes first, and is taken in: the attempt is what follows."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    fair: bool = False

    def __str__(self) -> str:
        return f"{self.method} {self.path} {dict(self.headers)} {self.body[:120]!r} ({len(self.body)} bytes)"


Doors = Callable[[World, random.Random], Iterator[Call]]


def telegram(world: World, chance: random.Random, known: str, **changes: object) -> Call:
    """In the director's name."""
    user = int(world.user("director"))
    person, chat = {"id": user, "is_bot": False, "first_name": "Анна"}, {"id": user, "type": "private"}
    said = {"message_id": 9, "date": 1, "from": person, "chat": chat, "text": chance.choice(TEXTS)}
    body = {"update_id": next(_updates), "message": said, **changes}
    headers = {HEADER: known} if known else {}
    return Call("POST", "/webhook/telegram", headers, json.dumps(body).encode())


def vk(world: World, chance: random.Random, known: str, **changes: object) -> Call:
    """The same as a callback."""
    user = int(world.user("director"))
    message = {"from_id": user, "peer_id": user, "text": chance.choice(TEXTS)}
    body = {"type": "message_new", "group_id": 1, "event_id": f"forged{next(_updates)}", "v": "5.199",
            "object": {"message": message}, "secret": known, **changes}
    return Call("POST", "/webhook/vk", {}, json.dumps(body).encode())


WAYS = (telegram, vk)


def without_the_secret(world: World, chance: random.Random) -> Iterator[Call]:
    """No secret, a wrong one, somebody else's group, in the wrong place."""
    while True:
        for guess in chance.sample(GUESSES, len(GUESSES)):
            # A header ends at a line's end and holds no zero byte; VK's secret is JSON and may hold anything.
            header = guess.encode("ascii", "ignore").decode().replace("\x00", "").strip()
            yield telegram(world, chance, "" if header == SECRET else header)
            yield vk(world, chance, guess)
            yield vk(world, chance, SECRET, group_id=chance.choice((2, "1", None, [1], 1.5)))
            yield vk(world, chance, "", secret=chance.choice(({}, [], None, 1, True, [SECRET])))
            wrong = telegram(world, chance, "")
            yield Call("POST", f"{wrong.path}?secret={SECRET}&secret_token={SECRET}",
                       {"Authorization": f"Bearer {SECRET}"}, wrong.body)


def replayed(world: World, chance: random.Random) -> Iterator[Call]:
    """A request that was once overheard, with its secret: it comes again and has no second effect."""
    while True:
        way = chance.choice(WAYS)
        call = way(world, chance, SECRET)
        yield Call(call.method, call.path, call.headers, call.body, fair=True)
        yield call
        yield call


def bombs(world: World, chance: random.Random) -> Iterator[Call]:
    """Too long, packed, nested, cut off, without the secret."""
    packed = {"gzip": _packed(31), "deflate": _packed(15)}
    while True:
        for path in ("/webhook/telegram", "/webhook/vk"):
            for name, content in packed.items():
                yield Call("POST", path, {"Content-Encoding": name}, content)
            yield Call("POST", path, {}, b" " * (BODY_LIMIT + 1))
            yield Call("POST", path, {}, b"[" * chance.randrange(100_000, 900_000))
            yield Call("POST", path, {"Content-Type": "application/x-www-form-urlencoded"}, b"a=1&" * 50_000)
            yield Call("POST", path, {}, b'{"update_id": ' + b"9" * 50_000 + b"}")
            yield Call("POST", path, {"Content-Type": "text/xml"}, b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')


def other_addresses(world: World, chance: random.Random) -> Iterator[Call]:
    """Everything that scanners ask for, and the demo's page beside real tokens."""
    hosts: list[dict[str, str]] = [{}, {"Host": "evil.invalid"}, {"Origin": "https://evil.invalid"},
                                   {"X-Forwarded-For": "127.0.0.1"}, {"X-Original-URL": "/metrics"}]
    body = json.dumps({"user": world.user("director"), "kind": "text", "text": "/mydata"}).encode()
    while True:
        for path in chance.sample(PATHS, len(PATHS)):
            yield Call(chance.choice(("GET", "HEAD", "OPTIONS")), path, chance.choice(hosts))
        for path in chance.sample(ACTS, len(ACTS)):
            yield Call(chance.choice(("POST", "PUT", "DELETE", "PATCH")), path,
                       {"Content-Type": "application/json"} | chance.choice(hosts), body)


def _packed(bits: int) -> bytes:
    """A hundred megabytes of nothing, small."""
    packer = zlib.compressobj(9, zlib.DEFLATED, bits)
    zeros = bytes(1024 * 1024)
    return b"".join([*(packer.compress(zeros) for _ in range(100)), packer.flush()])


CATEGORIES: dict[str, tuple[Doors, int]] = {
    "webhooks: no secret, a wrong one, another group": (without_the_secret, 40),
    "webhooks: replayed with the secret": (replayed, 33),
    "webhooks: too long, packed, nested": (bombs, 20),
    "health, metrics, unknown addresses, the demo's page": (other_addresses, 40),
}
