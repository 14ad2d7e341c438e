"""What an examination of a community finds; it changes nothing and never shows the token."""

from collections.abc import Sequence

import pytest

from bot.vk import doctor
from messages.findings import Finding, Level
from scheduler.clock import SystemClock
from tests.loopback.vk import LoopbackVk

HOOK = "https://school.example/webhook/vk"


def names(found: Sequence[Finding]) -> list[str]:
    return [each.name for each in found]


async def examined(vk: LoopbackVk, *, token: str = "", webhook_url: str = "", url: str = "") -> list[Finding]:
    return await doctor.examine(token or vk.token, group_id=vk.group_id, api_url=url or vk.url, proxy=None,
                                webhook_url=webhook_url, real=SystemClock().real())


async def test_all_is_well(vk: LoopbackVk) -> None:
    found = await examined(vk)
    assert names(found) == ["token", "vk_rights", "clock", "vk_settings", "vk_long_poll"]
    assert {each.level for each in found} == {Level.GOOD}
    assert not [call for call in vk.calls if "get" not in call]
    assert vk.violations == []


async def test_a_wrong_token_is_told_and_not_shown(vk: LoopbackVk) -> None:
    found = await examined(vk, token="another-secret")
    assert names(found) == ["token_refused"]
    assert "another-secret" not in str(found)


async def test_a_community_out_of_reach_or_behind_a_strange_proxy(vk: LoopbackVk) -> None:
    assert names(await examined(vk, url="http://127.0.0.1:1/method/")) == ["out_of_reach"]
    vk.deaf.add("groups.getTokenPermissions")
    assert names(await examined(vk)) == ["odd_answer"]


async def test_a_missing_right_is_as_bad_as_what_it_is_for(vk: LoopbackVk) -> None:
    vk.permissions = ["docs", "photos", "manage"]
    assert [(each.level, each.facts["right"]) for each in await examined(vk) if each.name == "vk_right_missing"] == [
        (Level.BAD, "messages")]
    vk.permissions = ["messages", "photos"]
    found = await examined(vk)
    assert [(each.level, each.facts["right"]) for each in found if each.name == "vk_right_missing"] == [
        (Level.WARNING, "docs"), (Level.WARNING, "manage")]
    assert [each.facts["method"] for each in found if each.name == "vk_not_shown"] == [
        "groups.getSettings", "groups.getLongPollSettings"]


@pytest.mark.parametrize(("facts", "expected"), [
    ({"messages": 0, "bots_capabilities": 1}, ["vk_messages_off"]),
    ({"bots_capabilities": False}, ["vk_bots_off"]),
    ({}, ["vk_settings"]),
])
async def test_settings_without_which_nothing_is_shown(
    vk: LoopbackVk, facts: dict[str, object], expected: list[str]
) -> None:
    vk.settings = facts
    assert names(await examined(vk))[3:4] == expected


async def test_a_long_poll_that_is_off_deaf_or_old(vk: LoopbackVk) -> None:
    vk.long_poll_facts = {"is_enabled": False}
    assert names(await examined(vk))[-1] == "vk_long_poll_off"
    vk.long_poll_facts = {"is_enabled": True, "api_version": "5.103"}
    vk.long_poll_events = ["message_new"]
    found = (await examined(vk))[-2:]
    assert names(found) == ["vk_events_missing", "vk_version"]
    assert found[0].facts["events"] == "message_event, message_allow, message_deny, message_edit"
    assert found[0].level is Level.BAD


async def test_a_long_poll_that_does_not_tell_of_edits_is_only_warned_of(vk: LoopbackVk) -> None:
    vk.long_poll_events.remove("message_edit")
    (found,) = [each for each in await examined(vk) if each.name == "vk_events_missing"]
    assert (found.level, found.facts["events"]) == (Level.WARNING, "message_edit")


@pytest.mark.parametrize(("servers", "expected"), [
    ([], ["webhook_differs"]),
    ([{"url": HOOK, "status": "ok"}], ["webhook"]),
    ([{"url": "https://others.example/", "status": "ok"}, {"url": HOOK, "status": "failed"}], ["webhook_fails"]),
])
def test_the_callback_server_is_held_against_the_settings(
    servers: list[dict[str, object]], expected: list[str]
) -> None:
    assert names(doctor.of_servers({"items": servers}, HOOK)) == expected


async def test_with_a_webhook_the_servers_are_asked_for(vk: LoopbackVk) -> None:
    assert names(await examined(vk, webhook_url=HOOK))[-1] == "webhook_differs"
