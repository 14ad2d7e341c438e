"""What in a text looks like a way to somebody: a phone number, an e-mail address. One too many is better than none."""

import re

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DIGITS = re.compile(r"(?<![\w/=])(?:\+\s?)?\(?\d[\d\s()\-‐‑–]{4,20}\d(?![\w/])")
_TOWN = re.compile(r"\d{1,3}(?:[-‐‑–]\d{2}){2}")
"""A number within a town, with the dashes that everybody writes; a day may look the same."""


def found(text: str) -> list[str]:
    """All that looks so, as it stands in these plain words."""
    phones = [each.strip() for each in _DIGITS.findall(text)]
    return [*(each for each in phones if _is_phone(each)), *_MAIL.findall(text)]


def _is_phone(written: str) -> bool:
    digits = re.sub(r"\D", "", written)
    return len(digits) in (10, 11) or bool(_TOWN.fullmatch(written))
