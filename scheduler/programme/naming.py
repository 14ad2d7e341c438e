"""What the name of a school says, apart from how it is spelt: kind, number, own words, settlement, district, honour.

Pure. Two spellings of one school agree, two schools do not; what is said on one side only proves nothing, and whoever
asks has to look whether it is the only one.
"""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from scheduler.programme import name_words
from scheduler.programme.name_words import REMEMBERED, is_adjective, root

CLOSE = 0.85
"""Of two words that may be one with a slip of the pen."""
ROOT = 5
"""Letters that «Голуметь» and «Голуметская» have in common at least."""
INITIALS = 2
"""Of a person; what stands behind them or behind a surname is none."""
_YEARS = "лет"


ORDINARY = frozenset(("средняя", "основная", "начальная"))
"""Kinds that the word «школа» alone may mean; whoever means a lyceum says so."""


class Agreement(Enum):
    """How far two names go together, the farthest last."""

    SAME = "same"
    """They say the same."""
    OPEN = "open"
    """Nothing speaks against it, and one says less."""
    PERHAPS = "perhaps"
    """A slip of the pen would explain it; so would a second school."""
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Name:
    """The parts of a name. Words are kept by their roots, so that no case of theirs counts."""

    form: str
    kinds: frozenset[str]
    number: str
    own: frozenset[str]
    settlements: frozenset[str]
    districts: frozenset[str]
    honours: frozenset[str]
    school: bool
    """Whether it says at all that it is a school."""


@lru_cache(REMEMBERED)
def read(title: str) -> Name:
    """The parts of a name as somebody wrote it."""
    tokens = name_words.tokens_of(title)
    reader = _Reader(tokens)
    while reader.at < len(tokens):
        reader.step()
    return reader.name()


class _Reader:
    """Walks over the words of a name once."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self.at = 0
        self._tokens = tokens
        self._said = name_words.said()
        self._form, self._number, self._school = "", "", False
        self._kinds: set[str] = set()
        self._own: list[tuple[str, str]] = []
        self._settlements: set[str] = set()
        self._districts: set[str] = set()
        self._honours: set[str] = set()

    def name(self) -> Name:
        own = frozenset(bare for _, bare in self._own)
        return Name(self._form, frozenset(self._kinds), self._number, own, frozenset(self._settlements),
                    frozenset(self._districts), frozenset(self._honours), self._school or bool(self._kinds))

    def step(self) -> None:
        """Take one word, or as many as belong together."""
        word = self._tokens[self.at]
        self.at += 1
        if word.isdigit():
            self._take_number(word)
        elif word in self._said.honour:
            self._take_honour()
        elif word in self._said.settlements and self._names_place():
            self._take_settlement()
        elif word in self._said.districts:
            self._districts.update(self._back())
        else:
            self._take_word(word)

    def _take_number(self, word: str) -> None:
        if self.at < len(self._tokens) and self._tokens[self.at].startswith(_YEARS):
            self._own.append((word, word))  # «60-летия Победы» is no number of a school
        else:
            self._number = self._number or word.lstrip("0") or "0"

    def _take_honour(self) -> None:
        """To the next part of the name; of «им. А. С. Пушкина с. Кедровка» the first «с» is an initial."""
        initials = 0
        while self.at < len(self._tokens) and (self._is_initial(initials) or not self._opens()):
            word = self._tokens[self.at]
            initials = initials + 1 if len(word) == 1 else INITIALS
            self._honours.update([root(word)] if len(word) > 1 else [])
            self.at += 1

    def _is_initial(self, before: int) -> bool:
        word = self._tokens[self.at]
        return len(word) == 1 and not word.isdigit() and before < INITIALS

    def _take_settlement(self) -> None:
        first = self._tokens[self.at]
        self.at += 1
        self._settlements.add(root(first))
        if is_adjective(first) and self.at < len(self._tokens) and not self._opens():
            self._settlements.add(root(self._tokens[self.at]))
            self.at += 1

    def _take_word(self, word: str) -> None:
        bare = root(word)
        if word in self._said.forms:
            self._form = self._form or word
        elif bare in self._said.school:
            self._school = True
        elif bare in self._said.kinds:
            self._kinds |= self._said.kinds[bare]
        elif word.endswith("мо") and len(word) <= 5:
            self._districts.add(word)  # an abbreviated municipality: УКМО, ИРМО
        elif bare not in self._said.filler and len(word) > 1:
            self._own.append((word, bare))

    def _back(self) -> list[str]:
        """The adjective that was taken for a word of the school's own and belongs to what follows it."""
        return [self._own.pop()[1]] if self._own and is_adjective(self._own[-1][0]) else []

    def _names_place(self) -> bool:
        """«с» is a village before a name, and a preposition before what a school teaches."""
        if self.at >= len(self._tokens):
            return False
        after = self._tokens[self.at]
        return not after.isdigit() and root(after) not in self._said.filler and not self._opens()

    def _opens(self) -> bool:
        """Whether the next word begins another part of the name."""
        word = self._tokens[self.at]
        bare = root(word)
        said = self._said
        return (word.isdigit() or word in said.settlements or word in said.honour or word in said.forms
                or bare in said.kinds or bare in said.school)


