"""Replies become VK's parameters: plain words, keyboards by VK's own rules."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vk import writer
from messages.messenger import Parcel
from messages.replies import Button, Reply, Tone, check
from tests.loopback import vk_rules


def parcel(reply: Reply, edits: str = "") -> Parcel:
    return Parcel(user="501", reply=reply, random_id=77, edits=edits)


def test_a_text_goes_plain_and_with_its_links_written_out() -> None:
    reply = Reply('Срок <b>завтра</b>: 2 &lt; 3, <a href="https://example.org">страница</a>')
    assert writer.new(parcel(reply)) == {
        "peer_ids": "501",
        "random_id": 77,
        "message": "Срок завтра: 2 < 3, страница (https://example.org)",
        "dont_parse_links": 1,
    }


@pytest.mark.parametrize(("said", "shown"), [
    ("[id1|Администратор]", "[\u200bid1|Администратор]"),
    ("[club7|x] и [durov|y]", "[\u200bclub7|x] и [\u200bdurov|y]"),
    ("@id1 (Директор)", "@\u200bid1 (Директор)"), ("от *durov(Директор)", "от *\u200bdurov(Директор)"),
    ("почта a@mail.ru (рабочая)", "почта a@mail.ru (рабочая)"), ("[1] пункт | два", "[1] пункт | два"),
    ("5 * 2 (да)", "5 * 2 (да)"),
])
def test_nobodys_words_become_a_mention_under_another_name(said: str, shown: str) -> None:
    assert writer.new(parcel(Reply(said)))["message"] == shown


def test_a_change_names_the_message_by_its_number_in_the_dialogue() -> None:
    assert writer.changed(parcel(Reply("Готово"), edits="9"), "doc-7_1_k") == {
        "peer_id": "501",
        "cmid": "9",
        "message": "Готово",
        "dont_parse_links": 1,
        "attachment": "doc-7_1_k",
    }


@pytest.mark.parametrize(
    ("tone", "colour"),
    [
        (Tone.PLAIN, "secondary"),
        (Tone.GOOD, "positive"),
        (Tone.BAD, "negative"),
        (Tone.MAIN, "primary"),
    ],
)
def test_a_button_is_silent_and_coloured_by_its_tone(tone: Tone, colour: str) -> None:
    button = json.loads(writer.keyboard(((Button("Приду", "rsvp:yes:4", tone=tone),),)))["buttons"][0][0]
    assert button == {
        "action": {"type": "callback", "label": "Приду", "payload": '{"p":"rsvp:yes:4"}'},
        "color": colour,
    }


def test_a_button_with_an_address_opens_it() -> None:
    keyboard = json.loads(writer.keyboard(((Button("Сайт", url="https://example.org"),),)))
    assert keyboard["inline"] is True
    assert keyboard["buttons"] == [[{"action": {"type": "open_link", "link": "https://example.org", "label": "Сайт"}}]]


def test_a_notice_is_cut_to_what_vk_shows() -> None:
    params = writer.acknowledged("501", "ev9", "ж" * 200)
    data = json.loads(str(params["event_data"]))
    assert data == {"type": "show_snackbar", "text": "ж" * 89 + "…"}
    assert "event_data" not in writer.acknowledged("501", "ev9", "")


buttons = st.builds(
    Button,
    label=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40),
    payload=st.text(st.characters(max_codepoint=126, min_codepoint=33), min_size=1, max_size=64),
    tone=st.sampled_from(Tone),
)
within_bounds = st.builds(
    Reply,
    text=st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=1950),
    rows=st.lists(st.lists(buttons, min_size=1, max_size=2).map(tuple), max_size=5).map(tuple),
)


@given(within_bounds)
def test_whatever_keeps_the_common_bounds_is_within_vk_s(reply: Reply) -> None:
    params = {key: str(value) for key, value in writer.new(parcel(check(reply))).items()}
    shown = vk_rules.body(params, {})
    assert shown.rows == tuple(tuple((b.label, b.payload) for b in row) for row in reply.rows)
