"""Thresholds within words: «не менее 7 соглашений», «100 % школ» → a plan value, its unit, and for whom.

The unit is the head of what is counted, in the form in which it stands after the number.
"""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from scheduler.documents.document import Indicator
from scheduler.programme import words

_WORDED = {
    **dict.fromkeys(("одного", "одной", "один", "одна"), 1), **dict.fromkeys(("двух", "два", "две"), 2),
    **dict.fromkeys(("трех", "три"), 3), **dict.fromkeys(("четырех", "четыре"), 4),
    **dict.fromkeys(("пяти", "пять"), 5), **dict.fromkeys(("шести", "шесть"), 6), **dict.fromkeys(("семи", "семь"), 7),
    **dict.fromkeys(("восьми", "восемь"), 8), **dict.fromkeys(("девяти", "девять"), 9),
    **dict.fromkeys(("десяти", "десять"), 10),
}
_AMOUNT = rf"\d{{1,3}}(?: \d{{3}})+|\d+(?:[.,]\d+)?|(?:{'|'.join(_WORDED)})\b"
_LEAST = r"не (?:менее|ниже|меньше)|минимум|свыше|>=|≥|более"
_MOST = r"не (?:более|выше|больше)|<=|≤|максимум"
_BOUND = re.compile(
    rf"(?P<most>{_MOST})?(?(most)|(?P<least>{_LEAST}))\s*,?\s*(?:чем\s+)?(?:(?:в|во|у|на|для|из|от|по|с|до)\s+)?"
    rf"(?P<amount>{_AMOUNT})(?:-?(?:х|ти|и|ми|го))?(?![\d.,]*\d)\s*")
_PERCENT = re.compile(r"(?P<amount>\d{1,3}(?:[.,]\d+)?)\s*(?:%|процент\w*)")
_SHARE = re.compile(r"(?:%|процент\w*)\s*")
_MORE = re.compile(rf"\s*(?:,|и|;)\s+(?P<amount>{_AMOUNT})\s+(?=[а-я])")
"""A bound holds for the numbers that follow it: «не менее 3 школ, 150 педагогов»."""
_WORD = re.compile(r"[а-я]+(?:-[а-я]+)*")
_ADJECTIVE = re.compile(r"[а-я-]{3,}(?:ых|их|ого|его|ой|ей|ые|ие|ым|им|ыми|ими)$")
_BETWEEN = re.compile(r"\s*(?:и|или|,|/)\s*|\s+")
_SPACE = re.compile(r"\s+")
_STOPS = frozenset(["и", "или", "в", "во", "на", "по", "с", "со", "для", "от", "из", "к", "о", "об", "при", "до", "за",
                    "у", "не", "а", "но", "чем", "что", "как", "через"])
_OF_ALL = re.compile(r"\s*от\s+(?:обще\w+|все\w+)\s+(?:числа|количества)\s+")
_WEAK = frozenset(["образований", "организаций", "учреждений", "округов", "районов", "площадок", "работников",
                   "занятий", "мероприятий", "групп", "команд", "служб", "объединений"])
"""Heads that say too little without the adjective before them."""
_PLURAL = {"школах": "школ", "районах": "районов", "округах": "округов", "муниципалитетах": "муниципалитетов",
           "классах": "классов", "площадках": "площадок", "группах": "групп", "командах": "команд",
           "предметах": "предметов", "городах": "городов", "семинарах": "семинаров", "вебинарах": "вебинаров",
           "школам": "школ", "школами": "школ", "педагогам": "педагогов", "педагогами": "педагогов",
           "педагогах": "педагогов", "учителям": "учителей", "учителях": "учителей", "центрах": "центров"}
_PER = re.compile(r"(?:от|из|в|на|по|для|с)\s+(?:кажд\w+|одн(?:у|ой|ом|ого)|1)"
                  r"\s+(?:[а-я-]+(?:ой|ую|ом|ого|ей|ый)\s+)?[а-я-]+")
