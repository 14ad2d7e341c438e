"""A row in words: its deadline as it was read, concerns of the row and doubts of its deadline.

The words stand in `messages/templates/ru/documents/warnings.yaml`; they are data for people, without markup.
"""

from messages import deadlines, lexicon, recurrences
from scheduler.documents.document import Concern, Row, Warned
from scheduler.programme.reading import Doubt, Reading, Why

_WORDS = "documents/warnings"


def deadline(reading: Reading) -> str:
    """What it says, in figures; "" where it names no day."""
    when = reading.when
    if reading.recurrence:
        return recurrences.written(reading.recurrence, when.start, when.end)
    if reading.parts:
        return "; ".join(map(deadlines.in_table, reading.parts))
    return deadlines.in_table(when) if reading.dated else ""


def concern(warned: Warned) -> str:
    """One concern."""
    return lexicon.sayings(_WORDS)[f"concern.{warned.concern}"](dict(warned.facts))


def doubt(doubted: Doubt) -> str:
    """Why a deadline is not sure."""
    return lexicon.sayings(_WORDS)[f"doubt.{doubted.why}"](words=doubted.words)


def warnings(row: Row) -> tuple[str, ...]:
    """All of a row, each once."""
    said = {warned.concern for warned in row.warnings}
    doubts = [each for each in row.deadline.doubts if each.why is not Why.OUTSIDE or Concern.OUTSIDE_PERIOD not in said]
    doubts = [] if Concern.NO_DEADLINE in said else doubts
    return tuple(dict.fromkeys((*map(concern, row.warnings), *map(doubt, doubts))))
