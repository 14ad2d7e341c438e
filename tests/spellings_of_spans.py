"""The odd ways in which people write a day or a range of days, with the year in the words or left to the document."""

import calendar
import re
from collections.abc import Iterable, Iterator
from datetime import date

from messages import deadlines
from scheduler.programme.reading import Context
from scheduler.programme.when import When

NOMINATIVE = ("январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь",
              "декабрь")
GENITIVE = ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
            "декабря")
PREPOSITIONAL = ("январе", "феврале", "марте", "апреле", "мае", "июне", "июле", "августе", "сентябре", "октябре",
                 "ноябре", "декабре")
SHORT = ("янв.", "фев.", "мар.", "апр.", "май", "июн.", "июл.", "авг.", "сент.", "окт.", "ноя.", "дек.")
YEARS = ("{} г.", "{} года", "{}г.", "{}", "{} г", "{}года")
ROMAN = ("I", "II", "III", "IV")
ORDINALS = ("первый", "второй", "третий", "четвёртый")
OF_ORDINALS = ("первого", "второго", "третьего", "четвёртого")
IN_ORDINALS = ("первом", "втором", "третьем", "четвёртом")
SHE, HER = ("первая", "вторая", "третья", "четвертая"), ("первой", "второй", "третьей", "четвертой")
DASHES = ("-", "–", "—", " - ", " – ", " — ", "- ", " –", "−", "‑")
SEASONS = {(3, 5): ("весна", "весной"), (6, 8): ("лето", "летом"), (9, 11): ("осень", "осенью")}
TERMS = {(9, 10): 0, (11, 12): 1, (1, 3): 2, (4, 5): 3}
TRIMESTERS = {(9, 11): 0, (12, 2): 1, (3, 5): 2}
HALVES = {(9, 12): 0, (1, 5): 1}
OF_SCHOOL = ((TERMS, "четверть", "четверти", SHE), (TRIMESTERS, "триместр", "триместре", ORDINALS),
             (HALVES, "полугодие", "полугодии", ("первое", "второе")))
OF_TERMS = {"четверть": "четверти", "триместр": "триместра", "полугодие": "полугодия"}
CALENDAR_HALVES = {(1, 6): ("I", "1", "первое"), (7, 12): ("II", "2", "второе")}
"""Where the document is of a calendar year."""


def days(day: date) -> Iterator[str]:
    """With its year, each way of writing in the same place for every day."""
    month, year = GENITIVE[day.month - 1], f"{day.year:04}"
    yield from (f"{day.day:02}.{day.month:02}.{each.format(year)}" for each in YEARS)
    yield from (f"{day.day}.{day.month}.{year}", f"{day.day:02}.{day.month:02}.{year[2:]}",
                f"{day.day:02}.{day.month:02}.{year[2:]} г.", f"{day.day:02}/{day.month:02}/{year}", day.isoformat(),
                f"{day.day:02}. {day.month:02}. {year}")
    yield from (f"{day.day} {month} {each.format(year)}" for each in YEARS)
    yield from (f"{day.day:02} {month} {year} года", f"{day.day} {SHORT[day.month - 1]} {year}",
                f"{day.day}-го {month} {year} года", f"{day.day} {month}, {year} г.")


def bare_days(day: date) -> Iterator[str]:
    """Without its year."""
    yield from (f"{day.day} {GENITIVE[day.month - 1]}", f"{day.day:02} {GENITIVE[day.month - 1]}",
                f"{day.day:02}.{day.month:02}", f"{day.day:02}.{day.month:02}.", f"{day.day}.{day.month:02}")


def until(written: Iterable[str]) -> Iterator[str]:
    for day in written:
        yield from (f"{before} {day}" for before in ("до", "к", "не позднее", "не позже", "в срок до", "срок до",
                                                     "срок: до", "срок - до"))


def of(when: When) -> Iterator[str]:
    start, end = when.start, when.end
    assert end
    if start is None:
        yield from until(days(end))
    elif start == end:
        yield from days(end)
    else:
        for first, last in zip(days(start), days(end), strict=True):
            yield from _from_to(first, last)
        yield from _one_year(start, end)
        yield from _whole(start, end)


