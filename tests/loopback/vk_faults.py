"""Each way in which a send to VK can end badly, by its name: `loopback.meets("captcha (14)")`."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.loopback.contract import Fault
from tests.loopback.endings import BROKEN_PAGE
from tests.loopback.vk_rules import VkError
from tests.loopback.vk_script import CALLS


@dataclass(frozen=True, slots=True)
class Ending:
    """How a send call ends; by default, well. An error of the whole call has no effect unless `effect` says so."""

    error: VkError | None = None
    """What VK answers to the whole call."""
    one: VkError | None = None
    """What VK answers for the first person of several, or for the first call of a script."""
    everybody: VkError | None = None
    """What VK answers for each person."""
    forgets_one: bool = False
    """The first person is missing in the answer; the message is there."""
    page: str | None = None
    """What somebody else answers for VK, with 502."""
    cut: bool = False
    hangs: bool = False
    effect: bool = True
    """Whether the messages are shown."""

    def of_peers(self, peers: Sequence[str]) -> dict[str, VkError]:
        """Who of one call is refused."""
        if self.everybody:
            return dict.fromkeys(peers, self.everybody)
        return {peers[0]: self.one} if self.one else {}

    def of_calls(self) -> dict[int, VkError]:
        """Which calls of a script are refused, by their place."""
        if self.everybody:
            return dict.fromkeys(range(CALLS), self.everybody)
        return {0: self.one} if self.one else {}


def _refused(code: int, message: str, **facts: str) -> Ending:
    return Ending(error=VkError(code, message, **facts), effect=False)


NOT_ALLOWED = VkError(901, "Can't send messages for users without permission")
DENIED = VkError(15, "Access denied")

FAULTS: dict[str, Ending] = {
    "unknown error (1)": _refused(1, "Unknown error occurred"),
    "revoked token (5)": _refused(5, "User authorization failed: access_token was given to another ip address."),
    "too many calls a second (6)": _refused(6, "Too many requests per second"),
    "no permission (7)": _refused(7, "Permission to perform this action is denied"),
    "flood to one person (9)": _refused(9, "Flood control"),
    "internal error (10)": _refused(10, "Internal server error: Unknown error, try later"),
    "captcha (14)": _refused(14, "Captcha needed", captcha_sid="239633676097",
                             captcha_img="https://api.vk.com/captcha.php?sid=239633676097&s=1"),
    "captcha without its picture (14)": _refused(14, "Captcha needed"),
    "access denied (15)": _refused(15, "Access denied"),
    "quota used up (29)": _refused(29, "Rate limit reached"),
    "wrong parameter (100)": _refused(100, "One of the parameters specified was missing or invalid"),
    "in our blacklist (900)": _refused(900, "Can't send messages for users from blacklist"),
    "not allowed to write (901)": _refused(901, NOT_ALLOWED.message),
    "privacy settings (902)": _refused(902, "Can't send messages to this user due to their privacy settings"),
    "wrong keyboard (911)": _refused(911, "Keyboard format is invalid"),
    "abilities switched off (912)": _refused(912, "This is a chat bot feature, change this status in settings"),
    "too many forwarded (913)": _refused(913, "Too many forwarded messages"),
    "message too long (914)": _refused(914, "Message is too long"),
    "a proxy's page": Ending(page=BROKEN_PAGE, effect=False),
    "a proxy's page after the effect": Ending(page=BROKEN_PAGE),
    "half an answer": Ending(page='{"response": [{"peer_id": '),
    "an empty answer": Ending(page=""),
    "neither response nor error": Ending(page='{"answer": 42}'),
    "reset before the effect": Ending(cut=True, effect=False),
    "reset after the effect": Ending(cut=True),
    "hang before the effect": Ending(hangs=True, effect=False),
    "hang after the effect": Ending(hangs=True),
    "script does not compile (12)": _refused(12, "Unable to compile code"),
    "script fails in the end (13)": Ending(error=VkError(13, "Runtime error occurred during code invocation: "
                                                             "response size is too big")),
    "one is not allowed (901)": Ending(one=NOT_ALLOWED),
    "one is denied (15)": Ending(one=DENIED),
    "one gets too much (9)": Ending(one=VkError(9, "Flood control")),
    "one is beyond the limit of calls (6)": Ending(one=VkError(6, "Too many requests per second")),
    "one message is wrong (914)": Ending(one=VkError(914, "Message is too long")),
    "one is missing in the answer": Ending(forgets_one=True),
    "nobody is allowed (901)": Ending(everybody=NOT_ALLOWED),
    "everybody is denied (15)": Ending(everybody=DENIED),
}

COMMON: dict[Fault, Ending] = {
    Fault.THROTTLED: FAULTS["too many calls a second (6)"],
    Fault.BROKEN: FAULTS["a proxy's page"],
    Fault.LOST_REPLY: FAULTS["reset after the effect"],
    Fault.RESET: FAULTS["reset before the effect"],
    Fault.BAD_TOKEN: _refused(5, "User authorization failed: invalid access_token (4)."),
    Fault.BAD_MESSAGE: FAULTS["wrong parameter (100)"],
}
"""Those that all messengers know."""