def agree(one: Name, other: Name) -> Agreement:
    """How far two names go together, whatever else is known of them."""
    found = [_of_kinds(one.kinds, other.kinds), _of_numbers(one.number, other.number),
             *map(_of_sets, (one.settlements, one.districts, one.honours),
                  (other.settlements, other.districts, other.honours))]
    if Agreement.DIFFERENT in found or not _share(one, other):
        return Agreement.DIFFERENT
    found.append(_of_own(one, other))  # the dearest question comes last
    return next(grade for grade in reversed(Agreement) if grade in found)


def _share(one: Name, other: Name) -> bool:
    """Whether anything that makes a school itself stands in both."""
    return bool((one.number and one.number == other.number) or one.own & other.own
                or one.settlements & other.settlements or one.honours & other.honours or _kindred(one, other))


def _of_kinds(one: frozenset[str], other: frozenset[str]) -> Agreement:
    if one == other:
        return Agreement.SAME
    if not one or not other:
        return Agreement.OPEN if one | other <= ORDINARY else Agreement.PERHAPS
    return Agreement.PERHAPS if one < other or other < one else Agreement.DIFFERENT


def _of_numbers(one: str, other: str) -> Agreement:
    if one == other:
        return Agreement.SAME
    return Agreement.DIFFERENT if one and other else Agreement.PERHAPS


def _of_own(one: Name, other: Name) -> Agreement:
    mine, theirs = one.own, other.own
    if mine == theirs:
        return Agreement.SAME
    if not mine or not theirs:
        if one.number and one.number == other.number:
            return Agreement.OPEN
        return Agreement.PERHAPS
    if mine < theirs or theirs < mine or _close(mine, theirs):
        return Agreement.PERHAPS
    return Agreement.DIFFERENT


def _of_sets(one: frozenset[str], other: frozenset[str]) -> Agreement:
    if one == other:
        return Agreement.SAME
    if not one or not other:
        return Agreement.OPEN
    return Agreement.OPEN if one & other else Agreement.DIFFERENT


def _close(one: Iterable[str], other: Iterable[str]) -> bool:
    first, second = " ".join(sorted(one)), " ".join(sorted(other))
    matcher = difflib.SequenceMatcher(None, first, second)
    return matcher.real_quick_ratio() >= CLOSE and matcher.quick_ratio() >= CLOSE and matcher.ratio() >= CLOSE


def _kindred(one: Name, other: Name) -> bool:
    """«СОШ с. Голуметь» and «Голуметская СОШ», or one word misspelt."""
    if one.own and other.own:
        return _close(one.own, other.own)
    pairs = [(here, there) for here in one.own | one.settlements for there in other.own | other.settlements]
    return any(len(min(pair, key=len)) >= ROOT and (pair[0].startswith(pair[1]) or pair[1].startswith(pair[0]))
               for pair in pairs)
