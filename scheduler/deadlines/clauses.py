"""The clauses of a phrase that name no days: counted from something that happens, or sent to another schedule."""

import re
from collections.abc import Iterator, Sequence

from scheduler.deadlines.lexicon import Kind
from scheduler.deadlines.rules import rule
from scheduler.deadlines.tokens import Token
from scheduler.programme.reading import Sort

_LENGTH = "(NUMBER|COUNT) (DASH (NUMBER|COUNT))? (DASH|IN|WORKING|FILLING|SCHOOL)* (OF_DAY|WEEK|OF_MONTH|HOUR|OF_YEAR)"
_RELATIVE = tuple(map(rule, (
    f"DURING {_LENGTH}",
    "DURING (WORKING|FILLING|THIS)* (OF_MONTH|WEEK|OF_DAY|HOUR)(?!m)",
    f"FOR ({_LENGTH}|(OF_DAY|WEEK|OF_MONTH|HOUR))",
    "FROM (OF_DAY|ANCHOR|FILLING)",
    "BY END",
    f"(?<!IN)(?<!EVERY){_LENGTH} (FROM|UNTIL|BY|ANCHOR)",  # but «1 раз в 2 месяца с марта»
    "ANCHOR",
)))
_TERM = re.compile("дневн|недельн|месячн|часов")
_LONE = tuple(map(rule, (
    "(IN|BY|UNTIL)* (START|MIDDLE|END|ORDINAL|NUMBER|ROMAN)* (OF_MONTH|WEEK|OF_DAY|DECADE)",
    "(IN|BY|UNTIL)* (START|MIDDLE|END) (TERM|QUARTER|HALF|TRIMESTER)",
    "(IN|UNTIL)* (TERM|QUARTER|HALF|TRIMESTER)",
)))
"""Parts of a month, of a term and the like that is not named."""


def clauses(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Parted by commas."""
    clause: list[Token] = []
    for token in tokens:
        if token.kind is Kind.COMMA:
            if clause:
                yield clause
            clause = []
        else:
            clause.append(token)
    if clause:
        yield clause


def elsewhere(clause: Sequence[Token], *, lone: bool) -> Sort | None:
    """Whether it is relative or unspecified. `lone`: no clause before it can say of which month it is a part."""
    signs = "".join(token.kind for token in clause)
    if any(token.kind is Kind.NO_SCHEDULE for token in clause):
        return Sort.UNSPECIFIED
    worded = any(token.kind is Kind.WORD and _TERM.search(token.text) for token in clause)
    if worded and any(token.text.startswith("срок") for token in clause):
        return Sort.RELATIVE
    if any(pattern.search(signs) for pattern in _RELATIVE):
        return Sort.RELATIVE
    if lone and any(pattern.fullmatch(signs) for pattern in _LONE):
        return Sort.RELATIVE
    return None


def without_schedule(clause: Sequence[Token]) -> list[Token]:
    """What stands before «по графику», «по мере необходимости»."""
    first = next(number for number, token in enumerate(clause) if token.kind is Kind.NO_SCHEDULE)
    while first and clause[first - 1].kind in (Kind.BY, Kind.IN, Kind.WORD, Kind.FROM, Kind.ANCHOR, Kind.SCHOOL):
        first -= 1
    return list(clause[:first])


def without_hours(tokens: Sequence[Token]) -> list[Token]:
    """«10 часов», «в 14.00»: the hour of a day says nothing of the day."""
    kept: list[Token] = []
    for number, token in enumerate(tokens):
        after = tokens[number + 1].kind if number + 1 < len(tokens) else None
        if token.kind is Kind.HOUR and number and tokens[number - 1].kind is Kind.NUMBER:
            continue
        if token.kind is Kind.NUMBER and after is Kind.HOUR:
            continue
        kept.append(token)
    return kept
