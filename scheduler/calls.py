"""What travels together: letters become calls within what the messenger can do.

Nobody waits for company: a call is made of what is due now.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from messages.messenger import Capabilities
from storage.claims import Letter
from storage.outbox import Lane


@dataclass(frozen=True, slots=True)
class Call:
    """One call to the messenger. All its letters are of one lane."""

    letters: tuple[Letter, ...]

    @property
    def lane(self) -> Lane:
        return self.letters[0].lane

    @property
    def is_batch(self) -> bool:
        """Whether its letters share one number; several that do not are a bundle."""
        return len(self.letters) > 1 and self.letters[0].batch == self.letters[1].batch


@dataclass(frozen=True, slots=True)
class Ready:
    """A claimed call with the words that it brings: the content of each body, by its id."""

    call: Call
    words: Mapping[int, str]


def composed(letters: Sequence[Letter], can: Capabilities) -> list[Call]:
    """The calls that these letters of one lane make, in the order of their first letters.

    A batch that was tried before goes again as it is, so all of it must be here.
    """
    place = {letter.id: at for at, letter in enumerate(letters)}
    groups = [part for group in _alike(letters, can) for part in _cut(group, can.peers)]
    batches = [_frozen(group) for group in groups if len(group) > 1]
    alone = [_frozen(group)[0] for group in groups if len(group) == 1]
    bundles = _cut([letter for letter in alone if _is_plain(letter)], can.bundle)
    single = [[letter] for letter in alone if not _is_plain(letter)]
    calls = [Call(tuple(group)) for group in (*batches, *bundles, *single)]
    return sorted(calls, key=lambda call: min(place[letter.id] for letter in call.letters))


def _alike(letters: Iterable[Letter], can: Capabilities) -> Iterable[list[Letter]]:
    groups: dict[tuple[str, int], list[Letter]] = {}
    for letter in letters:
        if letter.batch is not None:
            key = "batch", letter.batch
        elif can.peers > 1 and _is_plain(letter):
            key = "body", letter.body
        else:
            key = "letter", letter.id
        groups.setdefault(key, []).append(letter)
    return groups.values()


def _is_plain(letter: Letter) -> bool:
    return not letter.edits and letter.file is None


def _cut(letters: list[Letter], size: int) -> Iterator[list[Letter]]:
    return (letters[start:start + size] for start in range(0, len(letters), size))


def _frozen(group: list[Letter]) -> list[Letter]:
    """The group under its first letter's number; a batch of an earlier try keeps the number it has."""
    first = group[0]
    batch = first.id if first.batch is None else first.batch
    return [replace(letter, batch=batch, random_id=first.random_id) for letter in group]
