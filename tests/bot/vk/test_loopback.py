"""The loopback community keeps VK's rules as strictly as VK: a green adapter test must mean something."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.loopback.vk import LoopbackVk

ROOT = Path(__file__).parents[3]

Answer = dict[str, Any]


async def call(vk: LoopbackVk, method: str, **params: object) -> Answer:
    data = {"access_token": vk.token, "v": "5.199", **params}
    async with aiohttp.ClientSession() as session, session.post(vk.url + method, data=data) as response:
        assert response.status == 200
        answer: Answer = await response.json()
        return answer


async def send(vk: LoopbackVk, **params: object) -> Answer:
    return await call(vk, "messages.send", **{"peer_ids": "501", "random_id": 5, "message": "x", **params})


def code(answer: Answer) -> int:
    return int(answer["error"]["error_code"])


def keyboard(*rows: list[dict[str, Any]], inline: bool = True) -> str:
    return json.dumps({"inline": inline, "buttons": list(rows)})


def button(label: str = "x", payload: str = '{"p":"y"}', **fields: object) -> dict[str, Any]:
    return {"action": {"type": "callback", "label": label, "payload": payload}, **fields}


LINK = {"action": {"type": "open_link", "link": "https://example.org", "label": "x"}, "color": "primary"}

REFUSED_KEYBOARDS = {
    "not JSON": "{",
    "not within the message": keyboard([button()], inline=False),
    "seven rows": keyboard(*[[button()]] * 7),
    "six in a row": keyboard([button()] * 6),
    "eleven in all": keyboard(*[[button()] * 4] * 3),
    "an empty row": keyboard([]),
    "a long label": keyboard([button("x" * 41)]),
    "a long payload": keyboard([button(payload=json.dumps({"p": "x" * 255}))]),
    "a colour that is none": keyboard([button(color="pink")]),
    "a coloured link": keyboard([LINK]),
}


@pytest.mark.parametrize("name", REFUSED_KEYBOARDS)
async def test_a_keyboard_out_of_bounds_is_refused(vk: LoopbackVk, name: str) -> None:
    vk.says("501", "раз")
    assert code(await send(vk, keyboard=REFUSED_KEYBOARDS[name])) == 911
    assert len(vk.violations) == 1


async def test_a_call_without_token_version_or_known_name_is_refused(vk: LoopbackVk) -> None:
    assert code(await send(vk, access_token="x")) == 5
    assert code(await send(vk, v="")) == 8
    assert code(await call(vk, "messages.sing")) == 3


async def test_a_message_needs_words_a_random_id_and_known_files(vk: LoopbackVk) -> None:
    vk.says("501", "раз")
    assert code(await send(vk, message=" ")) == 100
    assert code(await send(vk, message="x" * 4097)) == 914
    assert code(await send(vk, random_id="")) == 100
    assert code(await send(vk, attachment="doc-1_1")) == 100
    assert vk.screen("501") == []


async def test_one_of_several_peers_may_fail(vk: LoopbackVk) -> None:
    vk.says("501", "раз")
    reached, refused = (await send(vk, peer_ids="501,502"))["response"]
    assert "error" not in reached
    assert refused["error"]["code"] == 901


async def test_a_repeated_random_id_gives_the_first_answer_and_shows_nothing(vk: LoopbackVk) -> None:
    vk.says("501", "раз")
    assert await send(vk) == await send(vk, message="another")
    assert [shown.text for shown in vk.screen("501")] == ["x"]


async def test_too_many_calls_a_second_are_refused_when_asked_for(vk: LoopbackVk) -> None:
    strict = LoopbackVk(enforce_pace=True)
    await strict.start()
    answers = [await call(strict, "users.get", user_ids="1") for _ in range(21)]
    await strict.stop()
    assert [code(answer) for answer in answers if "error" in answer] == [6]
    assert len(strict.violations) == 1


async def test_the_limit_of_calls_can_be_chosen(vk: LoopbackVk) -> None:
    strict = LoopbackVk(enforce_pace=True, rate=3)
    await strict.start()
    answers = [await call(strict, "users.get", user_ids="1") for _ in range(5)]
    await strict.stop()
    assert [code(answer) for answer in answers if "error" in answer] == [6, 6]


async def test_no_more_than_a_hundred_people_share_a_call(vk: LoopbackVk) -> None:
    assert code(await send(vk, peer_ids=",".join(map(str, range(1, 102))))) == 100
    assert vk.violations


SEND = 'API.messages.send({"peer_ids":"501","random_id":5,"message":"x"})'
SCRIPT = f'return [{SEND},API.messages.send({{"message":" "}})];'


async def test_a_script_tells_of_each_call_and_knows_what_was_sent_before(vk: LoopbackVk) -> None:
    vk.says("501", "раз")
    before = (await send(vk))["response"]
    answer = await call(vk, "execute", code=SCRIPT)
    assert answer["response"] == [before, False]
    assert [(error["method"], error["error_code"]) for error in answer["execute_errors"]] == [
        ("messages.send", 100), ("execute", 100),
    ]
    assert len(vk.screen("501")) == 1


async def test_a_script_of_another_form_or_length_is_refused(vk: LoopbackVk) -> None:
    assert code(await call(vk, "execute", code="return API.users.get();")) == 12
    many = ",".join(['API.messages.send({"message":"x"})'] * 26)
    assert code(await call(vk, "execute", code=f"return [{many}];")) == 13
    assert len(vk.violations) == 2


async def test_a_file_may_serve_only_whom_it_was_uploaded_for(vk: LoopbackVk) -> None:
    for user in ("501", "502"):
        vk.says(user, "раз")
    vk.files.of_their_own = True
    form = aiohttp.FormData()
    form.add_field("file", b"x", filename="a.txt")
    server = (await call(vk, "docs.getMessagesUploadServer", peer_id=501))["response"]
    async with aiohttp.ClientSession() as session, session.post(server["upload_url"], data=form) as response:
        uploaded = (await response.json())["file"]
    doc = (await call(vk, "docs.save", file=uploaded, title="a.txt"))["response"]["doc"]
    attachment = f"doc{doc['owner_id']}_{doc['id']}_{doc['access_key']}"
    own, another = (await send(vk, peer_ids="501,502", attachment=attachment))["response"]
    assert "error" not in own
    assert another["error"]["code"] == 100


async def uploaded(vk: LoopbackVk, content: bytes, kind: str = "doc") -> dict[str, object]:
    form = aiohttp.FormData()
    form.add_field("file", content, filename="a")
    server = (await call(vk, "docs.getMessagesUploadServer", peer_id=501, type=kind))["response"]
    async with aiohttp.ClientSession() as session, session.post(server["upload_url"], data=form) as response:
        return dict(await response.json())


async def test_a_voice_is_ogg_and_nothing_else(vk: LoopbackVk) -> None:
    vk.says("501", "раз")
    assert await uploaded(vk, b"ID3", "audio_message") == {"error": "wrong_file_type"}
    file = (await uploaded(vk, b"OggS", "audio_message"))["file"]
    saved = (await call(vk, "docs.save", file=file, title="voice.ogg"))["response"]
    assert saved["type"] == "audio_message"
    voice = saved["audio_message"]
    await send(vk, attachment=f"doc{voice['owner_id']}_{voice['id']}_{voice['access_key']}")
    assert [(shown.file, shown.voice) for shown in vk.screen("501")] == [(("voice.ogg", b"OggS"), True)]


@pytest.mark.parametrize(("content", "title"), [(b"x", "а.MP3"), (b"x", "а.exe"), (b"MZ", "а.pdf"), (b"ID3", "а.pdf")])
async def test_neither_music_nor_programs_are_saved(vk: LoopbackVk, content: bytes, title: str) -> None:
    vk.says("501", "раз")
    file = (await uploaded(vk, content))["file"]
    assert code(await call(vk, "docs.save", file=file, title=title)) == 105


async def test_edits_are_told_theirs_and_ours(vk: LoopbackVk) -> None:
    ref = vk.says("501", "раз")
    vk.edits("501", ref, "два")
    told = vk.last_queued()
    (ours,) = (await send(vk, message="x"))["response"]
    await call(vk, "messages.edit", peer_id=501, cmid=ours["conversation_message_id"], message="y")
    edits = [event["object"] for event in vk._long_poll.events if event["type"] == "message_edit"]
    assert [(edit["from_id"], edit["text"]) for edit in edits if isinstance(edit, dict)] == [(501, "два"), (-7, "")]
    assert vk.last_queued() is told


async def test_a_poll_waits_for_what_comes(vk: LoopbackVk) -> None:
    server = (await call(vk, "groups.getLongPollServer", group_id=7))["response"]
    poll = {"act": "a_check", "key": server["key"], "ts": server["ts"], "wait": "20"}
    async with aiohttp.ClientSession() as session:
        asking = asyncio.gather(session.get(server["server"], params=poll), _speak_once_asked(vk))
        response = (await asking)[0]
        assert len((await response.json())["updates"]) == 1


async def _speak_once_asked(vk: LoopbackVk) -> None:
    await vk.polled.wait()
    vk.says("501", "раз")


async def test_it_runs_alone_and_is_driven_from_another_process() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.loopback.vk", stdout=asyncio.subprocess.PIPE, cwd=ROOT
    )
    assert process.stdout
    told = json.loads(await process.stdout.readline())
    root = told["url"].removesuffix("/method/")
    async with aiohttp.ClientSession() as session:
        said = await (await session.post(f"{root}/_test/says", json={"user": "501", "text": "раз"})).json()
        edit = {"user": "501", "ref": said["ref"], "text": "два"}
        assert (await session.post(f"{root}/_test/edits", json=edit)).status == 200
        data = {
            "access_token": told["token"],
            "v": "5.199",
            "peer_ids": "501",
            "random_id": 5,
            "message": "x",
        }
        await session.post(told["url"] + "messages.send", data=data)
        screen = await (await session.get(f"{root}/_test/screen", params={"user": "501"})).json()
    assert [shown["text"] for shown in screen] == ["x"]
    process.terminate()
    await process.wait()
