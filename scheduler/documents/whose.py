"""Whom the words of an owners' cell mean in a programme: looked up once for each word."""

from dataclasses import dataclass

from scheduler.documents.ground import Ground
from scheduler.documents.owner_words import Ambiguous, Facts, Meant, OwnerWords
from scheduler.programme.model import Owner


@dataclass(frozen=True, slots=True)
class Understood:
    """Whom they mean. Where that is nobody for sure, `between` are those whom they may mean."""

    owners: tuple[Owner, ...] = ()
    between: tuple[Owner, ...] = ()


class Owners:
    """All words of a document, held against one programme."""

    def __init__(self, ground: Ground) -> None:
        self._ours = Understood((ground.ours,)) if ground.ours else None
        self._words = OwnerWords(Facts(ground.organisations, {each.code: each.title for each in ground.groups}))
        self._known: dict[str, Understood] = {"": Understood()}

    def of(self, words: str) -> Understood:
        """What the words say by themselves; of an own plan, whatever they say, its organisation."""
        if self._ours:
            return self._ours
        if words not in self._known:
            self._known[words] = self._look(words)
        return self._known[words]

    def _look(self, words: str) -> Understood:
        match self._words.owner_of(words):
            case Meant(owner=owner):
                return Understood((owner,))
            case Ambiguous(between=between):
                return Understood((), between)
            case None:
                return Understood()
