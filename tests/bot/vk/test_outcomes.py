"""Each code of VK's has one meaning."""

from itertools import combinations

import pytest

from bot.vk import outcomes
from messages.messenger import ChannelStopped, Fault, Gone, Rejected, Scope, Stopped, TryLater, Unavailable


@pytest.mark.parametrize("code", [1, 10, 32, 36, 43, 603])
def test_a_hiccup_and_an_unknown_code_are_worth_another_try(code: int) -> None:
    assert outcomes.of_code(code, "x") == TryLater(f"{code}: x")


def test_too_many_calls_are_everybody_s_wait_and_a_flood_is_one_person_s() -> None:
    assert outcomes.of_code(6, "x") == TryLater("6: x", scope=Scope.TOKEN, throttled=True)
    assert outcomes.of_code(29, "x") == TryLater("29: x", after=3600.0, scope=Scope.TOKEN)
    assert outcomes.of_code(9, "x") == TryLater("9: x", after=300.0, scope=Scope.DIALOG)


@pytest.mark.parametrize("code", [18, 900, 901, 902, 936])
def test_some_people_cannot_be_written_to(code: int) -> None:
    assert outcomes.of_code(code, "x") == Gone(f"{code}: x")


@pytest.mark.parametrize("code", [100, 911, 914, 943, 909, 999, 121])
def test_some_messages_are_wrong(code: int) -> None:
    assert outcomes.of_code(code, "x") == Rejected(f"{code}: x")


@pytest.mark.parametrize("code", [4, 16, 17, 28, 203])
def test_some_errors_are_the_channel_s(code: int) -> None:
    assert outcomes.of_code(code, "x") == Stopped(outcomes.FAULTS.get(code, Fault.SETTINGS).told(f"{code}: x"))


@pytest.mark.parametrize("code", [5, 7, 14, 15, 27, 912])
def test_where_only_a_human_can_help_it_says_how(code: int) -> None:
    stopped, problem = outcomes.of_code(code, "x"), outcomes.problem(code, "x")
    assert stopped == Stopped(outcomes.FAULTS.get(code, Fault.SETTINGS).told(f"{code}: x ({outcomes.ADVICE[code]})"))
    assert str(problem) == stopped.detail


def test_no_code_stands_in_two_classes() -> None:
    classes = [
        set(outcomes.WAITS),
        outcomes.NO_LONGER_EDITABLE,
        outcomes.NOBODY_THERE,
        outcomes.CHANNEL_AT_FAULT,
        outcomes.OURS,
    ]
    assert not any(one & other for one, other in combinations(classes, 2))


def test_a_receive_either_comes_back_or_stops() -> None:
    busy = outcomes.problem(6, "x")
    assert isinstance(busy, Unavailable)
    assert busy.after is None
    assert isinstance(outcomes.problem(5, "x"), ChannelStopped)
    assert isinstance(outcomes.problem(100, "x"), ChannelStopped)
