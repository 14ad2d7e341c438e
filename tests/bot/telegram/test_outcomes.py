"""Each failure of the Bot API has one meaning for the message and one for the channel."""

import pytest

from bot.telegram import outcomes
from bot.telegram.outcomes import Failure
from messages.messenger import ChannelStopped, Gone, Outcome, Rejected, Scope, Stopped, TryLater, Unavailable

BLOCKED = "Forbidden: bot was blocked by the user"


@pytest.mark.parametrize(
    ("failure", "outcome"),
    [
        (Failure("Unauthorized", 401), Stopped("token: Unauthorized")),
        (Failure("Not Found", 404), Stopped("token: Not Found")),
        (Failure(BLOCKED, 403), Gone(BLOCKED)),
        (Failure("Bad Request: chat not found", 400), Gone("Bad Request: chat not found")),
        (Failure("Bad Request: PEER_ID_INVALID", 400), Gone("Bad Request: PEER_ID_INVALID")),
        (Failure("Bad Request: message is too long", 400), Rejected("Bad Request: message is too long")),
        (Failure("Request Entity Too Large", 413), Rejected("Request Entity Too Large")),
        (Failure("retry after 7", 429, after=7), TryLater("retry after 7", 7, Scope.TOKEN, throttled=True)),
        (Failure("restart", 503), TryLater("restart", scope=Scope.TOKEN)),
        (Failure("Bad Gateway", 500), TryLater("Bad Gateway", unknown=True)),
        (Failure("timeout"), TryLater("timeout", unknown=True)),
        (Failure("refused", left=False), TryLater("refused", scope=Scope.TOKEN)),
    ],
)
def test_what_a_failure_means_for_the_message(failure: Failure, outcome: Outcome) -> None:
    assert outcomes.outcome(failure) == outcome


@pytest.mark.parametrize(
    ("failure", "outcome"),
    [
        (Failure("retry after 7", 429, after=7), TryLater("retry after 7", 7, Scope.DIALOG, throttled=True)),
        (Failure("restart", 503), TryLater("restart", scope=Scope.TOKEN)),
        (Failure("Forbidden: bot was kicked", 403), Gone("Forbidden: bot was kicked")),
        (Failure("Unauthorized", 401), Stopped("token: Unauthorized")),
    ],
)
def test_in_a_group_a_wait_is_the_groups_own(failure: Failure, outcome: Outcome) -> None:
    assert outcomes.in_group(outcomes.outcome(failure)) == outcome


@pytest.mark.parametrize(
    ("failure", "after"),
    [
        (Failure("Conflict", 409), outcomes.CONFLICT_PAUSE),
        (Failure("retry after 7", 429, after=7), 7),
        (Failure("Bad Gateway", 500), None),
        (Failure("timeout"), None),
    ],
)
def test_receiving_goes_on_after_a_while(failure: Failure, after: float | None) -> None:
    problem = outcomes.problem(failure)
    assert isinstance(problem, Unavailable)
    assert problem.after == after


@pytest.mark.parametrize("status", [401, 403, 404])
def test_receiving_stops_when_the_token_is_wrong(status: int) -> None:
    assert isinstance(outcomes.problem(Failure("no", status)), ChannelStopped)
