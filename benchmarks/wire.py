"""As little HTTP/1.1 as a load server needs: it must never be what a measurement waits for."""

import asyncio
import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl

HEAD_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Call:
    """One request: the last part of its path, its query and its body as they came."""

    method: str
    query: str
    body: bytes

    def fields(self) -> dict[str, str]:
        """Query and form as one."""
        return dict(parse_qsl(self.query) + parse_qsl(self.body.decode(), keep_blank_values=True))


Reply = Callable[..., None]
"""`reply(json_bytes, status=200)`; may be called later."""
Answer = Callable[[Call, Reply], None]


class Line(asyncio.Protocol):
    """One kept-alive connection."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._buffer = bytearray()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while call := self._next():
            self._answer(call, self._reply)

    def _next(self) -> Call | None:
        end = self._buffer.find(HEAD_END)
        if end < 0:
            return None
        head = bytes(self._buffer[:end])
        found = _LENGTH.search(head)
        stop = end + len(HEAD_END) + (int(found[1]) if found else 0)
        if len(self._buffer) < stop:
            return None
        body = bytes(self._buffer[end + len(HEAD_END):stop])
        del self._buffer[:stop]
        path, _, query = head.split(b" ", 2)[1].decode().partition("?")
        return Call(path.rpartition("/")[2], query, body)

    def _reply(self, body: bytes, status: int = 200) -> None:
        if self._transport is None or self._transport.is_closing():
            return
        head = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nContent-Type: application/json\r\n"
        self._transport.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)


async def serve(answer: Answer) -> None:
    """Listen on a free port of this machine, tell it on stdout, and go on until the process is ended."""
    server = await asyncio.get_running_loop().create_server(lambda: Line(answer), "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()[:2]
    sys.stdout.write(f"http://{host}:{port}\n")
    sys.stdout.flush()
    async with server:
        await server.serve_forever()


def as_json(value: object) -> bytes:
    """Compact."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
