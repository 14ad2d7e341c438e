"""What VK's error codes mean to us: one table from a code to the named end of a call. Pure.

The codes: https://dev.vk.com/reference/errors and the errors of each method.
"""

from messages.messenger import (
    ChannelProblem,
    ChannelStopped,
    Fault,
    Gone,
    Outcome,
    Rejected,
    Scope,
    Stopped,
    TryLater,
    Unavailable,
)

TOO_MANY_A_SECOND = 6
FLOOD = 9
METHOD_QUOTA = 29
WAITS = {
    TOO_MANY_A_SECOND: (None, Scope.TOKEN),
    FLOOD: (300.0, Scope.DIALOG),
    METHOD_QUOTA: (3600.0, Scope.TOKEN),
}
"""VK names no wait with these; the seconds (none: a slower pace will do) and whom they concern are ours."""

DENIED = frozenset({7, 15})
"""No right to do this: to one person, or to anybody. Only a probe tells which."""

NO_LONGER_EDITABLE = frozenset({909, 920, 924})

NOBODY_THERE = frozenset({18, 113, 900, 901, 902, 917, 922, 927, 932, 936, 945, 946, 950, 987, 988})

CHANNEL_AT_FAULT = frozenset({2, 4, 5, 7, 11, 14, 15, 16, 17, 20, 21, 23, 27, 28, 34, 38, 40, 42, 203, 912})
"""The token, the rights, the settings; 14 is a captcha, which only a human can solve."""

FILE_REFUSED = frozenset({15, 22, 100, 200, 201, 203, 204})
"""What VK may say of a file that was uploaded for somebody else or too long ago; other causes too."""

VOICE_REFUSED = FILE_REFUSED | {10, 105}
"""The same of a voice message; where it cannot make out the sound, VK also says that it is itself ill (10)."""

OURS = frozenset({3, 8, 12, 13, 22, 100, 104, 105, 118, 121, 129, 1150})
"""The call or the file is wrong. Besides these, all 9xx that are not named elsewhere."""

ADVICE = {
    5: "make a new key in the community's settings and put it into VK_TOKEN",
    7: "the key needs the right to messages: make a new one in the community's settings",
    14: "VK wants a captcha solved: an administrator signs in to VK, writes from the community by hand and solves it",
    15: "the key needs the right to messages: make a new one in the community's settings",
    27: "make a new key in the community's settings and put it into VK_TOKEN",
    912: "switch on the bot's abilities in the community's settings for messages",
}
"""What a human must do when the channel stands still."""


FAULTS = {
    **dict.fromkeys((4, 5, 23, 27, 28, 34, 38), Fault.TOKEN),
    **dict.fromkeys((7, 11, 15, 16, 20, 21, 40, 203), Fault.RIGHTS),
    **dict.fromkeys((14, 17), Fault.CAPTCHA),
}
"""What is at fault; for all other codes the settings are. Also 17: VK wants to see a human."""


def of_code(code: int, detail: str) -> Outcome:
    """The end of a send that VK refused. A code that we do not know is worth another try."""
    detail = f"{code}: {detail}"
    if code in WAITS:
        after, scope = WAITS[code]
        return TryLater(detail, after=after, scope=scope, throttled=code == TOO_MANY_A_SECOND)
    if code in CHANNEL_AT_FAULT:
        advised = f"{detail} ({ADVICE[code]})" if code in ADVICE else detail
        return Stopped(FAULTS.get(code, Fault.SETTINGS).told(advised))
    if code in NOBODY_THERE:
        return Gone(detail)
    if code in OURS or 900 <= code <= 999:
        return Rejected(detail)
    return TryLater(detail)


def problem(code: int, detail: str) -> ChannelProblem:
    """The same for a receive, which concerns no person and has no message to be wrong."""
    outcome = of_code(code, detail)
    if isinstance(outcome, TryLater):
        return Unavailable(outcome.detail, outcome.after)
    if isinstance(outcome, Stopped):
        return ChannelStopped(outcome.detail)
    return ChannelStopped(Fault.SETTINGS.told(f"{code}: {detail}"))
