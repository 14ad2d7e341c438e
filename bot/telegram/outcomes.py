"""A failed call of the Bot API → what it means for the message or for the channel. Pure.

How a call can end (https://core.telegram.org/bots/api#making-requests):
  401, 404           the token is wrong            Stopped, ChannelStopped
  403                the person has blocked us     Gone
  400                the message is wrong          Rejected; some are Gone or harmless
  409                another poller, a webhook     Contended
  429, 5xx, network  busy or out of reach          TryLater, Unavailable
"""

from dataclasses import dataclass, replace

from messages.messenger import (
    ChannelProblem,
    ChannelStopped,
    Contended,
    Fault,
    Gone,
    Outcome,
    Rejected,
    Scope,
    Stopped,
    TryLater,
    Unavailable,
)

CONFLICT_PAUSE = 5.0
"""Seconds to leave the line to another poller: a replica may just be taking over."""

_SAME = ("message is not modified",)
_NOT_EDITABLE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "message identifier is not specified",
    "there is no text in the message to edit",
    "there is no caption in the message to edit",
)
_NO_VOICES = ("voice_messages_forbidden",)
"""The person takes voice messages from nobody, or from few: https://core.telegram.org/api/errors"""
_MOVED = ("migrated to a supergroup",)
_NOBODY = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "user is deactivated",
    "input_user_deactivated",
)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a call failed; `detail` is free of the token and of anybody's words."""

    detail: str
    status: int = 0
    """The HTTP status of Telegram's own answer; 0 where there was none."""
    after: float | None = None
    left: bool = True
    """Whether the call may have reached Telegram."""


def outcome(failure: Failure) -> Outcome:
    """What the failure means for the message."""
    detail = failure.detail
    match failure.status:
        case 401 | 404:
            return Stopped(Fault.TOKEN.told(detail))
        case 403:
            return Gone(detail)
        case 400 if _mentions(detail, _NOBODY):
            return Gone(detail)
        case 400 | 413:
            return Rejected(detail)
        case 409 | 429 | 503:
            # Telegram does not say whom a wait concerns; we hold the token, for pressing on makes it longer.
            return TryLater(detail, failure.after, Scope.TOKEN, throttled=failure.status == 429)
        case _ if not failure.left:
            return TryLater(detail, scope=Scope.TOKEN)
        case _:
            return TryLater(detail, unknown=True)


def in_group(outcome: Outcome) -> Outcome:
    """What it means where the message was for a group: too many there are nobody else's wait, and the new number of a
    group that has moved stands among the updates; what is tried again by then goes there.
    """
    match outcome:
        case TryLater(throttled=True):
            return replace(outcome, scope=Scope.DIALOG)
        case Gone(detail) if _mentions(detail, _MOVED):
            return TryLater(detail)
        case _:
            return outcome


def problem(failure: Failure) -> ChannelProblem:
    """What the failure means for receiving."""
    match failure.status:
        case 401 | 403 | 404:
            return ChannelStopped(Fault.TOKEN.told(failure.detail))
        case 409:
            return Contended(Fault.RIVAL.told(failure.detail), CONFLICT_PAUSE)
        case _:
            return Unavailable(failure.detail, failure.after)


def unchanged(edit: Rejected) -> bool:
    """The message already reads as it should."""
    return _mentions(edit.detail, _SAME)


def not_editable(edit: Rejected) -> bool:
    """The message to change is gone, too old, or holds a file where it should not, or none where it should."""
    return _mentions(edit.detail, _NOT_EDITABLE)


def voice_unwanted(refused: Rejected) -> bool:
    """Not the recording but its being a voice message is refused."""
    return _mentions(refused.detail, _NO_VOICES)


def _mentions(detail: str, phrases: tuple[str, ...]) -> bool:
    return any(phrase in detail.lower() for phrase in phrases)
