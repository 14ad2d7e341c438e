"""Single cells of a list of people: a name in one column or three, phones, addresses; each as people write them."""

import re
from collections.abc import Callable

from scheduler.programme import words
from scheduler.programme.mistakes import Found, Kind, Warn
from scheduler.programme.table import Row

NOTHING = frozenset(("-", "нет", "отсутствует", "н/д"))
"""How people say that there is none."""
_EMAIL = re.compile(r"[^@\s;,]+@[^@\s;,]+\.[^@\s;,]+")
_PHONE = re.compile(r"\+?[0-9]{10,15}")
_BESIDE = re.compile(r"(?:,?\s*доб\.?.*|^\s*(?:тел|моб|раб|сот)[а-я]*\.?:?)", re.IGNORECASE)
"""What stands beside a number: an extension, a word before it."""
_GLUED = re.compile(r"[а-яё][А-ЯЁ]|[А-ЯЁ]\.[А-ЯЁ][а-яё]")
_INITIALS = re.compile(r"(?:^|\s)[А-ЯЁA-Z]\.?\s?[А-ЯЁA-Z]?\.?$|(?:^|\s)[А-ЯЁ]\.")
_PARTS = ("surname", "given", "patronymic")


def named(row: Row) -> str:
    """The column that a row has its name in, or its surname."""
    return "name" if row.text("name") or not row.has("surname") else "surname"


def name(row: Row, found: Found) -> str:
    """The whole name; what is odd about it is shown, and stays."""
    column = named(row)
    text = row.needed(column, found)
    if column == "surname":
        text = " ".join(filter(None, map(row.text, _PARTS)))
    if words.alike(text) != text:
        found.warn(Warn.NAME_LATIN, row.place(column), name=text)
    elif _GLUED.search(text):
        found.warn(Warn.NAME_GLUED, row.place(column), name=text)
    elif _INITIALS.search(text):
        found.warn(Warn.NAME_INITIALS, row.place(column), name=text)
    return text


def phone(row: Row, found: Found) -> str:
    """As +79025550101; the eight of home calls becomes a +7. Of several the first mobile one."""
    numbers = _several(row, "phone", _number)
    if not numbers:
        found.add(Kind.PHONE, row.place("phone"), value=row.text("phone"))
        return ""
    taken = next((one for one in numbers if one.startswith("+79")), numbers[0])
    if len(numbers) > 1:
        found.warn(Warn.PHONE_SEVERAL, row.place("phone"), phone=taken)
    return taken


def email(row: Row, found: Found) -> str:
    """Folded; of several the first."""
    addresses = _several(row, "email", _address)
    if not addresses:
        found.add(Kind.EMAIL, row.place("email"), value=row.text("email"))
        return ""
    if len(addresses) > 1:
        found.warn(Warn.EMAIL_SEVERAL, row.place("email"), email=addresses[0])
    return addresses[0]


def _several(row: Row, column: str, read: Callable[[str], str | None]) -> list[str]:
    """The values of a cell, each once; one that is none makes it no value at all. Of an empty cell the empty value."""
    text = row.raw(column)
    if words.fold(text) in NOTHING or not words.clean(text):
        return [""]
    whole = read(words.clean(text))
    values = [whole] if whole else [read(part) for part in words.parts(text, ";,\n/")]
    return list(dict.fromkeys(value for value in values if value)) if None not in values else []


def _number(text: str) -> str | None:
    digits = re.sub(r"[\s().-]", "", _BESIDE.sub("", text))
    if not _PHONE.fullmatch(digits):
        return None
    if len(digits) == 10:
        return f"+7{digits}"
    return re.sub(r"^(?:8(?=[0-9]{10}$)|7(?=[0-9]{10}$))", "+7", digits)


def _address(text: str) -> str | None:
    return text.casefold() if _EMAIL.fullmatch(text) else None
