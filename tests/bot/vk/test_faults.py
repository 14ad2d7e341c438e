"""Every fault of VK's has its named end, however many messages share the call, and no message comes twice."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from bot.vk import outcomes
from bot.vk.client import VkMessenger
from messages.messenger import Gone, Outcome, Parcel, Rejected, Scope, Sent, Stopped, TryLater
from tests.bot.vk.conftest import Connect, Pauses
from tests.bot.vk.parcels import parcel, random_ids
from tests.loopback.vk import LoopbackVk
from tests.loopback.vk_faults import FAULTS

PEOPLE = ("501", "502", "503", "504", "505")
AGAIN = TryLater("", scope=Scope.DIALOG)
UNKNOWN = TryLater("", scope=Scope.TOKEN, unknown=True)
UNCLEAR = TryLater("", unknown=True)
SENT, GONE, REJECTED, STOPPED = Sent(), Gone(""), Rejected(""), Stopped("")

MEANINGS: dict[str, Outcome] = {
    "unknown error (1)": AGAIN,
    "revoked token (5)": STOPPED,
    "too many calls a second (6)": TryLater("", scope=Scope.TOKEN, throttled=True),
    "no permission (7)": GONE,
    "flood to one person (9)": TryLater("", after=300.0),
    "internal error (10)": AGAIN,
    "captcha (14)": STOPPED,
    "captcha without its picture (14)": STOPPED,
    "access denied (15)": GONE,
    "quota used up (29)": TryLater("", after=3600.0, scope=Scope.TOKEN),
    "wrong parameter (100)": REJECTED,
    "in our blacklist (900)": GONE,
    "not allowed to write (901)": GONE,
    "privacy settings (902)": GONE,
    "wrong keyboard (911)": REJECTED,
    "abilities switched off (912)": STOPPED,
    "too many forwarded (913)": REJECTED,
    "message too long (914)": REJECTED,
    "a proxy's page": UNKNOWN,
    "a proxy's page after the effect": UNKNOWN,
    "half an answer": UNKNOWN,
    "an empty answer": UNKNOWN,
    "neither response nor error": UNKNOWN,
    "reset before the effect": UNKNOWN,
    "reset after the effect": UNKNOWN,
    "hang before the effect": UNKNOWN,
    "hang after the effect": UNKNOWN,
    "nobody is allowed (901)": GONE,
    "everybody is denied (15)": GONE,
}
"""What a fault means that concerns the whole call and lasts."""

FOR_ONE: dict[str, Outcome] = {
    "one is not allowed (901)": GONE,
    "one is denied (15)": GONE,
    "one gets too much (9)": TryLater("", after=300.0),
    "one is beyond the limit of calls (6)": TryLater("", scope=Scope.TOKEN, throttled=True),
    "one message is wrong (914)": REJECTED,
    "one is missing in the answer": UNCLEAR,
}
"""What a fault means for the one of several whom it concerns."""

SCRIPTS = ("script does not compile (12)", "script fails in the end (13)")


def one_message() -> list[Parcel]:
    return [parcel("Добрый день")]


def one_text_to_several() -> list[Parcel]:
    return [replace(each, user=user) for each in one_message() for user in PEOPLE]


def a_text_for_each() -> list[Parcel]:
    return [replace(parcel(f"Добрый день, {user}"), user=user, random_id=next(random_ids)) for user in PEOPLE]


Way = Callable[[], list[Parcel]]
WAYS: list[Way] = [one_message, one_text_to_several, a_text_for_each]


def spoken(way: Way) -> str:
    return way.__name__.replace("_", " ")


def meaning(outcome: Outcome) -> str:
    """As part of a sentence."""
    match outcome:
        case Gone():
            return "the person cannot be reached"
        case Rejected():
            return "the message is wrong"
        case Stopped():
            return "the channel stands still"
        case TryLater(throttled=True):
            return "all go slower"
        case TryLater(after=after, scope=scope, unknown=unknown):
            whom = "all wait" if scope is Scope.TOKEN else "that person waits"
            return f"{whom}{f' {after:.0f} s' if after else ''}{' with an unknown effect' if unknown else ''}"
    return "it is sent"


@pytest.fixture
async def messenger(vk: LoopbackVk, connect: Connect) -> VkMessenger:
    """Impatient, since one of the faults is silence. Everybody knows us already."""
    for user in PEOPLE:
        vk.says(user, "раз")
    return connect(patience=0.05)


async def delivered(vk: LoopbackVk, messenger: VkMessenger, parcels: Sequence[Parcel]) -> None:
    """Once all is well again: the same parcels come through, and no message stands there twice."""
    vk.heals()
    assert all(isinstance(outcome, Sent) for outcome in await messenger.send_many(parcels))
    assert [len(vk.screen(each.user)) for each in parcels] == [1] * len(parcels)
    assert [vk.screen(each.user)[0].text for each in parcels] == [each.reply.text for each in parcels]


def shape(outcome: Outcome) -> Outcome:
    """Without its words and without the message's number."""
    return Sent() if isinstance(outcome, Sent) else replace(outcome, detail="")


