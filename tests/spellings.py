"""The odd ways in which people write one deadline: a table of spellings for whoever reads them.

`spellings` writes a value with its years in full, so that it has one meaning in any document; with a `Context` also
the ways that leave the year to the document. `worn` does to a phrase what scanning and narrow columns do: its reading
may be unsure, but never another one. What repeats stands in `spellings_of_rules.py`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from hypothesis import strategies as st

from messages import deadlines, recurrences
from scheduler.programme.reading import Context
from scheduler.programme.when import NO_DATE, When
from tests import spellings_of_rules
from tests.spellings_of_spans import GENITIVE, NOMINATIVE, YEARS, days, of, short_of


@dataclass(frozen=True, slots=True)
class Deadline:
    """What a phrase may mean, as `Reading` has it: a day or a range, a rule within `when`, or several `parts`."""

    when: When = NO_DATE
    recurrence: str = ""
    parts: tuple[When, ...] = ()

    @property
    def plain(self) -> str:
        """The phrase that the product writes."""
        if self.recurrence:
            return recurrences.written(self.recurrence, self.when.start, self.when.end)
        return deadlines.listed(self.parts) if self.parts else deadlines.written(self.when)


def spellings(value: Deadline, context: Context | None = None) -> tuple[str, ...]:
    """All of them, each once; the product's own first."""
    return tuple(dict.fromkeys(chain.from_iterable(map(outward, [value.plain, *_bases(value, context)]))))


def values(first: int = 2005, last: int = 2035) -> st.SearchStrategy[Deadline]:
    """What a document of these years may say."""
    days = st.dates(date(first, 1, 1), date(last, 12, 31))
    months = st.builds(_month_of, days)
    ranges = st.builds(lambda start, length: When(start, start + timedelta(length)), days, st.integers(0, 400))
    spans = st.builds(lambda start, length: When(start.start, _month_of(_start(start) + timedelta(length)).end), months,
                      st.integers(0, 400))
    one = st.builds(lambda end: When(None, end), days) | ranges | months | spans
    lists = st.lists(days, min_size=2, max_size=4, unique=True).map(lambda found: [When(each, each) for each in found])
    of_months = st.lists(months, min_size=2, max_size=4, unique=True)
    several = (lists | of_months).map(lambda found: tuple(sorted(found, key=_start)))
    return (st.builds(Deadline, one) | st.builds(lambda parts: Deadline(parts=parts), several)
            | st.builds(lambda rule: Deadline(recurrence=rule), st.sampled_from(list(spellings_of_rules.rules())))
            | st.builds(Deadline, spans, st.sampled_from(list(spellings_of_rules.rules()))))


def context_of(value: Deadline, *, school: bool) -> Context:
    """The year of a document that could say it without naming its year."""
    end = value.when.end or (value.parts[-1].end if value.parts else None) or date(2024, 1, 1)
    if not school:
        return Context(end.year, end.year)
    first = end.year if end.month > 7 else end.year - 1
    return Context(first, first + 1)


def _month_of(day: date) -> When:
    following = (day.replace(day=1) + timedelta(31)).replace(day=1)
    return When(day.replace(day=1), following - timedelta(1))


def _start(when: When) -> date:
    return when.start or date.min


def outward(phrase: str) -> Iterator[str]:
    """Letters and blanks that change nothing."""
    yield from (phrase, phrase[:1].upper() + phrase[1:], phrase.upper(), phrase.replace(" ", "\u00a0"),
                phrase.replace(" ", "\n"), phrase.replace(" ", "  "), f" {phrase} ", phrase.replace("ё", "е"))


def worn(phrase: str) -> tuple[str, ...]:
    """Words torn in two, the dash of a range lost, «но» for «по», Latin letters for ours that look alike."""
    torn = [f"{phrase[:at]}{gap}{phrase[at:]}" for word in re.finditer(r"[а-яё]{6,}", phrase)
            for at in (word.start() + 3, word.end() - 3) for gap in (" ", "\n", "-\n")]
    lost = [re.sub(r" ?[-–—] ?", " ", phrase, count=1)] if re.search(r"[а-я.\d] ?[-–—] ?[а-я\d]", phrase) else []
    others = [phrase.replace(" по ", " но "), phrase.translate(str.maketrans("асе", "ace"))]
    return tuple(dict.fromkeys(each for each in [*torn, *lost, *others] if each != phrase))


def _bases(value: Deadline, context: Context | None) -> Iterator[str]:
    if value.recurrence:
        yield from spellings_of_rules.of_rule(value.recurrence, value.when.start, value.when.end)
    elif value.parts:
        yield from _list(value.parts)
        yield from _without_years(value, context, _list_without_year)
    elif value.when == NO_DATE:
        yield from ("без срока", "нет срока", "-", "—", "–")
    else:
        yield from of(value.when)
        yield from _without_years(value, context, lambda _, context: short_of(value.when, context))


def _without_years(value: Deadline, context: Context | None,
                   ways: Callable[[Deadline, Context], Iterator[str]]) -> Iterator[str]:
    """Only where the document's year is that of every end."""
    ends = [end for when in value.parts or (value.when,) for end in (when.start, when.end) if end]
    if context and all(year_of(end.month, context) == end.year for end in ends):
        yield from ways(value, context)


def year_of(month: int, context: Context) -> int:
    """In which year a month lies of which the document says no more."""
    return context.last if context.school and month < 8 else context.first


def _list(parts: Sequence[When]) -> Iterator[str]:
    """Each entry in full; of one month or year also with what they share at the end."""
    ways = zip(*map(_entries, parts), strict=True)
    yield from (joined for entries in ways for joined in _joined(entries))
    firsts = [each.start for each in parts if each.start]
    if len(firsts) == len(parts) and len({each.year for each in firsts}) == 1:
        yield from (f"{words} {year.format(firsts[0].year)}" for words in _shared(parts) for year in YEARS[:4])


def _list_without_year(value: Deadline, _: Context) -> Iterator[str]:
    yield from _shared(value.parts)
    if all(each.start and each.end and deadlines.one_month(each.start, each.end) for each in value.parts):
        names = [NOMINATIVE[each.start.month - 1] for each in value.parts if each.start]
        yield from (" ".join(names), "\n".join(names))


def _shared(parts: Sequence[When]) -> Iterator[str]:
    firsts = [each.start for each in parts if each.start]
    if all(deadlines.one_month(each.start, each.end) for each in parts if each.start and each.end):
        yield from _joined([NOMINATIVE[each.month - 1] for each in firsts])
    elif all(each.start == each.end for each in parts):
        yield from _joined([f"{each.day} {GENITIVE[each.month - 1]}" for each in firsts])
        if len({each.month for each in firsts}) == 1:
            for words in _joined([str(each.day) for each in firsts]):
                yield f"{words} {GENITIVE[firsts[0].month - 1]}"


def _entries(when: When) -> list[str]:
    start, end = when.start, when.end
    assert end
    if start is None:
        return [f"до {day}" for day in days(end)]
    if start == end:
        return list(days(end))
    return [deadlines.written(when), deadlines.in_table(when)]


def _joined(entries: Sequence[str]) -> Iterator[str]:
    *before, last = entries
    for comma in (", ", ",", "; "):
        yield from (comma.join(entries), f"{comma.join(before)} и {last}")
    if all(re.search(r"\d[ .]", each) for each in entries):
        yield from ("\n".join(entries), " / ".join(entries))
