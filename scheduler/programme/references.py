"""What a file names that must stand in another one: groups, organisations, people, by any of their spellings."""

from collections.abc import Iterable, Mapping, Sequence

from scheduler.programme import words
from scheduler.programme.mistakes import Found, Kind, Place
from scheduler.programme.model import Person
from scheduler.programme.yaml_file import Lines, Step


def coded(named: Sequence[str], known: Mapping[str, str] | None, kind: Kind, way: Sequence[Step], lines: Lines,
          found: Found) -> tuple[str, ...]:
    """The codes of groups or organisations (code → title) that are named by code or title; `way` leads to the list.

    Without `known` nothing can be said, for another mistake's sake.
    """
    by_word = words.groups_by_word(known or {})
    for position, word in enumerate(named):
        if known is not None and words.fold(word) not in by_word:
            found.add(kind, lines.place(*way, position), word=word, near=words.near(word, [*known.values(), *known]))
    return tuple(by_word.get(words.fold(word), word) for word in named)


class People:
    """The people of a programme by their full name, or by name and organisation where two have one name."""

    def __init__(self, people: Iterable[Person], places: Mapping[str, str]) -> None:
        self._by_word: dict[str, dict[str, None]] = {}
        self._full: dict[str, str] = {}
        self._names: dict[str, None] = {}
        for person in people:
            self._names[person.name] = None
            self._note(person.name, person)
            for post in person.posts:
                named = f"{person.name} ({places.get(post.organisation, post.organisation)})"
                self._full.setdefault(person.key, named)
                self._note(named, person)
                self._note(f"{person.name} ({post.organisation})", person)

    def key(self, word: str, place: Place, found: Found) -> str:
        """The key of the one who is meant, or "" and a mistake."""
        keys = list(self._by_word.get(words.fold(word), ()))
        if not keys:
            found.add(Kind.PERSON_UNKNOWN, place, word=word, near=words.near(word, self._names))
        elif len(keys) > 1:
            found.add(Kind.PERSON_AMBIGUOUS, place, word=word, names="; ".join(self._full[key] for key in keys))
        return keys[0] if len(keys) == 1 else ""

    def _note(self, word: str, person: Person) -> None:
        self._by_word.setdefault(words.fold(word), {})[person.key] = None
