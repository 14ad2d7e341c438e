"""Russian as the reader expects it: dates, plurals, «через 3 дня», names in their short and polite forms.

Forms and patterns come from Babel; the few words that it lacks stand in `russian.txt`.
"""

from datetime import UTC, date, datetime
from functools import cache, lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_timedelta, get_timezone_location
from babel.units import format_unit

from messages.memory import remembered

REMEMBERED = 4096
"""Results of each function that are kept: a morning's digests say the same days and numbers again and again."""
_LOCALE = Locale("ru")
_FORMS = ("one", "few", "many")
_PATRONYMIC = ("вич", "вна", "чна", "льич", "мич", "укич", "тич", "оглы", "кызы")
_WHOLE_YEARS = 10**6
"""Keeps Babel from rounding days up to weeks, months and years."""


def prepare() -> None:
    """Read Babel's tables of the language, which takes some 20 ms the first time."""
    day(date(2018, 5, 30))
    days(1)


@lru_cache(REMEMBERED)
def day(when: date | str) -> str:
    """«30 мая»."""
    return format_date(_date(when), "d MMMM", _LOCALE)


@lru_cache(REMEMBERED)
def full_day(when: date | str) -> str:
    """«30 мая 2018 года»: in full, because «г.» at the end of a sentence makes two stops."""
    return format_date(_date(when), "d MMMM y 'года'", _LOCALE)


@lru_cache(REMEMBERED)
def weekday(when: date | str) -> str:
    """«среда, 30 мая»."""
    return format_date(_date(when), "EEEE, d MMMM", _LOCALE)


@lru_cache(REMEMBERED)
def month(when: date | str) -> str:
    """«май 2018»."""
    return format_date(_date(when), "LLLL y", _LOCALE)


@lru_cache(REMEMBERED)
def short_day(when: date | str) -> str:
    """«ср 30.05»: a button of a calendar."""
    return format_date(_date(when), "EEE dd.MM", _LOCALE)


def moment(instant: int, zone: str) -> str:
    """«30 мая, 14:05» by the clock of the zone."""
    return format_datetime(datetime.fromtimestamp(instant, UTC), "d MMMM, HH:mm", ZoneInfo(zone), _LOCALE)


@lru_cache(REMEMBERED)
def local_day(instant: int, zone: str) -> str:
    """Of an instant the day alone: «30 мая»."""
    return day(datetime.fromtimestamp(instant, UTC).astimezone(ZoneInfo(zone)).date())


@lru_cache(REMEMBERED)
def clock(instant: int, zone: str) -> str:
    """Of an instant the time alone: «16:30»."""
    return datetime.fromtimestamp(instant, UTC).astimezone(ZoneInfo(zone)).strftime("%H:%M")


def span(starts_at: int, ends_at: int, zone: str) -> str:
    """«среда, 30 мая, 14:00–16:00», or both days, by the clock of the zone."""
    starts, ends = (datetime.fromtimestamp(each, UTC).astimezone(ZoneInfo(zone)) for each in (starts_at, ends_at))
    first, last = (f"{weekday(each.date())}, {each:%H:%M}" for each in (starts, ends))
    return f"{first}–{ends:%H:%M}" if starts.date() == ends.date() else f"{first} – {last}"


@lru_cache(REMEMBERED)
def city(zone: str) -> str:
    """«Иркутск» for Asia/Irkutsk: how people name the time of a place."""
    return get_timezone_location(zone, locale=_LOCALE, return_city=True)


@lru_cache(REMEMBERED)
def days_left(due: date | str, today: date | str) -> str:
    """«сегодня», «завтра», «через 3 дня», «просрочено на 2 дня»."""
    left = (_date(due) - _date(today)).days
    if left < 0:
        return _words()["late"].format(days=days(-left))
    if left <= 1:
        return _words()["tomorrow" if left else "today"]
    delta = format_timedelta(
        left * 86400, granularity="day", threshold=_WHOLE_YEARS, add_direction=True, locale=_LOCALE
    )
    return _plain_spaces(delta)


@lru_cache(REMEMBERED)
def days(number: int) -> str:
    """«2 дня»."""
    return _plain_spaces(format_unit(number, "duration-day", "long", locale=_LOCALE))


def tenths(minutes: int) -> float:
    """Hours of sixty minutes to a tenth, halves up."""
    return (minutes + 3) // 6 / 10


@lru_cache(REMEMBERED)
def hours(minutes: int) -> str:
    """«4,5 ч» of 270 minutes."""
    return _plain_spaces(format_unit(tenths(minutes), "duration-hour", "short", locale=_LOCALE))


@lru_cache(REMEMBERED)
def plural(number: int, forms: str) -> str:
    """The form that goes with the number: `plural(3, "день|дня|дней")` is «дня»."""
    one, few, many = forms.split("|")
    return (one, few, many)[_FORMS.index(_LOCALE.plural_form(abs(number)))]


def counted(number: int, forms: str) -> str:
    """The number with its form: `counted(3, "день|дня|дней")` is «3 дня»."""
    return f"{number} {plural(number, forms)}"


@remembered(REMEMBERED)
def short_name(name: str) -> str:
    """«Иванова М. И.»; a name of two words or one stays, for their order is not known."""
    surname, given = _parts(name)
    return " ".join([surname, *(f"{word[0]}." for word in given if word[0].isupper())]) if given else surname


@remembered(REMEMBERED)
def polite_name(name: str) -> str:
    """«Мария Ивановна», or nothing where the name does not show its patronymic."""
    return " ".join(_parts(name)[1])


def cut(text: str, size: int) -> str:
    """At most `size` characters; what is cut off shows as «…»."""
    return text if len(text) <= size else text[: size - 1].rstrip(" ,.;:–-") + "…"


def stop(text: str) -> str:
    """The end of a sentence: «Отвечает Иванова М. И.» needs no second full stop."""
    return text if text.endswith((".", "…", "!", "?")) else f"{text}."


def _parts(name: str) -> tuple[str, tuple[str, ...]]:
    """Surname and (given name, patronymic); where that is not clear, the whole name and nothing."""
    words = name.split()
    if len(words) >= 3 and words[-1].casefold().endswith(_PATRONYMIC):
        return words[0], tuple(words[1:])
    if len(words) == 3 and words[1].casefold().endswith(_PATRONYMIC):
        return words[2], tuple(words[:2])
    return " ".join(words), ()


def _date(when: date | str) -> date:
    return date.fromisoformat(when) if isinstance(when, str) else when


def _plain_spaces(text: str) -> str:
    return " ".join(text.split())


@cache
def _words() -> dict[str, str]:
    text = Path(__file__).with_name("russian.txt").read_text(encoding="utf-8")
    return dict(line.split(": ", 1) for line in text.splitlines())
