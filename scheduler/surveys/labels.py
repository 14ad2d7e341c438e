"""Labels that show answers, as in «Вы написали: ${school}». Pure."""

import re
from collections.abc import Callable

_REFERENCE = re.compile(r"\$\{\s*([^}]*?)\s*\}")


def names(text: str) -> list[str]:
    """The questions whose answers a label shows."""
    return _REFERENCE.findall(text)


def filled(text: str, shown: Callable[[str], str]) -> str:
    """The label with what `shown` says in the place of each answer; what an answer says is not looked at again."""
    return _REFERENCE.sub(lambda found: shown(found[1]), text)
