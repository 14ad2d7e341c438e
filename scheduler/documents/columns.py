"""What a column holds, recognised by its heading: by the sense of the words, in whatever form and order they stand.

Headings of narrow columns are split and hyphenated, so they are compared without spaces and signs.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from scheduler.documents import owners
from scheduler.programme import words


class Meaning(StrEnum):
    """The kinds of columns. `OTHER` is a heading that says nothing known."""

    NUMBER = "number"
    ACTIVITY = "activity"
    SECTION = "section"
    ACTOR = "actor"
    """Headed by the name of who acts: its cells are that body's activities."""
    DEADLINE = "deadline"
    START = "start"
    END = "end"
    QUARTER = "quarter"
    MONTH = "month"
    YEAR = "year"
    OWNER = "owner"
    RESULT = "result"
    FORM = "form"
    PARTICIPANTS = "participants"
    LEVEL = "level"
    PLACE = "place"
    DONE = "done"
    NOTE = "note"
    MONEY = "money"
    GROUNDS = "grounds"
    OTHER = "other"


DATED = frozenset({Meaning.DEADLINE, Meaning.START, Meaning.END, Meaning.QUARTER, Meaning.MONTH})
KNOWN_BY = DATED | {Meaning.OWNER, Meaning.RESULT}
"""What a roadmap has beside its activities, at least one of it."""
MARKED = frozenset({Meaning.QUARTER, Meaning.MONTH, Meaning.YEAR})
"""Columns of marks. Those of years mostly hold money or numbers, and make no roadmap."""
TOLD = frozenset({Meaning.FORM, Meaning.PARTICIPANTS, Meaning.LEVEL, Meaning.PLACE, Meaning.DONE, Meaning.NOTE,
                  Meaning.MONEY, Meaning.GROUNDS})
"""What is kept of a row beside what we work with."""
HEADING_LIMIT = 90
MONTHS = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")

_SENSES = (
    (Meaning.SECTION, r"^этап\w{0,3}(?:и|,)?срок"),
    (Meaning.DONE, r"отметк|фактическ|^факт|датафакт|овыполнении|обисполнении|ходвыполн|^выполнен|^статус"),
    (Meaning.NUMBER, r"^(?:№+|no?|номер)(?:пп?|пункта?|строки|мероприяти[яй])?$|^пп?$"),
    (Meaning.GROUNDS, r"основани|реквизит|нормативн.*документ"),
    (Meaning.START, r"^(?!.*(?:окончан|заверш|конец))(?:.*(?:дата|срок|период).*)?начал"),
    (Meaning.END, r"^(?!.*начал).*(?:(?:.*(?:дата|срок|период).*)?(?:окончан|заверш)|конец)"),
    (Meaning.DEADLINE, r"срок|^(?:планируем\w+)?(?:дат[аы]|период|врем|месяц|неделя|график|календарн|когда)"
                       r"|дат[аы](?:провед|исполн)|период(?:реализ|исполн|провед|врем)|времяпровед"),
    (Meaning.OWNER, r"ответствен|исполнител|^кто|организатор"),
    (Meaning.RESULT, r"результат|показател|индикатор|продукт|подтвержд|форм\w+отч|отчетн|эффект"
                     r"|(?:итогов|вид\w*)\w*документ|^выход|^итог"),
    (Meaning.FORM, r"^(?:вид|метод)?\w?форм"),
    (Meaning.PARTICIPANTS, r"участник|категори|аудитори|контингент|адресат|длякого|^классы?$|охват"),
    (Meaning.LEVEL, r"^уровень|^уровни"),
    (Meaning.PLACE, r"^место|^площадк|^адрес|^где"),
    (Meaning.MONEY, r"финанс|источник|^объем|бюджет|^сумма|стоимост|затрат"),
    (Meaning.NOTE, r"^примечан|^комментар|^приложени|^замечани"),
    (Meaning.OTHER, r"(?:наименован|названи)\w*(?:оо|организац|школ|учрежд|муницип|район|предмет|курс|территор|округ"
                    r"|образоват)|^(?:фио|должност|школ|муницип|оо$|организац)"),
    (Meaning.ACTIVITY, r"мероприят|содержани|наименован|назван|деятельност|действи|^тема|^работ|^вид\w*работ|событи"
                       r"|^задач|^шаги?$|^вопрос|^пунктплана|^что|^дел[ао]|^ключев"),
    (Meaning.SECTION, r"направлени|^раздел|^блок|^этап|^модуль"),
)
_PATTERNS = tuple((meaning, re.compile(pattern)) for meaning, pattern in _SENSES)
_ACTIVITY_ORDER = ("мероприят", "содержани", "действи", "наименован", "названи", "деятельност", "работ", "")
_ACTIVITY_WORDS = re.compile(r"мероприят|содержани|наименован|действи|задач|направлени|этап")
_QUARTER = re.compile(r"^(?:квартал|кв)?(i{1,3}|iv|[1-4])(?:ый|ой|ий|й)?(?:квартал|кв)\w*$"
                      r"|^(?:квартал|кв)(i{1,3}|iv|[1-4])$")
