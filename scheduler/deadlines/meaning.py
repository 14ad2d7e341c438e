"""Tokens → the meaning of a phrase: which of its clauses say when, what the others take from its sureness."""

import re
from collections.abc import Sequence
from dataclasses import replace

from scheduler.deadlines import assembly, recurring
from scheduler.deadlines.clauses import clauses, elsewhere, without_hours, without_schedule
from scheduler.deadlines.items import NotRead
from scheduler.deadlines.lexicon import Kind
from scheduler.deadlines.pieces import Following, Note, Numbered, Often
from scheduler.deadlines.reader import Reader
from scheduler.deadlines.recurring import Unspecified
from scheduler.deadlines.rules import Line
from scheduler.deadlines.tokens import Token
from scheduler.programme.reading import Context, Doubt, Reading, Sort, Status, Why
from scheduler.programme.when import NO_DATE, When

_CLOSER = {Kind.WEEK, Kind.DECADE, Kind.HALF_OF, Kind.START, Kind.MIDDLE, Kind.END}
_HARMLESS = re.compile(r"n?[ab_]*a|[nro]?l|[?,_AIZ-]+")
"""Remarks in brackets, as signs of `Kind`: how long it lasts, or words that say nothing of time."""


def meaning(tokens: Sequence[Token], context: Context | None, above: When | None) -> Reading:
    """Of a whole phrase; the phrase itself stands with whoever asks."""
    whole = _completed(_mended(tokens), above)
    outer, asides = _brackets(whole)
    if not asides or _belongs(outer, asides):
        return _plain(whole, context)
    if not outer:
        outer, asides = asides[0], asides[1:]
    return _with_asides(outer, asides, context)


def _with_asides(outer: Sequence[Token], asides: Sequence[Sequence[Token]], context: Context | None) -> Reading:
    main = _plain(outer, context)
    for aside in asides:
        other = _plain(aside, context)
        text = Doubt(Why.LEFT_OVER, _text(aside))
        if other.dated and not main.dated:
            main = _unsure(other, Doubt(Why.LEFT_OVER, _text(outer)))
        elif other.dated and (other.when, other.recurrence) != (main.when, main.recurrence):
            main = _unsure(other if _inside(other, main) else main, Doubt(Why.VAGUE, _text(aside)))
        elif main.dated and not other.dated and not _HARMLESS.fullmatch("".join(token.kind for token in aside)):
            main = _unsure(main, text)
        elif main.dated and not other.dated:
            main = replace(main, doubts=(*main.doubts, text))
    return main


def _unsure(reading: Reading, doubt: Doubt) -> Reading:
    """The same, to be confirmed."""
    return replace(reading, status=Status.UNSURE, doubts=(*reading.doubts, doubt))


def _inside(inner: Reading, outer: Reading) -> bool:
    one, all_ = inner.when, outer.when
    return bool(one.start and one.end and all_.start and all_.end and all_.start <= one.start and one.end <= all_.end)


def _plain(tokens: Sequence[Token], context: Context | None) -> Reading:
    """Of a phrase without brackets, or with those that belong to its words."""
    tokens = without_hours(tokens)
    kept: list[Token] = []
    dropped, sort = [], Sort.UNKNOWN
    for clause in clauses(tokens):
        if found := elsewhere(clause, lone=not kept):
            head = without_schedule(clause) if found is Sort.UNSPECIFIED else []
            sort = found
            dropped.append(_text(clause[len(head) :]))
            clause = head
        kept += [*clause, *_COMMA] if clause else []
    if not dropped:
        return _timed(tokens, context)
    rest = _timed(kept[:-1], context) if kept else None
    if rest is None or not rest.dated:
        why = Why.RELATIVE if sort is Sort.RELATIVE else Why.ELSEWHERE
        return Reading("", Status.NOT_UNDERSTOOD, sort, doubts=(Doubt(why),), anchor=_text(tokens))
    return _unsure(rest, Doubt(Why.LEFT_OVER, "; ".join(dropped)))


_COMMA = (Token(Kind.COMMA, ","),)


def _timed(tokens: Sequence[Token], context: Context | None) -> Reading:
    """Of words that all speak of time."""
    bare, weekdays = _without_weekdays(tokens)
    pieces = Reader(Line(bare), context).pieces()
    try:
        if any(isinstance(piece, Often | Numbered | Following) for piece in pieces):
            found = recurring.read(pieces, context)
            return _made(Sort.RECURRING, found.notes, _bounds(found), (), found.rule)
        days = assembly.assemble(pieces, context)
    except Unspecified:
        return Reading("", Status.NOT_UNDERSTOOD, Sort.UNSPECIFIED, doubts=(Doubt(Why.ELSEWHERE),))
    except NotRead as problem:
        doubt = problem.doubt if problem.doubt.words else replace(problem.doubt, words=_text(tokens))
        return Reading("", Status.NOT_UNDERSTOOD, Sort.UNKNOWN, doubts=(doubt,))
    if not days.parts:
        begun = When(days.beginning, None, open_end=True) if days.beginning else NO_DATE
        return _made(Sort.DAYS, days.notes, begun, ())
    return _of_days(days, weekdays)


