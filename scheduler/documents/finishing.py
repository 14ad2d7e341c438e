"""Activities whose rows have been read, made into values: deadlines understood, thresholds found, concerns named."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from scheduler.documents import concerns, thresholds
from scheduler.documents.document import Indicator, Row
from scheduler.documents.drafts import Draft
from scheduler.programme import phrases
from scheduler.programme.reading import Context, Doubt, Reading, Sort, Status, Why
from scheduler.programme.when import When

REMEMBERED = 1024
"""Deadlines: a plan says the same ones again and again."""


def rows(drafts: Sequence[Draft], context: Context | None) -> tuple[Row, ...]:
    """The rows of a document, with what a person should look at."""
    return concerns.marked([(draft, _row(draft)) for draft in drafts], context)


def _row(draft: Draft) -> Row:
    found = reading(draft)
    return Row(draft.table, draft.place, draft.section, draft.number, draft.activity, found.phrase, found,
               tuple(draft.owners), tuple(draft.results), tuple(_indicators(draft.activity, draft.results)), (),
               draft.others or None)


def reading(draft: Draft) -> Reading:
    """What its deadline means in the years and under the heading where it stands."""
    if draft.inherited and not draft.phrases and not draft.within:
        return draft.inherited
    if not draft.phrase:
        return Reading("", Status.READ, Sort.NONE)
    found = replace(_understood(draft.phrase, draft.years, draft.above), phrase=draft.phrase)
    if draft.serial and found.status is Status.READ:
        return replace(found, status=Status.UNSURE, doubts=(*found.doubts, Doubt(Why.SLIP, draft.phrase)))
    return _within_stage(draft, found)


@lru_cache(REMEMBERED)
def _understood(phrase: str, years: Context | None, above: When | None) -> Reading:
    return phrases.understood(phrase, years, above)


def _within_stage(draft: Draft, found: Reading) -> Reading:
    """What comes again and again without bounds of its own does so while its stage lasts."""
    if not draft.inherited or not draft.above or not found.recurrence or found.when.end:
        return found
    return replace(found, when=draft.above, phrase=found.phrase if draft.phrases else draft.inherited.phrase)


def _indicators(activity: str, results: Iterable[str]) -> Iterable[Indicator]:
    """Those of the results, and of the activity what no result repeats."""
    of_results = [each for result in results for each in thresholds.find(result)]
    known = {(each.plan, each.unit) for each in of_results}
    yield from dict.fromkeys(of_results)
    yield from (each for each in thresholds.find(activity) if (each.plan, each.unit) not in known)