_BARE_QUARTER = re.compile(r"^(i{1,3}|iv|[1-4])$")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTH = re.compile(rf"^({'|'.join(MONTHS)})[а-я]{{0,5}}(?:(?:19|20)?\d\d)?г?(?:ода)?$")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_WHOLE_YEAR = re.compile(r"^((?:19|20)\d\d)(?:г|год)?$")
_ENDS = {"с": Meaning.START, "от": Meaning.START, "по": Meaning.END, "до": Meaning.END, "начало": Meaning.START}
_LATIN = str.maketrans("іcpoaexkmthb", "iсроаехкмтнв")
"""Latin letters that look like Russian ones, as a scan or a slip of the keyboard leaves them in words."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. `part` is the number of its quarter, month or year; `year` stands in its heading."""

    meaning: Meaning
    heading: str
    first: int
    width: int = 1
    part: int = 0
    year: str = ""


def squash(heading: str) -> str:
    """Its letters and digits only."""
    folded = words.fold(heading)
    kept = re.sub(r"[^а-яa-z0-9№]", "", folded)
    return kept if re.fullmatch(r"[a-z0-9№]*", kept) else kept.translate(_LATIN)


def meaning_of(heading: str) -> Meaning:
    """What one heading says by itself."""
    text = squash(heading)
    if not text or len(heading) > HEADING_LIMIT:
        return Meaning.OTHER
    return next((meaning for meaning, pattern in _PATTERNS if pattern.search(text)), Meaning.OTHER)


def column(headings: Sequence[str], first: int, width: int = 1) -> Column:
    """The column under these headings, the uppermost first."""
    whole = " ".join(headings)
    named = set(_YEAR.findall(whole))
    year = named.pop() if len(named) == 1 else ""
    made = Column(Meaning.OTHER, whole, first, width, year=year)
    lowest, upper = squash(headings[-1]), "".join(map(squash, headings[:-1]))
    if found := _part(lowest, upper):
        return replace(made, meaning=found[0], part=found[1])
    dated = meaning_of(upper) is Meaning.DEADLINE
    if dated and lowest in _ENDS:
        return replace(made, meaning=_ENDS[lowest])
    if owners.is_body(headings[-1]):
        return replace(made, meaning=Meaning.ACTOR)
    senses = (meaning_of(headings[-1]), meaning_of(whole), *map(meaning_of, reversed(headings[:-1])))
    return replace(made, meaning=next((sense for sense in senses if sense is not Meaning.OTHER), Meaning.OTHER))


def _part(lowest: str, upper: str) -> tuple[Meaning, int] | None:
    """A quarter, a month or a year that heads a column of marks."""
    if found := _QUARTER.match(lowest):
        named = found[1] or found[2]
        return Meaning.QUARTER, _ROMAN.get(named) or int(named)
    if "квартал" in upper and (found := _BARE_QUARTER.match(lowest)):
        return Meaning.QUARTER, _ROMAN.get(found[1]) or int(found[1])
    if found := _MONTH.match(lowest):
        return Meaning.MONTH, MONTHS.index(found[1]) + 1
    if found := _WHOLE_YEAR.match(lowest):
        return Meaning.YEAR, int(found[1])
    return None


def settled(columns: Iterable[Column]) -> tuple[Column, ...]:
    """The columns with exactly one of activities where any may hold them; its rivals are sections or nothing."""
    found = list(columns)
    rivals = [each for each in found if each.meaning is Meaning.ACTIVITY]
    if not rivals and not has_actors(found):
        rivals = [each for each in found if each.meaning in (Meaning.SECTION, Meaning.DEADLINE)
                  and _ACTIVITY_WORDS.search(squash(each.heading))][:1]
    if not rivals:
        return tuple(found)
    best = min(rivals, key=lambda each: (_rank(each), each.first))
    return tuple(_ranked(each, best) if each in rivals else each for each in found)


def _ranked(rival: Column, best: Column) -> Column:
    if rival == best:
        return replace(rival, meaning=Meaning.ACTIVITY)
    return replace(rival, meaning=Meaning.SECTION if rival.first < best.first else Meaning.OTHER)


def _rank(each: Column) -> int:
    text = squash(each.heading)
    return next(place for place, word in enumerate(_ACTIVITY_ORDER) if word in text)


def is_roadmap(columns: Iterable[Column]) -> bool:
    """Whether a table with these columns says what is to be done."""
    meanings = {each.meaning for each in columns}
    return Meaning.ACTIVITY in meanings and bool(meanings & KNOWN_BY)


def has_actors(columns: Iterable[Column]) -> bool:
    """Whether the activities stand under the names of those who act."""
    meanings = [each.meaning for each in columns]
    return Meaning.ACTIVITY not in meanings and meanings.count(Meaning.ACTOR) > 1