@pytest.mark.parametrize("way", WAYS, ids=spoken)
@pytest.mark.parametrize("name", MEANINGS, ids=lambda name: f"{name}: {meaning(MEANINGS[name])}")
async def test_a_fault_of_the_whole_call_is_everybody_s(
    vk: LoopbackVk, messenger: VkMessenger, name: str, way: Way
) -> None:
    parcels = way()
    vk.meets(name, times=99)
    found = await messenger.send_many(parcels)
    assert [shape(outcome) for outcome in found] == [MEANINGS[name]] * len(parcels)
    await delivered(vk, messenger, parcels)


@pytest.mark.parametrize("way", WAYS[1:], ids=spoken)
@pytest.mark.parametrize("name", FOR_ONE, ids=lambda name: f"{name}: {meaning(FOR_ONE[name])}")
async def test_a_fault_of_one_is_nobody_else_s(vk: LoopbackVk, messenger: VkMessenger, name: str, way: Way) -> None:
    parcels = way()
    vk.meets(name)
    found = [shape(outcome) for outcome in await messenger.send_many(parcels)]
    assert sorted(map(repr, found)) == sorted(map(repr, [FOR_ONE[name], SENT, SENT, SENT, SENT]))
    await delivered(vk, messenger, parcels)


@pytest.mark.parametrize("name", SCRIPTS)
async def test_a_script_that_vk_refuses_becomes_single_messages(
    vk: LoopbackVk, messenger: VkMessenger, pauses: Pauses, name: str
) -> None:
    parcels = a_text_for_each()
    vk.meets(name)
    assert [shape(outcome) for outcome in await messenger.send_many(parcels)] == [SENT] * 5
    assert vk.calls == ["execute", *["messages.send"] * 5]
    assert pauses.seconds == [0.25] * 5
    await delivered(vk, messenger, parcels)


def test_each_fault_that_the_loopback_knows_stands_in_a_table() -> None:
    assert {*MEANINGS, *FOR_ONE, *SCRIPTS} == set(FAULTS)


@pytest.mark.parametrize("way", WAYS, ids=spoken)
@pytest.mark.parametrize("name", ["no permission (7)", "access denied (15)", "everybody is denied (15)"])
async def test_a_token_that_has_lost_its_rights_stops_the_channel(
    vk: LoopbackVk, messenger: VkMessenger, name: str, way: Way
) -> None:
    parcels = way()
    vk.permissions = []
    vk.meets(name, times=99)
    found = await messenger.send_many(parcels)
    assert {type(outcome) for outcome in found} == {Stopped}
    assert len(vk.calls) == 2


@pytest.mark.parametrize("name", ["captcha (14)", "captcha without its picture (14)"])
async def test_a_captcha_tells_what_a_human_must_do(vk: LoopbackVk, messenger: VkMessenger, name: str) -> None:
    vk.meets(name)
    assert await messenger.send(parcel()) == Stopped(f"captcha: 14: Captcha needed ({outcomes.ADVICE[14]})")


@pytest.mark.parametrize("way", WAYS, ids=spoken)
async def test_nobody_at_the_address_had_no_effect(connect: Connect, way: Way) -> None:
    messenger, parcels = connect(url="http://127.0.0.1:1/method"), way()
    refused = TryLater("ClientConnectorError", scope=Scope.TOKEN, unknown=False)
    assert await messenger.send_many(parcels) == [refused] * len(parcels)
