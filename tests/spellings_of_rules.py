"""The odd ways in which people write what repeats: an RRULE within its bounds → phrases."""

from collections.abc import Iterator, Mapping
from datetime import date

from messages import deadlines
from tests.spellings_of_spans import GENITIVE, NOMINATIVE, PREPOSITIONAL

RULES: Mapping[str, tuple[str, ...]] = {
    "FREQ=DAILY": ("ежедневно", "каждый день", "1 раз в день"),
    "FREQ=WEEKLY": ("еженедельно", "1 раз в неделю", "раз в неделю", "один раз в неделю", "каждую неделю"),
    "FREQ=WEEKLY;INTERVAL=2": ("1 раз в 2 недели", "один раз в две недели", "раз в две недели", "1 раз в две недели"),
    "FREQ=WEEKLY;BYDAY=MO": ("еженедельно по понедельникам", "каждый понедельник", "по понедельникам"),
    "FREQ=WEEKLY;BYDAY=WE": ("еженедельно по средам", "каждую среду", "по средам"),
    "FREQ=WEEKLY;BYDAY=FR": ("еженедельно, по пятницам", "каждую пятницу", "по пятницам", "еженедельно (пятница)"),
    "FREQ=WEEKLY;BYDAY=TU,TH": ("еженедельно по вторникам и четвергам", "по вторникам и четвергам",
                                "каждый вторник и четверг"),
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": ("по рабочим дням", "каждый рабочий день", "ежедневно по рабочим дням"),
    "FREQ=MONTHLY": ("ежемесячно", "1 раз в месяц", "раз в месяц", "один раз в месяц", "каждый месяц", "ежемесячно.",
                     "не реже 1 раза в месяц", "не реже одного раза в месяц"),
    "FREQ=MONTHLY;INTERVAL=2": ("1 раз в 2 месяца", "один раз в два месяца", "раз в два месяца"),
    "FREQ=MONTHLY;INTERVAL=3": ("1 раз в 3 месяца", "один раз в три месяца", "раз в три месяца"),
    "FREQ=MONTHLY;BYMONTHDAY=-1": ("ежемесячно в последний день месяца", "последний день каждого месяца",
                                   "ежемесячно, в последний день месяца", "в последний день каждого месяца"),
    "FREQ=MONTHLY;BYMONTHDAY=10,25": ("ежемесячно до 10 и 25 числа", "10 и 25 числа каждого месяца",
                                      "ежемесячно 10 и 25 числа", "до 10 и до 25 числа каждого месяца"),
    "FREQ=MONTHLY;BYDAY=2TU": ("каждый второй вторник месяца", "второй вторник каждого месяца",
                               "2-й вторник каждого месяца"),
    "FREQ=MONTHLY;BYDAY=-1FR": ("каждую последнюю пятницу месяца", "последняя пятница каждого месяца",
                                "в последнюю пятницу каждого месяца"),
    "FREQ=YEARLY": ("ежегодно", "1 раз в год", "раз в год", "один раз в год", "каждый год"),
    "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1": ("1 раз в квартал", "ежеквартально", "раз в квартал",
                                                   "один раз в квартал", "не реже 1 раза в квартал"),
    "FREQ=YEARLY;BYMONTH=3,5,10,12;BYMONTHDAY=-1": ("1 раз в четверть", "раз в четверть", "один раз в четверть",
                                                    "каждую четверть"),
    "FREQ=YEARLY;BYMONTH=2,5,11;BYMONTHDAY=-1": ("1 раз в триместр", "раз в триместр", "один раз в триместр"),
    "FREQ=YEARLY;BYMONTH=5,12;BYMONTHDAY=-1": ("1 раз в полугодие", "раз в полугодие", "один раз в полугодие"),
}
"""Rules whose words follow no pattern. A quarter is told from a term of school by its word alone."""


def of_rule(rule: str, start: date | None, end: date | None) -> Iterator[str]:
    """Its phrases; within bounds each of them with each way to say the bounds."""
    bounds = list(_bounds(start, end))
    for phrase in _often(rule):
        if not start and not end:
            yield phrase
        yield from (f"{phrase}{gap}{each}" for each in bounds for gap in (" ", ", "))


def rules() -> Iterator[str]:
    """Every rule that has spellings here."""
    yield from RULES
    yield from (f"FREQ=MONTHLY;BYMONTHDAY={day}" for day in (1, 5, 10, 15, 20, 25, 28))
    yield from (f"FREQ=YEARLY;BYMONTH={month}" for month in range(1, 13))
    yield from (f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}" for month in range(1, 13) for day in (1, 15, 28))


def _often(rule: str) -> Iterator[str]:
    parts = dict(each.split("=") for each in rule.split(";"))
    day, month = parts.get("BYMONTHDAY", ""), parts.get("BYMONTH", "")
    if rule in RULES:
        yield from RULES[rule]
    elif parts["FREQ"] == "MONTHLY":
        yield from (f"ежемесячно до {day} числа", f"ежемесячно, до {day} числа", f"до {day} числа каждого месяца",
                    f"ежемесячно до {day}-го числа", f"до {day}-го числа каждого месяца", f"ежемесячно, до {day} числа",
                    f"ежемесячно не позднее {day} числа", f"каждый месяц до {day} числа", f"ежемесячно к {day} числу",
                    f"ежемесячно {day} числа", f"{day} числа каждого месяца", f"{day}-го числа ежемесячно")
    elif day:
        of = f"{day} {GENITIVE[int(month) - 1]}"
        yield from (f"ежегодно до {of}", f"ежегодно, до {of}", f"до {of} ежегодно", f"каждый год до {of}",
                    f"ежегодно не позднее {of}", f"ежегодно к {of}", f"ежегодно, {of}")
    else:
        at = int(month) - 1
        yield from (f"ежегодно в {PREPOSITIONAL[at]}", f"ежегодно, {NOMINATIVE[at]}", f"{NOMINATIVE[at]}, ежегодно",
                    f"{NOMINATIVE[at]} ежегодно", f"ежегодно, в {PREPOSITIONAL[at]}", f"{NOMINATIVE[at]} (ежегодно)")


def _bounds(start: date | None, end: date | None) -> Iterator[str]:
    if start and end:
        yield f"с {deadlines.day(start)} по {deadlines.day(end)}"
        yield f"с {deadlines.figures(start)} по {deadlines.figures(end)}"
        if deadlines.school_year(start, end):
            yield from (f"в течение {start.year}/{end.year} учебного года", f"в {start.year}-{end.year} учебном году")
        if deadlines.whole_months(start, end):
            yield (f"с {GENITIVE[start.month - 1]} {start.year} года по {NOMINATIVE[end.month - 1]} {end.year} года")
    elif start:
        yield from (f"с {deadlines.day(start)}", f"начиная с {deadlines.figures(start)}")
    elif end:
        yield from (f"до {deadlines.day(end)}", f"по {deadlines.figures(end)}")
