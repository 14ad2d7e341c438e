"""The expressions of a survey: `relevant`, `constraint`, `calculation`, `required`. The only place that knows lxml.

They are XPath 1.0 with the functions of ODK (https://docs.getodk.org/form-operators-functions/). What may be said in
them is for `grammar` to see, when a survey is read; libxml2 works them out over the answers of one sheet, and they can
reach nothing else. Dates are numbers of days, as in ODK, so that they can be compared and reckoned with; what is not
answered is an empty text.

What can go wrong:
* BadExpression    it cannot be read, or says what we do not know
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import repeat
from typing import Any

Answer = str | float | date | tuple[str, ...] | None
"""What is known of a question; options that were chosen together are a tuple of their names."""

REMEMBERED = 4096
"""Expressions that are kept ready."""
PATIENCE = 0.05
"""Seconds for one regular expression: a badly made one must not hold up everybody."""
LONGEST = 1000
"""Characters of an expression; libxml2 would take more, a person cannot read it."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that libxml2 refuses."""
_EPOCH = date(1970, 1, 1)
_LITERAL_OR_NAME = re.compile(r"""("[^"]*"|'[^']*')|\$\{\s*([^}]*?)\s*\}""")
"""XPath 1.0 knows no way to write a quote within its own quotes."""


class BadExpression(ValueError):
    """`part` is what of it is not understood."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


@dataclass(frozen=True, slots=True)
class Expression:
    """One that can be worked out. `names` are the questions it looks at."""

    names: frozenset[str]
    _path: Any

    def value(self, answers: Mapping[str, Answer], today: date, own: Answer = None) -> str | float | bool:
        """A text, a number (which may be no number at all) or a truth. `own` is the answer to its own question."""
        place = _libxml2().Element("answer", today=str(_days(today)))
        place.text = _text(_known(own))
        found = self._path(place, **{name: _known(answers.get(name)) for name in self.names})
        if not isinstance(found, str | float | bool):
            raise TypeError("a place, and no value")
        return found

    def holds(self, answers: Mapping[str, Answer], today: date, own: Answer = None) -> bool:
        """Whether it is true, as XPath takes texts and numbers for true."""
        found = self.value(answers, today, own)
        return bool(found) and not (isinstance(found, float) and math.isnan(found))


@lru_cache(REMEMBERED)
def read(source: str) -> Expression:
    """Make ready. Raises `BadExpression`."""
    if len(source) > LONGEST:
        raise BadExpression(source[:40] + "…")
    names = frozenset(found[2] for found in _LITERAL_OR_NAME.finditer(source) if found[2] is not None)
    path = _LITERAL_OR_NAME.sub(lambda found: found[1] or f"${found[2]}", source)
    etree = _libxml2()
    try:
        expression = Expression(names, etree.XPath(path, extensions=FUNCTIONS, regexp=False, smart_strings=False))
        expression.value({}, _EPOCH)  # a wrong number of arguments shows only now
    except (etree.XPathError, TypeError) as problem:
        raise BadExpression(source) from problem
    return expression


@cache
def _libxml2() -> Any:
    """Some megabytes that most days nobody needs: most surveys have no expressions but `true()`."""
    from lxml import etree

    return etree


def number(text: str | float | bool) -> float:
    """As XPath makes numbers of texts: what is none is not a number."""
    try:
        return float(text)
    except ValueError:
        return math.nan


def _known(answer: Answer) -> str | float:
    match answer:
        case None:
            return ""
        case date():
            return float(_days(answer))
        case tuple():
            return " ".join(answer)
        case int() | float():
            return float(answer)
        case _:
            return _NOT_XML.sub("", answer)


def _text(known: str | float) -> str:
    """As XPath writes numbers."""
    return f"{known:.15g}" if isinstance(known, float) else known


def _days(day: date) -> int:
    return (day - _EPOCH).days


# What ODK adds to XPath. What lxml hands over is first made what the function wants.

def _string(value: Any) -> str:
    value = _plain(value)
    return _text(value) if isinstance(value, float) else str(value)


def _number(value: Any) -> float:
    return number(_plain(value))


def _truth(value: Any) -> bool:
    value = _plain(value)
    return bool(value) and value == value


def _plain(value: Any) -> str | float | bool:
    """`.` comes as a list with the place of the answer."""
    found: str | float | bool = ((value[0].text or "") if value else "") if isinstance(value, list) else value
    return found


def _takes(function: Callable[..., Any], *kinds: Callable[[Any], Any], more: bool = False) -> Callable[..., Any]:
    """The function as libxml2 calls it: an argument of each kind; `more` of the last one may follow."""

    def called(_: Any, *given: Any) -> Any:
        if len(given) < len(kinds) or (len(given) > len(kinds) and not more):
            raise TypeError(f"{len(given)} arguments")
        own = (*kinds, *repeat(kinds[-1], len(given) - len(kinds))) if kinds else ()
        return function(*[kind(each) for kind, each in zip(own, given, strict=True)])

    return called


def _selected_at(chosen: str, place: float) -> str:
    names = chosen.split()
    return names[int(place)] if 0 <= place < len(names) else ""


def _regex(text: str, pattern: str) -> bool:
    import regex  # the same

    try:
        return regex.fullmatch(pattern, text, timeout=PATIENCE) is not None
    except (regex.error, TimeoutError):
        return False


def _today(context: Any) -> float:
    return float(context.context_node.get("today"))


def _date(day: str | float | bool) -> float | str:
    if not isinstance(day, str):
        return float(math.floor(day)) if math.isfinite(day) else math.nan
    try:
        return float(_days(date.fromisoformat(day))) if day else ""
    except ValueError:
        return math.nan


def _int(value: float) -> float:
    return float(math.trunc(value)) if math.isfinite(value) else value


def _pow(base: float, exponent: float) -> float:
    try:
        found = base ** exponent
    except (OverflowError, ZeroDivisionError):
        return math.inf
    return found if isinstance(found, float) else math.nan


def _substr(text: str, start: float, end: float = math.inf) -> str:
    first, last = (int(min(max(place, 0), len(text))) if place == place else 0 for place in (start, end))
    return text[first:last]


FUNCTIONS: dict[tuple[None, str], Callable[..., Any]] = {
    (None, "selected"): _takes(lambda chosen, name: name in chosen.split(), _string, _string),
    (None, "count-selected"): _takes(lambda chosen: float(len(chosen.split())), _string),
    (None, "selected-at"): _takes(_selected_at, _string, _number),
    (None, "if"): _takes(lambda condition, then, otherwise: then if condition else otherwise, _truth, _plain, _plain),
    (None, "coalesce"): _takes(lambda first, second: second if first == "" else first, _plain, _plain),
    (None, "regex"): _takes(_regex, _string, _string),
    (None, "today"): _today,
    (None, "date"): _takes(_date, _plain),
    (None, "int"): _takes(_int, _number),
    (None, "min"): _takes(lambda *values: min(values), _number, more=True),
    (None, "max"): _takes(lambda *values: max(values), _number, more=True),
    (None, "pow"): _takes(_pow, _number, _number),
    (None, "substr"): _takes(_substr, _string, _number, more=True),
}
"""What ODK adds; each is given what libxml2 hands over."""
