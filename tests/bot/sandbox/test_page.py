"""The page's addresses as a program calls them: what they give, and above all whom they refuse."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
from aiohttp import ClientSession, FormData

from messages.messenger import Gone
from messages.replies import FILE_IN_LIMIT, Attachment, Reply
from messages.updates import FileKind
from tests.bot.sandbox.stub import START, Stub, parcel, serving

HOSTS = ("evil.example", "127.0.0.1.evil.example", "localhost.evil:80", "", "[::2]", "[", "a:b:c")
PATHS = ("/", "/sandbox/static/page.js", "/sandbox/changes")
DEEDS = ("act", "seen", "newcomers", "clock")


@pytest.fixture
async def client() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


async def changes(client: ClientSession, stub: Stub, query: str = "") -> dict[str, object]:
    async with client.get(f"{stub.url}/sandbox/changes{query}") as answer:
        news: dict[str, object] = await answer.json()
        return news


@asynccontextmanager
async def raw(stub: Stub) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A bare connection, for what no decent client would do."""
    answers, asks = await asyncio.open_connection("127.0.0.1", int(stub.url.rsplit(":", 1)[1]))
    yield answers, asks
    asks.close()
    await asks.wait_closed()


async def status(client: ClientSession, url: str, body: object, **headers: str) -> int:
    sent = {"Content-Type": "application/json"} | headers
    async with client.post(url, data=json.dumps(body), headers=sent) as answer:
        return answer.status


def form(content: bytes | io.BytesIO, name: str = "Фото.png", mime: str = "image/png") -> FormData:
    made = FormData(quote_fields=False, default_to_multipart=True)
    made.add_field("user", "director")
    made.add_field("caption", "Вот")
    made.add_field("file", content, filename=name, content_type=mime)
    return made


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("host", HOSTS)
async def test_a_foreign_host_is_refused(client: ClientSession, path: str, host: str) -> None:
    async with serving() as stub, client.get(stub.url + path, headers={"Host": host}) as answer:
        assert answer.status == 403


