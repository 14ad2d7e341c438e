"""Patterns over tokens, written by the names of their kinds: `NUMBER MONTH (YEAR OF_YEAR?)?`."""

import re
from collections.abc import Sequence
from functools import cache

from scheduler.deadlines.lexicon import Kind
from scheduler.deadlines.tokens import Token

_NAME = re.compile(r"[A-Z][A-Z_]+")


@cache
def rule(text: str) -> re.Pattern[str]:
    """The pattern over the signs of `Kind`; spaces between names do not count."""
    return re.compile(_NAME.sub(lambda name: re.escape(Kind[name[0]]), text).replace(" ", ""))


class Line:
    """Tokens with a place to read on from."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tuple(tokens)
        self.at = 0
        self._signs = "".join(token.kind for token in tokens)

    @property
    def done(self) -> bool:
        """Whether everything is read."""
        return self.at >= len(self.tokens)

    def sees(self, text: str) -> bool:
        """Whether the pattern comes next; nothing is taken."""
        return rule(text).match(self._signs, self.at) is not None

    def take(self, text: str) -> tuple[Token, ...]:
        """The tokens of the pattern if it comes next, else none."""
        found = rule(text).match(self._signs, self.at)
        if found is None or found.end() == found.start():
            return ()
        taken = self.tokens[found.start() : found.end()]
        self.at = found.end()
        return taken


def of_kind(tokens: Sequence[Token], *kinds: Kind) -> list[Token]:
    """Those of some kinds, in their order."""
    return [token for token in tokens if token.kind in kinds]