def _bounds(found: recurring.Rule) -> When:
    """A rule may have a beginning without an end."""
    return When(found.start, found.end, open_end=found.start is not None and found.end is None)


def _of_days(days: assembly.Assembled, weekdays: Sequence[Token]) -> Reading:
    parts, notes = days.parts, days.notes
    sort = Sort.WHOLE_PERIOD if days.whole else (Sort.LIST if len(parts) > 1 else Sort.DAYS)
    starts = [part.start for part in parts]
    ends = [part.end for part in parts if part.end]
    start = min((one for one in starts if one), default=None) if starts[0] is not None else None
    if any(one is None for one in starts) and any(one is not None for one in starts):
        notes = (*notes, Note(Doubt(Why.VAGUE)))
    when = When(start, max(ends))
    if weekdays and when.start == when.end and when.end and when.end.weekday() != weekdays[0].value:
        notes = (*notes, Note(Doubt(Why.WEEKDAY, weekdays[0].text)))
    return _made(sort, notes, when, parts if sort is Sort.LIST else ())


def _made(sort: Sort, notes: Sequence[Note], when: When, parts: tuple[When, ...], rule: str = "") -> Reading:
    status = Status.UNSURE if any(note.unsure for note in notes) else Status.READ
    doubts = tuple(dict.fromkeys(note.doubt for note in notes))
    return Reading("", status, sort, when, rule, parts, doubts)


def _brackets(tokens: Sequence[Token]) -> tuple[list[Token], list[list[Token]]]:
    """The phrase without its brackets, and what stands in each."""
    outer: list[Token] = []
    asides: list[list[Token]] = []
    open_ = False
    for token in tokens:
        if token.kind is Kind.OPEN:
            open_ = True
            asides.append([])
        elif token.kind is Kind.CLOSE:
            open_ = False
        else:
            (asides[-1] if open_ else outer).append(token)
    return outer, [aside for aside in asides if aside]


def _belongs(outer: Sequence[Token], asides: Sequence[Sequence[Token]]) -> bool:
    """Whether the brackets say which part of the month is meant, or when the «2 раза» are."""
    kinds = {token.kind for aside in asides for token in aside}
    month = any(token.kind is Kind.MONTH for token in outer)
    bare = kinds <= {Kind.NUMBER, Kind.DASH, Kind.BY, Kind.FROM, Kind.DAY_OF_MONTH} and Kind.DASH in kinds
    closer = (bool(kinds & _CLOSER) and not kinds & {Kind.MONTH, Kind.WORD}) or kinds == {Kind.WEEKDAY}
    often = {Kind.TIMES, Kind.FREQUENCY}
    return (month and (closer or bare)) or bool(kinds & often) or any(token.kind in often for token in outer)


def _mended(tokens: Sequence[Token]) -> list[Token]:
    """«с 01.11 но 10.11»: between two dates after «с» only «по» can have been meant."""
    found: list[Token] = []
    since = False
    for number, token in enumerate(tokens):
        after = tokens[number + 1].kind if number + 1 < len(tokens) else None
        since = since or token.kind is Kind.FROM
        if since and token.kind is Kind.WORD and len(token.text) <= 2 and after in (Kind.DATE, Kind.NUMBER, Kind.MONTH):
            token = replace(token, kind=Kind.BY, slip=True)
        found.append(token)
    return found


def _completed(tokens: list[Token], above: When | None) -> list[Token]:
    """«1 неделя», «до 15 числа», «в течение месяца» below a row of one month are of that month."""
    if above is None or above.start is None or above.end is None or (
            (above.start.year, above.start.month) != (above.end.year, above.end.month)):
        return tokens
    kinds = {token.kind for token in tokens}
    if kinds & {Kind.MONTH, Kind.DATE, Kind.QUARTER, Kind.TERM, Kind.OF_YEAR, Kind.EVERY, Kind.FREQUENCY, Kind.TIMES,
                Kind.ANCHOR, Kind.NO_SCHEDULE}:
        return tokens
    if not kinds & {Kind.WEEK, Kind.DECADE, Kind.OF_MONTH, Kind.DAY_OF_MONTH, Kind.NUMBER}:
        return tokens
    month = [Token(Kind.MONTH, "", above.start.month), Token(Kind.YEAR, "", above.start.year)]
    return [token for token in tokens if token.kind not in (Kind.OF_MONTH, Kind.DAY_OF_MONTH)] + month


def _without_weekdays(tokens: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """A day of the week beside a date only explains it."""
    kinds = {token.kind for token in tokens}
    if not kinds & {Kind.DATE, Kind.MONTH} or kinds & {Kind.FREQUENCY, Kind.EVERY, Kind.TIMES}:
        return list(tokens), []
    kept: list[Token] = []
    taken: list[Token] = []
    for number, token in enumerate(tokens):
        before = tokens[number - 1].kind if number else None
        explains = token.kind is Kind.WEEKDAY and before not in (Kind.EVERY, Kind.ORDINAL, Kind.COUNT, Kind.BY)
        (taken if explains else kept).append(token)
    return kept, taken


def _text(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens if token.text)