_LIMIT = 20_000
_PER_FAR = 60
"""Signs after a number within which «от каждой школы» still belongs to it."""


def find(text: str, title: str = "") -> tuple[Indicator, ...]:
    """The thresholds that the text names; their title is the text unless another is given."""
    folded = words.fold(text[:_LIMIT])
    found = dict.fromkeys((*_bounds(folded, title or text), *_shares(folded, title or text)))
    return tuple(found)


def _bounds(text: str, title: str) -> Iterator[Indicator]:
    for bound in _BOUND.finditer(text):
        least = bound["most"] is None
        if bound["least"] == "более" and text[: bound.start()].endswith("не "):
            continue
        one, end = _one(text, title, bound["amount"], bound.end(), least)
        while one:
            yield one
            more = _MORE.match(text, end)
            one, end = _one(text, title, more["amount"], more.end(), least) if more else (None, end)


def _one(text: str, title: str, amount: str, end: int, least: bool) -> tuple[Indicator | None, int]:
    """The indicator of one number, and where its unit ends."""
    share = _SHARE.match(text, end)
    unit, end = _share(text, share.end()) if share else _unit(text, end)
    plan = _plan(amount)
    if plan is None or not unit:
        return None, end
    return Indicator(title, plan, unit, least, _per(text, end)), end


def _shares(text: str, title: str) -> Iterator[Indicator]:
    """Per cents without a bound before them. Of «с 40 % до 60 %» the last is meant."""
    bounded = [match.span() for match in _BOUND.finditer(text)]
    for share in _PERCENT.finditer(text):
        before, after = text[: share.start()], text[share.end() :]
        if any(start <= share.start() < end + 1 for start, end in bounded):
            continue
        if re.match(r"\s*(?:до|-|и до)\s*\d+(?:[.,]\d+)?\s*(?:%|процент)", after) or re.search(r"\d\s*-\s*$", before):
            continue
        plan = _plan(share["amount"])
        if plan is not None and plan <= 100:
            unit, end = _share(text, share.end())
            yield Indicator(title, plan, unit, True, _per(text, end))


def _share(text: str, end: int) -> tuple[str, int]:
    """«% школ»: of what the per cents are."""
    if of_all := _OF_ALL.match(text, end):
        end = of_all.end()
    elif again := re.match(r"\s*охвата?\s+", text[end:]):
        end += again.end()
    unit, stop = _unit(text, end)
    return f"% {unit}".strip(), stop


def _unit(text: str, end: int) -> tuple[str, int]:
    """The head of what is counted, and where it ends; adjectives before it are left out unless it needs one."""
    adjective = ""
    while end < len(text):
        gap = (_BETWEEN if adjective else _SPACE).match(text, end)
        word = _WORD.match(text, gap.end() if gap else end)
        if word is None or (word[0] in _STOPS and not adjective):
            break
        following = _WORD.match(text, _after(text, word.end()))
        if _ADJECTIVE.fullmatch(word[0]) and following and following[0] not in _STOPS:
            adjective, end = word[0], word.end()
            continue
        head = _PLURAL.get(word[0]) or re.sub(r"иях$", "ий", word[0])
        return (f"{_genitive(adjective)} {head}" if adjective and head in _WEAK else head), word.end()
    return adjective, end


def _after(text: str, end: int) -> int:
    gap = _BETWEEN.match(text, end)
    return gap.end() if gap else end


def _genitive(adjective: str) -> str:
    return re.sub(r"(ы|и)(?:м|ми)$", r"\1х", adjective)


def _per(text: str, end: int) -> str:
    found = _PER.search(text, end, end + _PER_FAR)
    gap = text[end : found.start()] if found else ";"
    return found[0] if found and not re.search(r"[;.\d]", gap) else ""


def _plan(amount: str) -> Decimal | None:
    if amount in _WORDED:
        return Decimal(_WORDED[amount])
    try:
        return Decimal(amount.replace(" ", "").replace(",", "."))
    except InvalidOperation:
        return None
