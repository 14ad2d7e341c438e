"""What is kept of texts that were said, only to be quicker, and the one way to forget it.

It may hold names and words of people, so whatever keeps such keeps it here: who wants to be forgotten is forgotten.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, Protocol, TypeVar
from weakref import WeakSet

P = ParamSpec("P")
T = TypeVar("T")


class Keeper(Protocol):
    """Remembers what it has said."""

    def said(self) -> int:
        """How many texts it holds."""

    def forget(self) -> None:
        """Hold none of them any longer."""


_keepers: WeakSet[Keeper] = WeakSet()
_counts: list[Callable[[], int]] = []
_clears: list[Callable[[], None]] = []


def remembered(size: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep the last `size` results of a function of text."""

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        cached = lru_cache(size)(function)
        _counts.append(lambda: cached.cache_info().currsize)
        _clears.append(cached.cache_clear)
        return cached  # type: ignore[return-value]  # its arguments are those of the function

    return decorate


def keeps(keeper: Keeper) -> None:
    """From now on it is asked to forget with the others, as long as it lives."""
    _keepers.add(keeper)


def held() -> int:
    """How many texts are kept."""
    return sum(count() for count in _counts) + sum(keeper.said() for keeper in _keepers)


def forget() -> None:
    """All of them."""
    for clear in _clears:
        clear()
    for keeper in list(_keepers):
        keeper.forget()
