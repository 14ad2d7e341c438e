"""Whom the words of an owners' cell mean in a programme: looked up once for each word."""

from dataclasses import dataclass

from scheduler.documents.ground import Ground
from scheduler.programme.model import Owner
from scheduler.programme.words import LEVELS, fold


@dataclass(frozen=True, slots=True)
class Understood:
    """Whom they mean. Where that is nobody for sure, `between` are those whom they may mean."""

    owners: tuple[Owner, ...] = ()
    between: tuple[Owner, ...] = ()


class Owners:
    """All words of a document, held against one programme."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._known: dict[str, Understood] = {}

    def of(self, words: str) -> Understood:
        """What the words say by themselves."""
        if words not in self._known:
            self._known[words] = self._look(words) if words else Understood()
        return self._known[words]

    def _look(self, words: str) -> Understood:
        said, ground = fold(words), self._ground
        for group in ground.groups:
            if said in (fold(group.title), fold(group.code)):
                return Understood(tuple(dict.fromkeys(Owner(each.level, group.code) for each in ground.organisations
                                                      if group.code in each.groups)))
        if level := LEVELS.get(said):
            return Understood((Owner(level),))
        alike = [each for each in ground.organisations if said in (fold(each.title), fold(each.code))]
        return Understood((Owner(alike[0].level, None, alike[0].code),) if len(alike) == 1 else ())
