"""Who is responsible, one by one: the cell of the owners cut where one name ends and the next begins.

A line break and a semicolon cut. A comma and «и» cut only before what can begin a name: a capital letter after the
comma, an abbreviation, or the word of an office («директора», «учителя», «Отдел»). So «Управление образования, опеки и
попечительства» stays one name. Nothing is cut within quotes and brackets.
"""

import re
from collections.abc import Iterator, Sequence

from scheduler.documents import looks
from scheduler.programme import words

_AGREED = re.compile(r"\(?\s*(?:при|по)\s+согласовани[юи]\s*\)?", re.IGNORECASE)
_BULLET = re.compile(r"^(?:[-–—•·*]\s*|\d{1,2}[.)]\s+)")
_OFFICE = re.compile(
    r"(?:директор|заместител|зам\.|руководител|учител|педагог|преподавател|методист|завуч|классн\w+ руководител"
    r"|куратор|координатор|специалист|начальник|заведующ|школ[аы]\b|школьн\w+ (?:команд|координатор)|муниципальн\w+"
    r"|региональн\w+|рабоч\w+ групп|творческ\w+ групп|администраци[яи]\b|психолог|социальн\w+ педагог|логопед"
    r"|дефектолог|тьютор|наставник|эксперт|библиотекар|организатор|вожат|член\w? |команд[аы]\b"
    r"|образовательн\w+ (?:организаци|учреждени)|общеобразовательн\w+ (?:организаци|учреждени)|орган\w? управления"
    r"|методическ\w+ (?:служб|объединен|совет|кабинет)|отдел\b|управлени[ея]\b|министерств[оа]\b|департамент|комитет"
    r"|институт|центр\b|лице[йи]\b|гимнази[яи]\b|председател|секретар|главн\w+ |ведущ\w+ |старш\w+ |проректор"
    r"|ректор\b|родител|совет\b|служб[аы]\b|фонд\b|все |руководств|ответственн|опорн\w+ (?:школ|площадк)"
    r"|пилотн\w+ )", re.IGNORECASE)
"""How the names of offices and bodies begin, in the nominative."""
_LEGAL = r"(?:ГАУ|ГБУ|ГКУ|ГБОУ|ГАОУ|ГОУ|ФГБУ|ФГАУ|ФГБОУ|МКУ|МБУ|МАУ|МБОУ|МКОУ|МАОУ|МОУ|ДПО|ИРО)"
_ABBREVIATED = re.compile(rf"(?:[А-ЯЁ]{{2,7}}|{_LEGAL}(?: [А-ЯЁ]{{2,7}}| [«\"].+)+)(?: ?\([^()]*\))?:?")
_OF_SUBJECTS = frozenset({"впр", "егэ", "огэ", "гиа", "фгос", "кпк", "всоко", "иом", "икт", "фио", "итого", "всего"})
_WHOLE_OFFICE = re.compile(r"(?:директор|заместител|руководител|учител|педагог|методист|куратор|координатор|специалист"
                     r"|школ[аы]\b|администраци[яи]\b|тьютор|наставник|отдел\b|управлени[ея]\b|министерств[оа]\b|департамент|комитет"
                     r"|институт\b|муниципальн\w+ (?:координатор|орган|методическ\w+ служб)"
                     r"|образовательн\w+ организаци)[\w ,«»\"№.()-]*")
"""Names of offices and bodies that are nothing more than such a name."""
_BODY_LIMIT = 60
_ABBREVIATION = re.compile(r"[А-ЯЁA-Z]{2,}|[А-ЯЁ][а-яё]?[А-ЯЁ]")
_PERSON = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+")
_ONLY_PERSON = re.compile(rf"(?:{_PERSON.pattern})\.?")
_CUTS = re.compile(r"\s+и\s+|[,;]\s*|/\s+|\s+/\s*")
_LIMIT = 3_000
"""Signs; a longer cell is no list of names, and is left as it is."""
_OPENING, _CLOSING = "«(\u201c[", "»)\u201d]"


def split(lines: Sequence[str]) -> tuple[str, ...]:
    """The owners of a cell, each once, without «по согласованию»."""
    if sum(map(len, lines)) > _LIMIT:
        return (" ".join(lines),)
    found = (_tidy(name) for line in _joined(lines) for name in _cut(line))
    return tuple(dict.fromkeys(name for name in found if name))


def begins(text: str) -> bool:
    """Whether it begins as the name of an office, a body or an abbreviation does."""
    return _OFFICE.match(text) is not None or _ABBREVIATION.match(text) is not None


def is_body(text: str) -> bool:
    """Whether it is the name of an office or a body and nothing more."""
    folded = words.fold(text)
    if len(text) > _BODY_LIMIT or looks.is_deadline(text) or folded in _OF_SUBJECTS:
        return False
    return _ABBREVIATED.fullmatch(text) is not None or _WHOLE_OFFICE.fullmatch(folded) is not None


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """A line that goes on in small letters belongs to the one before, unless an office begins there."""
    kept = ""
    for line in lines:
        goes_on = (line[:1].islower() and not begins(line)) or line[:1] in "(»" or _is_open(kept)
        if kept and (goes_on or (kept.endswith((" и", ",", "-")) and not begins(line))):
            kept = f"{kept} {line}"
            continue
        if kept:
            yield kept
        kept = line
    if kept:
        yield kept


def _is_open(text: str) -> bool:
    """Whether a bracket or a quotation is not closed yet."""
    return any(text.count(opening) > text.count(closing) for opening, closing in zip(_OPENING, _CLOSING, strict=True))


def _cut(line: str) -> Iterator[str]:
    line = _AGREED.sub(" ", line)
    begun = 0
    for sign in _CUTS.finditer(line):
        before, after = line[begun : sign.start()], line[sign.end() :]
        if not _is_open(line[: sign.start()]) and _is_cut(sign[0].strip(), before.strip(), after):
            yield before
            begun = sign.end()
    yield line[begun:]


def _is_cut(sign: str, before: str, after: str) -> bool:
    if not before or not after:
        return True
    if sign in (";", "/"):
        return True
    if _ONLY_PERSON.fullmatch(before) and after[:1].islower():  # «Иванова И. И., директор»
        return False
    if sign == "и" and before.islower() and " " not in before and " " in after:  # «директора и учителя школ»
        return False
    if begins(after) or _PERSON.match(after):
        return True
    return sign == "," and (after[:1].isupper() or after[:1] in "«\"") and "по делам" not in before


def _tidy(name: str) -> str:
    text = words.clean(_AGREED.sub(" ", name))
    text = _BULLET.sub("", text).strip(" ,;:")
    if text.endswith(".") and not re.search(r"(?:\b[а-яё]{1,4}|\b[А-ЯЁ])\.$", text):
        text = text[:-1]
    return "" if re.fullmatch(r"[-–—.]*", text) else text
