"""What people write below a photo of a paper («Приказ № 124-р от 12.03.2018 О списке школ») → what its register has.

Nothing is guessed in silence: what was understood is shown before it is written down, and words that begin like no
paper, or name neither its number nor its day, are not understood at all.
"""

import re
from dataclasses import dataclass
from datetime import date

from scheduler.programme.phrases import DAY_WITHIN, past_day
from scheduler.programme.words import REGISTERS, clean, fold
from storage.registers import Register

TITLE, NUMBER, PARTNER = 600, 60, 300
"""Characters; the titles of orders are long."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What was understood. `day` is None where none is named, or one that lies ahead."""

    register: Register
    title: str
    number: str
    day: date | None
    partner: str


def _known(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_BY_LENGTH = sorted(REGISTERS, key=len, reverse=True)
_KIND = _known(rf"({'|'.join(_BY_LENGTH)})(?!\w)[\s.,:–—-]*")
_SIGN = r"(?:№|#|\bномер\b|\bn(?=\s?\d))"
_NUMBER = rf"{_SIGN}\s*([\w/.–-]*\d[\w/.–-]*)"
_HEAD = _known(rf"{_NUMBER}[\s,]*")
_DATED = _known(rf"\b(?:от|за)\s+({DAY_WITHIN})(?:[\s,]*{_NUMBER})?")
_BEFORE = _known(rf"{_NUMBER}[\s,]*$")
_DAY_FIRST = _known(rf"({DAY_WITHIN})(?:[\s,]*{_NUMBER})?")
_DAY_LAST = _known(rf"({DAY_WITHIN})\s*$")
_ABOUT = _known(r"(?:о|об|обо)\s")
_PARTNER = _known(r"(?:с|со|между)\s+(.+?)(?:[\s.,:;]+((?:о|об|обо)\s.+))?$")
_EDGES = " .,:;–—-"


def read(caption: str, today: date) -> Caption | None:
    """None where these words are nothing for a register. Pure."""
    text = clean(caption)
    kind = _KIND.match(text)
    if kind is None:
        return None
    found = _stamped(text[kind.end():], REGISTERS[fold(kind[1])])
    if found is None:
        return None
    register, day = REGISTERS[fold(kind[1])], past_day(found.day.strip(_EDGES), today) if found.day else None
    if found.day and day is None:
        return None
    title, partner = _titled(register, kind[1], found)
    number = number_of(found.number)
    if len(title) > TITLE or len(number) > NUMBER or len(partner) > PARTNER:
        return None
    return Caption(register, title, number, day if day and day <= today else None, partner)


def number_of(text: str) -> str:
    """A number as it is kept: «№ 124-р.» is «124-р»."""
    return re.sub(rf"^{_SIGN}\s*", "", clean(text), flags=re.IGNORECASE).strip(_EDGES)


def same_number(one: str, other: str) -> bool:
    """Whether two spellings are of one number."""
    return fold(one).replace(" ", "") == fold(other).replace(" ", "")


@dataclass(frozen=True, slots=True)
class _Stamped:
    """The words without number and day, which stand between these two parts."""

    before: str
    after: str
    number: str
    day: str

    @property
    def words(self) -> str:
        return " ".join(filter(None, (self.before.strip(_EDGES), self.after.strip(_EDGES))))


def _stamped(words: str, register: Register) -> _Stamped | None:
    """Number and day, where they stand as they do on papers; a number within the title is none."""
    if head := _HEAD.match(words):
        rest = words[head.end():]
        dated = _DATED.search(rest) or _DAY_FIRST.match(rest) or _last(rest, register)
        if dated is None:
            return _Stamped("", rest, head[1], "")
        return _Stamped(rest[:dated.start()], rest[dated.end(1):], head[1], dated[1])
    if dated := _DATED.search(words) or _DAY_FIRST.match(words):
        before, number = words[:dated.start()], dated[2] or ""
        if not number and (beside := _BEFORE.search(before)):
            before, number = before[:beside.start()], beside[1]
        return _Stamped(before, words[dated.end():], number, dated[1])
    if dated := _last(words, register):
        return _Stamped(words[:dated.start()], "", "", dated[1])
    return None


def _last(words: str, register: Register) -> re.Match[str] | None:
    """A bare day at the end; in the title of an order it is that of something else."""
    return None if register is Register.ORDER else _DAY_LAST.search(words)


def _titled(register: Register, kind: str, found: _Stamped) -> tuple[str, str]:
    """Title and partner. What would be lost of the words, an issuer for one, stays in the title with the kind."""
    words, partner = found.words, ""
    if register is Register.AGREEMENT and (named := _PARTNER.match(words)):
        partner, about = named[1].strip(_EDGES), named[2] or ""
        return (_as_title(about), partner) if about else (_as_title(f"{kind} {words}"), partner)
    if not words:
        return _as_title(" ".join(filter(None, (kind, found.number and f"№ {number_of(found.number)}")))), ""
    whole = found.before.strip(_EDGES)
    return _as_title(words if not whole or _ABOUT.match(whole) else f"{kind} {words}"), partner


def _as_title(words: str) -> str:
    """Without the quotes around the whole, also where the last one closes two, and with a capital letter."""
    words = words.strip(_EDGES)
    if words[:1] == "«":
        if words.count("«") > words.count("»"):
            words = words[1:]
        elif _closes_at(words) == len(words) - 1:
            words = words[1:-1]
    return words[:1].upper() + words[1:]


def _closes_at(words: str) -> int:
    """Where the quote that opens these words is closed; -1 for nowhere."""
    depth = 0
    for at, sign in enumerate(words):
        depth += (sign == "«") - (sign == "»")
        if depth == 0:
            return at
    return -1
