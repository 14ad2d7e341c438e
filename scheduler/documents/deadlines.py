"""The deadline of a row from its cells: one column, a start and an end, marks under quarters or months.

What comes out is a phrase; what it means is read in `scheduler/programme/phrases.py`.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from messages import lexicon
from scheduler.documents import looks
from scheduler.documents.columns import DATED, MARKED, Column, Meaning
from scheduler.documents.grid import Cell
from scheduler.documents.headings import Head
from scheduler.programme import words

BETWEEN = " / "
"""Stands between the deadlines of neighbouring columns or rows."""
_DAYS = re.compile(r"(?:(?:до|с|к|не позднее)\s+)?\d{1,2}(?:\s*[-–—,]\s*\d{1,2})*(?:\s+по\s+\d{1,2})?", re.IGNORECASE)
"""Days under the name of a month."""
_EXCEL_ZERO = date(1899, 12, 30)
_SERIAL = range(36526, 58000)
"""Days of 2000 to 2058 as Excel counts them."""


def phrase(head: Head, cells: Iterable[Cell]) -> str:
    """The deadline that the cells of a row say together, or ""."""
    said: dict[Meaning, list[tuple[str, Cell]]] = {}
    marked: list[str] = []
    for cell in cells:
        column = head.column(cell)
        if column is None or column.meaning not in DATED | MARKED:
            continue
        text = written(cell)
        if column.meaning in MARKED:
            marked += _marked(head, cell, text)
        elif text:
            said.setdefault(column.meaning, []).append((text, cell))
    single = BETWEEN.join(dict.fromkeys(text for text, _ in said.get(Meaning.DEADLINE, [])))
    return single or _span(said) or ", ".join(marked)


def written(cell: Cell) -> str:
    """The cell as a phrase; a plain dash says nothing. A bare number that is a day of Excel's is that day."""
    text = cell.text
    if looks.is_nothing(text):
        return ""
    if cell.day is None and text.isdecimal() and int(text) in _SERIAL:
        return (_EXCEL_ZERO + timedelta(int(text))).strftime("%d.%m.%Y")
    return text


def is_serial(cell: Cell) -> bool:
    """Whether Excel shows a number where it means a day."""
    return cell.day is None and cell.text.isdecimal() and int(cell.text) in _SERIAL


def _span(said: dict[Meaning, list[tuple[str, Cell]]]) -> str:
    start = next((text for text, _ in said.get(Meaning.START, [])), "")
    end = next((text for text, _ in said.get(Meaning.END, [])), "")
    said_as = lexicon.sayings("documents/deadlines")
    if start and end:
        if start == end:
            return start
        exact = start[:1].isdigit() and end[:1].isdigit()
        return said_as["days" if exact else "span"](start=start, end=end)
    if end:
        return said_as["until"](end=end) if end[:1].isdigit() else end
    return said_as["since"](start=start) if start[:1].isdigit() else start


def _marked(head: Head, cell: Cell, text: str) -> list[str]:
    """The quarters or months under which the cell is marked; a date in it says more."""
    under = [each for each in head.under(cell) if each.part]
    if not under or not text:
        return []
    if under[0].meaning is Meaning.YEAR:
        return [_name(each) for each in under] if looks.is_mark(text) and not text.isdecimal() else []
    if not looks.is_mark(text) and (_DAYS.fullmatch(text) or looks.is_deadline(text)):
        return [_with_month(text, under[0].part) if under[0].meaning is Meaning.MONTH else text]
    return [_name(each) for each in under]


def _name(column: Column) -> str:
    """How a deadline says it: «I квартал 2018», «май», «2018 год»."""
    if column.meaning is Meaning.YEAR:
        return lexicon.sayings("documents/deadlines")["year"](year=column.part)
    names = lexicon.read("documents/terms")["months" if column.meaning is Meaning.MONTH else "quarters"]
    return f"{names[column.part - 1]} {column.year}".strip()


def _with_month(text: str, month: int) -> str:
    """«до 15» under a month is no date without it."""
    if re.search(looks.MONTH, words.fold(text)) or re.search(r"\d\.\d", text):
        return text
    return f"{text} {lexicon.read('documents/terms')['of_months'][month - 1]}"
