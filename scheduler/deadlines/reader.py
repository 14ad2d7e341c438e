"""Tokens → pieces: what is one thing together. Years that are not said stay open; `assembly.py` settles them."""

from scheduler.deadlines.frequencies import frequency
from scheduler.deadlines.lexicon import Kind
from scheduler.deadlines.pieces import Bare, Before, Mark, Note, Piece, Unread, Whole
from scheduler.deadlines.rules import Line, of_kind
from scheduler.deadlines.spanning import COUNTED, Spans
from scheduler.deadlines.spans import Unit
from scheduler.programme.reading import Context, Doubt, Why

_WHOLE_PROGRAMME = "(ALL|IN|DURING)+ (PERIOD|OF_PROGRAMME)+ (OF_PROGRAMME|PERIOD|THIS)*"
_SAID_CLOSER = "(FROM|YEAR|DATE|NUMBER|MONTH|SEASON|WORD|ANCHOR)"
_WHOLE_YEAR = "(IN? DURING ALL?|ALL|IN? DURING FILLING|IN? DURING THIS) FILLING? OF_YEAR"


class Reader:
    """Reads a line piece by piece. `context` tells a school half-year from one of the calendar."""

    def __init__(self, line: Line, context: Context | None) -> None:
        self._line = line
        self._spans = Spans(line, context)

    def pieces(self) -> tuple[Piece, ...]:
        """All of them, in their order; what is misspelt or vague stands as a note before its piece."""
        found: list[Piece] = []
        while not self._line.done:
            before = self._line.at
            piece = self._piece()
            found += [Note(Doubt(Why.SLIP, token.text), unsure=_structural(token.kind))
                      for token in self._line.tokens[before : self._line.at] if token.slip]
            found += piece if isinstance(piece, tuple) else [piece] if piece is not None else []
        return tuple(found)

    def _piece(self) -> Piece | tuple[Piece, ...] | None:
        """The next one, or a few that share their end; None where a word only fills."""
        line = self._line
        often = frequency(line)
        if often is not None:
            return often
        if whole := self._whole():
            return whole
        if taken := line.take(f"{COUNTED} STAGE"):
            return Note(Doubt(Why.LEFT_OVER, " ".join(token.text for token in taken)), unsure=False)
        if line.sees("(UNTIL|NOT LATER) START") and (before := self._before_start()):
            return before
        if line.take("NOT LATER FILLING?|IN FILLING UNTIL|FILLING UNTIL|UNTIL"):
            return Mark.UNTIL
        if line.take("BEGINNING? FROM|NOT EARLIER"):
            return Mark.FROM
        if line.take("BY"):
            return Mark.BY
        if line.take("DASH"):
            return Mark.DASH
        if line.take("AND+|COMMA AND?|SLASH"):
            return Mark.APART
        if places := self._places():
            return places
        if span := self._spans.span():
            return span
        if taken := line.take(COUNTED):
            return Bare(taken[0].value, taken[0].text)
        if taken := line.take("ABOUT"):
            return Note(Doubt(Why.VAGUE, taken[0].text))
        if line.take("IN|PERIOD|FILLING|DURING|THIS OF_YEAR|OPEN|CLOSE|COLON|ALL"):
            return None
        if line.done:
            return None
        unread = line.tokens[line.at]
        line.at += 1
        return Unread(unread.text)

    def _whole(self) -> Whole | Note | None:
        line = self._line
        if taken := line.take("(IN|BY)? ALWAYS FILLING?"):
            vague = next((token.text for token in taken if token.kind is Kind.ALWAYS and token.value == 2), "")
            return Whole(programme=True, vague=vague)
        if line.sees(_WHOLE_YEAR) and not line.sees(f"{_WHOLE_YEAR} (YEAR|NUMBER)"):
            line.take(_WHOLE_YEAR)
            return Whole()
        if line.sees("(IN|ALL|DURING|FILLING)* SCHOOL OF_YEAR") and not line.sees(
                "(IN|ALL|DURING|FILLING)* SCHOOL OF_YEAR YEAR"):
            line.take("(IN|ALL|DURING|FILLING)* SCHOOL OF_YEAR")
            return Whole(school=True)
        if line.at == 0 and len(line.tokens) <= 4 and line.sees("IN? THIS FILLING? OF_YEAR"):
            line.take("IN? THIS FILLING? OF_YEAR")
            return Whole()
        if line.sees(_WHOLE_PROGRAMME) and not line.sees(f"{_WHOLE_PROGRAMME} {_SAID_CLOSER}"):
            line.take(_WHOLE_PROGRAMME)
            return Whole(programme=True)
        return None

    def _places(self) -> tuple[Piece, ...]:
        """«В начале и в конце учебного года»."""
        start = self._line.at
        taken = self._line.take("(START|MIDDLE|END) ((COMMA AND?|AND|DASH) IN? (START|MIDDLE|END))+")
        whole = self._line.at
        found: list[Piece | None] = []
        for token in of_kind(taken, Kind.START, Kind.MIDDLE, Kind.END, Kind.COMMA, Kind.AND, Kind.DASH):
            if token.kind in (Kind.COMMA, Kind.AND):
                found.append(Mark.APART)
            elif token.kind is Kind.DASH:
                found.append(Mark.DASH)
            else:
                self._line.at = whole
                found.append(self._spans.within(token.kind))
        if not taken or None in found:
            self._line.at = start
            return ()
        return tuple(piece for piece in found if piece is not None)

    def _before_start(self) -> Before | None:
        """«До начала учебного года»: the day before it begins, which not everybody means."""
        start = self._line.at
        self._line.take("(UNTIL|NOT LATER) START")
        whole = self._spans.school_start() or self._spans.span()
        if whole is None or whole.unit is Unit.DAY:
            self._line.at = start
            return None
        return Before(whole)


def _structural(kind: Kind) -> bool:
    """Whether the word holds a phrase together: to guess at one is to guess at the meaning."""
    return kind not in (Kind.MONTH, Kind.QUARTER, Kind.OF_YEAR, Kind.SCHOOL, Kind.TERM, Kind.HALF, Kind.DURING,
                        Kind.FREQUENCY, Kind.ALWAYS)
