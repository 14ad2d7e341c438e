"""A phrase → its tokens, mended where a scanner or a hurried hand has torn, glued or misspelt the words.

What was mended by a guess carries a slip; joining the halves of one word or swapping letters that look alike is none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from scheduler.deadlines.lexicon import FORMS, SHORT, Kind, Meaning
from scheduler.programme import words


@dataclass(frozen=True, slots=True)
class Token:
    """`value` by its kind: a number, a month, a unit. A date has its day there, and `month`, `year` (0: not said); a
    month in figures its `year`; a semicolon is a comma of the value 1.

    `spaced`: something stands between it and the token before. `slip`: the word was guessed.
    """

    kind: Kind
    text: str
    value: int = 0
    month: int = 0
    year: int = 0
    spaced: bool = True
    slip: bool = False


_NUMBER_END = r"(?:-?\s?(?:ый|ой|ий|ая|ое|ого|его|ому|ых|ую|ей|ти|ье|ья|го|му|й|я|е|м|ю|х))?(?![а-яa-z])"
_SCANNER = re.compile(
    r"(?P<iso>\b\d{4}-\d{1,2}-\d{1,2}(?!\d))"
    r"|(?P<date>\d{1,2} ?[./] ?\d{1,2} ?[./] ?(?:\d{4}|\d{2})(?!\d)|\d{1,2},\d{1,2},\d{4}(?!\d)"
    r"|(?<!\d)\d\d \d\d (?:19|20)\d\d(?!\d))"
    r"|(?P<time>(?<!\d)\d{1,2}(?::\d\d|-00)(?!\d))"
    r"|(?P<month>(?<![\d.])\d{1,2}\.(?:19|20)\d\d(?!\d))"
    r"|(?P<short>\d{1,2} ?\. ?\d{1,2}\.?(?!\d))"
    r"|(?P<year>(?:19|20)\d\d(?!\d))(?:-?(?:го|й|м)(?![а-яa-z]))?"
    r"|(?P<four>[1l|iі][уvy])(?:-(?:ый|ой|ая|ое|го|й|я|е|м))?(?![а-яa-z])"
    rf"|(?P<number>(?<!\d)\d{{1,2}}(?!\d)){_NUMBER_END}"
    r"|(?P<number2>(?<!\d)\d{1,3}(?!\d))"
    r"|(?P<roman>\b[ivx]{1,4})-(?:ый|ой|ая|ое|го|ом|й|я|е|м)(?![а-яa-z])"
    r"|(?P<word>[а-яіa-z]+)"
    r"|(?P<dots>\.{2,}|…)"
    r"|(?P<sign>[-,;/:()\\+])"
    r"|(?P<other>[^\s.*|])",
    re.ASCII,
)
_SIGNS = {"-": Kind.DASH, ",": Kind.COMMA, ";": Kind.COMMA, "/": Kind.SLASH, "\\": Kind.SLASH, "+": Kind.AND,
          ":": Kind.COLON, "(": Kind.OPEN, ")": Kind.CLOSE}
_TIME = r"(?:[01]?\d|2[0-3])[.:-](?:00|15|30|45)"
_SHORTHAND = (
    (re.compile(rf"(?<![\d.])(?:[св] ?)?{_TIME} ?(?:-|до|по) ?{_TIME}(?![\d.])"), ""),
    (re.compile(r"(?<![а-я])[ст]\. ?г(?![а-я])\.?"), "этого года"),
    (re.compile(r"(?<![а-я])п ?/ ?г(?:оди[еяюи])?(?![а-я])"), "полугодие"),
    (re.compile(r"(?<![а-я])ч/з(?![а-я])"), "через"),
    (re.compile(r"[*¹²³⁴⁵⁶⁷⁸⁹⁰]"), ""),
    (re.compile(r"(?<!\d)(20) (\d\d)(?= ?(?:г\b|год|уч))"), r"\1\2"),
    (re.compile(r"(?<=\d)[oо](?=[\d.])|(?<=[\d.])[oо](?=\d)"), "0"),
)
_ALIKE = str.maketrans("aeopcxykmhtbi", "аеорсхукмнтви")
_ROMAN = str.maketrans("іlхуyшп", "iixvvШП")
_ROMANS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11,
           "xii": 12}
_UNITS = frozenset({Kind.QUARTER, Kind.TERM, Kind.HALF, Kind.TRIMESTER, Kind.DECADE, Kind.WEEK})
_SHORTEST = 5
"""Letters of a word that may be taken for another; shorter ones resemble too much."""
_LONG = sorted(form for form in FORMS if len(form) >= _SHORTEST - 1)
_NO_SLIPS = re.compile("урок|лечени|класс|оценк|части|места|зада")
"""Beginnings of words of schools that resemble words of deadlines."""
_PIECES = 12


def read(phrase: str) -> tuple[Token, ...]:
    """The tokens; what no rule knows is a `WORD`."""
    text = words.fold(phrase)
    for pattern, instead in _SHORTHAND:
        text = pattern.sub(instead, text)
    return tuple(_numerals(tuple(_named(tuple(_scanned(text))))))


def _scanned(text: str) -> Iterator[Token]:
    before = 0
    for found in _SCANNER.finditer(text):
        spaced = found.start() > before or found.start() == 0
        before = found.end()
        if token := _token(found.lastgroup or "", found):
            yield replace(token, spaced=spaced)


def _token(group: str, found: re.Match[str]) -> Token | None:
    text = found[0].strip()
    match group:
        case "iso":
            year, month, day = map(int, text.split("-"))
            return Token(Kind.DATE, text, day, month, year)
        case "date":
            return _date(text)
        case "month":
            month, year = map(int, text.split("."))
            return Token(Kind.MONTH, text, month, year=year) if 1 <= month <= 12 else Token(Kind.WORD, text)
        case "short":
            return _short(text)
        case "year":
            return Token(Kind.YEAR, text, int(found["year"]))
        case "four":
            return Token(Kind.ROMAN, text, 4)
        case "number" | "number2":
            return Token(Kind.NUMBER, text, int(found[group]))
        case "word" | "roman":
            text = found[group]
            return Token(Kind.WORD, text)
        case "dots":
            return Token(Kind.DASH, text)
        case "sign":
            return Token(_SIGNS[text], text, int(text == ";"))
        case "time":
            return None
    return Token(Kind.WORD, text)


def _date(text: str) -> Token:
    day, month, year = re.split(r" ?[.,/ ] ?", text)
    full = int(year) if len(year) == 4 else 2000 + int(year)
    return Token(Kind.DATE, text, int(day), int(month), full, slip="," in text) if full else Token(Kind.WORD, text)


def _short(text: str) -> Token | None:
    """«10.09» is a day, «14.30» an hour."""
    day, month = map(int, re.findall(r"\d+", text))
    if 1 <= month <= 12 and 1 <= day <= 31:
        return Token(Kind.DATE, text, day, month)
    return None if day < 24 and month < 60 else Token(Kind.WORD, text)


def _named(raw: Sequence[Token]) -> Iterator[Token]:
    """Words by their meaning: whole, joined, parted or guessed."""
    at = 0
    while at < len(raw):
        token, taken = raw[at], 1
        if token.kind is Kind.WORD:
            joined, taken = _joined(raw, at)
            yield from (replace(one, spaced=token.spaced) if number == 0 else one
                        for number, one in enumerate(_meant(joined)))
        else:
            yield token
        at += taken


def _joined(raw: Sequence[Token], at: int) -> tuple[str, int]:
    """The longest word that the pieces from here on make, and how many tokens it takes."""
    pieces, ends = [raw[at].text], [(raw[at].text, 1)]
    step = at + 1
    while step < len(raw) and len(pieces) < _PIECES:
        if raw[step].kind is Kind.DASH and step + 1 < len(raw):
            step += 1
        if raw[step].kind is not Kind.WORD:
            break
        pieces.append(raw[step].text)
        step += 1
        whole = "".join(map(_plain, pieces))
        if whole in FORMS and (any(map(_broken, pieces)) or all(len(piece) == 1 for piece in pieces)):
            ends.append((whole, step - at))
    return ends[-1]


def _broken(piece: str) -> bool:
    """Whether it is no word of its own."""
    return _plain(piece) not in FORMS or piece in SHORT


def _plain(word: str) -> str:
    """Letters of the other alphabet that look alike, in ours."""
    return word.translate(_ALIKE)


def _meant(word: str) -> tuple[Token, ...]:
    if word in _ROMANS:
        return (Token(Kind.ROMAN, word, _ROMANS[word]),)
    plain = _plain(word)
    if known := FORMS.get(plain):
        return (_of(known, word),)
    if halves := _halves(plain):
        return tuple(_of(FORMS[half], half) for half in halves)
    if known := _guessed(plain):
        return (_of(known, word, slip=True),)
    return (Token(Kind.WORD, word),)


def _of(known: Meaning, text: str, *, slip: bool = False) -> Token:
    return Token(known.kind, text, known.value, slip=slip)


def _halves(word: str) -> tuple[str, str] | None:
    """Two words that have lost what stood between them."""
    for cut in range(1, len(word)):
        first, second = word[:cut], word[cut:]
        if second in FORMS and len(second) > 2 and second not in SHORT:
            prefix = FORMS[first].kind if first in FORMS else None
            if prefix in (Kind.UNTIL, Kind.IN, Kind.FROM, Kind.BY) or (prefix is Kind.MONTH and first not in SHORT):
                return first, second
    return None


@lru_cache(maxsize=4096)
def _guessed(word: str) -> Meaning | None:
    """The one word that is a slip of the pen away."""
    if len(word) < _SHORTEST or _NO_SLIPS.match(word):
        return None
    reach = 1 if len(word) < 9 else 2
    near = [(distance, form) for form in _LONG if abs(len(form) - len(word)) <= reach
            if (distance := OSA.distance(word, form, score_cutoff=reach)) <= reach]
    best = min((distance for distance, _ in near), default=0)
    meant = {FORMS[form] for distance, form in near if distance == best}
    return meant.pop() if len(meant) == 1 else None


def _numerals(tokens: Sequence[Token]) -> Iterator[Token]:
    """Roman numerals as a scanner leaves them: «П квартал», «IУ четверть»; only before what is counted so."""
    for number, token in enumerate(tokens):
        odd = token.text.translate(_ROMAN).replace("Ш", "iii").replace("П", "ii")
        counted = next((one.kind for one in tokens[number + 1 :] if one.kind not in _BETWEEN), None)
        if token.kind in (Kind.WORD, Kind.BY) and odd in _ROMANS and counted in _UNITS:
            yield replace(token, kind=Kind.ROMAN, value=_ROMANS[odd])
        elif token.kind is Kind.NUMBER and token.text in ("11", "111") and counted in (Kind.QUARTER, Kind.TERM):
            yield replace(token, value=len(token.text), slip=True)
        else:
            yield token


_BETWEEN = frozenset({Kind.DASH, Kind.COMMA, Kind.AND, Kind.ROMAN, Kind.SCHOOL, Kind.WORD})