@pytest.mark.parametrize("host", ["localhost", "[::1]:8080", "127.0.0.1:9"])
async def test_this_machine_has_several_names(client: ClientSession, host: str) -> None:
    async with serving() as stub, client.get(stub.url, headers={"Host": host}) as answer:
        assert answer.status == 200


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize(
    "header",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_a_foreign_page_is_refused(client: ClientSession, deed: str, header: dict[str, str]) -> None:
    async with serving() as stub:
        body = {"user": "director", "kind": "text", "text": "x", "turn": "next"}
        assert await status(client, f"{stub.url}/sandbox/{deed}", body, **header) == 403
        assert not stub.bot.heard
        assert not stub.clock.turned


async def test_our_own_page_is_not_refused(client: ClientSession) -> None:
    async with serving() as stub:
        body = {"user": "director", "kind": "text", "text": "x"}
        own = {"Origin": stub.url, "Sec-Fetch-Site": "same-origin"}
        assert await status(client, f"{stub.url}/sandbox/act", body, **own) == 200


@pytest.mark.parametrize("deed", DEEDS)
async def test_a_form_cannot_pass_for_json(client: ClientSession, deed: str) -> None:
    async with serving() as stub, client.post(f"{stub.url}/sandbox/{deed}", data="{}") as answer:
        assert answer.status == 415


@pytest.mark.parametrize(
    ("deed", "body", "expected"),
    [
        ("act", [], 400),
        ("act", {"user": "director", "kind": "dance"}, 400),
        ("act", {"user": "nobody", "kind": "text", "text": "x"}, 404),
        ("seen", {"user": "director", "number": "1"}, 400),
        ("seen", {"user": "nobody", "number": 1}, 404),
        ("newcomers", {"name": " ", "start": ""}, 400),
        ("newcomers", {"name": "A", "start": "x" * 65}, 400),
        ("clock", {"turn": "days", "days": 0}, 400),
        ("clock", {"turn": "days", "days": 9999}, 400),
        ("clock", {"turn": "play", "speed": -1}, 400),
        ("clock", {"turn": "back"}, 400),
    ],
)
async def test_nonsense_is_refused(client: ClientSession, deed: str, body: object, expected: int) -> None:
    async with serving() as stub:
        assert await status(client, f"{stub.url}/sandbox/{deed}", body) == expected
        assert not stub.bot.heard


async def test_broken_json_is_refused(client: ClientSession) -> None:
    async with serving() as stub:
        headers = {"Content-Type": "application/json"}
        for body in (b"{", b"\xff", b"[" * 100_000):
            async with client.post(f"{stub.url}/sandbox/act", data=body, headers=headers) as answer:
                assert answer.status == 400


async def test_no_script_but_ours_may_run(client: ClientSession) -> None:
    async with serving() as stub, client.get(stub.url) as answer:
        policy = answer.headers["Content-Security-Policy"]
        text = await answer.text()
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "style=" not in text
    assert "onclick" not in text
    assert "http:" not in text
    assert "https:" not in text


@pytest.mark.parametrize("name", ["page.py", "nothing.js", "..%2Fpage.py", "%2e%2e%2fclient.py"])
async def test_only_the_pages_own_files_are_served(client: ClientSession, name: str) -> None:
    async with serving() as stub, client.get(f"{stub.url}/sandbox/static/{name}") as answer:
        assert answer.status == 404


async def test_an_upload_reaches_the_bot(client: ClientSession) -> None:
    async with serving() as stub:
        headers = {"X-Sandbox": "1"}
        async with client.post(f"{stub.url}/sandbox/upload", data=form(b"abc"), headers=headers) as answer:
            assert answer.status == 200
        line = next(iter(stub.messenger.board.chat("director").lines.values()))
        assert line.mine
        assert [(file.kind, file.name, file.size) for file in line.files] == [(FileKind.PHOTO, "Фото.png", 3)]


async def test_a_file_of_some_megabytes_is_taken(client: ClientSession) -> None:
    async with serving() as stub:
        heavy = form(io.BytesIO(bytes(5_000_000)), "Запись.pdf", "application/pdf")
        async with client.post(f"{stub.url}/sandbox/upload", data=heavy, headers={"X-Sandbox": "1"}) as answer:
            assert answer.status == 200


async def test_a_foreign_upload_is_refused(client: ClientSession) -> None:
    async with serving() as stub:
        url = f"{stub.url}/sandbox/upload"
        async with client.post(url, data=form(b"abc")) as answer:
            assert answer.status == 415
        headers = {"X-Sandbox": "1", "Origin": "https://evil.example"}
        async with client.post(url, data=form(b"abc"), headers=headers) as answer:
            assert answer.status == 403


async def test_an_upload_past_the_limit_is_refused_by_its_announced_size() -> None:
    async with serving() as stub, raw(stub) as (answers, asks):
        asks.write(
            b"POST /sandbox/upload HTTP/1.1\r\nHost: localhost\r\nX-Sandbox: 1\r\n"
            b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 99999999\r\n\r\n"
        )
        assert (await answers.readline()).startswith(b"HTTP/1.1 413 ")


async def test_an_upload_past_the_limit_is_refused_while_it_comes(client: ClientSession) -> None:
    async def endless() -> AsyncIterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n'
        for _ in range(FILE_IN_LIMIT // 262144 + 1):
            yield bytes(262144)
        yield b"\r\n--x--\r\n"

    async with serving() as stub:
        headers = {"X-Sandbox": "1", "Content-Type": "multipart/form-data; boundary=x"}
        async with client.post(f"{stub.url}/sandbox/upload", data=endless(), headers=headers) as answer:
            assert answer.status == 413
        assert not stub.messenger.board.chat("director").lines


async def test_a_broken_form_is_refused(client: ClientSession) -> None:
    async with serving() as stub:
        headers = {"X-Sandbox": "1", "Content-Type": "multipart/form-data; boundary=x"}
        for body in (b"", b"--x--\r\n", b"--x\r\n\r\nabc", b"--y\r\n", b"--x\r\nbroken"):
            async with client.post(f"{stub.url}/sandbox/upload", data=body, headers=headers) as answer:
                assert answer.status == 400


async def test_a_sent_page_is_saved_and_never_run(client: ClientSession) -> None:
    async with serving() as stub:
        sheet = Attachment(FileKind.PHOTO, 'Отчёт "№ 1".html', "text/html", 1)
        await stub.messenger.send(parcel("director", Reply("Вот", attachment=sheet), content=b"<script>"))
        async with client.get(f"{stub.url}/sandbox/files/b1-file-1") as answer:
            assert answer.content_type == "application/octet-stream"
            assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%D0%9E")
        async with client.get(f"{stub.url}/sandbox/files/b1-file-2") as answer:
            assert answer.status == 404


async def test_a_voice_is_heard_on_the_page_both_ways(client: ClientSession) -> None:
    async with serving() as stub:
        voice = Attachment(FileKind.VOICE, "voice.ogg", "audio/ogg", 1)
        await stub.messenger.send(parcel("director", Reply("Вот", attachment=voice), content=b"OggS"))
        form = FormData({"user": "director"})
        form.add_field("files", b"OggS", filename="voice.ogg", content_type="audio/ogg")
        async with client.post(f"{stub.url}/sandbox/upload", data=form, headers={"X-Sandbox": "1"}) as answer:
            assert answer.status == 200
        lines = (await changes(client, stub))["lines"]
        assert isinstance(lines, dict)
        assert [file["voice"] for line in lines["director"][:2] for file in line["files"]] == [True, True]
        for number in (1, 2):
            async with client.get(f"{stub.url}/sandbox/files/b1-file-{number}") as answer:
                assert (answer.content_type, await answer.read()) == ("audio/ogg", b"OggS")
                assert answer.headers["Content-Disposition"].startswith("inline")
                assert "media-src 'self'" in answer.headers["Content-Security-Policy"]


async def test_the_page_learns_only_what_is_new(client: ClientSession) -> None:
    async with serving() as stub:
        await stub.messenger.send(parcel("director", Reply("Раз")))
        first = await changes(client, stub)
        assert list(map(str, first["lines"])) == ["director"]  # type: ignore[call-overload]
        await stub.messenger.send(parcel("teacher", Reply("Два")))
        second = await changes(client, stub, f"?boot=b1&since={first['revision']}")
        assert list(map(str, second["lines"])) == ["teacher"]  # type: ignore[call-overload]
        anew = await changes(client, stub, f"?boot=b0&since={second['revision']}")
        assert list(map(str, anew["lines"])) == ["director", "teacher"]  # type: ignore[call-overload]


async def test_a_waiting_page_does_not_hold_up_the_end(client: ClientSession) -> None:
    async with asyncio.timeout(5), AsyncExitStack() as open_after_the_end:
        async with serving() as stub:
            query = f"?boot=b1&since={(await changes(client, stub))['revision']}"
            answers, asks = await open_after_the_end.enter_async_context(raw(stub))
            asks.write(f"GET /sandbox/changes{query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            await changes(client, stub)  # by the time of this answer the server has met the question before it
        assert await answers.readline() == b"HTTP/1.1 200 OK\r\n"


async def test_who_blocks_the_bot_is_out_of_reach_until_they_come_back(client: ClientSession) -> None:
    async with serving() as stub:
        url = f"{stub.url}/sandbox/act"
        assert await status(client, url, {"user": "director", "kind": "left"}) == 200
        assert await stub.messenger.send(parcel("director", Reply("Эй"))) == Gone("blocked")
        assert await status(client, url, {"user": "director", "kind": "text", "text": "x"}) == 409
        assert await status(client, url, {"user": "director", "kind": "came"}) == 200
        assert await status(client, url, {"user": "director", "kind": "text", "text": "x"}) == 200


async def test_the_clock_is_turned(client: ClientSession) -> None:
    async with serving() as stub:
        url = f"{stub.url}/sandbox/clock"
        for turn in ({"turn": "days", "days": 2}, {"turn": "play", "speed": 60}, {"turn": "pause"}):
            assert await status(client, url, turn) == 200
        assert stub.clock.turned == ["advance 2", "play 60", "pause"]
        assert stub.clock.at == START + 2 * 86400
