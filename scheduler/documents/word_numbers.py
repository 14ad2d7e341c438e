"""The numbers that Word counts by itself before paragraphs: they stand nowhere in the text, only in definitions.

Paragraphs have to be asked in their order, each once, because each moves the counters on.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from scheduler.documents.word_file import Element, WordFile, attribute, child, children, value

_LEVELS = 9
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level counts. `restart`: after which level it begins anew, counted from 1; 0 is never."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None


@dataclass(slots=True)
class _List:
    """One numbering with its own starts, and the counters that it may share with others."""

    levels: dict[int, _Level]
    counters: dict[int, int]
    starts: dict[int, int] = field(default_factory=dict)


class Counter:
    """Counts what Word would show."""

    def __init__(self, file: WordFile) -> None:
        self._abstract = {attribute(each, "abstractNumId"): each for each in children(file.numbering, "abstractNum")}
        self._numbers = {attribute(each, "numId"): each for each in children(file.numbering, "num")}
        self._styles = {attribute(each, "styleId"): each for each in children(file.styles, "style")}
        self._counters: dict[str, dict[int, int]] = {}
        self._lists: dict[str, _List] = {}

    def mark(self, paragraph: Element) -> str:
        """The number of this paragraph, or "". A bullet is one sign."""
        properties = child(paragraph, "pPr")
        if child(child(properties, "rPr"), "del") is not None:  # deleted, and so not counted
            return ""
        number, level = self._numbering(properties)
        found = self._list(number)
        if found is None or level not in found.levels:
            return ""
        self._advance(found, level)
        return _shown(found, level)

    def _numbering(self, properties: Element | None, seen: int = 0) -> tuple[str, int]:
        """The list and the level, its own or those of its style and of what the style is based on."""
        own = child(properties, "numPr")
        number, level = value(own, "numId"), value(own, "ilvl")
        style = self._styles.get(value(properties, "pStyle")) if not seen else None
        while not number and style is not None and seen < _LEVELS:
            seen += 1
            inherited = child(child(style, "pPr"), "numPr")
            number, level = value(inherited, "numId"), level or value(inherited, "ilvl")
            style = self._styles.get(value(style, "basedOn"))
        return number, int(level) if level.isdecimal() else 0

    def _list(self, number: str) -> _List | None:
        if number in ("", "0"):
            return None
        if number not in self._lists and number in self._numbers:
            self._lists[number] = self._made(self._numbers[number])
        return self._lists.get(number)

    def _made(self, number: Element) -> _List:
        name = self._defining(value(number, "abstractNumId"))
        levels = dict(_levels(self._abstract.get(name)))
        made = _List(levels, self._counters.setdefault(name, {}))
        for override in children(number, "lvlOverride"):
            level = _whole(attribute(override, "ilvl"))
            levels |= dict(_levels(override))
            if start := value(override, "startOverride"):
                made.starts[level] = _whole(start, 1)
        return made

    def _defining(self, name: str) -> str:
        """The numbering that really defines the levels: one may only name a style, which names another."""
        style = self._styles.get(value(self._abstract.get(name), "numStyleLink"))
        linked = self._numbers.get(value(child(child(style, "pPr"), "numPr"), "numId"))
        return value(linked, "abstractNumId") or name

    def _advance(self, found: _List, level: int) -> None:
        counters = found.counters
        start = found.starts.pop(level, None)
        if start is not None:  # a list of its own, which begins anew where it first appears
            counters[level] = start
        elif level in counters:
            counters[level] += 1
        else:
            counters[level] = found.levels[level].start
        for deeper in range(level + 1, _LEVELS):
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or level < restart:
                counters.pop(deeper, None)


def _levels(defining: Element | None) -> Iterator[tuple[int, _Level]]:
    for each in children(defining, "lvl"):
        restart = value(each, "lvlRestart")
        yield _whole(attribute(each, "ilvl")), _Level(
            _whole(value(each, "start"), 1), value(each, "numFmt") or "decimal", value(each, "lvlText"),
            child(each, "isLgl") is not None, int(restart) if restart.isdecimal() else None)


def _shown(found: _List, level: int) -> str:
    own = found.levels[level]
    if own.form == "bullet":
        return "•"
    text = own.text
    for place in range(_LEVELS):
        if f"%{place + 1}" in text:
            above = found.levels.get(place, _Level())
            count = found.counters.get(place, above.start)
            text = text.replace(f"%{place + 1}", _written(count, "decimal" if own.legal else above.form))
    return text.strip()


def _written(count: int, form: str) -> str:
    match form:
        case "none":
            return ""
        case "decimalZero":
            return f"{count:02}"
        case "upperRoman":
            return _roman(count).upper()
        case "lowerRoman":
            return _roman(count)
        case "upperLetter" | "lowerLetter":
            return _letters(count, _LATIN, form.startswith("upper"))
        case "russianUpper" | "russianLower":
            return _letters(count, _RUSSIAN, form.endswith("Upper"))
    return str(count)


def _roman(count: int) -> str:
    written = ""
    for worth, sign in _ROMAN:
        times, count = divmod(count, worth)
        written += sign * min(times, _LEVELS)
    return written


def _letters(count: int, alphabet: str, upper: bool) -> str:
    """After the last letter come «aa», «bb» …"""
    times, place = divmod(max(count, 1) - 1, len(alphabet))
    written = alphabet[place] * min(times + 1, _LEVELS)
    return written.upper() if upper else written


def _whole(text: str, otherwise: int = 0) -> int:
    return int(text) if text.isdecimal() else otherwise
