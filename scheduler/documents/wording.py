"""What is to be looked at in a row, in words: concerns of the row and doubts of its deadline.

The words stand in `messages/templates/ru/documents/warnings.yaml`; they are data for people, without markup.
"""

from messages import lexicon
from scheduler.documents.document import Concern, Row, Warned
from scheduler.programme.reading import Doubt, Why

_WORDS = "documents/warnings"


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
