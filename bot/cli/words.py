"""What the operator reads in a terminal: plain text from `templates/ru/cli/words.yaml`, strict about missing facts.

It is not of the catalogue, because it has neither markup nor the bounds of a messenger.
"""

from collections.abc import Callable, Mapping

from messages import lexicon


def say(name: str, /, **facts: object) -> str:
    """The words `group.key` with these facts."""
    return texts()[name](facts)


def texts() -> Mapping[str, Callable[..., str]]:
    """What says each of them, by `group.key`."""
    return lexicon.sayings("cli/words")