def _from_to(first: str, last: str) -> Iterator[str]:
    yield from (f"с {first} по {last}", f"с {first} до {last}", f"в период с {first} по {last}",
                f"в период с {first} до {last}", f"с {first} - {last}")
    if not re.search(r"\d[-/]", first):  # between ISO days a dash is no dash
        yield from (f"{first}{dash}{last}" for dash in DASHES)


def _one_year(start: date, end: date) -> Iterator[str]:
    """The year at the end alone, and the month too where it is one."""
    if start.year != end.year:
        return
    ends = [f"{end.day} {GENITIVE[end.month - 1]} {each.format(end.year)}" for each in YEARS]
    dotted = f"{end.day:02}.{end.month:02}.{end.year}"
    for last in ends:
        yield from _from_to(f"{start.day} {GENITIVE[start.month - 1]}", last)
    yield from _from_to(f"{start.day:02}.{start.month:02}", dotted)
    yield from _from_to(f"{start.day:02}.{start.month:02}.", dotted)
    if start.month == end.month:
        for last in ends:
            yield from _from_to(str(start.day), last)
        yield from _from_to(f"{start.day:02}", dotted)


def _whole(start: date, end: date) -> Iterator[str]:
    """By the names of months, quarters, years and seasons."""
    yield from _decade(start, end)
    first = start.year if start.month > 8 else start.year - 1
    if deadlines.whole_months(start, end) and (end - start).days < 160:
        yield from (f"{each} {first}/{first + 1} учебного года" for each in _terms(start.month, end.month))
    if not deadlines.whole_months(start, end):
        return
    one = start.year == end.year
    if deadlines.one_month(start, end):
        yield from _month(start.month, str(end.year))
    else:
        yield from _months(start, end)
    if deadlines.school_year(start, end):
        yield from _school_year(start.year)
    if (start.month, end.month) == (1, 12):
        yield from _calendar_year(str(end.year)) if one else _calendar_years(str(start.year), str(end.year))
    if one and end.month % 3 == 0 and end.month - start.month == 2:
        yield from (f"{each} {year.format(end.year)}" for each in _quarter(end.month // 3 - 1) for year in YEARS)
    if one and (start.month, end.month) in SEASONS:
        season, during = SEASONS[start.month, end.month]
        yield from (f"{season} {end.year}", f"{season} {end.year} г.", f"{during} {end.year} года",
                    f"{during} {end.year}")


def _month(month: int, year: str) -> Iterator[str]:
    at = month - 1
    for each in YEARS:
        yield from (f"{NOMINATIVE[at]} {each.format(year)}", f"{SHORT[at]} {each.format(year)}")
    yield from (f"в {PREPOSITIONAL[at]} {year} года", f"в {PREPOSITIONAL[at]} {year}", f"{NOMINATIVE[at]}, {year} г.",
                f"в течение {GENITIVE[at]} {year} года", f"весь {NOMINATIVE[at]} {year} года", f"{month:02}.{year}")


def _months(start: date, end: date) -> Iterator[str]:
    first, last = start.month - 1, end.month - 1
    for each in YEARS:
        year, before = each.format(end.year), each.format(start.year)
        for dash in DASHES:
            yield f"{NOMINATIVE[first]} {before}{dash}{NOMINATIVE[last]} {year}"
            if start.year == end.year:
                yield from (f"{NOMINATIVE[first]}{dash}{NOMINATIVE[last]} {year}",
                            f"{SHORT[first]}{dash}{SHORT[last]} {year}")
        yield f"с {GENITIVE[first]} {before} по {NOMINATIVE[last]} {year}"
        if start.year == end.year:
            yield from (f"с {GENITIVE[first]} по {NOMINATIVE[last]} {year}",
                        f"в {PREPOSITIONAL[first]} – {PREPOSITIONAL[last]} {year}")


def _quarter(at: int) -> Iterator[str]:
    within = "во" if at == 1 else "в"
    numbers = (ROMAN[at], str(at + 1), f"{at + 1}-й", f"{at + 1}й", ORDINALS[at])
    yield from (f"{each} квартал" for each in numbers)
    yield from (f"{ROMAN[at]} кв.", f"{at + 1} кв.", f"{within} {ROMAN[at]} квартале", f"в {at + 1} квартале",
                f"{within} {IN_ORDINALS[at]} квартале", f"в течение {ROMAN[at]} квартала",
                f"в течение {OF_ORDINALS[at]} квартала", f"{ROMAN[at]}-й квартал")


def _calendar_year(year: str) -> Iterator[str]:
    yield from (f"{year} год", f"{year} г.", year, f"в течение {year} года", f"в течение {year} г.", f"весь {year} год",
                f"в {year} году", f"на протяжении {year} года")


def _calendar_years(first: str, last: str) -> Iterator[str]:
    for dash in DASHES:
        yield from (f"{first}{dash}{last} {word}" for word in ("годы", "гг.", "гг", "г.г."))
    yield from (f"в {first}-{last} годах", f"с {first} по {last} год", f"на {first}-{last} годы")


def _school_year(first: int) -> Iterator[str]:
    for dash in ("/", "-", "–", "—", " - ", " – ", " / "):
        years = f"{first}{dash}{first + 1}"
        yield from (f"{years} учебный год", f"{years} уч. год", f"{years} уч.год", f"{years} уч. г.",
                    f"в течение {years} учебного года", f"в {years} учебном году", f"на {years} учебный год")
    yield from (f"{first}/{(first + 1) % 100:02} учебный год", f"{first}-{(first + 1) % 100:02} уч. год",
                f"весь {first}/{first + 1} учебный год")


def _decade(start: date, end: date) -> Iterator[str]:
    last = calendar.monthrange(end.year, end.month)[1]
    known = {(1, 10): 0, (11, 20): 1, (21, last): 2}
    if (start.year, start.month) != (end.year, end.month) or (start.day, end.day) not in known:
        return
    at, of = known[start.day, end.day], f"{GENITIVE[start.month - 1]} {end.year} года"
    word, within = (("начало", "начале"), ("середина", "середине"), ("конец", "конце"))[at]
    yield from (f"{word} {of}", f"в {within} {of}", f"{at + 1} декада {of}", f"{ROMAN[at]} декада {of}",
                f"{SHE[at]} декада {of}", f"{at + 1}-я декада {of}")


# Where the document says the year.


def short_of(when: When, context: Context) -> Iterator[str]:
    start, end = when.start, when.end
    assert end
    if start is None:
        yield from until(bare_days(end))
    elif start == end:
        yield from bare_days(end)
    elif start <= end:
        yield from _short_range(start, end)
        if deadlines.whole_months(start, end):
            yield from _short_months(start.month, end.month, context)


def _short_range(start: date, end: date) -> Iterator[str]:
    for first, last in zip(bare_days(start), bare_days(end), strict=True):
        yield from _from_to(first, last)
    if start.month == end.month:
        yield from _from_to(str(start.day), f"{end.day} {GENITIVE[end.month - 1]}")


def _short_months(first: int, last: int, context: Context) -> Iterator[str]:
    if first == last:
        yield from (NOMINATIVE[first - 1], f"в {PREPOSITIONAL[first - 1]}", f"в течение {GENITIVE[first - 1]}",
                    SHORT[first - 1])
    else:
        yield from (f"{NOMINATIVE[first - 1]}{dash}{NOMINATIVE[last - 1]}" for dash in DASHES)
        yield from (f"с {GENITIVE[first - 1]} по {NOMINATIVE[last - 1]}", f"{SHORT[first - 1]}-{SHORT[last - 1]}")
    if last % 3 == 0 and last - first == 2:
        yield from _quarter(last // 3 - 1)
    yield from SEASONS.get((first, last), ())
    if context.school:
        yield from _terms(first, last)
    elif (first, last) in CALENDAR_HALVES:
        yield from (f"{each} полугодие" for each in CALENDAR_HALVES[first, last])
    elif (first, last) == (1, 12) and context.first == context.last:
        yield from ("в течение года", "весь год", "постоянно", "в течение всего периода")


def _terms(first: int, last: int) -> Iterator[str]:
    if (first, last) == (9, 5):
        yield from ("в течение учебного года", "в течение года", "весь учебный год", "постоянно",
                    "в течение всего учебного года")
    for known, word, within, ordinals in OF_SCHOOL:
        if (first, last) in known:
            at = known[first, last]
            yield from (f"{ROMAN[at]} {word}", f"{at + 1} {word}", f"{ordinals[at]} {word}", f"в {ROMAN[at]} {within}",
                        f"в течение {ROMAN[at]} {OF_TERMS[word]}")
