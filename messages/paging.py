"""Buttons that turn a page, where there is one to turn to."""

from messages.buttons import Meaning
from messages.catalogue import Choice


def turning(previous: Meaning | None, following: Meaning | None,
            keys: tuple[str, str] = ("previous", "next")) -> list[Choice]:
    """The row of them; `keys` are their labels in the template."""
    return [Choice(key, page) for key, page in zip(keys, (previous, following), strict=True) if page]
